"""The column of reasons beside a table whose problems were written out, and how it is read again.

``gaoxin load 名单.xlsx --problems 问题.xlsx`` writes the table with one more column.  Its heading
names the dataset: ``问题（高新图谱：名单）``.  When the corrected table is loaded, the column is
left out, and the table stands for its dataset, whatever the file is called now.
"""

from __future__ import annotations

import codecs
import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gaoxin.language import say
from gaoxin.loaders.problems import refusal
from gaoxin.loaders.tables.row_shapes import RawRow

SEARCHED_ROWS = 100
"""Number of rows in which the heading is looked for."""
_SEARCHED_BYTES = 64 << 20
_HEADINGS = (
    ("问题（高新图谱：{}）", False),
    ("问题摘录（高新图谱：{}）", True),
    ("Problem (Gaoxin Graph: {})", False),
    ("Problem excerpt (Gaoxin Graph: {})", True),
)
_PATTERNS = tuple(
    (re.compile(re.escape(form).replace(re.escape("{}"), '([^\x00-\x1f<>"]+)')), is_excerpt)
    for form, is_excerpt in _HEADINGS
)
_SIGNS = ("高新图谱", "Gaoxin Graph")
_OVERLAP = 8_192  # bytes of a heading that two pieces may share
_REFERENCE = re.compile(rb"&#(?:x([0-9A-Fa-f]{2,6})|([0-9]{3,7}));")


@dataclass(frozen=True, slots=True)
class ReasonHeading:
    """The heading of a column of reasons.

    An excerpt has only some of the rows of the table, so it cannot be loaded in its place.
    """

    dataset: str
    is_excerpt: bool = False

    def __str__(self) -> str:
        """The heading in the current language."""
        zh, en = _HEADINGS[self.is_excerpt][0], _HEADINGS[2 + self.is_excerpt][0]
        return say(zh, en).format(self.dataset)


def read_heading(text: str) -> ReasonHeading | None:
    """The heading of a column of reasons in either language; ``None`` for any other text."""
    if not any(sign in text for sign in _SIGNS):
        return None
    first, _, _ = text.strip().partition("\n")  # problems of the header may follow
    for pattern, is_excerpt in _PATTERNS:
        if found := pattern.fullmatch(first.strip()):
            return ReasonHeading(found[1], is_excerpt)
    return None


def without_reasons(rows: Iterator[RawRow], name: str) -> Iterator[RawRow]:
    """The rows without the column of reasons, if they have one.

    Raises:
        InvalidSource: the table is an excerpt.
    """
    column: int | None = None
    for count, (line, cells) in enumerate(rows):
        if column is None and count < SEARCHED_ROWS:
            column = _find(cells, line, name)
        if column is None:
            yield line, cells
            if count >= SEARCHED_ROWS:
                yield from rows
            continue
        if column == len(cells) - 1:
            del cells[column]
        elif column < len(cells):
            cells[column] = ""  # the columns after it keep their letters
        if any(cells):
            yield line, cells


def _find(cells: list[str], line: int, name: str) -> int | None:
    for index, cell in enumerate(cells):
        heading = read_heading(cell)
        if heading and heading.is_excerpt:
            raise refusal(
                name,
                f"这是「{heading.dataset}」的问题摘录，只有部分行；请在原表中改正，再载入原表。",
                f"this is an excerpt of the problems of {heading.dataset!r} with some of its rows "
                "only; correct the table itself and load that.",
                line,
            )
        if heading:
            return index
    return None


def dataset_of_corrected(path: Path) -> str | None:
    """The dataset that the heading of reasons in a CSV or XLSX file names, else ``None``.

    The file is searched for the text of the heading, which is much quicker than reading it as a
    table.
    """
    suffix = path.suffix.lower()
    try:
        if suffix == ".xlsx":
            return _search_workbook(path)
        if suffix in (".csv", ".tsv", ".txt"):
            with path.open("rb") as file:
                head = file.read(1 << 16)
            return _search(_decoded(head), '",\t;|\r\n')
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        pass  # reading the file as a table will say what is wrong with it
    return None


def _search_workbook(path: Path) -> str | None:
    """Search the texts of a workbook in pieces, because it can be large."""
    left = _SEARCHED_BYTES
    with zipfile.ZipFile(path) as archive:
        parts = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        for part in ("xl/sharedStrings.xml", *parts):
            if part not in archive.NameToInfo:
                continue
            with archive.open(part) as stream:
                before = b""
                while left > 0 and (piece := stream.read(min(1 << 20, left))):
                    left -= len(piece)
                    # Some programs (lxml) write Chinese characters as references: &#39640;.
                    text = _REFERENCE.sub(_referred, before + piece)
                    is_likely = any(sign.encode() in text for sign in _SIGNS)
                    if is_likely and (found := _search(text.decode("utf-8", "ignore"), "<\r\n")):
                        return html.unescape(found)
                    before = piece[-_OVERLAP:]
    return None


def _referred(found: re.Match[bytes]) -> bytes:
    """The character that a reference in XML stands for; those of ASCII may be markup, and stay."""
    number = int(found[1], 16) if found[1] else int(found[2])
    is_character = 127 < number < 0xD800 or 0xE000 <= number <= 0x10FFFF
    return chr(number).encode() if is_character else found[0]


def _decoded(head: bytes) -> str:
    """The beginning of a text; a character that is cut off at its end is left out."""
    is_utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if is_utf16 else ["utf-8-sig", "gb18030"]:
        try:
            return codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
    return ""


def _search(text: str, ends: str) -> str | None:
    """The dataset in the first heading of reasons in ``text``, after which one of ``ends`` must
    come.
    """
    for form, _ in _HEADINGS:
        start, _, end = form.partition("{}")
        pattern = f"{re.escape(start)}([^<>\r\n]{{1,400}}?){re.escape(end)}(?=[{re.escape(ends)}])"
        if found := re.search(pattern, text):
            return found[1]
    return None
