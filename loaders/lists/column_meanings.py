"""Assign a meaning to each column of a table, when the class of its rows is known."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from gaoxin.loaders.lists.award_cells import refuse_candidate
from gaoxin.loaders.lists.cell_kinds import is_date
from gaoxin.loaders.lists.column_units import (
    completed,
    fits,
    missing_unit,
    own_count,
    takes_unit,
    unclear_unit,
    unit_above,
    usual_unit,
    wrong_unit,
)
from gaoxin.loaders.lists.dictionary import property_of, with_header
from gaoxin.loaders.lists.find_table import SEARCHED, FoundTable, header_text, samples_of
from gaoxin.loaders.lists.fitting_cells import (
    are_addresses,
    are_no_codes,
    are_others,
    are_places,
    are_statuses,
    has_unit,
)
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.lists.header_reading import (
    PLAIN,
    HeaderReader,
    HeaderReading,
    is_name_only,
    is_of_a_period,
    several_posts,
)
from gaoxin.loaders.lists.header_rest import GROWTH
from gaoxin.loaders.lists.implied_zone import zone_named
from gaoxin.loaders.lists.list_mapping import FIGURES_BY_ROW, ListColumn, Meaning, left_out
from gaoxin.loaders.lists.planned_words import (
    PROMISED,
    says_attainment,
)
from gaoxin.loaders.lists.row_currency import currency_meaning
from gaoxin.loaders.lists.row_draft import UnclearCellError
from gaoxin.loaders.lists.standing_words import refuse_if_not_so
from gaoxin.loaders.lists.title_words import (
    indicator_of_titles,
    is_now,
    period_of,
    title_words,
    unclear_year,
)
from gaoxin.loaders.problems import nearest
from gaoxin.loaders.tables.workbook_layout import in_ranges
from gaoxin.ontology.terms import vocabulary

_RANK = "国家高新区综合评价排名"
"""The only ranking of zones that is an indicator."""
_OF_ALL_ZONES = re.compile("综合评价|综合排[名位]|国家级?高新区|全国|火炬")
_RANKING = re.compile("综合评价|排名|排行|名次|位次")
_GROWTH_ONLY = ("是增减幅度，指标目录里没有", "a change, for which there is no indicator")
_NO_GROWTH = re.compile("(?:原因|情况|说明)$|高管|人员|股权|股东|法人|名称|地址|工商|职务")
"""Words of changes that are no numbers: 高管变动."""


class Columns:
    """Assigns a meaning to each column of a table whose rows are of class ``type_``."""

    def __init__(
        self,
        reader: HeaderReader,
        table: FoundTable,
        reads: list[HeaderReading | None],
        type_: str,
        personal: Collection[str],
    ) -> None:
        self.reader, self.table, self.reads, self.type = reader, table, reads, type_
        self.personal = {folded(header) for header in personal}
        words = {e.meaning.means for read in reads if read for e in read.entries}
        self.has_indicators, self.has_values = "indicator" in words, "value" in words
        self.has_figures = any(
            read and any(e.meaning.means == "figure" for e in read.entries) for read in reads
        )
        told = title_words(table, has_indicators=self.has_indicators)
        self.period = "" if "time" in words else told.period
        self.status = "" if "status" in words else told.status

    def read(self) -> Iterator[ListColumn]:
        """The columns that have a header or content."""
        name = self._name_column()
        for index, header in enumerate(self.table.headers):
            samples = samples_of(self.table, index)
            if not header and not samples:
                continue
            read = self.reads[index]
            if in_ranges(index, self.table.hidden_columns):
                meaning = left_out("隐藏的列", "a hidden column")
            elif read is None:
                meaning = left_out("没有表头", "it has no header")
            elif index == name:
                meaning = Meaning("name", self.type)
            else:
                meaning = self._meaning(index, header, read)
                if meaning.means == "credit-code" and are_no_codes(
                    samples_of(self.table, index, SEARCHED)
                ):
                    meaning = left_out(
                        "多数值的校验码不符，不是真实的信用代码",
                        "most of its values fail the check, so they are no real credit codes",
                    )
                elif are_others(meaning, samples_of(self.table, index, SEARCHED)):
                    meaning = self._instead_of(meaning, samples_of(self.table, index, SEARCHED))
            yield ListColumn(index, header_text(header), meaning)

    def _name_column(self) -> int | None:
        """The column with the names of the rows; one that says the class is preferred."""
        for wanted in (self.type, ""):
            for index, read in enumerate(self.reads):
                if read and self.has_indicators and not is_name_only(read):
                    continue
                if self._is_unit_of_left(index):
                    continue
                if read and any(
                    e.meaning.means == "name" and e.meaning.type == wanted for e in read.entries
                ):
                    return index
        return None

    def _instead_of(self, meaning: Meaning, samples: list[str]) -> Meaning:
        """What a column means whose cells are not what its header promises.

        Other texts than cities are addresses, kinds of firms may be recognitions (瞪羚), and the
        板块 of a city are no stock exchanges.
        """
        usual = {"locatedIn": "地址", "kind": "称号"}.get(meaning.means, "")
        if meaning.means == "listing" and are_places(samples):  # 板块: parts of the city
            usual = "所属地区"
        if usual == "地址" and not are_addresses(samples):  # 板块: industries
            usual = ""
        for entry in self.reader.dictionary.find(usual)[1]:
            if entry.applies_to(self.type):
                return entry.meaning
        term = property_of(meaning.means)
        assert term is not None
        return left_out(
            f"多数值说的不是{term.label_zh}",
            f"most of its values are not about this: {term.label_en}",
        )

    def _meaning(self, index: int, header: tuple[str, ...], read: HeaderReading) -> Meaning:
        if currency := currency_meaning(header, self.reader, self.table, index):
            return currency
        words = {entry.meaning.means for entry in read.entries}
        is_other = self.has_indicators and words.isdisjoint((*FIGURES_BY_ROW, "name"))
        samples = samples_of(self.table, index, SEARCHED)
        if is_other and are_statuses(samples, is_known=bool(words)):
            return Meaning("status")
        for entry in read.entries:
            if entry.meaning.means == "name" or not entry.applies_to(self.type):
                continue
            means = entry.meaning.means
            is_unit = means == "unit" and self._is_unit_of_left(index)
            if means in FIGURES_BY_ROW and not is_unit and not self._is_by_row(means):
                continue
            meaning = entry.meaning
            if meaning.personal and not self._is_wanted(header):
                return replace(left_out("个人信息", "personal data"), personal=True)
            if meaning.means == "kind" and self.has_indicators:
                return left_out("是指标的分类", "it groups the indicators")
            if meaning.is_left_out:
                return meaning
            if takes_unit(meaning):
                if self._is_part_of_investment(index, header):
                    return left_out("只是总投资的一部分", "it is only a part of the investment")
                return self._number(index, read, meaning)
            return self._other(read, meaning)
        if any(entry.meaning.personal for entry in read.entries):
            return replace(left_out("个人信息", "personal data"), personal=True)
        if read.entries:
            term = vocabulary().find_class(self.type)
            return left_out(
                f"不清楚它与{term.label_zh}的关系",
                f"its relation to the {term.label_en} is unclear",
            )
        return self._unknown(index, header, read)

    def _is_part_of_investment(self, index: int, header: tuple[str, ...]) -> bool:
        """Whether a column (其中：设备投资) is a part of the investment above or left of it."""
        if not any(line.startswith("其中") for line in header):
            return False
        left = self.reads[index - 1] if index else None
        around = (*(self.reader.read((line,)) for line in header[:-1]), left)
        return any(
            e.meaning.means == "totalInvestment" for read in around if read for e in read.entries
        )

    def _number(self, index: int, read: HeaderReading, meaning: Meaning) -> Meaning:
        """The meaning of a column of numbers, with the unit, period and status of its header.

        For a column of values the name of the indicator and the title may say the period, too.
        """
        parts = read.parts
        if meaning.means != "value":
            of_a_zone = vocabulary().is_a(self.type, ("Territory",))
            meaning = self.reader.number_of(read, meaning, of_a_zone=of_a_zone)
        if meaning.is_left_out:
            return meaning
        is_figure = meaning.means == "figure"
        is_by_time = is_figure or meaning.means == "value"
        period = parts.period or (self.period if is_figure or parts.relative else "")
        if word := parts.relative:
            period = period_of(word, period) if is_by_time else ""
            if not period and not (meaning.means == "value" and is_now(word)):
                return left_out(*unclear_year(word))
        if not is_by_time and parts.period:  # 2025年计划投资额 is not the total investment.
            return left_out("只是一段时间的数", "it is the number of one period only")
        if meaning.indicator == _RANK and not self._ranks_all_zones(index):
            return left_out("没有写明是什么的排名", "it does not say what it ranks by")
        if is_of_a_period(header_text(self.table.headers[index]), read, meaning):
            return left_out("只是一段时间的，不是累计", "that of one period, no sum up to then")
        status = read.status or (self.status if is_figure else "")
        return self._with_unit(index, with_header(meaning, "", period, status), parts.unit)

    def _ranks_all_zones(self, index: int) -> bool:
        """Whether a header or the title says that a rank is that among all national zones."""
        header = self.table.headers[index]
        if any(map(_OF_ALL_ZONES.search, header)):
            return True
        titles = (*self.table.titles, self.table.sheet, Path(self.table.file).stem)
        return len(header) == 1 and any(map(_RANKING.search, titles))

    def _other(self, read: HeaderReading, meaning: Meaning) -> Meaning:
        """The meaning of a column of names, texts, dates or answers, with its status."""
        term = property_of(meaning.means)
        if term is not None and term.is_relation and self.reader.joins_another(read, meaning):
            return left_out(
                "一格里有两样东西，分不开；请拆成两列",
                "its cells hold two things; put each into a column of its own",
            )
        try:
            if meaning.value or meaning.type == "Award":
                refuse_candidate(read.rest.text)
            refuse_if_not_so(read.rest.text)
        except UnclearCellError as unclear:
            return left_out(*unclear.args)
        if meaning.means == "position" and (title := several_posts(read)):
            meaning = replace(meaning, title=title)
        if read.status not in PROMISED:
            return meaning
        if term is not None and (is_date(term) or (term.is_relation and not meaning.reverse)):
            return replace(meaning, status="planned")
        is_kind = term is not None and (term.is_relation or meaning.means == "listing")
        if is_kind or meaning.means == "position" or (term and vocabulary().codes(term.name)):
            return left_out("只是计划", "it is only planned")
        return meaning

    def _with_unit(self, index: int, meaning: Meaning, written: str) -> Meaning:
        """The meaning with the unit that is written in the header or above the table.

        Without one a count (人, 家) has that of its indicator.  Any other number needs one in its
        cells: nobody can tell 万元 from 亿元.  For columns of values each row says the indicator.
        """
        usual = usual_unit(meaning)
        stated = completed(written, usual)
        if not fits(stated, usual):
            return left_out(*wrong_unit(stated, meaning, usual))
        unit = stated or unit_above(self.table.units, usual) or meaning.unit
        if unit or meaning.means == "value" or self._is_unit_of_left(index + 1):
            return replace(meaning, unit=unit)
        if unit := own_count(usual):
            return replace(meaning, unit=unit)
        samples = samples_of(self.table, index, SEARCHED)
        if not samples or any(map(has_unit, samples)):
            return meaning
        if usual:
            return left_out(*missing_unit(usual))
        return left_out(*unclear_unit(self.table.units)) if self.table.units else meaning

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
        return self.has_indicators or (means in ("time", "time-part") and self.has_figures)

    def _is_wanted(self, header: tuple[str, ...]) -> bool:
        return not self.personal.isdisjoint({folded(header_text(header)), folded(header[-1])})

    def _value_of(self, zone: str, read: HeaderReading) -> Meaning:
        """The meaning of a column of values below the name of a zone and, perhaps, a period."""
        parts = read.parts
        if GROWTH.search(parts.name):
            return left_out(*_GROWTH_ONLY)
        period = parts.period
        if parts.relative:
            period = period_of(parts.relative, parts.period or self.period)
            if not period and not is_now(parts.relative):
                return left_out(*unclear_year(parts.relative))
        if parts.name:
            return left_out(f"不认识「{parts.name}」", f"{parts.name!r} is unknown")
        return Meaning("value", value=zone, unit=parts.unit, time=period, status=read.status)

    def _unknown(self, index: int, header: tuple[str, ...], read: HeaderReading) -> Meaning:
        parts = read.parts
        if says_attainment(header_text(header)):
            return left_out(
                "说的是完成了目标的多少，不是数本身",
                "it says how much of a target was reached, and not the number itself",
            )
        if len(header) > 1 and self.has_indicators and (zone := zone_named(header[0])):
            return self._value_of(zone, self.reader.read(header[1:]))
        zone = zone_named(header_text(header))
        if zone and self.has_indicators and not self.has_values and self.type == "Zone":
            return Meaning("value", value=zone, unit=parts.unit, status=read.status)
        if parts.relative and not parts.name and self.has_indicators:
            period = period_of(parts.relative, parts.period or self.period)
            if not period:
                return left_out(*unclear_year(parts.relative))
            return with_header(Meaning("value"), parts.unit, period, read.status)
        is_plan = read.status in PROMISED
        may_hold_values = is_plan or (parts.period and not self.has_values)
        is_plain = not parts.name or PLAIN.fullmatch(parts.name)
        if is_plain and self.has_indicators and may_hold_values:
            return with_header(Meaning("value"), parts.unit, parts.period, read.status)
        found = None
        if parts.period and not parts.name:
            found = indicator_of_titles(self.table, self.reader.dictionary, self.type)
        if found:
            meaning = with_header(found[0], "", parts.period, read.status or self.status)
            return self._with_unit(index, meaning, parts.unit or found[1])
        if parts.period or parts.unit:
            shown = parts.name or header_text(header)
            return left_out(f"指标目录里没有「{shown}」", f"there is no indicator {shown!r}")
        if GROWTH.search(parts.name) and not _NO_GROWTH.search(parts.name):
            return left_out(*_GROWTH_ONLY)
        near = nearest(folded(header_text(header)), self.reader.dictionary.entries)
        if near:
            return left_out(f"不认识的表头，是否指「{near}」", f"unknown header; perhaps {near!r}")
        return left_out("不认识的表头", "unknown header")
