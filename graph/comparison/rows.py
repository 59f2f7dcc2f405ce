"""A comparison as rows, one for each side of each thing compared, for JSON, CSV and workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gaoxin.graph.comparison.compare import Comparison
from gaoxin.graph.facts.figures import source_columns
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.told_items import HELD, PAST, PLANNED
from gaoxin.model import Answer

COLUMNS = [
    "row",
    "section",
    "item",
    "shared",
    "why",
    "thing",
    "name",
    "leading",
    "value",
    "unit",
    "time",
    "status",
    "verdict",
    "due",
    "reached",
    "qualifier",
    "source",
    "source_title",
    "source_date",
    "grade",
    "iri",
    "thing_iri",
]

_STATUS = {HELD: "actual", PLANNED: "planned", PAST: "historical"}


def rows_of(reader: Reader, found: Comparison) -> Answer:
    """The rows as :data:`COLUMNS`.

    ``row`` numbers what stands side by side.  ``shared`` is ``same``, ``same_class`` or ``one`` for
    related things, and ``compared``, ``refused`` or ``alone`` for figures, with the reason in
    ``why``.  ``item`` is what the row is about, ``name`` what this side calls it.
    """
    listed = [*_things(found), *_figures(reader, found), *_targets(found), *_kinds(found)]
    number, last = 0, None
    for row in listed:
        key = row.pop("key")
        number += key != last
        last = key
        row["row"] = number
    return Answer(COLUMNS, [{c: row.get(c, "") for c in COLUMNS} for row in listed])


def _things(found: Comparison) -> Iterator[dict[str, Any]]:
    for section, shared in found.shared:
        for place, row in enumerate(shared):
            for number in row.held_by:
                item = row.items[number]
                assert item is not None
                yield {
                    "key": (section.key, place),
                    "section": section.key,
                    "item": row.first.name,
                    "shared": row.how,
                    **_side(found, number),
                    "name": item.name,
                    "leading": item.leading,
                    "time": max(item.facts, key=lambda fact: fact.end or fact.start).time,
                    "status": _STATUS[item.state],
                    "qualifier": "; ".join(item.details),
                    **source_columns(item.sources),
                    "iri": item.iri,
                }


def _figures(reader: Reader, found: Comparison) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(found.figures):
        for number, cell in enumerate(row.cells):
            for figure in cell:
                yield {
                    "key": ("figures", place),
                    "section": "figures",
                    "item": reader.entry(row.indicators[0]).name,
                    "shared": row.verdict,
                    "why": row.why,
                    **_side(found, number),
                    "name": reader.entry(figure.indicator).name,
                    "value": figure.written,
                    "unit": figure.unit,
                    "time": figure.time,
                    "status": figure.status,
                    "qualifier": figure.qualifier,
                    **source_columns(figure.sources),
                    "iri": figure.indicator,
                }


def _targets(found: Comparison) -> Iterator[dict[str, Any]]:
    for number, promises in enumerate(found.targets):
        for place, promise in enumerate(promises):
            row = promise.row
            yield {
                "key": ("targets", number, place),
                "section": "targets",
                "item": row["indicator"],
                **_side(found, number),
                "name": row["subject"],
                "value": row["promised"],
                "status": "target",
                "iri": row["indicator_iri"],
                **{
                    column: row[column]
                    for column in ("unit", "time", "verdict", "why", "due", "reached", "qualifier")
                },
                **{
                    column: row[column]
                    for column in ("source", "source_title", "source_date", "grade")
                },
            }


def _kinds(found: Comparison) -> Iterator[dict[str, Any]]:
    for number, kinds in enumerate(found.kinds):
        for kind, count in kinds.items():
            yield {
                "key": ("kinds", number, kind),
                "section": "kinds",
                "item": kind,
                **_side(found, number),
                "name": kind,
                "value": count,
            }


def _side(found: Comparison, number: int) -> dict[str, str]:
    side = found.sides[number]
    return {"thing": side.name, "thing_iri": side.iri}
