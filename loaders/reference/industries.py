"""Read the two official industry classifications as SKOS schemes.

GB/T 4754-2017 and the strategic emerging industries (2018) are one scheme each.  Their names are
declared ``official``: they are shown and found by searches, but a name in an article never resolves
to them, because 新材料产业 in an article is a trade name and not a statistical class.  The first
source of a row is its origin; code, name and parent are attributed to it.  The other sources agree
on code and name, and only these are attributed to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaoxin.loaders.tables.cells import Cells, check_columns, check_parents, find_repeated, in_order
from gaoxin.model import Fact, Key, Problem, Record, Text, Thing
from gaoxin.ontology.namespaces import SKOS, XSD

if TYPE_CHECKING:
    from gaoxin.loaders.tables.reading import Table

GBT_COLUMNS = (
    "code",
    "name_zh",
    "level",
    "level_no",
    "parent",
    "source",
    "name_2017_original",
    "name_2017_source",
)
SEI_COLUMNS = (
    "code",
    "code_source",
    "name_zh",
    "level",
    "parent",
    "source",
    "gbt4754_codes",
    "mapping_source",
    "note",
)
OPTIONAL = ("name_en", "name_en_source")
GBT_LEVELS = ("门类", "大类", "中类", "小类")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A classification: its key, its names, and the pattern of its concepts' keys and codes."""

    key: str
    name_zh: str
    name_en: str
    prefix: str
    pattern: str


GBT = Scheme(
    "industryScheme/gbt4754-2017",
    "国民经济行业分类（GB/T 4754—2017）",
    "Industrial classification for national economic activities (GB/T 4754-2017)",
    "industry/gbt4754-",
    r"[A-T]|\d{2,4}",
)
SEI = Scheme(
    "industryScheme/sei-2018",
    "战略性新兴产业分类（2018）",
    "Classification of strategic emerging industries (2018)",
    "industry/sei-",
    r"\d(\.\d{1,2}){0,2}",
)


def matches_gbt(columns: Sequence[str]) -> bool:
    """Whether a header is that of GB/T 4754."""
    return {"code", "name_zh", "level_no", "parent"} <= set(columns)


def matches_sei(columns: Sequence[str]) -> bool:
    """Whether a header is that of the strategic emerging industries."""
    return {"code", "name_zh", "parent", "gbt4754_codes"} <= set(columns)


def read_gbt(table: Table) -> tuple[list[Record], list[Problem]]:
    """The concepts of GB/T 4754, and the problems of the table."""
    problems = check_columns(table, GBT_COLUMNS, OPTIONAL)
    if problems:
        return [], problems
    rows = [Cells(table, row, problems) for row in table.rows]
    records: list[Record] = []
    used: set[str] = set()
    for row in rows:
        level = row.one_of("level_no", ("1", "2", "3", "4"))
        name = row.one_of("level", GBT_LEVELS)
        if level and name and GBT_LEVELS[int(level) - 1] != name:
            row.refuse(
                "level",
                f"第 {level} 级是「{GBT_LEVELS[int(level) - 1]}」；请改正。",
                f"level {level} is called {GBT_LEVELS[int(level) - 1]!r}; correct it.",
            )
        sources = row.sources("source")
        records += _concept(row, GBT, level, sources, sources)
        earlier = row.sources("name_2017_source", "name_2017_original")
        if not row.good:
            continue
        used.update(sources)
        key = Key(GBT.prefix + row.text("code"))
        records.append(Fact(key, "levelName", Text(name), sources[0], row.place))
        original = Text(row.text("name_2017_original"))
        if original.value:
            records += [Fact(key, "nameBeforeAmendment", original, s, row.place) for s in earlier]
    _check_tree(rows, "level_no")
    return _scheme(GBT, used, table.name) + records, in_order(problems)


def read_sei(table: Table) -> tuple[list[Record], list[Problem]]:
    """The strategic emerging industries with their mappings, and the problems of the table."""
    problems = check_columns(table, SEI_COLUMNS, OPTIONAL)
    if problems:
        return [], problems
    rows = [Cells(table, row, problems) for row in table.rows]
    records: list[Record] = []
    used: set[str] = set()
    for row in rows:
        level = row.one_of("level", ("1", "2", "3"))
        sources, code_sources = row.sources("source"), row.sources("code_source")
        mapping_sources = row.sources("mapping_source", "gbt4754_codes")
        records += _concept(row, SEI, level, sources, code_sources)
        for code in row.several("gbt4754_codes"):
            if not re.fullmatch("[0-9]{4}", code):
                row.refuse(
                    "gbt4754_codes",
                    f"「{code}」不是小类代码（四位数字）；请改正。",
                    f"{code!r} is no class code (four digits); correct it.",
                )
        if not row.good:
            continue
        used.update(sources)
        key = Key(SEI.prefix + row.text("code"))
        for code in row.several("gbt4754_codes"):
            target = Key(GBT.prefix + code)
            records += [
                Fact(key, f"{SKOS}relatedMatch", target, s, row.place) for s in mapping_sources
            ]
        if row.text("note"):
            note = Text(row.text("note"), language="zh")
            records += [Fact(key, f"{SKOS}note", note, s, row.place) for s in sources]
    _check_tree(rows, "level")
    return _scheme(SEI, used, table.name) + records, in_order(problems)


def _concept(
    row: Cells, scheme: Scheme, level: str, sources: list[str], code_sources: list[str]
) -> list[Record]:
    code = row.key("code", scheme.pattern, "本分类的代码", "a code of this classification")
    name, parent = row.required("name_zh"), row.text("parent")
    if level and (level == "1") == bool(parent):
        row.refuse(
            "parent",
            "第一级没有上级，其他各级都有；请改正。",
            "the first level has no parent and every other level has one; correct it.",
        )
    english_sources = row.sources("name_en_source", "name_en")
    if not row.good:
        return []
    key, place = Key(scheme.prefix + code), row.place
    records: list[Record] = []
    for source in sources:
        records.append(Thing(key.path, ("Industry",), ((name, "official", "zh"),), source, place))
    english = ((row.text("name_en"), "official", "en"),)
    records += [Thing(key.path, ("Industry",), english, s, place) for s in english_sources]
    upper = (
        (f"{SKOS}broader", Key(scheme.prefix + parent))
        if parent
        else (f"{SKOS}topConceptOf", Key(scheme.key))
    )
    for predicate, value in (
        (f"{SKOS}inScheme", Key(scheme.key)),
        ("level", Text(level, f"{XSD}integer")),
        upper,
    ):
        records.append(Fact(key, predicate, value, sources[0], place))
    records += [Fact(key, f"{SKOS}notation", Text(code), s, place) for s in code_sources]
    return records


def _scheme(scheme: Scheme, sources: set[str], file: str) -> list[Record]:
    names = ((scheme.name_zh, "preferred", "zh"), (scheme.name_en, "preferred", "en"))
    return [Thing(scheme.key, ("IndustryScheme",), names, s, file) for s in sorted(sources)]


def _check_tree(rows: list[Cells], level: str) -> None:
    """Check that codes are unique, and that parents exist, are one level up and form no cycle."""
    find_repeated(((row, row.text("code")) for row in rows), "code")
    check_parents(((row, row.text("code"), row.text("parent")) for row in rows), "parent")
    levels = {row.text("code"): row.text(level) for row in rows if row.good}
    for row in rows:
        upper = levels.get(row.text("parent"))
        if row.good and upper and int(upper) + 1 != int(row.text(level)):
            row.refuse(
                "parent",
                f"上级「{row.text('parent')}」是第 {upper} 级，不是上一级；请改正。",
                f"the parent {row.text('parent')!r} has level {upper}, not one above; correct it.",
            )
