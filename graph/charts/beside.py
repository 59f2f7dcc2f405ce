"""Charts of several things: bars of one indicator, and industries by zones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from gaoxin.errors import BadParameter
from gaoxin.graph.charts.draw import PLANNED_COLOUR, REACHED, base_spec, sources_note
from gaoxin.graph.comparison.compare import Comparison
from gaoxin.graph.comparison.short_names import short_names
from gaoxin.graph.facts.amount_words import amount_words
from gaoxin.graph.facts.figures import Figure, figures
from gaoxin.graph.facts.grades import at_least
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.told_items import HELD
from gaoxin.language import in_brackets, say

_MOST_ROWS = 40


def things_over_indicator(
    reader: Reader, iris: Sequence[str], indicator: str, grade: str = ""
) -> dict[str, Any]:
    """Bars of one indicator: the newest figure of each thing, with its period.

    With a ``grade`` only figures with a source of it or a stronger one are drawn.

    Figures in other units, growth rates among amounts, and things without a figure are named below
    the title and not drawn.

    Raises:
        BadParameter: none of them has such a figure.
    """
    newest = {iri: _newest(reader, iri, indicator, grade) for iri in iris}
    known = {iri: figure for iri, figure in newest.items() if figure is not None}
    name = reader.entry(indicator).name
    if not known:
        raise BadParameter(
            f"这几个都没有「{name}」的数字，画不了图。",
            f"None of them has a figure of {name!r}, so there is nothing to draw.",
        )
    kinds = Counter((figure.base_unit, figure.is_growth) for figure in known.values())
    kind = kinds.most_common(1)[0][0]
    drawn = {iri: f for iri, f in known.items() if (f.base_unit, f.is_growth) == kind}
    bars: list[dict[str, Any]] = [
        {
            "name": reader.entry(iri).name,
            "amount": float(figure.number or 0),
            "label": _label(figure),
        }
        for iri, figure in drawn.items()
    ]
    others = [reader.entry(iri).name for iri in known if iri not in drawn]
    missing = [reader.entry(iri).name for iri in iris if iri not in known]
    titles = dict.fromkeys(s.title or s.key for f in drawn.values() for s in f.sources)
    notes = []
    if len({(figure.start, figure.end) for figure in drawn.values()}) > 1:
        notes.append(
            say("时期不同，请留意括号中的时间。", "The periods differ; see the times in brackets.")
        )
    if others:
        listed = say("、", ", ").join(others)
        notes.append(say(f"单位不同，未画：{listed}", f"In another unit, not drawn: {listed}"))
    if missing:
        listed = say("、", ", ").join(missing)
        notes.append(say(f"没有来源报道：{listed}", f"No source reports: {listed}"))
    notes += sources_note(list(titles))
    y = {"field": "name", "type": "nominal", "sort": "-x", "title": None}
    x = {"field": "amount", "type": "quantitative"}
    most = max(bar["amount"] for bar in bars)
    low = min(0.0, min(bar["amount"] for bar in bars))
    axis = {"axis": None, "scale": {"domain": [low, most * 1.45 if most > 0 else 0]}}
    return base_spec(name, notes, 520) | {
        "height": {"step": 34},
        "data": {"values": bars},
        "layer": [
            {
                "mark": {"type": "bar", "color": REACHED, "height": 18},
                "encoding": {"y": y, "x": x | axis},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 6},
                "encoding": {"y": y, "x": x | axis, "text": {"field": "label"}},
            },
        ],
    }


def industries_by_zones(found: Comparison) -> dict[str, Any]:
    """A dot for each industry of each side: large if leading, hollow if planned.

    Raises:
        BadParameter: no industry of any side is known.
    """
    rows = next((rows for section, rows in found.shared if section.key == "industries"), ())
    if not rows:
        raise BadParameter(
            "这几个都没有已知的产业，画不了图。",
            "No industry of any of them is known, so there is nothing to draw.",
        )
    names = short_names(found.sides)
    shown = rows[:_MOST_ROWS]
    order = [_row_name([item.name for item in row.items if item]) for row in shown]
    kinds = [say("主导", "leading"), say("已在发展", "developed"), say("计划", "planned")]
    dots = []
    for name, row in zip(order, shown, strict=True):
        for side, item in zip(names, row.items, strict=True):
            if item is not None:
                kind = kinds[2 if item.state != HELD else 0 if item.leading else 1]
                dots.append({"industry": name, "side": side, "kind": kind})
    sources = {
        s.key: s for row in shown for item in row.items if item is not None for s in item.sources
    }
    notes = sources_note([source.title or source.key for source in sources.values()])
    if len(rows) > len(shown):
        more = len(rows) - len(shown)
        notes.insert(0, say(f"另有 {more} 个产业未画出。", f"{more} more are not drawn."))
    field = {"field": "kind", "type": "nominal"}
    return base_spec(say("产业对照", "Industries by zone"), notes, 110 * len(names)) | {
        "height": {"step": 26},
        "data": {"values": dots},
        "mark": {"type": "point", "strokeWidth": 2, "opacity": 1},
        "encoding": {
            "y": {
                "field": "industry",
                "type": "nominal",
                "sort": order,
                "title": None,
                "axis": {"grid": True},
            },
            "x": {
                "field": "side",
                "type": "nominal",
                "sort": list(names),
                "title": None,
                "axis": {"orient": "top", "labelAngle": 0, "labelLimit": 106},
            },
            "color": field
            | {"scale": {"domain": kinds, "range": [REACHED, REACHED, PLANNED_COLOUR]}},
            "fill": field | {"scale": {"domain": kinds, "range": [REACHED, REACHED, "white"]}},
            "size": field | {"scale": {"domain": kinds, "range": [220, 90, 90]}},
        },
    }


def _row_name(names: list[str]) -> str:
    return " ≈ ".join(dict.fromkeys(names))


def _newest(reader: Reader, iri: str, indicator: str, grade: str) -> Figure | None:
    found = [
        figure
        for figure in figures(reader, [iri])
        if figure.indicator == indicator
        and figure.number is not None
        and not figure.is_promise
        and at_least(figure.sources, grade)
    ]
    return max(found, key=lambda f: (str(f.end or f.start or ""), f.iri), default=None)


def _label(figure: Figure) -> str:
    when = period_words(figure.time) if figure.time else say("时期未注明", "no period given")
    amount = amount_words(figure.value, figure.comparator, figure.unit)
    return amount + in_brackets(when)
