"""What surrounds a thing, as a small picture: a sector for each section, a glyph for each fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, radians, sin
from typing import Any

from markupsafe import Markup

from gaoxin.graph.appearance.palette import look
from gaoxin.graph.lookup.brief_names import brief_english, brief_name
from gaoxin.language import say
from gaoxin.service.pages.glyphs import colour_class, shape
from gaoxin.service.pages.pictures.svg import label, picture, shortened, text_width

_WIDTH, _HEIGHT = 328, 312
_X, _Y = _WIDTH / 2, 150.0
_INNER, _OUTER = 66.0, 92.0
_CAPTION = 108.0
_APART = 9.0
"""Degrees between two glyphs on the inner ring."""
_MOST = 36
"""How many glyphs a sector has at most; its caption has the true count."""
_LEFT_OUT = ("basics", "names", "figures", "rankings", "targets")


@dataclass(slots=True)
class _Sector:
    heading: str
    entries: Sequence[Mapping[str, Any]]
    start: float = 0.0
    width: float = 0.0

    @property
    def middle(self) -> float:
        return self.start + self.width / 2


def neighbourhood(
    name: str, other_names: Sequence[str], cls: str, sections: Sequence[Mapping[str, Any]]
) -> Markup:
    """The picture; empty if no other thing is related.

    ``sections`` have ``key``, ``heading`` and ``entries`` with ``type`` and ``state``.
    """
    sectors = _sectors(sections)
    if not sectors:
        return Markup()
    lines: list[str] = []
    for sector in sectors:
        lines += _glyphs(sector)
    captions = list(_captions(sectors))
    lines += [told.drawn for told in captions]
    left = max(0.0, *(told.left for told in captions))
    right = max(0.0, *(told.right for told in captions))
    drawn = look(cls)
    brief = say(brief_name(name, other_names), brief_english(name))
    lines.append(
        f'<g class="{colour_class(drawn.colour)}" fill="currentColor" '
        f'transform="translate({_X} {_Y})">{shape(drawn.shape, 2.1)}</g>'
    )
    lines.append(label(_X, _Y + 28, shortened(brief, 140), "centre", "middle"))
    title = say(f"{name}与什么有关", f"What {name} is related to")
    moved = [f'<g transform="translate({left:.1f} 0)">', *lines, "</g>"]
    return picture(_WIDTH + left + right, _HEIGHT, "chart neighbours", title, moved)


def _sectors(sections: Sequence[Mapping[str, Any]]) -> list[_Sector]:
    found = []
    for part in sections:
        related = [entry for entry in part["entries"] if entry["type"]]
        if part["key"] not in _LEFT_OUT and related:
            found.append(_Sector(str(part["heading"]), related))
    gap = 10.0
    needed = [max(ceil(min(len(s.entries), _MOST) / 2) * _APART, 16.0) for s in found]
    scale = min((360 - gap * len(found)) / sum(needed), 2.2) if found else 1.0
    start = -90.0
    spare = 360 - sum(needed) * scale - gap * len(found)
    for sector, wide in zip(found, needed, strict=True):
        sector.start, sector.width = start, wide * scale
        start += sector.width + gap + spare / len(found)
    return found


def _glyphs(sector: _Sector) -> Iterator[str]:
    shown = sector.entries[:_MOST]
    places = ceil(len(shown) / 2) if len(shown) > 3 else len(shown)
    for number, entry in enumerate(shown):
        ring, place = divmod(number, places)
        turn = sector.start + sector.width * (place + 0.5) / places
        x, y = _at(turn, _OUTER if ring else _INNER)
        near_x, near_y = _at(turn, 20)
        hollow = entry["state"] == "planned"
        drawn = look(str(entry["type"]))
        line = "towards" if hollow else "spoke"
        yield f'<path class="{line}" d="M{near_x:.1f} {near_y:.1f}L{x:.1f} {y:.1f}"/>'
        yield (
            f'<g class="glyph-{"hollow" if hollow else "full"} {colour_class(drawn.colour)}" '
            f'transform="translate({x:.1f} {y:.1f})">{shape(drawn.shape, 0.85)}</g>'
        )


@dataclass(frozen=True, slots=True)
class _Caption:
    """A text beside a sector, and how far it reaches beyond the sides of the picture."""

    drawn: str
    left: float
    right: float


def _captions(sectors: Sequence[_Sector]) -> Iterator[_Caption]:
    """Name and count of each sector outside of it; captions that would touch move apart."""
    sides: dict[bool, list[tuple[float, _Sector]]] = {True: [], False: []}
    for sector in sectors:
        sides[cos(radians(sector.middle)) >= 0].append((_at(sector.middle, _CAPTION)[1], sector))
    for right, listed in sides.items():
        last = -20.0
        listed.sort(key=lambda item: item[0])
        fitted = []
        for y, sector in listed:
            last = max(y + 4, last + 16)
            fitted.append((last, sector))
        over = max(0.0, (fitted[-1][0] if fitted else 0.0) - (_HEIGHT - 6))
        for y, sector in fitted:
            told = f"{sector.heading} {len(sector.entries)}"
            x = _at(sector.middle, _CAPTION)[0]
            wide = text_width(told, 12) + 1
            anchor = "start" if right else "end"
            drawn = label(x, max(y - over, 11.0), told, "caption-text", anchor)
            beyond = x + wide - _WIDTH if right else wide - x
            yield _Caption(drawn, 0.0 if right else beyond, beyond if right else 0.0)


def _at(degrees: float, radius: float) -> tuple[float, float]:
    return _X + radius * cos(radians(degrees)), _Y + radius * sin(radians(degrees))
