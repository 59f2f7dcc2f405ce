"""Bounds of RDF readers: each is exceeded once, and no hostile file exhausts the machine."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from gaoxin.loaders.rdf import limits, parse
from gaoxin.loaders.rdf.tokens import long_token, nested_brackets, nested_terms
from gaoxin.settings import Bounds, variable_of
from tests.fixtures.rdf import RDF_XML, lines, read

TWO = '<a:b> <a:p> "xyz" .\n<a:b> <a:p> "w" .\n'


@pytest.mark.parametrize(
    ("bound", "enough", "text"),
    [
        ("max_input_bytes", len(TWO), TWO),
        ("max_triples", 2, TWO),
        ("max_cell_chars", 3, TWO),
        ("max_iri_chars", 3, TWO),
        ("max_iri_chars", 6, TWO.replace("a:b", "a:bcde")),
        ("max_iri_chars", 6, TWO.replace('"w"', "<a:bcde>")),
    ],
)
def test_a_bound_holds_and_names_its_setting(
    tmp_path: Path, bound: str, enough: int, text: str
) -> None:
    assert lines(read(tmp_path, "a.ttl", text, bounds=Bounds(**{bound: enough})))
    content = read(tmp_path, "a.ttl", text, bounds=Bounds(**{bound: enough - 1}))
    (problem,) = content.problems
    assert variable_of(bound) in problem.en
    assert variable_of(bound) in problem.zh
    assert f"{variable_of(bound)} is {enough - 1}" in problem.en


def test_problems_are_bounded(tmp_path: Path) -> None:
    text = "".join(
        f'<a:b> <a:p> "{n}x"^^<http://www.w3.org/2001/XMLSchema#integer> .\n' for n in range(9)
    )
    assert len(read(tmp_path, "a.nt", text, bounds=Bounds(max_problems=9)).problems) == 9
    problems = read(tmp_path, "a.nt", text, bounds=Bounds(max_problems=3)).problems
    assert "GAOXIN_MAX_PROBLEMS" in problems[0].en
    assert [p.line for p in problems[1:]] == [1, 2, 3, 4]


def test_reading_takes_bounded_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]

    def clock() -> float:
        now[0] += 1
        return now[0]

    monkeypatch.setattr(limits, "monotonic", clock)
    text = "".join(f"<a:b> <a:p> {n} .\n" for n in range(5_000))
    assert lines(read(tmp_path, "a.ttl", text, bounds=Bounds(max_read_seconds=5)))
    (problem,) = read(tmp_path, "a.ttl", text, bounds=Bounds(max_read_seconds=4)).problems
    assert "GAOXIN_MAX_READ_SECONDS" in problem.en
    assert lines(read(tmp_path, "a.ttl", text, bounds=Bounds(max_read_seconds=0)))
    xml = f'{RDF_XML}<e:C rdf:about="a:b"/></rdf:RDF>'
    (problem,) = read(tmp_path, "a.rdf", xml, bounds=Bounds(max_read_seconds=0.5)).problems
    assert "GAOXIN_MAX_READ_SECONDS" in problem.en


def test_short_names_may_not_stand_for_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SPARE", 0)
    head = f"@prefix e: <http://e.org/{'x' * 3_000}> .\n"
    text = head + "e:a e:a e:a .\n" * 20  # each 14 bytes give 9,016 characters of terms
    (problem,) = read(tmp_path, "a.ttl", head + "e:a e:a e:a .\n" * 60).problems
    assert "64 times" in problem.en
    assert "64 倍" in problem.zh
    assert read(tmp_path, "a.ttl", text).problems == []


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.ttl", '<a:b> <a:p> "x" .\n\n<a:b> <a:p>\n"%s" .', 4),
        ("a.ttl", '<a:b> <a:p> """x"%s""" .', 1),
        ("a.nt", '<a:b> <a:p> "x" .\n<a:%s> <a:p> "" .', 2),
        ("a.nt", "\n#%s", 2),
        ("a.jsonld", '{"@id": "a:b", "a:p": "%s"}', None),
    ],
)
def test_a_token_beyond_the_parser_is_named(
    tmp_path: Path, name: str, text: str, line: int | None
) -> None:
    (problem,) = read(tmp_path, name, text % ("x" * (17 << 20))).problems
    assert problem.line == line
    assert "longer than 16 MiB" in problem.en
    assert "16 MiB" in problem.zh


def test_a_long_literal_of_rdf_xml_is_only_bounded(tmp_path: Path) -> None:
    text = f'{RDF_XML}<e:C rdf:about="a:b"><e:p>{"x" * (17 << 20)}</e:p></e:C></rdf:RDF>'
    (problem,) = read(tmp_path, "a.rdf", text).problems
    assert "GAOXIN_MAX_CELL_CHARS" in problem.en
    assert lines(read(tmp_path, "a.rdf", text, bounds=Bounds(max_cell_chars=18 << 20)))


def test_triple_terms_are_counted_outside_of_text_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.ttl"

    def line(text: str) -> int | None:
        path.write_text(text)
        return nested_terms(path, 2)

    assert line("<<( <<( )>> )>> <<( <<( \n<<( ") == 2
    assert line("<<( <<( )>> )>> <<( <<( )>> )>>") is None
    assert line("<<( <<( )>> )>> )>> <<( <<(\n<<(") == 2
    for opened in ('"', "'", '"""', "'''"):
        assert line(f"a {opened}<<( <<( <<( \\{opened[0]} <<({opened} .") is None
        assert line(f"{opened}x{opened} <<( <<(\n\n<<( .") == 3
    assert line("# <<( <<( <<(\n<<( <<(") is None
    assert line('"""a"b""c\n<<( <<( <<(""" <<( <<(') is None
    assert line("<a#b> <<( <<( <<(") == 1
    assert line('"unclosed\n<<( <<( <<(') == 2
    monkeypatch.setattr(parse, "MOST_NESTED_TERMS", 1)
    content = read(tmp_path, "b.ttl", '<a:b> <a:p> "<<( <<(" .')
    assert content.problems == []


DEEP = 4
NESTED = {
    "blank nodes": ("<a:s> <a:p> " + "[ <a:p>\n" * DEEP + "1" + " ]" * DEEP + " .", 4),
    "collections": ("<a:s> <a:p> " + "(\n" * DEEP + "1" + ")" * DEEP + ".", 4),
    "a collection as subject": ("(\n" * DEEP + ")" * DEEP + " <a:p> 1 .", 4),
    "both": ("<a:s> <a:p> ( 1\n[ <a:p> ( [] ), (\n[ <a:p> 1 ] ) ] ) .", 2),
}


@pytest.mark.parametrize("name", NESTED)
@pytest.mark.parametrize("suffix", ["ttl", "trig", "n3"])
def test_nesting_of_turtle_is_bounded(tmp_path: Path, name: str, suffix: str) -> None:
    text, line = NESTED[name]
    head = "<a:s> <a:p> 1 , ( 2 3 ) .\n"
    fine = read(tmp_path, f"a.{suffix}", head + text, bounds=Bounds(max_nesting=DEEP))
    assert fine.problems == []
    assert lines(fine)
    content = read(tmp_path, f"a.{suffix}", head + text, bounds=Bounds(max_nesting=DEEP - 1))
    (problem,) = content.problems
    assert problem.line == line + 1
    assert "GAOXIN_MAX_NESTING is 3" in problem.en
    assert "嵌套超过 3 层" in problem.zh


def test_brackets_are_counted_outside_of_text_and_within_a_statement(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"

    def line(text: str) -> int | None:
        path.write_text(text)
        return nested_brackets(path, 2)

    assert line("( [\n(") == 2
    assert line("( [ ] ( ) [ ] ) [ ( ) ]") is None
    assert line("( ) ) ] [ (\n[") == 2
    assert line("( (") is None
    for opened in ('"', "'", '"""', "'''"):
        assert line(f"( [ {opened}( [ \\{opened[0]} ( ({opened} ) ] .") is None
        assert line(f"( {opened}(({opened} ] [\n( (") == 2
    assert line("# ( ( ( (\n( [ #(((") is None
    assert line("<a:((((> ( ( <a:[[[[> ) )") is None
    assert line(r"e:a\(\(\(\( ( [ e:\(") is None
    # A statement with a syntax error ends at its dot, and the parser starts again.
    assert line("( ( .\n( ( .\n( ( .") is None
    assert line("( e:a.b 1.5\n( (") == 2
    # N-Triples has no brackets.
    assert read(tmp_path, "a.nt", '<a:b> <a:((> "(" .', bounds=Bounds(max_nesting=1)).problems == []


def test_long_tokens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gaoxin.loaders.rdf.tokens.PARSER_BUFFER", (1 << 16) + 10)
    path = tmp_path / "a.ttl"
    path.write_text("aaaaaaaaa bbb\n" * 3 + "aaaaaaaaaa\n")
    assert long_token(path) == 4
    path.write_text("a" * 9)
    assert long_token(path) is None


# The two nested files lack the final dot, so that the many blank nodes need not be named.
LONG = "http://e.org/" + "x" * 8_000
HOSTILE = {
    "prefix.ttl": f"@prefix e: <{LONG}> .\n" + "e:a e:a e:a .\n" * 70_000,
    "nested.ttl": "<a:b> <a:p> " + "[<a:p> " * 120_000 + "1" + "]" * 120_000,
    "lists.ttl": "<a:b> <a:p> " + "(" * 100_000 + ")" * 100_000,
    "arrays.jsonld": "[" * 400_000 + "]" * 400_000,
    "empty.jsonld": "[" + ",".join(["[]"] * 300_000) + "]",
    "context.jsonld": '{"@context": {"p": "'
    + LONG
    + '"}, "@graph": ['
    + ",".join(['{"p":1}'] * 120_000)
    + "]}",
    "names.rdf": RDF_XML.replace("http://e.org/", LONG) + "<e:C/>" * 100_000 + "</rdf:RDF>",
    "entity.rdf": f'<!DOCTYPE r [<!ENTITY a "{"a" * 50_000}">]>{RDF_XML}<e:C rdf:about="a:b">'
    + "<e:p>&a;</e:p>" * 60_000
    + "</e:C></rdf:RDF>",
    "depth.rdf": RDF_XML + "<e:C><e:p>" * 90_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_small_hostile_file_takes_less_than_a_gibibyte(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(HOSTILE[name])
    assert path.stat().st_size < 1_000_000
    script = (
        "import sys, resource\n"
        "from pathlib import Path\n"
        "from gaoxin.loaders.rdf.parse import read_rdf\n"
        "content = read_rdf(Path(sys.argv[1]), base='https://w3id.org/gaoxin/id/', "
        "dataset='d', source='s')\n"
        "print(len(content.quads), len(content.problems))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    gibibyte = 1 << 30

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (gibibyte, gibibyte))

    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        preexec_fn=bound,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert re.match(r"\d+ \d+\n", done.stdout)
