"""Readers of columns of texts, dates, numbers, addresses and choices."""

from __future__ import annotations

import re
from functools import partial

from gaoxin.loaders.lists.cell_dates import read_date, read_span
from gaoxin.loaders.lists.cell_kinds import ADDRESS, DECIMAL, is_date
from gaoxin.loaders.lists.cell_values import exact_in
from gaoxin.loaders.lists.column_units import CellUnits
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.loaders.lists.planned_words import PROMISED, planned_cell, with_cell
from gaoxin.loaders.lists.row_currency import read_amounts
from gaoxin.loaders.lists.row_draft import CellReader, RowDraft, UnclearCellError
from gaoxin.loaders.lists.standing_words import has_ended
from gaoxin.loaders.problems import nearest
from gaoxin.model import Text
from gaoxin.ontology.literals import date_type
from gaoxin.ontology.terms import PropertyTerm, vocabulary

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`/]+\.[^\s<>\"{}|\\^`]+", re.IGNORECASE)
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
    language = "zh" if any(name.endswith("langString") for name in term.datatypes) else ""
    return partial(_text, term.iri if ":" in term.name else term.name, language)


def _text(predicate: str, language: str, row: RowDraft, text: str) -> None:
    row.facts.append((predicate, Text(" ".join(text.split()), language=language)))


def _date(meaning: Meaning, row: RowDraft, text: str) -> None:
    said = planned_cell(text)
    if said.status:
        _planned_date(meaning, row, said.text)
    else:
        try:
            date = read_date(text, row.from_1904)
        except ValueError:
            if meaning.means != "expires":
                raise
            if has_ended(text):
                raise UnclearCellError(
                    "已失效，没写何时失效", "no longer valid; since when is not given"
                ) from None
            if end := _end_of_span(text, row.from_1904):
                row.facts.append((meaning.means, Text(end, date_type(end))))
                return
            if not _DURATION.search(text):
                raise
            row.facts.append(("description", Text(f"有效期：{text}")))  # no date is said
        else:
            row.facts.append((meaning.means, Text(date, date_type(date))))


def _end_of_span(text: str, from_1904: bool) -> str:
    """The last day of a time of validity (2024.1.1-2026.12.31); ``""`` if the text is none."""
    try:
        return read_span(text, from_1904)[1]
    except ValueError:
        return ""


def _planned_date(meaning: Meaning, row: RowDraft, text: str) -> None:
    date = read_date(text, row.from_1904)
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
    word = text.casefold()
    for form in (word, *(word.removesuffix(end) for end in ("企业", "型", "级", "型企业"))):
        if form in words:
            row.facts.append((predicate, Text(words[form])))
            return
    shown: dict[str, str] = {}
    for form, code in words.items():
        if not form.isascii():
            shown.setdefault(code, form)
    listed = "、".join(shown.values())
    near = nearest(word, words)
    zh, en = (f"，是否想写「{near}」", f"; did you mean {near!r}") if near else ("", "")
    raise ValueError(f"只能是：{listed}{zh}", f"it must be one of {listed}{en}")


# Other words for levels.  A list of levels without the county counts it as municipal.
_OTHER_WORDS = (
    ("national", "部级 国字号"),
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
