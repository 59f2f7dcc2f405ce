"""Things that a question names in a form which no table lists.

:class:`AskedForms` is asked after the names in the index: it reads the forms of the catalogues
(合肥市高新区, C3825), short names of firms (科大讯飞, 晶合), and beginnings in Latin letters (TCL
for TCL中环), which go before the initials of other names.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cached_property

from gaoxin.graph.names.firm_forms import full_names, short_forms
from gaoxin.graph.names.gazetteer import Gazetteer, Reading
from gaoxin.graph.names.grams import grams_of, most_shared
from gaoxin.graph.names.keys import has_han, match_key
from gaoxin.graph.names.name_parts import PlaceNames
from gaoxin.graph.names.name_search import LAST, Scope
from gaoxin.ontology.terms import vocabulary

_READ = 2_000
"""Names that are compared for one short name of a firm."""
_FIRMS = "enterprise"
_LATIN = re.compile(r"[a-z0-9][a-z0-9&.\- ]*")


class AskedForms:
    """Reads forms by the names in one index."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        """The catalogues in the index; where a zone lies is told by its names."""
        query = (
            "SELECT thing.key, thing.class, form.form FROM thing JOIN form ON form.thing = thing.id"
            " WHERE thing.key >= ? || '/' AND thing.key < ? || '0'"  # the index on keys
            " AND form.how IN ('preferred', 'alias')"
            " AND (thing.official OR thing.kind <> 'industry')"
            " AND (form.how = 'preferred' OR thing.kind <> 'division') ORDER BY form.id"
        )
        return Gazetteer(
            (key, form, (class_,))
            for kind in ("division", "zone", "industry", "indicator")
            for key, class_, form in self._base.execute(query, (kind, kind))
        )

    @cached_property
    def _places(self) -> PlaceNames:
        return PlaceNames.of(self._base)

    def by_rule(self, text: str, kind: str | None) -> tuple[str, ...]:
        """The keys of the catalogued things that the text means."""
        for reading in self._readings(text, kind):
            if reading.body:
                return self._bodies(reading)
            if reading.keys and not reading.fault:
                return reading.keys
        return ()

    def _readings(self, text: str, kind: str | None) -> Iterator[Reading]:
        """What the text means where a thing of the kind is asked for; of any kind if it is
        ``None``.
        """
        classes = vocabulary().classes
        if kind in classes:
            wanted = [kind] if classes[kind].names_things else []
        else:
            kinds = (kind,) if kind else ("zone", "industry", "indicator")
            named = {c.kind: c.name for c in reversed(classes.values()) if c.names_things}
            wanted = [named[k] for k in kinds if k in named]
        for type_ in wanted:
            yield self._gazetteer.read(type_, text)

    def _bodies(self, reading: Reading) -> tuple[str, ...]:
        """The administration of the zone, if the index has it."""
        names = (
            name + reading.body
            for key in reading.keys
            for (name,) in self._base.execute("SELECT name FROM thing WHERE key = ?", (key,))
        )
        query = (
            "SELECT thing.key FROM form JOIN thing ON thing.id = form.thing "
            "WHERE form.match = ? AND form.kind = 'organization'"
        )
        return tuple(
            key for name in names for (key,) in self._base.execute(query, (match_key(name),))
        )

    def firms(self, text: str, kind: str | None) -> tuple[str, ...]:
        """The keys of the firms of which the text is a short name; those of which it is the name
        without the legal form alone go before others.
        """
        key = match_key(text)
        if Scope.of(kind).kind not in ("", _FIRMS) or not has_han(key):
            return ()
        marks = full_names(text)
        if not marks:
            return ()
        query = (
            "SELECT DISTINCT thing.key FROM form JOIN thing ON thing.id = form.thing "
            f"WHERE form.kind = '{_FIRMS}' AND form.match IN ({','.join('?' * len(marks))})"
        )
        if exact := tuple(k for (k,) in self._base.execute(query, marks)):
            return exact
        ids = most_shared(self._base, grams_of(key), [_FIRMS], _READ)
        query = (
            "SELECT DISTINCT thing.key, form.match FROM form JOIN thing ON thing.id = form.thing "
            f"WHERE form.id IN ({','.join(map(str, ids))})"
        )
        found = (
            firm
            for firm, match in self._base.execute(query)
            if key in match and key in short_forms(match, self._places)
        )
        return tuple(dict.fromkeys(found))

    def beginning_with(self, text: str, kind: str | None) -> tuple[str, ...]:
        """The keys of the things with a name that begins with a word in Latin letters."""
        key = match_key(text)
        if not _LATIN.fullmatch(key):
            return ()
        where, more = Scope.of(kind).clause()
        query = (
            "SELECT thing.key, form.match FROM form CROSS JOIN thing ON thing.id = form.thing "
            f"WHERE form.match >= ? AND form.match < ?{where} LIMIT {_READ}"
        )
        rows = self._base.execute(query, (key, key + LAST, *more))
        ends = (k for k, match in rows if not _LATIN.fullmatch(match[len(key) : len(key) + 1]))
        return tuple(dict.fromkeys(ends))
