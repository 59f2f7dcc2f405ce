"""A proposed fact in words: what a person judges, on the page, in the terminal and in a table."""

from __future__ import annotations

from gaoxin.extraction.decisions.review import FactState
from gaoxin.extraction.decisions.stated_fact import StatedFact
from gaoxin.extraction.proposal_words import proposal_sentence
from gaoxin.extraction.proposals import EntityMention, Proposal
from gaoxin.graph.facts.amount_words import comparator_word, rank_words
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import told
from gaoxin.graph.wording.code_words import word
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary

CELL_WORDS = {
    "subject": ("主语", "subject"),
    "subject_type": ("主语类", "subject_type"),
    "predicate": ("关系", "predicate"),
    "object": ("宾语", "object"),
    "object_type": ("宾语类", "object_type"),
    "value": ("数值", "value"),
    "unit": ("单位", "unit"),
    "time": ("时间", "time"),
    "status": ("状态", "status"),
    "qualifier": ("附注", "qualifier"),
}
"""What the cells of a fact are called where a person writes them."""

_STATES: dict[FactState, tuple[str, str]] = {
    "waiting": ("待定", "to decide"),
    "sure": ("有把握", "sure"),
    "accepted": ("已接受", "accepted"),
    "corrected": ("已改正", "corrected"),
    "rejected": ("已驳回", "rejected"),
    "added": ("补上的", "added"),
}


def state_word(state: FactState) -> str:
    """The word for a state."""
    return say(*_STATES[state])


def class_word(type_: str) -> str:
    """The label of a class; a name that is none is returned as it is."""
    term = vocabulary().classes.get(type_)
    return say(term.label_zh, term.label_en) if term else type_


def relation_word(predicate: str) -> str:
    """The label of a predicate; of a figure only ``目标`` and ``排名`` are told."""
    if predicate == "observation":
        return ""
    if predicate == "target":
        return say("目标", "target")
    term = vocabulary().terms_by_predicate.get(predicate)
    return say(term.label_zh, term.label_en) if term else predicate


def amount(fact: StatedFact) -> str:
    """The value and unit as the article writes them, with the comparator in words."""
    if not fact.value:
        return ""
    signs = vocabulary().codes("comparator")
    first = next((part.strip() for part in fact.qualifier.split(";") if part.strip() in signs), "")
    if fact.predicate == "rank":
        words = rank_words(fact.value)
    else:
        joint = "" if fact.unit in ("", "%", "‰") else "\N{NO-BREAK SPACE}"
        words = f"{fact.value}{joint}{fact.unit}"
    return f"{comparator_word(first)} {words}" if first else words


def remarks(fact: StatedFact) -> list[str]:
    """Time, status and what else limits the fact, in words; a reached fact of today has none."""
    found = []
    if fact.time:
        when = period_words(fact.time)
        found.append(say(f"期限 {when}", f"due {when}") if fact.predicate == "target" else when)
    if fact.status not in ("", "actual") and fact.predicate != "target":
        found.append(word("status", fact.status))
    if said := told(fact.qualifier):
        found.append(said)
    return found


def sentence(fact: StatedFact) -> str:
    """The fact as a sentence without a full stop, as ``gaoxin extract`` tells it."""
    subject = EntityMention(fact.evidence, fact.subject_type, fact.subject)
    target = EntityMention(fact.evidence, fact.object_type, fact.object)
    told = (fact.value, fact.unit, fact.time, fact.status, fact.qualifier)
    return proposal_sentence(Proposal(subject, fact.predicate, target, fact.evidence, *told))
