"""From mentions to proposed relations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.proposals import EntityMention, Proposal
from gaoxin.extraction.relations.constructions import masked, matching
from gaoxin.extraction.relations.details import qualifier_of, status_of, time_of
from gaoxin.extraction.relations.pairs import MentionPair, MentionTable, mention_pairs
from gaoxin.extraction.relations.predicates import is_symmetric, predicates_between

if TYPE_CHECKING:
    from gaoxin.extraction.encoding.encoder import Vectors

_LEAST_CERTAINTY = 0.5
"""Below it a construction alone proposes nothing."""


def find_relations(
    article: Article,
    mentions: Sequence[EntityMention],
    vectors: Vectors | None = None,
) -> list[Proposal]:
    """The relations that the article states between its mentions, in the order of the text.

    ``vectors`` are those of ``Encoder.vectors``, a row for each character of the text; without them
    the words alone decide.  A relation that several sentences state is proposed once, by the one
    that states it most clearly.
    """
    table = MentionTable(article, mentions)
    best: dict[tuple[str, ...], Proposal] = {}
    for pair in mention_pairs(table):
        for proposal in _proposals(table, pair):
            key = _key(proposal)
            if key not in best or proposal.score > best[key].score:
                best[key] = proposal
    return sorted(best.values(), key=lambda p: (p.evidence, p.predicate, _key(p)))


def _proposals(table: MentionTable, pair: MentionPair) -> list[Proposal]:
    if pair.together != "sentence":
        return []
    found: dict[str, tuple[float, TextSpan]] = {}
    allowed = predicates_between(pair.subject.type, pair.object.type)
    for _, item, span in matching(pair, masked(table, pair)):
        if item.predicate in allowed and item.certainty >= _LEAST_CERTAINTY:
            found.setdefault(item.predicate, (item.certainty, span))
    return [
        Proposal(
            subject=pair.subject,
            predicate=predicate,
            object=pair.object,
            evidence=_evidence(pair, span),
            time=time_of(table.article, pair),
            status=status_of(table.article, pair, predicate),
            qualifier=qualifier_of(table.article, pair, predicate),
            score=score,
        )
        for predicate, (score, span) in sorted(found.items())
    ]


def _evidence(pair: MentionPair, span: TextSpan) -> TextSpan:
    """The shortest piece that has both mentions and the construction."""
    spans = (pair.subject.span, pair.object.span, span)
    return TextSpan(min(s.start for s in spans), max(s.end for s in spans))


def _key(proposal: Proposal) -> tuple[str, ...]:
    ends = [
        (proposal.subject.name, proposal.subject.type),
        (proposal.object.name, proposal.object.type),
    ]
    if is_symmetric(proposal.predicate):
        ends.sort()
    return (proposal.predicate, *ends[0], *ends[1])
