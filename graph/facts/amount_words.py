"""Amounts in words: ``>4000 家`` is "超过 4000 家" and "more than 4,000".

English has no 万 and 亿: 444.7 亿元 is 44.47 billion yuan.  Chinese measure words (家, 个) have no
English form, since the indicator says what is counted.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from gaoxin.graph.facts.units import normalise, parse_figure
from gaoxin.language import language, say
from gaoxin.ontology.terms import vocabulary

_PLURAL = {"percent": "%", "hectare": "hectares", "year": "years"}
# Units outside the ontology's scheme, as (one, several).
_MORE = {
    "倍": ("times", "times"),
    "万人": ("10,000 people", "10,000 people"),
    "人年": ("person-year", "person-years"),
    "吨标准煤": ("tonne of standard coal", "tonnes of standard coal"),
    "亩": ("mu", "mu"),
    "百分点": ("percentage point", "percentage points"),
    "个百分点": ("percentage point", "percentage points"),
    "个名次": ("place", "places"),
}
_PER = {"人": "person", "家": "firm"}
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_MONEY = ("元", "美元")
_LONG = re.compile(r"[1-9]\d{4,27}(?:\.\d{1,4})?")
"""Sums that are told in 万 or 亿; Decimal keeps all of their digits."""
_COMPARATOR = re.compile(r"(>=|<=|>|<|~)?(.*)", re.DOTALL)


def amount_words(value: str, comparator: str, unit: str) -> str:
    """A value with its comparator and unit; a value that is no number is returned as it is.

    >>> from gaoxin.language import choose_language
    >>> choose_language("zh"); amount_words("4000", ">", "家"); choose_language(None)
    '多于 4000 家'
    >>> choose_language("zh"); amount_words("80000000", "", "元"); choose_language(None)
    '8000 万元'
    >>> choose_language("en"); amount_words("444.7", "", "亿元"); choose_language(None)
    '44.47 billion yuan'
    """
    sign = comparator_word(comparator) if comparator in _comparators() else ""
    if language() == "zh":
        value, unit = _scaled(value, unit)
        joint = "" if unit in ("", "%", "‰") else " "
        words = f"{value}{joint}{unit}"
    else:
        words = _english(value, unit)
    return f"{sign} {words}" if sign else words


def _scaled(value: str, unit: str) -> tuple[str, str]:
    """Money in 万 or 亿 if it is written in full: 80000000 元 is 8000 万元."""
    if unit not in _MONEY or not _LONG.fullmatch(value):
        return value, unit
    power, scale = (8, "亿") if len(value.partition(".")[0]) > 8 else (4, "万")
    return f"{Decimal(value).scaleb(-power).normalize():f}", scale + unit


def written_amount_words(written: str, unit: str) -> str:
    """A value with its comparator before it, such as ``>=100``, in words; ``""`` for none."""
    found = _COMPARATOR.fullmatch(written)
    return amount_words(found[2], found[1] or "", unit) if found and found[2] else ""


def comparator_word(comparator: str) -> str:
    """The word for ``>=``; an unknown one is returned as it is."""
    return say(*_comparators().get(comparator, (comparator, comparator)))


def rank_words(value: str) -> str:
    """A place in a ranking: 第 7 位, "no. 7"."""
    return say(f"第 {value} 位", f"no. {value}") if value[:1].isdigit() else value


@cache
def _comparators() -> dict[str, tuple[str, str]]:
    scheme = vocabulary().schemes["ComparatorScheme"]
    return {c: (v.label_zh, v.label_en) for v in scheme.values for c in v.codes}


def _english(value: str, unit: str) -> str:
    try:
        number, _ = parse_figure(value)
    except ValueError:
        return f"{value} {unit_words(unit)}".strip()
    whole, slash, per = unit.partition("/")
    base, rest = normalise(number, whole)
    if rest == "%":
        return f"{value}%"
    if rest == "倍":
        return f"{value}-fold"
    if rest == "位" and not slash:
        return f"no. {value}"
    name = unit_words(rest, several=Decimal(base) != 1)
    said = f"{_number(Decimal(base))} {name}".strip()
    return f"{said} per {_PER.get(per) or unit_words(per) or per}" if slash else said


def unit_words(unit: str, *, several: bool = False) -> str:
    """A unit in English: ``""`` for a measure word, the unit itself where no English is known."""
    if unit in _MORE:
        return _MORE[unit][several]
    name = _units().get(unit)
    if name is None:
        number, rest = normalise("1", unit)
        if rest != unit and rest in _units():
            return f"{_number(Decimal(number))} {_units()[rest]}".strip()
        return unit
    if name == "count":
        return ""
    if not several or name == "yuan":
        return name
    return _PLURAL.get(name) or re.sub(r"^(\w+( \w+)*)$", r"\1s", name)


@cache
def _units() -> dict[str, str]:
    scheme = vocabulary().schemes["UnitScheme"]
    return {code: value.label_en for value in scheme.values for code in value.codes}


def _number(number: Decimal) -> str:
    for size, name in _SCALES:
        if abs(number) >= size:
            return f"{_plain(number / size)} {name}"
    return f"{number:,f}" if abs(number) >= 1000 else _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
