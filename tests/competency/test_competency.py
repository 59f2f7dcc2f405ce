"""Competency questions: questions that the ontology must answer, run on the project's data.

Each file has the question in both languages, a query, rows that the answer must contain, rows that
it must not contain, and whether any other row is a failure (``nothing_else``).
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from gaoxin.graph.store.generation import Generation
from gaoxin.ontology.namespaces import GX, PREFIXES
from gaoxin.ontology.rdf_terms import RDF_TYPE
from gaoxin.ontology.terms import ClassTerm, PropertyTerm, vocabulary

QUESTIONS = sorted(Path(__file__).parent.glob("*.toml"))
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

# Terms that no question uses yet, with the reason; remove a term here when a question uses it.
UNASKED = {
    "AdministrativeDivision": "only the superclass of the three levels",
}
BOOKKEEPING = {
    "subjectType",
    "objectType",
    "time",
    "valueText",
    "url",
    "dct:publisher",
    "dct:date",
    "skos:note",
    "rdf:type",
}


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _text(term: Any) -> str:
    value = "" if term is None else str(term.value)
    return value.replace(GX, "gx:") if isinstance(term, ox.NamedNode) else value


def test_questions_are_found() -> None:
    assert QUESTIONS


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_question(path: Path, shipped: Generation) -> None:
    case = _read(path)
    answer = shipped.store.query(PROLOGUE + case["query"])
    assert isinstance(answer, ox.QuerySolutions)
    rows = {tuple(_text(term) for term in row) for row in answer}
    required = {tuple(row) for row in case["required"]}
    assert required <= rows, (case["en"], sorted(rows)[:20])
    assert not {tuple(row) for row in case["forbidden"]} & rows, case["en"]
    if case["nothing_else"]:
        assert rows == required, (case["en"], sorted(rows - required)[:20])


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_question_is_asked_in_both_languages(path: Path) -> None:
    case = _read(path)
    assert re.search("[\u4e00-\u9fff].*[？?]$", case["zh"])
    assert case["en"].endswith("?")
    assert case["required"] or case["nothing_else"], "a question must be able to fail"


def _is_used(store: ox.Store, term: ClassTerm | PropertyTerm) -> bool:
    node = ox.NamedNode(term.iri)
    if isinstance(term, ClassTerm):
        found = store.quads_for_pattern(None, RDF_TYPE, node, None)
    else:
        found = store.quads_for_pattern(None, node, None, None)
    return next(iter(found), None) is not None


def test_every_term_that_the_data_use_serves_a_question(shipped: Generation) -> None:
    text = "\n".join(_read(path)["query"] for path in QUESTIONS)
    asked = {name.removeprefix("gx:") for name in re.findall(r"\b[a-z0-9]+:\w+", text)}
    terms = vocabulary()
    every: list[ClassTerm | PropertyTerm] = [*terms.classes.values(), *terms.properties.values()]
    used = {term.name for term in every if _is_used(shipped.store, term)}
    assert len(used) > len(BOOKKEEPING)
    assert used - asked <= BOOKKEEPING | {*UNASKED}
