"""How the things of a page are arranged; the page's scripts have a layout for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from gaoxin.language import say

Kind = Literal["star", "compare", "path", "blocks", "kinds", "discs"]


class Title(NamedTuple):
    """The title of a picture in both languages, since a page can be switched."""

    zh: str
    en: str

    @property
    def told(self) -> str:
        """The title in the language in force."""
        return say(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class NamedBlock:
    """Things under one caption, as IRIs.

    ``place`` is longitude and latitude in degrees where blocks stand as on a map; ``planned`` are
    the members that belong here only by a plan.
    """

    zh: str
    en: str
    members: tuple[str, ...]
    place: tuple[float, float] | None = None
    planned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The kind of picture, with its blocks or communities (tuples of IRIs, central ones first).

    star: one thing and what surrounds it; compare: several beside each other; path: from the first
    start to the last; blocks: named lists; kinds: a list for each class; discs: communities of a
    large graph.  ``notes`` are remarks on the page, as (Chinese, English).
    """

    kind: Kind = "star"
    blocks: tuple[NamedBlock, ...] = ()
    communities: tuple[tuple[str, ...], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
