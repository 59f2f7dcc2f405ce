"""Whether a thing is of a class (合肥高新区是国家高新区吗), or what another name means
(光谷就是东湖高新区吗).
"""

from __future__ import annotations

from gaoxin.answers.replies import Reply, called, thing_row
from gaoxin.answers.search import QuestionSearch
from gaoxin.answers.yes_no_forms import said_of
from gaoxin.graph.names.keys import match_key
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary

_ARTICLES = ("", "个", "一个", "家", "一家", "座", "一座", "所", "一所", "a", "an", "the")
_APART = frozenset({"zone", "division", "enterprise", "person", "industry", "policy", "product"})
"""Kinds of which nothing can be two; a platform may be a firm, a zone a demonstration zone."""


def of_a_class(search: QuestionSearch) -> Reply | None:
    """Yes if the thing is of the class; no if nothing can be of that class and its own; else
    ``None``, because a thing may have further classes.
    """
    question, file = search.question, search.file
    thing, said = said_of(question)
    forms = {said.removeprefix(article) for article in _ARTICLES}
    spoken = [p for p in question.phrases_of("class") if match_key(p.text) in forms]
    if not thing or not spoken:
        return None
    terms, known = vocabulary(), file.thing(thing)
    own = terms.classes.get(known.type)
    classes = [terms.classes[name] for name in spoken[0].meanings if name in terms.classes]
    if own is None or not classes:
        return None
    is_one = terms.is_a(known.type, tuple(spoken[0].meanings))
    if not is_one and any(
        term.kind == known.kind or not {term.kind, known.kind} <= _APART for term in classes
    ):
        return None
    shown = classes[0] if is_one else own
    row = {"answer": say(shown.label_zh, shown.label_en), "also": [], "unit": ""}
    return Reply(
        True, [row | {"verdict": "yes" if is_one else "no"}], called(file, thing), nodes=[thing]
    )


def the_same(search: QuestionSearch) -> Reply | None:
    """Whether two names mean one thing; ``None`` if the question does not ask so."""
    question, file = search.question, search.file
    thing, said = said_of(question)
    start = question.key.find(said) if said else -1
    other = [m for m in question.mentions if m.start == start and m.end - m.start == len(said)]
    if not thing or not other or file.thing(other[0].things[0]).kind != file.thing(thing).kind:
        return None
    is_one = thing in other[0].things
    if not is_one and file.thing(thing).kind not in ("zone", "person", "enterprise"):
        return None  # an industry may be a part of another
    row = thing_row(file, thing) | {"verdict": "yes" if is_one else "no"}
    return Reply(True, [row], called(file, thing), nodes=[thing])
