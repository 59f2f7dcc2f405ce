"""Watch the credit codes and names of firms in a dataset, and find those that clash.

- ``names``: one code stands beside different names, none of which is given as an alias of the
  other.  The code is the firm, so both rows are about one thing; one of the names may be wrong.
- ``codes``: one name stands beside different codes, which are different firms.
- ``alias``: several firms have the same alias, which therefore leads to none of them.

Persons are watched, too: those of one name and organization to whom rows give different traits.

The rows are sorted by SQLite in a temporary file, so memory does not grow with the dataset.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType

from gaoxin.graph.names.keys import is_unnamed, match_key, normal_form
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.evidence import CREDIT_CODE, Post, code_in_key, coded_key
from gaoxin.model import Entity, Key, Record, Statement
from gaoxin.ontology.terms import vocabulary

_BATCH = 5_000
_SIDES = 6
"""Rows that are shown of one clash."""

_TABLE = (
    "CREATE TABLE named (firm TEXT, coded INTEGER, match TEXT, form TEXT, how TEXT, place TEXT)"
)
_POST_TABLES = (
    "CREATE TABLE post (form TEXT, organization_type TEXT, organization TEXT, traits TEXT)",
    "CREATE TABLE bare_post (form TEXT, organization_type TEXT, organization TEXT)",
)
NamedFirm = tuple[str, bool, str, str, str, str]


@dataclass(frozen=True, slots=True)
class CodeClash:
    """A clash: its ``kind``, what the rows share, and for each side what differs and its place."""

    kind: str
    shared: str
    sides: tuple[tuple[str, str], ...]


class CodeWatch:
    """Collects the firms of a dataset; a context manager, because it holds a temporary file."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # "" is a temporary file
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute(_TABLE)
        for table in _POST_TABLES:
            self._base.execute(table)
        self._rows: list[NamedFirm] = []
        self._posts: list[Post] = []

    def __enter__(self) -> CodeWatch:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._base.close()

    def add(self, record: Record | Identity) -> None:
        """Take note of the names and the code in a record."""
        self._rows += names_of_firms(record)
        if len(self._rows) >= _BATCH:
            self._write()

    def add_post(self, post: Post) -> None:
        """Take note of a person."""
        self._posts.append(post)
        if len(self._posts) >= _BATCH:
            self._write_posts()

    def _write_posts(self) -> None:
        told = [post for post in self._posts if post.traits]
        bare = [post[:3] for post in self._posts if not post.traits]
        self._base.execute("BEGIN")
        self._base.executemany("INSERT INTO post VALUES (?, ?, ?, ?)", told)
        self._base.executemany("INSERT INTO bare_post VALUES (?, ?, ?)", bare)
        self._base.execute("COMMIT")
        self._posts.clear()

    def posts_without_traits(self) -> Iterator[Post]:
        """The persons of whom nothing else is said."""
        self._write_posts()
        for row in self._base.execute("SELECT DISTINCT * FROM bare_post"):
            yield Post(*row)

    def posts_told_apart(self) -> Iterator[Post]:
        """The persons of one name and organization that have different traits."""
        self._write_posts()
        for row in self._base.execute(
            "SELECT DISTINCT post.* FROM post JOIN (SELECT form, organization FROM post "
            "GROUP BY form, organization HAVING COUNT(DISTINCT traits) > 1) "
            "USING (form, organization)"
        ):
            yield Post(*row)

    def _write(self) -> None:
        self._base.execute("BEGIN")
        self._base.executemany("INSERT INTO named VALUES (?, ?, ?, ?, ?, ?)", self._rows)
        self._base.execute("COMMIT")
        self._rows.clear()

    def _sort(self) -> None:
        if self._rows:
            self._write()
        for column in ("firm", "match"):
            self._base.execute(f"CREATE INDEX IF NOT EXISTS by_{column} ON named ({column})")

    def names_shown(self) -> Iterator[tuple[str, str, list[str]]]:
        """For each code with several names: its key, the name in the first row, and the names that
        contradict it.
        """
        self._sort()
        for (key,) in self._base.execute(
            "SELECT firm FROM named WHERE coded AND how = 'preferred' "
            "GROUP BY firm HAVING COUNT(DISTINCT form) > 1 ORDER BY firm"
        ).fetchall():
            forms = [form for form, _ in self._names_of(key)]
            related = self._aliases_of(key)
            first = match_key(forms[0], "enterprise")
            others = {form: match_key(form, "enterprise") for form in forms[1:]}
            related_names = related | {first}
            contested = [form for form, match in others.items() if match not in related_names]
            if first in related:  # the first row has a former name
                contested = []
            yield key, forms[0], contested

    def clashes(self) -> Iterator[CodeClash]:
        """All clashes: names of one code, codes of one name, firms of one alias."""
        for key, first, contested in self.names_shown():
            if contested:
                places = dict(self._names_of(key))
                sides = [(form, places[form]) for form in (first, *contested)]
                yield CodeClash("names", code_in_key(key), tuple(sides[:_SIDES]))
        for (match,) in self._base.execute(
            "SELECT match FROM named WHERE coded AND how = 'preferred' "
            "GROUP BY match HAVING COUNT(DISTINCT firm) > 1 ORDER BY match"
        ).fetchall():
            rows = self._base.execute(
                "SELECT firm, form, place FROM named WHERE coded AND how = 'preferred' AND "
                "match = ? GROUP BY firm ORDER BY MIN(rowid)",
                (match,),
            ).fetchmany(_SIDES)
            sides = [(code_in_key(firm), place) for firm, _, place in rows]
            yield CodeClash("codes", rows[0][1], tuple(sides))
        for (match,) in self._base.execute(
            "SELECT match FROM named WHERE how = 'alias' "
            "GROUP BY match HAVING COUNT(DISTINCT firm) > 1 ORDER BY match"
        ).fetchall():
            yield from self._shared_alias(match)

    def _shared_alias(self, match: str) -> Iterator[CodeClash]:
        rows = self._base.execute(
            "SELECT firm, form, place FROM named WHERE how = 'alias' AND match = ? "
            "GROUP BY firm ORDER BY MIN(rowid)",
            (match,),
        ).fetchmany(_SIDES)
        firms = {self._firm(firm): (self._name_of(firm), place) for firm, _, place in rows}
        if len(firms) > 1:
            yield CodeClash("alias", rows[0][1], tuple(firms.values()))

    def _names_of(self, key: str) -> list[tuple[str, str]]:
        """The names of a code with the place of their first row, in the order of the rows."""
        return self._base.execute(
            "SELECT form, place FROM named WHERE firm = ? AND how = 'preferred' "
            "GROUP BY form ORDER BY MIN(rowid)",
            (key,),
        ).fetchall()

    def _aliases_of(self, key: str) -> set[str]:
        """The aliases of the firm with this key, also those given to one of its names."""
        firms = [key, *(f"={match_key(form, 'enterprise')}" for form, _ in self._names_of(key))]
        marks = ",".join("?" * len(firms))
        found = self._base.execute(
            f"SELECT match FROM named WHERE how = 'alias' AND firm IN ({marks})", firms
        )
        return {match for (match,) in found}

    def _firm(self, firm: str) -> str:
        """The key of a firm that a row names without its code, if one code has that name."""
        if not firm.startswith("="):
            return firm
        found = self._base.execute(
            "SELECT DISTINCT firm FROM named WHERE coded AND how = 'preferred' AND match = ?",
            (firm[1:],),
        ).fetchmany(2)
        return str(found[0][0]) if len(found) == 1 else firm

    def _name_of(self, firm: str) -> str:
        """A name of the firm as it is written."""
        found = self._base.execute(
            "SELECT form FROM named WHERE firm = ? AND how = 'preferred' LIMIT 1", (firm,)
        ).fetchone()
        return str(found[0]) if found else firm.removeprefix("=")


def names_of_firms(record: Record | Identity) -> Iterator[NamedFirm]:
    """The names in a record that are of a firm: (firm, has a code, match key, form, how, place)."""
    if isinstance(record, Statement):
        if not _is_firm(record.subject_type) or is_unnamed(record.subject):
            return
        name, subject = match_key(record.subject, "enterprise"), normal_form(record.subject)
        if record.predicate == CREDIT_CODE:
            key = coded_key(record.subject_type, record.value or record.object)
            yield key, True, name, subject, "preferred", record.place
        elif record.predicate in ("alias", "name"):
            form = normal_form(record.object or record.value)
            yield f"={name}", False, name, subject, "preferred", record.place
            yield f"={name}", False, match_key(form, "enterprise"), form, "alias", record.place
    elif isinstance(record, Entity) and _is_firm(record.classes[0]):
        coded = isinstance(record.subject, Key) and bool(code_in_key(record.subject.path))
        if isinstance(record.subject, Key):
            firm = record.subject.path
        else:
            firm = f"={match_key(record.subject.form, 'enterprise')}"
        for form, how, language in record.names:
            if language in ("", "zh") and how in ("preferred", "alias"):
                yield (
                    firm,
                    coded,
                    match_key(form, "enterprise"),
                    normal_form(form),
                    how,
                    record.place,
                )


def _is_firm(type_: str) -> bool:
    terms = vocabulary()
    return type_ in terms.classes and terms.is_a(type_, ["CorporateBody"])
