"""RDF files: all formats give equal quads, hostile files are refused, nothing is silently lost."""

from __future__ import annotations

import random
import socket
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.errors import InvalidSource
from gaoxin.loaders.rdf.parse import FORMATS, is_rdf_file, read_rdf
from tests.fixtures.property_tests import reuse_folder
from tests.fixtures.rdf import BASE, GRAPH, RDF_XML, lines, read

XSD = "http://www.w3.org/2001/XMLSchema#"


SAME = {
    "a.ttl": '@prefix e: <http://e.org/> . e:a e:p "天"@zh ; e:n 69.70 ; e:q e:b .',
    "b.nt": '<http://e.org/a> <http://e.org/p> "天"@zh .\n<http://e.org/a> <http://e.org/n> '
    f'"69.7"^^<{XSD}decimal> .\n<http://e.org/a> <http://e.org/q> <http://e.org/b> .\n',
    "c.nq": '<http://e.org/a> <http://e.org/p> "天"@zh <http://e.org/g> .\n<http://e.org/a> '
    f'<http://e.org/n> "+69.7"^^<{XSD}decimal> .\n'
    f"<http://e.org/a> <http://e.org/q> <http://e.org/b> <{BASE}graph/other/s> .\n",
    "d.trig": '@prefix e: <http://e.org/> . e:g { e:a e:p "天"@zh ; e:n 069.7 } e:a e:q e:b .',
    "e.jsonld": '{"@context": {"e": "http://e.org/", "e:n": {"@type": '
    f'"{XSD}decimal"}}}}, "@id": "e:a", "e:p": {{"@value": "天", "@language": "zh"}}, '
    '"e:n": "69.70", "e:q": {"@id": "e:b"}}',
    "f.rdf": RDF_XML + '<rdf:Description rdf:about="http://e.org/a"><e:p xml:lang="zh">天</e:p>'
    f'<e:n rdf:datatype="{XSD}decimal">69.700</e:n><e:q rdf:resource="http://e.org/b"/>'
    "</rdf:Description></rdf:RDF>",
}


def test_every_format_is_covered() -> None:
    assert len(SAME) == len(FORMATS)
    assert all(map(is_rdf_file, SAME))
    assert not is_rdf_file("a.csv")


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_all_formats_say_the_same(tmp_path: Path, name: str, bom: bytes) -> None:
    assert lines(read(tmp_path, name, bom + SAME[name].encode())) == [
        f'<http://e.org/a> <http://e.org/n> "69.7"^^<{XSD}decimal> {GRAPH}',
        f'<http://e.org/a> <http://e.org/p> "天"@zh {GRAPH}',
        f"<http://e.org/a> <http://e.org/q> <http://e.org/b> {GRAPH}",
    ]


def test_the_format_may_be_given(tmp_path: Path) -> None:
    assert len(lines(read(tmp_path, "a.txt", SAME["b.nt"], format="ntriples"))) == 3
    with pytest.raises(InvalidSource) as caught:
        read(tmp_path, "a.txt", SAME["b.nt"])
    assert "--rdf-format" in caught.value.en


def test_literals_are_as_the_store_keeps_them(tmp_path: Path) -> None:
    content = read(
        tmp_path,
        "a.ttl",
        f'<a:b> <a:p> 69.70, 2.0, 1e3, 007, "1"^^<{XSD}boolean>, "2025-01-02"^^<{XSD}date> .',
    )
    store = ox.Store()
    store.extend(content.quads)
    assert sorted(map(str, store)) == lines(content)
    assert len(store) == 6


def test_our_own_graphs_keep_their_source_and_drop_their_headers(tmp_path: Path) -> None:
    graph, gx = f"<{BASE}graph/old/article-000>", "https://w3id.org/gaoxin/ontology#"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    content = read(
        tmp_path,
        "a.nq",
        f'<a:b> <a:p> "1" {graph} .\n'
        f"{graph} <{rdf}type> <{gx}StatementGraph> {graph} .\n"
        f'{graph} <{gx}dataset> "old" {graph} .\n'
        f"{graph} <http://purl.org/dc/terms/source> <{BASE}source/article-000> {graph} .\n"
        f"<a:b> <{rdf}type> <a:C> {graph} .\n"
        f'<a:b> <a:p> "2" <{BASE}graph/inferred> .\n',
        source=None,
    )
    target = f"<{BASE}graph/d/article-000>"
    assert lines(content) == [
        f'<a:b> <a:p> "1" {target}',
        f"<a:b> <{rdf}type> <a:C> {target}",
    ]
    assert "inferred" in content.notes[0].en


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.ttl", "# nothing\n"), ("a.jsonld", "{}"), ("a.rdf", RDF_XML + "</rdf:RDF>")],
)
def test_a_file_that_says_nothing_is_noted(tmp_path: Path, name: str, text: str) -> None:
    content = read(tmp_path, name, text)
    assert lines(content) == []
    assert [note.en for note in content.notes] == ["there is no triple in the file."]
    assert read(tmp_path, "b.ttl", "<a:b> <a:p> 1 .").notes == []
    assert read(tmp_path, "b.ttl", "<a:b> <a:p> .").notes == []


def test_facts_without_a_source_are_refused_once(tmp_path: Path) -> None:
    content = read(tmp_path, "a.trig", '<a:b> <a:p> 1, 2 . <a:g> { <a:b> <a:p> "3" }', source=None)
    (problem,) = content.problems
    assert "--source" in problem.en
    assert problem.value == "3"
    assert content.quads == []


@pytest.mark.parametrize(
    ("name", "text", "line", "english"),
    [
        ("a.ttl", '<a:b> <a:p> "1" .\n<a:b> <a:p> .\n', 2, "syntax error"),
        ("a.ttl", '\n<foo> <a:p> "1" .', 2, "relative IRI"),
        ("a.nt", b'<a:b> <a:p> "1" .\n<a:b> <a:p> "\xff" .\n', 2, "UTF-8"),
        ("a.nt", '<a:b> <a:p> "天津" .'.encode("gb18030"), 1, "UTF-8"),
        ("a.nt", b'<a:b> <a:p> "\xed\xa0\x80" .', 1, "UTF-8"),
        ("a.nt", '<a:b> <a:p> "\\uD800" .', 1, "D800"),
        ("a.nt", '<a:b> <a:p> "1" .\n<a:b> <a:p> "x\x0by" .', 2, "U+000B"),
        ("a.nt", '<a:b> <a:p> "1" .\n<a:b> <a:p> "ab\\u000B" .', 2, "U+000B"),
        ("a.ttl", f'<a:b> <a:p>\n "12..5"^^<{XSD}decimal> .', 2, "no xsd:decimal"),
        ("a.ttl", f'<a:b> <a:p>\n\n "2024-02-30"^^<{XSD}date> .', 3, "no xsd:date"),
        ("a.ttl", "<a:b> <a:p> <<( <a:b> <a:p> 1 )>> .", None, "triple terms"),
        ("a.nt", "\n<a:b> <a:p> " + "<<( <a:b> <a:p> " * 200_000, 2, "triple terms"),
        ("a.jsonld", '{"@context": {"p": "a:p"},\n"p": [1.5,', 2, "JSON syntax"),
        ("a.jsonld", '{"@context": {"p": "a:p"},\n"@id": "rel", "p": 1}', 2, "relative IRI"),
        ("a.jsonld", '{"@context": {"p": "a:p"}, "@id": "a:b",\n"q": 1}', 2, "does not define"),
        ("a.jsonld", "5", None, "object or an array"),
        ("a.jsonld", '{"@id": "a:b", "a:p": NaN}', None, "NaN"),
        ("a.jsonld", "[" * 100_000, None, "100 levels"),
        ("a.jsonld", '{"a:p":' * 500 + "1" + "}" * 500, None, "100 levels"),
        ("a.rdf", RDF_XML + '\n<rdf:Description rdf:about="a:b"><e:p>x', 2, "XML syntax"),
        ("a.rdf", RDF_XML + '\n<e:C rdf:about="rel"/></rdf:RDF>', 2, "relative IRI"),
        ("a.rdf", RDF_XML + '\n<e:C rdf:ID="x"/></rdf:RDF>', 2, "relative IRI"),
        ("a.rdf", RDF_XML + "<e:C><e:p>" * 2_000, 1, "100 levels"),
        ("a.rdf", '<?xml version="1.0" encoding="KOI-7"?><a/>', 1, "UTF-8"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, name: str, text: bytes | str, line: int | None, english: str
) -> None:
    (problem,) = read(tmp_path, name, text).problems
    assert (problem.file, problem.line) == (name, line)
    assert english in problem.en
    assert problem.zh


def test_syntax_errors_of_a_file_are_told_together(tmp_path: Path) -> None:
    good = '<a:b> <a:p> "1" .\n'
    content = read(tmp_path, "a.nt", good + "x\n" + good + "<a:b> y\n" + good)
    assert [problem.line for problem in content.problems] == [2, 4]


@pytest.mark.parametrize(
    ("name", "content", "english"),
    [("a.ttl", b"", "empty"), ("a.nt", b"\x00" * 9, "zero bytes"), ("none.ttl", None, "no such")],
)
def test_a_file_that_is_no_text_is_refused(
    tmp_path: Path, name: str, content: bytes | None, english: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InvalidSource) as caught:
        read_rdf(path, base=BASE, dataset="d", source="s")
    assert english in caught.value.problems[0].en


def test_no_context_is_fetched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.2)
        address = f"http://127.0.0.1:{canary.getsockname()[1]}/c"
        for context in (
            f'"{address}"',
            f'[{{}}, "{address}"]',
            f'{{"@version": 1.1, "@import": "{address}"}}',
            f'{{"@version": 1.1, "a:p": {{"@id": "a:p", "@context": "{address}"}}}}',
        ):
            document = f'{{"@context": {context}, "@id": "a:b", "a:p": {{"a:p": 1}}}}'
            (problem,) = read(tmp_path, "a.jsonld", document).problems
            assert problem.value == address
            assert "not fetched" in problem.en
        with pytest.raises(TimeoutError):
            canary.accept()


def test_our_own_context_comes_from_the_package(tmp_path: Path) -> None:
    document = (
        '{"@context": "https://w3id.org/gaoxin/ontology/context.jsonld", "@id": "a:b", '
        '"@type": "Zone", "locatedIn": {"@id": "a:c"}}'
    )
    gx, rdf = "https://w3id.org/gaoxin/ontology#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    assert lines(read(tmp_path, "a.jsonld", document)) == [
        f"<a:b> <{rdf}type> <{gx}Zone> {GRAPH}",
        f"<a:b> <{gx}locatedIn> <a:c> {GRAPH}",
    ]


def test_a_key_that_the_context_sets_to_null_is_left_out(tmp_path: Path) -> None:
    document = '{"@context": {"p": "a:p", "note": null}, "@id": "a:b", "p": "x", "note": "y"}'
    assert lines(read(tmp_path, "a.jsonld", document)) == [f'<a:b> <a:p> "x" {GRAPH}']


def test_blank_nodes_become_iris_that_order_and_labels_do_not_change(tmp_path: Path) -> None:
    chance = random.Random(7)
    links = [f"_:b{n} <a:p> _:b{chance.randrange(60)} ." for n in range(60)]
    names = [f'_:b{n} <a:q> "{n % 7}" .' for n in range(60)]
    ring = [f"_:r{n} <a:p> _:r{(n + 1) % 5} ." for n in range(5)]
    # A node with a loop and two nodes that link to each other have equal neighbourhoods.
    loop = [f"_:hub <a:p> _:l{n} ." for n in range(3)]
    loop += ["_:l0 <a:q> _:l0 .", "_:l1 <a:q> _:l2 .", "_:l2 <a:q> _:l1 ."]
    everything = links + names + ring + loop
    expected = lines(read(tmp_path, "a.nt", "\n".join(everything)))
    assert not any("_:" in line for line in expected)
    for _ in range(10):
        chance.shuffle(everything)
        text = "\n".join(everything).replace("_:b", "_:node")
        assert lines(read(tmp_path, "a.nt", text)) == expected


def test_blank_nodes_are_one_only_where_the_same_is_said(tmp_path: Path) -> None:
    def count(text: str) -> int:
        return len({quad.subject for quad in read(tmp_path, "a.ttl", text).quads})

    assert count("[] <a:p> 1 . [] <a:p> 1 .") == 1
    assert count("[] <a:p> 1 . [] <a:p> 2 .") == 2
    assert count("_:x <a:p> _:y . _:y <a:p> _:x .") == 2
    assert count("_:x <a:p> _:y, _:z . _:y <a:q> 1 . _:z <a:q> 1 .") == 3
    assert count("_:x <a:p> _:x .") == 1
    # A hexagon and two triangles differ, although all nodes have equal neighbourhoods.
    six = " . ".join(f"_:h{n} <a:p> _:h{(n + 1) % 6}" for n in range(6))
    three = " . ".join(f"_:t{n} <a:p> _:t{(n + 1) % 3}" for n in range(3))
    assert count(f"{six} . {three} .") == 9


def test_hostile_blank_nodes_cost_bounded_work(tmp_path: Path) -> None:
    names = [f"_:b{n}" for n in range(16)]
    clique = "\n".join(f"{x} <a:p> {y} ." for x in names for y in names if x != y)
    assert len(lines(read(tmp_path, "a.nt", clique))) == 16 * 15


@reuse_folder
@given(content=st.binary(max_size=200), name=st.sampled_from(list(SAME)))
def test_random_bytes_never_raise_anything_else(tmp_path: Path, content: bytes, name: str) -> None:
    try:
        read(tmp_path, name, content)
    except InvalidSource:
        return


@reuse_folder
@given(
    name=st.sampled_from(list(SAME)), at=st.integers(0, 400), put=st.binary(min_size=1, max_size=3)
)
def test_damaged_files_are_read_or_explained(
    tmp_path: Path, name: str, at: int, put: bytes
) -> None:
    whole = SAME[name].encode()
    at %= len(whole)
    try:
        content = read(tmp_path, name, whole[:at] + put + whole[at + len(put) :])
    except InvalidSource:
        return
    if not content.problems:
        store = ox.Store()
        store.extend(content.quads)
        assert {str(quad) for quad in store} == {str(quad) for quad in content.quads}
