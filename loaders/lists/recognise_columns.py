"""Recognise what a list is about and what its columns mean, by the dictionary of headers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gaoxin.loaders.lists.cell_values import read_numbers
from gaoxin.loaders.lists.column_units import (
    completed,
    does_not_fit,
    fits,
    is_unclear,
    lacks_unit,
    own_count,
    takes_unit,
    unit_above,
    usual_unit,
)
from gaoxin.loaders.lists.dictionary import Dictionary, HeaderEntry, with_header
from gaoxin.loaders.lists.find_table import SEARCHED, FoundTable, header_text, samples_of
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.lists.header_parts import HeaderParts, split_header
from gaoxin.loaders.lists.implied_zone import implied_zone, zone_named, zone_of_titles
from gaoxin.loaders.lists.list_mapping import (
    FIGURES_BY_ROW,
    ListColumn,
    ListMapping,
    Meaning,
)
from gaoxin.loaders.lists.list_topic import cannot_tell_class, cannot_tell_name, topic_of
from gaoxin.loaders.lists.written_units import canonical_unit
from gaoxin.loaders.problems import nearest
from gaoxin.loaders.tables.workbook_layout import in_ranges
from gaoxin.ontology.characters import half_width
from gaoxin.ontology.check_characters import is_credit_code
from gaoxin.ontology.terms import vocabulary

_FIGURES = re.compile(
    r"指标|经济运行|统计|完成情况|情况表|运行情况|数据|报表|年报|排名|排行|figures|statistics"
)
"""Words in the title of a table of figures: its year is that of the figures."""
_CODE = re.compile(r"[0-9A-Za-z]{18}")
_THIS_PERIOD = frozenset(("本期", "本年", "本年度", "当年", "今年"))
"""The period that the title of a table of figures is about."""
_PREFIX = re.compile(
    r"^(?:企业|公司|单位|项目|平台|园区|机构|本|该|所属|所在|实际|现|主要|申报|入驻|其中)"
)
_NAME, _AMBIGUOUS_NAME, _TELLS, _TITLE, _SUPPORTS = 4.0, 3.0, 2.0, 1.5, 0.5


@dataclass(frozen=True, slots=True)
class _Read:
    """A header with its entries in the dictionary, and its unit and period."""

    entries: list[HeaderEntry]
    parts: HeaderParts


class Recogniser:
    """Recognises headers by a dictionary."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self._cache: dict[tuple[str, ...], _Read] = {}

    def is_known(self, header: tuple[str, ...]) -> bool:
        """Whether the lines of a header mean something: a word of the dictionary, or a period."""
        read = self._read(header)
        return bool(read.entries or (read.parts.period and not read.parts.name))

    def _read(self, header: tuple[str, ...]) -> _Read:
        if header not in self._cache:
            parts = split_header(header_text(header))
            entries = next(filter(None, map(self.dictionary.look_up, _forms(header))), [])
            self._cache[header] = _Read(entries, parts)
        return self._cache[header]

    def is_list(self, table: FoundTable) -> bool:
        """Whether enough of the header is known: two columns, or the name in a table of few."""
        filled = [header for header in table.headers if header]
        known = [header for header in filled if self.is_known(header)]
        if len(known) > 1:
            return True
        entries = [entry for header in known for entry in self._read(header).entries]
        return len(filled) < 3 and any(entry.meaning.means == "name" for entry in entries)

    def indicator_of(self, text: str) -> Meaning | None:
        """The meaning of a cell that names an indicator; ``None`` if the dictionary lacks it."""
        entries = self._read((text,)).entries
        return next((e.meaning for e in entries if e.meaning.means == "figure"), None)

    def recognise(
        self, table: FoundTable, personal: Collection[str] = (), *, type_: str = ""
    ) -> ListMapping:
        """The mapping of a table.

        ``personal`` are headers of personal data that are wanted.  ``type_`` is the class of the
        rows, if a person says it; then the column of the names may be missing.

        Raises:
            InvalidSource: it cannot be told what the rows are, or which column names them.
        """
        reads = [self._read(header) if header else None for header in table.headers]
        texts = (*table.titles, table.sheet, Path(table.file).stem)
        subject = ""
        if not type_ and _has_indicators(reads) and not _has_names(reads):
            subject = zone_of_titles(texts)
        has_zones = not subject and _has_indicators(reads) and _zones_in(table)
        type_ = type_ or ("Zone" if subject or has_zones else self._type(table, reads))
        columns = list(_Columns(self, table, reads, type_, personal).read())
        place = implied_zone(type_, texts, columns)
        return ListMapping(type_, tuple(columns), subject, every=(place,) if place else ())

    def _type(self, table: FoundTable, reads: list[_Read | None]) -> str:
        """The class of the rows."""
        named: set[str] = set()
        scores: defaultdict[str, float] = defaultdict(float)
        is_generic = False
        for read in filter(None, reads):
            names = {entry.meaning.type for entry in read.entries if entry.meaning.means == "name"}
            is_generic |= "" in names
            for type_ in names - {""}:
                scores[type_] += _NAME if len(read.entries) == 1 else _AMBIGUOUS_NAME
                named.add(type_)
            for type_ in {entry.tells for entry in read.entries} - {""}:
                scores[type_] += _TELLS
            single = {entry.of[0] for entry in read.entries if len(entry.of) == 1}
            for type_ in single:
                scores[type_] += _SUPPORTS
        if not named and not is_generic:
            raise cannot_tell_name(table)
        if topic := topic_of(table):
            scores[topic] += _TITLE
        things = vocabulary().classes
        possible = [
            type_
            for type_, score in scores.items()
            if (is_generic or type_ in named) and type_ in things and things[type_].names_things
        ]
        if not possible:
            raise cannot_tell_class(table)
        return max(possible, key=lambda type_: scores[type_])


class _Columns:
    """Assigns a meaning to each column of a table whose rows are of class ``type_``."""

    def __init__(
        self,
        recogniser: Recogniser,
        table: FoundTable,
        reads: list[_Read | None],
        type_: str,
        personal: Collection[str],
    ) -> None:
        self.recogniser, self.table, self.reads, self.type = recogniser, table, reads, type_
        self.personal = {folded(header) for header in personal}
        words = {e.meaning.means for read in reads if read for e in read.entries}
        self.has_indicators, self.has_values = "indicator" in words, "value" in words
        self.has_figures = any(
            read and any(e.meaning.means == "figure" for e in read.entries) for read in reads
        )
        self.period = "" if "time" in words else self._period_of_title()

    def read(self) -> Iterator[ListColumn]:
        """The columns that have a header or content."""
        name = self._name_column()
        for index, header in enumerate(self.table.headers):
            samples = samples_of(self.table, index)
            if not header and not samples:
                continue
            read = self.reads[index]
            if in_ranges(index, self.table.hidden_columns):
                meaning = _left_out("隐藏的列", "a hidden column")
            elif read is None:
                meaning = _left_out("没有表头", "it has no header")
            elif index == name:
                meaning = Meaning("name", self.type)
            else:
                meaning = self._meaning(index, header, read)
                if meaning.means == "credit-code" and self._is_invalid(index):
                    meaning = _left_out(
                        "多数值的校验码不符，不是真实的信用代码",
                        "most of its values fail the check, so they are no real credit codes",
                    )
            yield ListColumn(index, header_text(header), meaning)

    def _name_column(self) -> int | None:
        """The column with the names of the rows; one that says the class is preferred."""
        for wanted in (self.type, ""):
            for index, read in enumerate(self.reads):
                if read and self.has_indicators and not _is_name_only(read):
                    continue
                if self._is_unit_of_left(index):
                    continue
                if read and any(
                    e.meaning.means == "name" and e.meaning.type == wanted for e in read.entries
                ):
                    return index
        return None

    def _is_invalid(self, index: int) -> bool:
        """Whether most of several values look like credit codes and fail the check.

        One wrong code is a problem of its row.  If most are wrong, the column holds something else,
        and the rows are known by their names.
        """
        values = [_CODE.fullmatch(half_width(v)) for v in samples_of(self.table, index, SEARCHED)]
        codes = [found[0].upper() for found in values if found]
        return len(codes) > 2 and 2 * sum(map(is_credit_code, codes)) < len(codes)

    def _meaning(self, index: int, header: tuple[str, ...], read: _Read) -> Meaning:
        for entry in read.entries:
            if entry.meaning.means == "name" or not entry.applies_to(self.type):
                continue
            means = entry.meaning.means
            is_unit = means == "unit" and self._is_unit_of_left(index)
            if means in FIGURES_BY_ROW and not is_unit and not self._is_by_row(means):
                continue
            meaning = entry.meaning
            if meaning.personal and not self._is_wanted(header):
                return replace(_left_out("个人信息", "personal data"), personal=True)
            if takes_unit(meaning):
                return self._number(index, read.parts, meaning)
            if read.parts.status != "actual" and meaning.means in ("started", "completed"):
                meaning = replace(meaning, status="planned")
            return meaning
        if read.entries:
            term = vocabulary().find_class(self.type)
            return _left_out(
                f"不清楚它与{term.label_zh}的关系",
                f"its relation to the {term.label_en} is unclear",
            )
        return self._unknown(index, header, read)

    def _number(self, index: int, parts: HeaderParts, meaning: Meaning) -> Meaning:
        """The meaning of a column of numbers, with the unit and the period of its header."""
        is_by_time = meaning.means in ("figure", "value")
        is_this = meaning.means == "value" and parts.relative in _THIS_PERIOD
        if is_by_time and parts.relative and not is_this:
            word = parts.relative
            return _left_out(f"不知道「{word}」是哪一年", f"it is not known which year {word} is")
        if not is_by_time and parts.period:  # 2025年计划投资额 is not the total investment.
            return _left_out("只是一段时间的数", "it is the number of one period only")
        period = (parts.period or self.period) if is_by_time else ""
        return self._with_unit(index, with_header(meaning, "", period, parts.status), parts.unit)

    def _with_unit(self, index: int, meaning: Meaning, written: str) -> Meaning:
        """The meaning with the unit that is written in the header or above the table.

        Without one a count (人, 家) has that of its indicator.  Any other number needs one in its
        cells: nobody can tell 万元 from 亿元.  For columns of values each row says the indicator.
        """
        usual = usual_unit(meaning)
        stated = completed(written, usual)
        if not fits(stated, usual):
            return _left_out(*does_not_fit(stated, meaning, usual))
        unit = stated or unit_above(self.table.units, usual) or meaning.unit
        if unit or meaning.means == "value" or self._is_unit_of_left(index + 1):
            return replace(meaning, unit=unit)
        if unit := own_count(usual):
            return replace(meaning, unit=unit)
        samples = samples_of(self.table, index, SEARCHED)
        if not samples or any(map(_has_unit, samples)):
            return meaning
        if usual:
            return _left_out(*lacks_unit(usual))
        return _left_out(*is_unclear(self.table.units)) if self.table.units else meaning

    def _is_unit_of_left(self, index: int) -> bool:
        """Whether a column 单位 holds the units of the numbers in the column to its left."""
        read = self.reads[index] if 0 < index < len(self.reads) else None
        left = self.reads[index - 1] if read else None
        if read is None or left is None or self.has_indicators or left.parts.unit:
            return False
        is_unit = any(e.meaning.means == "unit" for e in read.entries)
        numbers = (e.meaning for e in left.entries if e.meaning.means != "value")
        return is_unit and any(map(takes_unit, numbers))

    def _is_by_row(self, means: str) -> bool:
        return self.has_indicators or (means == "time" and self.has_figures)

    def _is_wanted(self, header: tuple[str, ...]) -> bool:
        return not self.personal.isdisjoint({folded(header_text(header)), folded(header[-1])})

    def _unknown(self, index: int, header: tuple[str, ...], read: _Read) -> Meaning:
        parts = read.parts
        zone = zone_named(header_text(header))
        if zone and self.has_indicators and not self.has_values and self.type == "Zone":
            return Meaning("value", value=zone, unit=parts.unit, time=self.period)
        if parts.period and not parts.name and self.has_indicators and not self.has_values:
            return with_header(Meaning("value"), parts.unit, parts.period, parts.status)
        if parts.period and not parts.name and (found := self._indicator_of_title()):
            meaning = with_header(found[0], "", parts.period, parts.status)
            return self._with_unit(index, meaning, parts.unit or found[1])
        if parts.period or parts.unit:
            shown = parts.name or header_text(header)
            return _left_out(f"指标目录里没有「{shown}」", f"there is no indicator {shown!r}")
        near = nearest(folded(header_text(header)), self.recogniser.dictionary.entries)
        if near:
            return _left_out(f"不认识的表头，是否指「{near}」", f"unknown header; perhaps {near!r}")
        return _left_out("不认识的表头", "unknown header")

    def _indicator_of_title(self) -> tuple[Meaning, str] | None:
        """The indicator that a title names, and its unit, for columns that have only a year as
        their header.
        """
        texts = (*self.table.titles, self.table.sheet, Path(self.table.file).stem)
        best = ""
        found: tuple[Meaning, str] | None = None
        for form, entries in self.recogniser.dictionary.entries.items():
            for entry in entries:
                if entry.meaning.means != "figure" or len(form) <= max(len(best), 1):
                    continue
                title = next((text for text in texts if form in folded(text)), None)
                if title is not None and entry.applies_to(self.type):
                    best, found = form, (entry.meaning, split_header(title).unit)
        return found

    def _period_of_title(self) -> str:
        """The period that the title of a table of figures gives to columns without one."""
        for title in self.table.titles:
            if _FIGURES.search(title) and (period := split_header(title).period):
                return period
        return ""


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
    if named and _PREFIX.match(named[-1]):
        yield _PREFIX.sub("", named[-1], count=1)


def _has_indicators(reads: list[_Read | None]) -> bool:
    """Whether a column holds the names of indicators."""
    return any(e.meaning.means == "indicator" for read in reads if read for e in read.entries)


def _zones_in(table: FoundTable) -> bool:
    """Whether columns are headed by the names of zones."""
    return any(zone_named(header_text(header)) for header in table.headers if header)


def _is_name_only(read: _Read) -> bool:
    """Whether a header names things, and is not one of a table of figures: 单位 is also a unit."""
    words = {e.meaning.means for e in read.entries}
    return "name" in words and words.isdisjoint(FIGURES_BY_ROW)


def _has_names(reads: list[_Read | None]) -> bool:
    """Whether a column of a table with indicators holds names; 单位 is that of the numbers."""
    return any(_is_name_only(read) for read in reads if read)


def _has_unit(text: str) -> bool:
    """Whether the number in a cell has a unit."""
    try:
        return any(number.unit for number in read_numbers(text))
    except ValueError:
        return False


def _left_out(zh: str, en: str) -> Meaning:
    return Meaning("leave-out", zh=zh, en=en)
