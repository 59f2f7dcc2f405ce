"""Answer a question: cut it into clauses, and answer each by the strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.answers.clauses import clauses, pointing, without_question_words
from gaoxin.answers.expected import DATES
from gaoxin.answers.fact_file import FactFile, open_facts
from gaoxin.answers.origins import asks_when_said
from gaoxin.answers.phrases import phrases_in
from gaoxin.answers.question import read_question
from gaoxin.answers.rephrased import rephrased
from gaoxin.answers.replies import Reply, together
from gaoxin.answers.search import QuestionSearch
from gaoxin.answers.several import left_out, says_each, spread
from gaoxin.answers.strategies import reply_to
from gaoxin.graph.names.keys import has_han, match_key
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_MOST_ZONES = 40
"""A later clause is answered for each of at most so many zones."""


def ask(generation: Generation, text: str, as_of: int | None = None, grade: str = "") -> Reply:
    """Answer a question about the facts of a generation: those that held in the year ``as_of``
    and have a source of this ``grade`` (a letter) or a stronger one; ``""`` for all.
    """
    return answer(narrowed(open_facts(generation), as_of, grade), text)


def narrowed(file: FactFile, as_of: int | None, grade: str) -> FactFile:
    """The file, with the facts hidden that did not hold in a year or have only weak sources."""
    if as_of is not None or grade:
        from gaoxin.answers.hidden_facts import hide_outside, hide_weaker  # seldom needed

        if as_of is not None:
            hide_outside(file, as_of)
        if grade:
            hide_weaker(file, grade)
    return file


def answer(file: FactFile, text: str) -> Reply:
    """Answer a question from the file of facts."""
    parts = clauses(text)
    if len(parts) > 1 and asks_when_said(parts[-1]):
        parts = [*parts[:-2], f"{parts[-2]},{parts[-1]}"]
    replies: list[Reply] = []
    for part in parts if len(parts) > 1 else [text]:
        each = _of_each(file, part, replies[-1]) if replies else None
        replies.append(each or _answer_one(file, _pointed(file, part, parts, replies)))
    reply = together(replies) if len(replies) > 1 else replies[0]
    if not reply.ok and not has_han(text):
        reply.reason += say(" 用中文提问懂得最多。", " Questions are understood best in Chinese.")
    return reply


def _answer_one(file: FactFile, text: str) -> Reply:
    """Answer one clause; if it asks the same of several, each of these."""
    question = read_question(text, file)
    if meant := rephrased(question, file):
        question = read_question(meant, file)
    if without := left_out(question):
        return _without(file, *without)
    each = spread(question)
    plain = None
    if not says_each(question):
        plain = reply_to(QuestionSearch(question, file))
        if plain.ok or not each:
            return plain
    if each:
        whole = together([_answer_one(file, one).about(word) for one, word in each])
        if whole.ok or plain is None:
            return whole
    return plain or reply_to(QuestionSearch(question, file))


def _without(file: FactFile, rest: str, left: str) -> Reply:
    """The answer to the rest of a question, without the things that it leaves out: 除了合肥."""
    reply = _answer_one(file, rest)
    named = set(read_question(left, file).named_things)
    if not reply.ok or not named:
        return reply
    keys = {match_key(form) for thing in named for form in file.thing(thing).forms}
    reply.rows = [
        row
        for row in reply.rows
        if not keys & {match_key(str(name)) for name in (row["answer"], *row["also"])}
        and not any(
            match_key(str(name)).startswith(match_key(left))
            for name in (row["answer"], *row["also"])
        )
    ]
    if not reply.rows:
        others = say("图谱里没有别的。", "The graph knows no other.")
        return Reply(False, reason=others, sources=reply.sources)
    return reply


def _of_each(file: FactFile, part: str, before: Reply) -> Reply | None:
    """The answers to a later clause about each of the zones that the clause before found.

    哪些高新区发展光伏,书记是谁: the zones of which nobody is known are left out.
    """
    word = pointing(part)
    named = read_question(part, file).named_things
    zones = [str(row["answer"]) for row in before.rows if not row.get("described")]
    if (
        not 1 < len(zones) <= _MOST_ZONES
        or named
        or (word and "们" not in word and "些" not in word)
    ):
        return None
    found = file.named([match_key(zone) for zone in zones])
    if {match for match, thing in found if _is_zone(file, thing)} != set(map(match_key, zones)):
        return None
    if not word and not any(p.kind == "role" for p in phrases_in(match_key(part))):
        return None
    rest = part.replace(word, "", 1).lstrip("的") if word else part
    replies = [_answer_one(file, f"{zone}的{rest}").about(zone) for zone in zones]
    known = [reply for reply in replies if reply.ok]
    return together(known) if known else None


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
        kinds = {file.thing(thing).kind for thing in question.named_things}
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
