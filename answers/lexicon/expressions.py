"""Years, periods, bounds, ranks and counts in a sentence: what rules read instead of phrases.

====================  ==========================  ==============================================
kind                  example                     value
====================  ==========================  ==============================================
``period``            2022年前三季度              ``2022-01/2022-09``, as in the column ``time``
``number``            超过500亿元                 the number in its base unit, 50000000000
``top``               前三、十强                  how many from the top
``rank``              第三名                      the place
====================  ==========================  ==============================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from gaoxin.answers.lexicon import numerals
from gaoxin.answers.lexicon.numerals import read_number
from gaoxin.answers.lexicon.sentences import read_sentence
from gaoxin.graph.facts.units import normalise
from gaoxin.graph.facts.written_periods import period_of


@dataclass(frozen=True, slots=True)
class Expression:
    """What a rule read in a sentence, ``sentence[start:end]``.

    ``relation`` says how the value bounds what is asked for: ``>``, ``>=``, ``<``, ``<=``, ``~``
    for a number; ``until``, ``since``, ``before``, ``after`` for a period; ``""`` for the value
    itself.  ``unit`` is the base unit of a number.
    """

    start: int
    end: int
    text: str
    kind: str
    value: str
    relation: str = ""
    unit: str = ""


_FOUR_DIGITS = r"(?:19|20)\d\d"
_NO_YEAR = r"(?!\d|\.\d|[亿万家个名条元人项亩吨多]|平方|公顷)"
"""What stands behind four digits that are a number of things."""
YEAR = re.compile(rf"(?<![\d.]){_FOUR_DIGITS}{_NO_YEAR}")
"""A year in four digits."""
_SHORT_YEAR = r"(?<![\d.续近了])'?(?P<short>[0-3]\d)(?=年(?![来间后内多]|前(?![\d一二两三四五十])))"
"""A year in two digits (24年) that is no length of time (近20年, 15年来, 10年前)."""
SHORT_YEAR = re.compile(f"{_SHORT_YEAR}年")
_YEAR = (
    rf"(?<![\d.])(?:(?P<year>{_FOUR_DIGITS}){_NO_YEAR}"
    r"|(?P<hanyear>[一二][〇零九][〇零一二三四五六七八九]{2})(?=年))"
)
_PERIOD = re.compile(
    r"(?P<before>截至|截止到?|到|至|自|从|since |from |by |until |before |after |as of )?(?:"
    + _YEAR
    + f"|{_SHORT_YEAR})"
    r"(?:年度?|财年)?(?:"
    r"(?:-|—|–|~|至|到|年至|年到)(?P<last>(?:19|20)\d\d)年?"
    r"|(?P<months>[1-9]|1[0-2])(?:-|—|至|到|~)(?P<endmonth>[1-9]|1[0-2])月(?:份)?"
    r"|(?P<month>[1-9]|0[1-9]|1[0-2])月(?:份)?(?:(?P<day>[12]\d|3[01]|0?[1-9])[日号])?"
    r"|第?(?P<quarter>[一二三四1-4])季度?|q(?P<q>[1-4])"
    r"|前(?P<quarters>[二两三23])个?季度?|(?P<half>[上下])半年)?(?:年?[底末初终])?"
    r"(?P<after>以来|以前|之前|以后|之后|前(?![\d一二两三四五十])|起|后|为止)?"
)
_BOUNDS_BEFORE = {
    ("截至", "截止", "截止到", "到", "至", "until", "as of", "by"): "until",
    ("自", "从", "since", "from"): "since",
    ("before",): "before",
    ("after",): "after",
}
_BOUNDS_AFTER = {
    ("以来", "起"): "since",
    ("以前", "之前", "前"): "before",
    ("以后", "之后", "后"): "after",
    ("为止",): "until",
}
_OPERATORS = {
    ">": "超过 突破 大于 高于 多于 逾 超出 远超 破 过 more_than over above greater_than exceeding",
    ">=": "不少于 不低于 至少 起码 不小于 达到 at_least no_less_than",
    "<": "不到 不足 低于 少于 小于 未达 没到 不满 less_than below under fewer_than",
    "<=": "不超过 至多 最多 不多于 不高于 不大于 顶多 at_most no_more_than up_to",
    "~": "约 大约 将近 接近 近 差不多 about around nearly approximately",
}
_BEHIND = {
    ">=": "以上 及以上 往上 or_more",
    "<=": "以下 以内 之内 及以下 or_less",
    "~": "左右 上下 前后",
    ">": "多 余 开外",
}
_COUNTED = "家 个 项 条 名 位 人 座 所 款 种 件 次 场 期 届 支 亩 公顷 平方公里 平方米 吨 倍 户"
_MONEY = "元 美元 人民币 块钱 块 美金"
_RATES = "% 个百分点 百分点 个点 percent"
_ENGLISH_UNITS = {"yuan": "元", "rmb": "元", "dollars": "美元", "usd": "美元", "percent": "%"}
_SAME_UNITS = {"块钱": "元", "块": "元", "人民币": "元", "美金": "美元", "个点": "%"}
_SAME_UNITS |= {"个百分点": "%", "百分点": "%"} | _ENGLISH_UNITS


def _any(words: str) -> str:
    """A pattern for one of the words, the longest first; ``_`` stands for a blank."""
    listed = sorted(words.split(), key=len, reverse=True)
    return "|".join(re.escape(word.replace("_", " ")) for word in listed)


_UNIT = _any(f"{_COUNTED} {_MONEY} {_RATES} {' '.join(_ENGLISH_UNITS)}")
_NUMBER = re.compile(
    rf"(?:(?P<operator>{_any(' '.join(_OPERATORS.values()))})了?\s*)?(?P<percent>百分之)?"
    rf"(?P<number>{numerals.LATIN}{numerals.FACTOR}?(?:\s*{numerals.ENGLISH_FACTOR})*"
    rf"(?:(?![\da-z])|(?={numerals.ENGLISH_UNIT}))"
    rf"|{numerals.CHINESE})"
    rf"(?P<more>[多余](?=[万亿家个项条元名人]))?(?P<later>[万亿]+)?\s*(?P<unit>{_UNIT})?"
    rf"(?:\s*(?P<behind>{_any(' '.join(_BEHIND.values()))}))?"
)
_TOP = re.compile(
    rf"(?:前|(?<![a-z])top\s*)(?P<n>\d{{1,3}}|{numerals.CHINESE})"
    r"(?:名|位|强|家|个)?(?!季度?|个季度|年|个月)"
    rf"|(?P<strong>\d{{1,4}}|{numerals.CHINESE})强"
)
_RANK = re.compile(
    rf"第(?P<n>\d{{1,4}}|{numerals.CHINESE})(?:名|位)?(?!季度?|产业|个|家|大|次|届|期|批|师|八师|代|号|条|医院|中学)"
    r"|(?<![a-z])no\.?\s*(?P<no>\d{1,4})"
)


def expressions(sentence: str) -> list[Expression]:
    """The expressions in ``sentence``, in the order in which they stand there; none overlap.

    >>> [(e.kind, e.value, e.relation) for e in expressions("2025年要超过500亿元的")]
    [('period', '2025', ''), ('number', '50000000000', '>')]
    """
    read = read_sentence(sentence)
    text = read.text
    found: list[Expression] = []
    rules = {"period": _periods, "top": _tops, "rank": _ranks, "number": _numbers}
    for kind, rule in rules.items():
        for reading in rule(text):
            start, end = read.places[reading.start], read.places[reading.end - 1] + 1
            if all(end <= other.start or other.end <= start for other in found):
                written = sentence[start:end]
                found.append(replace(reading, start=start, end=end, text=written, kind=kind))
    return sorted(found, key=lambda expression: expression.start)


def _reading(
    match: re.Match[str],
    value: str,
    relation: str = "",
    unit: str = "",
) -> Expression:
    """An expression at its place in the compared text, still without its kind and written text."""
    return Expression(match.start(), match.end(), "", "", value, relation, unit)


def _periods(text: str) -> Iterator[Expression]:
    for match in _PERIOD.finditer(text):
        part = match.groupdict()
        year = part["year"] or part["hanyear"] or f"20{part['short']}"
        bound = _bound(part["before"], part["after"])
        if period := _edtf(year, part):
            yield _reading(match, period, bound)


def _edtf(year: str, part: dict[str, str | None]) -> str:
    """The period as the column ``time`` writes it; ``""`` if it does not exist (31 February)."""
    try:
        return period_of(
            year,
            part["months"] or part["month"] or "",
            part["day"] or "",
            last_year=part["last"] or "",
            last_month=part["endmonth"] or "",
            quarter=part["quarter"] or part["q"] or "",
            half=part["half"] or "",
            quarters=part["quarters"] or "",
        )
    except ValueError:
        return ""


def _bound(before: str | None, after: str | None) -> str:
    for word, bounds in ((after, _BOUNDS_AFTER), ((before or "").strip(), _BOUNDS_BEFORE)):
        for words, relation in bounds.items():
            if word in words:
                return relation
    return ""


def _tops(text: str) -> Iterator[Expression]:
    for match in _TOP.finditer(text):
        number = read_number(match["n"] or match["strong"])
        if number:
            yield _reading(match, str(number))


def _ranks(text: str) -> Iterator[Expression]:
    for match in _RANK.finditer(text):
        number = read_number(match["n"] or match["no"])
        if number:
            yield _reading(match, str(number))


def _numbers(text: str) -> Iterator[Expression]:
    for match in _NUMBER.finditer(text):
        part = match.groupdict()
        is_han = not part["number"][0].isdigit()
        if is_han and not (part["unit"] or part["percent"] or part["operator"]):
            continue
        if part["number"] == "一" and not part["operator"]:
            continue  # 一个, 一家: no count
        number = read_number(part["number"])
        if number is None:
            continue
        if part["later"]:
            number *= read_number("一" + part["later"]) or Decimal(1)
        unit = "%" if part["percent"] else part["unit"] or ""
        unit = _SAME_UNITS.get(unit, unit)
        value, unit = normalise(_plain(number), unit)
        relation = _operator(part["operator"], _OPERATORS) or _operator(part["behind"], _BEHIND)
        if not relation and part["more"]:
            relation = ">"
        yield _reading(match, value, relation, unit)


def _operator(word: str | None, operators: dict[str, str]) -> str:
    wanted = (word or "").replace(" ", "_")
    return next((sign for sign, words in operators.items() if wanted in words.split()), "")


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
