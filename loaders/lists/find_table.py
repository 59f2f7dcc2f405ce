"""Find the table in a sheet: its header, the titles above it, and the rows below it.

The header may have up to three lines with merged cells (``2024年`` above ``营业收入``), and it may
stand below titles and a line ``单位：万元``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from gaoxin.loaders.lists.header_endings import SUM_OR_PART
from gaoxin.loaders.lists.header_parts import split_header
from gaoxin.loaders.lists.note_lines import filing_date, is_note_row, period_of_notes
from gaoxin.loaders.lists.unit_lines import units_above
from gaoxin.loaders.lists.written_units import canonical_unit
from gaoxin.loaders.tables.opening import Sheet
from gaoxin.loaders.tables.workbook_layout import Area, FilledCells

SEARCHED = 40
"""Number of filled rows in which the header is searched."""
MOST_LINES = 3
"""Maximum number of lines of a header."""
LONGEST_HEADER = 60
"""Maximum number of characters of a cell in a header; longer ones are notes."""

_NUMBER, _YEAR = re.compile(r"[-+]?[\d,]*\.?\d+%?"), re.compile(r"(?:19|20)\d\d")
_SPACED_HAN = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff(（])")
_COUNTING = re.compile(r"[甲乙丙丁戊]|[(（]?\d{1,3}[)）]?|[A-Za-z]")


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a table; ``repeated`` are the cells whose text was copied from a merged area."""

    line: int
    cells: list[str]
    repeated: dict[int, Area]


@dataclass(slots=True)
class FoundTable:
    """A table in a sheet.

    ``headers`` has the lines of the header of each column, without repetition; a column without
    header has none.  ``titles`` are the texts above the header; ``units``, ``period`` (of the
    figures) and ``filed`` (when the table was filled in) are what notes among them give.  ``first``
    are the first data rows, for samples; ``rows`` yields all of them, ``first`` included, once.
    ``from_1904``: numbers that mean days count from 1904.
    """

    file: str
    sheet: str
    headers: list[tuple[str, ...]]
    first_line: int
    last_line: int
    titles: list[str]
    units: tuple[str, ...]
    first: list[ListRow]
    rows: Iterator[ListRow]
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    from_1904: bool = False
    period: str = ""
    filed: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    start: int
    lines: int
    headers: list[tuple[str, ...]]


def find_table(
    sheet: Sheet, file: str, is_known: Callable[[tuple[str, ...]], bool]
) -> FoundTable | None:
    """The table of a sheet; ``None`` if no row of its beginning looks like a header.

    ``is_known`` tells whether the lines of a column's header mean something.
    """
    rows = filled_rows(sheet)
    head = list(itertools.islice(rows, SEARCHED))
    found = _best_header([row.cells for row in head], is_known)
    if found is None:
        return None
    above = head[: found.start]
    titles = _titles(above)
    notes = _titles([row for row in above if is_note_row(row.cells, is_known)])
    data = head[found.start + found.lines :]
    while data and _is_counting(data[0].cells, len(found.headers)):
        data = data[1:]
    return FoundTable(
        file,
        sheet.head.name,
        found.headers,
        head[found.start].line,
        head[found.start + found.lines - 1].line,
        titles,
        units_above(titles),
        data,
        itertools.chain(data, rows),
        sheet.head.hidden_columns,
        sheet.head.hidden_rows,
        sheet.head.from_1904,
        period_of_notes(notes),
        filing_date(notes),
    )


def first_row_table(sheet: Sheet, file: str) -> FoundTable | None:
    """The table whose header is the first filled row of a sheet; ``None`` if there is none."""
    rows = filled_rows(sheet)
    head = next(rows, None)
    if head is None:
        return None
    headers = [tuple(filter(None, (cell,))) for cell in head.cells]
    return FoundTable(file, sheet.head.name, headers, head.line, head.line, [], (), [], rows)


def filled_rows(sheet: Sheet) -> Iterator[ListRow]:
    """The rows that are not empty, with trimmed cells."""
    for line, raw in sheet.rows:
        repeated = raw.repeated if isinstance(raw, FilledCells) else {}
        cells = [cell.strip() for cell in raw]
        if any(cells):
            yield ListRow(line, cells, repeated)


def _best_header(
    rows: Sequence[list[str]], is_known: Callable[[tuple[str, ...]], bool]
) -> _Candidate | None:
    best: _Candidate | None = None
    for start in range(len(rows)):
        if (
            len(set(filter(None, rows[start]))) == 1
            and start + 1 < len(rows)
            and _width(rows[start:]) > 1
        ):
            continue  # one text: a title, or a note
        if is_note_row(rows[start], is_known):
            continue
        if start and _goes_on(rows[start - 1], rows[start], is_known):
            continue
        for lines in range(1, min(MOST_LINES, len(rows) - start) + 1):
            group = rows[start : start + lines]
            if not _may_be_header(group, is_known):
                break
            if _goes_down(group, rows[start + lines : start + lines + 1], is_known):
                continue
            headers = _flattened(group)
            known = sum(1 for header in headers if header and is_known(header))
            if not known:
                continue
            filled = [header for header in headers if header]
            repeated = len(filled) - len(set(filled))
            telling = sum(map(_tells_more, filled))
            score = known - repeated + telling / 10 - lines / 100 - start / 1000
            if best is None or score > best.score:
                best = _Candidate(score, start, lines, headers)
    return best


def _goes_on(above: list[str], row: list[str], is_known: Callable[[tuple[str, ...]], bool]) -> bool:
    """Whether a row is the lower line of a header that begins above it: cells are merged over both
    lines, so that their texts stand in both.
    """
    same = sum(1 for upper, lower in zip(above, row, strict=False) if upper and upper == lower)
    return same > 1 and len(set(filter(None, above))) > 2 and _may_be_header([above, row], is_known)


def _width(rows: Sequence[list[str]]) -> int:
    """The largest number of filled cells in a row."""
    return max((sum(1 for cell in row if cell) for row in rows), default=0)


def _may_be_header(group: Sequence[list[str]], is_known: Callable[[tuple[str, ...]], bool]) -> bool:
    """Whether the last of several lines may belong to a header that begins with the others."""
    last = group[-1]
    filled = [cell for cell in last if cell]
    if any(len(cell) > LONGEST_HEADER or _is_quantity(cell) for cell in filled):
        return False
    if len(group) == 1:
        return True
    above = group[-2]
    if len(set(filter(None, above))) < 2:
        return False
    new = [
        (cell, above[index] if index < len(above) else "")
        for index, cell in enumerate(last)
        if cell and (index >= len(above) or cell != above[index])
    ]
    if _is_laid_out(above, last):
        return True
    fitting = sum(1 for cell, over in new if _is_part(cell, over, is_known))
    return bool(new) and fitting * 10 >= len(new) * 7


def _is_laid_out(above: list[str], last: list[str]) -> bool:
    """Whether merged cells show that two lines are one header: some go down through both, and
    whatever is new in the lower line stands below a text that goes on over several columns.
    """
    pairs = list(zip(above, last, strict=False))
    down = sum(1 for upper, lower in pairs if upper and upper == lower)
    new = [index for index, (upper, lower) in enumerate(pairs) if lower and lower != upper]
    return down > 0 and bool(new) and all(_goes_across(above, index) for index in new)


def _goes_across(line: list[str], index: int) -> bool:
    """Whether the text of a cell stands in a cell beside it, too."""
    return bool(line[index]) and line[index] in (
        *line[index - 1 : index],
        *line[index + 1 : index + 2],
    )


def _goes_down(
    group: Sequence[list[str]],
    below: Sequence[list[str]],
    is_known: Callable[[tuple[str, ...]], bool],
) -> bool:
    """Whether merged cells show that a header goes on in the line below it."""
    if not below or len(group) == MOST_LINES or not _is_laid_out(group[-1], below[0]):
        return False
    return _may_be_header([*group, below[0]], is_known)


def _is_quantity(cell: str) -> bool:
    """Whether a cell is a number that is no year; a header has none."""
    return bool(_NUMBER.fullmatch(cell)) and not _YEAR.fullmatch(cell)


def _is_part(cell: str, above: str, is_known: Callable[[tuple[str, ...]], bool]) -> bool:
    """Whether a cell of a lower line may be a part of a header: a known word, a period, a unit."""
    parts = split_header(cell)
    if not parts.name or canonical_unit(cell):
        return is_known((cell,)) or bool(parts.unit or canonical_unit(cell))
    if above and (SUM_OR_PART.fullmatch(cell) or cell.startswith("其中")) and is_known((above,)):
        return True
    return is_known((cell,)) or is_known((above + cell,))


def _flattened(group: Sequence[list[str]]) -> list[tuple[str, ...]]:
    """The lines of the header of each column.

    A group header (``2024年``) of a CSV file stands only above its first column; it goes on to the
    right as long as the lower line has a text and the upper line none.
    """
    width = max(map(len, group))
    lines = [line + [""] * (width - len(line)) for line in group]
    for upper, lower in itertools.pairwise(lines):
        current, has_below = "", False
        for index in range(width):
            if upper[index]:
                current, has_below = (
                    upper[index],
                    bool(lower[index]) and lower[index] != upper[index],
                )
            elif lower[index] and current and has_below:
                upper[index] = current
            else:
                current = ""
    return [tuple(dict.fromkeys(filter(None, column))) for column in zip(*lines, strict=True)]


def _tells_more(header: tuple[str, ...]) -> int:
    """How much a header of several lines says: a period, a unit, both or neither."""
    if len(header) < 2:
        return 0
    parts = split_header(" / ".join(header))
    return bool(parts.period) + bool(parts.unit)


def _titles(rows: Sequence[ListRow]) -> list[str]:
    """The different texts above the header."""
    return list(dict.fromkeys(cell for row in rows for cell in row.cells if cell))


def _is_counting(cells: Sequence[str], width: int) -> bool:
    """Whether the row numbers the columns (``甲 1 2 3``), as statistical forms do."""
    filled = [cell for cell in cells[:width] if cell]
    if len(filled) < 3 or not all(_COUNTING.fullmatch(cell) for cell in filled):
        return False
    numbers = [int(re.sub(r"\D", "", cell)) for cell in filled if re.search(r"\d", cell)]
    return len(numbers) > 1 and all(b - a == 1 for a, b in itertools.pairwise(numbers))


def header_text(header: tuple[str, ...]) -> str:
    """The header as it is shown, on one line: ``2024年 / 营业收入``."""
    return " / ".join(_SPACED_HAN.sub("", " ".join(line.split())) for line in header)


def samples_of(table: FoundTable, index: int, most: int = 3) -> list[str]:
    """The first different values of a column, as they are written."""
    cells = (row.cells[index] for row in table.first if index < len(row.cells))
    return list(dict.fromkeys(" ".join(cell.split()) for cell in cells if cell))[:most]
