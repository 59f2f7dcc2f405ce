"""Figures of several things beside each other, by indicator and period.

Two figures are compared only if they are of the same indicator and period, in units of one kind,
and both are amounts or both are growth rates.  Otherwise they are shown with the reason why they
are not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gaoxin.graph.audit.targets import is_like
from gaoxin.graph.facts.figures import Figure
from gaoxin.graph.facts.qualifiers import told
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.facts.spans import same_unit

COMPARED, REFUSED, ALONE = "compared", "refused", "alone"
"""Whether the figures of a row can be compared, cannot, or there is only one side's."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """The figures of one indicator and, if they are compared, one period; one tuple for a side.

    ``indicators`` are the IRIs, several if similar ones are refused.  ``why`` they are refused:
    ``period`` (the periods differ), ``no_period`` (one is not known), ``other_unit``, ``growth``
    (one is a growth rate), ``indicator`` (they are similar only).  Compared figures may have the
    caution ``scope``: sources restrict at least one of them.
    """

    indicators: tuple[str, ...]
    verdict: str
    why: str
    cells: tuple[tuple[Figure, ...], ...]

    @property
    def difference(self) -> Decimal | None:
        """The second side's figure less the first's, in the unit written; ``None`` if that is not
        exact or there are not exactly two figures in one unit."""
        found = [figure for cell in self.cells for figure in cell]
        if self.verdict != COMPARED or len(found) != 2 or self.why:
            return None
        first, second = found
        if first.comparator or second.comparator or first.unit != second.unit:
            return None
        return Decimal(second.value) - Decimal(first.value)


def figure_rows(reader: Reader, sides: Sequence[Sequence[Figure]]) -> tuple[FigureRow, ...]:
    """The rows: compared ones first, then refused ones, then those of one side; by indicator."""
    by_indicator: dict[str, list[list[Figure]]] = defaultdict(lambda: [[] for _ in sides])
    for number, found in enumerate(sides):
        for figure in found:
            if figure.number is not None:
                by_indicator[figure.indicator][number].append(figure)
    rows = [
        row for indicator, cells in by_indicator.items() for row in _of_indicator(indicator, cells)
    ]
    rows = _pair_similar(reader, rows)
    order = (COMPARED, REFUSED, ALONE)
    names = {row.indicators: reader.entry(row.indicators[0]).name for row in rows}
    rows.sort(key=lambda row: (order.index(row.verdict), names[row.indicators], -_newest(row)))
    return tuple(rows)


def _of_indicator(indicator: str, sides: list[list[Figure]]) -> Iterator[FigureRow]:
    """The rows of one indicator."""
    having = [number for number, found in enumerate(sides) if found]
    if len(having) == 1:
        yield _row(indicator, ALONE, "", [_latest(found) for found in sides])
        return
    periods: dict[tuple[date | None, date | None], list[list[Figure]]] = {}
    for number, found in enumerate(sides):
        for figure in found:
            key = figure.start, figure.end
            periods.setdefault(key, [[] for _ in sides])[number].append(figure)
    common = {
        period: cells
        for period, cells in periods.items()
        if period != (None, None) and sum(map(bool, cells)) > 1
    }
    if not common:
        latest = [_latest(found) for found in sides]
        known = all(figure.end or figure.start for cell in latest for figure in cell)
        yield _row(indicator, REFUSED, "period" if known else "no_period", latest)
        return
    for cells in common.values():
        yield from _of_period(indicator, cells)


def _of_period(indicator: str, cells: list[list[Figure]]) -> Iterator[FigureRow]:
    """The rows of one indicator and period: one for each kind of unit that several sides have."""
    kinds: list[list[list[Figure]]] = []
    for number, found in enumerate(cells):
        for figure in found:
            for kind in kinds:
                if _is_alike(next(f for cell in kind for f in cell), figure):
                    kind[number].append(figure)
                    break
            else:
                kind = [[] for _ in cells]
                kind[number].append(figure)
                kinds.append(kind)
    fitting = [kind for kind in kinds if sum(map(bool, kind)) > 1]
    for kind in fitting:
        scopes = {told(figure.qualifier) for cell in kind for figure in cell}
        yield _row(indicator, COMPARED, "scope" if len(scopes) > 1 else "", kind)
    compared = {number for kind in fitting for number, cell in enumerate(kind) if cell}
    if any(cell and number not in compared for number, cell in enumerate(cells)):
        growth = {figure.is_growth for cell in cells for figure in cell}
        yield _row(indicator, REFUSED, "growth" if len(growth) > 1 else "other_unit", cells)


def _is_alike(a: Figure, b: Figure) -> bool:
    return same_unit(a.base_unit, b.base_unit) and a.is_growth == b.is_growth


def _pair_similar(reader: Reader, rows: list[FigureRow]) -> list[FigureRow]:
    """Rows of one side each, of similar indicators of one period, as one refused row."""
    alone = [row for row in rows if row.verdict == ALONE]
    taken: set[int] = set()
    found = [row for row in rows if row.verdict != ALONE]
    for number, row in enumerate(alone):
        if number in taken:
            continue
        name = reader.entry(row.indicators[0]).zh
        for other in range(number + 1, len(alone)):
            if other in taken or not _may_pair(row, alone[other]):
                continue
            if is_like(name, reader.entry(alone[other].indicators[0]).zh):
                both = zip(row.cells, alone[other].cells, strict=True)
                cells = tuple(a or b for a, b in both)
                indicators = (*row.indicators, *alone[other].indicators)
                found.append(FigureRow(indicators, REFUSED, "indicator", cells))
                taken |= {number, other}
                break
        if number not in taken:
            found.append(row)
    return found


def _may_pair(a: FigureRow, b: FigureRow) -> bool:
    first = [figure for cell in a.cells for figure in cell]
    second = [figure for cell in b.cells for figure in cell]
    apart = not any(x and y for x, y in zip(a.cells, b.cells, strict=True))
    return apart and any(_is_alike(x, y) and x.end == y.end for x in first for y in second)


def _latest(found: list[Figure]) -> list[Figure]:
    """The figures of the newest period; all that have none if no period is known."""
    ends = [figure.end or figure.start for figure in found]
    newest = max((end for end in ends if end), default=None)
    return [figure for figure, end in zip(found, ends, strict=True) if end == newest]


def _row(indicator: str, verdict: str, why: str, cells: list[list[Figure]]) -> FigureRow:
    return FigureRow((indicator,), verdict, why, tuple(tuple(cell) for cell in cells))


def _newest(row: FigureRow) -> int:
    ends = [f.end or f.start for cell in row.cells for f in cell]
    return max((end.toordinal() for end in ends if end), default=0)
