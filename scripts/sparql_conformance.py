"""Run the W3C's SPARQL 1.1 tests through ``/sparql``.

The dataset of each test is a generation of the endpoint (``scripts/data_endpoint.py``); the query
goes over HTTP through the same front, guard and workers as a user's.  The answer is asked for in
every form that its kind has, and each must be equal to the expected one, up to the labels of blank
nodes, the order of rows and other forms of the same number.

Updates, and queries with SERVICE, must be refused: the endpoint only reads, and reaches no other
host.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import httpx
import pyoxigraph as ox

from gaoxin.ontology.literals import is_well_formed, literal
from scripts.data_endpoint import DataHome, serving
from scripts.protocol_conformance import (
    description_differences,
    protocol_data,
    protocol_difference,
    protocol_tests,
)
from scripts.sparql_suites import RS, ManifestGraph, SparqlTest, sparql_tests

QUERY_SUITES = (
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "csv-tsv-res",
    "exists",
    "functions",
    "grouping",
    "json-res",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
    "syntax-query",
)
REFUSED_SUITES = (
    "add",
    "basic-update",
    "clear",
    "copy",
    "delete",
    "delete-data",
    "delete-insert",
    "delete-where",
    "drop",
    "move",
    "service",
    "syntax-fed",
    "syntax-update-1",
    "syntax-update-2",
    "update-silent",
)
"""Suites whose requests the endpoint refuses on purpose."""
_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_COLUMN = "urn:column:"
Ask = Callable[[str, str], httpx.Response]
"""Asks a query in a form."""


def sparql_results(root: Path) -> Iterator[tuple[str, str, str]]:
    """The suite, the name and the difference of each test of SPARQL, the protocol and the service
    description.
    """
    suites = (*QUERY_SUITES, *REFUSED_SUITES)
    tests = [test for suite in suites for test in sparql_tests(root / suite)]
    with tempfile.TemporaryDirectory() as folder:
        home = DataHome(Path(folder))
        numbers = write_datasets(home, tests)
        of_protocol = home.add(protocol_data(root / "protocol"))
        with (
            serving(home.home) as (address, _),
            httpx.Client(base_url=address, timeout=60, headers={"accept-language": "en"}) as client,
        ):
            for test in tests:
                yield test.suite, test.name, difference(client, numbers[test], test)
            for name, requests in protocol_tests(root / "protocol"):
                found = protocol_difference(client, of_protocol, requests)
                yield "sparql-protocol", name, found
            for name, found in description_differences(client).items():
                yield "sparql-service-description", name, found


def write_datasets(home: DataHome, tests: Iterable[SparqlTest]) -> dict[SparqlTest, int]:
    """Make each test's dataset a generation; equal ones are written once."""
    known: dict[tuple[tuple[Path, ...], tuple[Path, ...]], int] = {}
    numbers = {}
    for test in tests:
        files = test.data, test.graphs
        if files not in known:
            known[files] = home.add(test.quads())
        numbers[test] = known[files]
    return numbers


def difference(client: httpx.Client, generation: int, test: SparqlTest) -> str:
    """The difference from the test's expectation, ``""`` if it passes."""

    def ask(query: str, form: str) -> httpx.Response:
        given = {"generation": str(generation)} | ({"format": form} if form else {})
        return client.post("/sparql", data={"query": query}, params=given)

    if test.suite.removeprefix("sparql-") in REFUSED_SUITES or "Update" in test.kind:
        return _not_refused(client, ask, test)
    if "Syntax" in test.kind:
        reply = ask(test.text, "")
        if "Negative" in test.kind:
            return "" if reply.status_code == 400 else f"status {reply.status_code}"
        return "" if reply.status_code == 200 else _told(reply)
    try:
        return _other_answer(ask, test)
    except (SyntaxError, ValueError) as cause:
        return f"unreadable: {cause}"


def _told(reply: httpx.Response) -> str:
    return f"{reply.status_code}: {reply.json().get('detail', '')}"


def _not_refused(client: httpx.Client, ask: Ask, test: SparqlTest) -> str:
    """Updates get 403 in every way; what is no SPARQL, and SERVICE, get 400."""
    reply = ask(test.text, "")
    if "Update" not in test.kind and "Negative" not in test.kind:
        is_refused = reply.status_code == 400 and reply.json()["facts"]["reason"] == "service"
        return "" if is_refused else _told(reply)
    if reply.status_code not in (400, 403):
        return f"as a query: {_told(reply)}"
    direct = {"content-type": "application/sparql-update"}
    for way in (
        client.post("/sparql", content=test.text.encode(), headers=direct),
        client.post("/sparql", data={"update": test.text}),
    ):
        if way.status_code != 403:
            return f"as an update: {_told(way)}"
    return ""


def _other_answer(ask: Ask, test: SparqlTest) -> str:
    assert test.result is not None
    suffix = test.result.suffix
    if suffix in (".ttl", ".rdf", ".nt") and "ResultSet" not in test.result.read_text("utf-8"):
        expected = _canonical(ox.parse(path=test.result, base_iri=test.base + test.result.name))
        for form, kind in _GRAPHS.items():
            reply = ask(test.text, form)
            if reply.status_code != 200:
                return _told(reply)
            if _canonical(ox.parse(reply.content, kind)) != expected:
                return f"the {form} is another graph"
        return ""
    if suffix == ".csv":
        reply = ask(test.text, "csv")
        is_same = _rows(reply.text) == _rows(test.result.read_text("utf-8"))
        return "" if is_same else f"the csv is another table: {reply.text!r}"
    return _other_table(ask, test, test.result)


def _other_table(ask: Ask, test: SparqlTest, result: Path) -> str:
    form = ox.QueryResultsFormat.from_extension(result.suffix[1:])
    if form is None:
        expected: object = _result_set(result)
    else:
        read = ox.parse_query_results(path=result, format=form)
        expected = bool(read) if isinstance(read, ox.QueryBoolean) else _table(read)
    for name, kind in _RESULTS.items():
        reply = ask(test.text, name)
        if reply.status_code != 200:
            return _told(reply)
        if name == "tsv" and isinstance(expected, bool):
            continue  # the form has no truths
        got = ox.parse_query_results(reply.content, format=kind)
        found = bool(got) if isinstance(got, ox.QueryBoolean) else _table(got)
        if found != expected:
            return f"the {name} is another answer: {' '.join(reply.text.split())[:300]}"
    return ""


def _table(read: ox.QuerySolutions) -> tuple[list[str], set[str]]:
    columns = [variable.value for variable in read.variables]
    rows = ({column: row[column] for column in columns} for row in read)
    return _as_graph(columns, rows)


def _result_set(file: Path) -> tuple[list[str], set[str]]:
    """A table that is written as RDF, in the vocabulary of the tests."""
    graph = ManifestGraph(file.parent, file.name)
    (table,) = graph.subjects(RS + "resultVariable")
    columns = [column.value for column in graph.all(table, RS + "resultVariable")]
    rows = (
        {
            str(graph.one(cell, RS + "variable"))[1:-1]: graph.one(cell, RS + "value")
            for cell in graph.all(row, RS + "binding")
        }
        for row in graph.all(table, RS + "solution")
    )
    return _as_graph(columns, rows)


def _as_graph(
    columns: list[str], rows: Iterable[Mapping[str, object]]
) -> tuple[list[str], set[str]]:
    """The columns, and the rows as a graph with a blank node for each, to be compared as graphs."""
    quads = []
    for cells in rows:
        row = ox.BlankNode()
        quads.append(ox.Quad(row, ox.NamedNode(_COLUMN), row))
        for column, term in cells.items():
            if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple):
                quads.append(ox.Quad(row, ox.NamedNode(_COLUMN + column), term))
    return sorted(columns), _canonical(quads)


def _canonical(quads: Iterable[ox.Quad | ox.Triple]) -> set[str]:
    dataset = ox.Dataset(
        ox.Quad(quad.subject, quad.predicate, _canonical_term(quad.object)) for quad in quads
    )
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def _canonical_term(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    if not isinstance(term, ox.Literal) or term.language:
        return term
    datatype = term.datatype.value
    return literal(term.value, datatype) if is_well_formed(term.value, datatype) else term


def _rows(text: str) -> tuple[list[str], Counter[tuple[str, ...]]]:
    """Columns and rows of CSV, in the order of the columns' names, without labels of nodes."""
    columns, *rows = list(csv.reader(io.StringIO(text, newline="")))
    order = sorted(range(len(columns)), key=lambda number: columns[number])

    def sorted_cells(row: list[str]) -> Iterator[str]:
        return ("_:" if row[n].startswith("_:") else row[n] for n in order)

    return sorted(columns), Counter(tuple(sorted_cells(row)) for row in rows if row)
