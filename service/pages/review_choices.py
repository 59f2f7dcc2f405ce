"""What the forms of the review page offer: classes, relations and states, in words."""

from __future__ import annotations

from functools import lru_cache

from gaoxin.graph.wording.code_words import word
from gaoxin.language import language, say
from gaoxin.loaders.statements.row_rules import classes_of_ends
from gaoxin.ontology.terms import ClassTerm, vocabulary

Choice = tuple[str, str]

_FIRST = ("observation", "target", "rank")
_OTHERS = frozenset(("name", "code", "kind", "description"))
"""Predicates that no article needs; they are for catalogues."""


def review_choices() -> dict[str, list[Choice]]:
    """``types``, ``predicates`` and ``statuses``: pairs of the value and its word."""
    return _choices(language())


@lru_cache(2)
def _choices(_: str) -> dict[str, list[Choice]]:
    terms = vocabulary()
    types = [
        (term.name, say(term.label_zh, term.label_en))
        for term in terms.classes.values()
        if term.names_things
    ]
    figures = [
        ("observation", say("指标值（已达到）", "figure (reached)")),
        ("target", say("目标值（计划）", "target (planned)")),
        ("rank", say("排名", "rank")),
    ]
    relations = [
        (name, say(term.label_zh, term.label_en))
        for name, term in terms.terms_by_predicate.items()
        if not isinstance(term, ClassTerm) and name not in _OTHERS and name not in _FIRST
    ]
    return {
        "types": sorted(types, key=lambda pair: pair[1]),
        "predicates": figures + relations,
        "statuses": [(code, word("status", code)) for code in terms.codes("status")],
    }


@lru_cache(200)
def classes_allowed(predicate: str) -> tuple[str, str]:
    """The classes that fit the subject and the object of a predicate, apart by spaces."""
    subjects, objects = classes_of_ends(predicate)
    return " ".join(subjects), " ".join(objects)
