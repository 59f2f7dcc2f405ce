"""Examples for the scorer of pairs: pairs of mentions with the predicates of a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.relations.features import PairFeatures
from gaoxin.extraction.relations.pairs import MentionPair, MentionTable, mention_pairs
from training.corpus import LabelledText
from training.scoring import FIGURES, clean_name, is_alike

KIND_OF = {"leadingIndustry": "hasIndustry"}
"""A predicate that readers mix with another one is learned as that."""


@dataclass(frozen=True, slots=True)
class PairExample:
    """A pair, its features, and the predicates that hold (``right``) or that say nothing because
    another pair of the same things states them more clearly (``unclear``).
    """

    pair: MentionPair
    features: tuple[str, ...]
    right: frozenset[str]
    unclear: frozenset[str]


def pair_examples(
    labelled: LabelledText, mentions: Sequence[EntityMention]
) -> Iterator[PairExample]:
    """The pairs of a text with what its reader wrote down."""
    table = MentionTable(labelled.article, mentions)
    features = PairFeatures(table)
    pairs = list(mention_pairs(table))
    facts = _facts(labelled)
    meant = _meant(pairs, facts)
    for number, pair in enumerate(pairs):
        right = frozenset(p for p, best in meant.get(_ends(pair), {}).items() if number in best)
        held = frozenset(meant.get(_ends(pair), {}))
        yield PairExample(pair, tuple(features.of(pair)), right, held - right)


@dataclass(frozen=True, slots=True)
class _Fact:
    subject: str
    predicate: str
    object: str
    evidence: TextSpan


def _facts(labelled: LabelledText) -> list[_Fact]:
    found = []
    for row, spans in zip(labelled.rows, labelled.spans, strict=True):
        if row["predicate"] in FIGURES or not row["object"]:
            continue
        start, _, end = spans["evidence"].partition("-")
        evidence = TextSpan(int(start), int(end))
        predicate = KIND_OF.get(row["predicate"], row["predicate"])
        names = clean_name(row["subject"]), clean_name(row["object"])
        found.append(_Fact(names[0], predicate, names[1], evidence))
    return found


def _ends(pair: MentionPair) -> tuple[str, str, str, str]:
    return pair.subject.name, pair.subject.type, pair.object.name, pair.object.type


def _meant(
    pairs: list[MentionPair], facts: list[_Fact]
) -> dict[tuple[str, str, str, str], dict[str, set[int]]]:
    """For the ends of pairs, the predicates that hold, each with the numbers of the pairs that
    state it: those that lie nearest to the evidence.
    """
    by_ends: dict[tuple[str, str, str, str], list[int]] = {}
    for number, pair in enumerate(pairs):
        by_ends.setdefault(_ends(pair), []).append(number)
    out: dict[tuple[str, str, str, str], dict[str, set[int]]] = {}
    cleaned = {ends: (clean_name(ends[0]), clean_name(ends[2])) for ends in by_ends}
    for fact in facts:
        for ends, numbers in by_ends.items():
            subject, thing = cleaned[ends]
            if is_alike(subject, fact.subject) and is_alike(thing, fact.object):
                far = {n: _distance(pairs[n], fact.evidence) for n in numbers}
                nearest = min(far.values())
                best = {n for n in numbers if far[n] == nearest}
                out.setdefault(ends, {}).setdefault(fact.predicate, set()).update(best)
    return out


def _distance(pair: MentionPair, evidence: TextSpan) -> int:
    """Characters of the pair's mentions that lie outside the evidence, and to it."""
    return sum(
        max(0, evidence.start - span.start) + max(0, span.end - evidence.end)
        for span in (pair.subject.span, pair.object.span)
    )
