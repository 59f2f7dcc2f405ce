"""Coverage of zones: "unread", "not mentioned" and "a source says none" are different."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.graph.audit import readings
from gaoxin.graph.audit.coverage import DETAIL_COLUMNS, columns, coverage, coverage_of, kinds
from gaoxin.graph.audit.readings import zone_readings
from gaoxin.graph.portrait.portrait import portrait
from gaoxin.graph.store.generation import Generation
from gaoxin.settings import Settings
from tests.fixtures.judged import generation_of

ZONE = "甲高新区|Zone"
ROWS = [
    f"{ZONE}|leadingIndustry|光伏|Industry|time=2021",
    f"{ZONE}|hasIndustry|风电|Industry|time=2022",
    f"{ZONE}|hosts|甲实验室|Platform|time=2031|status=planned",
    f"{ZONE}|hosts|甲论坛|Event",
    "甲公司|Enterprise|locatedIn|甲高新区|Zone",
    "王一|Person|holdsPosition|甲高新区|Zone|qualifier=主任",
    "甲办法|Policy|appliesTo|甲高新区|Zone",
    f"{ZONE}|observation|项目数|Indicator|value=0|unit=个|time=2020",
    f"{ZONE}|observation|上市企业数|Indicator|value=0|unit=家|time=2020",
    f"{ZONE}|target|总产值|Indicator|value=5|unit=亿元|time=2030|status=target",
]


def test_counts_sources_and_recency(home: Settings, tmp_path: Path) -> None:
    generation = generation_of(
        home, tmp_path / "in", paper_a=ROWS, paper_b=[f"{ZONE}|hasIndustry|光伏|Industry"]
    )
    zone = generation.names.resolve("甲高新区").iri
    row = coverage(generation, [zone]).rows[0]
    assert set(row) == set(columns())
    assert {kind: row[kind] for kind in kinds()} == {
        "industries": 2,
        "leading": 1,
        "enterprises": 1,
        "platforms": 1,
        "projects": 0,
        "policies": 1,
        "people": 1,
        "figures": 2,
        "targets": 1,
        "others": 1,  # the event
    }
    assert row["facts"] == 10
    assert row["reading"] == "read"
    # Zero listed enterprises does not mean zero enterprises: only 项目数 covers the whole kind.
    assert row["none_stated"] == ["projects", "上市企业数", "项目数"]
    assert (row["source_count"], row["sources"]) == (2, ["paper-a", "paper-b"])
    assert row["latest_source_date"] == "2026-01-05"
    assert row["latest_period"] == "2022-12-31"  # neither the plan of 2031 nor the target of 2030

    detail = {r["kind"]: r for r in coverage_of(generation, zone).rows}
    assert list(detail) == list(kinds())
    assert all(set(r) == set(DETAIL_COLUMNS) for r in detail.values())
    assert detail["projects"]["state"] == "none_stated"
    assert detail["projects"]["sources"] == ["paper-a"]
    assert detail["industries"]["state"] == "known"
    assert detail["industries"]["examples"] == ["光伏", "风电"]
    assert detail["leading"]["latest_period"] == "2021-12-31"
    assert detail["people"]["latest_period"] == ""  # unknown stays unknown


def test_read_but_not_mentioned(home: Settings, tmp_path: Path) -> None:
    rows = ["乙高新区|Zone|partnerOf|甲高新区|Zone"]
    generation = generation_of(home, tmp_path / "in", paper_a=rows)
    row = coverage(generation, [generation.names.resolve("甲高新区").iri]).rows[0]
    assert (row["reading"], row["industries"], row["others"]) == ("read", 0, 1)
    assert row["sources"] == ["paper-a"]  # of the partner
    detail = coverage_of(generation, generation.names.resolve("甲高新区").iri).rows
    assert {(r["state"], r["count"]) for r in detail if r["kind"] != "others"} == {
        ("not_stated", 0)
    }


def test_excerpts_of_pages_are_no_reading(home: Settings, tmp_path: Path) -> None:
    sources = tmp_path / "pages.csv"
    sources.write_text("key,title,kind,confidence\npage-c,丙页,page excerpt,B\n", encoding="utf-8")
    rows = {"page_c": [f"{ZONE}|hasIndustry|光伏|Industry"]}
    other = ["乙高新区|Zone|hasIndustry|光伏|Industry"]
    generation = generation_of(home, tmp_path / "in", [sources], paper_a=other, **rows)
    zone = generation.names.resolve("甲高新区").iri
    row = coverage(generation, [zone]).rows[0]
    assert (row["reading"], row["industries"], row["people"]) == ("excerpts", 1, None)
    states = {r["kind"]: r["state"] for r in coverage_of(generation, zone).rows}
    assert (states["industries"], states["people"]) == ("known", "unread")

    rows["paper_a"] = [*other, "王一|Person|holdsPosition|甲高新区|Zone|qualifier=主任"]
    generation = generation_of(home, tmp_path / "in", [sources], **rows)
    answer = coverage(generation, [zone, generation.names.resolve("乙高新区").iri])
    assert {r["reading"] for r in answer.rows} == {"read"}
    assert (
        "2 with a text that was read, 0 with excerpts of pages only, 0 with neither"
        in answer.notes[0]
    )


def test_shipped_zones(shipped: Generation) -> None:
    rows = coverage(shipped).rows
    assert len(rows) == 178
    assert all(row["province"] for row in rows)
    by_key = {row["key"]: row for row in rows}
    binhai = by_key["zone/tianjin-binhai"]
    assert binhai["reading"] == "read"
    assert binhai["industries"] >= 10
    assert {"article-000", "article-002"} <= set(binhai["sources"])
    rest = [row for row in rows if row["reading"] != "read"]
    assert rows == [*(row for row in rows if row["reading"] == "read"), *rest]
    assert by_key["zone/suqian"]["reading"] == "unread"
    assert by_key["zone/yingkou"]["reading"] == "excerpts"
    for row in rest:  # facts from tables and excerpts count; the rest is unknown, not zero
        assert all(row[kind] is None or row[kind] > 0 for kind in kinds())
        assert row["people"] is None
        assert not any(source.startswith("article-") for source in row["sources"])
    states = {r["state"] for r in coverage_of(shipped, by_key["zone/suqian"]["iri"]).rows}
    assert states == {"unread"}
    states = {r["state"] for r in coverage_of(shipped, by_key["zone/yingkou"]["iri"]).rows}
    assert states == {"known", "unread"}


def test_zones_of_a_province(shipped: Generation) -> None:
    jiangxi = shipped.names.resolve("江西", "Province").iri
    names = {row["key"] for row in coverage(shipped, province=jiangxi).rows}
    assert len(names) == 9
    assert {"zone/nanchang", "zone/yingtan"} <= names


def test_counts_are_those_of_the_sections_that_show_lists(shipped: Generation) -> None:
    """A count means one thing: of facts, of sources, and of each kind, for every zone."""
    rows = coverage(shipped).rows
    assert rows
    for row in rows:
        read = portrait(shipped, row["iri"])
        counts = {part.section.key: len(part.entries) for part in read.parts}
        for kind in kinds():
            if kind not in ("leading", "others"):
                assert (row[kind] or 0) == counts.get(kind, 0), (row["zone"], kind)
        assert row["facts"] == read.facts, row["zone"]
        assert set(row["sources"]) == {source.key for source in read.fact_sources}, row["zone"]


def test_a_policy_that_a_zone_only_carries_out_is_another_fact(
    home: Settings, tmp_path: Path
) -> None:
    """Only the relations that the ontology counts for zones make something the zone's own."""
    rows = [f"{ZONE}|implements|乙办法|Policy", f"{ZONE}|hasPolicy|甲办法|Policy"]
    generation = generation_of(home, tmp_path / "in", paper_a=rows)
    zone = generation.names.resolve("甲高新区").iri
    row = coverage(generation, [zone]).rows[0]
    counts = {p.section.key: len(p.entries) for p in portrait(generation, zone).parts}
    assert (row["policies"], row["others"], row["facts"]) == (1, 1, 2)
    assert (counts["policies"], counts["others"]) == (1, 1)


def test_reading_of_a_zone_with_very_many_facts(
    shipped: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = zone_readings(shipped)
    assert {row.reading for row in read} == set(readings.READINGS)
    monkeypatch.setattr(readings, "_MOST_TRIPLES", 1)
    assert {row.iri: readings.reading_of(shipped, row.iri) for row in read} == {
        row.iri: row.reading for row in read
    }
