"""Every record of a small table of zones, cell by cell, with its source and its place."""

from __future__ import annotations

import pytest

from gaoxin.loaders.reference import zones
from gaoxin.model import Name, Text, Thing
from gaoxin.ontology.namespaces import SKOS, WGS84, XSD
from tests.fixtures.reference import Read, facts, number, table, things, zh

ZONE = {
    "key": "zone/jia",
    "zone_id": "Z1",
    "name_zh_full": "甲高新技术产业开发区",
    "name_source": "list-a;list-b",
    "corroboration": "A",
    "name_zh_short": "甲高新区",
    "aliases": "甲区;甲高新区;甲高新技术产业开发区",
    "name_en": "Jia Zone",
    "province": "某省",
    "province_code": "990000",
    "city": "某市",
    "city_code": "990100",
    "compiled_source": "comp-a;comp-b",
}


def read_zones(*rows: dict[str, str]) -> Read:
    return zones.read(table(zones.COLUMNS, *rows))


def new_facts(rows: dict[str, str], **cells: str) -> list[tuple[str, object, str]]:
    """What a zone says with these cells beyond what it says without them."""
    before = facts(read_zones(rows))
    return [told[1:4] for told in facts(read_zones(rows | cells)) if told not in before]


def test_a_zone_has_names_by_who_says_them() -> None:
    read = read_zones(ZONE)
    full = (("甲高新技术产业开发区", "preferred", "zh"),)
    others = (
        ("甲高新区", "alias", "zh"),
        ("甲区", "alias", "zh"),
        ("Jia Zone", "preferred", "en"),
        ("Z1", "code", ""),
    )
    classes = ("Zone", "NationalZone")
    assert things(read) == [
        Thing("zone/jia", classes, full, "list-a", "t.csv:2"),
        Thing("zone/jia", classes, full, "list-b", "t.csv:2"),
        Thing("zone/jia", classes, others, "comp-a", "t.csv:2"),
        Thing("zone/jia", classes, others, "comp-b", "t.csv:2"),
    ]
    assert facts(read) == [
        ("zone/jia", "corroboration", Text("A"), "comp-a", "t.csv:2"),
        ("zone/jia", "corroboration", Text("A"), "comp-b", "t.csv:2"),
        ("zone/jia", "locatedIn", "division/990000", "comp-a", "t.csv:2"),
        ("zone/jia", "locatedIn", "division/990000", "comp-b", "t.csv:2"),
        ("zone/jia", "locatedIn", "division/990100", "comp-a", "t.csv:2"),
        ("zone/jia", "locatedIn", "division/990100", "comp-b", "t.csv:2"),
    ]
    bare = things(read_zones(ZONE | {"name_en": "", "aliases": "", "name_zh_short": ""}))
    assert bare[-1].names == (("Z1", "code", ""),)


@pytest.mark.parametrize("grade", ["A", "B", "C", "D", "U"])
def test_a_zone_has_one_of_the_grades(grade: str) -> None:
    assert things(read_zones(ZONE | {"corroboration": grade}))
    assert [p.column for p in read_zones(ZONE | {"corroboration": "I"})[1]] == ["corroboration"]


def test_what_a_zone_says_with_more_cells() -> None:
    county = {"county": "某县", "county_code": "990101"}
    assert new_facts(ZONE, **county) == [
        ("locatedIn", "division/990101", "comp-a"),
        ("locatedIn", "division/990101", "comp-b"),
    ]
    note = f"{SKOS}note"
    date = Text("1991-03", f"{XSD}gYearMonth")
    assert new_facts(
        ZONE,
        approved="1991-03",
        approved_source="s;t",
        approved_year_source="t;u",
        approved_note="据通知",
    ) == [
        ("approved", date, "s"),
        ("approved", date, "t"),
        (note, zh("批准时间：据通知"), "s"),
        (note, zh("批准时间：据通知"), "t"),
        (note, zh("批准年份：1991"), "u"),
    ]
    assert new_facts(
        ZONE, predecessor_note="前身", predecessor_source="s;t", predecessor_remark="改名"
    ) == [
        ("predecessorNote", Text("前身"), "s"),
        (note, zh("沿革：改名"), "s"),
        ("predecessorNote", Text("前身"), "t"),
        (note, zh("沿革：改名"), "t"),
    ]
    assert new_facts(
        ZONE,
        in_demo_zone="示范区",
        demo_zone_source="s;t",
        leading_industries="光伏;风电",
        leading_industries_source="u",
    ) == [
        ("inDemonstrationZone", Name("DemonstrationZone", "示范区"), "s"),
        ("inDemonstrationZone", Name("DemonstrationZone", "示范区"), "t"),
        ("leadingIndustry", Name("Industry", "光伏"), "u"),
        ("leadingIndustry", Name("Industry", "风电"), "u"),
    ]
    assert new_facts(
        ZONE,
        approved_area_ha="12.5",
        area_source="s;t",
        lat="30.5",
        lon="110",
        geo_source="u",
        geo_precision="county",
    ) == [
        ("area", number("12.5"), "s"),
        ("area", number("12.5"), "t"),
        (f"{WGS84}lat", number("30.5"), "u"),
        (f"{WGS84}long", number("110"), "u"),
        ("geoPrecision", Text("county"), "u"),
    ]


GEO = {"geo_source": "s", "geo_precision": "county"}


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        (GEO | {"lat": "3", "lon": "73"}, []),
        (GEO | {"lat": "54", "lon": "136"}, []),
        (GEO | {"lat": "2.99", "lon": "73"}, ["lat"]),
        (GEO | {"lat": "54.01", "lon": "73"}, ["lat"]),
        (GEO | {"lat": "3", "lon": "72.99"}, ["lon"]),
        (GEO | {"lat": "3", "lon": "136.01"}, ["lon"]),
        (GEO | {"lat": "3"}, ["lon"]),
        ({"lon": "73"}, ["lon"]),
        ({"lat": "3", "lon": "73", "geo_source": "s"}, ["geo_precision"]),
        ({"lat": "3", "lon": "73", "geo_precision": "county"}, ["geo_source"]),
        ({"predecessor_note": "前身"}, ["predecessor_source"]),
        ({"in_demo_zone": "示范区"}, ["demo_zone_source"]),
        ({"leading_industries": "光伏"}, ["leading_industries_source"]),
        ({"approved_area_ha": "1"}, ["area_source"]),
        ({"name_source": ""}, ["name_source"]),
        ({"compiled_source": ""}, ["compiled_source"]),
        ({"approved_area_ha": "1", "area_source": "s"}, []),
        ({"approved_area_ha": "1000000", "area_source": "s"}, []),
        ({"approved_area_ha": "0.9", "area_source": "s"}, ["approved_area_ha"]),
        ({"approved_area_ha": "1000000.1", "area_source": "s"}, ["approved_area_ha"]),
        ({"city_code": "980100"}, ["city_code"]),
        ({"city_code": ""}, ["city_code"]),
        ({"county": "某县"}, ["county_code"]),
        ({"county_code": "980101"}, ["county_code"]),
        ({"key": "zone/a-"}, ["key"]),
        ({"key": "zone/a-b-2"}, []),
        ({"name_zh_full": ""}, ["name_zh_full"]),
        ({"approved": "1991", "approved_year_source": "s"}, ["approved_source"]),
        ({"approved": "1991", "approved_source": "s"}, ["approved_year_source"]),
    ],
)
def test_which_cells_of_a_zone_are_refused(cells: dict[str, str], columns: list[str]) -> None:
    records, problems = read_zones(ZONE | cells)
    assert [(problem.line, problem.column) for problem in problems] == [(2, c) for c in columns]
    assert bool(records) is not bool(columns)


def test_no_two_zones_share_a_name() -> None:
    other = ZONE | {
        "key": "zone/yi",
        "zone_id": "Z2",
        "name_zh_full": "乙区",
        "name_zh_short": "",
        "aliases": "甲区",
    }
    (problem,) = read_zones(ZONE, other)[1]
    assert (problem.line, problem.column) == (3, "aliases")
    assert problem.en == "'甲区' names the zone in line 2 too; remove one."
    assert problem.zh == "「甲区」也是第 2 行园区的名称；请删去一处。"
    for column in ("name_zh_full", "name_zh_short", "aliases"):
        row = other | {"name_zh_full": "乙区", "aliases": "", column: "甲区"}
        assert [(p.line, p.column) for p in read_zones(ZONE, row)[1]] == [(3, column)]


@pytest.mark.parametrize(("column", "value"), [("key", "zone/jia"), ("zone_id", "Z1")])
def test_no_two_zones_share_a_key_or_a_code(column: str, value: str) -> None:
    other = ZONE | {
        "key": "zone/yi",
        "zone_id": "Z2",
        "name_zh_full": "乙区",
        "name_zh_short": "",
        "aliases": "",
    }
    (problem,) = read_zones(ZONE, other | {column: value})[1]
    assert (problem.line, problem.column, problem.value) == (3, column, value)
    assert problem.en == f"{value!r} stands in line 2 already; merge the rows or correct one."
    assert problem.zh == f"「{value}」已见于第 2 行；请合并或改正。"
