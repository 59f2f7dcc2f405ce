"""Look a header up in the dictionary, and tell what else it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from gaoxin.loaders.lists.dictionary import Dictionary, HeaderEntry, property_of
from gaoxin.loaders.lists.find_table import header_text
from gaoxin.loaders.lists.header_endings import SUM_OR_PART, other_endings
from gaoxin.loaders.lists.header_forms import NUMBERING, folded
from gaoxin.loaders.lists.header_parts import HeaderParts, split_header
from gaoxin.loaders.lists.header_rest import GROWTH, NOTHING, HeaderRest, changing_word, rest_of
from gaoxin.loaders.lists.list_mapping import FIGURES_BY_ROW, Meaning, left_out
from gaoxin.loaders.lists.planned_words import (
    REACHED,
    planned_in,
    says_actual,
    status_of_name,
)
from gaoxin.loaders.lists.written_units import canonical_unit

_PREFIX = re.compile(
    r"^(?:企业|公司|单位|项目|平台|园区|机构|政策|本|该|所属|所在|重点|[期年]末|年底|目前|当前|现有|实际(?:完成|实现)?|已?完成|已实现|现|主要|申报|入驻|其中)"
)
_SUFFIX = re.compile(rf"(?<=.){REACHED}(?:[数值额]|情况)?$")
"""Words that a number was reached, behind its name."""
_COUNTED = re.compile(rf"^\s*(?:{NUMBERING}|[#＃*]|其中\s*[:：])+\s*")
_BRACKETS = "()[]【】〔〕"


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """A header with its entries in the dictionary, its parts, and what else it says.

    ``form`` is the text under which it stands in the dictionary.  ``status`` is ``target``,
    ``planned``, ``actual`` (实际完成), or ``""`` if the header does not say it.
    """

    entries: list[HeaderEntry]
    parts: HeaderParts
    form: str = ""
    rest: HeaderRest = NOTHING
    status: str = ""


PLAIN = re.compile("总量|绝对[额值量数]|数值|数额|总额|完成[数额值]|本期[数额]")
"""Words for a number itself, as the last line of a header."""


class RowIndicator(NamedTuple):
    """What a cell says that names the indicator of its row.

    ``meaning`` is left out, with the reason, if the number is another one than its name says
    (营业收入（同比%）).  ``status`` is ``""`` if the cell does not say it.
    """

    meaning: Meaning
    parts: HeaderParts
    status: str


class HeaderReader:
    """Reads headers by a dictionary, each once."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self._cache: dict[tuple[str, ...], HeaderReading] = {}

    def read(self, header: tuple[str, ...]) -> HeaderReading:
        """Look up a header with its lines.

        A last line that only says that it is the number itself (税收收入 / 总量) says nothing,
        unless it is a part of the name (投资 / 总额).
        """
        if header not in self._cache:
            found = (self.dictionary.find(text) for text in _forms(header))
            form, entries = next((pair for pair in found if pair[1]), ("", []))
            if not entries:
                form, entries = self._like(header)
            if not entries and len(header) > 1 and PLAIN.fullmatch(header[-1]):
                self._cache[header] = self.read(header[:-1])
                return self._cache[header]
            parts = split_header(header_text(header))
            rest = _rest(header, form) if form else HeaderRest()
            status = _status(header, form, parts)
            self._cache[header] = HeaderReading(entries, parts, form, rest, status)
        return self._cache[header]

    def _like(self, header: tuple[str, ...]) -> tuple[str, list[HeaderEntry]]:
        """The entries of a header that differs from a known one by a word that changes nothing.

        Its ending may be another word for the same (获批年月 for 获批时间), 数 may be missing
        behind what is counted, and of two names for a code the second may be the known one.
        """
        name = split_header(header[-1]).written if header else ""
        for like in other_endings(name):
            form, entries = self.dictionary.find(like.form)
            kept = [entry for entry in entries if entry.meaning.means in like.means]
            if kept:
                return (form if form in folded(name) else folded(name)), kept
        return "", []

    def joins_another(self, read: HeaderReading, meaning: Meaning) -> bool:
        """Whether a header joins the name of a column with that of another one (单位及职务)."""
        joined = several_posts(read)
        behind = folded(joined).partition(read.form)[2][1:] if joined else ""
        others = self.read((behind,)).entries if behind else []
        return bool(others) and all(e.meaning.means != meaning.means for e in others)

    def number_of(self, read: HeaderReading, meaning: Meaning, *, of_a_zone: bool) -> Meaning:
        """The meaning of a column of numbers, or why it is left out.

        A header that says more than the name of the number is not that number: growth is the
        indicator of the growth, if there is one; any other word leaves the column out.
        """
        indicator = meaning.indicator or read.form
        if (word := changing_word(read.rest, of_a_zone=of_a_zone)) and not self._is_same_name(
            word, meaning
        ):
            other = self._with_word(read, word) or self._growth(read, meaning)
            if other is not None:
                return other
            return left_out(
                f"「{word}」使它不是{indicator}本身",
                f"{word!r} makes it another number than {indicator}",
            )
        return meaning

    def indicator(self, text: str, *, of_a_zone: bool) -> RowIndicator:
        """What a cell that names an indicator says; how it is counted (一、) does not matter."""
        text = _COUNTED.sub("", text) or text
        read = self.read((text,))
        known = next((e.meaning for e in read.entries if e.meaning.means == "figure"), None)
        if known is None:
            name = read.parts.written
            return RowIndicator(Meaning("figure", indicator=name), read.parts, read.status)
        meaning = self.number_of(read, known, of_a_zone=of_a_zone)
        return RowIndicator(meaning, read.parts, read.status)

    def _is_same_name(self, word: str, meaning: Meaning) -> bool:
        """Whether a word in brackets is another name of the same number: GDP（地区生产总值）."""
        entries = self.dictionary.find(word)[1]
        return any(
            (entry.meaning.means, entry.meaning.indicator) == (meaning.means, meaning.indicator)
            for entry in entries
        )

    def _with_word(self, read: HeaderReading, word: str) -> Meaning | None:
        """The number that the name means with a word: 实缴注册资本 for 注册资本（实缴）."""
        for name in (word + read.form, read.form + word):
            for entry in self.dictionary.entries.get(name, ()):
                if entry.meaning.means == "figure" or property_of(entry.meaning.means):
                    return entry.meaning
        return None

    def _growth(self, read: HeaderReading, meaning: Meaning) -> Meaning | None:
        """The indicator of the yearly growth of a number; ``None`` if there is none."""
        found = GROWTH.search(read.rest.text)
        if not found or "环比" in read.rest.text or read.parts.unit not in ("", "%"):
            return None
        if changing_word(HeaderRest(GROWTH.sub("", read.rest.line), read.rest.others)) not in (
            "",
            found[0],
        ):
            return None
        for name in (read.form, meaning.indicator):
            for word in ("增速", "增长率"):
                for entry in self.dictionary.find(name + word)[1]:
                    if entry.meaning.means == "figure":
                        return replace(entry.meaning, unit="%")
        return None


def _rest(header: tuple[str, ...], form: str) -> HeaderRest:
    """What is left of a header; by its names with the words of a plan, else without."""
    lines = [split_header(line) for line in header if not canonical_unit(line)]
    for texts in ([line.written for line in lines], [line.name for line in lines]):
        for plain in (texts, [_without_brackets(text) for text in texts]):
            if any(form in folded(text) for text in plain):
                rest = rest_of(plain, form)
                return HeaderRest(*(_without_plan(text) for text in rest))
    return HeaderRest()


def _without_plan(text: str) -> str:
    """What is left without the words that the parts of the header tell: a plan, 上年."""
    return split_header(text).name if text else ""


def _without_brackets(text: str) -> str:
    return folded(text).translate({ord(bracket): None for bracket in _BRACKETS})


def _status(header: tuple[str, ...], form: str, parts: HeaderParts) -> str:
    """The status that the header gives; a name such as 规划面积 gives none."""
    last = header[-1] if header else ""
    if says_actual(last) and not planned_in(last).status:
        return "actual"
    if parts.status == "actual":
        return ""
    left = folded("".join(header)).replace(form, "", 1) if form else "".join(header)
    return parts.status if status_of_name(form) or planned_in(left).status else ""


def _forms(header: tuple[str, ...]) -> Iterator[str]:
    """The texts under which a header is looked up, the most exact first.

    A line that only says a unit or a period is left out, then a group (``2024年``) or a lower line
    (``万元``) does not hide the name.
    """
    yield "".join(header)
    yield header[-1]
    parts = [split_header(line) for line in header if not canonical_unit(line)]
    named: list[str] = []
    for names in ([part.written for part in parts], [part.name for part in parts]):
        named = [name for name in names if name]
        if named:
            yield "".join(named)
            yield named[-1]
    if len(named) > 1 and SUM_OR_PART.fullmatch(named[-1]):
        yield named[-2]
    if named and _PREFIX.match(named[-1]):
        yield (less := _PREFIX.sub("", named[-1], count=1))
        if _PREFIX.match(less):
            yield _PREFIX.sub("", less, count=1)
    if named and _SUFFIX.search(named[-1]):
        yield _SUFFIX.sub("", named[-1])


def is_name_only(read: HeaderReading) -> bool:
    """Whether a header names things, and is not one of a table of figures: 单位 is also a unit."""
    words = {e.meaning.means for e in read.entries}
    return "name" in words and words.isdisjoint(FIGURES_BY_ROW)


def is_of_a_period(header: str, read: HeaderReading, meaning: Meaning) -> bool:
    """Whether a header gives the amount of one period (1-6月完成投资) under the name of what is
    counted from the beginning (累计完成投资额).
    """
    return (
        meaning.indicator.startswith("累计")
        and bool(read.parts.period or read.parts.relative)
        and not re.search("累计|截[至止]|已|到位|[底末]", header)
    )


def several_posts(read: HeaderReading) -> str:
    """The title as written if a header names several posts (董事长/实控人), of which each cell may
    mean any; ``""`` if it names one.
    """
    name = read.parts.name
    behind = folded(name).partition(read.form)[2] if read.form else ""
    return name if behind[:1] in ("/", "、", "或", "及", "和") else ""
