"""Names that are known before the article is read: those of the graph, or of the shipped tables.

All forms are in one table by their first two letters, so that a text is searched once from left to
right, however many names there are.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.proposals import EntityMention
from gaoxin.graph.names.division_forms import division_class, short_form
from gaoxin.graph.store.store import Store
from gaoxin.settings import Settings

_SHORTEST = 2
_OF_STATEMENTS = frozenset({"Enterprise", "Platform", "Organization"})
_OF_GRAPH = ("Enterprise", "NationalZone", "Organization", "Platform", "Project", "Zone")
_PLAIN = {"NationalZone": "Zone"}
_NAMED = frozenset({"Enterprise", "Organization", "Platform", "Project"})
_SHORTEST_NAMED = 4
"""Shorter names of things are words of the language too often."""


@dataclass(frozen=True, slots=True)
class ThingByName:
    """A thing that has names: its class, its full name, its IRI (``""`` if it has none yet).

    ``is_short`` tells that this form is a name without its level (合肥 for 合肥市).
    """

    type: str
    name: str
    iri: str = ""
    is_short: bool = False


class KnownNames:
    """Forms of names with the things that they mean."""

    def __init__(self, forms: Mapping[str, tuple[ThingByName, ...]]) -> None:
        self.forms = forms

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """The lengths of the forms that begin with two letters, longest first."""
        lengths: dict[str, set[int]] = {}
        for form in self.forms:
            lengths.setdefault(form[:2], set()).add(len(form))
        return {begin: tuple(sorted(found, reverse=True)) for begin, found in lengths.items()}

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[ThingByName, ...]]]:
        """Each place of a known name with the things it can mean: the longest name at a place, and
        none within another.
        """
        place, lengths = 0, self._lengths
        while place < len(text) - 1:
            end = place + 1
            for length in lengths.get(text[place : place + 2], ()):
                if things := self.forms.get(text[place : place + length]):
                    end = place + length
                    yield place, end, things
                    break
            place = end


def load_gazetteer(settings: Settings | None = None) -> KnownNames:
    """The names of the shipped tables of places, zones, trades and firms, and, if ``settings`` name
    a home with a published generation, those of its bodies, platforms, projects and zones.
    """
    forms: dict[str, dict[ThingByName, None]] = {}
    of_graph = _published(settings) if settings else ()
    for form, thing in (*of_graph, *_shipped()):
        if len(form) >= _SHORTEST:
            forms.setdefault(form, {})[thing] = None
    return KnownNames({form: tuple(things) for form, things in forms.items()})


def known_things(text: str, known: KnownNames) -> Iterator[EntityMention]:
    """The places of names that mean one thing of the graph, or one firm or body of the tables."""
    for start, end, things in known.find(text):
        kinds = {thing.type for thing in things}
        if len(kinds) != 1 or not kinds <= _NAMED or end - start < _SHORTEST_NAMED:
            continue
        iris = {thing.iri for thing in things if thing.iri}
        iri = iris.pop() if len(iris) == 1 else ""
        yield EntityMention(
            TextSpan(start, end), things[0].type, text[start:end], iri, "known", 0.8
        )


def _published(settings: Settings) -> Iterator[tuple[str, ThingByName]]:
    """The names of the newest generation; none if nothing is loaded yet."""
    store = Store(settings)
    if store.current() is None:
        return
    marks = ",".join("?" * len(_OF_GRAPH))
    query = (
        "SELECT form.form, thing.class, thing.name, thing.iri FROM form "
        f"JOIN thing ON thing.id = form.thing WHERE thing.class IN ({marks}) "
        "AND length(form.form) > 2 AND thing.official = 0 ORDER BY form.form, thing.key"
    )
    for form, type_, name, iri in store.read().names.connection.execute(query, _OF_GRAPH):
        yield form, ThingByName(_PLAIN.get(type_, type_), name or form, iri)


def _shipped() -> Iterator[tuple[str, ThingByName]]:
    data = resources.files("gaoxin.data")
    yield from _divisions(_rows(data / "reference" / "divisions.csv"))
    yield from _zones(_rows(data / "reference" / "zones.csv"))
    for row in _rows(data / "reference" / "trade-names.csv"):
        thing = ThingByName("Industry", row["name"])
        for form in (row["name"], *row["aliases"].split(";")):
            yield form, thing
    statements = sorted((data / "statements").iterdir(), key=lambda path: path.name)
    for path in statements:
        if path.name.endswith(".csv"):
            yield from _of_statements(_rows(path))


def _of_statements(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, ThingByName]]:
    for row in rows:
        for end in ("subject", "object"):
            if row.get(f"{end}_type") in _OF_STATEMENTS and len(row[end]) > 2:
                yield row[end], ThingByName(row[f"{end}_type"], row[end])


def _divisions(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, ThingByName]]:
    for row in rows:
        name, type_ = row["name_zh"], division_class(row)
        yield name, ThingByName(type_, name)
        if (short := short_form(name)) and (type_ != "County" or name.endswith("县")):
            yield short, ThingByName(type_, name, is_short=True)


def _zones(rows: Iterable[dict[str, str]]) -> Iterator[tuple[str, ThingByName]]:
    for row in rows:
        thing = ThingByName("Zone", row["name_zh_full"])
        for form in (row["name_zh_full"], row["name_zh_short"], *row["aliases"].split(";")):
            yield form, thing


def _rows(path: Traversable) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)
