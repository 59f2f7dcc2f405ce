"""Promises by the year in which they fall due, as bars stacked by verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from gaoxin.graph.audit.targets import VERDICTS
from gaoxin.language import counted, say
from gaoxin.service.pages.pictures.svg import label, linked, picture

_HEIGHT, _FOOT, _HEAD = 190, 24, 20


def due_years(years: Sequence[Mapping[str, Any]]) -> Markup:
    """A bar for each year that has promises; each leads to their list.  In two widths.

    ``years`` have ``year`` and a count for each of :data:`gaoxin.graph.audit.targets.VERDICTS`.
    """
    return _drawn(years, 640, "wide-chart") + _drawn(years, 358, "narrow")


def _drawn(years: Sequence[Mapping[str, Any]], width: int, classes: str) -> Markup:
    totals = [sum(int(year[verdict]) for verdict in VERDICTS) for year in years]
    most = max(totals, default=1)
    step = width / max(len(years), 1)
    wide = min(step * 0.62, 44)
    room = _HEIGHT - _FOOT - _HEAD
    lines = [
        f'<line class="rule" x1="0" x2="{width}" y1="{_HEIGHT - _FOOT}" y2="{_HEIGHT - _FOOT}"/>'
    ]
    for place, (year, total) in enumerate(zip(years, totals, strict=True)):
        x, y = place * step + (step - wide) / 2, float(_HEIGHT - _FOOT)
        parts = []
        for verdict in reversed(VERDICTS):
            high = int(year[verdict]) / most * room
            if high:
                y -= high
                parts.append(
                    f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" '
                    f'class="bar-{verdict}"/>'
                )
        when = year["year"]
        told = say(f"{when} 年到期 {total} 项", f"{counted(total, 'promise')} due in {when}")
        whole = (
            f'<rect x="{place * step:.1f}" y="0" width="{step:.1f}" height="{_HEIGHT}" '
            'fill="transparent"/>'
        )
        lines.append(linked(f"/targets?year={when}", told, whole + "".join(parts)))
        words = label(x + wide / 2, y - 6, str(total), "value", "middle")
        words += label(x + wide / 2, _HEIGHT - 6, str(when), "axis", "middle")
        lines.append(f'<g aria-hidden="true" pointer-events="none">{words}</g>')
    title = say("各年到期的承诺", "Promises by the year they fall due")
    return picture(width, _HEIGHT, f"chart {classes}", title, lines)
