"""Claims without a number: that things are related, or when something was done."""

from __future__ import annotations

import re
from itertools import combinations

from gaoxin.answers.claims.claim_texts import ClaimText
from gaoxin.answers.claims.verdicts import AGREES, CONTRADICTS, UNKNOWN, CheckedClaim
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import DATES
from gaoxin.answers.known import KnownFact, has_role
from gaoxin.answers.lexicon.expressions import expressions
from gaoxin.answers.places_above import levels, named_places, places_above
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary

_NEGATED = re.compile("没有|未(?!来|经)|不(?!断|仅|少|低|久|同)|并非|无(?!锡|线|人|菌|机|缝)")
_PROMISING = re.compile("计划|将(?!军)|拟|目标|力争|规划")
_LEADING = ("主导", "支柱", "首位")
_MOST_NEAR = 3


def check_relation(claim: ClaimText, coverage: Coverage) -> CheckedClaim:
    """Compare a clause with the facts between the things that it names, or with their dates."""
    dated = _check_date(claim, coverage)
    if dated is not None:
        return dated
    question = coverage.question
    stated = [fact for fact in _between(coverage) if _says(fact, coverage)]
    held = [fact for fact in stated if not fact.is_promise]
    is_negated = _NEGATED.search(question.key) is not None
    is_promise = _PROMISING.search(question.key) is not None
    if held or (stated and is_promise):
        verdict = CONTRADICTS if is_negated else AGREES
        return CheckedClaim(claim.written, verdict, tuple((held or stated)[:_MOST_NEAR]))
    if stated:
        reason = say("图谱里这只是计划，还没有实现。", "In the graph this is only planned.")
        return CheckedClaim(claim.written, UNKNOWN, tuple(stated[:_MOST_NEAR]), reason)
    if not is_negated and (elsewhere := _elsewhere(coverage)):
        return CheckedClaim(claim.written, CONTRADICTS, elsewhere)
    if question.unknown:
        names = "、".join(question.unknown)
        reason = say(f"图谱里没有「{names}」。", f"The graph has nothing called {names}.")
    elif len(question.mentions) < 2:
        reason = say("没有读出可以核对的说法。", "Nothing that can be checked was read in it.")
    else:
        reason = say("图谱里没有这样的事实。", "The graph has no such fact.")
    return CheckedClaim(claim.written, UNKNOWN, tuple(_near(coverage)), reason)


def _meant(coverage: Coverage) -> set[str]:
    """The relations that the words speak of, with those that imply them."""
    spoken = {m for p in coverage.question.phrases_of("relation") for m in p.meanings}
    terms = vocabulary().properties
    if any(word in coverage.question.key for word in _LEADING):
        return {"leadingIndustry"}
    narrower = {name for name, term in terms.items() if set(term.implies) & spoken}
    return spoken | narrower


def _says(fact: KnownFact, coverage: Coverage) -> bool:
    roles = coverage.question.phrases_of("role")
    if roles:
        names = [name for p in roles for name in (p.names or (p.text,))]
        return any(has_role(fact.title, name) for name in names)
    meant = _meant(coverage)
    return not meant or fact.predicate in meant


def _between(coverage: Coverage) -> list[KnownFact]:
    """The facts that relate two of the things that are named."""
    file, mentions = coverage.file, coverage.question.mentions
    found = {}
    for one, other in combinations(mentions, 2):
        ends = set(other.things)
        for thing in one.things:
            for fact in file.around(thing):
                if not fact.is_figure and fact.other(thing) in ends:
                    found[fact.number] = fact
    return list(found.values())


def _check_date(claim: ClaimText, coverage: Coverage) -> CheckedClaim | None:
    """A date of approval, founding …, if the clause gives one: 1991年获批."""
    question = coverage.question
    meant = {m for p in question.phrases_of("relation") for m in p.meanings} & DATES
    dates = [e.value for e in expressions(question.key) if e.kind == "period"]
    if not meant or not dates or not question.mentions:
        return None
    known = [
        fact
        for mention in question.mentions
        for thing in mention.things
        for fact in coverage.file.around(thing)
        if fact.subject == thing and fact.predicate in meant and fact.literal[:4].isdigit()
    ]
    if not known:
        return None
    right = [f for f in known if _is_day(dates[0], f.literal)]
    # A fact that knows only the year leaves the month open.
    open_ = [f for f in known if dates[0].startswith(f.literal)]
    if right:
        return CheckedClaim(claim.written, AGREES, tuple(right[:_MOST_NEAR]))
    if open_:
        reason = say("图谱里的日期没有这么细。", "The date in the graph is less precise.")
        return CheckedClaim(claim.written, UNKNOWN, tuple(open_[:_MOST_NEAR]), reason)
    return CheckedClaim(claim.written, CONTRADICTS, tuple(known[:_MOST_NEAR]))


def _is_day(claimed: str, known: str) -> bool:
    return known == claimed or known.startswith(claimed + "-")


def _elsewhere(coverage: Coverage) -> tuple[KnownFact, ...]:
    """Facts by which a thing lies in another place of the same level than is claimed."""
    file = coverage.file
    if "locatedIn" not in _meant(coverage):
        return ()
    places, others = named_places(coverage)
    if not places or len(set(others)) != 1:
        return ()
    above, facts = places_above(file, others[0])
    claimed = {level for n in places for level in levels(file.thing(n).key)}
    known = {level for n in above for level in levels(file.thing(n).key)}
    return tuple(facts) if claimed & known else ()


def _near(coverage: Coverage) -> list[KnownFact]:
    """What is known in this relation of the first thing that is named."""
    question = coverage.question
    if not question.mentions:
        return []
    meant = _meant(coverage)
    found = []
    for thing in question.mentions[0].things:
        for fact in coverage.file.around(thing):
            is_meant = fact.predicate in meant and fact.subject == thing
            if is_meant and not fact.is_figure and _says(fact, coverage):
                found.append(fact)
    return found[:_MOST_NEAR]
