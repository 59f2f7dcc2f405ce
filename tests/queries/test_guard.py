"""Which SPARQL the guard passes to the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import QueryFailed
from gaoxin.queries.guard import DEPTH, LENGTH, check_query
from gaoxin.queries.tokens import decode_escapes
from tests.queries.canary import BareEngine, Canary
from tests.queries.conftest import Shelf
from tests.queries.hostile_queries import CALLED, INNER, SERVICES, H, U

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
    "PREFIX with: <http://x/load> BASE <http://x/#with> SELECT * { ?s with:out ?o }",
    "PREFIX load: <http://x/> # insert\nSELECT * { ?s load:a ?o }",
    "PREFIX s: <http://x/> SELECT * { ?s s:a%20service-\u4e2d ?o }",
    "BASE <http://x/> SELECT * { ?s <service> ?o ; <a/service/b> <urn:service:c> }",
    "SELECT * { ?s ?p ?o FILTER(?o<<http://x#don't-SERVICE>) }",
    "SELECT * { ?s ?p ?o FILTER(1.e5<?o || .5<?o || 5.<?o || -1e-5<?o) }",
    "PREFIX : <http://x/> SELECT * { << :a :b :c >> :d <<( :a :b '''x''' )>> {| :e 1. |} ~ :r }",
    "SELECT * { ?s ?p 'a\\u00e9\\U0001F600\\\\SERVICE' ; ?q \"\\u0022\" }",
    'SELECT * { ?s ?p """SERVICE"" \\""" SERVICE""" }',
    "SELECT * { ?s ?p 'SERVICE'@ar--rtl , \"SERVICE\"@service-service }",
    "SELECT * { ?s ?p _:service . FILTER(?o!=_:a.b) }",
    "SELECT * { ?s ?p <http://x/\\u0053ERVICE> }",
    "SELECT ?\U00010000service { ?s ?p $service }",
    "SELECT * { ?s ?p ?o FILTER(?o <5 && ?p = 'a>SERVICE ') }",
    "SELECT * { ?s <http://x/a,service=b> ?o }",
    "SELECT \\u003Fservice { \\u003Fservice ?p ?o }",
    "PREFIX e: <http://x/> SELECT * { ?s e:a\\'b\\#c ?o ; e:a.b.%41 'SERVICE' }",
]


@pytest.mark.parametrize("query", SERVICES + CALLED)
def test_service_is_refused_in_every_disguise(query: str) -> None:
    with pytest.raises(QueryFailed) as caught:
        check_query(query)
    assert caught.value.facts["reason"] == "service"


@pytest.mark.parametrize("query", CALLED)
def test_the_engine_would_call(query: str, canary: Canary) -> None:
    """Otherwise the test above would prove nothing."""
    assert BareEngine(canary).calls(query.replace(H, canary.address))


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_alone_is_harmless(query: str) -> None:
    check_query(query)


def test_the_place_of_service_is_told() -> None:
    with pytest.raises(QueryFailed) as caught:
        check_query(f"SELECT *\n{{  SERVICE {U} {INNER} }}")
    assert (caught.value.facts["line"], caught.value.facts["column"]) == (2, 4)


@pytest.mark.parametrize(
    "query",
    [
        "LOAD <http://127.0.0.1:9/x>",
        "load silent <file:///etc/hosts>",
        "PREFIX e: <http://x/> INSERT DATA { e:a e:b e:c }",
        "PREFIX e:\n<http://x/>#c\nbase<http://y/> insert { ?s ?p ?o } where { ?s ?p ?o }",
        "# a comment\nDELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "\\u0044ROP ALL",
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
        "SELECT * { FILTER(" + "- #c\n" * 50_000 + "1) }",
        "SELECT * { ?s " + "^" * 50_000 + "<http://x> ?o }",
        "SELECT * { ?s ?p " + "[" * 3000,
        "SELECT * { " + "OPTIONAL { ?s ?p 'o' . " * 3000,
        "SELECT * { FILTER(1<a" + "(" * 3000 + ">) }",
        "SELECT * { FILTER(" + "1<x:(>" * 3000,
        "SELECT * { FILTER(<#>" + "!" * (DEPTH - 1) + "\n!!1) }",
    ],
)
def test_deep_nesting_is_refused(query: str) -> None:
    with pytest.raises(QueryFailed) as caught:
        check_query(query)
    assert caught.value.facts["reason"] == "nesting"


@pytest.mark.parametrize(
    ("before", "opening", "after"),
    [("SELECT * ", "{", "}"), ("SELECT * {?s ?p ", "[?p(", ")]"), ("{FILTER(1 = ", "-", "")],
)
def test_nesting_up_to_the_limit_passes(before: str, opening: str, after: str) -> None:
    times = DEPTH if len(opening) == 1 else DEPTH // 2 - 1
    check_query(before + opening * times + "1" + after * times)
    with pytest.raises(QueryFailed):
        check_query(before + opening * (times + 2) + "1" + after * (times + 2))


def test_what_is_closed_or_separated_is_no_nesting() -> None:
    for piece in ("{}", "(1)", "[]", "!(1)", "+?x", "!1 ", "^<x>", "-'a'", ")", "+\n1"):
        check_query(piece * 3 * DEPTH)
    # Surplus closing brackets do not allow deeper nesting.
    with pytest.raises(QueryFailed):
        check_query("}" * DEPTH + "{" * (DEPTH + 1))


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "x }',
        "SELECT * { ?s ?p '''x' }",
        "'\\",
        "SELECT ?s\n{'\\q'}",
        "SELECT * { ?s ?p '\\uD83D' }",
        "SELECT * { ?s ?p 'a\nb' }",
    ],
)
def test_an_unterminated_string_is_refused(query: str) -> None:
    with pytest.raises(QueryFailed) as caught:
        check_query(query)
    assert caught.value.facts["reason"] == "unterminated"


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * { ?s ?p % }", 1, 18),
        ("SELECT *\n{ ?s ?p ?o \\u0040 }", 2, 12),
        ("SELECT *\x0b{}", 1, 9),
        ("SELECT *\r\n\r\n{ ?s `p` ?o }", 3, 6),
        ("SELECT * { ?s ?p 'it' , 'x }", 1, 25),
        ("SELECT * { $ ?p ?o }", 1, 12),
        ("SELECT * { ?s ?p ?o } @", 1, 23),
    ],
)
def test_what_is_no_token_is_refused_with_its_place(query: str, line: int, column: int) -> None:
    with pytest.raises(QueryFailed) as caught:
        check_query(query)
    assert caught.value.facts["reason"] in ("token", "unterminated")
    assert (caught.value.facts["line"], caught.value.facts["column"]) == (line, column)
    assert f"line {line}, column {column}" in caught.value.en
    assert f"第 {line} 行第 {column} 列" in caught.value.zh


@pytest.mark.parametrize(
    "piece",
    ["a.", "a", "<a", "?", "<#>", "<'>", "e:a\\'", "e:service."],
)
def test_a_hostile_megabyte_is_read_in_one_pass(piece: str) -> None:
    """With quadratic time these would take hours, and pytest would seem to hang."""
    check_query(piece * (LENGTH // len(piece)))


def test_the_length_is_limited() -> None:
    check_query(" " * LENGTH)
    with pytest.raises(QueryFailed) as caught:
        check_query(" " * (LENGTH + 1))
    assert caught.value.facts["reason"] == "length"


def test_nobody_is_called(canary: Canary, people: Shelf) -> None:
    """The engine alone would connect; with the guard it does not, not even for FROM."""
    from gaoxin.queries.sparql import run_text

    before = canary.hits
    for query in SERVICES + CALLED:
        with pytest.raises(QueryFailed):
            run_text(people.generation, query.replace(H, canary.address), people.settings)
    answer = run_text(
        people.generation,
        f"SELECT * FROM <{canary.address}> {{ ?s ?p ?o }}",
        people.settings,
    )
    assert answer.rows == []
    assert canary.hits == before
    assert Path(people.generation.folder / "store").is_dir()


def test_escapes_are_decoded_digit_by_digit() -> None:
    assert decode_escapes(r"\u4e2d\u0041 \U0001F600\U0010FFFF") == "中A \U0001f600\U0010ffff"
    untouched = r"\ud800 \U0000DC00 \U00110000 \u12 \n"  # no characters, or other escapes
    assert decode_escapes(untouched) == untouched
