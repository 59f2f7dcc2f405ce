"""Break texts of Chinese and English into lines of a terminal: the one place that does so.

A line ends, if possible, where nothing is split: after a comma or a stop, between the names of a
list, between the words of English.  Chinese has no spaces, so that a long name or sentence may have
to be broken within; but a line never begins with a closing mark or the mark of a source, never ends
with an opening mark, and a number stays with its unit, the name of a command with gaoxin.  Widths
are those of a terminal: a Chinese character takes two columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells

_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_LATIN = r"[!-~\u00a1-\u00b6\u00b8-\u024f\u2010-\u2015]+"
_COMMAND = r"gaoxin (?:neo4j (?:start|stop|status|open)|[a-z]+)(?![\w/.])"
_PLACED_MARK = r"(?:\[\d+[*?]? [^][]{1,30}\])+"  # [3 第 7 段]: a source with the place in it
_PATH = r"(?<![^\s「])(?:/|[A-Za-z]:\\)[^\s，。、；：？！（）「」]*[^\s，。、；：？！（）「」.,:;)]"
_PIECES = re.compile(rf"{_COMMAND}|{_PATH}|{_PLACED_MARK}|{_LATIN}(?:’{_LATIN})*|.", re.DOTALL)
_IS_PATH = re.compile(_PATH)
_OPTION = re.compile(r"--?[a-z][a-z-]*")
_CLOSING = frozenset("，。、；：？！）》」』】”’…%％,.;:?!)]}")
_OPENING = frozenset("（《「『【“‘([{")
_ENDS_OF_PARTS = frozenset("，。、；：？！…·,.;:?!→")
_SOURCE_MARK = re.compile(r"\[[\d+]")  # [3]: stands in one line with what it is a source of
_IS_CHINESE = re.compile(f"[{_CHINESE}]")
_ENDS_OF_SYLLABLES = frozenset(" /-_.=&?:,;)+")  # where an address or a key may be broken
_BEFORE_NUMBERS = frozenset("年月第约")

_NEVER, _WITHIN, _BESIDE, _BETWEEN = range(4)
_LEAST_FILLED = {_BETWEEN: 0.45, _BESIDE: 0.7, _WITHIN: 0.0}
"""How much of a line must be filled for it to end in such a place: a line that is half empty looks
like the end of a paragraph."""
_LONGEST_WORD = 12
"""Up to this width Chinese is taken for one word."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands together: a word, or one Chinese character.

    ``gap`` is the space before it, and ``place`` what is split if a line ends there.
    """

    text: str
    gap: str
    place: int

    @property
    def width(self) -> int:
        return cell_len(self.text)


def fold(text: str, width: int, hang: int = 0, *, keeps_paths: bool = False) -> list[str]:
    """The lines of ``text``, each at most ``width`` columns wide.

    Args:
        text: one paragraph; spaces at its ends are left out.
        width: columns of the first line.
        hang: how many columns less the further lines have, because they will be indented.
        keeps_paths: the path of a file that is wider than a line is left in one, to be copied.

    >>> fold("认不出园区「东胡」；请改正。", 12)
    ['认不出园区', '「东胡」；', '请改正。']
    """
    text = text.strip()
    if cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    waiting = _pieces(text)
    while waiting:
        room = max(width - (hang if lines else 0), 2)
        count = _fitting(waiting, room)
        if not count and keeps_paths and _IS_PATH.fullmatch(waiting[0].text):
            count = 1
        if not count:  # a word that is wider than the line
            first, *rest = _chopped(waiting[0].text, room)
            lines.append(first)
            waiting[:1] = [_Piece("".join(rest), "", _WITHIN)]
            continue
        lines.append(_joined(waiting[:count]))
        waiting = waiting[count:]
    return lines


def fold_indented(
    text: str, width: int, indent: int = 0, hang: int = 0, *, keeps_paths: bool = False
) -> list[str]:
    """The lines of ``text`` with their margins: ``indent`` columns before the first, and ``hang``
    more before the further ones; ``keeps_paths`` is that of :func:`fold`.
    """
    first, *rest = fold(text, width - indent, hang, keeps_paths=keeps_paths)
    return [" " * indent + first, *(" " * (indent + hang) + line for line in rest)]


def widest_word(text: str) -> int:
    """The width of the widest part of ``text`` that must not be split: a word or a number.

    Chinese can be broken anywhere, so it counts as far as one would read it as a word.
    """
    widest = run = 0
    for piece in _pieces(text):
        splits = piece.place > _WITHIN or (piece.place and not _IS_CHINESE.match(piece.text))
        run = piece.width if splits else run + len(piece.gap) + piece.width
        is_long = run > _LONGEST_WORD and _IS_CHINESE.search(piece.text)
        widest = max(widest, _LONGEST_WORD if is_long else run)
    return widest


def _pieces(text: str) -> list[_Piece]:
    found: list[_Piece] = []
    is_latin = not _IS_CHINESE.search(text)
    gap = ""
    for part in _PIECES.findall(text):
        if part.isspace():
            gap += part
            continue
        place = _place(found[-1].text, gap, part, is_latin) if found else _NEVER
        found.append(_Piece(part, gap if found else "", place))
        gap = ""
    return found


def _place(left: str, gap: str, right: str, is_latin: bool) -> int:
    """What is split if a line ends between ``left`` and ``right``."""
    last, first = left[-1], right[0]
    if last in _OPENING or right == "·" or _SOURCE_MARK.match(right):
        return _NEVER
    if first in _CLOSING and not (gap and len(right) > 1):
        return _NEVER
    if last.isdigit() and _IS_CHINESE.match(right) and len(gap) < 2 and first not in _OPENING:
        return _NEVER
    if _OPTION.fullmatch(left) and gap:  # its value follows
        return _NEVER
    if last in _BEFORE_NUMBERS and first.isdigit():
        return _NEVER
    if last in _ENDS_OF_PARTS and (gap or last not in ",.;:?!·"):
        return _BETWEEN
    if gap:
        chinese = bool(_IS_CHINESE.match(last)), bool(_IS_CHINESE.match(first))
        return _BETWEEN if is_latin or all(chinese) else _BESIDE
    if last in _CLOSING or first in _OPENING:
        return _BESIDE
    return _WITHIN


def _fitting(pieces: list[_Piece], room: int) -> int:
    """How many of ``pieces`` are in a line of ``room`` columns; 0 if the first is too wide."""
    ends: dict[int, int] = {}  # the last end of a line for each kind of place
    filled = 0
    for number, piece in enumerate(pieces):
        if number and piece.place:
            ends[_WITHIN] = number
            if filled >= room * _LEAST_FILLED[piece.place]:
                ends[piece.place] = number
        filled += (len(piece.gap) if number else 0) + piece.width
        if filled > room:
            return ends[max(ends)] if ends else number
    return len(pieces)


def _joined(pieces: list[_Piece]) -> str:
    return "".join(piece.gap + piece.text for piece in pieces).strip()


def _chopped(word: str, room: int) -> list[str]:
    """A long word in two parts, the first at most ``room`` wide; it ends with a syllable."""
    first = chop_cells(word, room)[0]
    for length in range(len(first), len(first) // 2, -1):
        if first[length - 1] in _ENDS_OF_SYLLABLES:
            first = first[:length]
            break
    return [first.rstrip(), word[len(first) :]]
