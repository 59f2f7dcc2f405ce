"""What a worker computes once for a generation and keeps, because every visitor asks for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from gaoxin.language import language
from gaoxin.service.lookups.lookup_request import LookupRequest

Result = TypeVar("Result")

_MOST = 24
"""How many results are kept; those asked for longest ago go first."""

_results: OrderedDict[tuple[str, str, str], Any] = OrderedDict()


def kept(asked: LookupRequest, name: str, make: Callable[[], Result]) -> Result:
    """The result of ``make``, kept under the name for this generation and language.

    Only results of limited size may be kept, and only those that follow from the generation alone.
    """
    key = (asked.generation.manifest.digest, language(), name)
    if key not in _results:
        _results[key] = make()
        while len(_results) > _MOST:
            _results.popitem(last=False)
    _results.move_to_end(key)
    result: Result = _results[key]
    return result
