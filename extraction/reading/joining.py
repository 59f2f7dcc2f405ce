"""Put lines together that a page had cut: paragraphs of a narrow column, words at its edge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gaoxin.extraction.reading.layout import CLOSING, LaidLine

_GOES_ON = "、，,（(“‘《—－·-:："
"""At the end of a line they say that it goes on."""
_WENT_ON = "、，,。；;：:！？!?)）”’》%％"
"""At the beginning of a line they say that it went on."""
_LABEL = re.compile(r"[^\s，。：:]{1,40}[：:]")
"""A person who speaks, or what a line is about, at its beginning."""
_NUMBER = r"[一二三四五六七八九十\d]{1,3}"
_ITEM = re.compile(rf"[（(]?{_NUMBER}[)）、.．]|第{_NUMBER}[，、]")
_ORPHAN = re.compile(r"[\u4e00-\u9fff]{0,1}[、，。；）》”]")
_MARK = re.compile(r"[，、；：。,;]")
_LATIN = re.compile(r"[A-Za-z]")
_NEIGHBOURS = 6
_ALIKE, _WIDER, _WITH_MARKS = 0.5, 0.3, 0.4
"""Shares of the lines nearby: those that are as wide as the column (at least), those that are
wider (at most); and the share of the former that have a comma or a full stop (else it is a list).
"""
_LEAST_WIDTH = 8
_LEAST_PARAGRAPH = 20
_LEAST_SENTENCE = 35
"""Chinese characters of an open line that is too long for a heading."""
_FULL = 0.75
"""The share of a column's width that an open line has at least; the first line of a paragraph is
shorter if blanks at its beginning were lost.
"""
_TOLERANCE = 2.0
"""Chinese characters by which the lines of a column differ."""


def paragraphs_of(lines: Sequence[LaidLine]) -> list[list[LaidLine]]:
    """The lines by paragraphs, in the order of reading."""
    usual = _usual_gap(lines)
    out: list[list[LaidLine]] = []
    for number, line in enumerate(lines):
        if out and _continues(lines, number, usual):
            out[-1].append(line)
        else:
            out.append([line])
    return _with_orphans(out)


def blocks_of(lines: Sequence[LaidLine]) -> list[list[LaidLine]]:
    """The lines by paragraphs, if an empty line stands between these; a paragraph may go on in the
    next column and on the next page.
    """
    out: list[list[LaidLine]] = []
    for line in lines:
        before = out[-1][-1] if out else None
        if before and _is_of_block(before, line):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _is_of_block(before: LaidLine, line: LaidLine) -> bool:
    if line.text[0] in _WENT_ON:
        return True
    return line.gap == 0 and not (line.page != before.page and before.is_closed)


def needs_space(before: str, after: str) -> bool:
    """Whether a space stands between two pieces of one paragraph: between Latin words only."""
    return bool(_LATIN.match(before[-1:]) and _LATIN.match(after[:1]))


def _continues(lines: Sequence[LaidLine], number: int, usual: int) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    before, line = lines[number - 1], lines[number]
    if line.text[0] in _WENT_ON:
        return True
    if line.text[-1] == "—":  # a heading
        return False
    if not _is_text(before) and (number == 1 or line.gap > usual):  # a title or a heading
        return before.text[-1] in _GOES_ON and before.width >= _LEAST_PARAGRAPH
    if before.is_closed or _LABEL.match(line.text) or _ITEM.match(line.text):
        # In a column a sentence may end at the edge, and a label may begin a line by chance.
        return _is_within_column(lines, number) and not _is_indented(lines, number)
    if before.text[-1] in _GOES_ON:
        return before.width >= _LEAST_WIDTH and not _is_indented(lines, number)
    if _is_within_column(lines, number):
        return not _is_indented(lines, number)
    if before.width < _LEAST_PARAGRAPH or _is_indented(lines, number):
        return False
    if usual > 0 and line.gap == 0:
        return True
    is_sentence = _is_text(before) and (before.width >= _LEAST_SENTENCE or "。" in before.text)
    return is_sentence and (line.is_closed or _is_text(line))


def _is_within_column(lines: Sequence[LaidLine], number: int) -> bool:
    """Whether the line before is a full line of a column whose lines are equally long."""
    width = _column_width(lines, number - 1)
    before = lines[number - 1]
    shortest = width - _TOLERANCE if before.is_closed else _FULL * width
    return width > 0 and shortest <= before.width <= width + _TOLERANCE


def _column_width(lines: Sequence[LaidLine], number: int) -> float:
    """The width of the column in which a line stands, 0 if there is none."""
    near = lines[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1]
    counts = Counter(round(line.width) for line in near if line.width >= _LEAST_WIDTH)
    if len(near) < 5 or not counts:
        return 0.0
    width = max(counts, key=lambda w: (counts[w] + counts[w - 1] + counts[w + 1], w))
    alike = [line for line in near if abs(line.width - width) <= _TOLERANCE]
    wider = [line for line in near if line.width > width + 2 * _TOLERANCE]
    is_column = (
        len(alike) >= _ALIKE * len(near)
        and len(wider) <= _WIDER * len(near)
        and sum(map(_is_text, alike)) >= _WITH_MARKS * len(alike)
        and not all(line.is_closed for line in alike)
    )
    return float(width) if is_column else 0.0


def _is_indented(lines: Sequence[LaidLine], number: int) -> bool:
    """Whether a line is indented further than the lines around it."""
    near = lines[max(0, number - _NEIGHBOURS) : number + _NEIGHBOURS + 1]
    return lines[number].indent >= min(line.indent for line in near) + 1.5


def _is_text(line: LaidLine) -> bool:
    """Whether it is a part of a sentence rather than a heading."""
    return any(mark in line.text for mark in "，、。")


def _usual_gap(lines: Sequence[LaidLine]) -> int:
    """How many empty lines stand between lines most often."""
    counts = Counter(line.gap for line in lines[1:])
    return max(counts, key=lambda gap: (counts[gap], -gap)) if counts else 0


def _with_orphans(paragraphs: list[list[LaidLine]]) -> list[list[LaidLine]]:
    """Each paragraph that begins with the rest of a word behind one before it that ends with the
    beginning of one: the one that ends soonest after a comma.
    """
    out: list[list[LaidLine]] = []
    waiting: list[list[LaidLine]] = []
    for paragraph in paragraphs:
        first = paragraph[0].text
        if waiting and _ORPHAN.match(first) and first[0] not in CLOSING:
            cut = min(reversed(waiting), key=lambda item: len(_MARK.split(item[-1].text)[-1]))
            waiting.remove(cut)
            cut.extend(paragraph)
            continue
        out.append(paragraph)
        last = paragraph[-1]
        if not last.is_closed and last.width >= _LEAST_PARAGRAPH and _is_text(last):
            waiting.append(paragraph)
    return out


def joined(paragraph: Sequence[LaidLine]) -> Iterator[tuple[LaidLine, bool]]:
    """The lines of a paragraph, each with whether a space stands before it."""
    before = ""
    for line in paragraph:
        yield line, bool(before) and needs_space(before, line.text)
        before = line.text
