"""The process that evaluates SPARQL; it can be killed, and its memory is limited.

pyoxigraph cannot be interrupted, aborts the process when memory runs out, and overflows the stack
on some queries.  So each query runs in its own process.  It is started as ``python -m
gaoxin.queries.worker PARENT``, where PARENT is the process id of its parent.  It reads one JSON
request from stdin and writes JSON lines to stdout: the columns, the rows, and an end.  Starting,
opening the store and a small answer take about 0.05 s.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from gaoxin.child_process import end_with_parent, limit_resources
from gaoxin.graph.store.failures import failure_of_store
from gaoxin.ontology.namespaces import XSD
from gaoxin.queries.isolation import isolate
from gaoxin.queries.numbers import number

_WHOLE = {
    XSD + name
    for name in (
        "integer",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
        "unsignedByte",
        "negativeInteger",
        "nonPositiveInteger",
    )
}


def main() -> int:
    """Answer the request on stdin.  The exit status is 0 even if the engine refuses the query."""
    isolate()  # before RocksDB starts threads, because the filter does not affect running threads
    end_with_parent(int(sys.argv[1]))
    request = json.load(sys.stdin)
    try:
        store = ox.Store.read_only(request["store"])
    except (RuntimeError, ValueError, OSError) as cause:
        _write({"error": "store", "message": str(cause)})
        return 0
    # After opening, because the stacks of RocksDB's threads must not count towards the limit.
    limit_resources(int(request["memory"]), float(request["seconds"]))
    try:
        _write_answer(store, request)
    except (SyntaxError, RuntimeError, ValueError, OSError) as cause:
        kind = "store" if failure_of_store(cause) else "refused"
        _write({"error": kind, "message": str(cause)})
    except MemoryError:
        _write({"error": "memory", "message": ""})
    sys.stdout.flush()
    return 0


def _write_answer(store: ox.Store, request: dict[str, Any]) -> None:
    size = 0
    for line in answer(store, request):
        text = json.dumps(line, ensure_ascii=False) + "\n"
        size += len(text)
        if size > request["characters"] and "row" in line:
            _write({"end": True, "truncated": True, "reason": "size"})
            return
        sys.stdout.write(text)


def answer(store: ox.Store, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield ``{"columns": […]}``, then at most ``request["rows"]`` times ``{"row": […]}``, then
    ``{"end": true, "truncated": …}``.
    """
    bound: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(name): term(value) for name, value in request["bound"].items()
    }
    result = store.query(request["query"], prefixes=request["prefixes"], substitutions=bound)
    if isinstance(result, ox.QueryBoolean):
        yield {"columns": ["answer"]}
        yield {"row": [bool(result)]}
        yield {"end": True, "truncated": False}
        return
    rows: Iterator[list[Any]]
    if isinstance(result, ox.QuerySolutions):
        yield {"columns": [variable.value for variable in result.variables]}
        rows = ([plain(cell) for cell in solution] for solution in result)
    else:
        yield {"columns": ["subject", "predicate", "object"]}
        rows = ([plain(t.subject), plain(t.predicate), plain(t.object)] for t in result)
    truncated = False
    for count, row in enumerate(rows):
        if count >= request["rows"]:
            truncated = True
            break
        yield {"row": row}
    yield {"end": True, "truncated": truncated, "reason": "rows"}


def term(value: dict[str, str]) -> ox.NamedNode | ox.Literal:
    """The RDF term for a value of :meth:`gaoxin.queries.binding.ParameterValue.for_sparql`."""
    if "iri" in value:
        return ox.NamedNode(value["iri"])
    return ox.Literal(value["literal"], datatype=ox.NamedNode(value["datatype"]))


def plain(cell: Any) -> Any:
    """Convert a term to JSON: IRIs and texts to strings, numbers and booleans to JSON's own."""
    if cell is None:
        return None
    if not isinstance(cell, ox.Literal):
        return cell.value if isinstance(cell, ox.NamedNode) else str(cell)
    kind, text = cell.datatype.value, cell.value
    try:
        if kind in _WHOLE:
            return int(text)
        if kind in (XSD + "decimal", XSD + "double", XSD + "float"):
            return number(float(Decimal(text))) if kind == XSD + "decimal" else number(float(text))
    except (ValueError, ArithmeticError):
        return text
    if kind == XSD + "boolean":
        return text in ("true", "1")
    return text


def _write(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
