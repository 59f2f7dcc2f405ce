"""Whether the cells of a column are what its header promises.

所在地 may hold cities or streets, 板块 a stock exchange or a part of a zone.  One cell that does
not fit is a problem of its row; if most do not, the column holds something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from gaoxin.graph.names.name_endings import kind_told_by
from gaoxin.loaders.lists.award_cells import names_award
from gaoxin.loaders.lists.cell_values import read_numbers, read_yes_no
from gaoxin.loaders.lists.implied_zone import zone_named
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.loaders.lists.listing_cells import is_about_listing
from gaoxin.loaders.lists.place_context import begins_with_division
from gaoxin.loaders.lists.planned_words import PROMISED, planned_cell, status_of_cell
from gaoxin.loaders.tables.placeholders import is_placeholder
from gaoxin.ontology.characters import half_width
from gaoxin.ontology.check_characters import is_credit_code
from gaoxin.ontology.terms import vocabulary

_ZONE = re.compile(
    "(?:高新区|高新技术(?:产业)?(?:开发)?区|开发区|经开区|自贸区|保税区|新区|示范区)$"
)
"""Endings of zones that the graph may have; 软件产业园 is a part of one."""
_ADDRESS = re.compile(
    r"\d+号|(?<!电)路|大道|[街巷弄里村镇乡区园城港岛湾湖山桥洲河江座楼层厦片广场心地团社](?:$|[\d(（、，,/-])"
)
_CODE = re.compile(r"[0-9A-Za-z]{18}")


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
    elif meaning.means == "kind":
        fits = _is_kind
    elif meaning.means == "locatedIn" and _is_division(meaning.type):
        fits = _is_place
    else:
        return False
    told = [text for text in samples if not is_placeholder(text)]
    return bool(told) and 2 * sum(map(fits, told)) < len(told)


def _is_division(type_: str) -> bool:
    terms = vocabulary()
    return type_ in terms.classes and terms.is_a(type_, ["AdministrativeDivision"])


def _is_listing(text: str) -> bool:
    try:
        read_yes_no(text)
    except ValueError:
        return is_about_listing(text)
    return True


def _is_kind(text: str) -> bool:
    """Whether a text names a kind of thing, and no recognition (瞪羚, 国家级小巨人)."""
    return not names_award(text)


def _is_place(text: str) -> bool:
    """Whether a text names a division or a zone, or an address that begins with a division."""
    return bool(
        re.fullmatch(r"\d{6}", text)
        or zone_named(text)
        or kind_told_by(text) == "division"
        or _ZONE.search(text)
        or begins_with_division(text)
    )


def are_places(samples: Sequence[str]) -> bool:
    """Whether most of some texts name divisions or zones."""
    told = [text for text in samples if not is_placeholder(text)]
    return bool(told) and 2 * sum(map(_is_place, told)) > len(told)


def are_addresses(samples: Sequence[str]) -> bool:
    """Whether at least half of some texts may be places: streets, parks, buildings.

    >>> are_addresses(["科学城", "国际生物岛"]), are_addresses(["新一代信息技术", "集成电路"])
    (True, False)
    """
    told = [text for text in samples if not is_placeholder(text)]
    return bool(told) and 2 * sum(bool(_ADDRESS.search(text)) for text in told) >= len(told)


def are_no_codes(samples: Sequence[str]) -> bool:
    """Whether most of several values look like credit codes and fail the check.

    One wrong code is a problem of its row.  If most are wrong, the column holds something else,
    and the rows are known by their names.
    """
    values = [_CODE.fullmatch(half_width(value)) for value in samples]
    codes = [found[0].upper() for found in values if found]
    return len(codes) > 2 and 2 * sum(map(is_credit_code, codes)) < len(codes)


def are_statuses(samples: Sequence[str], *, is_known: bool) -> bool:
    """Whether cells say of the figures of their rows that they are targets, or were reached.

    ``is_known``: the header means something else (备注); it is followed unless a cell says 目标.
    """
    said = [status_of_cell(text) for text in samples]
    return bool(said) and all(said) and not (is_known and set(said).isdisjoint(PROMISED))


def has_unit(text: str) -> bool:
    """Whether the number in a cell has a unit."""
    try:
        return any(number.unit for number in read_numbers(planned_cell(text).text))
    except ValueError:
        return False
