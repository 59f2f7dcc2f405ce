"""Answer a question: cut it into clauses, and answer each by the strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.answers.clauses import clauses, pointing, without_question_words
from gaoxin.answers.expected import DATES
from gaoxin.answers.fact_file import FactFile, open_facts
from gaoxin.answers.phrases import phrases_in
from gaoxin.answers.question import read_question
from gaoxin.answers.replies import Reply
from gaoxin.answers.search import QuestionSearch
from gaoxin.answers.strategies import reply_to
from gaoxin.graph.names.keys import match_key
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


def ask(generation: Generation, text: str, as_of: int | None = None) -> Reply:
    """Answer a question about the facts of a generation, those that held in the year ``as_of``."""
    file = open_facts(generation)
    if as_of is not None:
        from gaoxin.answers.facts_then import hide_outside  # only questions about the past

        hide_outside(file, as_of)
    return answer(file, text)


def answer(file: FactFile, text: str) -> Reply:
    """Answer a question from the file of facts."""
    parts = clauses(text)
    if len(parts) == 1:
        return _answer_one(file, text)
    replies: list[Reply] = []
    for part in parts:
        replies.append(_answer_one(file, _pointed(file, part, parts, replies)))
    whole = Reply(all(reply.ok for reply in replies))
    for reply in replies:
        whole.rows += [row for row in reply.rows if row not in whole.rows]
        whole.used |= reply.used
        whole.nodes += reply.nodes
        whole.sources += [source for source in reply.sources if source not in whole.sources]
        whole.alternatives = whole.alternatives or reply.alternatives
    whole.understood = "; ".join(dict.fromkeys(r.understood for r in replies if r.understood))
    whole.reason = " ".join(dict.fromkeys(r.reason for r in replies if r.reason))
    return whole


def _pointed(file: FactFile, part: str, parts: list[str], replies: list[Reply]) -> str:
    """A later clause with the thing that it points at."""
    if not replies:
        return part
    word = pointing(part)
    if not word and _is_bare(part) and _asks_amount(part):
        return without_question_words(parts[0]) + part
    if not word and _is_bare(part) and replies[0].nodes:
        verbs = [p.text for p in phrases_in(match_key(parts[0])) if set(p.meanings) & DATES]
        return file.thing(replies[0].nodes[-1]).zh + (verbs[0] if verbs else "") + part
    if not word:
        question = read_question(part, file)
        kinds = {file.thing(t).kind for m in question.mentions for t in m.things}
        if kinds - {"industry", "indicator"}:
            return part
        spoken = [p for p in question.phrases_of("indicator") if not p.text.startswith("多少")]
        if (kinds or spoken) and (zones := [n for n in replies[0].nodes if _is_zone(file, n)]):
            return file.thing(zones[-1]).zh + "的" + part
        return without_question_words(parts[0]) + part
    nodes = replies[0].nodes
    wanted = ("Zone",) if "区" in word else ("Enterprise", "Organization")
    for node in reversed(nodes):
        if vocabulary().is_a(file.thing(node).type, wanted):
            return part.replace(word, file.thing(node).zh, 1)
    if nodes:
        return part.replace(word, file.thing(nodes[-1]).zh, 1)
    return without_question_words(parts[0]) + part


def _is_bare(part: str) -> bool:
    """Whether a clause is nothing but a question word: 哪年."""
    return len(without_question_words(part)) <= 1


def _asks_amount(part: str) -> bool:
    """Whether a clause asks for a number: 是多少亿元."""
    asked = {m for p in phrases_in(match_key(part)) if p.kind == "ask" for m in p.meanings}
    return "amount" in asked


def _is_zone(file: FactFile, thing: int) -> bool:
    return vocabulary().is_a(file.thing(thing).type, ("Zone",))


def _answer_one(file: FactFile, text: str) -> Reply:
    return reply_to(QuestionSearch(read_question(text, file), file))
