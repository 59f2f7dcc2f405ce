"""Sort rows of the common table by their cells, in files if they are many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from gaoxin.graph.store.lines import sort_lines
from gaoxin.model import STATEMENT_COLUMNS, Statement

_CELLS = attrgetter(*STATEMENT_COLUMNS)
_BETWEEN = "\x00"
_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", _BETWEEN: "\\0"})
_READ = {"\\\\": "\\", "\\n": "\n", "\\0": _BETWEEN}

_ESCAPE = re.compile(r"\\[\\n0]")


def sorted_rows(rows: Iterable[tuple[str, Statement]], scratch: Path) -> Iterator[list[str]]:
    """The cells of each row, in the order of the cells.

    Each row comes with an IRI, because rows about two things of one name may be equal.  Temporary
    files go into ``scratch``.
    """
    lines = sort_lines((_line((*_CELLS(row), iri)) for iri, row in rows), scratch)
    return (_cells(line)[:-1] for line in lines)


def _line(cells: tuple[str, ...]) -> bytes:
    """A line for each row; lines are in the order of their cells."""
    text = _BETWEEN.join(cell.translate(_ESCAPED) for cell in cells)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def _cells(line: bytes) -> list[str]:
    text = line[:-1].decode("utf-8", "surrogatepass")
    if "\\" not in text:
        return text.split(_BETWEEN)
    return [_ESCAPE.sub(lambda found: _READ[found[0]], cell) for cell in text.split(_BETWEEN)]
