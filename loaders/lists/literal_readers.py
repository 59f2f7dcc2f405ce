"""Readers of columns of texts, dates, numbers, addresses and choices."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from gaoxin.loaders.lists.award_cells import refuse_candidate
from gaoxin.loaders.lists.cell_dates import read_date, read_span
from gaoxin.loaders.lists.cell_kinds import ADDRESS, DECIMAL, is_date
from gaoxin.loaders.lists.cell_values import exact_in
from gaoxin.loaders.lists.column_units import CellUnits
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.loaders.lists.listing_cells import listing_in, stock_code_in
from gaoxin.loaders.lists.planned_words import PROMISED, planned_cell, with_cell
from gaoxin.loaders.lists.row_currency import read_amounts
from gaoxin.loaders.lists.row_draft import CellReader, RowDraft, UnclearCellError
from gaoxin.loaders.lists.standing_words import has_ended, refuse_if_not_so, time_until
from gaoxin.loaders.problems import nearest
from gaoxin.model import Text
from gaoxin.ontology.literals import date_type
from gaoxin.ontology.terms import PropertyTerm, vocabulary

_REMARK = re.compile(r"[(（]([^()（）]*)[)）]$")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`/]+\.[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_FROM_ISSUE = re.compile(r"(?:发布|公布|印发|下发|颁布|颁发|发文|通过|签发|发)之?[日后]")
_TIME = re.compile("[年月日季旬周]")
_NO_DIGIT = re.compile(r"[^\d〇零一二三四五六七八九十]*")
_DURATION = re.compile(r"长期|之日起|[\d一二两三四五六七八九十]+\s*(?:年|个月)$")


def literal_reader(meaning: Meaning, term: PropertyTerm) -> CellReader:
    """The reader of a property whose values are texts, dates, numbers, addresses or choices."""
    if codes := vocabulary().codes(term.name):
        return partial(_choice, meaning.means, _words_of(term, codes))
    if is_date(term):
        return partial(_planned_date if meaning.status == "planned" else _date, meaning)
    if DECIMAL in term.datatypes:
        return partial(_number, meaning, term, CellUnits(meaning))
    if ADDRESS in term.datatypes:
        return partial(_web_address, meaning.means)
    if meaning.means in _CHECKED:
        return partial(_checked_text, meaning.means, _CHECKED[meaning.means])
    language = "zh" if any(name.endswith("langString") for name in term.datatypes) else ""
    return partial(_text, term.iri if ":" in term.name else term.name, language)


def _text(predicate: str, language: str, row: RowDraft, text: str) -> None:
    row.facts.append((predicate, Text(" ".join(text.split()), language=language)))


_CHECKED: dict[str, Callable[[str], str]] = {"listing": listing_in, "stockCode": stock_code_in}


def _checked_text(predicate: str, read: Callable[[str], str], row: RowDraft, text: str) -> None:
    if said := read(" ".join(text.split())):
        row.facts.append((predicate, Text(said)))


def _date(meaning: Meaning, row: RowDraft, text: str) -> None:
    said = planned_cell(text)
    if said.status:
        _planned_date(meaning, row, said.text)
    else:
        try:
            date = read_date(text, row.from_1904)
        except ValueError:
            if meaning.means != "expires":
                if before := _before_remark(text, row.from_1904):
                    row.facts.append((meaning.means, Text(before, date_type(before))))
                    return
                _refuse_no_date(text)
                raise
            if has_ended(text):
                raise UnclearCellError(
                    "已失效，没写何时失效", "no longer valid; since when is not given"
                ) from None
            if end := _end_of_span(text, row.from_1904) or _end_told(text):
                row.facts.append((meaning.means, Text(end, date_type(end))))
                return
            if not _DURATION.search(text):
                raise
            row.facts.append(("description", Text(f"有效期：{text}")))  # no date is said
        else:
            row.facts.append((meaning.means, Text(date, date_type(date))))


def _refuse_no_date(text: str) -> None:
    """Refuse a text that states no date, and so none that could be corrected.

    Raises:
        UnclearCellError: it counts from the day of issue, or speaks of no time (已开工).  A time in
            other words (前年) can be corrected.
    """
    if _FROM_ISSUE.search(text):
        raise UnclearCellError(
            "按发布之日起算，没有写日期", "it counts from the day of issue and gives no date"
        )
    if _NO_DIGIT.fullmatch(text) and not _TIME.search(text):
        raise UnclearCellError("不是日期", "no date")


def read_work_period(row: RowDraft, text: str) -> None:
    """Read when a project is begun and completed, as planned; a mere duration is described.

    Raises:
        UnclearCellError: it states neither.
    """
    try:
        first, last = read_span(text, row.from_1904)
    except ValueError:
        if re.fullmatch(r"(?:19|20)\d\d年?", text):
            first, last = "", text[:4]
        elif _NO_DIGIT.fullmatch(text):
            raise UnclearCellError("不是日期", "no date") from None
        else:
            row.facts.append(("description", Text(f"建设期：{text}")))
            return
    for means, date in (("started", first), ("completed", last)):
        if date:
            row.later.append(partial(row.stated, Meaning(means), date, status="planned"))


def _before_remark(text: str, from_1904: bool) -> str:
    """The date before a remark in brackets (2019年（2016年省级）); ``""`` if there is none.

    Raises:
        UnclearCellError: the remark says that it is not so, or not yet.
    """
    found = _REMARK.search(text)
    if not found or not text[: found.start()].strip():
        return ""
    refuse_if_not_so(found[1])
    refuse_candidate(found[1])
    try:
        return read_date(text[: found.start()].strip(), from_1904)
    except ValueError:
        return ""


def _end_told(text: str) -> str:
    """The day with which a text says that something ends (3年（2025年8月31日到期）), or ``""``."""
    return time_until(text).rpartition("/")[2]


def _end_of_span(text: str, from_1904: bool) -> str:
    """The last day of a time of validity (2024.1.1-2026.12.31); ``""`` if the text is none."""
    try:
        return read_span(text, from_1904)[1]
    except ValueError:
        return ""


def _planned_date(meaning: Meaning, row: RowDraft, text: str) -> None:
    try:
        date = read_date(text, row.from_1904)
    except ValueError:
        _refuse_no_date(text)
        raise
    row.later.append(partial(row.stated, meaning, date, status="planned"))


def _number(
    meaning: Meaning, term: PropertyTerm, units: CellUnits, row: RowDraft, text: str
) -> None:
    """Read a number in the property's fixed unit.

    What is not exact in that unit (another currency, about so much) becomes a figure of the
    indicator with the same name.
    """
    said = planned_cell(text)
    meaning, text = with_cell(meaning, said), said.text
    numbers = units.settled(read_amounts(text, meaning.unit, row.currency))
    exact = exact_in(numbers[0], term.unit) if len(numbers) == 1 else None
    if exact is not None and meaning.status not in PROMISED and not meaning.time:
        row.facts.append((meaning.means, Text(exact, DECIMAL)))
    else:
        figure = Meaning(
            "figure", indicator=term.label_zh, status=meaning.status, time=meaning.time
        )
        row.figures.append((figure, numbers))


def _web_address(predicate: str, row: RowDraft, text: str) -> None:
    address = text if re.match(r"https?://", text, re.IGNORECASE) else f"http://{text}"
    if not _ADDRESS.fullmatch(address):
        raise ValueError("不是网址；请改正", "it is no web address; correct it")
    row.facts.append((predicate, Text(address, ADDRESS)))


def _choice(predicate: str, words: dict[str, str], row: RowDraft, text: str) -> None:
    word, remark = text.casefold(), ""
    if found := _REMARK.search(word):
        word, remark = word[: found.start()].strip(), found[1]
    if code := _code_for(word, words):
        if remark and not _names_one(remark, words):
            refuse_if_not_so(remark)
            refuse_candidate(remark)
        if row.zone and word in _OF_THE_ZONE and "zone" in words.values():
            code = "zone"
        row.facts.append((predicate, Text(code)))
        return
    if _names_one(word, words):  # 拟申报国家级, 国家级培育
        refuse_if_not_so(word)
        refuse_candidate(word)
    shown: dict[str, str] = {}
    for form, code in words.items():
        if not form.isascii():
            shown.setdefault(code, form)
    listed = "、".join(shown.values())
    near = nearest(word, words)
    zh, en = (f"，是否想写「{near}」", f"; did you mean {near!r}") if near else ("", "")
    raise ValueError(f"只能是：{listed}{zh}", f"it must be one of {listed}{en}")


def _code_for(word: str, words: dict[str, str]) -> str:
    """The code of a word, also of one with an ending such as 企业; ``""`` if it has none."""
    forms = (word, *(word.removesuffix(end) for end in ("企业", "型", "级", "型企业")))
    return next((words[form] for form in forms if form in words), "")


def _names_one(remark: str, words: dict[str, str]) -> bool:
    """Whether a remark is about another value: 市级（拟申报省级）."""
    return any(len(word) > 1 and word in remark for word in words)


_OF_THE_ZONE = ("区级", "本区", "全区", "区")
"""Words for the level of the zone in a list whose title names a zone."""
# Other words for levels.  A list of levels without the county counts it as municipal.
_OTHER_WORDS = (
    ("national", "部级 国字号 国家备案 国家级备案"),
    ("provincial", "自治区级 自治区 直辖市级"),
    ("county", "区级 县级 县区级 区县 县区"),
    ("municipal", "地市级 地级市 地级 州级 区级 县级 县区级 区县级 区县 县区"),
    ("zone", "高新区级 开发区级"),
)


def _words_of(term: PropertyTerm, codes: tuple[str, ...]) -> dict[str, str]:
    """Each word for a value of the property, with its code in the data."""
    words: dict[str, str] = {}
    for value in vocabulary().schemes[term.values_from].values:
        for word in (*value.codes, value.label_zh, value.label_en.casefold()):
            words[word] = value.codes[0]
            words.setdefault(word.removesuffix("型").removesuffix("级"), value.codes[0])
    for code, others in _OTHER_WORDS:
        if code in codes:
            for word in others.split():
                words.setdefault(word, code)
    return words
