"""The name index: from a written name to a thing, one SQLite file in each generation.

SQLite opens at once, reads from disk and can be updated row by row.  :mod:`.index_writing` writes
the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from gaoxin.errors import AmbiguousName, StoreCorrupt
from gaoxin.graph.names.index_writing import INDEX_VERSION
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.keys import match_key, normal_form
from gaoxin.graph.names.name_search import Scope, latin_of, search_names
from gaoxin.graph.names.unresolved import unresolved

if TYPE_CHECKING:
    from gaoxin.graph.names.asked_forms import AskedForms
    from gaoxin.settings import Settings

# Strength of a hit; only hits of the best strength are candidates.
_EXACT, _PREFERRED, _ALIAS, _HIDDEN, _OFFICIAL, _PINYIN, _INITIALS = range(7)
_CHOSEN = "SELECT thing.*, form.form, {} AS how FROM {} JOIN thing ON thing.id = form.thing "
_SHARING = {"enterprise", "person"}
"""Kinds of things that share names and aliases."""
_TIER = {"preferred": _PREFERRED, "alias": _ALIAS, "hidden": _HIDDEN}


@dataclass(frozen=True, slots=True)
class Match:
    """A thing found by a name: its IRI, key, class (local name), names and score.

    ``score`` runs from 0 to 100; ``form`` is the written form that was hit.
    """

    iri: str
    key: str
    type: str
    name: str
    name_en: str
    form: str
    score: float

    def row(self) -> dict[str, object]:
        """As a row of an answer."""
        return {
            "name": self.name,
            "type": self.type,
            "key": self.key,
            "iri": self.iri,
            "form": self.form,
            "score": round(self.score, 1),
        }


class NameIndex:
    """Names of one generation; open it through ``Generation.names``."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self._minter = Minter(settings)
        try:
            # immutable: a published index never changes, so no lock file is needed.
            address = f"file:{quote(str(path))}?mode=ro&immutable=1"
            self.connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            # Reading through the page cache of the system saves a copy of each page.
            self.connection.execute(f"PRAGMA mmap_size = {1 << 32}")
            version = self.connection.execute("PRAGMA user_version").fetchone()[0]
            self.connection.execute("SELECT 1 FROM thing LIMIT 1")
        except sqlite3.Error as cause:
            raise StoreCorrupt(
                f"名称索引 {path} 无法打开；请运行 gaoxin doctor --repair。",
                f"The name index {path} does not open; run gaoxin doctor --repair.",
                path=str(path),
            ) from cause
        if version != INDEX_VERSION:
            raise StoreCorrupt(
                f"名称索引 {path} 由另一版本的程序写成；请运行 gaoxin doctor --repair 重建"
                "（下次 gaoxin load 也会重建）。",
                f"Another version of the program wrote the name index {path}; run gaoxin doctor "
                "--repair to rebuild it (the next gaoxin load does so, too).",
                path=str(path),
            )

    def by_iri(self, iri: str) -> Match | None:
        """The thing with this IRI or key (``zone/tianjin-binhai``), or with this former key."""
        key = self._minter.key(iri)
        for row in self._rows("SELECT * FROM thing WHERE key = ?", key):
            return _match(row, row["name"], 100)
        moved = (
            "SELECT thing.* FROM redirect JOIN thing ON thing.id = redirect.thing "
            "WHERE redirect.key = ?"
        )
        found = {row["iri"]: row for row in self._rows(moved, key)}
        if len(found) == 1:
            row = next(iter(found.values()))
            return _match(row, row["name"], 100)
        return None

    def name_of(self, iri: str) -> str:
        """The display name of a thing: Chinese, else English, else its key."""
        key = self._minter.key(iri)
        for row in self._rows("SELECT name, name_en FROM thing WHERE key = ?", key):
            return str(row["name"] or row["name_en"])
        return key

    def resolve(self, text: str, kind: str | None = None) -> Match:
        """The one thing that ``text`` names: canonical form, alias, short form, pinyin, initials.

        ``kind`` (a class's local name or a kind) narrows the choice.

        Raises:
            UnresolvedName: nothing has this name; carries the nearest.
            AmbiguousName: several things have it equally well; carries all of them.
        """
        found = self.candidates(text, kind)
        if len(found) == 1:
            return found[0]
        if not found:
            raise unresolved(self, text, kind)
        raise AmbiguousName(
            f"「{text}」可指下列 {len(found)} 个事物；请写全名，或名称后的键。",
            f"{text!r} can mean {len(found)} things, which follow; write the full name or the "
            "key behind it.",
            candidates=[m.row() for m in found],
            name=text,
        )

    def count(self, type_: str) -> int:
        """How many things the index has of a class (local name), without its subclasses."""
        query = "SELECT count(*) AS found FROM thing WHERE class = ?"
        return next(int(row["found"]) for row in self._rows(query, type_))

    def candidates(self, text: str, kind: str | None = None, *, spoken: bool = True) -> list[Match]:
        """Every thing that ``text`` names equally well, best tier only, by key.

        Without ``spoken``, pinyin and initials are no names: a firm TCL in a list must not become
        another one that has these initials.
        """
        text = normal_form(text)
        if "/" in text and (known := self.by_iri(text)):
            return [known]
        found = self._best(self._hits(text, kind), text)
        if not found:
            keys = self._forms.by_rule(text, kind)
            if Scope.of(kind).kind not in ("", "division"):  # a city is no zone
                keys = tuple(key for key in keys if not key.startswith("division/"))
            found = self._asked(keys, text)
        if not found:
            found = self._asked(self._forms.firms(text, kind), text)
        if found or not spoken:
            return found
        found = self._best(self._spoken_hits(text, kind), text)
        if not found or found[0].score < 100 - _PINYIN:
            # What is written goes before initials: TCL is TCL中环 and not 碳材料.
            found = self._asked(self._forms.beginning_with(text, kind), text) or found
        return found

    @cached_property
    def _forms(self) -> AskedForms:
        from gaoxin.graph.names.asked_forms import AskedForms  # most names stand in the index

        return AskedForms(self.connection)

    def _asked(self, keys: Iterable[str], text: str) -> list[Match]:
        """The things with these keys, found by the form ``text``."""
        rows = (row for k in keys for row in self._rows("SELECT * FROM thing WHERE key = ?", k))
        found = {row["iri"]: _match(row, text, 100 - _HIDDEN) for row in rows}
        return sorted(found.values(), key=lambda m: m.key)

    @staticmethod
    def _best(rows: Iterable[sqlite3.Row], text: str) -> list[Match]:
        """The things of the strongest hits.

        A firm that is named like the alias of another firm is the name that could not be resolved
        when it was loaded (:data:`_SHARING`), so the other firms are meant as well.
        """
        tiers: dict[int, dict[str, Match]] = {}
        for row in rows:
            tier = _tier(row, text)
            tiers.setdefault(tier, {}).setdefault(row["iri"], _match(row, row["form"], 100 - tier))
        best = dict(tiers[min(tiers)]) if tiers else {}
        if tiers and min(tiers) <= _PREFERRED:
            kinds = {match.key.partition("/")[0] for match in best.values()} & _SHARING
            others = {**tiers.get(_PREFERRED, {}), **tiers.get(_ALIAS, {})}
            for iri, match in others.items():
                if match.key.partition("/")[0] in kinds:
                    best.setdefault(iri, match)
        return sorted(best.values(), key=lambda m: m.key)

    def namesakes(self, text: str) -> list[Match]:
        """Every thing with exactly this name or alias, including those that :meth:`resolve` ranks
        lower.

        For example, a trade name ranks above the official industry class of the same name (农业).
        """
        text = normal_form(text)
        found = {
            row["iri"]: _match(row, row["form"], 100 - _tier(row, text))
            for row in self._hits(text, None)
            if row["form"] == text and row["how"] in ("preferred", "alias")
        }
        return sorted(found.values(), key=lambda m: (-m.score, m.key))

    def _hits(self, text: str, kind: str | None) -> Iterator[sqlite3.Row]:
        plain, industry, latin = match_key(text), match_key(text, "industry"), latin_of(text)
        keys = {plain, industry}
        if latin.isascii():
            keys.add(latin)
        where, more = Scope.of(kind).clause()
        yield from self._rows(
            _CHOSEN.format("form.how", "form")
            + f"WHERE form.match IN ({','.join('?' * len(keys))})"
            f" AND (form.match <> ? OR ? = ? OR thing.kind = 'industry'){where}",
            *sorted(keys),
            *(industry, industry, plain),  # the ending 产业 is ignored for industries only
            *more,
        )

    def _spoken_hits(self, text: str, kind: str | None) -> Iterator[sqlite3.Row]:
        latin = latin_of(text)
        where, more = Scope.of(kind).clause()
        for how, column in (("pinyin", "full"), ("initials", "initials")):
            yield from self._rows(
                _CHOSEN.format(f"'{how}'", "sound JOIN form ON form.id = sound.form")
                + f"WHERE sound.{column} = ?{where}",
                latin,
                *more,
            )

    def search(self, text: str, limit: int = 20, kind: str | None = None) -> list[Match]:
        """Things whose names are like ``text``, best first: exact, prefix, part, then fuzzy."""
        found = search_names(self.connection, text, limit, Scope.of(kind))
        return [_match(hit.thing, hit.form, hit.score) for hit in found]

    def _rows(self, query: str, *values: str) -> Iterator[sqlite3.Row]:
        cursor = self.connection.cursor()
        cursor.row_factory = sqlite3.Row
        yield from cursor.execute(query, values)


def _tier(row: sqlite3.Row, text: str) -> int:
    if row["how"] == "pinyin":
        return _PINYIN
    if row["how"] == "initials":
        return _INITIALS
    if row["official"]:
        return _OFFICIAL
    if row["how"] == "preferred" and row["form"] == text:
        return _EXACT
    return _TIER[row["how"]]


def _match(row: sqlite3.Row, form: str, score: float) -> Match:
    return Match(
        row["iri"],
        row["key"],
        row["class"],
        row["name"] or row["name_en"],
        row["name_en"],
        form,
        float(score),
    )
