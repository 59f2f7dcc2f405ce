"""Answers that take long and are asked for again: kept by the worker for their generation."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from gaoxin.language import language
from gaoxin.model import Answer
from gaoxin.service.lookups.lookup_request import LookupRequest

MOST_ROWS = 200_000
"""So many rows are kept in all; the answers asked for longest ago go first."""

_kept: OrderedDict[Hashable, Answer] = OrderedDict()


def kept_answer(asked: LookupRequest, name: Hashable, find: Callable[[], Answer]) -> Answer:
    """The answer of ``find``, from memory if it was asked for before; do not change it.

    ``name`` says what is asked, with all that the answer depends on besides the generation and
    the language.
    """
    key = (asked.generation.manifest.digest, language(), name)
    if key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    found = find()
    if len(found.rows) <= MOST_ROWS:
        _kept[key] = found
        while sum(len(answer.rows) for answer in _kept.values()) > MOST_ROWS:
            _kept.popitem(last=False)
    return found
