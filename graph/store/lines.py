"""Sorted N-Quads lines, in memory or in a file: sort, merge and compare without holding them all.

A *line* is the UTF-8 bytes of one quad as pyoxigraph writes it, with ``b" .\\n"`` at the end.
Lines are compared as bytes, which gives the order of their code points.  All lines about one
subject stand together.  Everything works on *chunks* (lists of lines), because Python's sort merges
sorted lists at the speed of C.
"""

from __future__ import annotations

import gzip
import os
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from gaoxin.graph.store.packing import packer

IN_MEMORY = 200_000
"""Maximum number of lines that are sorted in memory; more go to a file."""

CHUNK_BYTES = 2_000_000
"""Approximate size of a chunk that is read from a file."""

TEXTS = 1_000
"""Lines that are encoded at once, in a fraction of the time of one by one."""

AT_ONCE = 64
"""Maximum number of files that are merged at the same time: a system may allow only 256 open
files, and of each some megabytes are in memory."""

Chunks = Iterator[list[bytes]]
"""Chunks of lines, ascending and distinct over all chunks."""


class Lines:
    """Distinct lines in ascending order; can be read any number of times.

    ``count`` is the number of lines.  They are in ``lines`` or in the file ``path``, plain or
    compressed.
    """

    __slots__ = ("_lines", "count", "path")

    def __init__(self, count: int, lines: list[bytes], path: Path | None = None) -> None:
        self.count, self._lines, self.path = count, lines, path

    def chunks(self) -> Chunks:
        """The lines in chunks."""
        if self.path:
            return read_chunks(self.path)
        return iter([self._lines] if self._lines else [])

    def __iter__(self) -> Iterator[bytes]:
        return chain.from_iterable(self.chunks())

    def __len__(self) -> int:
        return self.count


class AmendedLines(Lines):
    """The lines of ``before`` without those ``removed``, which it has, and with those ``added``,
    which it does not have.
    """

    __slots__ = ("_added", "_before", "_removed")

    def __init__(self, before: Lines, added: Lines, removed: Lines) -> None:
        super().__init__(len(before) + len(added) - len(removed), [])
        self._before, self._added, self._removed = before, added, removed

    def chunks(self) -> Chunks:
        """The lines in chunks."""
        return merged([self._kept(), self._added.chunks()])

    def _kept(self) -> Chunks:
        for lines, removed in _aligned_pair(self._before.chunks(), self._removed.chunks()):
            gone = set(removed)
            if kept := [line for line in lines if line not in gone] if gone else lines:
                yield kept


def held(lines: Sequence[bytes]) -> Lines:
    """Lines that are in memory, ascending and distinct."""
    return Lines(len(lines), list(lines))


NOTHING = held(())


def in_file(path: Path, count: int) -> Lines:
    """The lines of a text file, ascending and distinct."""
    return Lines(count, [], path)


def read_chunks(path: Path) -> Chunks:
    """Read a text file of lines, plain or compressed (``.gz``), in chunks."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
        while chunk := file.readlines(CHUNK_BYTES):
            yield chunk


def sort_lines(lines: Iterable[bytes], folder: Path) -> Lines:
    """Sort lines and remove duplicates; temporary files go into ``folder``."""
    sorter = Sorter(folder)
    for line in lines:
        sorter.add(line)
    return sorter.sorted()


class Sorter:
    """Sorts lines that are added one by one; memory holds at most ``IN_MEMORY`` of them.

    Temporary files go into ``folder``, by default that of the system.  If the lines go into files,
    ``written`` gets each of them, and they stay in ``folder``: several may have a line.
    """

    def __init__(
        self, folder: Path | None = None, written: Callable[[Path], None] | None = None
    ) -> None:
        self._folder, self._written = folder, written
        self._lines: list[bytes] = []
        self._texts: list[str] = []
        self._runs: list[Path] = []

    def add_text(self, line: str) -> None:
        """Add one line as text; a break within a term is escaped in it."""
        self._texts.append(line)
        if len(self._texts) >= TEXTS:
            self._encode()

    def _encode(self) -> None:
        text = "".join(self._texts).encode("utf-8", "surrogatepass")
        self._texts = []
        self.extend(text.splitlines(keepends=True))

    def add(self, line: bytes) -> None:
        """Add one line."""
        self._lines.append(line)
        if len(self._lines) >= IN_MEMORY:
            self._spill()

    def extend(self, lines: Iterable[bytes]) -> None:
        """Add many lines."""
        self._lines.extend(lines)
        if len(self._lines) >= IN_MEMORY:
            self._spill()

    def _spill(self) -> None:
        # Removing duplicates first often makes a run small enough to go on in memory.
        distinct = sorted(set(self._lines))
        if len(distinct) < IN_MEMORY // 2:
            self._lines = distinct
            return
        self._write_run(distinct)

    def _write_run(self, lines: list[bytes]) -> None:
        self._runs.append(_write_temporary(iter([lines]), self._folder)[0])
        self._lines = []
        if self._written:
            self._written(self._runs[-1])

    def sorted(self) -> Lines:
        """All lines that were added."""
        self._encode()
        last = sorted(set(self._lines))
        if not self._runs:
            self._lines = []
            return held(last)
        if last:
            self._write_run(last)
        runs = few_files(self._runs, self._folder)
        path, count = _write_temporary(merged(map(read_chunks, runs)), self._folder)
        if not self._written:
            for run in {*runs, *self._runs}:
                run.unlink()
        self._runs = []
        return in_file(path, count)


class Collector:
    """Keeps lines that are added in ascending order, distinct; in a file if they are many.

    The temporary file goes into ``folder``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: list[bytes] = []
        self._file: IO[bytes] | None = None
        self._count = 0

    def extend(self, lines: Iterable[bytes]) -> None:
        """Add lines that follow all others."""
        self._lines.extend(lines)
        if len(self._lines) > IN_MEMORY:
            self._write()

    def _write(self) -> None:
        if self._file is None:
            self._file = _temporary(self._folder)
        self._file.writelines(self._lines)
        self._count += len(self._lines)
        self._lines = []

    def collected(self) -> Lines:
        """All lines that were added."""
        if self._file is None:
            return held(self._lines)
        self._write()
        self._file.close()
        return in_file(Path(self._file.name), self._count)


def gathered(chunks: Chunks, folder: Path) -> Lines:
    """Keep ascending, distinct chunks: in memory if they are few, else in a file in ``folder``."""
    first: list[bytes] = []
    for chunk in chunks:
        first += chunk
        if len(first) > IN_MEMORY:
            return in_file(*_write_temporary(chain([first], chunks), folder))
    return held(first)


def _temporary(folder: Path | None) -> IO[bytes]:
    # Not NamedTemporaryFile, which wraps each call of a method.
    handle, name = tempfile.mkstemp(".nq", dir=folder)
    os.close(handle)
    return Path(name).open("wb")


def _write_temporary(chunks: Chunks, folder: Path | None) -> tuple[Path, int]:
    count = 0
    with _temporary(folder) as file:
        for chunk in chunks:
            file.writelines(chunk)
            count += len(chunk)
    return Path(file.name), count


def merged(sources: Iterable[Chunks]) -> Chunks:
    """Merge ascending sources into one; a line that several have is kept once."""
    for parts in _aligned(sources):
        if len(parts) == 1:
            yield parts[0]
        else:
            lines = list(chain.from_iterable(parts))
            lines.sort()
            yield [line for line, _ in groupby(lines)]


def _aligned(sources: Iterable[Chunks]) -> Iterator[list[list[bytes]]]:
    """Cut the sources at common lines: each step yields, of each source, its lines up to a bound.

    Sources without lines up to the bound are left out.
    """
    heads: list[tuple[list[bytes], Chunks]] = []
    for source in sources:
        if chunk := next(source, None):
            heads.append((chunk, source))
    while heads:
        bound = min(chunk[-1] for chunk, _ in heads)
        parts, following = [], []
        for chunk, source in heads:
            rest: list[bytes] | None = chunk
            cut = bisect_right(chunk, bound)
            if cut:
                parts.append(chunk[:cut])
                rest = chunk[cut:] or next(source, None)
            if rest:
                following.append((rest, source))
        heads = following
        yield parts


def few_files(files: Sequence[Path], folder: Path | None) -> list[Path]:
    """At most ``AT_ONCE`` files that together have the lines of ``files``, each ascending.

    More are merged into new ones in ``folder``.
    """
    found = list(files)
    while len(found) > AT_ONCE:
        several = [found[n : n + AT_ONCE] for n in range(0, len(found), AT_ONCE)]
        made = [_write_temporary(merged(map(read_chunks, part)), folder)[0] for part in several]
        for path in set(found).difference(files):
            path.unlink()
        found = made
    return found


def compare(before: Lines, after: Lines, folder: Path) -> tuple[Lines, Lines]:
    """The lines that only ``after`` has, and those that only ``before`` has."""
    if not len(before):
        return after, NOTHING
    if not len(after):
        return NOTHING, before
    added, removed = Sorter(folder), Sorter(folder)
    tagged = _aligned_pair(before.chunks(), after.chunks())
    for old, new in tagged:
        if old == new:
            continue
        old_set, new_set = set(old), set(new)
        added.extend(line for line in new if line not in old_set)
        removed.extend(line for line in old if line not in new_set)
    return added.sorted(), removed.sorted()


def _aligned_pair(left: Chunks, right: Chunks) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """Cut two sources at common lines; yields the lines of both up to each cut."""
    a, b = next(left, None), next(right, None)
    while a and b:
        bound = min(a[-1], b[-1])
        i, j = bisect_right(a, bound), bisect_right(b, bound)
        yield a[:i], b[:j]
        a = a[i:] or next(left, None)
        b = b[j:] or next(right, None)
    while a:
        yield a, []
        a = next(left, None)
    while b:
        yield [], b
        b = next(right, None)


def union(several: Iterable[Lines], folder: Path) -> Lines:
    """All lines that at least one of ``several`` has."""
    filled = [lines for lines in several if len(lines)]
    if len(filled) < 2:
        return filled[0] if filled else NOTHING
    return gathered(merged(lines.chunks() for lines in filled), folder)


def write_packed(chunks: Chunks, path: Path) -> None:
    """Write lines to a gzip file without a name and a time stamp."""
    with path.open("wb") as raw, packer(raw) as file:
        for chunk in chunks:
            file.write(b"".join(chunk))


def by_subject(lines: Iterable[bytes]) -> Iterator[tuple[bytes, Iterator[bytes]]]:
    """Group ascending lines by their subject, which is given as written (``b"<…>"``)."""
    return groupby(lines, subject_of)


def subject_of(line: bytes) -> bytes:
    """The subject of a line as written."""
    return line[: line.index(b" ")]


def parts_of(line: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Subject, predicate, object and graph of a line, as written."""
    subject, predicate, rest = line.split(b" ", 2)
    object_, graph, _ = rest.rsplit(b" ", 2)
    return subject, predicate, object_, graph


def triple_of(line: bytes) -> bytes:
    """The line without its graph and end: subject, predicate and object as written."""
    return line[: line.rindex(b" ", 0, -3)]


def line_of(quad: ox.Quad) -> bytes:
    """The line of a named quad."""
    return f"{quad} .\n".encode("utf-8", "surrogatepass")


def quads_of_lines(lines: Iterable[bytes]) -> Iterator[ox.Quad]:
    """Parse lines; the text of all lines is held in memory."""
    return ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS)
