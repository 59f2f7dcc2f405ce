"""The supported formats, found by file name and first bytes, and the messages for others."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import InvalidSource
from gaoxin.loaders.rdf_formats import FORMATS, find_format
from gaoxin.loaders.read import read_inputs
from gaoxin.loaders.source_line import SourceLine
from gaoxin.loaders.tables.reading import find_inputs
from gaoxin.settings import Settings
from tests.fixtures.rdf import RDF_XML, read, triples

TURTLE = "@prefix e: <http://e.org/> . e:a e:p e:b ."
XML = f'{RDF_XML}<rdf:Description rdf:about="http://e.org/a"><e:p rdf:resource="http://e.org/b"/></rdf:Description></rdf:RDF>'
LINE = "<http://e.org/a> <http://e.org/p> <http://e.org/b> ."
JSON = '{"@id": "http://e.org/a", "http://e.org/p": {"@id": "http://e.org/b"}}'
SAID = ["<http://e.org/a> <http://e.org/p> <http://e.org/b>"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", TURTLE),
        ("a.TTL", TURTLE),
        ("a.turtle", TURTLE),
        ("a.n3", TURTLE),
        ("a.nt", LINE),
        ("a.nq", LINE.replace(" .", " <http://e.org/g> .")),
        ("a.trig", f"<http://e.org/g> {{ {LINE} }}"),
        ("a.jsonld", JSON),
        ("a.json", JSON),
        ("a.owl", TURTLE),
        ("a.owl", XML),
        ("a.owl", JSON),
        ("a.rdfs", XML),
        ("a.rdf", f"\n\n<!-- <TriX> -->{XML}"),
        ("a.rdf", TURTLE),
        ("a.xml", XML),
        ("a.owl", "<http://e.org/a> <http://e.org/p> <http://e.org/b> ."),
        ("a.owl", "# a comment\n<http://e.org/a>\n<http://e.org/p> <http://e.org/b> ."),
        ("a.owl", "{ <http://e.org/a> <http://e.org/p> <http://e.org/b> }"),
        ("a.owl", f'<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY x "<y>">]>{XML}'),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_formats_that_are_taken(tmp_path: Path, name: str, text: str, mark: str) -> None:
    assert triples(read(tmp_path, name, mark + text)) == SAID
    assert find_inputs(tmp_path) == [tmp_path / name]


@pytest.mark.parametrize("suffix", [".rdf", ".rdfs", ".owl", ".xml"])
@pytest.mark.parametrize(
    ("text", "format"),
    [
        ('<?xml version="1.0"?>\n<Ontology xmlns="http://www.w3.org/2002/07/owl#"/>', "OWL/XML"),
        ('<owl:Ontology xmlns:owl="http://www.w3.org/2002/07/owl#"/>', "OWL/XML"),
        ('<TriX xmlns="http://www.w3.org/2004/03/trix/trix-1/"/>', "TriX"),
        ("<!DOCTYPE html>\n<html><body/></html>", "HTML"),
        ("Prefix(:=<http://e.org/>)\nOntology()", "OWL Functional Syntax"),
        ("Prefix: e: <http://e.org/>", "OWL Manchester Syntax"),
        ("format-version: 1.2", "OBO"),
    ],
)
def test_formats_that_begin_otherwise_are_named(
    tmp_path: Path, text: str, format: str, suffix: str
) -> None:
    with pytest.raises(InvalidSource) as caught:
        read(tmp_path, f"a{suffix}", text)
    (problem,) = caught.value.problems
    assert f"this is {format}" in problem.en
    assert format in problem.zh


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("a.trix", "TriX is not read"),
        ("a.rj", "RDF/JSON is not read"),
        ("a.owx", "OWL/XML"),
        ("a.ttl.gz", "packed file is not read, unpack"),
        ("a.gz", "unknown file format"),
        ("a.nq.bz2", "unpack"),
        ("a.nq.xz", "unpack"),
        ("a.nq.zst", "unpack"),
        ("a.nq.zip", "unpack"),
        ("a.hdt", "HDT is not read"),
        ("a.ofn", "Functional"),
        ("a.omn", "Manchester"),
        ("a.obo", "OBO is not read"),
        ("a.doc", "unknown file format"),
    ],
)
def test_other_suffixes_are_explained(tmp_path: Path, name: str, english: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(InvalidSource) as caught:
        find_inputs(tmp_path / name)
    assert english in caught.value.en
    assert ".ttl" in caught.value.en


def test_the_format_that_is_given_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "a.owl"
    path.write_text(TURTLE)
    assert [find_format(path, name) for name in FORMATS] == list(FORMATS)
    with pytest.raises(InvalidSource, match="--rdf-format"):
        find_format(path, "trix")
    with pytest.raises(InvalidSource, match="turtle, ntriples"):
        find_format(tmp_path / "a.txt")


def test_n3_beyond_turtle_is_told(tmp_path: Path) -> None:
    (problem, *_) = read(tmp_path, "a.n3", "{ ?x <a:b> ?y } => { ?y <a:c> ?x } .").problems
    assert "Of N3 only" in problem.en
    assert "N3" in problem.zh
    (problem,) = read(tmp_path, "a.n3", "<rel> <a:b> 1 .").problems
    assert "--base" in problem.en


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", "@prefix e: <http://e.org/> ."),
        ("a.nq", "# nothing\n"),
        ("a.jsonld", "[]"),
        ("a.rdf", RDF_XML + "</rdf:RDF>"),
        ("a.nq", LINE.replace(" .", " <https://w3id.org/gaoxin/id/graph/inferred> .")),
    ],
)
def test_a_file_without_a_triple_is_refused(tmp_path: Path, name: str, text: str) -> None:
    """It would empty the dataset that had been loaded from it, as a header alone would."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSource) as caught:
        read_inputs(Settings(home=tmp_path), [path], known={}, source=SourceLine("s"))
    (problem,) = caught.value.problems
    assert problem.file == name
    assert "gaoxin remove" in problem.en
    assert "gaoxin remove" in problem.zh
