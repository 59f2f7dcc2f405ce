"""What a worker computes once for a generation and keeps, because every visitor asks for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from gaoxin.language import language
from gaoxin.model import Answer
from gaoxin.service.lookups.lookup_request import LookupRequest

Result = TypeVar("Result")

_MOST = 24
"""How many results are kept."""
MOST_ROWS = 200_000
"""How many rows of answers are kept."""


class _Kept(Generic[Result]):
    """Results by what was asked; those asked for longest ago go first when they weigh too much."""

    def __init__(self, most: int, weigh: Callable[[Result], int]) -> None:
        self._most, self._weigh = most, weigh
        self._results: OrderedDict[Hashable, Result] = OrderedDict()

    def get(self, asked: LookupRequest, name: Hashable, make: Callable[[], Result]) -> Result:
        """The result of ``make`` for this generation and language, from memory if it is there."""
        key = (asked.generation.manifest.digest, language(), name)
        if key in self._results:
            self._results.move_to_end(key)
            return self._results[key]
        result = make()
        if self._weigh(result) <= self._most:
            self._results[key] = result
            while sum(map(self._weigh, self._results.values())) > self._most:
                self._results.popitem(last=False)
        return result


_results: _Kept[Any] = _Kept(_MOST, lambda result: 1)
_answers: _Kept[Answer] = _Kept(MOST_ROWS, lambda answer: len(answer.rows))


def kept(asked: LookupRequest, name: str, make: Callable[[], Result]) -> Result:
    """The result of ``make``, kept under the name.

    Only results of limited size may be kept, and only those that follow from the generation alone.
    """
    result: Result = _results.get(asked, name, make)
    return result


def kept_answer(asked: LookupRequest, name: Hashable, find: Callable[[], Answer]) -> Answer:
    """The answer of ``find``, kept; do not change it.

    ``name`` says what is asked, with all that the answer depends on besides the generation and
    the language.
    """
    return _answers.get(asked, name, find)
