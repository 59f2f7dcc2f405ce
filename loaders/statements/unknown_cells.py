"""Placeholders in the common table: cells such as 无 or N/A count as empty.

A row whose fact is a placeholder (``X operatesIn 无``) says only that its subject exists: it
becomes a :class:`gaoxin.model.Fact` about the subject's class, and the report counts it.  A row
whose subject is a placeholder is refused, because the name of a fact's subject may be lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gaoxin.loaders.tables.placeholders import (
    Expected,
    PlaceholderTally,
    is_ditto,
)
from gaoxin.model import Fact, Name, Statement, VocabularyTerm
from gaoxin.ontology.namespaces import GX, RDF_TYPE_IRI, XSD
from gaoxin.ontology.terms import PropertyTerm, vocabulary

_CODES = ("code", "creditCode")


def without_placeholders(row: Statement, tally: PlaceholderTally) -> tuple[Statement, bool]:
    """The row with its placeholders as empty cells, and whether a fact remains.

    If none does, the cells of the fact stay as they are, for checking the rest of the row.
    """
    found = {
        column: ""
        for column, kind in _expected(row).items()
        if (text := getattr(row, column)) and not tally.value(text, kind)
    }
    if not found:
        return row, True
    states_nothing = "object" in found or ("value" in found and (not row.object or _is_figure(row)))
    if states_nothing:
        tally.without_fact += 1
        found = {column: "" for column in found if column not in ("object", "value")}
    return replace(row, **found), not states_nothing


def bare_subject(row: Statement) -> Fact:
    """The fact that the subject of the row is a thing of its class."""
    subject = Name(row.subject_type, row.subject)
    type_ = VocabularyTerm(GX + row.subject_type)
    return Fact(subject, RDF_TYPE_IRI, type_, row.source, row.place)


def ditto_complaints(row: Statement) -> Iterator[tuple[str, str, str]]:
    """Complaints (column, Chinese, English) about cells that only repeat the cell above."""
    for column in ("subject", "object", "value"):
        if is_ditto(getattr(row, column)):
            yield (
                column,
                "「同上」一类的写法不能载入；请写出完整的内容。",
                "a mark for 'as above' cannot be loaded; write the whole text.",
            )


def _expected(row: Statement) -> dict[str, Expected]:
    """What the cells of the row hold, by column; the signs in qualifiers have a meaning."""
    content: Expected = "text"
    term = vocabulary().terms_by_predicate.get(row.predicate)
    if row.predicate in _CODES:
        content = "code"
    elif isinstance(term, PropertyTerm) and not term.is_relation:
        if f"{XSD}decimal" in term.datatypes:
            content = "number"
    elif term is not None:
        content = "number"
    expected: dict[str, Expected] = {
        "subject": "name",
        "object": "name" if row.object_type else content,
        "value": content,
        "unit": "text",
        "time": "date",
    }
    return expected | {
        column: "text"
        for column in ("qualifier", "evidence", "locator")
        if any(map(str.isalnum, getattr(row, column)))
    }


def _is_figure(row: Statement) -> bool:
    """Whether the row is about an indicator; then its fact is the number in ``value``."""
    term = vocabulary().terms_by_predicate.get(row.predicate)
    return term is not None and not isinstance(term, PropertyTerm)
