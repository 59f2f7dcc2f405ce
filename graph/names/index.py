"""The name index: from a written name to a thing, one SQLite file in each generation.

SQLite opens at once, reads from disk and can be updated row by row.  Pinyin is stored when data are
loaded, so that lookups need no dictionary.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from gaoxin.errors import AmbiguousName, StoreCorrupt, UnresolvedName
from gaoxin.files import PARTIAL, sync
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.keys import has_han, match_key, mint, normal_form, pinyin
from gaoxin.graph.quad_parts import value_of
from gaoxin.ontology.main_class import main_class
from gaoxin.ontology.namespaces import RDF_TYPE_IRI, SKOS
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.settings import Settings

_HOW = {
    f"{SKOS}prefLabel": "preferred",
    f"{SKOS}altLabel": "alias",
    f"{SKOS}hiddenLabel": "hidden",
    f"{SKOS}notation": "hidden",
}
_SCHEME = f"{SKOS}inScheme"
_WATCHED = {*_HOW, RDF_TYPE_IRI, _SCHEME}

# Strength of a hit; only hits of the best strength are candidates.
_EXACT, _PREFERRED, _ALIAS, _HIDDEN, _OFFICIAL, _PINYIN, _INITIALS = range(7)
_TIER = {"preferred": _PREFERRED, "alias": _ALIAS, "hidden": _HIDDEN}

_SCHEMA = """
CREATE TABLE IF NOT EXISTS thing (
    iri TEXT PRIMARY KEY, key TEXT, class TEXT, kind TEXT, name TEXT, name_en TEXT, official INTEGER
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS thing_key ON thing (key);
CREATE TABLE IF NOT EXISTS form (iri TEXT, match TEXT, form TEXT, how TEXT);
CREATE INDEX IF NOT EXISTS form_match ON form (match);
CREATE INDEX IF NOT EXISTS form_iri ON form (iri);
CREATE TABLE IF NOT EXISTS redirect (key TEXT, iri TEXT);
CREATE INDEX IF NOT EXISTS redirect_key ON redirect (key);
CREATE INDEX IF NOT EXISTS redirect_iri ON redirect (iri);
"""


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


def update_names(path: Path, store: ox.Store, changed: Iterable[ox.Quad], minter: Minter) -> None:
    """Bring the index at ``path`` up to date for every subject among ``changed`` triples."""
    subjects = {
        q.subject.value
        for q in changed
        if q.predicate.value in _WATCHED and isinstance(q.subject, ox.NamedNode)
    }
    base = sqlite3.connect(path, isolation_level=None)
    try:
        # No journal is needed, because after a crash the copy is deleted.
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.executescript(_SCHEMA)
        base.execute("BEGIN")
        for iri in sorted(subjects):
            for table in ("thing", "form", "redirect"):
                base.execute(f"DELETE FROM {table} WHERE iri = ?", (iri,))
            _index(base, store, iri, minter)
        base.execute("COMMIT")
    finally:
        base.close()


def rebuild_names(path: Path, store: ox.Store, minter: Minter) -> None:
    """Rebuild the index at ``path`` from the whole store; the old file is kept until the new one
    is complete.
    """
    fresh = path.with_name(f"{path.name}{PARTIAL}")
    fresh.unlink(missing_ok=True)
    update_names(fresh, store, store.quads_for_pattern(None, None, None, ox.DefaultGraph()), minter)
    sync(fresh)
    fresh.replace(path)
    sync(path.parent)


def _index(base: sqlite3.Connection, store: ox.Store, iri: str, minter: Minter) -> None:
    classes: set[str] = set()
    forms: set[tuple[str, str]] = set()
    names = {"zh": "", "en": ""}
    official = 0
    for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()):
        predicate = quad.predicate.value
        if predicate == RDF_TYPE_IRI:
            classes.add(value_of(quad.object))
        elif predicate == _SCHEME:
            official = 1
        elif predicate in _HOW and isinstance(quad.object, ox.Literal):
            text, how = quad.object.value, _HOW[predicate]
            forms.add((text, how))
            if how == "preferred":
                lang = "en" if quad.object.language == "en" else "zh"
                names[lang] = min(filter(None, (names[lang], text)), key=lambda n: (len(n), n))
    term = main_class(classes)
    if not forms or term is None or term.nary:
        return
    base.execute(
        "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?, ?)",
        (iri, minter.key(iri), term.name, term.kind, names["zh"], names["en"], official),
    )
    for text, how in sorted(forms):
        key = match_key(text, term.kind)
        rows = {(key, how)}
        if has_han(text) and len(text) <= 40:
            full, initials = pinyin(text)
            rows |= {(full, "pinyin"), (initials, "initials")}
        base.executemany(
            "INSERT INTO form VALUES (?, ?, ?, ?)", [(iri, m, text, h) for m, h in sorted(rows)]
        )
        minted = mint(term.kind, text)
        if minted != minter.key(iri):
            base.execute("INSERT INTO redirect VALUES (?, ?)", (minted, iri))


class NameIndex:
    """Names of one generation; open it through ``Generation.names``."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self._minter = Minter(settings)
        try:
            # immutable: a published index never changes, so no lock file is needed.
            address = f"file:{quote(str(path))}?mode=ro&immutable=1"
            self._base = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._base.execute("SELECT 1 FROM thing LIMIT 1")
        except sqlite3.Error as cause:
            raise StoreCorrupt(
                f"名称索引 {path} 无法打开；请运行 gaoxin doctor --repair。",
                f"The name index {path} does not open; run gaoxin doctor --repair.",
                path=str(path),
            ) from cause

    def by_iri(self, iri: str) -> Match | None:
        """The thing with this IRI or key (``zone/tianjin-binhai``), or with this former key."""
        key = self._minter.key(iri)
        for row in self._rows("SELECT * FROM thing WHERE key = ? OR iri = ?", key, iri):
            return _match(row, row["name"], 100)
        moved = "SELECT thing.* FROM redirect JOIN thing USING (iri) WHERE redirect.key = ?"
        found = {row["iri"]: row for row in self._rows(moved, key)}
        if len(found) == 1:
            row = next(iter(found.values()))
            return _match(row, row["name"], 100)
        return None

    def name_of(self, iri: str) -> str:
        """The display name of a thing: Chinese, else English, else its key."""
        for row in self._rows("SELECT name, name_en FROM thing WHERE iri = ?", iri):
            return str(row["name"] or row["name_en"])
        return self._minter.key(iri)

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
            near = self.search(text, 5, kind)
            hint = "、".join(f"{m.name}（{m.key}）" for m in near)
            hint_en = ", ".join(f"{m.name} ({m.key})" for m in near)
            raise UnresolvedName(
                f"没有叫「{text}」的事物。"
                + (f"相近的有：{hint}。" if near else "可用 gaoxin search 查找。"),
                f"Nothing is called {text!r}. "
                + (f"Nearest: {hint_en}." if near else "Try gaoxin search."),
                candidates=[m.row() for m in near],
                name=text,
            )
        listed = "、".join(f"{m.name}（{m.key}）" for m in found[:10])
        listed_en = ", ".join(f"{m.name} ({m.key})" for m in found[:10])
        raise AmbiguousName(
            f"「{text}」可指 {len(found)} 个事物：{listed}。请写全名或括号中的键。",
            f"{text!r} can mean {len(found)} things: {listed_en}. "
            "Write the full name or the key in brackets.",
            candidates=[m.row() for m in found],
            name=text,
        )

    def candidates(self, text: str, kind: str | None = None) -> list[Match]:
        """Every thing that ``text`` names equally well, best tier only, by key."""
        text = normal_form(text)
        if "/" in text and (known := self.by_iri(text)):
            return [known]
        tiers: dict[int, dict[str, Match]] = {}
        for row in self._hits(text, kind):
            tier = _tier(row, text)
            tiers.setdefault(tier, {}).setdefault(row["iri"], _match(row, row["form"], 100 - tier))
        if not tiers:
            return []
        best = tiers[min(tiers)]
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
        plain, industry = match_key(text), match_key(text, "industry")
        keys = {plain, industry}
        latin = "".join(c for c in text.lower() if c.isalnum())
        if latin.isascii():
            keys.add(latin)
        where, more = self._kind_clause(kind)
        marks = ",".join("?" * len(keys))
        yield from self._rows(
            "SELECT thing.*, form.form, form.how, form.match FROM form JOIN thing USING (iri) "
            f"WHERE form.match IN ({marks}) AND (form.match <> ? OR ? = ? "
            f"OR thing.kind = 'industry'){where}",
            *sorted(keys),
            *(industry, industry, plain),  # the ending 产业 is ignored for industries only
            *more,
        )

    def search(self, text: str, limit: int = 20, kind: str | None = None) -> list[Match]:
        """Things whose names are like ``text``, best first: exact, prefix, part, then fuzzy."""
        from rapidfuzz import fuzz

        text = normal_form(text)
        if not text:
            return []
        key = match_key(text)
        latin = "".join(c for c in text.lower() if c.isalnum())
        where, more = self._kind_clause(kind)
        parts = {key, latin} if latin else {key}
        if has_han(key):
            parts |= {key[i : i + 2] for i in range(max(1, len(key) - 1))}
        elif len(latin) > 4:
            parts.add(latin[:4])
        clause = " OR ".join("instr(form.match, ?)" for _ in parts)
        best: dict[str, Match] = {}
        for row in self._rows(
            "SELECT thing.*, form.form, form.how, form.match FROM form JOIN thing USING (iri) "
            f"WHERE ({clause}){where} LIMIT 20000",
            *sorted(parts),
            *more,
        ):
            wanted = latin if row["how"] in ("pinyin", "initials") else key
            if not wanted:
                continue
            score = _score(wanted, row["match"], fuzz.ratio)
            score -= 5 * row["official"] + (row["how"] == "initials")
            if score >= 35 and (row["iri"] not in best or best[row["iri"]].score < score):
                best[row["iri"]] = _match(row, row["form"], score)
        return sorted(best.values(), key=lambda m: (-m.score, len(m.name), m.key))[:limit]

    def _kind_clause(self, kind: str | None) -> tuple[str, list[str]]:
        if not kind:
            return "", []
        known = vocabulary().classes
        if kind in known and known[kind].kind not in ("", "zone", "division"):
            return " AND thing.kind = ?", [known[kind].kind]
        if kind in known:
            within = list(vocabulary().concrete([kind]))
            marks = ",".join("?" * len(within))
            if known[kind].kind == "division":
                return " AND thing.kind = ?", ["division"]
            return f" AND thing.class IN ({marks})", within
        return " AND thing.kind = ?", [kind]

    def _rows(self, query: str, *values: str) -> Iterator[sqlite3.Row]:
        cursor = self._base.cursor()
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


def _score(wanted: str, found: str, ratio: object) -> float:
    if wanted == found:
        return 100.0
    share = min(len(wanted), len(found)) / max(len(wanted), len(found), 1)
    if found.startswith(wanted):
        return 85 + 10 * share
    if wanted in found:
        return 70 + 10 * share
    return float(ratio(wanted, found)) * 0.7  # type: ignore[operator]


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
