"""Read the table of national high-tech zones; each fact goes into the graph of its source.

Name and national status are attributed to the sources in ``name_source``; short forms, translations
and places to the compilation; dates, history, demonstration zones, leading industries and areas to
the sources in separate columns.  If the stronger source gives only the year of an approval, the
full date is attributed to the weaker source, and a note has the year from the stronger one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gaoxin.loaders.tables.cells import Cells, check_columns, find_repeated, in_order
from gaoxin.model import Fact, Key, Name, Problem, Record, Text, Thing
from gaoxin.ontology.namespaces import SKOS, WGS84
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.loaders.tables.reading import Table

COLUMNS = (
    "key",
    "zone_id",
    "name_zh_full",
    "name_source",
    "corroboration",
    "name_zh_short",
    "aliases",
    "name_en",
    "province",
    "province_code",
    "city",
    "city_code",
    "county",
    "county_code",
    "compiled_source",
    "approved",
    "approved_source",
    "approved_year_source",
    "approved_note",
    "predecessor_note",
    "predecessor_source",
    "predecessor_remark",
    "in_demo_zone",
    "demo_zone_source",
    "leading_industries",
    "leading_industries_source",
    "approved_area_ha",
    "area_source",
    "lat",
    "lon",
    "geo_precision",
    "geo_source",
)
CLASSES = ("Zone", "NationalZone")
GRADES = ("A", "B", "C", "D", "U")


def matches(columns: Sequence[str]) -> bool:
    """Whether a header is that of a table of zones."""
    return {"key", "zone_id", "name_zh_full"} <= set(columns)


def read(table: Table) -> tuple[list[Record], list[Problem]]:
    """The zones and their facts, and the problems of the table."""
    problems = check_columns(table, COLUMNS)
    if problems:
        return [], problems
    rows = [Cells(table, row, problems) for row in table.rows]
    records: list[Record] = []
    for row in rows:
        records += _read_row(row)
    for column in ("key", "zone_id"):
        find_repeated(((row, row.text(column)) for row in rows), column)
    _check_names(rows)
    return records, in_order(problems)


def _read_row(row: Cells) -> list[Record]:
    path = row.key(
        "key",
        r"zone/[a-z0-9]+(-[a-z0-9]+)*",
        "园区的键（zone/ 加拼音）",
        "a zone key (zone/ and pinyin)",
    )
    records = _names(row, path) + _place(row, path) + _approval(row, path)
    records += _history(row, path) + _industries(row, path) + _measures(row, path)
    return records if row.good else []


def _names(row: Cells, path: str) -> list[Record]:
    full = row.required("name_zh_full")
    grade = row.one_of("corroboration", GRADES)
    zone_id = row.required("zone_id")
    records: list[Record] = [
        Thing(path, CLASSES, ((full, "preferred", "zh"),), source, row.place)
        for source in row.sources("name_source")
    ]
    aliases = dict.fromkeys([row.text("name_zh_short"), *row.several("aliases")])
    names = [(alias, "alias", "zh") for alias in aliases if alias and alias != full]
    if row.text("name_en"):
        names.append((row.text("name_en"), "preferred", "en"))
    names.append((zone_id, "code", ""))
    for source in row.sources("compiled_source"):
        records.append(Thing(path, CLASSES, tuple(names), source, row.place))
        records.append(Fact(Key(path), "corroboration", Text(grade), source, row.place))
    return records


def _place(row: Cells, path: str) -> list[Record]:
    codes: list[str] = []
    for level in ("province", "city", "county"):
        column, name = f"{level}_code", row.text(level)
        if level != "county" or row.text(column) or name:
            code = row.key(column, r"\d{6}", "六位区划代码", "a division code of six digits")
            if code and codes and code[:2] != codes[0][:2]:
                row.refuse(
                    column,
                    f"{code} 不在 {codes[0]} 之内；请改正。",
                    f"{code} is outside {codes[0]}; correct it.",
                )
            codes.append(code)
    return [
        Fact(Key(path), "locatedIn", Key(f"division/{code}"), source, row.place)
        for code in dict.fromkeys(codes)
        for source in row.several("compiled_source")
    ]


def _approval(row: Cells, path: str) -> list[Record]:
    approved = row.date("approved")
    sources = row.sources("approved_source", "approved")
    years = row.sources("approved_year_source", "approved")
    if approved is None:
        return []
    key, place = Key(path), row.place
    records: list[Record] = [Fact(key, "approved", approved, s, place) for s in sources]
    if row.text("approved_note"):
        note = Text(f"批准时间：{row.text('approved_note')}", language="zh")
        records += [Fact(key, f"{SKOS}note", note, s, place) for s in sources]
    year = Text(f"批准年份：{approved.value[:4]}", language="zh")
    records += [Fact(key, f"{SKOS}note", year, s, place) for s in years if s not in sources]
    return records


def _history(row: Cells, path: str) -> list[Record]:
    sources = row.sources("predecessor_source", "predecessor_note")
    records: list[Record] = []
    for source in sources:
        if row.text("predecessor_note"):
            note = Text(row.text("predecessor_note"))
            records.append(Fact(Key(path), "predecessorNote", note, source, row.place))
        if row.text("predecessor_remark"):
            remark = Text(f"沿革：{row.text('predecessor_remark')}", language="zh")
            records.append(Fact(Key(path), f"{SKOS}note", remark, source, row.place))
    return records


def _industries(row: Cells, path: str) -> list[Record]:
    demo_sources = row.sources("demo_zone_source", "in_demo_zone")
    industry_sources = row.sources("leading_industries_source", "leading_industries")
    records: list[Record] = []
    for name in row.several("in_demo_zone"):
        zone = Name("DemonstrationZone", name)
        records += [
            Fact(Key(path), "inDemonstrationZone", zone, s, row.place) for s in demo_sources
        ]
    for name in row.several("leading_industries"):
        industry = Name("Industry", name)
        records += [
            Fact(Key(path), "leadingIndustry", industry, s, row.place) for s in industry_sources
        ]
    return records


def _measures(row: Cells, path: str) -> list[Record]:
    area = row.decimal("approved_area_ha", 1, 1_000_000)
    lat, lon = row.decimal("lat", 3, 54), row.decimal("lon", 73, 136)
    area_sources = row.sources("area_source", "approved_area_ha")
    geo_sources = row.sources("geo_source", "lat")
    key, place = Key(path), row.place
    records: list[Record] = []
    if area:
        records += [Fact(key, "area", area, s, place) for s in area_sources]
    if bool(row.text("lat")) != bool(row.text("lon")):
        row.refuse(
            "lon", "经纬度缺一；请补齐。", "one of the two coordinates is missing; fill it in."
        )
    precision = (
        row.one_of("geo_precision", vocabulary().codes("geoPrecision")) if row.text("lat") else ""
    )
    if lat is None or lon is None:
        return records
    for source in geo_sources:
        records += [
            Fact(key, f"{WGS84}lat", lat, source, place),
            Fact(key, f"{WGS84}long", lon, source, place),
            Fact(key, "geoPrecision", Text(precision), source, place),
        ]
    return records


def _check_names(rows: Sequence[Cells]) -> None:
    """Refuse a name of two zones, because it could never be resolved."""
    owners: dict[str, Cells] = {}
    for row in rows:
        for column in ("name_zh_full", "name_zh_short", "aliases"):
            for name in row.several(column):
                owner = owners.setdefault(name, row)
                if owner is not row:
                    row.refuse(
                        column,
                        f"「{name}」也是第 {owner.line} 行园区的名称；请删去一处。",
                        f"{name!r} names the zone in line {owner.line} too; remove one.",
                    )
