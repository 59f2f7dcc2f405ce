"""A set of rows about names: in memory if they are few, otherwise in a temporary SQLite file.

So the memory of a load does not grow with the names in a list.  The rows are tuples of strings (and
at the end perhaps one boolean, or one tuple of strings).  They are found by *handles*: the names or
keys that each row is about.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar, cast

IN_MEMORY = 50_000
"""Maximum number of rows of one set in memory."""

_BATCH = 20_000
_PART = "\x1e"  # between the parts of a handle, and between the strings of a tuple

NameKey = tuple[str, str]
"""Kind and match key of a name; ``("", key)`` is the key of a thing."""

Row = TypeVar("Row", bound=tuple[Any, ...])


class RowForm(NamedTuple, Generic[Row]):
    """How the rows of a set are made and found.

    ``make`` makes a row from its cells.  ``handles`` gives, for each sort of handle, a function
    from a row to its handle.
    """

    make: Callable[..., Row]
    handles: dict[str, Callable[[Row], NameKey]]


class NameSet(Generic[Row]):
    """Distinct rows; they can be read any number of times, in ascending order of their cells."""

    def __init__(self, form: RowForm[Row], rows: Iterable[Row] = ()) -> None:
        self._form = form
        self._rows: set[Row] = set()
        self._found: dict[str, dict[NameKey, list[Row]]] = {}
        self._base: sqlite3.Connection | None = None
        self._is_sorted = False
        self._types: list[type] = []
        self.update(rows)

    @property
    def is_large(self) -> bool:
        """Whether the rows are in a file, so that they should not be read into memory."""
        return self._base is not None

    def add(self, row: Row) -> None:
        """Add one row."""
        self._rows.add(row)
        self._found.clear()
        if len(self._rows) >= (IN_MEMORY if self._base is None else _BATCH):
            self._spill()

    def update(self, rows: Iterable[Row]) -> None:
        """Add many rows."""
        for row in rows:
            self.add(row)

    def _spill(self) -> None:
        if self._base is None:
            self._base = sqlite3.connect("", isolation_level=None)  # "" is a temporary file
            self._base.execute("PRAGMA journal_mode = OFF")
            self._base.execute("PRAGMA cache_size = -32000")  # KiB
            self._types = [type(cell) for cell in next(iter(self._rows))]
            self._base.execute(f"CREATE TABLE added ({', '.join(self._columns())})")
        elif self._is_sorted:
            self._base.execute("ALTER TABLE rows RENAME TO added")
            for sort in self._form.handles:
                self._base.execute(f"DROP INDEX by_{sort}")
            self._is_sorted = False
        handles = list(self._form.handles.values())
        marks = ", ".join("?" * (len(self._types) + len(handles)))
        self._base.execute("BEGIN")
        self._base.executemany(
            f"INSERT INTO added VALUES ({marks})",
            ((*map(_cell, row), *(_joined(f(row)) for f in handles)) for row in self._rows),
        )
        self._base.execute("COMMIT")
        self._rows.clear()

    def _columns(self) -> list[str]:
        cells = [f"c{number}" for number in range(len(self._types))]
        return cells + [f"h_{sort}" for sort in self._form.handles]

    def _sorted_base(self) -> sqlite3.Connection:
        """The file with every row in it, sorted and indexed."""
        assert self._base is not None
        if self._rows:
            self._spill()
        if not self._is_sorted:
            columns = ", ".join(self._columns())
            cells = ", ".join(self._columns()[: len(self._types)])
            self._base.execute(
                f"CREATE TABLE rows AS SELECT DISTINCT {columns} FROM added ORDER BY {cells}"
            )
            self._base.execute("DROP TABLE added")
            for sort in self._form.handles:
                self._base.execute(f"CREATE INDEX by_{sort} ON rows (h_{sort})")
            self._is_sorted = True
        return self._base

    def _select(self, rest: str = "", values: tuple[str, ...] = ()) -> Iterator[Row]:
        cells = ", ".join(self._columns()[: len(self._types)])
        found = self._sorted_base().execute(f"SELECT {cells} FROM rows {rest}", values)
        types, make = self._types, self._form.make
        for row in found:
            yield make(*map(_restored, types, row))

    def __iter__(self) -> Iterator[Row]:
        if self._base is None:
            return iter(sorted(self._rows))
        return self._select("ORDER BY rowid")

    def __len__(self) -> int:
        if self._base is None:
            return len(self._rows)
        found = self._sorted_base().execute("SELECT COUNT(*) FROM rows").fetchone()
        return int(found[0])

    def __contains__(self, row: object) -> bool:
        if self._base is None:
            return row in self._rows
        sort, handle = next(iter(self._form.handles.items()))
        return row in self.having(sort, handle(cast(Row, row)))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, set):
            return set(self) == other
        if not isinstance(other, NameSet):
            return NotImplemented
        if self._base is None and other._base is None:
            return self._rows == other._rows
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def having(self, sort: str, handle: NameKey) -> list[Row]:
        """The rows with a handle, in ascending order."""
        if self._base is not None:
            return sorted(self._select(f"WHERE h_{sort} = ?", (_joined(handle),)))
        return self.index(sort).get(handle, [])

    def index(self, sort: str) -> dict[NameKey, list[Row]]:
        """The rows by their handles of a sort, if they are in memory."""
        assert self._base is None
        if sort not in self._found:
            by_handle: dict[NameKey, list[Row]] = defaultdict(list)
            function = self._form.handles[sort]
            for row in sorted(self._rows):
                by_handle[function(row)].append(row)
            self._found[sort] = dict(by_handle)
        return self._found[sort]

    def starting(self, sort: str, start: NameKey) -> Iterator[Row]:
        """The rows whose handle is of a kind and begins with a text."""
        if self._base is not None:
            first = _joined(start)
            last = first[:-1] + chr(ord(first[-1]) + 1)
            where = f"WHERE h_{sort} >= ? AND h_{sort} < ? ORDER BY rowid"
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
        for (text,) in self._sorted_base().execute(f"SELECT DISTINCT h_{sort} FROM rows"):
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
