"""What of a stranger's SPARQL may reach the engine (faults 1, 4 and 5 of the reliability page)."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaoxin.errors import QueryFailed
from gaoxin.queries.guard import DEPTH, check_query

U = "<http://127.0.0.1:9/x>"
INNER = "{?s ?p ?o}"

SERVICES = [
    f"SELECT * {{ SERVICE {U} {INNER} }}",
    f"SELECT * {{ sErViCe SILENT {U} {INNER} }}",
    f"SELECT * {{ SERVICE#comment\n{U} {INNER} }}",
    f"SELECT * {{ SERVICE ?where {INNER} }}",
    f"PREFIX e:{U} SELECT * {{ SERVICE e: {INNER} }}",
    f"PREFIX :{U} SELECT * {{ SERVICE: {INNER} }}",
    f"PREFIX e:{U} SELECT * {{ SERVICEe: {INNER} }}",
    f"SELECT * {{ ?a ?b ?c FILTER EXISTS {{ SERVICE {U} {INNER} }} }}",
    f"SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ service {U} {INNER} }} }}",
    f"SELECT * {{ FILTER(1<2)SERVICE#>\n{U} {INNER} }}",
    f"SELECT * {{ FILTER(1<2#>'''\n) SERVICE {U} {INNER} #'''\n }}",
    f"SELECT * {{ FILTER(1<2)SERVICESILENT{U} {INNER} }}",
    f"SELECT * {{ OPTIONAL{{?s ?p true}}BIND(1 as ?x)SERVICE{U} {INNER} }}",
    f"SELECT * {{ ?s ?p trueSERVICE{U} {INNER} }}",
    f"SELECT * {{ {{ SELECT * {{ SERVICE {U} {INNER} }} }} }}",
    f"CONSTRUCT {{?s ?p ?o}} WHERE {{ SERVICE {U} {INNER} }}",
    f'SELECT * {{ ?s ?p "\\"" . SERVICE {U} {INNER} #"\n }}',
    f"SELECT * {{ ?s ?p '''a'b''' . SERVICE {U} {INNER} #'''\n }}",
    f"SELECT * {{ \\u0053ERVICE {U} {INNER} }}",
]

HARMLESS = [
    'SELECT * { ?s ?p "SERVICE" }',
    "SELECT * { ?s ?p 'it is a SERVICE <http://x> {' }",
    'SELECT * { ?s ?p """a "quoted" SERVICE { """ }',
    "SELECT * { ?s ?p '''don't SERVICE''' }",
    "SELECT * { ?s ?p '\\'SERVICE' }",
    "SELECT * { ?s <http://x/SERVICE> ?o }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://x> {}",
    "SELECT ?service { ?service ?p ?o }",
    "PREFIX e: <http://x/> SELECT * { ?s e:serviceTime ?o }",
    'SELECT * { ?s ?p "x"@en-service }',
    "SELECT * { ?s ?p ?load FILTER(?load < 5 && ?load > 2) }",
    "SELECT * { ?s ?p ?o FILTER(?o<5&&?o>2) }",
    "PREFIX x: <http://x#> SELECT * { ?s ?p ?o FILTER(?o = <http://x#a>) }",
    'SELECT * { ?s ?p ?o FILTER(?o = "1"^^<http://www.w3.org/2001/XMLSchema#integer>) }',
    "SELECT * { ?s (<http://x#a>|<http://x#b>)/^<http://x#c> ?o }",
    "SELECT * { VALUES (?a ?b) { (<http://x#a> <http://x#b>) (<http://x#c> UNDEF) } ?a ?p ?b }",
    "SELECT (COUNT(DISTINCT <http://x#a>) AS ?n) { ?s ?p ?o FILTER(?o IN (<http://x#a>)) }",
    "PREFIX add: <http://x/> SELECT * { ?s add:insert ?delete }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_service_is_refused_in_every_disguise(query: str) -> None:
    with pytest.raises(QueryFailed) as caught:
        check_query(query)
    assert caught.value.facts["reason"] in ("service", "ambiguous")


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_alone_is_harmless(query: str) -> None:
    check_query(query)


def test_how_many_cases_there_are() -> None:
    assert (len(SERVICES), len(HARMLESS)) == (19, 18)


@pytest.mark.parametrize(
    "query",
    [
        "LOAD <http://127.0.0.1:9/x>",
        "load silent <file:///etc/hosts>",
        "PREFIX e: <http://x/> INSERT DATA { e:a e:b e:c }",
        "# a comment\nDELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(QueryFailed) as caught:
        check_query(query)
    assert caught.value.facts["reason"] == "update"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 2250 + "}" * 2250,
        "SELECT * { FILTER" + "(" * 4700 + "1" + ")" * 4700 + "}",
        "SELECT * { FILTER(" + "!" * 50_000 + "true) }",
        "SELECT * { ?s " + "^" * 50_000 + "<http://x> ?o }",
        "SELECT * { ?s ?p " + "[" * 3000,
    ],
)
def test_deep_nesting_is_refused(query: str) -> None:
    with pytest.raises(QueryFailed) as caught:
        check_query(query)
    assert caught.value.facts["reason"] == "nesting"


def test_nesting_up_to_the_limit_passes() -> None:
    check_query("SELECT * " + "{" * DEPTH + "}" * DEPTH)
    with pytest.raises(QueryFailed):
        check_query("SELECT * " + "{" * (DEPTH + 1) + "}" * (DEPTH + 1))


@pytest.mark.parametrize("query", ['SELECT * { ?s ?p "x }', "SELECT * { ?s ?p '''x' }", "'\\"])
def test_an_unterminated_string_is_refused(query: str) -> None:
    with pytest.raises(QueryFailed) as caught:
        check_query(query)
    assert caught.value.facts["reason"] == "unterminated"


def test_a_hostile_megabyte_is_read_in_one_pass() -> None:
    # Quadratic reading of this would take hours; pytest would seem to hang.
    for query in ("a." * 500_000, "a" * 1_000_000, "<a" * 500_000, "?" * 1_000_000):
        check_query(query)
    with pytest.raises(QueryFailed):
        check_query("a" * ((1 << 20) + 1))


@pytest.fixture
def canary() -> Iterator[tuple[int, list[int]]]:
    """A listener that counts who comes."""
    hits: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    peer, _ = server.accept()
                except OSError:
                    return
                hits.append(1)
                peer.close()

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], hits
        server.shutdown(socket.SHUT_RDWR)


def test_nobody_is_called(canary: tuple[int, list[int]], people: object) -> None:
    """The engine itself would call; behind the guard nobody does, not even by FROM."""
    from gaoxin.queries.sparql import run_text
    from tests.queries.conftest import Shelf

    assert isinstance(people, Shelf)
    port, hits = canary
    for query in SERVICES:
        with pytest.raises(QueryFailed):
            run_text(people.generation, query.replace(":9/x", f":{port}/x"), people.settings)
    answer = run_text(
        people.generation,
        f"SELECT * FROM <http://127.0.0.1:{port}/x> {{ ?s ?p ?o }}",
        people.settings,
    )
    assert answer.rows == []
    assert hits == []
    assert Path(people.generation.folder / "store").is_dir()
