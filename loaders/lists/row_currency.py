"""A column of currencies (币种): in which currency the amounts of its row are.

``500`` under 注册资本（万元） is 500 万美元 in a row whose 币种 is 美元.  A currency that cannot be
read, or that contradicts the cell or its header, leaves the amount out: a sum in the wrong currency
looks like any other sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from gaoxin.loaders.lists.cell_values import CACHED, Number, read_numbers
from gaoxin.loaders.lists.column_units import takes_unit, usual_unit
from gaoxin.loaders.lists.dictionary import catalogue_units, property_of
from gaoxin.loaders.lists.find_table import SEARCHED, FoundTable, samples_of
from gaoxin.loaders.lists.header_forms import compared_forms, folded
from gaoxin.loaders.lists.header_reading import HeaderReader
from gaoxin.loaders.lists.list_mapping import ListColumn, Meaning
from gaoxin.loaders.lists.row_draft import UnclearCellError
from gaoxin.loaders.lists.unit_lines import read_units
from gaoxin.loaders.lists.vague_numbers import check_number
from gaoxin.loaders.lists.written_units import (
    CURRENCIES,
    canonical_unit,
    quantity_of,
    split_scale,
    with_currency,
)
from gaoxin.loaders.tables.placeholders import is_placeholder
from gaoxin.ontology.terms import vocabulary

_WORD = r"(?:币种|币别|币制|货币|currency)(?:种类|类型|类别|名称|代码|单位|code)?"
_OF_AMOUNT = re.compile(rf"(.+?)[(/_-]?的?{_WORD}\)?|{_WORD}\((.+)\)")
_BETWEEN = re.compile(r"[/|、,，;；_\-—]|[和及与或]")
_YUAN = re.compile(r"人民币|rmb|cny|renminbi")
_SPOKEN = {
    spoken: unit
    for unit, listed in (
        ("元", "yuan renminbi chineseyuan chinayuan rmbyuan 人民币圆 中国元"),
        ("美元", "usdollar usdollars americandollar 美国美元 美国元"),
        ("港元", "hongkongdollar hongkongdollars hkdollar 香港元 香港币 港纸"),
        ("欧元", "euro euros 欧洲欧元 欧盟欧元"),
        ("日元", "yen japaneseyen 日本元 日本日元"),
        ("英镑", "poundsterling britishpound 英国英镑"),
        ("新加坡元", "singaporedollar 新元"),
        ("韩元", "koreanwon won 韩国元"),
        ("澳元", "australiandollar"),
        ("加元", "canadiandollar"),
        ("瑞士法郎", "swissfranc"),
        ("新台币", "台湾币 newtaiwandollar"),
    )
    for spoken in listed.split()
}
_CAPITAL = frozenset(("registeredCapital", "paidInCapital"))


def currency_meaning(
    header: tuple[str, ...], reader: HeaderReader, table: FoundTable, index: int
) -> Meaning | None:
    """The meaning of a column with the currencies of one amount (注册资本币种); else ``None``.

    ``index`` is the place of the column, from 0.  Cells with digits hold amounts themselves
    (注册资本及币种).
    """
    for form in compared_forms("".join(header)):
        if found := _OF_AMOUNT.fullmatch(form):
            for entry in reader.read((found[1] or found[2],)).entries:
                if takes_unit(entry.meaning) and _is_money(usual_unit(entry.meaning)):
                    cells = samples_of(table, index, SEARCHED)
                    if any(character.isdigit() for cell in cells for character in cell):
                        return None
                    return Meaning("currency", indicator=_amount(entry.meaning))
    return None


@lru_cache(maxsize=CACHED)
def read_currency(text: str) -> tuple[str, str]:
    """The scale and the canonical currency in a cell; ``("", "")`` for an empty one.

    Raises:
        UnclearCellError: it is no currency that is known, or there are several.

    >>> read_currency("ＵＳＤ"), read_currency("人民币（CNY）"), read_currency("万美元")
    (('', '美元'), ('', '元'), ('万', '美元'))
    """
    if not text.strip() or is_placeholder(text):
        return "", ""
    words = {folded(part) for part in _BETWEEN.split(text)} - {""}
    found = {split_scale(canonical_unit(_SPOKEN.get(word, word))) for word in words}
    if len(found) != 1 or not CURRENCIES.issuperset(base for _, base in found):
        raise UnclearCellError(
            f"看不出币种「{text}」；请写一种货币，如 人民币、美元、USD",
            f"the currency {text!r} is unknown or ambiguous; write one, such as CNY or USD",
        )
    return found.pop()


def read_amounts(text: str, unit: str, currency: str) -> tuple[Number, ...]:
    """The numbers in a cell; a bare amount is in the ``currency`` of its row, if that is known.

    ``unit`` is the canonical unit of the header, ``currency`` a canonical one or ``""``.

    Raises:
        ValueError: the cell cannot be read; see :func:`read_numbers` and :func:`check_number`.
        UnclearCellError: the cell or its header is in another currency.

    >>> read_amounts("500", "万元", "美元"), read_amounts("500万美元", "万元", "")
    ((Number(value='500', unit='万美元', comparator=''),), \
(Number(value='500', unit='万美元', comparator=''),))
    """
    check_number(text)
    if not currency:
        return read_numbers(text, unit)
    for number in read_numbers(text):
        own = split_scale(number.unit)[1]
        if own not in ("", currency):
            raise UnclearCellError(*_differ(own, currency))
    of_column = with_currency(unit, currency) if unit else ""
    if unit and not of_column:
        raise UnclearCellError(*_differ(unit, currency))
    numbers = read_numbers(text, of_column)
    scaled = (with_currency(number.unit, currency) if number.unit else "" for number in numbers)
    return tuple(n._replace(unit=whole) for n, whole in zip(numbers, scaled, strict=True))


def unit_in(unit: str, currency: str) -> str:
    """A unit that another cell of the row gives (万元), in the currency of the row.

    One that names its currency itself (人民币万元) or is no sum of money stays as it is.
    """
    if not currency or _YUAN.search(folded(unit)):
        return unit
    return with_currency(canonical_unit(unit), currency) or unit


def refuse_yuan(unit: str, currency: str) -> None:
    """Refuse a unit such as 人民币万元 in a row of another currency; 万元 alone fits any.

    Raises:
        UnclearCellError: the unit names the yuan, the row another currency.
    """
    if currency not in ("", "元") and _YUAN.search(folded(unit)):
        raise UnclearCellError(*_differ(unit, currency))


class RowCurrencies:
    """The currencies of the amounts in the rows of one list.

    ``governed`` are the columns (their places, from 0) whose amounts have the currency that
    another column gives.
    """

    def __init__(self, table: FoundTable, columns: Sequence[ListColumn]) -> None:
        sources = [column for column in columns if column.meaning.means == "currency"]
        amounts = {c.index: c for c in columns if sources and _is_amount(c.meaning)}
        above = any(read_units(title) and _YUAN.search(folded(title)) for title in table.titles)
        plain = [source for source in sources if not source.meaning.indicator]
        beside = {source.index: _beside(source.index, amounts) for source in plain}
        capital = {_amount(Meaning(means)) for means in _CAPITAL}
        of_capital = [source for source in sources if source.meaning.indicator in capital]
        self.governed: dict[int, tuple[ListColumn, ...]] = {}
        self._amounts, self._in_yuan = amounts, set[int]()
        self._named, self._unsure = set[int](), set[int]()
        for index, column in amounts.items():
            name = _amount(column.meaning)
            named = [source for source in sources if name and source.meaning.indicator == name]
            near = [source for source in plain if index in beside[source.index]]
            is_capital = column.meaning.means in _CAPITAL
            others = of_capital if is_capital else []
            self.governed[index] = tuple(named or near or plain or others)
            if named:
                self._named.add(index)
            elif not (near or (plain and is_capital)) and all(
                _are_capital(beside[source.index], amounts) for source in plain
            ):  # 币种 beside the capital is a word of the register, and perhaps of nothing else
                self._unsure.add(index)
            header = folded(column.header)
            if _YUAN.search(header) or (above and not header.endswith(")")):
                self._in_yuan.add(index)
        self.governed = {index: found for index, found in self.governed.items() if found}

    def of(self, index: int, cells: Sequence[str]) -> str:
        """The currency of the amount in a column, canonical; ``""`` if the row does not say it.

        Raises:
            UnclearCellError: it is unknown, contradicts the header, or perhaps concerns others.
        """
        meaning = self._amounts[index].meaning
        scale, unit = split_scale(meaning.unit)
        own = "元" if index in self._in_yuan else unit if unit in CURRENCIES - {"元"} else ""
        if own and index in self._unsure:
            return ""
        found = {}
        for source in self.governed[index]:
            text = cells[source.index] if source.index < len(cells) else ""
            of_source, currency = read_currency(text)
            if of_source and scale and of_source != scale:
                raise UnclearCellError(*_differ(meaning.unit, of_source + currency))
            if currency:
                found[currency] = source.header
        if len(found) > 1:
            listed = list(found)
            raise UnclearCellError(*_differ(listed[0], listed[1]))
        if not found:
            return ""
        ((currency, header),) = found.items()
        if own and currency == "元" and index not in self._named:
            return ""  # the default of many lists, beside 出口额（万美元）
        if own not in ("", currency):
            raise UnclearCellError(*_differ(own, currency))
        if index in self._unsure and currency != "元":
            raise UnclearCellError(
                f"「{header}」列说的是资本，不知是否也是这一列的币种；请在数的后面写明币种",
                f"the column {header!r} is about the capital, and it is unclear whether it means "
                "this amount, too; write the currency behind the number",
            )
        return currency


def unknown_amount(meaning: Meaning, others: Iterable[Meaning]) -> str:
    """The amount that a column of currencies names, if neither another column nor the ontology nor
    the catalogue has it; else ``""``.
    """
    if meaning.means != "currency" or not meaning.indicator:
        return ""
    properties = (p for p in vocabulary().properties.values() if _is_money(p.unit))
    known = {*map(_amount, others), *(p.label_zh for p in properties), *catalogue_units()}
    return "" if meaning.indicator in known else meaning.indicator


def is_sum(meaning: Meaning, unit: str) -> bool:
    """Whether a number with this meaning and canonical unit is a sum of money (also 万元/亩)."""
    return _is_money(unit or usual_unit(meaning))


def _is_amount(meaning: Meaning) -> bool:
    """Whether a column holds sums of money, or values that may be some."""
    return meaning.means == "value" or (takes_unit(meaning) and is_sum(meaning, meaning.unit))


def _is_money(unit: str) -> bool:
    return quantity_of(unit).startswith("money")


def _amount(meaning: Meaning) -> str:
    """The name of the amount in a column: that of a property or of an indicator; else ``""``."""
    if meaning.means == "currency":
        return ""
    term = property_of(meaning.means)
    return term.label_zh if term else meaning.indicator


def _beside(index: int, amounts: dict[int, ListColumn]) -> set[int]:
    """The columns of amounts that end directly before a place, else those that begin behind it."""
    for step in (-1, 1):
        found: set[int] = set()
        at = index + step
        while at in amounts:
            found.add(at)
            at += step
        if found:
            return found
    return set()


def _are_capital(indexes: set[int], amounts: dict[int, ListColumn]) -> bool:
    return bool(indexes) and all(amounts[index].meaning.means in _CAPITAL for index in indexes)


def _differ(one: str, other: str) -> tuple[str, str]:
    return (
        f"币种不一致：{one} 与 {other}；请改正其一",
        f"the currencies {one} and {other} contradict each other; correct one of them",
    )
