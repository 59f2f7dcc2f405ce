"""The reader of a column: a function that adds what a cell says to the draft of its row.

A reader raises :class:`ValueError` with the reason in Chinese and in English if it cannot read the
cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from gaoxin.graph.names.keys import normal_form
from gaoxin.loaders.lists.award_cells import (
    Standing,
    award_values,
    ended_award,
    read_award,
)
from gaoxin.loaders.lists.body_names import body_class, with_place
from gaoxin.loaders.lists.cell_dates import read_date, read_period, read_span
from gaoxin.loaders.lists.cell_parts import split_values
from gaoxin.loaders.lists.cell_values import exact_in
from gaoxin.loaders.lists.column_units import CellUnits
from gaoxin.loaders.lists.dictionary import property_of
from gaoxin.loaders.lists.list_mapping import NAMES, Meaning
from gaoxin.loaders.lists.person_cells import person_names
from gaoxin.loaders.lists.planned_words import (
    PROMISED,
    REACHED,
    PlannedText,
    planned_cell,
    planned_in,
)
from gaoxin.loaders.lists.positioning_cells import POSITIONING, positionings
from gaoxin.loaders.lists.row_currency import read_amounts
from gaoxin.loaders.lists.row_draft import RowDraft, UnclearCellError
from gaoxin.loaders.lists.standing_words import has_ended, refuse_if_not_so, refuse_remark
from gaoxin.loaders.problems import nearest
from gaoxin.loaders.tables.placeholders import Expected
from gaoxin.model import Name, Record, Text
from gaoxin.ontology.credit_codes import read_credit_code
from gaoxin.ontology.literals import date_type
from gaoxin.ontology.namespaces import XSD
from gaoxin.ontology.terms import PropertyTerm, vocabulary

CellReader = Callable[[RowDraft, str], None]

_HAN_BREAK = re.compile(r"(?<=[\u3400-\u9fff）)】」])\s+(?=[\u3400-\u9fff（(【「])")
_DATES = frozenset((f"{XSD}date", f"{XSD}gYearMonth", f"{XSD}gYear"))
_DECIMAL, _ADDRESS_TYPE = f"{XSD}decimal", f"{XSD}anyURI"
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`/]+\.[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_STATUSES = ("实际", "目标", "计划", "预计", "预期")
_ACTUAL = re.compile(rf"{REACHED}|actual", re.IGNORECASE)
_DURATION = re.compile(r"长期|之日起|[\d一二两三四五六七八九十]+\s*(?:年|个月)$")


def reader_of(meaning: Meaning) -> CellReader | None:
    """The reader of a column; ``None`` if the column is left out, or is read with its row."""
    if meaning.is_left_out or meaning.means in ("value", "currency"):
        return None
    if meaning.means in _FIXED:
        return _FIXED[meaning.means]
    if meaning.means in ("indicator", "unit", "holder-title"):
        return partial(_give, meaning.means)
    if meaning.means == "trait":
        return _trait
    if meaning.means == "position":
        return partial(_position, meaning)
    if meaning.means == "figure":
        return partial(_figure, meaning, CellUnits(meaning))
    term = property_of(meaning.means)
    assert term is not None, meaning
    if meaning.value:
        return partial(_award, meaning)
    if term.is_relation:
        return partial(_relation, meaning)
    return _literal(meaning, term)


def depends_on_text_only(meaning: Meaning) -> bool:
    """Whether equal cells of a column say the same, whatever else stands in their rows."""
    return meaning.means not in _FIXED and property_of(meaning.means) is not None


def expected_in(meaning: Meaning) -> Expected:
    """What the cells of a column hold, by which placeholders (无, 0) are recognised."""
    term = property_of(meaning.means)
    if is_number(meaning):
        return "number"
    if meaning.value:
        return "flag"
    if meaning.means in ("credit-code", "stockCode", "code"):
        return "code"
    if meaning.means in NAMES or meaning.means in ("position", "indicator"):
        return "name"
    if term is not None and term.is_relation:
        return "name"
    return "date" if term is not None and _DATES.issuperset(term.datatypes) else "text"


def is_date(term: PropertyTerm) -> bool:
    """Whether the values of a property are dates."""
    return not term.is_relation and _DATES.issuperset(term.datatypes)


def is_number(meaning: Meaning) -> bool:
    """Whether the cells of a column are numbers, which belong to one row only."""
    term = property_of(meaning.means)
    return meaning.means in ("figure", "value") or bool(term and _DECIMAL in term.datatypes)


# -- names ----------------------------------------------------------------------------------------


def _name(row: RowDraft, text: str) -> None:
    row.name = normal_form(_HAN_BREAK.sub("", text))
    if row.type != "Person":
        return
    names, reasons = person_names(text)
    if reasons:
        zh, en = reasons[0].args
        raise ValueError(f"不是一个人的姓名（{zh}）；请改正", f"it is no name of a person ({en})")
    if len(names) > 1:
        raise ValueError("写了几个人；请每行写一人", "it names several persons; write one in a row")
    row.name = names[0]


def _further_names(how: str, language: str, row: RowDraft, text: str) -> None:
    for value in split_values(text):
        name = normal_form(_HAN_BREAK.sub("", value))
        if name != row.name:
            row.names.append((name, how, language))


def _english_name(row: RowDraft, text: str) -> None:
    row.names.append((normal_form(text), "preferred", "en"))


def _credit_code(row: RowDraft, text: str) -> None:
    row.code = read_credit_code(text).text
    row.facts.append(("creditCode", Text(row.code)))
    row.names.append((row.code, "code", ""))


def _position(meaning: Meaning, row: RowDraft, text: str) -> None:
    names, reasons = person_names(text)
    row.later += (partial(row.post_here, name, meaning.title) for name in names)
    if reasons:
        raise reasons[0]


# -- figures --------------------------------------------------------------------------------------


def _figure(meaning: Meaning, units: CellUnits, row: RowDraft, text: str) -> None:
    said = planned_cell(text)
    numbers = units.settled(read_amounts(said.text, meaning.unit, row.currency))
    row.figures.append((with_cell(meaning, said), numbers))


def with_cell(meaning: Meaning, said: PlannedText) -> Meaning:
    """The meaning with the status and the period of the cell, before those of the header."""
    if not said.status and not said.time:
        return meaning
    return replace(meaning, status=said.status or meaning.status, time=said.time or meaning.time)


def _trait(row: RowDraft, text: str) -> None:
    row.traits.append("".join(text.split()))


def _give(key: str, row: RowDraft, text: str) -> None:
    before = row.given.setdefault(key, text)
    if before != text:
        raise ValueError(
            f"这一行另一个同样意思的单元格是「{before}」；请改正其一",
            f"another cell of the row with this meaning says {before!r}; correct one of them",
        )


def _time(row: RowDraft, text: str) -> None:
    said = planned_in(text)
    if said.status:  # 2025年（目标）
        row.given.setdefault("status", said.status)
        text = re.sub(r"[(（]\s*[)）]", "", said.text).strip()
    row.given["time"] = read_period(text, row.from_1904)


def _status(row: RowDraft, text: str) -> None:
    said = text if text in PROMISED else planned_in(text).status
    if not said and _ACTUAL.search(text):
        said = "actual"
    if not said:
        listed = "、".join(_STATUSES)
        raise ValueError(f"只能是：{listed}", f"it must be one of {listed}")
    row.given["status"] = said


# -- properties -----------------------------------------------------------------------------------


def _relation(meaning: Meaning, row: RowDraft, text: str) -> None:
    names: Sequence[str]
    vague: list[UnclearCellError] = []
    if meaning.type == "Person":
        names, vague = person_names(text)
    elif meaning.means == POSITIONING:
        _positioning(meaning, row, text)
        return
    else:
        names = award_values(text) if meaning.type == "Award" else split_values(text)
    for written in names:
        type_ = body_class(meaning.type, written)
        value = with_place(written, row.region, row.zone) if type_ == "Organization" else written
        try:
            if meaning.type != "Award":
                refuse_remark(written)
            elif ended := ended_award(written):
                row.later.append(_ended(row, meaning, *ended))
                continue
            else:
                refuse_if_not_so(written)
            if not value:
                raise UnclearCellError(
                    "没有写明是哪个地方的", "it is not said of which place it is"
                )
        except UnclearCellError as unclear:
            vague.append(unclear)
            continue
        if meaning.status in PROMISED:
            planned = replace(meaning, type=type_)
            row.later.append(partial(row.stated, planned, value, status=meaning.status))
        elif meaning.reverse:
            row.later.append(partial(row.reverse, replace(meaning, type=type_), value))
        else:
            row.facts.append((meaning.means, Name(type_, value)))
    if vague:
        raise vague[0]


def _positioning(meaning: Meaning, row: RowDraft, text: str) -> None:
    """Read what the thing means to become; no source says that it is so."""
    for name in positionings(text):
        row.later.append(partial(row.stated, meaning, name, status=meaning.status or "target"))


def _ended(row: RowDraft, meaning: Meaning, name: str, time: str) -> Callable[[], Record]:
    return partial(row.stated, meaning, name, time=time, status="historical")


def _award(meaning: Meaning, row: RowDraft, text: str) -> None:
    """Read whether the thing has the award, or had it."""
    found = read_award(text, meaning.value)
    if found is None:
        return
    if found == Standing():
        row.facts.append((meaning.means, Name(meaning.type, meaning.value)))
    else:
        row.later.append(
            partial(row.stated, meaning, meaning.value, time=found.time, status=found.status)
        )


def _literal(meaning: Meaning, term: PropertyTerm) -> CellReader:
    """The reader of a property whose values are texts, dates, numbers, addresses or choices."""
    if codes := vocabulary().codes(term.name):
        return partial(_choice, meaning.means, _words_of(term, codes))
    if _DATES.issuperset(term.datatypes):
        return partial(_planned_date if meaning.status == "planned" else _date, meaning)
    if _DECIMAL in term.datatypes:
        return partial(_number, meaning, term, CellUnits(meaning))
    if _ADDRESS_TYPE in term.datatypes:
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
        row.facts.append((meaning.means, Text(exact, _DECIMAL)))
    else:
        figure = Meaning(
            "figure", indicator=term.label_zh, status=meaning.status, time=meaning.time
        )
        row.figures.append((figure, numbers))


def _web_address(predicate: str, row: RowDraft, text: str) -> None:
    address = text if re.match(r"https?://", text, re.IGNORECASE) else f"http://{text}"
    if not _ADDRESS.fullmatch(address):
        raise ValueError("不是网址；请改正", "it is no web address; correct it")
    row.facts.append((predicate, Text(address, _ADDRESS_TYPE)))


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


_FIXED: dict[str, CellReader] = {
    "name": _name,
    "credit-code": _credit_code,
    "alias": partial(_further_names, "alias", "zh"),
    "former-name": partial(_further_names, "alias", "zh"),
    "short-name": partial(_further_names, "short", "zh"),
    "english-name": _english_name,
    "time": _time,
    "status": _status,
}
