"""Kept inputs: what is kept of a dataset is what was read, also by another version."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.errors import NonconformingGraph, StoreCorrupt
from gaoxin.graph.names.iris import Minter
from gaoxin.loaders.inputs import Content, keep, profile_of, recall
from gaoxin.loaders.load import load_paths, validate_paths
from gaoxin.loaders.records import Records
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.name_collector import profile_of_records
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.model import Entity, Fact, Key, Name, Record, Statement, Text, Thing, VocabularyTerm
from gaoxin.settings import Settings, read_settings
from tests.fixtures.homes import files_of
from tests.fixtures.rdf import TURTLE_HEAD
from tests.fixtures.tables import write_sources, write_statements

MINTER = Minter(read_settings({}))
XSD = "http://www.w3.org/2001/XMLSchema#"
ZONE = Key("zone/x")
STATEMENT = Statement(
    "甲公司",
    "Enterprise",
    "locatedIn",
    "某区",
    "Zone",
    "",
    "",
    "2024",
    "actual",
    "",
    "s",
    "",
    "t:2",
)
RECORDS: list[Record | Identity] = [
    STATEMENT,
    Thing("zone/x", ("Zone",), (("某区", "preferred", "zh"), ("X", "code", "")), "s", "t:3"),
    Fact(ZONE, "locatedIn", Key("division/110000"), "s", "t:4"),
    Fact(ZONE, "leadingIndustry", Name("Industry", "光伏"), "s", "t:5"),
    Fact(ZONE, "area", Text("1.5", f"{XSD}decimal"), "s", "t:6"),
    Fact(ZONE, "note", Text("\u2028注", language="zh"), "s", "t:7"),
    Fact(ZONE, "unit", VocabularyTerm("http://qudt.org/vocab/unit/YR"), "s", "t:8"),
    Identity(Name("Enterprise", "甲"), Name("Enterprise", "乙"), True, "同", "s", "t:9"),
    Entity(
        Name("Enterprise", "甲"),
        ("Enterprise",),
        (("甲司", "alias", "zh"),),
        (("locatedIn", ZONE), ("operatesIn", Name("Industry", "光伏")), ("address", Text("一路"))),
        "s",
        "t:10",
    ),
    Entity(Key("enterprise/91"), ("Enterprise",), (("乙", "preferred", "zh"),), (), "s", "t:11"),
]
NODE, GRAPH = ox.NamedNode("https://a/s"), ox.NamedNode("https://a/graph/d/s")
QUADS = [ox.Quad(NODE, NODE, ox.Literal(f"{n}\n[", language="en"), GRAPH) for n in range(3)]


@pytest.fixture
def content() -> Content:
    profile = profile_of_records("d", RECORDS)
    return Content("d", "reference", "/x/t.csv", Records(RECORDS), [*QUADS], profile)


def test_every_kind_of_record_comes_back(content: Content, tmp_path: Path) -> None:
    name = keep(content, tmp_path)
    found = recall("d", name, tmp_path, MINTER, whole=True)
    assert found.records == RECORDS
    assert found.quads == QUADS
    assert found.profile == content.profile
    assert (found.kind, found.origin) == ("reference", "/x/t.csv")
    profile_only = recall("d", name, tmp_path, MINTER, whole=False)
    assert profile_only.profile == content.profile
    assert len(profile_only) == 0


def test_the_form_of_the_file_stays_that_of_earlier_versions(
    content: Content, tmp_path: Path
) -> None:
    """Otherwise equal content would be kept twice after an update, and old files be unreadable."""
    path = tmp_path / f"{keep(content, tmp_path)}.gz"
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    ends = [line.split("[", 3)[2].split(",")[0] for line in lines if line.startswith('["Fact"')]
    assert ends == ['"Key"'] * 5
    objects = [line.rsplit("[", 1)[1].split(",")[0] for line in lines if '"Fact"' in line]
    assert objects == ['"Key"', '"Name"', '"Text"', '"Text"', '"Term"']


def test_a_damaged_file_is_replaced_and_a_good_one_left(content: Content, tmp_path: Path) -> None:
    path = tmp_path / f"{keep(content, tmp_path)}.gz"
    good = path.stat().st_ino
    keep(content, tmp_path)
    assert path.stat().st_ino == good
    for damaged in (b"", b"text", gzip.compress(b"text")):
        path.write_bytes(damaged)
        with pytest.raises(StoreCorrupt, match=r"已损坏|is damaged"):
            recall("d", path.stem, tmp_path, MINTER, whole=True)
        assert keep(content, tmp_path) == path.stem
        assert recall("d", path.stem, tmp_path, MINTER, whole=True).records == RECORDS
    path.unlink()
    with pytest.raises(StoreCorrupt, match=r"不见了|is missing"):
        recall("d", path.stem, tmp_path, MINTER, whole=False)


def test_a_profile_of_another_form_is_made_anew(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content.profile = Profile("d")
    monkeypatch.setattr(Profile, "FORM", 0)
    name = keep(content, tmp_path)
    monkeypatch.undo()
    for whole in (False, True):
        found = recall("d", name, tmp_path, MINTER, whole=whole)
        assert found.profile == profile_of(found, MINTER)
        assert found.profile.declared
        assert found.records == RECORDS


def test_a_change_that_is_not_published_leaves_no_file(home: Settings, tmp_path: Path) -> None:
    load_paths(home, [write_sources(tmp_path)])
    before = files_of(home)
    table = write_statements(tmp_path, "a.csv", ["甲公司|Enterprise|partnerOf|乙公司|Enterprise"])
    validate_paths(home, [table])
    assert files_of(home) == before
    foreign = tmp_path / "foreign.ttl"
    foreign.write_text(f'{TURTLE_HEAD} id:a <http://ex.org/p> "x" .', "utf-8")
    with pytest.raises(NonconformingGraph):
        load_paths(home, [foreign], source="paper-a")
    assert files_of(home) == before
