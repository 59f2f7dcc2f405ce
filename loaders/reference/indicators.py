"""Read the catalogue of indicators; the indicators in statement tables resolve to these by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gaoxin.loaders.reference.sources import RULES
from gaoxin.loaders.tables.cells import Cells, check_columns, find_repeated, in_order
from gaoxin.model import Fact, Key, Problem, Record, Text, Thing, VocabularyTerm
from gaoxin.ontology.namespaces import QUDT, SKOS

if TYPE_CHECKING:
    from gaoxin.loaders.tables.reading import Table

COLUMNS = (
    "id",
    "name_zh",
    "source",
    "name_en",
    "category",
    "unit",
    "compiled_source",
    "multiplier_to_unit_iri",
    "unit_iri",
    "unit_source",
    "definition",
    "definition_basis",
    "definition_source",
)


def matches(columns: Sequence[str]) -> bool:
    """Whether a header is that of a catalogue of indicators."""
    return {"id", "name_zh", "multiplier_to_unit_iri"} <= set(columns)


def other_form(name: str) -> str:
    """The longer name of the same count, ``""`` if there is none.

    >>> other_form("高新技术企业数")
    '高新技术企业数量'
    """
    return f"{name}量" if name.endswith("数") and not name.endswith(("指数", "系数")) else ""


def read(table: Table) -> tuple[list[Record], list[Problem]]:
    """The indicators, and the problems of the table."""
    problems = check_columns(table, COLUMNS)
    if problems:
        return [], problems
    rows = [Cells(table, row, problems) for row in table.rows]
    records: list[Record] = []
    for row in rows:
        records += _read_row(row)
    find_repeated(((row, row.text("id")) for row in rows), "id")
    find_repeated(((row, row.text("name_zh")) for row in rows), "name_zh")
    return records, in_order(problems)


def _read_row(row: Cells) -> list[Record]:
    code = row.key(
        "id", r"[A-Z]{2,5}\d{1,4}", "指标编号（如 IND001）", "an indicator's id (IND001)"
    )
    name = row.required("name_zh")
    sources, compiled = row.sources("source"), row.sources("compiled_source")
    multiplier = row.decimal("multiplier_to_unit_iri", 0, 1e18)
    unit_iri = row.text("unit_iri")
    unit_sources = row.sources("unit_source", "unit_iri")
    definition_sources = row.sources("definition_source", "definition")
    if unit_iri and not unit_iri.startswith(("http://", "https://")):
        row.refuse(
            "unit_iri",
            f"「{unit_iri}」不是 IRI；请写 QUDT 单位的完整 IRI。",
            f"{unit_iri!r} is no IRI; write the full IRI of a QUDT unit.",
        )
    if not row.good:
        return []
    key, place, classes = Key(f"indicator/{code}"), row.place, ("Indicator",)
    records: list[Record] = [
        Thing(key.path, classes, ((name, "preferred", "zh"),), s, place) for s in sources
    ]
    if form := other_form(name):
        records.append(Thing(key.path, classes, ((form, "short", "zh"),), RULES, place))
    for source in compiled:
        names: tuple[tuple[str, str, str], ...] = ((code, "code", ""),)
        if row.text("name_en"):
            names += ((row.text("name_en"), "preferred", "en"),)
        records.append(Thing(key.path, classes, names, source, place))
        for column in ("category", "unit"):
            if row.text(column):
                records.append(Fact(key, column, Text(row.text(column)), source, place))
        if multiplier:
            records.append(Fact(key, "multiplier", multiplier, source, place))
    if unit_iri:
        records += [
            Fact(key, f"{QUDT}hasUnit", VocabularyTerm(unit_iri), s, place) for s in unit_sources
        ]
    for source in definition_sources:
        definition = Text(row.text("definition"), language="zh")
        records.append(Fact(key, f"{SKOS}definition", definition, source, place))
        if row.text("definition_basis"):
            basis = Text(row.text("definition_basis"))
            records.append(Fact(key, "definitionBasis", basis, source, place))
    return records
