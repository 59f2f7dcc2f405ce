"""Proposals as rows of the common table (docs/data.md)."""

from __future__ import annotations

from collections.abc import Iterable

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.proposals import Proposal
from gaoxin.ontology.terms import PropertyTerm, vocabulary

FURTHER_COLUMNS = ("confidence", "method", "start", "end")
"""What a row says beyond the common table: how sure (0 to 1), found how, and from which to which
character of the original the evidence stands (from 0, the end excluded).
"""


def fact_rows(
    article: Article, proposals: Iterable[Proposal], source: str = ""
) -> list[dict[str, str | int | float]]:
    """The rows of proposals, each with the number of its paragraph as locator."""
    return [
        {
            **common_row(proposal),
            "source": source,
            "evidence": _one_line(proposal.evidence.of(article.text)),
            "locator": f"para. {article.paragraph_number(proposal.evidence.start)}",
            "confidence": round(proposal.confidence, 2),
            "method": proposal.method,
            **_places(article, proposal.evidence),
        }
        for proposal in proposals
    ]


def common_row(proposal: Proposal) -> dict[str, str]:
    """The cells of the common table, but for source and place."""
    term = vocabulary().terms_by_predicate.get(proposal.predicate)
    is_attribute = isinstance(term, PropertyTerm) and not term.is_relation
    return {
        "subject": _one_line(proposal.subject.name),
        "subject_type": proposal.subject.type,
        "predicate": proposal.predicate,
        "object": "" if is_attribute and proposal.value else _one_line(proposal.object.name),
        "object_type": "" if is_attribute else proposal.object.type,
        "value": proposal.value,
        "unit": proposal.unit,
        "time": proposal.time,
        "status": proposal.status,
        "qualifier": proposal.qualifier,
    }


def _places(article: Article, evidence: TextSpan) -> dict[str, int]:
    last = max(evidence.end - 1, evidence.start)
    return {"start": article.origin(evidence.start), "end": article.origin(last) + 1}


def _one_line(text: str) -> str:
    return " ".join(text.split())
