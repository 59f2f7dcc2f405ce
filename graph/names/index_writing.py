"""Write the name index of a generation, a SQLite file that :mod:`.index` reads.

``form`` has one row for each written form of a thing, ``sound`` its pinyin, ``redirect`` the keys
that its names would have had, and ``gram`` the pieces of its forms (:mod:`.grams`).  Pinyin is
stored when data are loaded, so that lookups need no dictionary.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from gaoxin.files import PARTIAL, sync
from gaoxin.graph.names.grams import GRAM_SCHEMA, GramWriter
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.keys import has_han, match_key, mint, pinyin
from gaoxin.graph.names.naming_lines import Said, said_in, things_in
from gaoxin.ontology.main_class import main_class
from gaoxin.ontology.namespaces import GX, RDF_TYPE_IRI, SKOS
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH
from gaoxin.ontology.terms import ClassTerm

INDEX_VERSION = 2
"""The layout of the file (``PRAGMA user_version``); files of another layout are rebuilt."""
HOW = {
    f"{SKOS}prefLabel": "preferred",
    f"{SKOS}altLabel": "alias",
    f"{SKOS}hiddenLabel": "hidden",
    f"{SKOS}notation": "hidden",
    f"{GX}creditCode": "hidden",
}
_SCHEME = f"{SKOS}inScheme"
WATCHED = frozenset({*HOW, RDF_TYPE_IRI, _SCHEME})
"""The properties from which the index is made."""
LONGEST_SPOKEN = 40
"""Characters; nobody types the pinyin of a longer name, so it is not stored."""
_CACHE_KIB = 65_536
_SORTING_THREADS = 2  # SQLite's own, beside that of the statement

_TABLES = f"""
CREATE TABLE IF NOT EXISTS thing (
    id INTEGER PRIMARY KEY, iri TEXT, key TEXT, class TEXT, kind TEXT, name TEXT, name_en TEXT,
    official INTEGER
);
CREATE TABLE IF NOT EXISTS form (
    id INTEGER PRIMARY KEY, thing INTEGER, kind TEXT, match TEXT, form TEXT, how TEXT
);
CREATE TABLE IF NOT EXISTS sound (form INTEGER PRIMARY KEY, full TEXT, initials TEXT);
CREATE TABLE IF NOT EXISTS redirect (
    key TEXT, thing INTEGER, PRIMARY KEY (key, thing)
) WITHOUT ROWID;
{GRAM_SCHEMA}
PRAGMA user_version = {INDEX_VERSION};
"""
_INSERTS = {
    "thing": "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "form": "INSERT INTO form VALUES (?, ?, ?, ?, ?, ?)",
    "sound": "INSERT INTO sound VALUES (?, ?, ?)",
    "redirect": "INSERT OR IGNORE INTO redirect VALUES (?, ?)",
}
_BUFFERED = 5_000  # things that are written together
_INDEXES = {
    "thing_key": "thing (key)",
    "form_match": "form (match, kind)",
    "form_thing": "form (thing)",
    "sound_full": "sound (full)",
    "sound_initials": "sound (initials)",
    "redirect_thing": "redirect (thing)",
}
_MAKE_INDEXES = "".join(
    f"CREATE INDEX IF NOT EXISTS {name} ON {columns};" for name, columns in _INDEXES.items()
)


def update_names(
    path: Path,
    store: ox.Store,
    changed: Iterable[ox.Quad],
    minter: Minter,
    fresh: Iterable[bytes] = (),
    *,
    mostly_fresh: bool = False,
) -> None:
    """Bring the index at ``path`` up to date.

    The subjects of ``changed`` triples are read from the default graph of ``store``.  ``fresh``
    are all triples of subjects that the index does not have, as N-Triples lines, those of one
    subject together; they need not be read again.  Memory does not grow with the number of triples.
    ``mostly_fresh`` tells that the index has fewer names than they bring.  Then it is sorted once
    at the end, which is faster than to insert each name in its place.
    """
    if path.exists() and version_of(path) != INDEX_VERSION:
        path.unlink()
        changed, fresh = store.quads_for_pattern(None, None, None, DEFAULT_GRAPH), ()
    base = sqlite3.connect(path, isolation_level=None)
    try:
        base.execute("PRAGMA journal_mode = OFF")  # after a crash the whole copy is deleted
        base.execute("PRAGMA synchronous = OFF")
        base.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        base.execute("PRAGMA temp_store = FILE")
        base.execute(f"PRAGMA threads = {_SORTING_THREADS}")
        base.executescript(_TABLES)
        is_new = base.execute("SELECT 1 FROM thing LIMIT 1").fetchone() is None
        if not is_new:
            base.executescript(_MAKE_INDEXES)
        base.execute("BEGIN")
        writer = _Writer(base, minter)
        base.execute("CREATE TEMP TABLE touched (iri TEXT PRIMARY KEY) WITHOUT ROWID")
        base.executemany(
            "INSERT OR IGNORE INTO touched VALUES (?)",
            (
                (quad.subject.value,)
                for quad in changed
                if quad.predicate.value in WATCHED and isinstance(quad.subject, ox.NamedNode)
            ),
        )
        for (iri,) in base.execute("SELECT iri FROM touched ORDER BY iri"):
            if not is_new:
                writer.forget(iri)
            quads = store.quads_for_pattern(ox.NamedNode(iri), None, None, DEFAULT_GRAPH)
            writer.add(iri, said_in(quads))
        if mostly_fresh:
            for name in _INDEXES:
                base.execute(f"DROP INDEX IF EXISTS {name}")
        for iri, said in things_in(fresh, WATCHED):
            writer.add(iri, said)
        writer.flush()
        base.execute("COMMIT")
        base.executescript(_MAKE_INDEXES)
    finally:
        base.close()


def rebuild_names(path: Path, store: ox.Store, minter: Minter) -> None:
    """Rebuild the index at ``path`` from the whole store; the old file is kept until the new one
    is complete.
    """
    fresh = path.with_name(f"{path.name}{PARTIAL}")
    fresh.unlink(missing_ok=True)
    update_names(fresh, store, store.quads_for_pattern(None, None, None, DEFAULT_GRAPH), minter)
    sync(fresh)
    fresh.replace(path)
    sync(path.parent)


def version_of(path: Path) -> int:
    """The layout of the index at ``path``; 0 for the first one and for a file that is no index."""
    base = sqlite3.connect(path)
    try:
        return int(base.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0
    finally:
        base.close()


@cache
def _main_class(classes: frozenset[str]) -> ClassTerm | None:
    """:func:`main_class`; few combinations of classes occur, and very many things have them."""
    return main_class(classes)


class _Writer:
    """Adds things to an index and removes them."""

    def __init__(self, base: sqlite3.Connection, minter: Minter) -> None:
        self._base, self._minter = base, minter
        self._grams = GramWriter(base)
        self._next = {
            table: base.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0]
            for table in ("thing", "form")
        }
        self._rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in _INSERTS}

    def flush(self) -> None:
        """Write what was added."""
        self._write_rows()
        self._grams.flush()

    def _write_rows(self) -> None:
        for table, rows in self._rows.items():
            self._base.executemany(_INSERTS[table], rows)
            rows.clear()

    def _number(self, table: str) -> int:
        number = self._next[table]
        self._next[table] += 1
        return int(number)

    def forget(self, iri: str) -> None:
        """Remove a thing with its forms."""
        known = self._base.execute(
            # Two IRIs may have one key, if only one of them is percent-encoded.
            "SELECT id FROM thing WHERE key = ? AND iri = ?",
            (self._minter.key(iri), iri),
        ).fetchone()
        if known is None:
            return
        query = "SELECT id, kind, match FROM form WHERE thing = ?"
        for form, kind, match in self._base.execute(query, known).fetchall():
            self._grams.remove(form, kind, match)
            self._base.execute("DELETE FROM sound WHERE form = ?", (form,))
        for table, column in (("thing", "id"), ("form", "thing"), ("redirect", "thing")):
            self._base.execute(f"DELETE FROM {table} WHERE {column} = ?", known)

    def add(self, iri: str, said: Iterable[Said]) -> None:
        """Add a thing of which this is said; a thing without name or class is no entry."""
        classes: set[str] = set()
        forms: set[tuple[str, str]] = set()
        names = {"zh": "", "en": ""}
        official = 0
        for predicate, value, language in said:
            if predicate == RDF_TYPE_IRI:
                classes.add(value)
            elif predicate == _SCHEME:
                official = 1
            elif predicate in HOW and language is not None:
                how = HOW[predicate]
                forms.add((value, how))
                if how == "preferred":
                    lang = "en" if language == "en" else "zh"
                    if not names[lang] or (len(value), value) < (len(names[lang]), names[lang]):
                        names[lang] = value
        term = _main_class(frozenset(classes))
        if not forms or term is None or term.nary:
            return
        key = self._minter.key(iri)
        thing = self._number("thing")
        self._rows["thing"].append(
            (thing, iri, key, term.name, term.kind, names["zh"], names["en"], official)
        )
        for text, how in sorted(forms):
            self._add_form(thing, key, term.kind, text, how)
        if len(self._rows["thing"]) >= _BUFFERED:
            self._write_rows()

    def _add_form(self, thing: int, key: str, kind: str, text: str, how: str) -> None:
        match = match_key(text, kind)
        form = self._number("form")
        self._rows["form"].append((form, thing, kind, match, text, how))
        is_han = has_han(text)
        if how == "hidden" and not is_han:
            return  # a code is found as a whole only, and no key was ever made from it
        self._grams.add(form, kind, match)
        if is_han and len(text) <= LONGEST_SPOKEN:
            self._rows["sound"].append((form, *pinyin(text)))
        minted = mint(kind, text)
        if minted != key:
            self._rows["redirect"].append((minted, thing))
