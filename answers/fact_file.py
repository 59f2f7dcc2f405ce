"""The file of facts: what the search for answers reads, one SQLite file for each generation.

It is derived from the generation and may be deleted at any time: the next question writes it
again.  Its name holds the digest of the generation, so that it can never belong to another one.
Only the files of the generations asked about last are kept.
"""

from __future__ import annotations

import contextlib
import math
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gaoxin.answers.known import FIGURES, CitedSource, KnownFact, KnownThing
from gaoxin.errors import GaoxinError
from gaoxin.graph.names.grams import grams_of
from gaoxin.graph.names.keys import match_key
from gaoxin.graph.remote.sparql_addresses import is_remote
from gaoxin.graph.store.derived_file import DerivedFile

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.settings import Settings

VERSION = 3
FOLDER = "answers"
"""The folder in the home that holds the file."""
_FILE = DerivedFile(FOLDER, VERSION, "syllable")
LONGEST_LIST = 5_000
"""A piece of more names or facts than this is too common to find anything by."""
MANY = 10_000
"""A piece in so many names and texts says nothing."""
_TOGETHER = 10_000
"""Things that are weighed together."""
_SCHEMA = """
CREATE TABLE thing (
    number INTEGER PRIMARY KEY, iri TEXT, key TEXT, type TEXT, zh TEXT, en TEXT, forms TEXT,
    rarities TEXT);
CREATE TABLE name (match TEXT, thing INTEGER, sound TEXT, initials TEXT);
CREATE TABLE fact (
    number INTEGER PRIMARY KEY, iri TEXT, subject INTEGER, predicate TEXT, object INTEGER,
    literal TEXT, title TEXT, value TEXT, unit TEXT, comparator TEXT, amount REAL, base TEXT,
    time TEXT, start TEXT, end TEXT, status TEXT, qualifier TEXT, sources TEXT);
CREATE TABLE gram (
    gram TEXT PRIMARY KEY, frequency INTEGER, things BLOB, facts BLOB) WITHOUT ROWID;
CREATE TABLE syllable (character TEXT PRIMARY KEY, sound TEXT) WITHOUT ROWID;
CREATE TABLE source (
    key TEXT PRIMARY KEY, title TEXT, date TEXT, publisher TEXT, grade TEXT) WITHOUT ROWID;
"""
_FIELDS = tuple(field.name for field in fields(KnownFact))
_INDEXES = """
CREATE INDEX name_match ON name (match);
CREATE INDEX name_sound ON name (sound);
CREATE INDEX name_initials ON name (initials);
CREATE INDEX thing_key ON thing (key);
CREATE INDEX thing_type ON thing (type);
CREATE INDEX fact_subject ON fact (subject);
CREATE INDEX fact_object ON fact (object);
CREATE INDEX fact_predicate ON fact (predicate);
"""


class FactFile:
    """Reads one file of facts.  ``hidden`` facts are left out, for tests of honesty."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._things: dict[int, KnownThing] = {}
        self._facts: dict[int, KnownFact] = {}
        self._around: dict[int, list[KnownFact]] = {}
        self.hidden: frozenset[int] = frozenset()

    def thing(self, number: int) -> KnownThing:
        """The thing with this number."""
        if number not in self._things:
            row = self._base.execute("SELECT * FROM thing WHERE number = ?", (number,)).fetchone()
            forms = tuple(row[6].split("\x1f"))
            weights = tuple(map(float, row[7].split(";")))
            self._things[number] = KnownThing(
                row[0], row[1], row[2], row[3], row[4], row[5], forms, weights
            )
        return self._things[number]

    def around(self, number: int, most: int = 3_000) -> list[KnownFact]:
        """The facts with this thing as the subject, object or indicator."""
        if number not in self._around:
            query = (
                "SELECT * FROM fact WHERE subject = ? UNION SELECT * FROM fact WHERE object = ?"
                " LIMIT ?"
            )
            found = [self._fact(row) for row in self._base.execute(query, (number, number, most))]
            self._around[number] = found
        return [fact for fact in self._around[number] if fact.number not in self.hidden]

    def subjects(self, predicate: str, objects: Iterable[int]) -> set[int]:
        """The things that are in this relation to one of the others."""
        return {
            fact.subject
            for thing in objects
            for fact in self.around(thing)
            if fact.predicate == predicate and fact.object == thing
        }

    def facts(self, numbers: Iterable[int]) -> list[KnownFact]:
        """The facts with these numbers."""
        wanted = list(numbers)
        missing = [number for number in wanted if number not in self._facts]
        for start in range(0, len(missing), 500):
            part = missing[start : start + 500]
            query = f"SELECT * FROM fact WHERE number IN ({','.join('?' * len(part))})"
            for row in self._base.execute(query, part):
                self._fact(row)
        return [self._facts[n] for n in wanted if n in self._facts and n not in self.hidden]

    def stating(self, predicate: str) -> list[KnownFact]:
        """All facts with this predicate."""
        query = "SELECT * FROM fact WHERE predicate = ?"
        found = [self._fact(row) for row in self._base.execute(query, (predicate,))]
        return [fact for fact in found if fact.number not in self.hidden]

    def with_time(self) -> Iterator[KnownFact]:
        """All facts that have a time."""
        for row in self._base.execute("SELECT * FROM fact WHERE start != '' OR end != ''"):
            fact = self._fact(row)
            if fact.number not in self.hidden:
                yield fact

    def sources_of_facts(self) -> Iterator[tuple[int, tuple[tuple[str, str], ...]]]:
        """The numbers of all facts, each with its pairs of source key and grade."""
        for number, joined in self._base.execute("SELECT number, sources FROM fact"):
            yield number, _pairs(joined)

    def named(self, matches: Sequence[str], column: str = "match") -> list[tuple[str, int]]:
        """Pairs of a match key (or pinyin) among ``matches`` and a thing that has it."""
        found: list[tuple[str, int]] = []
        for start in range(0, len(matches), 500):
            part = matches[start : start + 500]
            query = f"SELECT {column}, thing FROM name WHERE {column} IN ({_marks(part)})"
            found += self._base.execute(query, part)
        return found

    def names_of(self, kind: str, ending: str) -> list[tuple[str, int]]:
        """The match keys that end so, of the things of a kind, with the things."""
        query = (
            "SELECT match, thing FROM thing JOIN name ON thing = number"
            " WHERE key >= ? AND key < ? AND match LIKE ?"
        )
        return list(self._base.execute(query, (f"{kind}/", f"{kind}0", f"%{ending}")))

    def grams(self, pieces: Iterable[str]) -> dict[str, tuple[int, array[int], array[int]]]:
        """For each known piece: in how many texts it stands, in which things and in which facts."""
        wanted = sorted(set(pieces))
        query = f"SELECT * FROM gram WHERE gram IN ({_marks(wanted)})"
        return {
            gram: (frequency, _numbers(things), _numbers(facts))
            for gram, frequency, things, facts in self._base.execute(query, wanted)
        }

    def syllables(self, characters: Iterable[str]) -> dict[str, str]:
        """The pinyin of these characters, as far as it is known."""
        wanted = sorted(set(characters))
        query = f"SELECT * FROM syllable WHERE character IN ({_marks(wanted)})"
        return dict(self._base.execute(query, wanted))

    def source(self, key: str) -> CitedSource:
        """The source with this key."""
        row = self._base.execute("SELECT * FROM source WHERE key = ?", (key,)).fetchone()
        return CitedSource(*row) if row else CitedSource(key, "", "", "", "")

    def _fact(self, row: tuple[Any, ...]) -> KnownFact:
        number: int = row[0]
        known = self._facts.get(number)
        if known is None:
            values = (*row[:-1], _pairs(row[-1]))
            known = KnownFact(**dict(zip(_FIELDS, values, strict=True)))
            self._facts[number] = known
        return known


def open_facts(generation: Generation) -> FactFile:
    """The facts of a generation: from its file, which is written first if there is none.

    If the home cannot be written to, the facts are gathered in memory.
    """
    return FactFile(_FILE.opened(path_of(generation), partial(_fill, generation=generation)))


def ready_facts(settings: Settings) -> FactFile | None:
    """The facts of the current generation if their file is written; ``None`` if not.

    It does not open the generation, which takes longer than answering a question; one in a SPARQL
    store has to be asked what it holds.
    """
    if is_remote(settings):
        return None
    from gaoxin.graph.store.folder import StoreFolder
    from gaoxin.graph.store.manifest import MANIFEST_FILES, Manifest

    place = StoreFolder(settings)
    number = place.current()
    if number is None:
        return None
    with contextlib.suppress(GaoxinError, OSError, sqlite3.Error):
        manifest = Manifest.read(place.folder(number) / MANIFEST_FILES[0])
        return FactFile(_FILE.open(path_of_facts(settings, number, manifest.digest)))
    return None


def path_of(generation: Generation) -> Path:
    """Where the file of facts of a generation lies."""
    return path_of_facts(generation.settings, generation.number, generation.manifest.digest)


def path_of_facts(settings: Settings, number: int, digest: str) -> Path:
    """The same for a generation that is not open, by its number and digest."""
    return _FILE.path(settings, number, digest)


def write_facts(generation: Generation, path: Path) -> None:
    """Write the file of facts, and delete those of other generations except the newest."""
    _FILE.write(path, partial(_fill, generation=generation))


def _fill(base: sqlite3.Connection, generation: Generation) -> None:
    from gaoxin.answers.fact_gathering import Gathering  # only loading needs it

    gathering = Gathering(generation)
    base.executescript(_SCHEMA)
    things: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    facts: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    characters: set[str] = set()
    for thing in gathering.things():
        base.execute(
            "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, '')",
            (*astuple(thing)[:6], "\x1f".join(thing.forms)),
        )
        pieces: set[str] = set()
        for form in thing.forms:
            key = match_key(form)
            pieces |= grams_of(key)
            characters.update(key)
        for piece in pieces:
            things[piece].append(thing.number)
    for fact in gathering.facts():
        *parts, sources = astuple(fact)
        joined = ";".join(f"{key}={grade}" for key, grade in sources)
        base.execute(
            f"INSERT INTO fact VALUES ({','.join('?' * (len(parts) + 1))})", (*parts, joined)
        )
        text = words_of(fact)
        if text:
            for piece in grams_of(match_key(text)):
                facts[piece].append(fact.number)
    base.executemany(
        "INSERT INTO gram VALUES (?, ?, ?, ?)",
        (
            (
                piece,
                len(things.get(piece, ())) + len(facts.get(piece, ())),
                _blob(things.get(piece)),
                _blob(facts.get(piece)),
            )
            for piece in sorted(things.keys() | facts.keys())
        ),
    )
    _weigh(base, lambda piece: len(things[piece]) + len(facts.get(piece, ())))
    things.clear()
    facts.clear()
    base.executemany(
        "INSERT INTO source VALUES (?, ?, ?, ?, ?)", (astuple(s) for s in gathering.sources())
    )
    query = (
        "SELECT form.match, thing.iri, sound.full, sound.initials FROM form "
        "JOIN thing ON thing.id = form.thing LEFT JOIN sound ON sound.form = form.id"
    )
    base.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?)",
        (
            (match, number, sound, initials)
            for match, iri, sound, initials in generation.names.connection.execute(query)
            if (number := gathering.number(iri))
        ),
    )
    base.executemany("INSERT INTO syllable VALUES (?, ?)", _sounds(characters))
    base.executescript(_INDEXES + "ANALYZE;")


def _weigh(base: sqlite3.Connection, frequency: Callable[[str], int]) -> None:
    """Write how rare the pieces of each form of each thing are.

    The forms are read again, some at a time: the pieces of all would take gigabytes of memory.
    """
    last = 0
    query = "SELECT number, forms FROM thing WHERE number > ? ORDER BY number LIMIT ?"
    while rows := base.execute(query, (last, _TOGETHER)).fetchall():
        told = []
        for number, forms in rows:
            of_forms = (grams_of(match_key(form)) for form in forms.split("\x1f"))
            weights = (sum(rarity(frequency(piece)) for piece in sorted(of)) for of in of_forms)
            told.append((";".join(f"{weight:.3f}" for weight in weights), number))
        base.executemany("UPDATE thing SET rarities = ? WHERE number = ?", told)
        last = rows[-1][0]


def rarity(frequency: int) -> float:
    """The weight of a piece that stands in so many names and texts: 1 for a unique one."""
    return max(0.0, 1 - math.log(1 + frequency) / math.log(MANY))


def words_of(fact: KnownFact) -> str:
    """The words of a fact that are no names: qualifier, title, attribute text."""
    literal = "" if fact.predicate in FIGURES else fact.literal
    return " ".join(part for part in (fact.qualifier, fact.title, literal) if part)


def _sounds(characters: set[str]) -> Iterator[tuple[str, str]]:
    """The pinyin of the characters of all names and of the common ones (GB 2312, level 1)."""
    from pypinyin import lazy_pinyin

    common = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    for code in common:
        with contextlib.suppress(UnicodeDecodeError):
            characters.add(code.decode("gb2312"))
    for character in sorted(characters):
        if "㐀" <= character <= "鿿":
            yield character, lazy_pinyin(character)[0].replace("ü", "v")


def _blob(numbers: array[int] | None) -> bytes:
    return numbers.tobytes() if numbers and len(numbers) <= LONGEST_LIST else b""


def _numbers(blob: bytes) -> array[int]:
    found = array("I")
    found.frombytes(blob)
    return found


def _pairs(joined: str) -> tuple[tuple[str, str], ...]:
    """Source keys with grades as they are kept: ``article-001=D;site-a=B``."""
    parts = (text.rpartition("=") for text in joined.split(";") if text)
    return tuple((key, grade) for key, _, grade in parts)


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
