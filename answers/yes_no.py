"""Answer questions of yes and no."""

from __future__ import annotations

from collections.abc import Callable

from gaoxin.answers.declining import declined
from gaoxin.answers.more_than_so import why_open
from gaoxin.answers.of_a_class import of_a_class, the_same
from gaoxin.answers.question import read_question
from gaoxin.answers.replies import Reply, about_of, cited, thing_row, value_row
from gaoxin.answers.search import QuestionSearch
from gaoxin.answers.told_beside import state_of
from gaoxin.answers.truth import verdict_on
from gaoxin.answers.yes_no_forms import has_any, how_many, which_is_it

Strategy = Callable[[QuestionSearch], Reply | None]


def yes_or_no(search: QuestionSearch, reply_to: Strategy) -> Reply | None:
    """The reply to a question of yes and no; ``None`` for other questions.

    ``reply_to`` answers the questions to which it leads.
    """
    if search.expected.form != "truth":
        return None
    if member := of_a_class(search) or the_same(search):
        return member
    found = verdict_on(search.judged, search.coverage)
    if found is None:
        if found_some := _has_any(search, reply_to) or _said_number(search, reply_to):
            return found_some
        reason = why_open(search.question, search.judged)
        return _said_extreme(search, reply_to) or declined(
            search.judged, search.coverage, search.expected, reason=reason
        )
    file = search.file
    if found.thing:
        fact = found.facts[-1]
        row = thing_row(file, found.thing) | state_of(fact) | {"qualifier": fact.qualifier}
    else:
        said = (fact for fact in found.facts if fact.is_figure or fact.literal)
        row = value_row(next(said, found.facts[0]))
    return Reply(
        True,
        [row | {"verdict": found.verdict}],
        " · ".join(dict.fromkeys(about_of(file, fact) for fact in found.facts[:3])),
        sources=cited(found.facts, file),
        used={fact.number for fact in found.facts},
        nodes=[found.thing] if found.thing else [],
    )


def _reply_to(text: str, search: QuestionSearch, reply_to: Strategy) -> Reply | None:
    """The reply to another question about the same facts."""
    return reply_to(QuestionSearch(read_question(text, search.file), search.file))


def _has_any(search: QuestionSearch, reply_to: Strategy) -> Reply | None:
    """Whether there are any of a class: those that are known."""
    asked = has_any(search.question)
    if not asked:
        return None
    reply = _reply_to(asked, search, reply_to)
    if reply is None or not reply.ok or not all("iri" in row for row in reply.rows):
        return None
    reply.rows[0]["verdict"] = "has"
    return reply


def _said_number(search: QuestionSearch, reply_to: Strategy) -> Reply | None:
    """Whether there are as many national zones as the question says."""
    number, asked = how_many(search.question)
    if not asked:
        return None
    reply = _reply_to(asked, search, reply_to)
    if reply is None or not reply.ok or len(reply.rows) != 1:
        return None
    if not isinstance(reply.rows[0]["answer"], int):
        return None
    reply.rows[0]["verdict"] = "yes" if reply.rows[0]["answer"] == number else "no"
    return reply


def _said_extreme(search: QuestionSearch, reply_to: Strategy) -> Reply | None:
    """Whether the thing is the one that is the largest, first or last."""
    if not search.question.phrases_of("superlative"):
        return None
    thing, asked = which_is_it(search.question, search.file)
    if not thing:
        return None
    reply = _reply_to(asked, search, reply_to)
    if reply is None or not reply.ok or len(reply.nodes) != len(reply.rows):
        return None if reply is None or reply.ok else reply
    if reply.is_alone:
        return Reply(False, reason=reply.compared, alternatives=reply.alternatives)
    is_it = thing in reply.nodes
    reply.rows = [reply.rows[reply.nodes.index(thing) if is_it else 0]]
    reply.rows[0]["verdict"] = "yes" if is_it else "no"
    reply.nodes = [thing if is_it else reply.nodes[0]]
    return reply
