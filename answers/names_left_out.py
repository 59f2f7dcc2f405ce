"""Forbid candidates that leave out a name of the question, or only repeat one."""

from __future__ import annotations

import re
from itertools import pairwise

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.linking import NamedSpan
from gaoxin.answers.phrases import mask_of
from gaoxin.answers.question import is_class_word
from gaoxin.graph.names.keys import match_key

_NAMED = 0.8
_TITLE_NAMED = 0.45  # share of the title of a policy with which the question names it
_KIND_OF_POLICY = re.compile("(?:意见|方案|规划|办法|条例|纲要|通知|决定)$")
_TRADE_END = re.compile("(?:产业|行业|业)$")
_LONGER = 1.5
_TITLES = frozenset({"approvedAs", "awarded", "positioning", "inDemonstrationZone"})
_ZONE_TITLE = "高新技术产业开发区"


def things_of(candidate: CandidateAnswer) -> set[int]:
    """All things on the chains, indicators among them."""
    facts = candidate.facts
    return candidate.nodes | {f.subject for f in facts} | {f.object for f in facts if f.object}


def is_named(candidate: CandidateAnswer, coverage: Coverage, expected: ExpectedAnswer) -> str:
    """The question names what would be its answer."""
    end = candidate.chain.end
    if not end or expected.form not in ("thing", "person", "place"):
        return ""
    thing = coverage.file.thing(end)
    key = match_key(thing.zh)
    is_in = any(end in m.things or key == m.text for m in coverage.question.mentions)
    if thing.type == "Policy" and coverage.thing(end)[1] >= _TITLE_NAMED:
        kind = _KIND_OF_POLICY.search(thing.zh)
        is_in = is_in or bool(kind and kind.group() in coverage.question.key)
    return "named" if is_in else ""


def leaves_name(candidate: CandidateAnswer, coverage: Coverage) -> str:
    """A name in the question that is not in the facts."""
    nodes = things_of(candidate)
    for mention in coverage.question.mentions:
        if set(mention.things) & nodes:
            continue
        if set(mention.things) & coverage.choices and coverage.choices & nodes:
            continue
        if reason := _leaves(mention, candidate, coverage, nodes):
            return reason
    return ""


def _leaves(
    mention: NamedSpan, candidate: CandidateAnswer, coverage: Coverage, nodes: set[int]
) -> str:
    facts, file = candidate.facts, coverage.file
    kinds = {file.thing(n).kind for n in mention.things}
    whole = coverage.weight(mention.mask)
    if kinds == {"indicator"} and _is_measure(coverage, mention):
        masks = [coverage.indicator(f.object)[0] for f in facts if f.is_figure]
        is_other = any(coverage.weight(m & mention.mask) < _NAMED * whole for m in masks)
        return "indicator" if is_other else ""
    if kinds <= {"industry", "indicator"}:
        ending = _TRADE_END.search(mention.text)
        if ending and ending.start() > 1:
            whole = coverage.weight(mask_of(mention.start, mention.start + ending.start()))
        is_left = coverage.weight(candidate.mask & mention.mask) < _NAMED * whole
        return "name" if is_left else ""
    if is_class_word(mention.text):
        subjects = {file.thing(f.subject).type for f in facts if f.is_figure}
        if not subjects & {"Zone", "NationalZone"} and has_one_of(coverage, nodes, "NationalZone"):
            return ""
    parts = [name for n in nodes for name in (file.thing(n).zh, file.thing(n).en)]
    parts += [f"{f.qualifier} {f.literal} {f.title}" for f in facts]
    if candidate.chain.last.predicate == "approved" and has_one_of(coverage, nodes, "NationalZone"):
        parts.append("国务院")  # it is what approves national zones
    is_within = any(
        coverage.weight(mask & mention.mask) >= _NAMED * whole
        and coverage.weight(mask) > _LONGER * whole
        for mask in (coverage.thing(n)[0] for n in nodes)
    )
    is_said = is_within or any(mention.text in match_key(part) for part in parts)
    return "" if is_said else "name"


def _is_measure(coverage: Coverage, mention: NamedSpan) -> bool:
    """Whether the name of an indicator is also a word for a measure, which has other names."""
    phrases = coverage.question.phrases_of("indicator")
    return any(p.mask == mention.mask for p in phrases)


def is_tied_elsewhere(candidate: CandidateAnswer, coverage: Coverage) -> str:
    """A place as the answer about a thing that lies in a larger place only (杨凌在陕西哪个市), or a
    policy for an industry as that of a place which has the industry, or a date as that of a title.
    """
    end, file = candidate.chain.end, coverage.file
    last = candidate.chain.last
    is_of_zone = last.predicate == "approved" and file.thing(last.subject).type == "NationalZone"
    if is_of_zone and coverage.of_class("DemonstrationZone") & ~coverage.named:
        return "name"  # when it became a zone is not when it got another title
    if is_of_zone and any(
        fact.predicate in _TITLES and _ZONE_TITLE not in file.thing(fact.object).zh
        for chain in candidate.further
        for fact in chain.facts
    ):
        return "name"
    if not end:
        return ""
    kind = file.thing(end).kind
    if kind == "division" and any(
        one.predicate == other.predicate == "locatedIn" and one.object == other.object
        for chain in (candidate.chain, *candidate.further)
        if file.thing(chain.nodes[0]).kind != "division"
        for one, other in pairwise(chain.facts)
    ):
        return "name"  # up to a place and down to another one
    for chain in candidate.further:
        thing, node = chain.nodes[0], chain.nodes[-1]
        if node == end or thing in candidate.chain.nodes:
            continue
        kinds = file.thing(thing).kind, file.thing(node).kind
        is_place = kind == "division" and kinds[0] != "division" and kinds[1] == "division"
        if is_place or (kind == "policy" and kinds == ("division", "industry")):
            return "name"
    return ""


def is_policy_of_others(candidate: CandidateAnswer, coverage: Coverage) -> str:
    """A policy that shares only an upper policy with the zone of which the question speaks."""
    end, file = candidate.chain.end, coverage.file
    if not end or file.thing(end).type != "Policy":
        return ""
    zones = {t for t in coverage.question.named_things if file.thing(t).kind == "zone"}
    by_policy = {
        fact.other(zone)
        for fact in candidate.facts
        for zone in zones & {fact.subject, fact.object}
        if file.thing(fact.other(zone)).type == "Policy"
    }
    is_below = any(f.predicate == "implements" and f.subject == end for f in candidate.facts)
    return "name" if by_policy and is_below and end not in by_policy else ""


def has_one_of(coverage: Coverage, nodes: set[int], class_: str) -> bool:
    """Whether one of the things is of this very class."""
    return any(coverage.file.thing(node).type == class_ for node in nodes)
