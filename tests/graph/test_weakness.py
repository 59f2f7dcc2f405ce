"""Weak facts: exactly those that no better source states."""

from __future__ import annotations

from pathlib import Path

from gaoxin.graph.audit.weakness import COLUMNS, WEAK_GRADES, weak_facts
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.thing import facts_of
from gaoxin.graph.store.generation import Generation
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import read_table
from gaoxin.settings import Settings
from tests.fixtures.judged import generation_of

ZONE = "甲高新区|Zone"
OUTPUT = f"{ZONE}|observation|总产值|Indicator|value=5|unit=亿元|time=2024"


def told(generation: Generation) -> set[tuple[str, str, str]]:
    rows = weak_facts(generation).rows
    assert all(set(row) == set(COLUMNS) for row in rows)
    return {
        (row["predicate"], row["object"], row["confidence"])
        for row in rows
        if row["predicate"] not in ("skos:prefLabel", "skos:altLabel")
    }


def test_who_else_says_it_counts(home: Settings, tmp_path: Path) -> None:
    generation = generation_of(
        home,
        tmp_path / "in",
        hearsay=[
            f"{ZONE}|hasIndustry|光伏|Industry",
            f"{ZONE}|hasIndustry|风电|Industry",
            f"{ZONE}|approved|1991|",
            OUTPUT,
            "王一|Person|holdsPosition|甲高新区|Zone|qualifier=主任",
        ],
        paper_a=[
            f"{ZONE}|hasIndustry|风电|Industry|time=2024",  # corroborates
            f"{ZONE}|hasIndustry|氢能|Industry|qualifier=implied",
            f"{ZONE}|hasIndustry|储能|Industry|qualifier=implied",
            f"{ZONE}|target|总产值|Indicator|value=9|unit=亿元|time=2030|status=target"
            "|qualifier=name-implied",
            f"{ZONE}|hasIndustry|核电|Industry",
        ],
        paper_b=[f"{ZONE}|hasIndustry|储能|Industry"],  # corroborates what was only implied
    )
    assert told(generation) == {
        ("hasIndustry", "光伏", "U"),
        ("hasIndustry", "氢能", "I"),
        ("approved", "1991", "U"),
        ("observation", "总产值: 5", "U"),
        ("target", "总产值: 9", "I"),
        ("holdsPosition", "甲高新区: 主任", "U"),
    }


def test_a_figure_that_a_paper_states_as_well_is_not_weak(home: Settings, tmp_path: Path) -> None:
    generation = generation_of(home, tmp_path / "in", hearsay=[OUTPUT], paper_a=[OUTPUT])
    assert told(generation) == set()


def test_all_of_them_unless_limited(shipped: Generation) -> None:
    every = weak_facts(shipped)
    assert len(every.rows) > 1000
    assert not every.truncated
    some = weak_facts(shipped, 10)
    assert some.truncated
    assert some.rows == every.rows[:10]
    reader = Reader(shipped)
    grades = {
        key: reader.source(shipped.minter.source(key).value).grade
        for key in shipped.manifest.sources
    }
    for row in every.rows:
        assert row["confidence"] in WEAK_GRADES
        if row["confidence"] == "U":
            assert all(grades[key] in WEAK_GRADES for key in row["sources"])
    weak = {row["subject_iri"] for row in every.rows if row["predicate"] == "approved"}
    (zones,) = (d.path for d in bundled_datasets() if d.name == "zones")
    unsourced = {
        shipped.minter.thing(row.cells["key"]).value
        for row in read_table(zones).rows
        if all(grades[key] in WEAK_GRADES for key in row.cells["approved_source"].split(";"))
    }
    assert weak == unsourced
    assert unsourced


def test_every_stated_fact_of_a_zone_has_a_source_and_a_grade(shipped: Generation) -> None:
    zone = shipped.names.resolve("天津滨海高新区").iri
    facts = [row for row in facts_of(shipped, zone).rows if not row["inferred"]]
    assert len(facts) > 40
    for row in facts:
        sources, grades = (str(row[name]).split("; ") for name in ("source", "grade"))
        assert len(sources) == len(grades)
        assert all(sources)
        assert all(grades)
