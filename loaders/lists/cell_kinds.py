"""What kind of value the cells of a column hold."""

from __future__ import annotations

from gaoxin.loaders.lists.dictionary import property_of
from gaoxin.loaders.lists.list_mapping import NAMES, Meaning
from gaoxin.loaders.tables.placeholders import Expected
from gaoxin.ontology.namespaces import XSD
from gaoxin.ontology.terms import PropertyTerm

DECIMAL, ADDRESS = f"{XSD}decimal", f"{XSD}anyURI"
"""The datatypes of numbers and of web addresses."""
_DATES = frozenset((f"{XSD}date", f"{XSD}gYearMonth", f"{XSD}gYear"))


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
    return meaning.means in ("figure", "value") or bool(term and DECIMAL in term.datatypes)
