"""Numbers in answers, in the same form whichever engine they come from."""

from __future__ import annotations

import math


def number(value: float) -> int | float | str:
    """Return a whole float as ``int``, and NaN and infinity as text, because JSON has neither.

    >>> number(1200.0), number(69.7), number(float("nan"))
    (1200, 69.7, 'nan')
    """
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() and abs(value) < 2**53 else value
