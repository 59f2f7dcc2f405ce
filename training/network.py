"""The encoder as a function of its weights in jax, so that it can be trained further."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

from training.products import times

HEADS = 8


def embed(weights: Any, ids: Any) -> Any:
    """The rows that the first layer takes, ``[texts, tokens, 512]``."""
    rows = weights["words"][ids] + weights["places"][: ids.shape[1]] + weights["kinds"][0]
    return _norm(rows, weights["norm"], weights["norm_bias"])


def encode(layers: Any, rows: Any, mask: Any, key: Any = None, dropout: float = 0.0) -> Any:
    """The rows after some layers; ``mask`` is 1 for tokens and 0 for filling.

    With a ``key`` a part ``dropout`` of what each half of a layer adds is left out at random.
    """
    hidden = (1.0 - mask[:, None, None, :]) * -1e9
    for layer in layers:
        one = two = None
        if key is not None:
            key, one, two = jax.random.split(key, 3)
        rows = rows + _dropped(_attention(layer, rows, hidden), one, dropout)
        rows = _norm(rows, layer["attention_norm"], layer["attention_norm_bias"])
        wide = times(rows, layer["intermediate"]) + layer["intermediate_bias"]
        wide = jax.nn.gelu(wide, approximate=False)
        narrow = times(wide, layer["output"]) + layer["output_bias"]
        rows = _norm(
            rows + _dropped(narrow, two, dropout), layer["output_norm"], layer["output_norm_bias"]
        )
    return rows


def _attention(layer: Any, rows: Any, hidden: Any) -> Any:
    texts, tokens, size = rows.shape

    def split(name: str) -> Any:
        values = times(rows, layer[name]) + layer[f"{name}_bias"]
        return values.reshape(texts, tokens, HEADS, size // HEADS).transpose(0, 2, 1, 3)

    query, keys, values = split("query"), split("key"), split("value")
    scores = query @ keys.transpose(0, 1, 3, 2) / (size // HEADS) ** 0.5 + hidden
    mixed = jax.nn.softmax(scores, axis=-1) @ values
    mixed = mixed.transpose(0, 2, 1, 3).reshape(texts, tokens, size)
    return times(mixed, layer["attention"]) + layer["attention_bias"]


def _norm(rows: Any, weight: Any, bias: Any) -> Any:
    mean = rows.mean(-1, keepdims=True)
    spread = ((rows - mean) ** 2).mean(-1, keepdims=True)
    return (rows - mean) / jnp.sqrt(spread + 1e-12) * weight + bias


def _dropped(rows: Any, key: Any, part: float) -> Any:
    if key is None or not part:
        return rows
    kept = jax.random.bernoulli(key, 1.0 - part, rows.shape)
    return jnp.where(kept, rows / (1.0 - part), 0.0)
