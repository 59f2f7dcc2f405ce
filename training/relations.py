"""Train the scorer of relations: the network of pairs, then the regression over their rivals.

    GAOXIN_CORPUS=FOLDER python -m training.relations

It learns from the texts of the part ``train`` with the mentions that readers marked and with those
that the finders give for texts they have not seen.  The regression learns from what the network
gives for texts that it was not trained on.  The weights are written to
``extraction/relations/weights``; the same labels give the same weights.  The dependency group
``train`` is needed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean

from gaoxin.extraction import relations
from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.fact_rows import common_row
from gaoxin.extraction.mentions.known_names import load_gazetteer
from gaoxin.extraction.proposals import EntityMention, Proposal
from gaoxin.extraction.relations.choosing import chosen
from gaoxin.extraction.relations.competition import Competition, ScoredPair, rivalry
from gaoxin.extraction.relations.details import clause_of
from gaoxin.extraction.relations.finding import scored_pairs, things_of
from gaoxin.extraction.relations.pairs import MentionTable
from gaoxin.extraction.relations.place_chains import place_chains
from gaoxin.extraction.relations.scorer import PairScorer
from gaoxin.settings import read_settings
from training.confidence import outcomes_of, rewrite
from training.corpus import LabelledText, labelled_texts
from training.gold_mentions import gold_mentions
from training.outcomes import Outcome
from training.pair_network import NetworkPlan, train_network
from training.relation_examples import KIND_OF, PairExample, pair_examples
from training.relation_mentions import FOLDS, fold_of, unseen_mentions
from training.scoring import agreement, clean_name, is_alike
from training.weights_files import packed, write_weights

WEIGHTS = Path(relations.__path__[0]) / "weights"
_STEPS = [number / 100 for number in range(15, 81, 5)]
"""Least probabilities that are tried for a predicate."""

_MOST_APART = 0.101
"""How far that of a predicate is from that of all: few facts of it say little."""

_FLOOR = 0.35
"""The least probability of all: on the part ``development`` F1 is the same from 0.25 to 0.45, and
with more certainty fewer wrong facts are shown.
"""

Scored = list[ScoredPair]
Mentions = Sequence[EntityMention]


def main() -> int:
    """Train, and write the weights."""
    texts = labelled_texts("train")
    found = unseen_mentions(texts, load_gazetteer(read_settings()))
    marked = [list(pair_examples(text, gold_mentions(text))) for text in texts]
    unseen = [list(pair_examples(text, given)) for text, given in zip(texts, found, strict=True)]
    print(f"{sum(map(len, unseen))} pairs of {len(texts)} texts", flush=True)
    plan = NetworkPlan()
    given = [*zip(texts, map(gold_mentions, texts), strict=True), *zip(texts, found, strict=True)]
    scored = _out_of_fold(given, [*marked, *unseen], plan)
    network = train_network([*marked, *unseen], plan)
    weights, bias = _regression([*texts, *texts], scored)
    probabilities = _judged_apart([*texts, *texts], scored)
    least = least_probabilities([*texts, *texts], [m for _, m in given], scored, probabilities)
    least = {predicate: max(step, _FLOOR) for predicate, step in least.items()}
    table = {"bias": bias, "least": least, "weights": weights}
    write_weights(WEIGHTS, "pairs.npz", packed(network))
    real = slice(len(texts), None)
    rewrite(_outcomes(texts, found, scored[real], probabilities[real], least))
    content = json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True)
    write_weights(WEIGHTS, "competition.json", content.encode() + b"\n")
    return 0


def _out_of_fold(
    given: Sequence[tuple[LabelledText, Mentions]],
    examples: Sequence[Sequence[PairExample]],
    plan: NetworkPlan,
) -> list[Scored]:
    """What networks give for texts with mentions that they were not trained on."""
    scored: dict[int, Scored] = {}
    for fold in range(FOLDS):
        here = [fold_of(text.ident) == fold for text, _ in given]
        scorer = PairScorer(
            train_network(
                [one for one, is_here in zip(examples, here, strict=True) if not is_here], plan
            )
        )
        for number, (text, mentions) in enumerate(given):
            if here[number]:
                table = MentionTable(text.article, mentions)
                scored[number] = list(scored_pairs(table, scorer).values())
        print(f"fold {fold + 1} of {FOLDS}", flush=True)
    return [scored[number] for number in range(len(given))]


def right_ones(text: LabelledText, scored: Scored) -> list[bool]:
    """Which relations a reader wrote down."""
    facts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in text.rows:
        predicate = KIND_OF.get(row["predicate"], row["predicate"])
        facts[predicate].append((clean_name(row["subject"]), clean_name(row["object"])))
    names = [(clean_name(item.subject[0]), clean_name(item.object[0])) for item in scored]
    return [
        any(is_alike(one, a) and is_alike(other, b) for a, b in facts.get(item.predicate, ()))
        for item, (one, other) in zip(scored, names, strict=True)
    ]


def _regression(
    texts: Sequence[LabelledText], scored: Sequence[Scored]
) -> tuple[dict[str, float], float]:
    """Weights of the features of rivalry, and the bias."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import MaxAbsScaler

    features = [row for items in scored for row in rivalry(items)]
    right = [
        ok for text, items in zip(texts, scored, strict=True) for ok in right_ones(text, items)
    ]
    vectorizer, scaler = DictVectorizer(), MaxAbsScaler()
    seen = scaler.fit_transform(vectorizer.fit_transform(features))
    model = LogisticRegression(C=0.5, max_iter=400).fit(seen, right)
    weights = model.coef_[0] / scaler.scale_
    named = zip(vectorizer.get_feature_names_out(), weights, strict=True)
    return {name: round(float(w), 5) for name, w in named if abs(w) > 1e-4}, round(
        float(model.intercept_[0]), 5
    )


def _judged_apart(texts: Sequence[LabelledText], scored: Sequence[Scored]) -> list[list[float]]:
    """The probabilities of relations by regressions that have not seen their texts."""
    found: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        others = [n for n, text in enumerate(texts) if fold_of(text.ident) != fold]
        weights, bias = _regression([texts[n] for n in others], [scored[n] for n in others])
        model = Competition(weights, bias, {})
        for number, text in enumerate(texts):
            if fold_of(text.ident) == fold:
                found[number] = model.probabilities(scored[number])
    return [found[number] for number in range(len(texts))]


def least_probabilities(
    texts: Sequence[LabelledText],
    found: Sequence[Mentions],
    scored: Sequence[Scored],
    probabilities: Sequence[Sequence[float]],
) -> dict[str, float]:
    """For each predicate the least probability with which the mean F1 of the texts is best: one for
    all first, then that of each predicate by itself.
    """
    chains = [
        [common_row(p) for p in place_chains(text.article, given)]
        for text, given in zip(texts, found, strict=True)
    ]

    def f1(least: Mapping[str, float]) -> float:
        values = []
        for number, text in enumerate(texts):
            rows = list(chains[number])
            have = {(row["subject"], row["object"]) for row in rows}
            for item, p in zip(scored[number], probabilities[number], strict=True):
                ends = (item.subject[0], item.object[0])
                if p >= least[item.predicate] and not (
                    item.predicate == "locatedIn" and ends in have
                ):
                    rows.append(_row(item))
            values.append(agreement(text.rows, rows)["relations"].f1)
        return fmean(values)

    predicates = sorted({item.predicate for items in scored for item in items})

    def everywhere(step: float) -> dict[str, float]:
        return dict.fromkeys(predicates, step)

    one = max(_STEPS, key=lambda step: f1(everywhere(step)))
    least = everywhere(one)
    print(f"one least probability, {one}: F1 {f1(least):.3f}", flush=True)
    near = [step for step in _STEPS if abs(step - one) <= _MOST_APART]
    for predicate in predicates:
        least = max((least | {predicate: step} for step in near), key=f1)
    print(f"one for each predicate: F1 {f1(least):.3f} {least}", flush=True)
    return least


def _outcomes(
    texts: Sequence[LabelledText],
    found: Sequence[Mentions],
    scored: Sequence[Scored],
    probabilities: Sequence[Sequence[float]],
    least: dict[str, float],
) -> list[Outcome]:
    """What was right of the relations that would have been proposed for unseen texts."""
    outcomes: list[Outcome] = []
    for number, text in enumerate(texts):
        proposals = place_chains(text.article, found[number])
        have = {(one.subject.name, one.predicate, one.object.name) for one in proposals}
        for item, p in chosen(
            scored[number], probabilities[number], least, set(things_of(proposals))
        ):
            if (item.subject[0], item.predicate, item.object[0]) not in have:
                proposals.append(_proposal(text, item, p))
        outcomes += [outcome for _, outcome in outcomes_of(text, proposals, "relations")]
    return outcomes


def _proposal(text: LabelledText, item: ScoredPair, p: float) -> Proposal:
    pair = item.pair
    spans = [pair.subject.span, pair.object.span]
    if pair.together in ("before", "after"):
        spans = [clause_of(text.article, pair)]
    evidence = TextSpan(min(s.start for s in spans), max(s.end for s in spans))
    ends = pair.subject, pair.object
    return Proposal(ends[0], item.predicate, ends[1], evidence, method="model", score=p)


def _row(item: ScoredPair) -> dict[str, str]:
    ends = {"subject": item.subject[0], "subject_type": item.subject[1]}
    ends |= {"object": item.object[0], "object_type": item.object[1]}
    return ends | {"predicate": item.predicate, "value": "", "unit": "", "qualifier": ""}


if __name__ == "__main__":
    raise SystemExit(main())
