"""The reader of a column: a function that adds what a cell says to the draft of its row.

A reader raises :class:`ValueError` with the reason in Chinese and in English if it cannot read the
cell.
"""

from __future__ import annotations

import re
from functools import partial

from gaoxin.loaders.lists.cell_dates import read_period
from gaoxin.loaders.lists.column_units import CellUnits
from gaoxin.loaders.lists.dictionary import property_of
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.loaders.lists.literal_readers import literal_reader, read_work_period
from gaoxin.loaders.lists.name_readers import (
    read_code,
    read_english_name,
    read_further_names,
    read_name,
    read_position,
)
from gaoxin.loaders.lists.parts_of_year import PART, read_part
from gaoxin.loaders.lists.planned_words import (
    PROMISED,
    REACHED,
    planned_cell,
    planned_in,
    status_of_cell,
    with_cell,
)
from gaoxin.loaders.lists.relation_readers import read_award_column, read_relation
from gaoxin.loaders.lists.row_currency import read_amounts
from gaoxin.loaders.lists.row_draft import CellReader, RowDraft
from gaoxin.loaders.lists.vague_numbers import refuse_change

_STATUSES = ("实际", "目标", "计划", "预计", "预期")
_ACTUAL = re.compile(rf"{REACHED}|actual", re.IGNORECASE)


def reader_of(meaning: Meaning) -> CellReader | None:
    """The reader of a column; ``None`` if the column is left out, or is read with its row."""
    if meaning.is_left_out or meaning.means in ("value", "currency"):
        return None
    if meaning.means in _FIXED:
        return _FIXED[meaning.means]
    if meaning.means == PART:
        return partial(_time_part, meaning)
    if meaning.means in ("indicator", "unit", "holder-title"):
        return partial(_give, meaning.means)
    if meaning.means == "trait":
        return _trait
    if meaning.means == "position":
        return partial(read_position, meaning)
    if meaning.means == "figure":
        return partial(_figure, meaning, CellUnits(meaning))
    term = property_of(meaning.means)
    assert term is not None, meaning
    if meaning.value:
        return partial(read_award_column, meaning)
    if term.is_relation:
        return partial(read_relation, meaning)
    return literal_reader(meaning, term)


def depends_on_text_only(meaning: Meaning) -> bool:
    """Whether equal cells of a column say the same, whatever else stands in their rows."""
    return meaning.means not in _FIXED and property_of(meaning.means) is not None


def _figure(meaning: Meaning, units: CellUnits, row: RowDraft, text: str) -> None:
    said = planned_cell(text)
    refuse_change(said.text, meaning.indicator)
    numbers = units.settled(read_amounts(said.text, meaning.unit, row.currency))
    row.figures.append((with_cell(meaning, said), numbers))


def _trait(row: RowDraft, text: str) -> None:
    row.traits.append("".join(text.split()))


def _give(key: str, row: RowDraft, text: str) -> None:
    before = row.given.setdefault(key, text)
    if before != text:
        raise ValueError(
            f"这一行另一个同样意思的单元格是「{before}」；请改正其一",
            f"another cell of the row with this meaning says {before!r}; correct one of them",
        )


def _time(row: RowDraft, text: str) -> None:
    said = planned_in(text)
    if said.status:  # 2025年（目标）
        row.given.setdefault("status", said.status)
        text = re.sub(r"[(（]\s*[)）]", "", said.text).strip()
    row.given["time"] = read_period(text, row.from_1904)


def _time_part(meaning: Meaning, row: RowDraft, text: str) -> None:
    part, status = read_part(text, meaning.unit)
    if status in PROMISED:
        row.given.setdefault("status", status)
    row.given[PART] = part


def _post_time(row: RowDraft, text: str) -> None:
    """When the person of the row holds the post: a date is its beginning."""
    period = read_period(text, row.from_1904)
    _give("post-time", row, period if "/" in period else f"{period}/..")


def _status(row: RowDraft, text: str) -> None:
    said = status_of_cell(text) or planned_in(text).status
    if not said and _ACTUAL.search(text):
        said = "actual"
    if not said:
        listed = "、".join(_STATUSES)
        raise ValueError(f"只能是：{listed}", f"it must be one of {listed}")
    row.given["status"] = said


_FIXED: dict[str, CellReader] = {
    "name": read_name,
    "credit-code": read_code,
    "alias": partial(read_further_names, "alias", "zh"),
    "former-name": partial(read_further_names, "alias", "zh"),
    "short-name": partial(read_further_names, "short", "zh"),
    "english-name": read_english_name,
    "time": _time,
    "post-time": _post_time,
    "status": _status,
    "work-period": read_work_period,
}
