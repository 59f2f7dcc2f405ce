"""Read a figure whose indicator, and perhaps unit and time, stand in other cells of its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from gaoxin.loaders.lists.cell_values import Number
from gaoxin.loaders.lists.column_units import (
    CellUnits,
    completed,
    fits,
    unclear_unit,
    unit_above,
    usual_unit,
)
from gaoxin.loaders.lists.header_reading import RowIndicator
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.loaders.lists.parts_of_year import PART, period_in
from gaoxin.loaders.lists.planned_words import planned_cell
from gaoxin.loaders.lists.row_currency import is_sum, read_amounts, refuse_yuan
from gaoxin.loaders.lists.row_draft import UnclearCellError
from gaoxin.loaders.lists.title_words import TitleWords, period_of, unclear_year
from gaoxin.loaders.lists.vague_numbers import refuse_change
from gaoxin.loaders.lists.written_units import canonical_unit, same_quantity


def read_figure_of_row(
    text: str,
    column: Meaning,
    given: Mapping[str, str],
    known: RowIndicator,
    title: TitleWords,
    units: Sequence[str],
    currency: Callable[[], str] = str,
) -> tuple[Meaning, tuple[Number, ...]]:
    """The figure in a cell of a column of values: its meaning and its numbers.

    ``given`` are the other cells of the row by their meaning (``indicator``, ``unit`` …), ``known``
    is what the name of the indicator says, ``title`` what the titles say, ``units`` are those above
    the table, ``currency`` tells that of a sum of money in the row.  What stands nearest to the
    number counts: its cell and its row, then the header of the column, for period and status also
    the name of the indicator, then the titles.

    Raises:
        ValueError: the number or its unit cannot be read.
        UnclearCellError: the cell has no number, or its unit is unclear.
    """
    said = planned_cell(text)
    text, parts = said.text, known.parts
    refuse_change(text, known.meaning.indicator)
    time = said.time or period_in(given, column.time or parts.period or title.period)
    if given.get(PART) and not time:
        raise UnclearCellError(*unclear_year(given[PART]))
    if parts.relative:
        time = period_of(parts.relative, time)
        if not time:
            raise UnclearCellError(*unclear_year(parts.relative))
    statuses = (said.status, given.get("status", ""), column.status, known.status, title.status)
    meaning = replace(
        known.meaning,
        value=column.value,
        time=time,
        status=next(filter(None, statuses), ""),
    )
    usual = usual_unit(meaning)
    written = given.get("unit", "")
    unit = completed(canonical_unit(written) or written or parts.unit, usual)
    of_column = completed(column.unit, usual)
    if unit and same_quantity(unit, of_column) and unit != of_column:
        raise ValueError(
            f"这一行写的单位是「{unit}」，表头写的是「{of_column}」；请改正其一",
            f"the unit in the row is {unit}, that in the header {of_column}; correct one of them",
        )
    is_foreign = not unit and not fits(of_column, usual)
    if not unit and not is_foreign:
        unit = of_column or unit_above(units, usual) or meaning.unit
    of_row = currency() if is_sum(meaning, unit) else ""
    refuse_yuan(written, of_row)
    numbers = read_amounts(text, unit, of_row)
    if not all(number.unit or number.value == "0" for number in numbers):
        if is_foreign:
            raise ValueError(
                f"表头的单位「{of_column}」不是「{meaning.indicator}」的单位；请在数的后面写明单位"
                f"（如 {text}{usual}），或加一列“单位”",
                f"{of_column} in the header is no unit of {meaning.indicator}; write the unit "
                f"behind the number (such as {text}{usual}), or add a column 单位 (unit)",
            )
        if units and not usual:
            raise UnclearCellError(*unclear_unit(units))
    return meaning, CellUnits(meaning).settled(numbers)
