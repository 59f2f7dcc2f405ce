"""Queries whose rows are quads, and rows of an answer as terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any, cast

import pyoxigraph as ox

from gaoxin.errors import GaoxinError, ServiceUnavailable
from gaoxin.graph.remote.sparql_connection import RESULTS, BoundedAnswer, SparqlConnection
from gaoxin.ontology.rdf_terms import RdfTerm

_ALL = "?s ?p ?o"
ResultRow = tuple[RdfTerm | None, ...]


def quads_query(
    subject: RdfTerm | None,
    predicate: RdfTerm | None,
    value: RdfTerm | None,
    graph: RdfTerm | ox.DefaultGraph | None,
    most: int = 0,
) -> str:
    """The query for the quads of a pattern, with the columns s, p, o, g.

    ``None`` is any term; as the graph it is the default graph, for which g is unbound, and every
    named graph.  ``most`` limits the number of rows.
    """
    given = {"s": subject, "p": predicate, "o": value}
    terms = " ".join(f"?{name}" if term is None else str(term) for name, term in given.items())
    fixed = " ".join(f"BIND({term} AS ?{name})" for name, term in given.items() if term is not None)
    if isinstance(graph, ox.DefaultGraph):
        where = f"{terms} . {fixed}"
    elif graph is not None:
        where = f"GRAPH {graph} {{ {terms} }} {fixed} BIND({graph} AS ?g)"
    else:
        where = f"{{ {terms} }} UNION {{ GRAPH ?g {{ {terms} }} }} {fixed}"
    return f"SELECT ?s ?p ?o ?g WHERE {{ {where} }}" + (f" LIMIT {most}" if most else "")


def subjects_query(subjects: Iterable[str], most: int) -> str:
    """The query for all quads of these subjects (IRIs); at most so many rows."""
    listed = " ".join(f"<{iri}>" for iri in subjects)
    values = f"VALUES ?s {{ {listed} }}"
    return (
        f"SELECT ?s ?p ?o ?g WHERE {{ {{ {values} {_ALL} }} UNION "
        f"{{ {values} GRAPH ?g {{ {_ALL} }} }} }} LIMIT {most}"
    )


def rows_of(answer: BoundedAnswer, columns: tuple[str, ...]) -> Iterator[ResultRow]:
    """The rows of a table as they come; the connection is given up if not all are taken.

    Raises:
        ServiceUnavailable: what came is no table of these columns.
        QueryFailed: a limit was reached.
    """
    try:
        found = solutions(answer)
        if not {variable.value for variable in found.variables}.issuperset(columns):
            raise unreadable(" ".join(variable.value for variable in found.variables))
        for solution in found:
            yield tuple(solution[name] for name in columns)
        answer.whole()  # what may follow the last row
    except (SyntaxError, ValueError, KeyError, OSError) as cause:
        raise answer.failure or unreadable(str(cause)) from cause
    finally:
        answer.close()


def solutions(answer: BoundedAnswer) -> Any:
    """The parsed table of an answer.

    Raises:
        ServiceUnavailable: the answer is no table.
    """
    if answer.kind != RESULTS:
        raise unreadable(answer.kind)
    found = ox.parse_query_results(cast(IO[bytes], answer), format=ox.QueryResultsFormat.JSON)
    if not isinstance(found, ox.QuerySolutions):
        raise unreadable("boolean")
    return found


def counted(connection: SparqlConnection, pattern: str) -> int:
    """How many solutions a pattern has.

    Raises:
        ServiceUnavailable: the store does not say.
    """
    text = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
    answer = connection.query(text, seconds=connection.place.seconds, most=1 << 16)
    found = list(rows_of(answer, ("n",)))
    try:
        return int(found[0][0].value)  # type: ignore[union-attr]
    except (IndexError, AttributeError, ValueError) as cause:
        raise unreadable("COUNT") from cause


def unreadable(what: str) -> GaoxinError:
    """The error for an answer that is not in the form that was asked for."""
    line = " ".join(what.split())[:200]
    return ServiceUnavailable(
        f"SPARQL 服务的答复读不懂（{line}）；请检查 GAOXIN_SPARQL_ENDPOINT。",
        f"The answer of the SPARQL store cannot be read ({line}); check GAOXIN_SPARQL_ENDPOINT.",
    )
