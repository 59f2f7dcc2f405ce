"""The figures and targets of a thing over the years, one row for each indicator.

Units differ, so there is no axis of values: the value is written beside its mark.  A dot is a
figure, the bar before it the period that it is about; a diamond is a target at its deadline, joined
by dashes to the newest figure; targets without a deadline stand in a column of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from gaoxin.language import say
from gaoxin.service.pages.pictures.svg import (
    in_two_lines,
    label,
    linked_text,
    picture,
    shortened,
    text_width,
)

_MOST = 24
"""How many indicators are drawn; the table has all of them."""
_HEAD = 26
_STEP = 18
"""The height of a line of values."""
_LINE = 16
"""The height of a line of a name."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A figure or target; moments are years with their fraction, ``None`` without a period."""

    text: str
    begin: float | None
    finish: float | None
    aim: bool

    @property
    def moment(self) -> float | None:
        """Where it is drawn: a whole year in its middle, any other period at its end."""
        if self.begin is None or self.finish is None:
            return None
        whole = self.begin == int(self.begin) and self.finish == self.begin + 1
        return self.begin + 0.5 if whole else self.finish

    @property
    def has_bar(self) -> bool:
        """Whether the period is drawn, too."""
        return self.begin is not None and self.moment == self.finish and not self.aim


@dataclass(slots=True)
class _Row:
    name: str
    link: str
    marks: list[_Mark]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand, in pixels: the axis from ``left`` to ``right``, from year ``first`` on,
    and the column of targets without a deadline.
    """

    width: int
    narrow: bool
    left: float
    right: float
    first: int
    last: int
    column: float | None

    def x(self, moment: float) -> float:
        """The place of a moment."""
        share = (moment - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)


def figure_chart(sections: Sequence[Mapping[str, Any]]) -> Markup:
    """The chart in two widths; empty if nothing has a value that can be drawn.

    ``sections`` are those of a thing; the entries of figures and targets have ``name``, ``link``,
    ``value`` (in words), ``start`` and ``end`` (ISO 8601 dates or empty) and ``state``.
    """
    drawn = [part for part in sections if part["key"] in ("figures", "targets")]
    rows = _rows([entry for part in drawn for entry in part["entries"]])
    if not rows:
        return Markup()
    return _drawn(rows, 760, "wide-chart") + _drawn(rows, 358, "narrow")


def _rows(entries: Sequence[Mapping[str, Any]]) -> list[_Row]:
    rows: dict[str, _Row] = {}
    for entry in entries:
        if not entry["value"]:
            continue
        begin, finish = _moment(entry["start"]), _moment(entry["end"] or entry["start"], end=True)
        mark = _Mark(str(entry["value"]), begin, finish, entry["state"] == "planned")
        if begin is None and not mark.aim:
            continue  # a figure without a date has no place on the axis
        row = rows.setdefault(str(entry["name"]), _Row(entry["name"], entry["link"], []))
        row.marks.append(mark)
    listed = list(rows.values())
    listed.sort(key=lambda row: min(mark.finish or 9999.0 for mark in row.marks))
    return listed[:_MOST]


def _moment(text: str, *, end: bool = False) -> float | None:
    """A day as a year with its fraction; the end of a period is the end of its last day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    first = date(day.year, 1, 1)
    days = (date(day.year + 1, 1, 1) - first).days if day.year < 9999 else 365
    return day.year + ((day - first).days + int(end)) / days


def _drawn(rows: list[_Row], width: int, classes: str) -> Markup:
    frame = _framed(rows, width)
    lines: list[str] = []
    y = float(_HEAD)
    for row in rows:
        lines += _row(row, frame, y)
        y += _height(row, frame)
    grid = list(_grid(frame, y))
    title = say("数字与目标", "Figures and targets")
    return picture(width, y + 1, f"chart {classes}", title, [*grid, *lines])


def _framed(rows: list[_Row], width: int) -> _Frame:
    narrow = width < 500
    times = [
        time
        for row in rows
        for mark in row.marks
        for time in (mark.begin, mark.finish)
        if time is not None
    ]
    today = date.today().year
    first = int(min(times, default=float(today)))
    last = max(int(max(times, default=float(today)) - 1e-6) + 1, first + 1)
    if last - first < 3:
        last = first + 3
    undated = any(mark.moment is None for row in rows for mark in row.marks)
    room = (88 if narrow else 110) if undated else 0
    left = 4.0 if narrow else 212.0
    tail = 16 if undated else 60  # the value of the newest figure stands beyond its dot
    right = float(width - room - tail)
    return _Frame(width, narrow, left, right, first, last, width - room if undated else None)


def _height(row: _Row, frame: _Frame) -> float:
    lines = max(len([m for m in row.marks if m.moment is not None]), _undated(row), 1)
    named = _LINE * len(_name(row, frame))
    if frame.narrow:
        return 40 - _LINE + named + _STEP * min(lines, 4)
    return max(14 + _STEP * min(lines, 4), 14 + named)


def _name(row: _Row, frame: _Frame) -> list[str]:
    """The name of the indicator, in two lines where it is long."""
    return in_two_lines(row.name, frame.width - 8 if frame.narrow else frame.left - 16)


def _undated(row: _Row) -> int:
    return sum(mark.moment is None for mark in row.marks)


def _grid(frame: _Frame, bottom: float) -> Iterator[str]:
    if frame.column is not None:
        yield (
            f'<rect class="undated" x="{frame.column:.1f}" y="{_HEAD}" '
            f'width="{frame.width - frame.column:.1f}" height="{bottom - _HEAD:.1f}"/>'
        )
        middle = (frame.column + frame.width) / 2
        yield label(middle, 16, say("未定期限", "no deadline"), "axis", "middle")
    years = frame.last - frame.first
    step = (frame.right - frame.left) / years
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100) if n * step >= 40 or n == 100)
    for year in range(frame.first, frame.last + 1):
        if (year - frame.first) % every and year != frame.last:
            continue
        x = frame.x(year)
        yield f'<line class="rule" x1="{x:.1f}" x2="{x:.1f}" y1="{_HEAD}" y2="{bottom:.1f}"/>'
        if year < frame.last and (frame.last - year) * step >= 28:
            middle = x + step / 2 if every == 1 else x + 2
            yield label(middle, 16, str(year), "axis", "middle" if every == 1 else "start")


def _row(row: _Row, frame: _Frame, top: float) -> Iterator[str]:
    bottom = top + _height(row, frame)
    yield f'<line class="rule" x1="0" x2="{frame.width}" y1="{bottom:.1f}" y2="{bottom:.1f}"/>'
    lines = _name(row, frame)
    name = "".join(label(0, top + 20 + _LINE * n, line) for n, line in enumerate(lines))
    yield linked_text(row.link, name) if row.link else name
    base = top + (40 + _LINE * (len(lines) - 1) if frame.narrow else 12)
    dated = sorted((m for m in row.marks if m.moment is not None), key=lambda m: m.moment or 0)
    newest = max((m.moment or 0 for m in dated if not m.aim), default=None)
    for place, mark in enumerate(dated):
        y = base + _STEP * min(place, 3) + (4 if not frame.narrow else 0)
        yield from _dated(mark, frame, y, newest)
    for place, mark in enumerate([m for m in row.marks if m.moment is None][:4]):
        assert frame.column is not None
        y = base + _STEP * place + (4 if not frame.narrow else 0)
        yield _diamond(frame.column + 14, y)
        told = shortened(mark.text, frame.width - frame.column - 26)
        yield label(frame.column + 24, y + 4.5, told, "value aim")


def _dated(mark: _Mark, frame: _Frame, y: float, newest: float | None) -> Iterator[str]:
    assert mark.moment is not None
    x = frame.x(mark.moment)
    if mark.has_bar:
        assert mark.begin is not None
        yield (
            f'<line class="period" x1="{frame.x(mark.begin):.1f}" x2="{x:.1f}" '
            f'y1="{y:.1f}" y2="{y:.1f}"/>'
        )
    if mark.aim:
        if newest is not None and newest < mark.moment:
            yield (f'<path class="towards" d="M{frame.x(newest):.1f} {y:.1f}H{x:.1f}"/>')
        yield _diamond(x, y)
    else:
        yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
    classes = "value aim" if mark.aim else "value"
    end = frame.column if frame.column is not None else frame.width
    wide = text_width(mark.text) + 10
    if x + wide <= end or x - wide < frame.left - 4:
        told = shortened(mark.text, max(end - x - 10, 40))
        yield label(x + 10, y + 4.5, told, classes)
    else:
        yield label(x - 10, y + 4.5, mark.text, classes, "end")


def _diamond(x: float, y: float) -> str:
    return (
        f'<path class="diamond" d="M{x:.1f} {y - 6:.1f}L{x + 6:.1f} {y:.1f}'
        f'L{x:.1f} {y + 6:.1f}L{x - 6:.1f} {y:.1f}Z"/>'
    )
