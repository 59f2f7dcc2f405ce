"""The small network that scores pairs of mentions, and its training in numpy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from gaoxin.extraction.relations.predicates import predicates_between
from training.relation_examples import PairExample
from training.steps import Adam

Examples = Sequence[PairExample]
"""Those of one text."""


@dataclass(frozen=True, slots=True)
class NetworkPlan:
    """How is trained.  A feature is learned if ``least_texts`` lists of examples have it."""

    epochs: int = 3
    hidden: int = 32
    batch: int = 256
    rate: float = 2e-3
    feature_dropout: float = 0.25
    dropout: float = 0.5
    decay: float = 0.03
    least_texts: int = 4
    seed: int = 16


def predicates_of(texts: Iterable[Examples]) -> list[str]:
    """The predicates that examples have, in alphabetical order."""
    return sorted({p for examples in texts for example in examples for p in example.right})


def train_network(texts: Sequence[Examples], plan: NetworkPlan) -> dict[str, Any]:
    """The arrays of a :class:`PairScorer`."""
    predicates = predicates_of(texts)
    names = _learned_features(texts, plan.least_texts)
    seen, right, known = _arrays(texts, names, predicates)
    random = np.random.default_rng(plan.seed)
    wanted, all_ = (right * known).sum(0), known.sum(0)
    learnt: list[Any] = [
        (random.standard_normal((len(names), plan.hidden)) * 0.05).astype(np.float32),
        np.zeros((len(names), len(predicates)), np.float32),
        np.zeros(plan.hidden, np.float32),
        (random.standard_normal((plan.hidden, len(predicates))) * 0.1).astype(np.float32),
        np.log((wanted + 1) / (all_ - wanted + 1)).astype(np.float32),
    ]
    adam = Adam(learnt)
    for _ in range(plan.epochs):
        order = random.permutation(len(right))
        for start in range(0, len(order), plan.batch):
            chosen = order[start : start + plan.batch]
            slopes = _slopes(learnt, seen[chosen], right[chosen], known[chosen], random, plan)
            adam.step(slopes, plan.rate, plan.decay)
    hidden, direct, hidden_bias, out, bias = learnt
    return {
        "features": np.frombuffer("\n".join(names).encode(), np.uint8),
        "predicates": np.frombuffer("\n".join(predicates).encode(), np.uint8),
        "hidden": hidden.astype(np.float16),
        "direct": direct.astype(np.float16),
        "hidden_bias": hidden_bias,
        "out": out,
        "bias": bias,
    }


def _slopes(
    learnt: list[Any], seen: Any, right: Any, known: Any, random: Any, plan: NetworkPlan
) -> list[Any]:
    """The slopes of the loss (cross entropy of each predicate) for a batch."""
    hidden, direct, hidden_bias, out, bias = learnt
    kept = random.random(len(seen.data)) > plan.feature_dropout
    seen = seen.copy()
    seen.data = (kept / (1 - plan.feature_dropout)).astype(np.float32)
    sums = seen @ hidden + hidden_bias
    mask = (random.random(sums.shape) > plan.dropout) / (1 - plan.dropout)
    active = np.maximum(sums, 0) * mask.astype(np.float32)
    raw = active @ out + bias + seen @ direct
    slope = known * (1 / (1 + np.exp(-np.clip(raw, -30, 30))) - right) / len(right)
    back = (slope @ out.T) * mask.astype(np.float32) * (sums > 0)
    turned = seen.T
    return [turned @ back, turned @ slope, back.sum(0), active.T @ slope, slope.sum(0)]


def _learned_features(texts: Iterable[Examples], least: int) -> list[str]:
    counts: Counter[str] = Counter()
    for examples in texts:
        counts.update({name for example in examples for name in example.features})
    return sorted(name for name, count in counts.items() if count >= least and "\n" not in name)


def _arrays(
    texts: Iterable[Examples], names: list[str], predicates: list[str]
) -> tuple[Any, Any, Any]:
    """The features ``[examples, features]``, what is right, and what is known to be so or not."""
    examples = [example for one in texts for example in one]
    rows = {name: number for number, name in enumerate(names)}
    columns = {name: number for number, name in enumerate(predicates)}
    indices: list[int] = []
    starts = [0]
    right = np.zeros((len(examples), len(predicates)), np.float32)
    known = np.zeros_like(right)
    for number, example in enumerate(examples):
        indices += [rows[name] for name in example.features if name in rows]
        starts.append(len(indices))
        pair = example.pair
        for predicate in predicates_between(pair.subject.type, pair.object.type):
            if predicate in columns and predicate not in example.unclear:
                known[number, columns[predicate]] = 1
                right[number, columns[predicate]] = predicate in example.right
    ones = np.ones(len(indices), np.float32)
    shape = (len(examples), len(names))
    return csr_matrix((ones, indices, starts), shape), right, known
