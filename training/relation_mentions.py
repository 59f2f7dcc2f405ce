"""Mentions as the finders would give them for texts that they were not trained on.

The shipped tagger has seen the texts of the part ``train``: there it finds what it would not find
elsewhere, and a scorer of relations would never learn of false mentions.  So a simple tagger is
trained without each fifth of the texts, on the vectors of the encoder as it was before training.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gaoxin.extraction import encoding
from gaoxin.extraction.encoding.encoder import DIMENSION, Encoder
from gaoxin.extraction.mentions.find_mentions import find_mentions
from gaoxin.extraction.mentions.known_names import KnownNames
from gaoxin.extraction.proposals import EntityMention
from gaoxin.extraction.tagging.tagger import first_characters, mentions_of
from gaoxin.extraction.tagging.tags import TAGS, TYPES
from training.base_encoder import base_encoder
from training.corpus import LabelledText
from training.names import names_in
from training.steps import Adam

FOLDS = 5
_DOUBT = 0.5
"""Taken from the score of "no name".  The shipped tagger has its own value
(:attr:`training.tagger.Plan.doubt`)."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The first characters of the tokens of a text, their vectors, and their tags."""

    places: NDArray[np.int64]
    vectors: NDArray[np.float32]
    tags: NDArray[np.int64]


def fold_of(ident: str) -> int:
    """The fifth of the texts that a text belongs to; it depends on its id only."""
    return int(hashlib.sha256(f"f{ident}".encode()).hexdigest(), 16) % FOLDS


def unseen_mentions(
    texts: Sequence[LabelledText], names: KnownNames
) -> list[tuple[EntityMention, ...]]:
    """The mentions of each text, by a tagger that was trained on the texts of the other folds."""
    vocabulary = (Path(encoding.__path__[0]) / "weights" / "vocab.txt").read_bytes().decode()
    encoder = Encoder(base_encoder(), vocabulary)
    tokens = [_tokens(text, encoder) for text in texts]
    folds = [fold_of(text.ident) for text in texts]
    found: dict[int, tuple[EntityMention, ...]] = {}
    for fold in range(FOLDS):
        matrix, offsets = _train([t for t, f in zip(tokens, folds, strict=True) if f != fold])
        for number, text in enumerate(texts):
            if folds[number] == fold:
                tagged = _tagged(text, tokens[number], matrix, offsets)
                found[number] = find_mentions(text.article, names, tagged)
    return [found[number] for number in range(len(texts))]


def _tokens(text: LabelledText, encoder: Encoder) -> Tokens:
    vectors = encoder.vectors(text.article.text)
    places = first_characters(vectors)
    tags = np.zeros(len(text.article.text), np.int64)
    for span, kind in names_in(text):
        tags[span.start] = 1 + 2 * TYPES.index(kind)
        tags[span.start + 1 : span.end] = 2 + 2 * TYPES.index(kind)
    return Tokens(places, vectors[places], tags[places])


def _train(
    texts: list[Tokens], epochs: int = 6, rate: float = 2e-3, batch: int = 512
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A matrix from vectors to tags, and offsets: softmax regression by Adam."""
    vectors = np.concatenate([text.vectors for text in texts])
    tags = np.concatenate([text.tags for text in texts])
    random = np.random.default_rng(1)
    learnt = [np.zeros((DIMENSION, TAGS), np.float32), np.zeros(TAGS, np.float32)]
    adam = Adam(learnt)
    for epoch in range(epochs):
        order = random.permutation(len(tags))
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            seen = vectors[chosen]
            scores = seen @ learnt[0] + learnt[1]
            slopes = np.exp(scores - scores.max(1, keepdims=True))
            slopes /= slopes.sum(1, keepdims=True)
            slopes[np.arange(len(chosen)), tags[chosen]] -= 1
            slopes /= len(chosen)
            adam.step([seen.T @ slopes, slopes.sum(0)], rate * (1 - epoch / epochs) + 1e-4)
    return learnt[0], learnt[1]


def _tagged(
    text: LabelledText, tokens: Tokens, matrix: NDArray[np.float32], offsets: NDArray[np.float32]
) -> list[EntityMention]:
    scores = tokens.vectors @ matrix + offsets
    scores[:, 0] -= _DOUBT
    ends = [*tokens.places[1:].tolist(), len(text.article.text)]
    return mentions_of(text.article.text, scores, tokens.places.tolist(), ends)
