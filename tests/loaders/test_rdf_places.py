"""Problems that are found only after an RDF file was read have its line."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.errors import NonconformingGraph
from gaoxin.loaders.load import load_paths, validate_paths
from gaoxin.loaders.rdf.parse import RdfOptions
from gaoxin.loaders.rdf.triple_lines import TriplePart, find_lines
from gaoxin.model import Problem
from gaoxin.ontology.namespaces import GX, SKOS
from gaoxin.settings import Bounds, Settings
from tests.fixtures.rdf import BASE, RDF_XML, TURTLE_HEAD
from tests.fixtures.tables import write_sources
from tests.loaders.conftest import Put

HEAD_LINES = TURTLE_HEAD.count("\n")
TURTLE = """@prefix e: <http://e.org/> .
# a comment with e:a e:p 1
e:a e:p "x" ;
  e:q 1 ,
   02.50 ;
   e:r [ e:p
     "z"@en
   ] .
e:a e:q 1 .
<relative> e:p e:a .
"""
XML = f"""{RDF_XML}
<e:C rdf:about="http://e.org/a">
  <e:p>one
two</e:p>
  <!-- nothing -->
  <e:q
    rdf:resource="http://e.org/b"/>
</e:C>
</rdf:RDF>
"""


def e(name: str) -> str:
    return f"http://e.org/{name}"


def lines_in(folder: Path, name: str, text: str, *parts: TriplePart) -> list[int | None]:
    path = folder / name
    path.write_text(text, "utf-8")
    found = find_lines(path, set(parts), base=BASE, options=RdfOptions(relative_to="http://e.org/"))
    return [found.get(part) for part in parts]


def test_lines_of_turtle(tmp_path: Path) -> None:
    decimal = ox.Literal("2.5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    wanted: list[TriplePart] = [
        (e("a"), e("p"), ox.Literal("x")),
        (e("a"), e("q"), ox.Literal(1)),
        (e("a"), e("q"), decimal),
        (e("a"), e("q"), None),
        (e("a"), "", None),
        ("", e("p"), None),
        ("", "", ox.Literal("z", language="en")),
        ("", "", ox.NamedNode(e("a"))),
        (e("relative"), "", None),
        (e("p"), "", None),
        (e("a"), e("p"), ox.Literal("y")),
    ]
    # A triple with a blank node comes last, so the first e:p is that of e:a.
    expected = [3, 4, 5, 4, 3, 3, 7, 10, 10, None, None]
    assert lines_in(tmp_path, "a.ttl", TURTLE, *wanted) == expected
    assert lines_in(tmp_path, "a.trig", TURTLE, *wanted) == expected


def test_lines_of_other_formats(tmp_path: Path) -> None:
    part: TriplePart = (e("a"), e("q"), ox.NamedNode(e("b")))
    text = f"<{e('a')}> <{e('p')}> <{e('b')}> .\n\n<{e('a')}> <{e('q')}> <{e('b')}> .\n"
    assert lines_in(tmp_path, "a.nt", text, part) == [3]
    assert lines_in(tmp_path, "a.nq", text.replace("\n", "\r\n"), part) == [3]
    node: TriplePart = (e("a"), e("p"), None)
    assert lines_in(tmp_path, "a.rdf", XML, part, node) == [6, 4]
    assert lines_in(tmp_path, "a.jsonld", f'{{"@id": "{e("a")}", "{e("q")}": 1}}', node) == [None]


def test_a_line_longer_than_a_read_of_the_parser_is_one_line(tmp_path: Path) -> None:
    text = f'<a:a> <a:p> "{"x" * 200_000}" .\n<a:a> <a:q> 1 .\n'
    path = tmp_path / "a.ttl"
    path.write_text(text)
    wanted: set[TriplePart] = {("a:a", "a:q", None)}
    options = RdfOptions(bounds=Bounds(max_cell_chars=300_000))
    assert find_lines(path, wanted, base=BASE, options=options) == {("a:a", "a:q", None): 2}


def test_a_file_that_has_gone_or_changed_has_no_lines(tmp_path: Path) -> None:
    wanted: set[TriplePart] = {("a:a", "", None)}
    path = tmp_path / "a.ttl"
    assert find_lines(path, wanted, base=BASE, options=RdfOptions()) == {}
    path.write_text("<a:a> <a:p> 1 . <a:b> <a:p> 1 . <a:a> <a:b> ( ( 1 ) ) .")
    options = RdfOptions(bounds=Bounds(max_nesting=1))
    assert find_lines(path, wanted, base=BASE, options=options) == {}


def refused(put: Put, **datasets: str) -> list[Problem]:
    with pytest.raises(NonconformingGraph) as caught:
        put(**datasets)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("text", "line", "english"),
    [
        # a wrong value, a missing one, one too many
        ('id:z a gx:Zone ;\n skos:prefLabel "区"@zh ;\n gx:area "x"@zh .', 3, "area"),
        ("id:z a gx:Enterprise ; gx:locatedIn\n\n id:y .\nid:y a gx:Award .", 3, "located in"),
        ("id:o a gx:Observation ;\n gx:about id:z .\nid:z a gx:Zone .", 1, "indicator"),
        # terms that the ontology does not have
        ("id:z a gx:Zone .\nid:z\n gx:locatedin id:y .", 3, "locatedIn"),
        ("id:z a gx:Zone .\nid:y a\n gx:Enterprize .", 3, "Enterprise"),
        ("id:z a gx:Zone .\nid:z <urn:ex:size>\n 3 .", 3, "urn:ex:size"),
    ],
)
def test_a_problem_names_file_and_line(
    tmp_path: Path, put: Put, text: str, line: int, english: str
) -> None:
    found = [p for p in refused(put, f=text) if english in p.en]
    assert {(p.file, p.line) for p in found} == {(str(tmp_path / "f.ttl"), HEAD_LINES + line)}


def test_the_message_begins_with_the_line(tmp_path: Path, put: Put) -> None:
    with pytest.raises(NonconformingGraph) as caught:
        put(f="\nid:z a gx:Zone ; gx:locatedin id:y .")
    assert caught.value.en.startswith(f"{tmp_path / 'f.ttl'}:{HEAD_LINES + 2}: ")


def test_files_of_a_folder_are_told_apart(home: Settings, tmp_path: Path) -> None:
    load_paths(home, [write_sources(tmp_path)])
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "a.ttl").write_text(f'<{BASE}zone/a> a <{GX}Zone> ; <{SKOS}prefLabel> "甲"@zh .')
    (folder / "b.owl").write_text(
        RDF_XML + f'\n<rdf:Description rdf:about="{BASE}zone/a" xmlns:gx="{GX}">\n'
        "<gx:area>far</gx:area></rdf:Description></rdf:RDF>"
    )
    with pytest.raises(NonconformingGraph) as caught:
        validate_paths(home, [folder], source="paper-a")
    found = {(problem.file, problem.line) for problem in caught.value.problems}
    assert found == {(str(folder / "b.owl"), 3)}


def test_what_another_dataset_says_has_no_line_of_this_file(tmp_path: Path, put: Put) -> None:
    put(u='id:x a gx:Organization ; skos:prefLabel "院"@zh .')
    put(t='id:p a gx:Platform ; skos:prefLabel "台"@zh ; gx:hostedBy id:x .\n')
    text = 'id:x a gx:Award ; skos:prefLabel "院"@zh .\nid:p skos:altLabel "平台"@zh .'
    (problem,) = [p for p in refused(put, u=text) if "host" in p.en]
    assert (problem.file, problem.line) == (str(tmp_path / "t.ttl"), None)
