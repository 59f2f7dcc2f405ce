"""A chart of a thing's figures over years, with its targets.

Each indicator has a row, because units differ: a dot is a figure in the middle of its period, a
bar the period, a hollow diamond a target at its deadline, joined to the newest figure by dashes.
If one indicator in one unit is drawn, the figures are a line over an axis of values; those of a
quarter are not joined with those of a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from gaoxin.errors import BadParameter
from gaoxin.graph.charts.draw import PLANNED_COLOUR, REACHED, base_spec, sources_note
from gaoxin.graph.facts.amount_words import amount_words, unit_words
from gaoxin.graph.facts.figures import Figure, figures
from gaoxin.graph.facts.grades import at_least
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.language import in_brackets, language, say

_WIDTH, _ROW = 560, 48
_MOST_ROWS = 16


def figures_over_years(
    reader: Reader, iri: str, indicator: str | None = None, grade: str = ""
) -> dict[str, Any]:
    """The chart of a thing's figures and targets, or of those of one indicator.

    With a ``grade`` only those with a source of it or a stronger one are drawn.

    Raises:
        BadParameter: no figure or target with a number and a time is known.
    """
    found = [
        figure
        for figure in figures(reader, [iri])
        if indicator in (None, figure.indicator) and at_least(figure.sources, grade)
    ]
    dated = [f for f in found if f.number is not None and (f.end or f.start)]
    name = reader.entry(iri).name
    if not dated:
        what = f"「{reader.entry(indicator).name}」" if indicator else ""
        what_en = f" for {reader.entry(indicator).name!r}" if indicator else ""
        raise BadParameter(
            f"{name}没有带数值和时间的数字{what}，画不了图；gaoxin show 列出所知的数字。",
            f"No figure of {name} has a number and a time{what_en}, so there is nothing to draw; "
            "gaoxin show lists the figures that are known.",
        )
    notes = [_legend(dated), *_left_out(found, dated), *sources_note(_titles(dated))]
    units = {f.base_unit for f in dated}
    if indicator is not None and len(dated) > 1 and len(units) == 1:
        title = f"{name} · {reader.entry(indicator).name}"
        return _line(base_spec(title, notes, _WIDTH), dated)
    return _rows(reader, base_spec(name, notes, _WIDTH), dated)


def _rows(reader: Reader, spec: dict[str, Any], dated: list[Figure]) -> dict[str, Any]:
    newest: dict[str, float] = {}
    for figure in dated:
        key = figure.indicator
        newest[key] = max(newest.get(key, 0.0), _moment(figure))
    chosen = sorted(newest, key=lambda key: (-newest[key], reader.entry(key).name))[:_MOST_ROWS]
    points = [
        _point(figure) | {"indicator": reader.entry(figure.indicator).name}
        for figure in dated
        if figure.indicator in chosen
    ]
    points.sort(key=lambda point: (point["indicator"], point["moment"]))
    for last, point in pairwise(points):  # texts of neighbours in a row must not overlap
        if last["indicator"] == point["indicator"]:
            point["below"] = not last["below"]
    order = [reader.entry(key).name for key in chosen]
    y = {"field": "indicator", "type": "nominal", "sort": order, "title": None}
    reached = [point for point in points if point["kind"] == _reached()]
    joins = [
        {"indicator": name, "moment": point["moment"], "from": start}
        for name in order
        for point in points
        if point["indicator"] == name and point["kind"] == _target()
        for start in [_last_reached(points, name)]
        if start is not None and start < point["moment"]
    ]
    return spec | {
        "height": {"step": _ROW},
        "layer": [
            _layer(joins, {"type": "rule", "strokeDash": [4, 4], "color": PLANNED_COLOUR})
            | {"encoding": {"y": y, "x": _x(points, "from"), "x2": {"field": "moment"}}},
            _layer(reached, {"type": "rule", "size": 6, "opacity": 0.25})
            | {
                "encoding": {
                    "y": y,
                    "x": _x(points, "begin"),
                    "x2": {"field": "finish"},
                    "color": _colour(),
                }
            },
            _layer(points, _MARK) | {"encoding": {"y": y, "x": _x(points, "moment"), **_kind()}},
            *(
                _layer([p for p in points if p["below"] is below], _LABEL | {"dy": dy})
                | {"encoding": {"y": y, "x": _x(points, "moment"), "text": {"field": "label"}}}
                for below, dy in ((False, -13), (True, 16))
            ),
        ],
    }


def _line(spec: dict[str, Any], dated: list[Figure]) -> dict[str, Any]:
    points = [_point(figure) for figure in dated]
    size, unit = _scale(dated)
    for point, figure in zip(points, dated, strict=True):
        assert figure.number is not None
        point["amount"] = float(figure.number) / size
        point["label"] = _short_label(figure, unit)
    axis_title = unit if language() == "zh" else unit_words(unit, several=True)
    y = {"field": "amount", "type": "quantitative", "axis": _UNIT_AXIS | {"title": axis_title}}
    x = _x(points, "moment")
    reached = [point for point in points if point["kind"] == _reached()]
    joins: list[dict[str, Any]] = []
    if reached:
        last = max(reached, key=lambda point: float(point["moment"]))
        later = [p for p in points if p["kind"] == _target() and p["moment"] > last["moment"]]
        joins = [{**last, "moment2": p["moment"], "amount2": p["amount"]} for p in later]
    return spec | {
        "height": 300,
        "layer": [
            _layer(reached, {"type": "line", "color": REACHED})
            | {"encoding": {"x": x, "y": y, "detail": {"field": "length", "type": "nominal"}}},
            _layer(joins, {"type": "rule", "strokeDash": [4, 4], "color": PLANNED_COLOUR})
            | {
                "encoding": {
                    "x": x,
                    "y": y,
                    "x2": {"field": "moment2"},
                    "y2": {"field": "amount2"},
                }
            },
            _layer(points, _MARK) | {"encoding": {"x": x, "y": y, **_kind()}},
            _layer(points, _LABEL | {"dy": -13})
            | {"encoding": {"x": x, "y": y, "text": {"field": "label"}}},
        ],
    }


_UNIT_AXIS = {"titleAngle": 0, "titleAlign": "left", "titleX": -44, "titleY": -14}
_LABEL = {"type": "text", "fontSize": 12}
_MARK = {"type": "point", "size": 110, "strokeWidth": 2, "opacity": 1}


def _layer(values: Sequence[dict[str, Any]], mark: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": list(values)}, "mark": mark}


def _kind() -> dict[str, Any]:
    """Reached: a filled blue dot; promised: a hollow brown diamond."""
    domain = [_reached(), _target()]
    return {
        "shape": {
            "field": "kind",
            "type": "nominal",
            "scale": {"domain": domain, "range": ["circle", "diamond"]},
            "legend": None,
        },
        "color": _colour(),
        "fill": {
            "field": "kind",
            "type": "nominal",
            "scale": {"domain": domain, "range": [REACHED, "white"]},
            "legend": None,
        },
    }


def _colour() -> dict[str, Any]:
    return {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": [_reached(), _target()], "range": [REACHED, PLANNED_COLOUR]},
        "legend": None,
    }


def _x(points: Sequence[dict[str, Any]], field: str) -> dict[str, Any]:
    """The axis of years, wide enough for the texts at its ends; whole years only."""
    moments = [float(point[key]) for point in points for key in ("begin", "finish")]
    low, high = min(moments), max(moments)
    margin = max((high - low) * 0.12, 0.6)
    first, last = int(low - margin), int(high + margin) + 1
    step = max((last - first) // 8, 1)
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [low - margin, high + margin], "nice": False, "zero": False},
        "axis": {
            "title": None,
            "format": "d",
            "values": list(range(first, last + 1, step)),
            "grid": True,
        },
    }


def _point(figure: Figure) -> dict[str, Any]:
    when = period_words(figure.time)
    amount = amount_words(figure.value, figure.comparator, figure.unit)
    begin, finish = (
        _decimal_year(figure.start or figure.end),
        _decimal_year(figure.end or figure.start),
    )
    return {
        "kind": _target() if figure.is_promise else _reached(),
        "begin": begin,
        "moment": _moment(figure),
        "finish": finish,
        "length": f"{finish - begin:.1f}",  # of the period, in years
        "below": False,
        "label": amount + in_brackets(when),
    }


def _short_label(figure: Figure, unit: str) -> str:
    """The value; its unit and period only if the axes do not say them."""
    if figure.unit != unit or language() == "en":
        text = amount_words(figure.value, figure.comparator, figure.unit)
    else:
        text = amount_words(figure.value, figure.comparator, "")
    if figure.time.isdigit():
        return text
    return text + in_brackets(period_words(figure.time))


def _moment(figure: Figure) -> float:
    """Where a figure stands: in the middle of its period; a target at its deadline."""
    end = _decimal_year(figure.end or figure.start)
    if figure.is_promise:
        last = figure.end or figure.start
        assert last is not None
        return float(last.year) if (last.month, last.day) == (12, 31) else end
    return round((_decimal_year(figure.start or figure.end) + end) / 2, 3)


def _decimal_year(day: date | None) -> float:
    """A day on the axis, on which the label of a year stands in the middle of the year."""
    assert day is not None
    return round(day.year - 0.5 + (day.timetuple().tm_yday - 1) / 365, 3)


def _last_reached(points: Sequence[dict[str, Any]], name: str) -> float | None:
    moments = [
        float(p["moment"]) for p in points if p["indicator"] == name and p["kind"] == _reached()
    ]
    return max(moments, default=None)


def _scale(dated: list[Figure]) -> tuple[float, str]:
    """The unit of the axis: that of the newest figure, and how many base units it is."""
    newest = max(dated, key=_moment)
    assert newest.number is not None
    value = float(newest.value) if newest.value else 0.0
    return (float(newest.number) / value if value else 1.0), newest.unit


def _legend(dated: list[Figure]) -> str:
    kinds = [say("圆点：已达到的数字", "dot: a figure that was reached")]
    if any(figure.is_promise for figure in dated):
        kinds.append(say("空心菱形：目标", "hollow diamond: a target"))
    return say("；", "; ").join(kinds)


def _left_out(found: list[Figure], dated: list[Figure]) -> list[str]:
    count = len(found) - len(dated)
    if not count:
        return []
    return [
        say(
            f"另有 {count} 项没有数值或时间，未画出。",
            f"{count} more have no number or no time and are not drawn.",
        )
    ]


def _titles(dated: list[Figure]) -> list[str]:
    return list(dict.fromkeys(s.title or s.key for figure in dated for s in figure.sources))


def _reached() -> str:
    return say("已达到", "reached")


def _target() -> str:
    return say("目标", "target")
