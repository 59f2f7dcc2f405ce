"""The ways to answer a question, tried in order: the first one that has a reply gives it.

A strategy takes a :class:`~gaoxin.answers.search.QuestionSearch` and returns a
:class:`~gaoxin.answers.replies.Reply`, or ``None`` if the question is none of its kind.
"""

from __future__ import annotations

from collections.abc import Callable

from gaoxin.answers.best_facts import answer_by_facts
from gaoxin.answers.counted import counted_group, number_of_all_zones
from gaoxin.answers.from_figures import (
    by_how_much,
    change_of_rank,
    course_of_figure,
    extreme_of_all,
    ranking_of_all,
    share_of_figure,
    which_is_earlier,
    which_is_larger,
)
from gaoxin.answers.operators import path_between
from gaoxin.answers.origins import sources_of_statement
from gaoxin.answers.promises import promises
from gaoxin.answers.replies import Reply, cited, relation_word, thing_row
from gaoxin.answers.search import QuestionSearch
from gaoxin.answers.short_names import whose_short_name
from gaoxin.answers.unanswerable import differing, reasons_and_opinions, unknown_name, unrecorded
from gaoxin.answers.what_it_is import introduced, what_it_is
from gaoxin.answers.yes_no import yes_or_no
from gaoxin.ontology.terms import vocabulary


def reply_to(search: QuestionSearch) -> Reply:
    """The reply of the first strategy that has one; at last what the thing is."""
    for strategy in _STRATEGIES:
        reply = strategy(search)
        if reply is not None:
            return reply
    reply = answer_by_facts(search)
    return reply if reply.ok else what_it_is(search) or reply


def _path(search: QuestionSearch) -> Reply | None:
    question, file, classes = search.question, search.file, search.expected.classes
    if not question.phrases_of("path") or len(question.mentions) < 2:
        return None
    ends = [m.things[0] for m in question.mentions]
    found = path_between(file, ends[0], ends[-1], ends[1:-1])
    if found is None:
        return None
    wanted = [
        t for t in found.things if not classes or vocabulary().is_a(file.thing(t).type, classes)
    ]
    rows = [thing_row(file, t) for t in wanted or found.things]
    if not found.things:  # they are joined by facts alone
        words = dict.fromkeys(
            " · ".join(part for part in (relation_word(f.predicate), f.title) if part)
            for f in found.facts
        )
        rows = [{"answer": word, "also": [], "unit": ""} for word in words]
    text = " — ".join(file.thing(m.things[0]).zh for m in question.mentions)
    used = {f.number for f in found.facts}
    sources = cited(found.facts, file)
    return Reply(bool(rows), rows, text, sources=sources, used=used, nodes=wanted)


def _promised(search: QuestionSearch) -> Reply | None:
    return promises(search.coverage, search.expected)


def _group_of_a_source(search: QuestionSearch) -> Reply | None:
    if search.question.phrases_of("superlative"):
        return None
    return counted_group(search.coverage, search.expected)


def _truth(search: QuestionSearch) -> Reply | None:
    return yes_or_no(search, reply_to)


_STRATEGIES: tuple[Callable[[QuestionSearch], Reply | None], ...] = (
    unknown_name,
    reasons_and_opinions,
    unrecorded,
    differing,
    sources_of_statement,
    _path,
    _promised,
    _group_of_a_source,
    course_of_figure,
    _truth,
    which_is_earlier,
    which_is_larger,
    by_how_much,
    change_of_rank,
    share_of_figure,
    whose_short_name,
    number_of_all_zones,
    ranking_of_all,
    extreme_of_all,
    introduced,
)
