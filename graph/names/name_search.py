"""Search the name index for names like a text: exact, then beginnings, then parts, then similar.

Each step reads a bounded number of names, the shortest first, so that a word that stands in half a
million names is answered as fast as a rare one.  A later step is left out if the earlier ones
found enough, because its names have lower scores.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gaoxin.graph.names.grams import containing, grams_of, most_shared
from gaoxin.graph.names.keys import has_han, match_key, normal_form
from gaoxin.graph.names.name_endings import stem_of
from gaoxin.ontology.terms import vocabulary

LAST = "\U0010ffff"
"""Sorts after every character of a name: the end of a range of names with one beginning."""
LEAST_SCORE = 35
_PART = 80  # the highest score of a name that has the text inside
_SPOKEN = 99  # the least score of a name whose pinyin or initials are the text
_READ = 200  # names that one step reads
_LATIN_BEGINNING = 4  # letters of a misspelt pinyin that are taken as right


@dataclass(frozen=True, slots=True)
class Scope:
    """The things to look among: of one kind and, if given, of some classes (local names)."""

    kind: str = ""
    classes: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str | None) -> Scope:
        """The scope of a class's local name or of a kind; everything for ``None``."""
        term = vocabulary().classes.get(name or "")
        if term is None:
            return cls(name or "")
        if term.kind == "zone" or not term.kind:
            return cls(term.kind, tuple(vocabulary().concrete([term.name])))
        return cls(term.kind)

    @property
    def kinds(self) -> list[str]:
        """The kinds of these things; empty for all."""
        if self.kind:
            return [self.kind]
        return sorted({vocabulary().classes[name].kind for name in self.classes})

    def clause(self) -> tuple[str, list[str]]:
        """A condition on ``form`` and ``thing`` in SQL, with its values."""
        text, values = "", []
        if self.kind:
            text, values = " AND form.kind = ?", [self.kind]
        if self.classes:
            text += f" AND thing.class IN ({','.join('?' * len(self.classes))})"
            values += self.classes
        return text, values


@dataclass(frozen=True, slots=True)
class Hit:
    """A form that is like the text, and the row of ``thing`` that it belongs to."""

    thing: sqlite3.Row
    form: str
    score: float


def search_names(base: sqlite3.Connection, text: str, limit: int, scope: Scope) -> list[Hit]:
    """Things whose names are like ``text``, at most ``limit``, best first; each thing once."""
    text = normal_form(text)
    if not text:
        return []
    best: dict[int, Hit] = {}
    for step in (_beginnings, _parts, _spoken_parts, _similar):
        if step is _spoken_parts and any(hit.score >= _SPOKEN for hit in best.values()):
            continue  # it was typed in full
        for hit in step(base, text, max(_READ, 2 * limit), scope):
            known = best.get(hit.thing["id"])
            if hit.score >= LEAST_SCORE and (known is None or known.score < hit.score):
                best[hit.thing["id"]] = hit
        if sum(hit.score > _PART for hit in best.values()) >= limit:
            break

    def rank(hit: Hit) -> tuple[float, int, str]:
        return -hit.score, len(hit.thing["name"] or hit.thing["name_en"]), hit.thing["key"]

    return sorted(best.values(), key=rank)[:limit]


def latin_of(text: str) -> str:
    """Letters and digits of a text, in lower case; how pinyin is typed."""
    return "".join(c for c in text.lower() if c.isalnum())


def _beginnings(base: sqlite3.Connection, text: str, most: int, scope: Scope) -> Iterator[Hit]:
    key, latin = match_key(text), latin_of(text)
    for column in ("form.match", "sound.full", "sound.initials"):
        for start in {key, latin} if column == "form.match" else {latin}:
            if start:
                condition = f"{column} >= ? AND {column} < ?"
                yield from _hits(base, text, column, condition, (start, start + LAST), most, scope)


def _parts(base: sqlite3.Connection, text: str, most: int, scope: Scope) -> Iterator[Hit]:
    if key := match_key(text):
        condition, values = _has_inside(base, key, most, scope)
        yield from _hits(base, text, "form.match", condition, values, most, scope)


def _spoken_parts(base: sqlite3.Connection, text: str, most: int, scope: Scope) -> Iterator[Hit]:
    latin = latin_of(text)
    for column in ("sound.full", "sound.initials"):
        if latin and latin.isascii():
            yield from _hits(base, text, column, f"instr({column}, ?)", (latin,), most, scope)


def _has_inside(
    base: sqlite3.Connection, key: str, most: int, scope: Scope
) -> tuple[str, tuple[str, ...]]:
    """A condition, with its values, on forms that have the key inside.

    Reading every form takes long in a large register.  The pieces tell which may have it; of a kind
    in which the key is very frequent, or where pieces tell nothing, the first that have it are
    enough.
    """
    found = containing(base, key, scope.kind)
    if found is None:
        forms, scopes = list[int](), [scope]
    else:
        forms, scopes = found[0], [replace(scope, kind=kind) for kind in found[1]]
    for each in scopes:
        # Only things that are looked for count, or others would take their places.
        where, more = each.clause()
        query = (
            "SELECT form.id FROM form CROSS JOIN thing ON thing.id = form.thing "
            f"WHERE instr(form.match, ?){where} LIMIT {most}"
        )
        forms += [form for (form,) in base.execute(query, (key, *more))]
    return f"form.id IN ({','.join(map(str, forms))}) AND instr(form.match, ?)", (key,)


def _similar(base: sqlite3.Connection, text: str, most: int, scope: Scope) -> Iterator[Hit]:
    key, latin = match_key(text), latin_of(text)
    # Of those that share most, the ones of other classes are left out below.
    near = most_shared(base, grams_of(key), scope.kinds, 10 * most if scope.classes else most)
    if near:
        condition = f"form.id IN ({','.join(map(str, near))})"
        stem = set(stem_of(text))
        for hit in _hits(base, text, "form.match", condition, (), most, scope):
            if not stem or not has_han(key) or not stem.isdisjoint(match_key(hit.form)):
                yield hit  # it shares more than the word for its kind
    if not has_han(key) and len(latin) > _LATIN_BEGINNING:
        start = latin[:_LATIN_BEGINNING]
        for column in ("form.match", "sound.full", "sound.initials"):
            condition = f"{column} >= ? AND {column} < ?"
            yield from _hits(base, text, column, condition, (start, start + LAST), most, scope)


def _hits(
    base: sqlite3.Connection,
    text: str,
    column: str,
    condition: str,
    values: Sequence[str],
    most: int,
    scope: Scope,
) -> Iterator[Hit]:
    """The forms that meet the condition, the shortest first, with their scores."""
    from rapidfuzz import fuzz

    wanted = match_key(text) if column == "form.match" else latin_of(text)
    where, more = scope.clause()
    # CROSS JOIN keeps the order of the tables: SQLite must not begin with all things of a class.
    tables = "form CROSS JOIN thing ON thing.id = form.thing"
    if column != "form.match":
        tables = f"sound CROSS JOIN form ON form.id = sound.form {tables.removeprefix('form ')}"
    order = f"ORDER BY length({column}) LIMIT {most}"
    if column == "form.match" and not scope.classes:
        # The shortest are chosen from the index of names alone; only their things are looked up.
        where = f" AND form.id IN (SELECT id FROM form WHERE {condition}{where} {order})"
        condition, values = "true", (*values, *more)
        more = []
        tables = "form JOIN thing ON thing.id = form.thing"
    cursor = base.cursor()
    cursor.row_factory = sqlite3.Row
    cursor.execute(
        f"SELECT thing.*, form.form AS form, {column} AS found FROM {tables} "
        f"WHERE {condition}{where} {order}",
        (*values, *more),
    )
    for row in cursor:
        score = _score(wanted, row["found"], fuzz.ratio)
        score -= 5 * row["official"] + (column == "sound.initials")
        yield Hit(row, row["form"], score)


def _score(wanted: str, found: str, ratio: object) -> float:
    if wanted == found:
        return 100.0
    share = min(len(wanted), len(found)) / max(len(wanted), len(found), 1)
    if found.startswith(wanted):
        return 85 + 10 * share
    if wanted in found:
        return 70 + 10 * share
    return float(ratio(wanted, found)) * 0.7  # type: ignore[operator]
