"""What held in an earlier year, as far as the sources tell when (``--as-of YEAR``).

A fact without a time is kept: nobody says when it began.  A fact of a later year is left out, and
so is one whose interval ended before the year, unless it is a figure: a figure is known from its
period on.  A target is left out only if all its sources are younger than the year.  What a thing
founded, issued or begun after the year takes part in is left out, too.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from gaoxin.graph.facts.figures import PROMISED
from gaoxin.graph.facts.finding import Finding
from gaoxin.graph.facts.periods import parse_period
from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH

_FIGURES = ("observation", "target", "rank")
BEGINS = ("established", "issued", "started")
ENDS = ("expires",)
DATED = (*BEGINS, *ENDS, "approved", "takesEffect", "completed")
"""Attributes that are dates; a thing begins at one of :data:`BEGINS` and ends at :data:`ENDS`."""


def held_in(
    year: int, start: str, end: str, *, is_figure: bool = False, past: bool = False
) -> bool:
    """Whether a fact from ``start`` to ``end`` (ISO 8601 dates, ``""`` unknown) held in a year.

    ``past`` is true if the source says that it no longer holds.

    >>> held_in(2020, "2018-01-01", "2018-12-31"), held_in(2017, "2018-01-01", "")
    (True, False)
    """
    first, last = _year(start), _year(end)
    if first > year:
        return False
    ended = 0 < last < year
    if is_figure or not ended:
        return True
    return not past and last == first  # a single date says when it held, not that it ended


class ValidThen:
    """Tells which facts of a graph held in a year."""

    def __init__(self, reader: Reader, year: int) -> None:
        self.year = year
        self._reader = reader
        self._lives: dict[str, bool] = {}

    def keeps(self, fact: Finding) -> bool:
        """Whether the fact held in the year, as far as sources tell when."""
        if fact.predicate == "target" or fact.status in PROMISED:
            return self.knows_promise(source.date for source in fact.sources)
        if fact.predicate in DATED and fact.predicate not in ENDS and fact.text:
            return began_in(fact.text) <= self.year
        is_figure = fact.predicate in _FIGURES
        past = fact.status == "historical"
        if not held_in(self.year, fact.start, fact.end, is_figure=is_figure, past=past):
            return False
        return all(self._lived(iri) for iri in (fact.subject, fact.object) if iri)

    def knows_promise(self, dates: Iterable[str]) -> bool:
        """Whether a promise was known: not all of its sources, of these dates, are younger than the
        year.
        """
        years = [_year(text) for text in dates]
        return not years or min(years) <= self.year

    def _lived(self, iri: str) -> bool:
        """Whether the thing had begun and had not ended, as far as sources tell."""
        found = self._lives.get(iri)
        if found is None:
            begins = [began_in(text) for name in BEGINS for text in self._texts(iri, name)]
            ends = [began_in(text) for name in ENDS for text in self._texts(iri, name)]
            found = min(begins, default=0) <= self.year <= max(ends, default=9999)
            self._lives[iri] = found
        return found

    def _texts(self, iri: str, name: str) -> list[str]:
        found = self._reader.store.quads_for_pattern(
            ox.NamedNode(iri), ox.NamedNode(GX + name), None, DEFAULT_GRAPH
        )
        return [text_of(quad.object) for quad in found]


def held_then(year: int, time: str, status: str = "") -> bool:
    """As :func:`held_in`, for a time as written (EDTF); an unreadable time is unknown."""
    try:
        period = parse_period(time)
    except ValueError:
        return True
    start = period.start.isoformat() if period.start else ""
    end = period.end.isoformat() if period.end else ""
    if status in PROMISED:
        return True
    return held_in(year, start, end, past=status == "historical")


def began_in(text: str) -> int:
    """The first year of a time as written; 0 if it cannot be read."""
    try:
        start = parse_period(text).start
    except ValueError:
        return 0
    return start.year if start else 0


def _year(text: str) -> int:
    return int(text[:4]) if text[:4].isdigit() else 0
