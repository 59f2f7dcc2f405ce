"""`gaoxin conflicts` on credit codes and aliases: every clash with its sides and their rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from gaoxin.errors import AmbiguousName
from gaoxin.graph.audit.conflicts import conflicts
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.namesakes import told_apart_by
from gaoxin.graph.store.store import Store
from gaoxin.loaders.find_rows import find_rows
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.source_line import SourceLine
from gaoxin.ontology.check_characters import check_character
from gaoxin.settings import Settings, read_settings
from tests.fixtures.tables import write_sources, write_statements


def code(division: str, organization: str = "M000100Y4") -> str:
    return (first := f"91{division}{organization}") + check_character(first)


HEFEI, OTHER, TIANJIN = code("340104"), code("340104", "71526726X"), code("120116")


def stated(firm: str, code_: str) -> str:
    return f"{firm}|Enterprise|creditCode|||value={code_}"


def alias(firm: str, other: str) -> str:
    return f"{firm}|Enterprise|alias|{other}|"


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    settings = read_settings({"GAOXIN_HOME": str(tmp_path / "home")})
    load_paths(settings, [write_sources(tmp_path)])
    return settings


def load(settings: Settings, folder: Path, **tables: Sequence[str]) -> None:
    """Load each table; its source is paper-a for ``a…``, else paper-b."""
    for name, rows in tables.items():
        source = "paper-a" if name.startswith("a") else "paper-b"
        load_paths(settings, [write_statements(folder, f"{name}.csv", rows, source)])


def told(settings: Settings, thing: str | None = None) -> list[tuple[str, str, str, str, str]]:
    """(kind, degree, what, value, place) of each side of a clash."""
    generation = Store(settings).read()
    iri = generation.names.resolve(thing).iri if thing else None
    rows = conflicts(generation, iri).rows
    places = find_rows(rows, generation.manifest, Store(settings).inputs)
    return [
        (row["kind"], row["degree"], row["what"], row["value"], place)
        for row, place in zip(rows, places, strict=True)
    ]


def test_one_code_with_two_names(tmp_path: Path, home: Settings) -> None:
    load(home, tmp_path, a=[stated("甲公司", HEFEI), stated("乙公司（合肥）", HEFEI)])
    assert told(home) == [
        ("code_names", "contradicts", HEFEI, "甲公司", "a.csv:2"),
        ("code_names", "contradicts", HEFEI, "乙公司(合肥)", "a.csv:3"),
    ]
    assert told(home, "甲公司") == told(home)


def test_two_lists_with_different_names_may_both_be_true(tmp_path: Path, home: Settings) -> None:
    load(home, tmp_path, a2024=[stated("甲公司", HEFEI)], b2025=[stated("乙公司", HEFEI)])
    assert told(home) == [
        ("code_names", "may_agree", HEFEI, "乙公司", "b2025.csv:2"),
        ("code_names", "may_agree", HEFEI, "甲公司", "a2024.csv:2"),
    ]


@pytest.mark.parametrize("first", ["甲公司", "乙公司"])
def test_a_former_name_ends_the_clash(tmp_path: Path, home: Settings, first: str) -> None:
    second = "乙公司" if first == "甲公司" else "甲公司"
    load(
        home,
        tmp_path,
        a=[stated("甲公司", HEFEI)],
        b=[stated("乙公司", HEFEI), alias(first, second)],
    )
    assert told(home) == []


def test_a_code_in_rdf_and_in_a_list(tmp_path: Path, home: Settings) -> None:
    path = tmp_path / "firms.ttl"
    path.write_text(
        "@prefix gx: <https://w3id.org/gaoxin/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://w3id.org/gaoxin/id/enterprise/own> a gx:Enterprise ;\n"
        f'    skos:prefLabel "丙公司"@zh ; gx:creditCode "{HEFEI}" .\n',
        encoding="utf-8",
    )
    load_paths(home, [path], source=SourceLine("paper-b"))
    load(home, tmp_path, a=[stated("甲公司", HEFEI)])
    assert {row[:4] for row in told(home)} == {
        ("code_names", "contradicts", HEFEI, "甲公司"),
        ("code_names", "contradicts", HEFEI, "丙公司"),
    }


def test_written_forms_of_one_name_are_no_clash(tmp_path: Path, home: Settings) -> None:
    load(
        home, tmp_path, a=[stated("甲（合肥）公司", HEFEI), stated("甲 (合肥) 公司", HEFEI.lower())]
    )
    assert told(home) == []


def test_one_name_with_two_codes(tmp_path: Path, home: Settings) -> None:
    load(home, tmp_path, a=[stated("甲公司", HEFEI)], b=[stated("甲公司", OTHER)])
    rows = [
        ("name_codes", "contradicts", "甲公司", HEFEI, "a.csv:2"),
        ("name_codes", "contradicts", "甲公司", OTHER, "b.csv:2"),
    ]
    assert told(home) == sorted(rows, key=lambda row: row[3])


def test_two_firms_of_one_name_in_two_cities_may_be(tmp_path: Path, home: Settings) -> None:
    load(home, tmp_path, a=[stated("甲公司", HEFEI), stated("甲公司", TIANJIN)])
    assert {row[1] for row in told(home)} == {"may_agree"}
    assert told(home, f"enterprise/{TIANJIN}") == told(home)


def test_an_alias_of_several_firms(tmp_path: Path, home: Settings) -> None:
    load(
        home,
        tmp_path,
        a=[stated("甲光公司", HEFEI), alias("甲光公司", "甲光"), alias("丙公司", "丙")],
        b=[alias("乙光公司", "甲光")],
    )
    rows = [
        ("alias", "may_agree", "甲光", "甲光公司", "a.csv:3"),
        ("alias", "may_agree", "甲光", "乙光公司", "b.csv:2"),
    ]
    assert sorted(told(home)) == sorted(rows)
    assert sorted(told(home, "乙光公司")) == sorted(rows)
    assert told(home, "丙公司") == []


def test_a_shared_alias_leads_to_a_list_of_the_firms(tmp_path: Path, home: Settings) -> None:
    load(
        home,
        tmp_path,
        a=[
            stated("甲光公司", HEFEI),
            alias("甲光公司", "甲光"),
            alias("乙光公司", "甲光"),
            "甲光|Enterprise|locatedIn|某区|Zone",
            "甲光公司|Enterprise|locatedIn|某区|Zone",
            "甲光公司|Enterprise|locatedIn|某市|City",
            "甲光公司|Enterprise|locatedIn|某省|Province",
        ],
    )
    generation = Store(home).read()
    with pytest.raises(AmbiguousName) as raised:
        generation.names.resolve("甲光")
    found = {str(row["name"]): row for row in raised.value.candidates}
    assert set(found) == {"甲光公司", "乙光公司", "甲光"}
    reader = Reader(generation)
    at = {name: told_apart_by(reader, str(row["iri"]), "Enterprise") for name, row in found.items()}
    assert at["甲光"] == "某区"
    assert at["乙光公司"] == ""
    assert at["甲光公司"].endswith("…")
    assert generation.names.resolve("甲光公司").key == f"enterprise/{HEFEI}"


def test_other_conflicts_have_no_rows(tmp_path: Path, home: Settings) -> None:
    load(
        home,
        tmp_path,
        a=["甲公司|Enterprise|established|||value=2018"],
        b=["甲公司|Enterprise|established|||value=2019"],
    )
    assert [(row[0], row[4]) for row in told(home)] == [("attribute", "")] * 2
