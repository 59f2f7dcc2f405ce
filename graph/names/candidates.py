"""The things that a written name may mean, nearest first, each with the reasons for its score.

Retrieval and judgement are separate.  The pieces of the name (:mod:`.grams`), its beginning, its
sound and the code lead to a bounded number of written forms; only these are compared
(:mod:`.similarity`).  So the time for one name hardly depends on the number of things.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from gaoxin.graph.names.grams import grams_of, most_shared, without_legal_form
from gaoxin.graph.names.index import NameIndex
from gaoxin.graph.names.index_writing import LONGEST_SPOKEN
from gaoxin.graph.names.keys import has_han, match_key, pinyin
from gaoxin.graph.names.name_parts import FirmName, PlaceNames, parts_of_firm
from gaoxin.graph.names.name_search import LAST, Scope
from gaoxin.graph.names.similarity import FIRMS, Share, name_share, place_share
from gaoxin.language import say

LEAST_SCORE = 55.0
"""A thing with a lower score is no candidate."""
_RETRIEVED = 48  # forms that share most pieces with the name
_COMPARED = 16  # of these, the most similar ones, whose parts are compared
_LEAST_ALIKE = (
    40.0  # similarity of two names, without legal forms, below which they are not compared
)
_SHARING = 4  # and the ones that share most, if they are not among them
_BEGINNING = 4  # characters
_NAMES = 1024  # names whose parts are remembered; one name is compared with many

Located = Callable[[str], Iterable[str]]
"""A function from the key of a thing to the codes of the divisions in which it lies."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may mean; ``form`` is its written form that is nearest to the name.

    ``shares`` say how the score, from 0 to 100, comes about.
    """

    key: str
    type: str
    name: str
    form: str
    score: float
    shares: tuple[Share, ...]

    @property
    def reason(self) -> str:
        """The shares for people: ``名称 93（字号相同）；地点 +5（同城）``."""
        return say("；", "; ").join(share.told() for share in self.shares)

    @property
    def disagrees(self) -> bool:
        """Whether the place speaks against it."""
        return any(share.aspect == "place" and share.points < 0 for share in self.shares)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a thing besides its name: codes of divisions, and its credit code."""

    places: frozenset[str] = frozenset()
    code: str = ""


NOTHING_KNOWN = Context()


class Candidates:
    """Finds candidates among the names of one index."""

    def __init__(self, names: NameIndex, located: Located | None = None) -> None:
        """``located`` adds where a thing lies; without it the places in names count alone."""
        self._base = names.connection
        self._located = located
        self._parts = lru_cache(_NAMES)(self._read_parts)

    @cached_property
    def places(self) -> PlaceNames:
        """The divisions that names and cells may contain."""
        return PlaceNames.of(self._base)

    def nearest(
        self,
        form: str,
        kind: str | None = None,
        limit: int = 5,
        context: Context = NOTHING_KNOWN,
    ) -> list[Candidate]:
        """At most ``limit`` things whose names are near ``form``, best first.

        ``kind`` is a kind or a class's local name; ``None`` means all.  If the code in ``context``
        is that of a thing, this thing is the only candidate.
        """
        scope = Scope.of(kind)
        if context.code and (coded := list(self._with_code(context.code, scope))):
            return coded[:limit]
        best: dict[str, Candidate] = {}
        for row in self._forms(form, scope):
            found = self._judged(form, row)
            if found.score >= LEAST_SCORE and (
                found.key not in best or best[found.key].score < found.score
            ):
                best[found.key] = found
        judged = (
            self.in_context(form, found, context) for found in _first(best.values(), 2 * limit)
        )
        return _first((c for c in judged if c and c.score >= LEAST_SCORE), limit)

    def in_context(self, form: str, found: Candidate, context: Context) -> Candidate | None:
        """The candidate for ``form`` with the share of the places, ``None`` if its code is
        another one.
        """
        return None if self._is_other(found, context) else self._placed(form, found, context)

    def _with_code(self, code: str, scope: Scope) -> Iterator[Candidate]:
        share = Share("code", 100.0, "same_code")
        where, more = scope.clause()
        keys = [f"{kind}/{code.upper()}" for kind in sorted(FIRMS)]
        marks = _marks(len(keys))
        for condition, values in (
            ("form.match = ?", [match_key(code)]),
            (f"form.thing IN (SELECT id FROM thing WHERE key IN ({marks}))", keys),
        ):
            found = {
                row["key"]: _candidate(row, 100.0, (share,))
                for row in self._rows(condition + where, *values, *more)
            }
            if found:
                yield from found.values()
                return

    def _forms(self, form: str, scope: Scope) -> Iterator[sqlite3.Row]:
        """The forms to compare with, a bounded number of them."""
        key = match_key(form, scope.kind)
        kinds = [scope.kind] if scope.kind else []
        sharing = most_shared(self._base, grams_of(key), kinds, _RETRIEVED)
        within = f"form.id IN ({_marks(_RETRIEVED)})"
        matches = dict(self._matches(within, scope, *_padded(sharing, _RETRIEVED)))
        equal = dict(self._matches("form.match IN (?, ?)", scope, key, match_key(form)))
        if len(matches) < _COMPARED:
            start = key[:_BEGINNING]
            begins = f"form.match >= ? AND form.match < ? {{}} LIMIT {_COMPARED}"
            matches |= self._matches(begins, scope, start, start + LAST)
        if has_han(key) and len(key) <= LONGEST_SPOKEN:
            sounds = f"form.id IN (SELECT form FROM sound WHERE full = ? LIMIT {_COMPARED})"
            matches |= self._matches(sounds, scope, pinyin(key)[0])
        cores = {number: without_legal_form(match) for number, match in matches.items()}
        best = process.extract(
            without_legal_form(key),
            cores,
            scorer=fuzz.ratio,
            limit=_COMPARED,
            score_cutoff=_LEAST_ALIKE,
        )
        chosen = {*equal, *sharing[:_SHARING], *(number for _, _, number in best)} & (
            matches.keys() | equal.keys()
        )
        for first in range(0, len(chosen), _COMPARED):
            some = sorted(chosen)[first : first + _COMPARED]
            yield from self._rows(f"form.id IN ({_marks(_COMPARED)})", *_padded(some, _COMPARED))

    def _matches(self, condition: str, scope: Scope, *values: str | int) -> list[tuple[int, str]]:
        """Numbers and match keys of the forms in scope that meet a condition; ``{}`` in it marks
        the place of the scope's condition if that is not at its end.
        """
        where, more = scope.clause()
        tables = "form JOIN thing ON thing.id = form.thing" if scope.classes else "form"
        condition = condition.format(where) if "{}" in condition else condition + where
        query = f"SELECT form.id, form.match FROM {tables} WHERE {condition}"
        return self._base.execute(query, (*values, *more)).fetchall()

    def _judged(self, form: str, row: sqlite3.Row) -> Candidate:
        kind = row["kind"]
        key = match_key(form, kind)
        firms = (self._parts(key), self._parts(row["match"])) if kind in FIRMS else None
        share = name_share(kind, key, row["match"], firms)
        return _candidate(row, share.points, (share,))

    def _placed(self, form: str, found: Candidate, context: Context) -> Candidate:
        """The candidate with the share of the places."""
        kind = found.key.partition("/")[0]
        wanted, places = (
            context.places,
            frozenset(self._located(found.key) if self._located else ()),
        )
        if kind in FIRMS:
            wanted |= self._parts(match_key(form, kind)).places
            places |= self._parts(match_key(found.form, kind)).places
        share = place_share(wanted, places)
        if share is None:
            return found
        score = min(100.0, max(0.0, found.score + share.points))
        return Candidate(
            found.key, found.type, found.name, found.form, score, (*found.shares, share)
        )

    def _is_other(self, found: Candidate, context: Context) -> bool:
        """Whether the candidate has another code, so that it is another thing."""
        if not context.code:
            return False
        query = "SELECT form.form FROM form JOIN thing ON thing.id = form.thing WHERE thing.key = ?"
        codes = {form for (form,) in self._base.execute(query, (found.key,))}
        return any(_is_code(text) for text in (*codes, found.key.partition("/")[2]))

    def _read_parts(self, key: str) -> FirmName:
        return parts_of_firm(key, self.places)

    def _rows(self, condition: str, *values: str | int) -> Iterator[sqlite3.Row]:
        cursor = self._base.cursor()
        cursor.row_factory = sqlite3.Row
        yield from cursor.execute(
            "SELECT form.id AS form_id, form.kind AS kind, form.match, form.form, thing.key, "
            "thing.class, thing.name, thing.name_en FROM form CROSS JOIN thing "
            f"ON thing.id = form.thing WHERE {condition}",
            values,
        )


def _marks(count: int) -> str:
    return ",".join("?" * count)


def _padded(numbers: Sequence[int], count: int) -> list[int]:
    """The numbers filled up with one that no form has.

    SQLite prepares a statement once if its text is always the same.
    """
    return [*numbers, *[0] * (count - len(numbers))]


def _candidate(row: sqlite3.Row, score: float, shares: tuple[Share, ...]) -> Candidate:
    name = row["name"] or row["name_en"]
    return Candidate(row["key"], row["class"], name, row["form"], score, shares)


def _first(found: Iterable[Candidate], limit: int) -> list[Candidate]:
    return sorted(found, key=lambda c: (-c.score, len(c.name), c.key))[:limit]


def _is_code(text: str) -> bool:
    from gaoxin.ontology.check_characters import is_credit_code

    return is_credit_code(text.upper())
