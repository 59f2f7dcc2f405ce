"""Whether the cells of a column are what its header promises.

所在地 may hold cities or streets, 板块 a stock exchange or a part of a zone.  One cell that does
not fit is a problem of its row; if most do not, the column holds something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from gaoxin.graph.names.name_endings import kind_told_by
from gaoxin.loaders.lists.cell_values import read_yes_no
from gaoxin.loaders.lists.implied_zone import zone_named
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.loaders.lists.listing_cells import is_about_listing
from gaoxin.loaders.lists.place_context import begins_with_division
from gaoxin.loaders.tables.placeholders import is_placeholder

_DIVISIONS = ("Province", "City", "County")


def are_others(meaning: Meaning, samples: Sequence[str]) -> bool:
    """Whether most of the first cells of a column are something else than ``meaning`` says.

    >>> are_others(Meaning("locatedIn", "City"), ["科学城", "国际生物岛"])
    True
    >>> are_others(Meaning("listing"), ["科创板", "否"])
    False
    """
    fits: Callable[[str], bool]
    if meaning.means == "listing":
        fits = _is_listing
    elif meaning.means == "locatedIn" and meaning.type in _DIVISIONS:
        fits = _is_place
    else:
        return False
    told = [text for text in samples if not is_placeholder(text)]
    return bool(told) and 2 * sum(map(fits, told)) < len(told)


def _is_listing(text: str) -> bool:
    try:
        read_yes_no(text)
    except ValueError:
        return is_about_listing(text)
    return True


def _is_place(text: str) -> bool:
    """Whether a text names a division or a zone, or an address that begins with a division."""
    return bool(
        re.fullmatch(r"\d{6}", text)
        or zone_named(text)
        or kind_told_by(text) in ("zone", "division")
        or begins_with_division(text)
    )
