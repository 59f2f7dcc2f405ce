"""Read delimited text (CSV, TSV) as rows of cells, in the dialects that programs write.

The delimiter is a comma, tab, semicolon, bar, full-width comma or full-width semicolon.  It is the
one that most of the first lines have equally often, unless a first line ``sep=;`` gives it, as
Excel writes it.  All kinds of line ends are accepted.  A cell ``="00123"``, by which programs keep
Excel from changing a code, is the text ``00123``.
"""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from gaoxin.errors import InvalidSource
from gaoxin.loaders.decoding import open_text, unreadable
from gaoxin.loaders.problems import exceeded, over_bound, refusal
from gaoxin.model import Problem
from gaoxin.settings import Bounds

DELIMITERS = ",\t;|，；"
LONG_ROW = 64
"""Maximum length of a row, as a multiple of the maximum length of a cell."""
SAMPLED = 20
"""Number of lines by which the delimiter is found."""
_WRAPPED = re.compile(r'="([^"]*)"')
_NAMED = re.compile(r'"?sep=(.)"?[,\t;|]*', re.IGNORECASE)


def read_delimited(
    path: Path, name: str, problems: list[Problem], bounds: Bounds
) -> Iterator[tuple[int, list[str]]]:
    """Yield (line where the row begins, cells); add the problems of invalid rows to ``problems``.

    Raises:
        InvalidSource: the file cannot be read as text, exceeds a bound, or changes meanwhile.
    """
    try:
        with open_text(path, name) as stream:
            yield from rows_of_text(stream, name, problems, bounds)
    except UnicodeDecodeError as cause:  # the file has just been decoded without an error
        raise has_changed(name) from cause
    except OSError as cause:
        raise unreadable(name, cause) from cause


def rows_of_text(
    stream: TextIO,
    name: str,
    problems: list[Problem],
    bounds: Bounds,
    *,
    delimiter: str = "",
    first_line: int = 1,
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of an open text as :func:`read_delimited` does.

    Of a part of a file, which begins with a row, the ``delimiter`` and the number of its
    ``first_line`` are given; otherwise the delimiter is found.

    Raises:
        InvalidSource: a row or the reading exceeds a bound.
    """
    deadline = time.monotonic() + bounds.max_read_seconds if bounds.max_read_seconds else None
    csv.field_size_limit(bounds.max_cell_chars)
    lines = _Lines(stream, name, bounds, first_line)
    reader = csv.reader(lines, delimiter=delimiter or lines.find_delimiter(), strict=True)
    while True:
        line = lines.begin_row()
        if deadline is not None and time.monotonic() > deadline:
            raise exceeded(
                "max_read_seconds",
                bounds,
                name,
                "读取时间过长",
                "reading it takes too long",
                line=line,
            )
        try:
            cells = next(reader)
            yield line, _unwrapped(cells) if lines.has_wrapped else cells
        except StopIteration:
            return
        except csv.Error as cause:
            problems.append(_explain(name, line, str(cause), bounds))
            if problems[-1].ends_reading:
                return


def has_changed(name: str) -> InvalidSource:
    """The error for a file that changes while it is read."""
    return refusal(
        name,
        "文件在读取过程中发生了变化；请待其写完后重新加载。",
        "the file changed while it was read; load it again once it is complete.",
    )


def delimiter_of(path: Path, name: str, bounds: Bounds) -> str:
    """The delimiter of a file.

    Raises:
        InvalidSource: as :func:`read_delimited`.
    """
    with open_text(path, name) as stream:
        return _Lines(stream, name, bounds).find_delimiter()


class _Lines:
    """The lines of a text with their ends; bounds the length of lines and rows."""

    def __init__(self, stream: TextIO, name: str, bounds: Bounds, first: int = 1) -> None:
        self._stream, self._name, self._bounds = stream, name, bounds
        self._limit = bounds.max_cell_chars * LONG_ROW
        self._number = first - 1  # number of the line that was read last
        self._row = first  # number of the line where the current row begins
        self._left = self._limit
        self.has_wrapped = False  # whether the current row may have a cell like ="00123"

    def find_delimiter(self) -> str:
        """The delimiter: from a first line ``sep=``, or else from the first lines with text."""
        line = self._stream.readline(self._limit)
        if found := _NAMED.fullmatch(line.rstrip("\r\n")):
            self._number = 1  # the reader continues after this line
            return found[1]
        sample: list[str] = []
        while line and len(sample) < SAMPLED:
            if line.strip():
                sample.append(re.sub(r'"[^"]*"', "", line))
            line = self._stream.readline(self._limit)
        self._stream.seek(0)
        return max(DELIMITERS, key=lambda mark: _regularity(mark, sample))

    def begin_row(self) -> int:
        """Start a row; return the number of its first line."""
        self._left, self._row, self.has_wrapped = self._limit, self._number + 1, False
        return self._row

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(self._left + 1)
        if not line:
            raise StopIteration
        self._left -= len(line)
        if self._left < 0:
            raise exceeded(
                "max_cell_chars",
                self._bounds,
                self._name,
                f"这一行超过 {self._limit} 个字符（单元格上限的 {LONG_ROW} 倍）",
                f"the row has more than {self._limit} characters, {LONG_ROW} times what a "
                "cell may have",
                line=self._row,
            )
        self._number += 1
        if '="' in line:
            self.has_wrapped = True
        return line


def _regularity(mark: str, lines: list[str]) -> tuple[int, int]:
    """How many lines have the mark equally often, and how often; zeros if they are too few.

    A comma in a text of one line is no delimiter.
    """
    counts = Counter(line.count(mark) for line in lines if mark in line)
    most = max(((number, count) for count, number in counts.items()), default=(0, 0))
    return most if 2 * most[0] > len(lines) or counts.total() == len(lines) else (0, 0)


def _unwrapped(cells: list[str]) -> list[str]:
    """The cells without the formula that protects a code."""
    found = (_WRAPPED.fullmatch(cell.strip()) for cell in cells)
    return [match[1] if match else cell for match, cell in zip(found, cells, strict=True)]


def _explain(name: str, line: int, reason: str, bounds: Bounds) -> Problem:
    """The problem for an error of the csv module."""
    if "expected after" in reason:
        return Problem(
            name,
            line,
            "",
            "",
            '引号之后还有文字；单元格内的引号请写成两个（""）。',
            'text follows a closing quote; double a quote inside a cell ("").',
        )
    if "field limit" in reason:
        return over_bound(
            "max_cell_chars",
            bounds,
            name,
            "从这一行起的单元格过长，也可能是引号没有闭合",
            "a cell that begins here is too long, or its quote is never closed",
            line=line,
        )
    return Problem(
        name,
        line,
        "",
        "",
        "从这一行起的引号没有闭合；请补上引号。",
        "a quote opened from here on is never closed; close the quote.",
        ends_reading=True,
    )
