"""Train the tagger of names: the upper layers of the encoder, and a matrix from vectors to tags.

    GAOXIN_CORPUS=FOLDER python -m training.tagger [PART OF THE TEXTS]

The weights are written to ``extraction/encoding/weights`` and ``extraction/tagging/weights``.  With
a part of the texts, such as ``0.5``, nothing is written; it tells what more texts are worth.  The
dependency group ``train`` is needed.  The same labels give the same weights.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from gaoxin.extraction import encoding, tagging
from gaoxin.extraction.encoding.encoder import DIMENSION, Encoder
from gaoxin.extraction.encoding.tokenizer import Tokenizer
from gaoxin.extraction.tagging.tagger import Tagger
from gaoxin.extraction.tagging.tags import TAGS
from training.augmentation import NamedText, names_by_class
from training.base_encoder import base_encoder
from training.corpus import labelled_texts
from training.encoder_weights import Weights, read_encoder, write_layers
from training.names import names_in
from training.network import embed, encode
from training.tagger_scores import scores_of_tagger
from training.weights_files import packed, write_weights
from training.windows import Cutting, arrays_of, windows_of

ENCODER = Path(encoding.__path__[0]) / "weights"
TAGGER = Path(tagging.__path__[0]) / "weights"


@dataclass(frozen=True, slots=True)
class Plan:
    """How is trained.

    Only the layers from ``frozen`` on change, so what the lower ones give is computed once for each
    of the ``versions`` of the texts, which differ in their names.  Rates are those of the optimizer
    at their highest.  ``doubt`` is taken from the score of "no name": with 3 the whole extraction
    finds most on the part ``development`` (names alone are best with 2).
    """

    epochs: int = 8
    versions: int = 4
    batch: int = 4
    rate: float = 2e-4
    head_rate: float = 3e-3
    dropout: float = 0.1
    frozen: int = 2
    doubt: float = 3.0
    seed: int = 16
    cutting: Cutting = field(default_factory=lambda: Cutting(254, 0.35, 0.04))


@dataclass(frozen=True, slots=True)
class Version:
    """All windows of the texts in which some names are others: what the frozen layers give for them
    (16 bits), mask and tags, by windows.
    """

    rows: Any
    mask: Any
    tags: Any


@dataclass(frozen=True, slots=True)
class Learnt:
    """All layers of the encoder; matrix ``[512, TAGS]`` and offsets of the tags."""

    layers: list[Weights]
    matrix: Any
    offsets: Any


def versions_of(
    texts: list[NamedText], whole: Weights, tokenizer: Tokenizer, plan: Plan
) -> Iterator[Version]:
    """The versions of the texts; in the first one they are as they were written."""
    random = Random(plan.seed)
    names = names_by_class(texts)
    layers = whole["layers"][: plan.frozen]

    @jax.jit  # type: ignore[untyped-decorator]
    def lower(ids: Any, mask: Any) -> Any:
        return encode(layers, embed(whole["embeddings"], ids), mask).astype(jnp.bfloat16)

    for number in range(plan.versions):
        cutting = plan.cutting if number else Cutting(plan.cutting.tokens)
        cut = windows_of(texts, names, cutting, tokenizer, random)
        cut = cut[: len(cut) // plan.batch * plan.batch]
        ids, mask, tags = arrays_of(cut, cutting, tokenizer, random)
        starts = range(0, len(ids), plan.batch)
        rows = [lower(ids[i : i + plan.batch], mask[i : i + plan.batch]) for i in starts]
        yield Version(np.concatenate([np.asarray(row) for row in rows]), mask, tags)


def train(texts: list[NamedText], model: bytes, tokenizer: Tokenizer, plan: Plan) -> Learnt:
    """Train on the texts, from the encoder in ``model`` (ONNX) on."""
    whole = jax.tree.map(jnp.asarray, read_encoder(model))
    given = list(versions_of(texts, whole, tokenizer, plan))
    random = np.random.default_rng(plan.seed)
    learnt: Any = {
        "layers": whole["layers"][plan.frozen :],
        "matrix": random.normal(0, 0.02, (DIMENSION, TAGS)).astype(np.float32),
        "offsets": np.zeros(TAGS, np.float32),
    }
    steps = sum(len(given[n % plan.versions].mask) // plan.batch for n in range(plan.epochs))
    optimizer = _optimizer(plan, steps)

    def loss(learnt: Any, rows: Any, mask: Any, tags: Any, key: Any) -> Any:
        seen = encode(learnt["layers"], rows.astype(jnp.float32), mask, key, plan.dropout)
        scores = seen @ learnt["matrix"] + learnt["offsets"]
        known = tags >= 0
        each = optax.softmax_cross_entropy_with_integer_labels(scores, jnp.where(known, tags, 0))
        return jnp.where(known, each, 0).sum() / known.sum()

    @jax.jit  # type: ignore[untyped-decorator]
    def step(learnt: Any, state: Any, rows: Any, mask: Any, tags: Any, key: Any) -> Any:
        value, slopes = jax.value_and_grad(loss)(learnt, rows, mask, tags, key)
        changes, state = optimizer.update(slopes, state, learnt)
        return optax.apply_updates(learnt, changes), state, value

    state = optimizer.init(learnt)
    key = jax.random.key(plan.seed, impl="rbg")
    for number in range(plan.epochs):
        version, values = given[number % plan.versions], []
        for chosen in random.permutation(len(version.mask)).reshape(-1, plan.batch):
            key, one = jax.random.split(key)
            arrays = version.rows[chosen], version.mask[chosen], version.tags[chosen]
            learnt, state, value = step(learnt, state, *arrays, one)
            values.append(value)
        print(f"epoch {number + 1} of {plan.epochs}: loss {np.mean(values):.4f}", flush=True)
    layers = whole["layers"][: plan.frozen] + learnt["layers"]
    return Learnt(layers, np.asarray(learnt["matrix"]), np.array(learnt["offsets"]))


def _optimizer(plan: Plan, steps: int) -> Any:
    """Adam with weight decay; its rate rises over a tenth of the steps, then falls."""

    def adam(rate: float) -> Any:
        rates = optax.warmup_cosine_decay_schedule(0.0, rate, steps // 10, steps, rate / 50)
        return optax.adamw(rates, weight_decay=0.01)

    return optax.chain(
        optax.clip_by_global_norm(1.0),
        optax.multi_transform(
            {"encoder": adam(plan.rate), "head": adam(plan.head_rate)},
            {"layers": "encoder", "matrix": "head", "offsets": "head"},
        ),
    )


def main(arguments: list[str]) -> int:
    """Train, print the scores on the development part, and write the weights."""
    share = float(arguments[0]) if arguments else 1.0
    labelled = labelled_texts("train")
    labelled = labelled[: round(len(labelled) * share)]
    texts = [NamedText(text.article.text, tuple(names_in(text))) for text in labelled]
    vocabulary = (ENCODER / "vocab.txt").read_bytes().decode()
    tokenizer = Tokenizer(vocabulary.removesuffix("\n").split("\n"))
    plan = Plan()
    model = base_encoder()
    learnt = train(texts, model, tokenizer, plan)
    encoder = write_layers(model, learnt.layers)
    learnt.offsets[0] -= plan.doubt
    scores = scores_of_tagger(
        labelled_texts("development"),
        Encoder(encoder, vocabulary),
        Tagger(learnt.matrix, learnt.offsets),
    )
    print(f"{len(texts)} texts; development: {scores}")
    if share == 1.0:
        write_weights(ENCODER, "encoder.onnx", encoder)
        head = {"matrix": learnt.matrix, "offsets": learnt.offsets}
        write_weights(TAGGER, "tagger.npz", packed(head))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
