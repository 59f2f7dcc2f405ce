"""Sets of rows about names: in memory if they are few, otherwise in an SQLite file.

So the memory of a load does not grow with the names in a list.  The rows are tuples of strings (and
at the end perhaps one boolean, or one tuple of strings).  They are found by *handles*: the names or
keys that each row is about.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar, cast

IN_MEMORY = 50_000
"""Maximum number of rows of one set in memory."""

_BATCH = 20_000
_CACHE = 32_000  # KiB
_SORTING_THREADS = 2  # SQLite's own, beside that of the statement
_REVISED = 1  # the user_version of a file in which sets were revised
_PART = "\x1e"  # between the parts of a handle, and between the strings of a tuple

NameKey = tuple[str, str]
"""Kind and match key of a name; ``("", key)`` is the key of a thing."""

NameRow = TypeVar("NameRow", bound=tuple[Any, ...])


class RowForm(NamedTuple, Generic[NameRow]):
    """How the rows of a set are made and found.

    ``make`` makes a row from its cells, which have the ``types``.  ``handles`` gives, for each sort
    of handle, a function from a row to its handle.  ``table`` is the name of the set in a file.
    """

    table: str
    make: Callable[..., NameRow]
    types: tuple[type, ...]
    handles: dict[str, Callable[[NameRow], NameKey]]


class NamesFile:
    """The file that the sets of a dataset share: at first a temporary one without a name."""

    def __init__(self, path: Path | None = None, *, is_own: bool = False) -> None:
        """Open the file ``path``, which :meth:`save` wrote, to read it, or if it ``is_own`` to
        change it.
        """
        self.path = path
        self._connection: sqlite3.Connection | None = None
        if path:
            mode = "mode=rw" if is_own else "mode=ro&immutable=1"
            address = f"{path.absolute().as_uri()}?{mode}"
            self._connection = sqlite3.connect(address, uri=True, isolation_level=None)
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            if is_own:
                self._connection.execute("PRAGMA journal_mode = OFF")

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection to it."""
        if self._connection is None:
            self._connection = sqlite3.connect("", isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = OFF")
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            self._connection.execute(f"PRAGMA threads = {_SORTING_THREADS}")
        return self._connection

    def save(self, path: Path) -> None:
        """Write a copy to ``path``."""
        with closing(sqlite3.connect(path)) as target:
            self.connection.backup(target)


class NameSet(Generic[NameRow]):
    """Distinct rows; they can be read any number of times, in ascending order of their cells."""

    def __init__(self, form: RowForm[NameRow], file: NamesFile, *, is_stored: bool = False) -> None:
        """A set that goes into ``file`` when it is large; with ``is_stored`` it is there."""
        self._form, self._file = form, file
        self._rows: set[NameRow] = set()
        self._found: dict[str, dict[NameKey, list[NameRow]]] = {}
        self._base = file.connection if is_stored else None
        self._is_sorted = is_stored

    @property
    def is_large(self) -> bool:
        """Whether the rows are in a file, so that they should not be read into memory."""
        return self._base is not None

    def add(self, row: NameRow) -> None:
        """Add one row."""
        self._rows.add(row)
        self._found.clear()
        if len(self._rows) >= (IN_MEMORY if self._base is None else _BATCH):
            self._spill()

    def update(self, rows: Iterable[NameRow]) -> None:
        """Add many rows."""
        for row in rows:
            self.add(row)

    def _spill(self) -> None:
        table = self._form.table
        if self._base is None:
            self._base = self._file.connection
            self._base.execute(f"CREATE TABLE {table}_added ({', '.join(self._columns())})")
        elif self._is_sorted:
            self._base.execute(f"ALTER TABLE {table} RENAME TO {table}_added")
            for sort in self._form.handles:
                self._base.execute(f"DROP INDEX {table}_by_{sort}")
        self._is_sorted = False
        marks = ", ".join("?" * len(self._columns()))
        self._base.execute("BEGIN")
        self._base.executemany(
            f"INSERT INTO {table}_added VALUES ({marks})", map(self._written, self._rows)
        )
        self._base.execute("COMMIT")
        self._rows.clear()

    def _written(self, row: NameRow) -> list[Any]:
        """The cells and handles of a row as they are in the file."""
        cells = [*map(_cell, row)] if tuple in self._form.types else [*row]
        return cells + [_joined(handle(row)) for handle in self._form.handles.values()]

    def _cells(self) -> list[str]:
        return [f"c{number}" for number in range(len(self._form.types))]

    def _columns(self) -> list[str]:
        return [*self._cells(), *(f"h_{sort}" for sort in self._form.handles)]

    def store(self) -> sqlite3.Connection:
        """Put every row into the file, sorted and indexed; return the connection to it."""
        if self._rows or self._base is None:
            self._spill()
        assert self._base is not None
        if not self._is_sorted:
            table, columns = self._form.table, ", ".join(self._columns())
            # The handles depend on the cells, so they do not change the order.  If all columns are
            # named, SQLite sorts once for DISTINCT and ORDER BY, which takes a third of the time.
            self._base.execute(
                f"CREATE TABLE {table} AS SELECT DISTINCT {columns} FROM {table}_added "
                f"ORDER BY {columns}"
            )
            self._base.execute(f"DROP TABLE {table}_added")
            for sort in self._form.handles:
                self._base.execute(f"CREATE INDEX {table}_by_{sort} ON {table} (h_{sort})")
            self._is_sorted = True
        return self._base

    def _select(self, rest: str = "", values: tuple[str, ...] = ()) -> Iterator[NameRow]:
        text = f"SELECT {', '.join(self._cells())} FROM {self._form.table} {rest}"
        found = self.store().execute(text, values)
        types, make = self._form.types, self._form.make
        for row in found:
            yield make(*map(_restored, types, row))

    def revise(self, lost: Iterable[NameRow], new: Iterable[NameRow]) -> None:
        """Take rows from a set in a file, and add rows that it does not have.

        It is not sorted again: the new rows stand at its end.
        """
        base = self.store()
        table, (sort, handle) = self._form.table, next(iter(self._form.handles.items()))
        same = " AND ".join(f"{cell} = ?" for cell in self._cells())
        base.execute("BEGIN")
        base.executemany(
            f"DELETE FROM {table} WHERE h_{sort} = ? AND {same}",
            ((_joined(handle(row)), *map(_cell, row)) for row in lost),
        )
        marks = ", ".join("?" * len(self._columns()))
        base.executemany(f"INSERT INTO {table} VALUES ({marks})", map(self._written, new))
        base.execute("COMMIT")
        base.execute(f"PRAGMA user_version = {_REVISED}")

    def _order(self) -> str:
        """By what the rows are in ascending order."""
        (version,) = self.store().execute("PRAGMA user_version").fetchone()
        return ", ".join(self._cells()) if version == _REVISED else "rowid"

    def __iter__(self) -> Iterator[NameRow]:
        if self._base is None:
            return iter(sorted(self._rows))
        return self._select(f"ORDER BY {self._order()}")

    def __len__(self) -> int:
        if self._base is None:
            return len(self._rows)
        found = self.store().execute(f"SELECT COUNT(*) FROM {self._form.table}").fetchone()
        return int(found[0])

    def __contains__(self, row: object) -> bool:
        if self._base is None:
            return row in self._rows
        sort, handle = next(iter(self._form.handles.items()))
        return row in self.having(sort, handle(cast(NameRow, row)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, set):
            return set(self) == other
        if not isinstance(other, NameSet):
            return NotImplemented
        if self._base is None and other._base is None:
            return self._rows == other._rows
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def having(self, sort: str, handle: NameKey) -> list[NameRow]:
        """The rows with a handle, in ascending order."""
        if self._base is not None:
            return sorted(self._select(f"WHERE h_{sort} = ?", (_joined(handle),)))
        return self.index(sort).get(handle, [])

    def index(self, sort: str) -> dict[NameKey, list[NameRow]]:
        """The rows by their handles of a sort, if they are in memory."""
        assert self._base is None
        if sort not in self._found:
            by_handle: dict[NameKey, list[NameRow]] = defaultdict(list)
            function = self._form.handles[sort]
            for row in sorted(self._rows):
                by_handle[function(row)].append(row)
            self._found[sort] = dict(by_handle)
        return self._found[sort]

    def starting(self, sort: str, start: NameKey) -> Iterator[NameRow]:
        """The rows whose handle is of a kind and begins with a text."""
        if self._base is not None:
            first = _joined(start)
            last = first[:-1] + chr(ord(first[-1]) + 1)
            where = f"WHERE h_{sort} >= ? AND h_{sort} < ? ORDER BY {self._order()}"
            yield from self._select(where, (first, last))
            return
        for (kind, name), rows in self.index(sort).items():
            if kind == start[0] and name.startswith(start[1]):
                yield from rows

    def handles(self, sort: str) -> Iterator[NameKey]:
        """The distinct handles of all rows."""
        if self._base is None:
            yield from self.index(sort)
            return
        query = f"SELECT DISTINCT h_{sort} FROM {self._form.table}"
        for (text,) in self.store().execute(query):
            kind, _, name = text.partition(_PART)
            yield kind, name


def _joined(handle: NameKey) -> str:
    return f"{handle[0]}{_PART}{handle[1]}"


def _cell(cell: Any) -> Any:
    return _PART.join(cell) if isinstance(cell, tuple) else cell


def _restored(type_: type, cell: Any) -> Any:
    if type_ is tuple:
        return tuple(cell.split(_PART))
    return bool(cell) if type_ is bool else cell
