"""The rules for a row of the common table, reported as complaints about its cells.

Types and predicates are checked against the vocabulary: domain and range of the predicate,
including subclasses.  A figure (``observation``, ``target``, ``rank``) has an indicator as its
object and may lack a value.  An attribute has its literal in ``value`` or in ``object``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from gaoxin.graph.facts.periods import parse_period
from gaoxin.graph.facts.units import parse_figure
from gaoxin.loaders.problems import did_you_mean
from gaoxin.model import STATEMENT_COLUMNS, Statement
from gaoxin.ontology.literals import DATE_TYPES
from gaoxin.ontology.namespaces import XSD
from gaoxin.ontology.terms import ClassTerm, PropertyTerm, vocabulary

_ONE_LINE = tuple(c for c in STATEMENT_COLUMNS if c not in ("qualifier", "evidence"))
_SOURCE_KEY = re.compile(r"\w[\w.-]*")
_WEBSITE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
Complaint = tuple[str, str, str]  # column, Chinese, English


def complaints_about(row: Statement, sources: frozenset[str] | None) -> Iterator[Complaint]:
    """The faults of the row: (column, reason in Chinese, reason in English); empty if it is valid.

    ``sources`` are the keys of the known sources; ``None`` if sources are not checked.
    """
    if not row.subject:
        yield "subject", "主语是空的；请填写。", "the subject is empty; fill it in."
    for column in _ONE_LINE:
        text = getattr(row, column)
        if "\n" in text or "\r" in text or "\t" in text:
            yield (
                column,
                "含有换行或制表符；请写成一行。",
                "it holds a line break or a tab; write it on one line.",
            )
    yield from _check_signature(row.subject_type, row.predicate, row.object_type)
    term = vocabulary().terms_by_predicate.get(row.predicate)
    if isinstance(term, PropertyTerm) and not term.is_relation:
        yield from _check_attribute(row, term)
    elif term is not None:
        if not row.object:
            yield "object", "宾语是空的；请填写。", "the object is empty; fill it in."
        elif row.object == row.subject and row.object_type == row.subject_type:
            yield (
                "object",
                "主语和宾语是同一个；请改正其一。",
                "subject and object are the same; correct one of them.",
            )
        if row.value:
            yield from _check_figure("value", row.value)
    if row.unit and not _figure_error(row.unit):
        yield "unit", "单位写成了数；请检查各列。", "the unit is a number; check the columns."
    if row.time and (error := _time_error(row.time)):
        yield "time", f"不是可用的时间：{error[0]}。", f"this is not a usable time: {error[1]}."
    statuses = vocabulary().codes("status")
    if row.status not in statuses:
        zh, en = did_you_mean(row.status, statuses)
        choices = "、".join(statuses)
        yield (
            "status",
            f"状态只能是：{choices}；{zh}".rstrip("；"),
            f"the status must be one of {', '.join(statuses)}.{en}",
        )
    yield from _check_source(row.source, sources)


@lru_cache(maxsize=10_000)
def _check_signature(subject_type: str, predicate: str, object_type: str) -> tuple[Complaint, ...]:
    """The faults of the terms of a row; cached, because few combinations occur."""
    words = vocabulary()
    terms = words.terms_by_predicate
    found: list[Complaint] = []
    if predicate not in terms:
        zh, en = did_you_mean(predicate, terms) if predicate else ("", "")
        if not zh:
            zh, en = f"可用的有：{'、'.join(terms)}。", f" Known: {', '.join(terms)}."
        what = (f"没有谓词「{predicate}」", f"there is no predicate {predicate!r}.")
        if not predicate:
            what = ("谓词是空的", "the predicate is empty.")
        found.append(("predicate", f"{what[0]}；{zh}", f"{what[1]}{en}"))
    term = terms.get(predicate)
    domain, range_ = _ends(term) if term else ((), ())
    found.extend(_check_type("subject_type", subject_type, domain, predicate))
    if isinstance(term, PropertyTerm) and not term.is_relation:
        if object_type:
            found.append(
                (
                    "object_type",
                    f"{predicate} 的值不是事物，object_type 应为空。",
                    f"the value of {predicate} is no thing; leave object_type empty.",
                )
            )
    elif term or object_type:
        found.extend(_check_type("object_type", object_type, range_, predicate))
    return tuple(found)


def _ends(term: ClassTerm | PropertyTerm) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The classes allowed for the subject and for the object of a predicate; ``()`` for any."""
    if isinstance(term, ClassTerm):  # a figure: its subject and its indicator
        words = vocabulary()
        ends = (words.by_iri(iri) for iri in (term.subject_property, term.object_property))
        before, behind = (tuple(end.range) if isinstance(end, PropertyTerm) else () for end in ends)
        return before, behind
    return term.domain, term.range if isinstance(term.range, tuple) else ()


def classes_of_ends(predicate: str) -> tuple[list[str], list[str]]:
    """The classes of things that a predicate may have as its subject and as its object.

    An attribute has no object that is a thing: its second list is empty.
    """
    words = vocabulary()
    term = words.terms_by_predicate[predicate]
    things = [c.name for c in words.classes.values() if c.names_things]
    before, behind = (
        [name for name in things if not allowed or words.is_a(name, allowed)]
        for allowed in _ends(term)
    )
    is_attribute = isinstance(term, PropertyTerm) and not term.is_relation
    return before, [] if is_attribute else behind


def _check_type(
    column: str, name: str, allowed: Iterable[str], predicate: str
) -> Iterator[Complaint]:
    words = vocabulary()
    things = [c.name for c in words.classes.values() if c.names_things]
    allowed = tuple(allowed)
    choices = [name for name in words.concrete(allowed) if name in things] or things
    if name not in things:
        zh, en = did_you_mean(name, things) if name else ("", "")
        if not zh:
            zh, en = f"可用的有：{'、'.join(choices)}。", f" Known: {', '.join(choices)}."
        if name:
            yield column, f"没有类型「{name}」；{zh}", f"there is no type {name!r}.{en}"
        else:
            yield column, f"类型是空的；{zh}", f"the type is empty.{en}"
    elif allowed and not words.is_a(name, allowed):
        side = ("主语", "subject") if column == "subject_type" else ("宾语", "object")
        yield (
            column,
            f"{predicate} 的{side[0]}不能是 {name}；可以是：{'、'.join(choices)}。",
            f"the {side[1]} of {predicate} cannot be of type {name}; "
            f"it may be: {', '.join(choices)}.",
        )


def _check_attribute(row: Statement, term: PropertyTerm) -> Iterator[Complaint]:
    """The faults of an attribute, whose literal must be in ``value`` or in ``object``."""
    if row.value and row.object and row.value != row.object:
        yield (
            "object",
            f"{row.predicate} 的值只能写在 value 或 object 之一。",
            f"write the value of {row.predicate} either in value or in object.",
        )
        return
    column = "value" if row.value else "object"
    text = row.value or row.object
    if row.unit and row.unit != term.unit:
        zh, en = (
            (f"以{term.unit}计", f"is in {term.unit}") if term.unit else ("没有单位", "has no unit")
        )
        yield "unit", f"{row.predicate} {zh}；请改正。", f"{row.predicate} {en}; correct it."
    codes = vocabulary().codes(term.name)
    if not text:
        yield (
            "value",
            f"{row.predicate} 没有值；请写在 value 列。",
            f"{row.predicate} has no value; write it into the column value.",
        )
    elif codes and text not in codes:
        zh, en = did_you_mean(text, codes)
        yield (
            column,
            f"{term.label_zh}只能是：{'、'.join(codes)}；{zh}".rstrip("；"),
            f"the {term.label_en} must be one of {', '.join(codes)}.{en}",
        )
    elif f"{XSD}decimal" in term.datatypes:
        yield from _check_figure(column, text)
    elif set(DATE_TYPES).issuperset(term.datatypes) and (error := _date_error(text)):
        yield column, f"不是可用的日期：{error[0]}。", f"this is not a usable date: {error[1]}."
    elif f"{XSD}anyURI" in term.datatypes and not _WEBSITE.fullmatch(text):
        yield (
            column,
            "网址应以 http:// 或 https:// 开头，不含空格。",
            "an address begins with http:// or https:// and holds no spaces.",
        )


def _check_figure(column: str, text: str) -> Iterator[Complaint]:
    error = _figure_error(text)
    if error:
        yield column, f"不是可用的数：{error[0]}。", f"this is not a usable number: {error[1]}."


def _check_source(key: str, sources: frozenset[str] | None) -> Iterator[Complaint]:
    if not key:
        yield (
            "source",
            "没有来源的事实不予接受；请填写来源表中的键。",
            "a fact without a source is refused; write a key of the sources table.",
        )
    elif not _SOURCE_KEY.fullmatch(key):
        yield (
            "source",
            "来源的键只能含字母、数字、汉字和 - _ .。",
            "a source's key holds only letters, digits, Hanzi and - _ .",
        )
    elif sources is not None and key not in sources:
        zh, en = did_you_mean(key, sources)
        yield (
            "source",
            f"来源表中没有「{key}」；{zh or '请先把它写进来源表。'}",
            f"the sources table has no {key!r}.{en or ' Add it to the sources table first.'}",
        )


@lru_cache(maxsize=10_000)
def _time_error(text: str) -> tuple[str, ...]:
    try:
        parse_period(text)
    except ValueError as cause:
        return cause.args
    return ()


def _figure_error(text: str) -> tuple[str, ...]:
    try:
        parse_figure(text)
    except ValueError as cause:
        return cause.args
    return ()


def _date_error(text: str) -> tuple[str, ...]:
    try:
        period = parse_period(text)
    except ValueError as cause:
        return cause.args
    if period.kind not in ("day", "month", "year") or "X" in text.upper():
        return "要写年、年月或年月日", "write a year, a month or a day"
    return ()
