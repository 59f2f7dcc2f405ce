"""Which unit the numbers of a column have.

An indicator or a property measures one kind of quantity: money, area, a share, a count.  A unit is
taken only if it measures this kind, wherever it is written (in a cell, in the header, in a column
beside it, above the table).  A number without a unit is never given one that nobody wrote, but for
plain counts (人, 家).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gaoxin.loaders.lists.cell_values import CACHED, Number
from gaoxin.loaders.lists.dictionary import catalogue_units, property_of
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.loaders.lists.written_units import is_money, quantity_of, same_quantity, split_scale

_COUNT = "count"
_ANY = "个"
"""The measure word that may count anything; 家 counts no people."""
_NEVER_NEGATIVE = frozenset((_COUNT, "area", "power", "length", "mass"))
_CHANGE = re.compile(r"净|增|减|变[化动]|差|升降|同比|环比")
"""Words in the name of an indicator by which it is a change or a difference."""
# What the last word of an indicator's name says that it measures.
_NAMED = (
    ("", re.compile(r"^(?:[人亩地户]均|每)|(?:名额|配额|功率|汇率|频率|效率|容积率|周转率)$")),
    ("%", re.compile(r"(?:率|占比|比重|比例|增速|增幅|百分比)$")),
    ("公顷", re.compile(r"面积$")),
    (
        "元",
        re.compile(
            r"(?:额|产值|增加值|市值|估值|收入|营收|利润|税|税收|税费|资产|负债|资本|资金|经费|费用|"
            r"成本|支出|投资|投入|GDP)(?:合计|总计|总额)?$",
            re.IGNORECASE,
        ),
    ),
)


def usual_unit(meaning: Meaning) -> str:
    """A unit of the kind that a figure or property measures; ``""`` if the kind is not known.

    It is that of the ontology or the catalogue.  For an indicator outside the catalogue it is what
    the last word of its name tells (社会消费品零售总额 is a sum of money).

    >>> usual_unit(Meaning("figure", indicator="从业人员期末数"))
    '人'
    """
    term = property_of(meaning.means)
    if term is not None:
        return term.unit
    name = meaning.indicator
    if known := catalogue_units().get(name) or meaning.unit:
        return known
    return next((unit for unit, ending in _NAMED if ending.search(name)), "")


def takes_unit(meaning: Meaning) -> bool:
    """Whether the cells of a column are numbers with units."""
    term = property_of(meaning.means)
    return meaning.means in ("figure", "value") or bool(term and term.unit)


@lru_cache(maxsize=CACHED)
def fits(unit: str, usual: str) -> bool:
    """Whether a unit measures what ``usual`` measures; any unit fits an unknown kind.

    The numerator alone is enough where the name says the rest (每万人发明专利, in 件).
    """
    if not unit or not usual:
        return True
    numerator, _, denominator = usual.partition("/")
    return same_quantity(unit, usual) or (bool(denominator) and same_quantity(unit, numerator))


def unit_above(units: Sequence[str], usual: str) -> str:
    """The unit above the table that belongs to numbers of a kind; ``""`` if none or several do.

    A measure word is for what it counts: 万人 above the table is no unit of a number of firms.

    >>> unit_above(("万元", "万人"), "亿元"), unit_above(("万元", "万人"), "家")
    ('万元', '')
    """
    if not usual:
        return ""
    base = split_scale(usual)[1]
    same = [unit for unit in units if split_scale(unit)[1] == base]
    if not same and quantity_of(usual) == _COUNT:
        same = [unit for unit in units if split_scale(unit)[1] == _ANY]
    elif not same:
        same = [unit for unit in units if same_quantity(unit, usual)]
    return same[0] if len(same) == 1 else ""


def own_count(usual: str) -> str:
    """The unit of a count (人, 家), which people leave out; ``""`` for other kinds and 万人."""
    return usual if quantity_of(usual) == _COUNT and not split_scale(usual)[0] else ""


@lru_cache(maxsize=CACHED)
def completed(unit: str, usual: str) -> str:
    """A unit that is a mere scale (亿), with the base of the usual unit; others as they are.

    In what currency 5亿 is remains open where the usual one is not the yuan.
    """
    scale, base = split_scale(unit)
    own = split_scale(usual)[1]
    is_open = is_money(usual) and own != "元"
    return scale + own if scale and not base and own and not is_open else unit


def missing_unit(usual: str) -> tuple[str, str]:
    """The reason for leaving out a number without a unit, and what to do, in both languages."""
    if is_money(usual):
        choices, choices_en = "元、万元还是亿元", "元, 万元 or 亿元"
    elif quantity_of(usual) == "area":
        choices, choices_en = "亩、公顷还是平方公里", "亩, 公顷 or 平方公里"
    elif split_scale(usual)[0] and "/" not in usual:
        base = split_scale(usual)[1]
        choices, choices_en = f"{base}还是{usual}", f"{base} or {usual}"
    else:
        choices = choices_en = usual
    return (
        f"没有写单位（{choices}）；请写在表头的括号里，或写在数的后面",
        f"no unit is given ({choices_en}); write it in brackets into the header, or behind the "
        "number",
    )


def unclear_unit(units: Sequence[str]) -> tuple[str, str]:
    """The reason for leaving out numbers of an unknown kind below a line of units."""
    return (
        f"不知道表头之上的单位（{'、'.join(units)}）是不是它的；请写在表头的括号里，或写在数的后面",
        f"it is unclear whether the unit above the header ({', '.join(units)}) is its own; write "
        "its unit in brackets into the header, or behind the number",
    )


def _name_of(meaning: Meaning) -> tuple[str, str]:
    """The name of what a column measures, in both languages."""
    term = property_of(meaning.means)
    return (term.label_zh, term.label_en) if term else (meaning.indicator, meaning.indicator)


def wrong_unit(unit: str, meaning: Meaning, usual: str) -> tuple[str, str]:
    """The reason for refusing a unit of another kind, in both languages."""
    name, name_en = _name_of(meaning)
    if not split_scale(unit)[1]:
        return (
            f"「{unit}」没有写明是什么单位；请写全，如 {unit}{split_scale(usual)[1]}",
            f"{unit} does not say the whole unit; write it in full, as in "
            f"{unit}{split_scale(usual)[1]}",
        )
    return (
        f"单位「{unit}」不是「{name}」的单位（它以{usual}之类计）；请改正单位或表头",
        f"{unit} is no unit of {name_en} (it is measured in {usual} or the like); correct the "
        "unit or the header",
    )


def may_be_negative(meaning: Meaning, unit: str) -> bool:
    """Whether a number may be below zero: sums of money, shares and changes, but no counts.

    ``unit`` is the complete unit of the number.

    >>> may_be_negative(Meaning("figure", indicator="利润总额"), "万元")
    True
    >>> may_be_negative(Meaning("figure", indicator="从业人员期末数"), "人")
    False
    """
    if property_of(meaning.means) is not None:  # capital, total investment, area
        return False
    if _CHANGE.search(meaning.indicator):
        return True
    return not _NEVER_NEGATIVE.issuperset(quantity_of(unit).split("/"))


def _negative(meaning: Meaning) -> tuple[str, str]:
    """The reason for refusing a number below zero, in both languages."""
    name, name_en = _name_of(meaning)
    return (
        f"「{name}」不会是负数；请改正，不知道就留空",
        f"{name_en} is never below zero; correct it, or leave the cell empty",
    )


class CellUnits:
    """Gives the numbers in the cells of one column their units.

    ``meaning`` is that of the column; its ``unit`` is the one that the header states.
    """

    def __init__(self, meaning: Meaning) -> None:
        self.meaning, self.usual = meaning, usual_unit(meaning)
        self._with_units: bool | None = None

    def settled(self, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
        """The numbers with complete units.

        Raises:
            ValueError: a number has no unit or one of another kind, or cells of the column have
                units and others none; ``args`` are the reason in both languages.
        """
        return tuple(self._settled(number) for number in numbers)

    def _settled(self, number: Number) -> Number:
        unit = completed(number.unit, self.usual)
        if not unit:
            # 0 is the same in each unit.
            unit = self.usual if number.value == "0" else own_count(self.usual)
            if self.usual and not unit:
                raise ValueError(*missing_unit(self.usual))
        if not fits(unit, self.usual):
            raise ValueError(*wrong_unit(unit, self.meaning, self.usual))
        if number.value.startswith("-") and not may_be_negative(self.meaning, unit):
            raise ValueError(*_negative(self.meaning))
        if not self.usual:
            self._check_same(bool(unit), number)
        return number if unit == number.unit else number._replace(unit=unit)

    def _check_same(self, has_unit: bool, number: Number) -> None:
        """Refuse a number without a unit among others with units, and the reverse."""
        if number.value == "0" and not has_unit:
            return
        if self._with_units is None:
            self._with_units = has_unit
        if self._with_units != has_unit:
            raise ValueError(
                "这一列有的数写了单位，有的没有；请都写上",
                "some numbers of this column have a unit and others have none; write it to each",
            )
