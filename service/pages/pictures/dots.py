"""Places as dots: a map without borders, because a dot is the city of a zone, not its area."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sqrt
from typing import Any

from markupsafe import Markup

from gaoxin.graph.lookup.brief_names import brief_english
from gaoxin.graph.wording.code_words import word
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary
from gaoxin.service.pages.pictures.svg import label, linked, picture, text_width

_APART = 8.0
"""Dots nearer than this, in pixels, are moved apart."""
_MIDDLE = 35.0
"""The latitude, in degrees, at which a degree is as wide as it is high."""
_SMALL, _LARGE = 4.0, 9.0
_LONG_END = re.compile("(农业)?(高新技术|高技术|新技术)?(产业)?(开发区|示范区|园区|科技园区)$")
"""What all zones are called; a label leaves it out."""


@dataclass(slots=True)
class _Dot:
    x: float
    y: float
    size: float
    filled: bool
    point: Mapping[str, Any]

    @property
    def title(self) -> str:
        name, reading = str(self.point["name"]), self.point.get("reading")
        if not reading:
            return name
        told = word("reading", str(reading))
        return say(f"{name}，{told}", f"{name}, {told}")


def dots(points: Sequence[Mapping[str, Any]], title: str = "") -> Markup:
    """A dot for each point with a place, linked to its page; in two widths, of which the style
    sheet shows one, so that texts keep their size on a phone.

    Points have ``name``, ``brief`` (for the label), ``link``, ``longitude``, ``latitude`` (degrees
    or ``None``), ``stated`` (how much is said) and ``reading``.  A dot is filled, and its
    area grows with what is said, if articles were read; else it is a small ring.  ``title`` says
    what the dots are, by default zones.
    """
    title = title or say("高新区的位置", "Where the zones are")
    wide = _drawn(points, title, 760, 500, "wide-chart")
    return wide + _drawn(points, title, 358, 270, "narrow")


def list_dots(rows: Sequence[Mapping[str, Any]], title: str) -> Markup:
    """The same for rows of a list: ``name``, ``type``, ``link``, ``facts``, ``longitude``,
    ``latitude``.
    """
    points = []
    for row in rows:
        name = str(row["name"])
        is_zone = vocabulary().is_a(str(row["type"]), ("Zone",))
        brief = say(_LONG_END.sub("", name) or name, brief_english(name)) if is_zone else name
        points.append({**row, "brief": brief, "stated": row["facts"]})
    return dots(points, title)


def _drawn(
    points: Sequence[Mapping[str, Any]], title: str, width: int, height: int, classes: str
) -> Markup:
    placed = _placed([p for p in points if p.get("longitude") is not None], width, height)
    # A name may cover a ring, not a filled dot; its outline keeps it readable.
    filled = [dot for dot in placed if dot.filled]
    taken = [(d.x - d.size, d.y - d.size, d.x + d.size, d.y + d.size) for d in filled]
    lines = []
    for dot in sorted(placed, key=lambda dot: dot.filled):
        kind = "area" if dot.filled else "ring"
        circle = f'<circle cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{dot.size:.1f}" class="{kind}"/>'
        lines.append(linked(str(dot.point["link"]), dot.title, circle))
    for dot in sorted(placed, key=lambda dot: -dot.size):
        if dot.filled:
            lines += _named(dot, taken, width, height)
    return picture(width, height, f"chart dots {classes}", title, lines)


def _placed(points: Sequence[Mapping[str, Any]], width: int, height: int) -> list[_Dot]:
    if not points:
        return []
    squeeze = cos(radians(_MIDDLE))
    xs = [float(p["longitude"]) * squeeze for p in points]
    ys = [-float(p["latitude"]) for p in points]
    margin = 24
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    scale = min((width - 2 * margin - 40) / wide, (height - 2 * margin) / high)
    left, top = (width - wide * scale) / 2 - 20, (height - high * scale) / 2
    most = max(int(p["stated"]) for p in points) or 1
    small = 0.75 if width < 500 else 1.0
    found = []
    for point, x, y in zip(points, xs, ys, strict=True):
        filled = point.get("reading", "read") == "read"
        grown = _SMALL + (_LARGE - _SMALL) * sqrt(int(point["stated"]) / most)
        at = left + (x - min(xs)) * scale, top + (y - min(ys)) * scale
        found.append(_Dot(*at, (grown if filled else 3.2) * small, filled, point))
    _move_apart(found)
    return found


def _move_apart(found: list[_Dot]) -> None:
    """Dots of one city stand side by side."""
    for place, dot in enumerate(found):
        for other in found[:place]:
            if hypot(dot.x - other.x, dot.y - other.y) < 1.5:
                dot.x += _APART + max(0.0, dot.size + other.size - _APART)


def _named(
    dot: _Dot, taken: list[tuple[float, float, float, float]], width: int, height: int
) -> Iterator[str]:
    """The name beside its dot, where it covers nothing; none if there is no room."""
    name = str(dot.point["brief"])
    wide, away = text_width(name), dot.size + 4
    for x, y in (
        (dot.x + away, dot.y + 5),
        (dot.x - away - wide, dot.y + 5),
        (dot.x - wide / 2, dot.y - away - 1),
        (dot.x - wide / 2, dot.y + away + 11),
        (dot.x + away - 2, dot.y - away + 2),
        (dot.x - away - wide + 2, dot.y - away + 2),
        (dot.x + away - 2, dot.y + away + 8),
        (dot.x - away - wide + 2, dot.y + away + 8),
    ):
        box = x - 1, y - 11, x + wide + 1, y + 2
        inside = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
        if inside and not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for other in taken
        ):
            taken.append(box)
            yield label(x, y, name)
            return
