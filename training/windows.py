"""Labelled texts as arrays: windows of tokens with their tags."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from gaoxin.extraction.encoding.tokenizer import NO_TOKEN, Tokenizer
from gaoxin.extraction.tagging.tags import TYPES, begins
from training.augmentation import NamedText, with_other_names

_LEAST_TOKENS = 8
"""Shorter windows, the rests of texts, teach nothing."""


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens that are read together, with their tags."""

    ids: list[int]
    tags: list[int]


@dataclass(frozen=True, slots=True)
class Cutting:
    """How windows are made: tokens in each, the part of names that is exchanged for others, the
    part of tokens that is hidden.
    """

    tokens: int = 254
    exchanged: float = 0.0
    masked: float = 0.0


def tagged_tokens(text: NamedText, tokenizer: Tokenizer) -> Window:
    """All tokens of a text with their tags."""
    tokens = tokenizer.tokens(text.text)
    tags = [0] * len(tokens.ids)
    for span, kind in text.names:
        owners = [n for n in tokens.of_character[span.start : span.end] if n != NO_TOKEN]
        for owner in owners:
            tags[owner] = begins(TYPES.index(kind)) + 1
        if owners:
            tags[owners[0]] -= 1
    return Window(list(tokens.ids), tags)


def windows_of(
    texts: list[NamedText],
    names: dict[str, list[str]],
    cutting: Cutting,
    tokenizer: Tokenizer,
    random: Random,
) -> list[Window]:
    """The windows of all texts; a long text is cut at other places each time."""
    found: list[Window] = []
    for text in texts:
        other = with_other_names(text, names, cutting.exchanged, random)
        whole = tagged_tokens(other, tokenizer)
        size = len(whole.ids)
        start = -random.randrange(cutting.tokens) if size > cutting.tokens else 0
        for place in range(start, size, cutting.tokens):
            chosen = slice(max(place, 0), place + cutting.tokens)
            if len(whole.ids[chosen]) > _LEAST_TOKENS:
                found.append(Window(whole.ids[chosen], whole.tags[chosen]))
    return found


def arrays_of(found: list[Window], cutting: Cutting, tokenizer: Tokenizer, random: Random) -> Any:
    """Ids, mask (1 for tokens) and tags (-1 where nothing is learnt), ``[windows, tokens + 2]``."""
    shape = len(found), cutting.tokens + 2
    ids, mask = np.zeros(shape, np.int32), np.zeros(shape, np.float32)
    tags = np.full(shape, -1, np.int32)
    for row, window in enumerate(found):
        size = len(window.ids)
        read = [tokenizer.mask if random.random() < cutting.masked else n for n in window.ids]
        ids[row, : size + 2] = [tokenizer.start, *read, tokenizer.end]
        mask[row, : size + 2] = 1
        tags[row, 1 : size + 1] = window.tags
    return ids, mask, tags
