"""Read the table of administrative divisions (GB/T 2260), and derive their short forms.

A division is found by its full name and by its short form (天津 for 天津市, 延边 for
延边朝鲜族自治州).  A short form belongs to the division of the highest level only (长沙 is the
city, not 长沙县; 吉林 is the province).  Urban districts have no short form: 鼓楼 alone is not a
place.  If several divisions share a name, that of the upper division distinguishes them
(徐州市鼓楼区).  The first source of a row is its origin; code, name and parent are attributed to
it.  The other sources agree on code and name, and only these are attributed to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gaoxin.graph.names.division_forms import short_form
from gaoxin.loaders.reference.sources import RULES
from gaoxin.loaders.tables.cells import Cells, check_columns, check_parents, find_repeated, in_order
from gaoxin.model import Fact, Key, Problem, Record, Text, Thing
from gaoxin.ontology.namespaces import SKOS, WGS84
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.loaders.tables.reading import Table

COLUMNS = (
    "code",
    "name_zh",
    "level",
    "type",
    "type_source",
    "parent_code",
    "source",
    "status",
    "status_note",
    "status_source",
    "lat",
    "lon",
    "geo_source",
)
OPTIONAL = ("name_en", "name_en_source")
LEVELS = {"province": "Province", "prefecture": "City", "county": "County"}


def matches(columns: Sequence[str]) -> bool:
    """Whether a header is that of a table of administrative divisions."""
    return {"code", "name_zh", "parent_code"} <= set(columns)


def read(table: Table) -> tuple[list[Record], list[Problem]]:
    """The things and facts of the table, and its problems."""
    problems = check_columns(table, COLUMNS, OPTIONAL)
    if problems:
        return [], problems
    rows = [Cells(table, row, problems) for row in table.rows]
    records: list[Record] = []
    for row in rows:
        records += _read_row(row)
    find_repeated(((row, row.text("code")) for row in rows), "code")
    check_parents(((row, row.text("code"), row.text("parent_code")) for row in rows), "parent_code")
    records += _forms(rows)
    return records, in_order(problems)


def _read_row(row: Cells) -> list[Record]:
    code = row.key("code", r"\d{6}", "六位区划代码", "a division code of six digits")
    name = row.required("name_zh")
    level = row.one_of("level", tuple(LEVELS))
    status = row.one_of("status", vocabulary().codes("divisionStatus"))
    parent = row.text("parent_code")
    if (level == "province") == bool(parent):
        row.refuse(
            "parent_code",
            "省级没有上级，其他各级都有；请改正。",
            "a province has no parent and every other division has one; correct it.",
        )
    sources, status_sources = row.sources("source"), row.sources("status_source", "status")
    english_sources = row.sources("name_en_source", "name_en")
    type_sources = row.sources("type_source", "type")
    lat, lon = row.decimal("lat", 3, 54), row.decimal("lon", 73, 136)
    geo_sources = row.sources("geo_source", "lat")
    if bool(row.text("lat")) != bool(row.text("lon")):
        row.refuse(
            "lon", "经纬度缺一；请补齐。", "one of the two coordinates is missing; fill it in."
        )
    if not row.good:
        return []
    key, place = Key(f"division/{code}"), row.place
    classes = _classes(row)
    records: list[Record] = []
    for source in sources:
        records.append(Thing(key.path, classes, ((name, "preferred", "zh"),), source, place))
        records.append(Fact(key, f"{SKOS}notation", Text(code), source, place))
    english = ((row.text("name_en"), "preferred", "en"),)
    records += [Thing(key.path, classes, english, source, place) for source in english_sources]
    if parent:
        records.append(Fact(key, "locatedIn", Key(f"division/{parent}"), sources[0], place))
    for source in geo_sources:
        if lat and lon:
            records.append(Fact(key, f"{WGS84}lat", lat, source, place))
            records.append(Fact(key, f"{WGS84}long", lon, source, place))
    if row.text("type"):
        kind = Text(row.text("type"))
        records += [Fact(key, "divisionType", kind, s, place) for s in type_sources]
    records += [Fact(key, "divisionStatus", Text(status), s, place) for s in status_sources]
    if row.text("status_note"):
        note = Text(row.text("status_note"), language="zh")
        records += [Fact(key, f"{SKOS}note", note, s, place) for s in status_sources]
    return records


def _forms(rows: Sequence[Cells]) -> list[Record]:
    """Things with the derived forms: short forms, and qualified forms of shared names."""
    good = [row for row in rows if row.good]
    names = {row.text("code"): row.text("name_zh") for row in good}
    shared = {name for name, count in Counter(names.values()).items() if count > 1}
    taken = {level: _taken(good, level) for level in LEVELS}
    records: list[Record] = []
    for row in good:
        code, name, level = row.text("code"), row.text("name_zh"), row.text("level")
        short, above = short_form(name), names.get(row.text("parent_code"), "")
        forms = [short] if short and short not in taken[level] else []
        if name in shared and above:
            forms += dict.fromkeys((above + name, (short_form(above) or above) + name))
        if forms:
            listed = tuple((form, "short", "zh") for form in forms)
            records.append(Thing(f"division/{code}", _classes(row), listed, RULES, row.place))
    return records


def _taken(rows: Sequence[Cells], level: str) -> set[str]:
    """The full names of all divisions, and the short forms of those above ``level``."""
    above = list(LEVELS)[: list(LEVELS).index(level)]
    full = {row.text("name_zh") for row in rows}
    return full | {short_form(r.text("name_zh")) for r in rows if r.text("level") in above}


def _classes(row: Cells) -> tuple[str, ...]:
    """The classes of a division; a municipality is both a city and a province, and a city in
    tables.
    """
    if row.text("level") == "province" and row.text("type") == "直辖市":
        return "City", "Province"
    return (LEVELS[row.text("level")],)
