"""The facts behind an answer as patterns with variables, and what these patterns find.

A list of candidates is put into one set of patterns.  If the patterns find more than the list has,
they are narrowed by titles, times and qualifiers, and at last by the answers themselves, so that
the queries made from them give the answer that was told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gaoxin.answers.chains import CandidateAnswer, FactChain
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import FIGURES, KnownFact
from gaoxin.answers.question import AskedQuestion
from gaoxin.ontology.terms import PropertyTerm, vocabulary

ANSWER = "answer"
NARROWING = ("title", "time", "qualifier")
"""The fields of facts by which patterns are narrowed, in this order."""
_MOST_FOUND = 5_000


@dataclass(frozen=True, slots=True)
class FactPattern:
    """A fact with variables: ``subject`` and ``object`` are names of variables, ``""`` for none.

    ``value`` is the variable of the field ``field_`` of the fact (its value, literal, title or
    time) if that is the answer.  A figure has the number of its ``indicator``.  ``has_node`` is
    false if a fact is a mere triple, of which title, time and qualifier are not known.  ``only``
    are the values to which the fields of :data:`NARROWING` are narrowed.
    """

    predicate: str
    subject: str
    object: str
    value: str = ""
    field_: str = ""
    indicator: int = 0
    has_node: bool = True
    is_figure: bool = False
    only: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(slots=True)
class AnswerPatterns:
    """Patterns, and the things that variables stand for (``known``); ``only`` are the answers if
    nothing else tells them from what the patterns find.  ``is_narrowed`` says whether more than the
    answers would be found without these and without :attr:`FactPattern.only`.
    """

    patterns: list[FactPattern]
    known: dict[str, tuple[int, ...]]
    only: tuple[int | str, ...] = field(default=())
    is_narrowed: bool = False


def patterns_of(
    group: list[CandidateAnswer],
    question: AskedQuestion,
    expected: ExpectedAnswer,
    file: FactFile,
) -> AnswerPatterns | None:
    """The patterns that find exactly the answers of a list; ``None`` if none can be written."""
    best = group[0]
    answer_field = _answer_field(best.chain, expected)
    if answer_field is None or not best.chain.nodes[0] or not _are_alike(group):
        return None
    found = AnswerPatterns([], {})
    for place in range(len(best.chain.facts)):
        steps = [(c.chain.facts[place], c.chain.nodes, place) for c in group]
        is_last = place == len(best.chain.facts) - 1
        found.patterns.append(_pattern(steps, answer_field if is_last else ""))
    found.known["x0"] = tuple(dict.fromkeys(c.chain.nodes[0] for c in group))
    _add_conditions(found, group)
    wanted = {_answer(c.chain, answer_field) for c in group}
    asked = {"title"} if question.phrases_of("role") else set()
    asked |= {"time"} if question.years else set()
    found.is_narrowed = set(_find(found, file)) != wanted
    for name in NARROWING:
        if name in asked:
            _narrow(found, group, name)
    for name in NARROWING:
        if set(_find(found, file)) == wanted:
            break
        if name not in asked:
            _narrow(found, group, name)
    if set(_find(found, file)) != wanted or any(map(_may_be_inferred, found.patterns)):
        found.only = tuple(sorted(wanted, key=str))
    used = {name for p in found.patterns for name in (p.subject, p.object)}
    found.known = {name: things for name, things in found.known.items() if name in used}
    return found


def _are_alike(group: list[CandidateAnswer]) -> bool:
    """Whether all chains take the same steps, so that one set of patterns can find them."""
    ways = {tuple(f.subject == n for f, n in _steps(c.chain)) for c in group}
    if len(ways) > 1:
        return False
    for place in range(len(group[0].chain.facts)):
        predicates = {c.chain.facts[place].predicate for c in group}
        if not any(_implied_by(p) >= predicates - {p} for p in predicates):
            return False
    return True


def _steps(chain: FactChain) -> list[tuple[KnownFact, int]]:
    return list(zip(chain.facts, chain.nodes, strict=False))


def _answer_field(chain: FactChain, expected: ExpectedAnswer) -> str | None:
    """The field of the last fact that is the answer, ``""`` for a thing; ``None`` for a text that
    is put together.
    """
    last = chain.last
    if expected.form == "title":
        return "title"
    if expected.form == "time" and (chain.end or last.is_figure):
        return "time"
    if chain.end:
        return ""
    if last.is_figure:
        return "value" if last.value else None
    return "literal" if last.literal else None


def _answer(chain: FactChain, name: str) -> int | str:
    return str(getattr(chain.last, name)) if name else chain.end


def _variable(place: int, count: int) -> str:
    return ANSWER if place == count else f"x{place}"


def _pattern(steps: list[tuple[KnownFact, tuple[int, ...], int]], answer_field: str) -> FactPattern:
    """One step of all chains of a list as a pattern."""
    fact, nodes, place = steps[0]
    count = len(nodes) - 1
    one = _variable(place, count)
    other = _variable(place + 1, count) if not answer_field else "other"
    has_node = all(bool(step[0].iri) for step in steps)
    value = ANSWER if answer_field else ""
    if fact.is_figure:
        after = nodes[place + 1]
        subject = other if after == fact.subject and after else one
        return FactPattern(
            fact.predicate,
            subject,
            "",
            value,
            answer_field,
            indicator=fact.object,
            has_node=has_node,
            is_figure=True,
        )
    predicates = {step[0].predicate for step in steps}
    if len(predicates) > 1:  # a list of leadingIndustry and hasIndustry: the latter is implied
        predicate = next(p for p in sorted(predicates) if _implied_by(p) >= predicates - {p})
        fact, has_node = replace(fact, predicate=predicate), False
    if not fact.object:
        return FactPattern(fact.predicate, one, "", ANSWER, answer_field, has_node=has_node)
    ends = (one, other) if fact.subject == nodes[place] else (other, one)
    return FactPattern(fact.predicate, *ends, value, answer_field, has_node=has_node)


def _add_conditions(found: AnswerPatterns, group: list[CandidateAnswer]) -> None:
    """Patterns for the further chains, if all members of the list have the same."""
    best = group[0]
    for number, chain in enumerate(best.further):
        alike = [c.further[number] for c in group if number < len(c.further)]
        if (
            len(alike) < len(group)
            or len({_shape(c, a) for c, a in zip(group, alike, strict=True)}) > 1
        ):
            continue
        meets = _meeting(best, chain)
        if meets < 0 or not chain.nodes[0]:
            continue
        last = len(chain.facts)
        names = [f"c{number}_{place}" for place in range(last)]
        names.append(_variable(meets, len(best.chain.facts)))
        if any(f.is_figure or not f.object for f in chain.facts):
            continue
        found.known[names[0]] = tuple(dict.fromkeys(a.nodes[0] for a in alike))
        for place, fact in enumerate(chain.facts):
            is_forward = fact.subject == chain.nodes[place]
            one, other = names[place], names[place + 1]
            subject, object_ = (one, other) if is_forward else (other, one)
            has_node = all(bool(a.facts[place].iri) for a in alike)
            found.patterns.append(FactPattern(fact.predicate, subject, object_, has_node=has_node))


def _meeting(candidate: CandidateAnswer, chain: FactChain) -> int:
    """The place of the node of the main chain at which a further chain ends, -1 if none."""
    nodes = candidate.chain.nodes
    return nodes.index(chain.end) if chain.end in nodes and chain.end else -1


def _shape(candidate: CandidateAnswer, chain: FactChain) -> tuple[object, ...]:
    steps = tuple((f.predicate, f.subject == n) for f, n in _steps(chain))
    return steps, _meeting(candidate, chain)


def _narrow(found: AnswerPatterns, group: list[CandidateAnswer], name: str) -> None:
    """Narrow the patterns of the main chain to the titles (times …) that its facts have."""
    for place in range(len(group[0].chain.facts)):
        pattern = found.patterns[place]
        values = tuple(dict.fromkeys(getattr(c.chain.facts[place], name) for c in group))
        if pattern.has_node and all(values) and pattern.field_ != name:
            found.patterns[place] = replace(pattern, only=(*pattern.only, (name, values)))


def _may_be_inferred(pattern: FactPattern) -> bool:
    """Whether the store has further triples of this kind, which rules inferred."""
    if pattern.has_node or pattern.is_figure or not pattern.object:
        return False
    term = term_of(pattern.predicate)
    return term.transitive or term.symmetric or bool(_implied_by(pattern.predicate))


def _implied_by(name: str) -> set[str]:
    """The properties that imply this one, as leadingIndustry implies hasIndustry."""
    if name in FIGURES:
        return set()
    term = term_of(name)
    return {
        other.name.rpartition(":")[2]
        for other in vocabulary().properties.values()
        if term.iri in other.implies or term.name in other.implies
    }


def term_of(name: str) -> PropertyTerm:
    """The property with this local name."""
    terms = vocabulary().properties
    found = terms.get(name)
    if found is None:
        found = next(t for key, t in terms.items() if key.rpartition(":")[2] == name)
    return found


def _find(found: AnswerPatterns, file: FactFile) -> Iterator[int | str]:
    """The answers that the patterns find among the facts."""
    bindings: list[dict[str, int | str]] = [{"x0": thing} for thing in found.known.get("x0", ())]
    for pattern in found.patterns:
        bindings = [b for one in bindings for b in _bound(pattern, one, found, file)][:_MOST_FOUND]
    for binding in bindings:
        yield binding[ANSWER]


def _bound(
    pattern: FactPattern, binding: dict[str, int | str], found: AnswerPatterns, file: FactFile
) -> Iterator[dict[str, int | str]]:
    """The ways to add the variables of one pattern to those that are known."""
    if pattern.is_figure:
        start = binding.get(pattern.subject, pattern.indicator)
    else:
        bound = [binding[v] for v in (pattern.subject, pattern.object) if v in binding]
        ends = [thing for thing in bound if isinstance(thing, int)]
        if len(ends) < len(bound):
            return  # a text, such as a title, is no thing
        starts = ends or [
            t for v in (pattern.subject, pattern.object) for t in found.known.get(v, ())
        ]
        if not starts:
            return
        start = starts[0]
        if not ends and len(starts) > 1:
            for thing in starts:
                name = pattern.subject if pattern.subject in found.known else pattern.object
                yield from _bound(pattern, binding | {name: thing}, found, file)
            return
    for fact in file.around(int(start)):
        if not _suits(fact, pattern):
            continue
        added: dict[str, int | str] = {pattern.subject: fact.subject}
        if pattern.is_figure and fact.object != pattern.indicator:
            continue
        if pattern.object:
            added[pattern.object] = fact.object
        if pattern.value:
            added[pattern.value] = getattr(fact, pattern.field_)
        if all(binding.get(name, value) == value for name, value in added.items()) and all(
            value in found.known[name] for name, value in added.items() if name in found.known
        ):
            yield binding | added


def _suits(fact: KnownFact, pattern: FactPattern) -> bool:
    if fact.predicate != pattern.predicate and (
        pattern.has_node or fact.predicate not in _implied_by(pattern.predicate)
    ):
        return False
    if pattern.has_node and not fact.iri:
        return False
    return all(getattr(fact, name) in values for name, values in pattern.only)
