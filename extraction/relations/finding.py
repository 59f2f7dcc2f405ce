"""From mentions to proposed relations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.proposals import EntityMention, Method, Proposal
from gaoxin.extraction.relations.choosing import chosen
from gaoxin.extraction.relations.competition import ScoredPair, load_competition
from gaoxin.extraction.relations.constructions import matching
from gaoxin.extraction.relations.details import clause_of, qualifier_of, status_of, time_of
from gaoxin.extraction.relations.features import PairFeatures
from gaoxin.extraction.relations.pairs import MentionPair, MentionTable, NameAndClass, mention_pairs
from gaoxin.extraction.relations.place_chains import place_chains
from gaoxin.extraction.relations.predicates import is_symmetric, predicates_between
from gaoxin.extraction.relations.scorer import PairScorer, load_scorer

if TYPE_CHECKING:
    from gaoxin.extraction.encoding.encoder import Vectors

_LEAST_CERTAINTY = 0.5
"""Below it a construction alone proposes nothing."""

_LEAST_SCORE = 0.03
"""Below it the scorer's probability is not looked at further."""

RelationKey = tuple[str, ...]


def find_relations(
    article: Article,
    mentions: Sequence[EntityMention],
    vectors: Vectors | None = None,
    told: Collection[NameAndClass] = (),
) -> list[Proposal]:
    """The relations that the article states between its mentions, in the order of the text.

    A relation that several sentences state is proposed once, by the one that states it most
    clearly.  Without the encoder's ``vectors`` (the fast way, or without the extra ``articles``)
    the constructions decide alone; with them there is time for the trained scorer, which sees words
    and classes.  ``told`` are the things that other facts of the article have.
    """
    table = MentionTable(article, mentions)
    scorer = load_scorer() if vectors is not None else None
    competition = load_competition()
    found: dict[RelationKey, Proposal] = {}
    if scorer is None or competition is None:
        for pair in mention_pairs(table):
            for proposal in _by_constructions(table, pair):
                _keep_best(found, proposal)
    chains = place_chains(article, mentions)
    if scorer is not None and competition is not None:
        scored = list(scored_pairs(table, scorer).values())
        named = {*told, *things_of(chains)}
        for item, score in chosen(
            scored, competition.probabilities(scored), competition.least, named
        ):
            _keep_best(found, _by_scorer(table, item, score))
    for proposal in chains:
        _keep_best(found, proposal)
    return sorted(found.values(), key=lambda p: (p.evidence, p.predicate, _key(p)))


def scored_pairs(table: MentionTable, scorer: PairScorer) -> dict[RelationKey, ScoredPair]:
    """Each relation that may hold with the pair that states it most clearly, in the order of the
    text.
    """
    pairs = [pair for pair in mention_pairs(table) if _may_be(pair)]
    features = PairFeatures(table)
    scores = scorer.scores([features.of(pair) for pair in pairs])
    places = {predicate: place for place, predicate in enumerate(scorer.predicates)}
    best: dict[RelationKey, ScoredPair] = {}
    for number, pair in enumerate(pairs):
        for predicate in predicates_between(pair.subject.type, pair.object.type):
            if predicate not in places:
                continue
            score = float(scores[number, places[predicate]])
            if is_symmetric(predicate) and pair.object.span < pair.subject.span:
                continue
            key = _ends(predicate, pair.subject, pair.object)
            if score >= _LEAST_SCORE and (key not in best or score > best[key].score):
                best[key] = ScoredPair(pair, predicate, score)
    return best


def things_of(proposals: Iterable[Proposal]) -> Iterator[NameAndClass]:
    """The things that facts have; the indicator of a figure is none."""
    for one in proposals:
        yield one.subject.name, one.subject.type
        if not one.is_figure:
            yield one.object.name, one.object.type


def _may_be(pair: MentionPair) -> bool:
    return bool(predicates_between(pair.subject.type, pair.object.type))


def _by_scorer(table: MentionTable, item: ScoredPair, score: float) -> Proposal:
    pair, predicate = item.pair, item.predicate
    if pair.together not in ("sentence", "nested"):
        return _proposal(table, pair, predicate, clause_of(table.article, pair), score, "model")
    evidence = _hull(pair.subject.span, pair.object.span)
    if pair.together == "sentence":
        for _, construction, span in matching(table, pair):
            if construction.predicate == "leadingIndustry" and predicate == "hasIndustry":
                predicate = "leadingIndustry"
            if construction.predicate == predicate:
                evidence = _hull(evidence, span)
                break
    return _proposal(table, pair, predicate, evidence, score, "model")


def _by_constructions(table: MentionTable, pair: MentionPair) -> Iterator[Proposal]:
    if pair.together != "sentence":
        return
    found: dict[str, tuple[float, TextSpan]] = {}
    allowed = predicates_between(pair.subject.type, pair.object.type)
    for _, item, span in matching(table, pair):
        if item.predicate in allowed and item.certainty >= _LEAST_CERTAINTY:
            found.setdefault(item.predicate, (item.certainty, span))
    for predicate, (score, span) in sorted(found.items()):
        evidence = _hull(_hull(pair.subject.span, pair.object.span), span)
        yield _proposal(table, pair, predicate, evidence, score, "rule")


def _proposal(
    table: MentionTable,
    pair: MentionPair,
    predicate: str,
    evidence: TextSpan,
    score: float,
    method: Method,
) -> Proposal:
    return Proposal(
        subject=pair.subject,
        predicate=predicate,
        object=pair.object,
        evidence=evidence,
        time=time_of(table.article, pair),
        status=status_of(table.article, pair, predicate),
        qualifier=qualifier_of(table.article, pair, predicate),
        method=method,
        score=score,
    )


def _hull(one: TextSpan, other: TextSpan) -> TextSpan:
    return TextSpan(min(one.start, other.start), max(one.end, other.end))


def _keep_best(found: dict[RelationKey, Proposal], proposal: Proposal) -> None:
    key = _key(proposal)
    if key not in found or proposal.score > found[key].score:
        found[key] = proposal


def _key(proposal: Proposal) -> RelationKey:
    return _ends(proposal.predicate, proposal.subject, proposal.object)


def _ends(predicate: str, subject: EntityMention, thing: EntityMention) -> RelationKey:
    """What two proposals of one fact have in common."""
    ends = [(subject.name, subject.type), (thing.name, thing.type)]
    if is_symmetric(predicate):
        ends.sort()
    return (predicate, *ends[0], *ends[1])
