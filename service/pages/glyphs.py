"""Small marks in the text: the shape of a class, the disc of a grade, the sign of a verdict."""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin

from markupsafe import Markup, escape

from gaoxin.graph.appearance.palette import look
from gaoxin.graph.facts.grades import grade_word
from gaoxin.ontology.terms import vocabulary

_CORNERS = {
    "square": (4, 45, 6.4),
    "diamond": (4, 0, 6.4),
    "triangle": (3, -90, 6.8),
    "triangleDown": (3, 90, 6.8),
    "hexagon": (6, 0, 6.0),
}
"""Number of corners, angle of the first in degrees, distance from the middle; the box is 12 wide.
"""

_PIES = {"A": 1.0, "D": 0.75, "B": 0.5, "C": 0.25}
"""How much of its disc a grade fills; other grades have a ring only."""

_SIGNS = {
    "met": "M3 6.4 5.2 8.6 9.2 3.8",
    "missed": "M3.4 3.4 8.6 8.6M8.6 3.4 3.4 8.6",
    "unreported": "M6 3.4V6.6M6 8.7V8.8M6 .9A5.1 5.1 0 1 1 5.9 .9",
    "open": "M6 3.4V6L7.9 7.2M6 .9A5.1 5.1 0 1 1 5.9 .9",
    "unknown": "M4 6H8",
}


def colour_rules() -> str:
    """Rules of the style sheet: a class for each colour of the ontology, lighter on dark paper."""
    colours = sorted({look(cls).colour for cls in vocabulary().classes})
    light = "".join(f".{colour_class(c)} {{ color: {c}; }}\n" for c in colours)
    dark = "".join(f"  .{colour_class(c)} {{ color: {_lighter(c)}; }}\n" for c in colours)
    return f"{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"


def colour_class(colour: str) -> str:
    """The class of the style sheet that has this colour."""
    return f"c-{colour.removeprefix('#')}"


def _lighter(colour: str) -> str:
    """Half way to white, as the pictures of views draw classes on dark paper."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(part + (255 - part) * 0.5):02x}" for part in parts)


@cache
def glyph(cls: str, hollow: bool = False) -> Markup:
    """The shape of a class in its colour; hollow and dashed if it is only planned."""
    drawn = look(cls)
    return Markup(
        f'<svg class="glyph {colour_class(drawn.colour)}{" hollow" if hollow else ""}" '
        f'viewBox="-7 -7 14 14" aria-hidden="true">{shape(drawn.shape)}</svg>'
    )


@cache
def shape(name: str, size: float = 1.0) -> str:
    """A shape around (0, 0) as SVG: ``<path>``, or ``<circle>`` for a dot."""
    if name == "star":
        points = [_at(-90 + n * 36, (2.9 if n % 2 else 6.8) * size) for n in range(10)]
    elif name in _CORNERS:
        corners, turn, radius = _CORNERS[name]
        points = [_at(turn + n * 360 / corners, radius * size) for n in range(corners)]
    else:
        return f'<circle r="{5.2 * size:.3g}"/>'
    return f'<path d="M{"L".join(points)}Z"/>'


def _at(degrees: float, radius: float) -> str:
    angle = degrees * pi / 180
    return f"{radius * cos(angle):.2f} {radius * sin(angle):.2f}"


def grade_mark(grade: str) -> Markup:
    """The disc of a grade with its word."""
    share = _PIES.get(grade, 0.0)
    if share == 1:
        drawn = '<path d="M6 .8A5.2 5.2 0 1 1 5.99 .8Z"/>'
    elif share:
        x, y = 6 + 5.2 * sin(2 * pi * share), 6 - 5.2 * cos(2 * pi * share)
        drawn = f'<path d="M6 6V.8A5.2 5.2 0 {int(share > 0.5)} 1 {x:.2f} {y:.2f}Z"/>'
    else:
        drawn = '<text x="6" y="9" text-anchor="middle">?</text>' if grade == "U" else ""
    return Markup(
        f'<span class="grade grade-{escape(grade)}"><svg viewBox="0 0 12 12" aria-hidden="true">'
        f'<circle cx="6" cy="6" r="5.2"/>{drawn}</svg>{escape(grade_word(grade))}</span>'
    )


def sign(verdict: str) -> Markup:
    """The sign of a verdict on a promise."""
    path = _SIGNS.get(verdict, _SIGNS["unknown"])
    return Markup(f'<svg viewBox="0 0 12 12" aria-hidden="true"><path d="{path}"/></svg>')
