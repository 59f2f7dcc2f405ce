"""What is answered: rows, how the question was understood, sources, and other readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from gaoxin.answers.chains import CandidateAnswer, FactChain
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import KnownFact
from gaoxin.graph.facts.grades import weakness
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import told as told_qualifier
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary


@dataclass(slots=True)
class Reply:
    """An answer, or why there is none.

    ``rows`` have ``answer`` first, then ``also`` (other names), ``unit`` and, for things, ``iri``,
    for questions of yes and no, ``verdict``.  ``reason`` says in words why there is no answer; if
    it ``is_doubtful``, the alternatives are readings to choose from.  ``used`` are the numbers of
    the facts, ``nodes`` the things on the way to the answer.  ``near`` is what is known that comes
    nearest to a question without an answer.  ``compared`` says among what the largest or first was
    found; what ``is_alone`` was compared with nothing.
    """

    ok: bool
    rows: list[dict[str, Any]] = field(default_factory=list)
    understood: str = ""
    query: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    sparql: str = ""
    cypher: str = ""
    sources: list[dict[str, Any]] = field(default_factory=list)
    alternatives: list[dict[str, Any]] = field(default_factory=list)
    truncated: bool = False
    reason: str = ""
    is_doubtful: bool = False
    used: set[int] = field(default_factory=set)
    nodes: list[int] = field(default_factory=list)
    near: CandidateAnswer | None = None
    compared: str = ""
    is_alone: bool = False

    def about(self, words: str) -> Reply:
        """The reply, each row with the words of the question for what it is about."""
        for row in self.rows:
            if words not in str(row.get("time", "")) and not row.get("described"):
                row["about"] = words
        return self

    def document(self) -> dict[str, Any]:
        """The form in JSON."""
        keys = (
            *("ok", "rows", "understood", "query", "parameters", "sparql", "cypher"),
            *("sources", "alternatives", "truncated", "compared"),
        )
        found = {key: getattr(self, key) for key in keys}
        return found if self.ok else found | {"reason": self.reason}


def together(replies: list[Reply]) -> Reply:
    """One reply for several questions that were asked at once, with the rows of all.

    If one of them has no answer, the whole has none: what is known is told as near.
    """
    whole = Reply(all(reply.ok for reply in replies))
    given: set[str] = set()
    for reply in replies:
        for row in reply.rows:
            if (
                shown := f"{row['answer']}{row['unit']}{row.get('time', '')}{row.get('about')}"
            ) not in given:
                given.add(shown)
                whole.rows.append(row)
        whole.used |= reply.used
        whole.nodes += reply.nodes
        whole.sources += [source for source in reply.sources if source not in whole.sources]
        whole.alternatives = whole.alternatives or reply.alternatives
    whole.understood = "; ".join(dict.fromkeys(r.understood for r in replies if r.understood))
    whole.compared = say("", " ").join(dict.fromkeys(r.compared for r in replies if r.compared))
    whole.reason = say("", " ").join(dict.fromkeys(r.reason for r in replies if r.reason))
    return whole


def thing_row(file: FactFile, number: int) -> dict[str, Any]:
    """The row of a thing that is an answer, with its IRI."""
    thing = file.thing(number)
    name = called(file, number)
    others = [form for form in thing.forms if form != name]
    return {"answer": name, "also": others, "unit": "", "iri": thing.iri}


def value_row(fact: KnownFact, *, title: bool = False) -> dict[str, Any]:
    """The row of a value: a number, a date, a title or a text."""
    if title:
        return {"answer": fact.title, "also": [], "unit": "", "time": fact.time}
    if fact.is_figure and fact.value:
        row: dict[str, Any] = {"answer": _number(fact.value), "also": [], "unit": fact.unit}
        row |= {"comparator": fact.comparator, "time": fact.time, "status": fact.status}
        remark = told_qualifier(fact.qualifier)
        return row | ({"qualifier": fact.qualifier} if remark else {})
    text = fact.literal or told_qualifier(fact.qualifier) or fact.time
    return {"answer": text, "also": [], "unit": fact.unit}


def _number(text: str) -> float | int | str:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def cited(facts: Iterable[KnownFact], file: FactFile) -> list[dict[str, Any]]:
    """The sources of facts, each once, with the strongest grade that it gives to one of them."""
    grades: dict[str, str] = {}
    for fact in facts:
        for key, grade in fact.sources:
            if key not in grades or weakness(grade) < weakness(grades[key]):
                grades[key] = grade
    found = []
    for key, grade in grades.items():
        source = file.source(key)
        found.append(
            {
                "key": key,
                "title": source.title,
                "date": source.date,
                "publisher": source.publisher,
                "grade": grade or source.grade,
            }
        )
    return sorted(found, key=lambda source: weakness(source["grade"]))


def told(candidate: CandidateAnswer, file: FactFile) -> str:
    """How the question was understood: 鹰潭高新区 · 营业收入 · 2024."""
    chains = (candidate.chain, *candidate.further)
    told_apart = [dict.fromkeys(filter(None, _told_chain(chain, file))) for chain in chains]
    return say("，且 ", ", and ").join(dict.fromkeys(map(" · ".join, told_apart)))


def _told_chain(chain: FactChain, file: FactFile) -> list[str]:
    parts: list[str] = []
    for fact, node in zip(chain.facts, chain.nodes, strict=False):
        if node and not (fact.is_figure and node == fact.object):
            parts.append(called(file, node))
        if fact.is_figure:
            promised = say("目标", "target") if fact.is_promise else ""
            parts += [called(file, fact.object), promised, _period(fact.time)]
        else:
            parts += [relation_word(fact.predicate), fact.title]
    return parts


def _period(time: str) -> str:
    """A year as it is, any other period in words."""
    return time if not time or time.isdecimal() else period_words(time)


def relation_word(predicate: str) -> str:
    """A property in words."""
    terms = vocabulary().properties
    term = terms.get(predicate) or next(
        (t for name, t in terms.items() if name.rpartition(":")[2] == predicate), None
    )
    return say(term.label_zh, term.label_en) if term else predicate


def called(file: FactFile, number: int) -> str:
    """The name of a thing in the reader's language, if it has one."""
    thing = file.thing(number)
    return say(thing.zh or thing.en, thing.en or thing.zh)


def about_of(file: FactFile, fact: KnownFact) -> str:
    """The subject of a fact, and its indicator or its text."""
    what = called(file, fact.object) if fact.object else fact.literal
    return f"{called(file, fact.subject)} · {what}"
