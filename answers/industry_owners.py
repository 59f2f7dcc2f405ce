"""What a question says to have an industry: the firm in 从事光伏的企业, not its zone."""

from __future__ import annotations

import re

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.coverage import Coverage
from gaoxin.ontology.terms import vocabulary

_OWNED = re.compile("(?:产业|行业|领域|相关|类|方面)*的?(?:重大|重点|龙头|主要|骨干)?")
_OWNING = re.compile("(?:是|在|都|主要)*(?:从事|做|搞|干|生产|经营|属于|涉及|发展|布局)(?:的是)?")
_BETWEEN_INDUSTRIES = frozenset({"subIndustryOf", "broader", "exactMatch", "closeMatch"})


def said_of(coverage: Coverage) -> dict[int, tuple[str, ...]]:
    """The classes of what the question says to have an industry: 从事光伏的企业, not its zone.

    It is asked for every candidate, so the question keeps it.
    """
    if coverage.industry_owners is None:
        coverage.industry_owners = _said_of(coverage)
    return coverage.industry_owners


def _said_of(coverage: Coverage) -> dict[int, tuple[str, ...]]:
    question, found = coverage.question, {}
    others = {"Industry", "Person"}  # 谁 is a word for persons, but asks for zones, too
    nouns = [p for p in question.phrases_of("class") if not others & set(p.meanings)]
    asked = {phrase.end for phrase in question.phrases_of("ask")}
    for mention in question.mentions:
        if mention.start in asked and mention.text.endswith(("产业", "行业")):
            continue  # 哪些新兴产业的企业: the industries are asked for
        if any(coverage.file.thing(thing).kind != "industry" for thing in mention.things):
            continue
        behind = [n for n in nouns if _joins(_OWNED, question.key, mention.end, n.start)]
        before = [n for n in nouns if _joins(_OWNING, question.key, n.end, mention.start)]
        for noun in behind[:1] or before[-1:]:
            found.update(dict.fromkeys(mention.things, noun.meanings))
    return found


def _joins(words: re.Pattern[str], key: str, start: int, end: int) -> bool:
    """Whether nothing but such words stand between two places."""
    return start <= end and words.fullmatch(key, start, end) is not None


def has_other_owner(candidate: CandidateAnswer, coverage: Coverage) -> bool:
    """Whether on the chains something else has the industry than what the question says."""
    file = coverage.file
    classes_of = said_of(coverage)
    said = [
        (mention.mask, classes)
        for mention in coverage.question.mentions
        if (classes := classes_of.get(mention.things[0]))
    ]
    if not said:
        return False
    links = [f for f in candidate.facts if f.object and not f.is_figure]
    for mask, classes in said:
        owners = {
            fact.other(end)
            for fact in links
            for end in (fact.subject, fact.object)
            if fact.predicate not in _BETWEEN_INDUSTRIES
            and file.thing(end).kind == "industry"
            and coverage.thing(end)[0] & mask
        }
        if owners and not any(vocabulary().is_a(file.thing(o).type, classes) for o in owners):
            return True
    return False
