"""Score the candidates, and forbid those that leave out what the question insists on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gaoxin.answers.chains import FactChain, beginnings
from gaoxin.answers.coverage import Coverage, has_role, has_year
from gaoxin.answers.expected import DATES, ExpectedAnswer, fit, is_a
from gaoxin.answers.known import RANK, KnownFact
from gaoxin.answers.lexicon.expressions import expressions
from gaoxin.answers.measures import suits
from gaoxin.answers.question import AskedQuestion, NamedSpan, is_class_word
from gaoxin.graph.names.keys import match_key

_HOP = 0.7
_LACKING = 0.45
_JOINED = 0.3
_UNSAID_PROMISE = 0.3
_NAMED = 0.8
_LONGER = 1.5
_NEAREST = 0.4
_CHOICE = 6  # characters between two names of which one is enough
_WRONG_END = 1.5
_UNCUED, _CUE = 0.8, 0.2
_NOT_LEADING = 1.5
_CONDITION, _CONDITION_COST = 0.8, 0.3
_LEVELS = {
    "national": ("国家", "全国", "national", "中国"),
    "provincial": ("省", "自治区", "provincial"),
    "municipal": ("市", "municipal"),
}


@dataclass(frozen=True, slots=True)
class CandidateAnswer:
    """A chain, with further chains to the same end that meet further conditions."""

    chain: FactChain
    further: tuple[FactChain, ...]
    mask: int
    score: float
    why: str = ""

    @property
    def facts(self) -> tuple[KnownFact, ...]:
        """All facts, those of the first chain first."""
        return tuple(f for chain in (self.chain, *self.further) for f in chain.facts)

    @property
    def nodes(self) -> set[int]:
        """All things on the chains."""
        return {n for chain in (self.chain, *self.further) for n in chain.nodes if n}


def judge(
    found: Iterable[FactChain], coverage: Coverage, expected: ExpectedAnswer
) -> list[CandidateAnswer]:
    """The candidates, best first; ``why`` is set for those that are forbidden."""
    listed = list(found)
    neighbours = _neighbours(coverage)
    scored = [_scored(coverage, expected, chain, (), neighbours) for chain in listed]
    scored += _joined(listed, coverage, expected, neighbours)
    scored = [c for c in scored if c.score > -50]
    return sorted(
        (replace(c, why=forbidden(c, coverage, expected)) for c in scored),
        key=lambda c: -c.score,
    )


def _neighbours(coverage: Coverage) -> list[tuple[int, dict[int, list[KnownFact]]]]:
    """For each thing that the question names: the facts that it shares with other things."""
    named = [thing for m in coverage.question.mentions for thing in m.things]
    out = []
    for thing in dict.fromkeys([*named, *beginnings(coverage)]):
        beside: dict[int, list[KnownFact]] = {}
        for fact in coverage.file.around(thing):
            other = fact.other(thing)
            if other:
                beside.setdefault(other, []).append(fact)
        if is_a(coverage.file.thing(thing).type, ("AdministrativeDivision",)):
            _add_lower(coverage, thing, beside)
        out.append((thing, beside))
    return out


def _add_lower(coverage: Coverage, place: int, beside: dict[int, list[KnownFact]]) -> None:
    """What lies in a place by way of smaller places."""
    layer = [place]
    for _ in range(3):
        inside = [
            fact
            for one in layer
            for fact in coverage.file.around(one)
            if fact.predicate == "locatedIn" and fact.object == one
        ]
        for fact in inside:
            beside.setdefault(fact.subject, []).append(fact)
        types = {fact.subject: coverage.file.thing(fact.subject).type for fact in inside}
        layer = [thing for thing, type_ in types.items() if is_a(type_, ("Territory",))]


def _scored(
    coverage: Coverage,
    expected: ExpectedAnswer,
    chain: FactChain,
    further: tuple[FactChain, ...],
    neighbours: list[tuple[int, dict[int, list[KnownFact]]]],
) -> CandidateAnswer:
    mask = chain.mask
    hops = len(chain.facts) - 1
    for other in further:
        mask |= other.mask
        hops += len(other.facts) - 1
    conditions: list[FactChain] = []
    on_chain = {n for c in (chain, *further) for n in c.nodes if n}
    on_chain |= {f.subject for f in chain.facts}
    score = fit(chain, expected, coverage.file)
    if score > -50:
        for thing, beside in neighbours:
            name = coverage.thing(thing)[0]
            if thing in on_chain or coverage.weight(name & ~mask) < _CONDITION:
                continue
            for node in on_chain & beside.keys():
                if not _is_called(coverage, chain, node):
                    continue
                fact = max(beside[node], key=lambda f: coverage.weight(coverage.words(f) & ~mask))
                conditions.append(FactChain((fact,), (thing, node), 0))
                mask |= name | coverage.words(fact)
                score -= _CONDITION_COST
                break
    score += coverage.weight(mask) - _HOP * hops - _JOINED * len(further)
    last_named = max(coverage.question.mentions, key=lambda m: m.end, default=None)
    wants_promise = any("target" in p.meanings for p in coverage.question.phrases_of("status"))
    leading = is_leading_asked(coverage.question)
    if chain.end:
        cues = coverage.words(chain.last) | coverage.of_class(coverage.file.thing(chain.end).type)
        cues |= coverage.thing(chain.end)[0]
        score -= _UNCUED * (coverage.weight(cues) < _CUE)
    score -= _WRONG_END * _is_wrong_end(coverage, chain)
    if last_named and set(last_named.things) & {chain.last.subject, chain.last.object}:
        score += _NEAREST
    for fact in (f for c in (chain, *further) for f in c.facts):
        if fact.is_figure:
            score -= _LACKING * coverage.indicator(fact.object)[1]
        if fact.predicate == "hasIndustry" and leading:
            score -= _NOT_LEADING
        if fact.is_promise and not wants_promise:
            score -= _UNSAID_PROMISE
    return CandidateAnswer(chain, (*further, *conditions), mask, score)


def _is_called(coverage: Coverage, chain: FactChain, node: int) -> bool:
    """Whether the question speaks of a thing on the chain, so that a condition may be on it."""
    if node == chain.end or coverage.thing(node)[1] >= 1:
        return True
    return bool(coverage.of_class(coverage.file.thing(node).type))


def _is_wrong_end(coverage: Coverage, chain: FactChain) -> bool:
    """Whether the question asks for the other end of the relation."""
    if not chain.end:
        return False
    if chain.last.predicate == "subIndustryOf":
        wants_upper = any(word in coverage.question.key for word in ("属于", "归属", "归", "算"))
        return (chain.last.object == chain.end) != wants_upper
    asked = {
        phrase.asks
        for phrase in coverage.question.phrases_of("relation")
        if chain.last.predicate in phrase.meanings
    }
    end = "subject" if chain.last.subject == chain.end else "object"
    return bool(asked - {""}) and not asked & {end, ""}


def _joined(
    found: list[FactChain],
    coverage: Coverage,
    expected: ExpectedAnswer,
    neighbours: list[tuple[int, dict[int, list[KnownFact]]]],
) -> list[CandidateAnswer]:
    """Chains from several beginnings that meet in one end."""
    by_end: dict[int, list[FactChain]] = {}
    for chain in found:
        if chain.end and len(chain.facts) < 3:
            by_end.setdefault(chain.end, []).append(chain)
    named = {thing for m in coverage.question.mentions for thing in m.things}
    out: list[CandidateAnswer] = []
    for meeting in by_end.values():
        if len(meeting) < 2 or len({chain.nodes[0] for chain in meeting}) < 2:
            continue
        meeting = [c for c in meeting if c.nodes[0] in named or len(c.facts) == 1]
        if len(meeting) < 2:
            continue
        meeting.sort(key=lambda c: len(c.facts) * _HOP - coverage.weight(c.mask))
        for first in meeting[:4]:
            mask, further, taken = first.mask, [], {first.nodes[0]}
            for other in meeting:
                new = coverage.weight(other.mask & ~mask)
                if other.nodes[0] in taken or other.nodes[0] not in named:
                    continue
                if new > 0.6 + _HOP * (len(other.facts) - 1):
                    further.append(other)
                    taken.add(other.nodes[0])
                    mask |= other.mask
            if further:
                out.append(_scored(coverage, expected, first, tuple(further[:3]), neighbours))
    return out


def forbidden(candidate: CandidateAnswer, coverage: Coverage, expected: ExpectedAnswer) -> str:
    """Why a candidate cannot be the answer; ``""`` if it can."""
    question, facts = coverage.question, candidate.facts
    nodes = candidate.nodes | {f.subject for f in facts} | {f.object for f in facts if f.object}
    end = candidate.chain.end
    is_named = any(end in mention.things for mention in question.mentions)
    if end and match_key(coverage.file.thing(end).zh) in {m.text for m in question.mentions}:
        is_named = True
    if is_named and expected.form in ("thing", "person", "place"):
        return "named"
    for mention in question.mentions:
        if set(mention.things) & nodes or _is_other_choice(mention, question, nodes):
            continue
        kinds = {coverage.file.thing(n).kind for n in mention.things}
        whole = coverage.weight(mention.mask)
        if kinds == {"indicator"} and _is_measure(coverage, mention):
            masks = [coverage.indicator(f.object)[0] for f in facts if f.is_figure]
            whole = coverage.weight(mention.mask)
            if any(coverage.weight(mask & mention.mask) < _NAMED * whole for mask in masks):
                return "indicator"
            continue
        if kinds <= {"industry", "indicator"}:
            if coverage.weight(candidate.mask & mention.mask) < _NAMED * whole:
                return "name"
            continue
        if is_class_word(mention.text):
            subjects = {coverage.file.thing(f.subject).type for f in facts if f.is_figure}
            if (
                "Zone" not in subjects
                and "NationalZone" not in subjects
                and _is_of(coverage, nodes, "NationalZone")
            ):
                continue
        parts = [coverage.file.thing(n).zh for n in nodes]
        parts += [f"{f.qualifier} {f.literal} {f.title}" for f in facts]
        longer = (coverage.thing(n)[0] for n in nodes)
        is_within = any(
            coverage.weight(mask & mention.mask) >= _NAMED * whole
            and coverage.weight(mask) > _LONGER * whole
            for mask in longer
        )
        if not is_within and not any(mention.text in match_key(part) for part in parts):
            return "name"
    if (
        expected.form == "number"
        and not end
        and not suits(facts[0 : len(candidate.chain.facts)][-1].unit, question)
    ):
        return "unit"
    if reason := _unlike(candidate, coverage, expected):
        return reason
    ranks = [e.value for e in expressions(question.key) if e.kind == "rank"]
    if ranks and any(f.predicate == "rank" and f.value not in ranks for f in facts):
        return "rank"
    for year, _ in question.years:
        dated = [f for f in facts if f.time or f.is_figure or f.literal[:4].isdigit()]
        if any(has_year(f, year) for f in facts):
            continue
        if dated or any(f.is_figure for f in facts):
            return "year"
        if not any(year in coverage.file.thing(n).zh for n in nodes):
            return "year"
    texts = match_key(
        " ".join(
            [coverage.file.thing(n).zh for n in nodes]
            + [f"{f.title} {f.qualifier} {f.literal}" for f in facts]
        )
    )
    if candidate.chain.last.predicate == "approved" and _is_of(coverage, nodes, "NationalZone"):
        texts += "国家"
    titles = [*(f.title for f in facts if f.title), texts]
    roles = [word for p in question.phrases_of("role") for word in (p.names or (p.text,))]
    if roles and not any(has_role(t, r) for t in titles for r in roles):
        return "role"
    for phrase in question.phrases_of("level"):
        behind = question.key[phrase.end : phrase.end + 2]
        if phrase.text == "国家" and behind not in ("政策", "文件", "战略", "层面"):
            continue
        own = [f.literal for f in coverage.file.around(end)] if end else []
        for meaning in phrase.meanings:
            if meaning in own:
                continue
            if set(own) & _LEVELS.keys():
                return "level"
            if meaning in _LEVELS and not any(word in texts for word in _LEVELS[meaning]):
                return "level"
    return ""


def _unlike(candidate: CandidateAnswer, coverage: Coverage, expected: ExpectedAnswer) -> str:
    """Whether the last fact is another one than that of which the question speaks."""
    last, end = candidate.chain.last, candidate.chain.end
    if last.is_figure:
        most = _RANK_LACKING if last.predicate == RANK else _MOST_LACKING
        if coverage.indicator(last.object)[1] > most:
            return "indicator"
        is_number = expected.form == "number" and not end
        if is_number and expected.noun and expected.noun not in coverage.file.thing(last.object).zh:
            return "indicator"
        wants_promise = any(word in coverage.question.key for word in _PROMISES)
        return "status" if wants_promise and not last.is_promise else ""
    relations = [
        p
        for p in coverage.question.phrases_of("relation")
        if len(p.text) > 1 and p.text not in _VAGUE and p.meanings != ("altLabel",)
    ]
    is_lesser = last.predicate == "hasIndustry" and is_leading_asked(coverage.question)
    if is_lesser and not any(word in last.qualifier for word in _LEADING_MARKS):
        return "relation"
    meant = {meaning for phrase in relations for meaning in phrase.meanings}
    meant |= expected.doing
    meant |= {other for one in meant for other in _NEAR_RELATIONS.get(one, ())}
    if last.predicate in meant:
        return ""
    if expected.form == "time":
        return "" if last.predicate in DATES else "relation"
    if not relations or expected.form in ("title", "truth", ""):
        return ""
    if last.predicate == "leadingIndustry" and "hasIndustry" in meant:
        return ""
    if end and is_a(coverage.file.thing(end).type, _NATURAL.get(last.predicate, ())):
        return ""
    said = coverage.text(last.qualifier) | coverage.text(last.title)
    if end:
        said |= coverage.thing(end)[0] & ~coverage.named
    is_said = coverage.weight(said) >= _SAID_OTHERWISE or said.bit_count() >= _SAID_WORDS
    return "" if is_said else "relation"


_MOST_LACKING, _RANK_LACKING = 0.5, 5.0
_SAID_OTHERWISE, _SAID_WORDS = 0.8, 4
_VAGUE = frozenset(
    {"打造", "建设", "推动", "推进", "形成", "培育", "开展", "探索", "提升", "获得", "推广", "实施"}
)
"""Words for relations that people use for any of them."""
_NEAR_RELATIONS = {
    "locatedIn": ("hosts",),
    "hosts": ("locatedIn", "participatesIn"),
    "produces": ("develops",),
    "develops": ("produces",),
    "awarded": ("approvedAs",),
    "approvedAs": ("awarded",),
    "partnerOf": ("participatesIn",),
    "participatesIn": ("partnerOf",),
    "implements": ("hasPolicy",),
    "hasPolicy": ("implements",),
}
"""Relations that people call by one word."""
_PROMISES = frozenset({"目标", "力争", "争取", "要达到", "预计"})
LEADING = ("主导产业", "主导", "首位产业", "支柱产业", "为主导", "主打", "主打产业")
_LEADING_MARKS = ("主导", "支柱", "首位", "龙头")
_NATURAL = {
    "holdsPosition": ("Person",),
    "locatedIn": ("AdministrativeDivision",),
    "inDemonstrationZone": ("DemonstrationZone", "NationalZone"),
    "subIndustryOf": ("Industry",),
    "hasIndustry": ("Industry",),
    "leadingIndustry": ("Industry",),
}
"""Classes of answers to which a relation leads without being spoken of."""


def _is_other_choice(mention: NamedSpan, question: AskedQuestion, nodes: set[int]) -> bool:
    """Whether 或 joins the name to another one, which stands on the chain."""
    for other in question.mentions:
        between = question.key[min(mention.end, other.end) : max(mention.start, other.start)]
        if other is not mention and "或" in between and len(between) <= _CHOICE:
            return bool(set(other.things) & nodes)
    return False


def is_leading_asked(question: AskedQuestion) -> bool:
    """Whether leading industries are asked for, not only spoken of in another clause."""
    asks = question.phrases_of("ask")
    return any(
        not set(question.key[min(p.end, a.end) : max(p.start, a.start)]) & set(",，;；")
        for p in question.phrases_of("relation")
        if p.text in LEADING
        for a in asks
    )


def _is_measure(coverage: Coverage, mention: NamedSpan) -> bool:
    """Whether the name of an indicator is also a word for a measure, which has other names."""
    phrases = coverage.question.phrases_of("indicator")
    return any(p.mask == mention.mask for p in phrases)


def _is_of(coverage: Coverage, nodes: set[int], class_: str) -> bool:
    return any(coverage.file.thing(node).type == class_ for node in nodes)
