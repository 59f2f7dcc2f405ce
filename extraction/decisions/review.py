"""The facts of an article with what a person decided about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.decisions.decision_log import ArticleDecision, effective
from gaoxin.extraction.decisions.stated_fact import (
    StatedFact,
    fact_of,
    is_equal,
    is_same,
    stated,
)
from gaoxin.extraction.extract import Extraction
from gaoxin.extraction.proposals import Proposal
from gaoxin.graph.names.keys import match_key

SURE = 0.9
"""The confidence from which a fact is loaded without a person."""

FactState = Literal["waiting", "sure", "accepted", "corrected", "rejected", "added"]
LOADED: tuple[FactState, ...] = ("sure", "accepted", "corrected", "added")
"""The states of facts that are loaded."""


@dataclass(frozen=True, slots=True)
class ReviewedFact:
    """A fact and its state.

    ``proposed`` is what was proposed, ``None`` for a fact that is there by a decision only;
    ``fact`` is what holds now.  ``ident`` names the fact within the article and stays when it is
    corrected.  ``number`` is that of the decision, 0 if there is none.
    """

    ident: str
    fact: StatedFact
    proposed: Proposal | None
    state: FactState
    number: int = 0

    @property
    def confidence(self) -> float:
        """How sure the program is; 1 for what a person wrote."""
        return self.proposed.confidence if self.proposed else 1.0


@dataclass(frozen=True, slots=True)
class NameDecision:
    """What a name of the article means: the thing ``key``, or with ``""`` a new thing."""

    name: str
    type: str
    key: str
    number: int


class Review:
    """An article's facts in the order of the text, with their states."""

    def __init__(self, extraction: Extraction, decisions: Sequence[ArticleDecision]) -> None:
        self.extraction = extraction
        self.article = extraction.article
        self._log = decisions
        self.names: dict[tuple[str, str], NameDecision] = {}
        self.facts: list[ReviewedFact] = []
        self.lost = 0
        """How many decisions are about words that the article no longer has."""
        self._settle()

    def _settle(self) -> None:
        facts = [_proposed(proposal) for proposal in self.extraction.proposals]
        facts = list({fact.ident: fact for fact in facts}.values())
        for number, decision in effective(self._log):
            if decision.what in ("merge", "new"):
                told = NameDecision(decision.name, decision.type, decision.key, number)
                self.names[name_handle(decision.type, decision.name)] = told
                continue
            for rename in decision.renames:
                facts = [_renamed(fact, rename) for fact in facts]
            evidence = decision.about(self.article)
            if evidence is None:
                self.lost += 1
                continue
            facts = self._with(facts, number, decision, evidence)
        self.facts = sorted(facts, key=lambda fact: (fact.fact.evidence, fact.number == 0))

    def _with(
        self,
        facts: list[ReviewedFact],
        number: int,
        decision: ArticleDecision,
        evidence: TextSpan,
    ) -> list[ReviewedFact]:
        """The facts after a decision about one of them."""
        before = fact_of(decision.cells, evidence)
        after = fact_of(decision.corrected, evidence) if decision.corrected else before
        state: FactState = {
            "accept": "accepted",
            "reject": "rejected",
            "correct": "corrected",
            "add": "added",
        }[decision.what]  # type: ignore[assignment]
        found = [f for f in facts if decision.cells and self._is_about(before, f)]
        if state != "rejected":
            # A better reader may propose the same with another class or remark, or by now what
            # the person wrote.  A rejection holds only for exactly what was rejected.
            alike = (before, after) if decision.cells else (after,)
            found += [
                f
                for f in facts
                if f not in found and any(is_same(f.fact, one, self.article) for one in alike)
            ]
        if not found:
            if state == "rejected":
                return facts
            return [*facts, ReviewedFact(after.ident, after, None, state, number)]
        first = found[0]
        fact = first.fact if state == "rejected" else after
        settled = replace(first, fact=fact, state=state, number=number)
        kept = [f for f in facts if f not in found]
        kept.insert(facts.index(first) if first in facts else len(kept), settled)
        return kept

    def _is_about(self, told: StatedFact, fact: ReviewedFact) -> bool:
        """Whether a decision about what was ``told`` is about this fact, as it is now or as it was
        proposed.
        """
        versions = [fact.fact, *([stated(fact.proposed)] if fact.proposed else [])]
        return any(is_equal(version, told, self.article) for version in versions)

    @property
    def decisions(self) -> int:
        """How many decisions there were, undone ones and undoing ones too."""
        return len(self._log)

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of facts by state, of all (``total``) and of those that are ``settled``."""
        found = dict.fromkeys(FactState.__args__, 0)  # type: ignore[attr-defined]
        for fact in self.facts:
            found[fact.state] += 1
        total = len(self.facts)
        return found | {"total": total, "settled": total - found["waiting"]}

    def with_decision(self, decision: ArticleDecision) -> Review:
        """The review after one more decision."""
        return Review(self.extraction, [*self._log, decision])

    def next_waiting(self, fact: ReviewedFact | None = None) -> ReviewedFact | None:
        """The next fact that waits, from this one on and then from the beginning."""
        place = self.facts.index(fact) + 1 if fact else 0
        ordered = [*self.facts[place:], *self.facts[:place]]
        return next((one for one in ordered if one.state == "waiting"), None)

    def fact(self, ident: str) -> ReviewedFact | None:
        """The fact of this name, if there is one."""
        return next((fact for fact in self.facts if fact.ident == ident), None)

    def name_decision(self, type_: str, name: str) -> NameDecision | None:
        """What was decided about a name."""
        return self.names.get(name_handle(type_, name))

    def sharing(self, fact: ReviewedFact) -> int:
        """How many other facts have a name of this one."""
        with_name = [self._by_name[name] for name in _names(fact.fact)]
        return len(set().union(*with_name) - {fact.ident})

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for fact in self.facts:
            for name in _names(fact.fact):
                found[name].add(fact.ident)
        return found

    def first_of(self, fact: ReviewedFact) -> StatedFact | None:
        """What was proposed before it was corrected."""
        return stated(fact.proposed) if fact.proposed else None

    @property
    def holding(self) -> frozenset[int]:
        """The numbers of the decisions that hold."""
        return frozenset(number for number, _ in effective(self._log))

    @property
    def last(self) -> int:
        """The number of the last decision that holds, 0 if there is none."""
        return max(self.holding, default=0)

    @property
    def loaded(self) -> list[ReviewedFact]:
        """The facts that are to be loaded."""
        return [fact for fact in self.facts if fact.state in LOADED]


def _names(fact: StatedFact) -> list[tuple[str, str]]:
    """The names of a fact's ends with their classes; the text of an attribute is none."""
    ends = [(fact.subject, fact.subject_type), (fact.object, fact.object_type)]
    return [(name, type_) for name, type_ in ends if type_]


def _renamed(fact: ReviewedFact, rename: Mapping[str, str]) -> ReviewedFact:
    """The fact with the name as it was corrected in another one."""
    cells = fact.fact.cells()
    for end in ("subject", "object"):
        if (cells[end], cells[f"{end}_type"]) == (rename.get("name"), rename.get("type")):
            cells[end] = rename.get("new_name", cells[end])
            cells[f"{end}_type"] = rename.get("new_type", cells[f"{end}_type"])
    return replace(fact, fact=fact_of(cells, fact.fact.evidence))


def name_handle(type_: str, name: str) -> tuple[str, str]:
    """The handle of a name within an article: its kind, and the form in which it is compared."""
    from gaoxin.ontology.terms import vocabulary

    term = vocabulary().classes.get(type_)
    kind = term.kind if term else ""
    return kind, match_key(name, kind)


def is_sure(proposal: Proposal) -> bool:
    """Whether a fact may be loaded without a person: it is likely, and its names are known."""
    mentions = [proposal.subject]
    if proposal.object.type:  # an attribute has a text as its object
        mentions.append(proposal.object)
    return proposal.confidence >= SURE and all(mention.iri for mention in mentions)


def _proposed(proposal: Proposal) -> ReviewedFact:
    fact = stated(proposal)
    return ReviewedFact(fact.ident, fact, proposal, "sure" if is_sure(proposal) else "waiting")
