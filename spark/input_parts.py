"""Cut the tables of a dataset into parts that can be read at the same time.

A large CSV file whose table is a list is cut at beginnings of rows, a Parquet file between its row
groups.  The header is found here, by the code of the single machine, and goes with every part.  All
other files are read whole, each as one part: workbooks, statement tables, small files.
"""

from __future__ import annotations

import itertools
import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

from gaoxin.loaders.decoding import find_encoding
from gaoxin.loaders.lists.find_table import SEARCHED, FoundTable
from gaoxin.loaders.lists.list_mapping import ListMapping
from gaoxin.loaders.lists.read_list import ListOptions, ListReader
from gaoxin.loaders.problems import exceeded, refusal
from gaoxin.loaders.rdf.parse import is_rdf_file
from gaoxin.loaders.read_tables import known_header
from gaoxin.loaders.tables.delimited import delimiter_of, has_changed
from gaoxin.loaders.tables.opening import TEXT_SUFFIXES, Sheet, file_state, open_sheets
from gaoxin.loaders.tables.reading import find_inputs
from gaoxin.loaders.tables.reason_column import dataset_of_corrected
from gaoxin.settings import Bounds

PARQUET = ".parquet"
LEAST = 1 << 20
"""Bytes of a small part: some 7,000 rows, which take a core two seconds."""

AnyBounds = TypeVar("AnyBounds", bound=Bounds)


@dataclass(frozen=True, slots=True)
class ListHead:
    """What was found at the top of a list: its table without rows, and what its columns mean.

    ``first_row`` is the line of the first row; ``delimiter`` and ``encoding`` are those of the
    file.
    """

    table: FoundTable
    mapping: ListMapping
    first_row: int
    delimiter: str
    encoding: str


@dataclass(frozen=True, slots=True)
class InputPart:
    """A part of the input: a whole file, or if there is a ``head`` a piece of a list.

    A piece of a text are its bytes from ``start`` to ``end``, one of a Parquet file are its row
    groups from ``start`` to ``end``, the last one excluded.  ``number`` counts the parts in the
    order of their rows.  ``first_line`` is the line at which a piece begins.  ``state`` are size,
    modification time and inode of the file when it was cut.
    """

    number: int
    path: Path
    head: ListHead | None = None
    start: int = 0
    end: int = 0
    first_line: int = 1
    state: tuple[int, int, int] = (0, 0, 0)


def part_size(path: Path, most: int, places: int) -> int:
    """The size of a part in bytes: at most ``most``, and small enough for work in all places.

    Parts below :data:`LEAST` are not worth their beginning.
    """
    whole = sum(file.stat().st_size for file in find_inputs(path))
    return min(most, max(LEAST, math.ceil(whole / places)))


def cut_inputs(path: Path, lists: ListOptions, bounds: Bounds, size: int) -> list[InputPart]:
    """The parts of a file or folder, in the order of its files; ``size`` is that of a part in
    bytes.

    Raises:
        InvalidSource: a file cannot be read, or is no table.
    """
    parts: list[InputPart] = []
    for file in find_inputs(path):
        if is_rdf_file(file):
            raise refusal(
                file.name,
                "这是 RDF 文件；gaoxin spark load 只读表格，请用 gaoxin load 载入它。",
                "this is an RDF file; gaoxin spark load reads tables only, so load it with gaoxin "
                "load.",
            )
        state = file_state(file, file.name)
        for part in _cut_file(file, lists, bounds, size):
            parts.append(replace(part, number=len(parts), state=state))
    return parts


def refuse_changed(parts: Iterable[InputPart]) -> None:
    """Refuse the input if a file changed since it was cut.

    Raises:
        InvalidSource: one did, or is gone.
    """
    for path, state in {part.path: part.state for part in parts}.items():
        if file_state(path, path.name) != state:
            raise has_changed(path.name)


def _cut_file(file: Path, lists: ListOptions, bounds: Bounds, size: int) -> list[InputPart]:
    whole = [InputPart(0, file)]
    suffix = file.suffix.lower()
    if suffix not in (*TEXT_SUFFIXES, PARQUET) or file.stat().st_size <= size:
        return whole
    head = find_head(file, lists, bounds)
    if head is None:
        return whole
    if suffix == PARQUET:
        return list(_cut_parquet(file, head, size, bounds))
    cuts = [InputPart(0, file, head)]
    whole_size = file.stat().st_size
    even = math.ceil(whole_size / math.ceil(whole_size / size))  # no short last part
    for offset, line in takewhile(lambda cut: cut[0] < whole_size, cut_text(file, head, even)):
        cuts[-1] = replace(cuts[-1], end=offset)
        cuts.append(InputPart(len(cuts), file, head, offset, 0, line))
    cuts[-1] = replace(cuts[-1], end=whole_size)
    for cut in cuts:
        _check_piece("max_input_bytes", cut, cut.end - cut.start, bounds)
    return cuts


def _check_piece(bound: str, piece: InputPart, size: int, bounds: Bounds) -> None:
    """Bounds of a whole file hold for a piece, which is all that a worker reads."""
    if size > getattr(bounds, bound):
        raise exceeded(
            bound,
            bounds,
            piece.path.name,
            f"从这一行起的一块有 {size} 字节",
            f"the part that begins here has {size} bytes",
            line=piece.first_line,
        )


def find_head(file: Path, lists: ListOptions, bounds: Bounds) -> ListHead | None:
    """The head of a text or Parquet file that is a list; ``None`` if it is to be read whole.

    Raises:
        InvalidSource: it cannot be read, or it cannot be told what its rows are.
    """
    is_text = file.suffix.lower() != PARQUET
    encoding = find_encoding(file, file.name) if is_text else ""
    if encoding == "utf-16" or dataset_of_corrected(file):
        return None
    sheet = next(open_sheets(file, file.name, [], bounds=of_any_size(bounds)), None)
    if sheet is None:
        return None
    rows = list(itertools.islice(sheet.rows, SEARCHED))
    if lists.mapping is None and known_header(rows) is not None:
        return None
    found = ListReader(file.name, lists, bounds).find(Sheet(sheet.head, iter(rows)))
    if found is None:
        return None
    first = next(found.table.rows, None)
    if first is None:
        return None
    table = replace(found.table, rows=iter(()))
    delimiter = delimiter_of(file, file.name, bounds) if is_text else ""
    return ListHead(table, found.mapping, first.line, delimiter, encoding)


def of_any_size(bounds: AnyBounds) -> AnyBounds:
    """Bounds for reading the head of a file of any size, or its rows one after the other."""
    most = sys.maxsize
    return replace(bounds, max_input_bytes=most, max_decompressed_bytes=most, max_rows=most)


def _cut_parquet(file: Path, head: ListHead, size: int, bounds: Bounds) -> Iterator[InputPart]:
    """Pieces of about ``size`` bytes, each of whole row groups."""
    import pyarrow.parquet

    about = pyarrow.parquet.read_metadata(file)
    start, line, rows, taken = 0, 1, 0, 0
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        rows += group.num_rows
        taken += group.total_byte_size
        if taken >= size or number + 1 == about.num_row_groups:
            piece = InputPart(0, file, head, start, number + 1, line)
            _check_piece("max_decompressed_bytes", piece, taken, bounds)
            yield piece
            start, line, taken = number + 1, line + rows, 0
            rows = 0


def cut_text(file: Path, head: ListHead, size: int) -> Iterator[tuple[int, int]]:
    """The places at which a text is cut: the offset of a row's first byte, and its line.

    A cell in quotes may hold line breaks, so a row begins only where no quote is open.  Rows with
    quotes are read by the csv module as the loader does; the others end with their line.
    """
    import csv

    offset, line, last = 0, 1, 0
    with file.open("rb") as stream:
        lines = iter(stream)
        for raw in lines:
            count = _line_ends(raw)
            if b'"' in raw:
                taken = [raw]

                def texts(first: bytes = raw, taken: list[bytes] = taken) -> Iterator[str]:
                    yield first.decode(head.encoding, "replace")
                    for more in lines:
                        taken.append(more)
                        yield more.decode(head.encoding, "replace")

                try:
                    next(csv.reader(texts(), delimiter=head.delimiter, strict=True), None)
                except csv.Error:
                    return  # the rest stays one part, whose reader tells the problem
                raw = b"".join(taken)
                count = sum(map(_line_ends, taken))
            offset += len(raw)
            line += count
            if offset - last >= size and line > head.first_row:
                last = offset
                yield offset, line


def _line_ends(raw: bytes) -> int:
    """How many lines end in the bytes; a lone carriage return ends one, too."""
    return raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")
