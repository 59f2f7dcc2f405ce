"""Number formats of spreadsheets: what of a cell's display belongs to its meaning.

A cell holds a number or a date; its format shows it as ``7.5%``, ``000123``, ``2018年5月`` or
``500万元``.  :func:`parse_format` reads a format code, :func:`shown` gives the text: with the
precision of the date, the leading zeros, the percent sign, the scale and the words that the user
sees, but with all digits of the number, without separators of thousands, and with a minus sign for
brackets or red.

Syntax: up to four sections (positive; negative; zero; text), each with an optional condition.
"""

from __future__ import annotations

import datetime
import operator
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

EXACT_DIGITS = 15
"""Significant digits that a spreadsheet stores."""
_EPOCHS = {False: datetime.datetime(1899, 12, 30), True: datetime.datetime(1904, 1, 1)}
_LAST_SERIAL = 2_958_465  # 9999-12-31
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_.|\*.|\[\$(?P<symbol>[^\-\]]*)[^\]]*\]'
    r"|\[(?P<test>[<>=]+-?[\d.]+)\]|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]"
    r"|(?P<general>General|G/通用格式)|(?P<noon>AM/PM|A/P|上午/下午)|(?P<power>E[+-])"
    r"|(?P<date>[ye]+|m+|d+|h+|s+|a{3,4})|(?P<digits>[0#?]+)|(?P<mark>[.,%@/])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_TESTS = {
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
    "<>": operator.ne,
}
# Formats that a file names by number only (ECMA-376, 18.8.30, for Chinese); others are plain.
_MONTH, _DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
BUILT_IN = {
    **dict.fromkeys((9, 10), "0%"),
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm:ss"),
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), _MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _DAY),
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
}
"""Format codes by their number in the file."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format code.

    ``date`` is ``""``, ``year``, ``month``, ``day``, ``moment`` (with a time of day) or ``clock``.
    A number is multiplied by 100 for each of ``percents`` and divided by ten to the power
    ``shift``.  ``pattern`` has a ``0`` for each digit that is always shown, with the characters
    between them.  ``fixed`` sections show ``before`` and no number.
    """

    test: tuple[str, float] | None = None
    date: str = ""
    percents: int = 0
    shift: int = 0
    pattern: str = ""
    before: str = ""
    behind: str = ""
    fixed: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the number alone says as much."""
        return self == Section(self.test)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format code: its sections for numbers, and the words around a text (section ``@``)."""

    sections: tuple[Section, ...]
    text: tuple[str, str] = ("", "")

    @property
    def is_plain(self) -> bool:
        """Whether the value alone says as much as its display."""
        return all(section.is_plain for section in self.sections) and self.text == ("", "")

    def section(self, number: float) -> Section:
        """The section that shows the number."""
        tested = [s for s in self.sections if s.test]
        for section in tested:
            assert section.test
            if _TESTS[section.test[0]](number, section.test[1]):
                return section
        if tested:
            rest = [s for s in self.sections if not s.test]
            return rest[-1] if rest else Section()
        if number < 0 and len(self.sections) > 1:
            return self.sections[1]
        if number == 0 and len(self.sections) > 2:
            return self.sections[2]
        return self.sections[0]


@lru_cache(maxsize=2048)
def parse_format(code: str) -> NumberFormat:
    """Read a format code; one that is empty or not understood shows numbers as they are."""
    sections: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    text = ("", "")
    numbers = []
    for tokens in sections:
        at = next((n for n, token in enumerate(tokens) if token["mark"] == "@"), None)
        if at is None:
            numbers.append(_section(tokens))
        else:
            text = (_words(tokens[:at]), _words(tokens[at + 1 :]))
    return NumberFormat(tuple(numbers[:3]) or (Section(),), text)


def shown(value: object, form: NumberFormat, from_1904: bool = False) -> str | None:
    """The text of a cell with this value and format; ``None`` if the value alone says as much.

    >>> shown(0.075, parse_format("0.0%")), shown(123.0, parse_format("000000"))
    ('7.5%', '000123')
    >>> shown(datetime.date(2018, 5, 1), parse_format('yyyy"年"m"月"'))
    '2018-05'
    """
    if isinstance(value, str):
        before, behind = form.text if value else ("", "")
        return f"{before}{value}{behind}" if before or behind else None
    if isinstance(value, (datetime.date, datetime.datetime)):
        return _date(value, form.section(1).date)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    section = form.section(value)
    if section.date:
        if section.date == "clock" or not 1 <= value <= _LAST_SERIAL:
            return None
        return _date(_day(value, from_1904), section.date)
    if section.is_plain or abs(value) >= 10**EXACT_DIGITS:
        return None
    return _number(Decimal(format(value, f".{EXACT_DIGITS}g")), section)


def _section(tokens: list[re.Match[str]]) -> Section:
    test = next((token["test"] for token in tokens if token["test"]), "")
    condition: tuple[str, float] | None = None
    if found := re.fullmatch(r"([<>=]+)(-?[\d.]+)", test):
        condition = (found[1], float(found[2])) if found[1] in _TESTS else None
    if any(token["general"] for token in tokens):
        at = next(n for n, token in enumerate(tokens) if token["general"])
        return Section(condition, before=_words(tokens[:at]), behind=_words(tokens[at + 1 :]))
    places = [n for n, token in enumerate(tokens) if token["digits"]]
    if not places:
        if date := _date_precision(tokens):
            return Section(condition, date)
        words = _words(tokens)
        return Section(condition, before=words, fixed=bool(words.strip()))
    if any(token["power"] or token["mark"] == "/" for token in tokens):
        return Section(condition)  # scientific notation, fractions
    first, last = places[0], places[-1]
    middle = tokens[first : last + 1]
    dots = [n for n, token in enumerate(middle) if token["mark"] == "."]
    # In 0!.0,"万" the dot is a mere character: it divides by ten for each digit behind it.
    literal = [n for n, token in enumerate(middle) if _word(token) == "."]
    trick = literal[0] if literal and not dots else None
    shift = 0
    if trick is not None:
        shift = sum(len(token["digits"] or "") for token in middle[trick:])
    for token in tokens[last + 1 :]:
        if token["mark"] != ",":
            break
        shift += 3
    pattern = ""
    if not dots and trick is None:
        pattern = "".join(
            token["digits"].replace("#", "").replace("?", "") if token["digits"] else _word(token)
            for token in middle
        )
        if pattern.count("0") < 2:
            pattern = ""
    return Section(
        condition,
        percents=sum(token["mark"] == "%" for token in tokens),
        shift=shift,
        pattern=pattern,
        before=_words(tokens[:first]),
        behind=_words(tokens[last + 1 :]),
    )


def _date_precision(tokens: list[re.Match[str]]) -> str:
    """How exact the dates are that the tokens show; ``""`` if they show no date."""
    letters = [(token["date"] or token["elapsed"] or "")[:1].lower() for token in tokens]
    letters = [letter for letter in letters if letter]
    if not letters:
        return ""
    kinds = set()
    for index, letter in enumerate(letters):
        beside = letters[index - 1 : index] + letters[index + 1 : index + 2]
        is_minute = letter == "m" and (letters[index - 1 : index] == ["h"] or "s" in beside)
        kinds.add("clock" if letter in "hs" or is_minute else "y" if letter in "ye" else letter)
    if kinds == {"clock"}:
        return "clock"
    if "clock" in kinds:
        return "moment"
    if kinds == {"y"}:
        return "year"
    return "month" if kinds <= {"y", "m"} else "day"


def _date(value: datetime.date, precision: str) -> str | None:
    """The date in ISO 8601 as exactly as it is shown; ``None`` where nothing is to be left out."""
    if precision == "year":
        return f"{value.year:04}"
    if precision == "month":
        return f"{value.year:04}-{value.month:02}"
    if isinstance(value, datetime.datetime):
        if precision == "day" or value.time() == datetime.time():
            return value.date().isoformat()
        return None if precision == "clock" else value.isoformat()
    return value.isoformat()


def _day(serial: float, from_1904: bool) -> datetime.datetime:
    """The moment of a serial number, to the second; 1900 is a leap year for spreadsheets."""
    days = serial + 1 if serial < 60 and not from_1904 else serial
    moment = _EPOCHS[from_1904] + datetime.timedelta(days=days)
    return (moment + datetime.timedelta(milliseconds=500)).replace(microsecond=0)


def _number(number: Decimal, section: Section) -> str:
    if section.fixed:
        return "0" if not number and section.before.strip() in ("-", "—") else section.before
    scaled = number.scaleb(2 * section.percents - section.shift)
    text = f"{abs(scaled):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if section.pattern and text.isdigit():
        text = _padded(text, section.pattern)
    before, behind = section.before.strip(), section.behind.strip()
    if number <= 0:  # the signs of a negative number, and the dash of accountants for 0
        before, behind = before.strip("-−( "), behind.strip(") ")
    sign = "-" if scaled < 0 else ""
    return f"{before}{sign}{text}{'%' * section.percents}{behind}"


def _padded(digits: str, pattern: str) -> str:
    """The digits in the places of the pattern, from the right, with zeros in front."""
    rest = digits.zfill(pattern.count("0"))
    found = []
    for place in reversed(pattern):
        if place == "0":
            found.append(rest[-1])
            rest = rest[:-1]
        else:
            found.append(place)
    return rest + "".join(reversed(found))


def _words(tokens: list[re.Match[str]]) -> str:
    return "".join(_word(token) for token in tokens)


def _word(token: re.Match[str]) -> str:
    """The characters that the token shows as they are."""
    return token["quoted"] or token["escaped"] or token["symbol"] or token["other"] or ""
