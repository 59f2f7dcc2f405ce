"""A proposal as a sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from gaoxin.extraction.proposals import Proposal
from gaoxin.graph.facts.amount_words import amount_words, rank_words
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import read_qualifier, remark_words
from gaoxin.graph.lookup.relation_words import relation_sentence
from gaoxin.graph.lookup.thing import label_of
from gaoxin.language import in_brackets, say
from gaoxin.ontology.terms import PropertyTerm, vocabulary


def proposal_sentence(proposal: Proposal) -> str:
    """The fact without a full stop: 甲高新区的营业收入：超过 300 亿元（2024 年）."""
    subject, target = proposal.subject.name, proposal.object.name
    if proposal.is_figure:
        said = say(f"{subject}的{target}：", f"{subject}, {target}: ")
        return said + _amount(proposal) + in_brackets(*_details(proposal))
    if proposal.predicate == "holdsPosition":
        title = read_qualifier(proposal.qualifier).title
        said = relation_sentence(proposal.predicate, subject, target, title)
        return said + in_brackets(*_details(proposal, said=title))
    term = vocabulary().terms_by_predicate.get(proposal.predicate)
    if isinstance(term, PropertyTerm) and not term.is_relation:
        label, value = label_of(term.name), proposal.value or target
        said = say(f"{subject}的{label}：{value}", f"{subject}, {label}: {value}")
    else:
        said = relation_sentence(proposal.predicate, subject, target)
    return said + in_brackets(*_details(proposal))


def sureness(proposal: Proposal) -> str:
    """How sure the fact is, such as "93 % sure"; ``""`` if it was not judged."""
    if not proposal.confidence:
        return ""
    percent = f"{100 * proposal.confidence:.0f} %"
    return say(f"把握 {percent}", f"{percent} sure")


def _amount(proposal: Proposal) -> str:
    if not proposal.value:
        return say("（无数值）", "(no figure)")
    if proposal.predicate == "rank":
        return rank_words(proposal.value)
    comparator = read_qualifier(proposal.qualifier).comparator
    return amount_words(proposal.value, comparator, proposal.unit)


def _details(proposal: Proposal, *, said: str = "") -> Iterator[str]:
    if proposal.time:
        yield period_words(proposal.time)
    if proposal.status in ("target", "planned"):
        yield say("计划或目标", "planned or promised")
    elif proposal.status == "historical":
        yield say("过去", "formerly")
    yield remark_words(proposal.qualifier.replace(said, "", 1))
