"""The zone table: names, keys, facts in the graphs of their sources, faults."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from gaoxin.graph.names.keys import match_key
from gaoxin.loaders.reference import zones
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import Table, read_table
from gaoxin.model import Fact, Key, Name, Record, Text, Thing

PATH = next(d.path for d in bundled_datasets() if d.name == "zones")
RECORDS, PROBLEMS = zones.read(read_table(PATH))
XSD = "http://www.w3.org/2001/XMLSchema#"


def facts(key: str, predicate: str, records: list[Record] = RECORDS) -> set[tuple[str, str]]:
    """Values and sources of a zone's facts."""
    found = set()
    for record in records:
        if (
            isinstance(record, Fact)
            and record.subject == Key(key)
            and record.predicate.rpartition("#")[2] == predicate
        ):
            end = record.object
            value = end.value if isinstance(end, Text) else getattr(end, "path", "")
            found.add((value or getattr(end, "form", ""), record.source))
    return found


def things(key: str) -> list[Thing]:
    return [r for r in RECORDS if isinstance(r, Thing) and r.key == key]


def edited(tmp_path: Path, line: int, **cells: str) -> Table:
    """The table with some cells of one line changed."""
    import csv

    rows = list(csv.reader(PATH.read_text("utf-8").splitlines()))
    for column, value in cells.items():
        rows[line - 1][rows[0].index(column)] = value
    path = tmp_path / "zones.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return read_table(path)


def test_all_178_zones_have_keys_of_their_own() -> None:
    assert PROBLEMS == []
    keys = {r.key for r in RECORDS if isinstance(r, Thing)}
    assert len(keys) == 178
    assert {"zone/zhongguancun", "zone/tianjin-binhai", "zone/suzhou-gongye-yuan"} <= keys


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("重庆高新技术产业开发区", "zone/chongqing"),
        ("厦门火炬高技术产业开发区", "zone/xiamen-huoju"),
        ("蚌埠高新技术产业开发区", "zone/bengbu"),
        ("长治高新技术产业开发区", "zone/changzhi"),
        ("东莞松山湖高新技术产业开发区", "zone/dongguan-songshanhu"),
        ("宿迁高新技术产业开发区", "zone/suqian"),
        ("乐山高新技术产业开发区", "zone/leshan"),
        ("福州高新技术产业开发区", "zone/fujian-fuzhou"),
        ("抚州高新技术产业开发区", "zone/jiangxi-fuzhou"),
        ("长沙高新技术产业开发区", "zone/changsha"),
    ],
)
def test_readings_of_characters_with_several_are_right(name: str, key: str) -> None:
    assert (name, "preferred", "zh") in {n for t in things(key) for n in t.names}


def test_every_name_leads_to_one_zone() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for record in RECORDS:
        if isinstance(record, Thing):
            for form, _, _ in record.names:
                owners[match_key(form, "zone")].add(record.key)
    assert len(owners) > 900
    assert {form: keys for form, keys in owners.items() if len(keys) > 1} == {}


def test_the_short_names_that_people_use_are_aliases() -> None:
    names = {n for t in things("zone/tianjin-binhai") for n in t.names}
    assert {("滨海高新区", "alias", "zh"), ("天津高新区", "alias", "zh")} <= names
    assert ("NHTZ002", "code", "") in names


def test_each_source_of_a_name_declares_the_zone_itself() -> None:
    sources = {t.source for t in things("zone/tianjin-binhai")}
    assert sources == {
        "public-zone-list",
        "renwuwiki-53-zones",
        "public-park-codes",
        "reference-compilation",
    }


def test_a_zone_lies_in_its_divisions() -> None:
    found = {value for value, _ in facts("zone/kunshan", "locatedIn")}
    assert found == {"division/320000", "division/320500", "division/320583"}
    said = [r for r in RECORDS if isinstance(r, Fact) and r.predicate == "locatedIn"]
    assert len(said) == len(set(said))
    assert len([r for r in said if r.subject == Key("zone/chongqing")]) == 1


def test_a_month_from_general_knowledge_is_not_given_to_the_source_of_the_year() -> None:
    assert facts("zone/haikou", "approved") == {("1991-03", "general-knowledge")}
    assert ("批准年份：1991", "china-daily-2008-03-31") in facts("zone/haikou", "note")
    assert facts("zone/baoding", "note") == set()  # its source gives the month


def test_approvals_are_typed_by_their_precision() -> None:
    types = {
        r.object.value: r.object.datatype
        for r in RECORDS
        if isinstance(r, Fact) and r.predicate == "approved" and isinstance(r.object, Text)
    }
    assert types["1992-11"] == f"{XSD}gYearMonth"
    assert types["2010"] == f"{XSD}gYear"


def test_cells_with_several_sources_are_said_by_all() -> None:
    found = facts("zone/ningxiang", "leadingIndustry")
    assert len(found) == 6  # three industries, two sources
    assert {source for _, source in found} == {"state-council-gazette-2023-02", "hnunipr-71"}


def test_demonstration_zones_and_industries_are_named_not_keyed() -> None:
    ends = [
        r.object
        for r in RECORDS
        if isinstance(r, Fact) and r.predicate in ("inDemonstrationZone", "leadingIndustry")
    ]
    assert {end.type for end in ends if isinstance(end, Name)} == {"DemonstrationZone", "Industry"}
    assert (
        len({e.form for e in ends if isinstance(e, Name) and e.type == "DemonstrationZone"}) == 23
    )


def test_counts_of_the_reference_are_carried_over() -> None:
    rows = [row.cells for row in read_table(PATH).rows]
    columns = {
        "approved": "approved",
        "in_demo_zone": "inDemonstrationZone",
        "predecessor_note": "predecessorNote",
        "leading_industries": "leadingIndustry",
        "approved_area_ha": "area",
        "lat": "lat",
    }
    for column, predicate in columns.items():
        keys = {Key(row["key"]) for row in rows if row[column]}
        assert keys == {
            r.subject
            for r in RECORDS
            if isinstance(r, Fact) and r.predicate.rpartition("#")[2] == predicate
        }, column
        assert len(keys) > 20
    grades = [
        r.object.value
        for r in RECORDS
        if isinstance(r, Fact) and r.predicate == "corroboration" and isinstance(r.object, Text)
    ]
    assert [grades.count(g) for g in "ABCDU"] == [119, 26, 28, 4, 1]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("key", "zone/Tianjin"),
        ("key", "zone/zhongguancun"),
        ("zone_id", "NHTZ001"),
        ("name_zh_full", ""),
        ("name_source", ""),
        ("name_source", "Public List"),
        ("corroboration", "X"),
        ("aliases", "中关村科技园"),
        ("city_code", "12"),
        ("county_code", "320583"),
        ("approved", "1991-13"),
        ("approved_source", ""),
        ("predecessor_source", ""),
        ("leading_industries_source", ""),
        ("demo_zone_source", ""),
        ("lat", "139"),
        ("lon", ""),
        ("geo_precision", "exact"),
        ("geo_source", ""),
        ("compiled_source", ""),
    ],
)
def test_a_bad_cell_is_told_with_its_place(tmp_path: Path, column: str, value: str) -> None:
    _, problems = zones.read(edited(tmp_path, 3, **{column: value}))
    assert [(p.file, p.line, p.column) for p in problems] == [("zones.csv", 3, column)]
    assert problems[0].zh
    assert problems[0].en


def test_an_area_must_be_a_number_with_a_source(tmp_path: Path) -> None:
    _, problems = zones.read(edited(tmp_path, 3, approved_area_ha="12..5"))
    assert [(p.line, p.column) for p in problems] == [(3, "approved_area_ha"), (3, "area_source")]


def test_all_problems_of_a_table_are_told_at_once(tmp_path: Path) -> None:
    table = edited(tmp_path, 3, approved="soon", lat="north", name_source="")
    _, problems = zones.read(table)
    assert {p.column for p in problems} == {"approved", "lat", "name_source"}


def test_a_misspelt_column_is_told_with_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "zones.csv"
    text = PATH.read_text("utf-8").replace(",predecessor_note,", ",predecesor_note,", 1)
    path.write_text(text, "utf-8")
    records, problems = zones.read(read_table(path))
    assert records == []
    assert {p.column for p in problems} == {"predecessor_note", "predecesor_note"}
    assert any("Did you mean predecessor_note?" in p.en for p in problems)
