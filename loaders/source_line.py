"""What the user says about the source of a list in one line, checked before anything is read.

``gaoxin load 名单.xlsx --source 合肥高新区2025年重点企业名单 --publisher 合肥高新区管委会``
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields

from gaoxin.errors import BadUsage
from gaoxin.graph.facts.written_periods import period_of
from gaoxin.ontology.characters import forbidden_character
from gaoxin.ontology.terms import vocabulary

_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2}))?(?:[-/.月](\d{1,2}))?[年月日]?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)?")
_ADDRESS = re.compile(r"(?:https?://)?[^\s<>\"{}|\\^`/]+\.[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The options ``--source``, ``--publisher``, ``--date``, ``--url`` and ``--grade``.

    ``None`` means that an option was not given, so that an earlier value is kept.  ``""`` removes
    the value.  ``title`` is the title or the key of a source.
    """

    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    grade: str | None = None

    @property
    def is_given(self) -> bool:
        """Whether any of the options is given."""
        return self.title is not None or self.has_details

    @property
    def has_details(self) -> bool:
        """Whether anything besides the title is given."""
        return any(value is not None for value in self.details().values())

    def details(self) -> dict[str, str | None]:
        """The options besides ``--source``, by name."""
        return {
            item.name: getattr(self, item.name) for item in fields(self) if item.name != "title"
        }


NO_SOURCE = SourceLine()
"""None of the options is given."""


def check_source_line(line: SourceLine) -> SourceLine:
    """The line with its date in ISO 8601, its grade as a capital letter and its texts trimmed.

    Raises:
        BadUsage: the date is no date, the grade no grade, the address no address, or the title is
            empty; the message names the option.
    """
    title, publisher = _text("--source", line.title), _text("--publisher", line.publisher)
    if title == "":
        raise BadUsage(
            "--source 是空的；请写来源的标题或键，或去掉这个选项。",
            "--source is empty; give the title or the key of a source, or leave the option out.",
        )
    return SourceLine(title, publisher, _date(line.date), _url(line.url), _grade(line.grade))


def _text(option: str, text: str | None) -> str | None:
    if text is None:
        return None
    if bad := forbidden_character(text):
        raise BadUsage(
            f"{option} 的值含有不可用的字符 {bad}；请删除它。",
            f"The value of {option} holds the unusable character {bad}; remove it.",
        )
    return " ".join(text.split())


def _date(text: str | None) -> str | None:
    """The date in ISO 8601, with the precision in which it is written.

    >>> _date("2025年6月"), _date("2025/6/3"), _date("202506")
    ('2025-06', '2025-06-03', '2025-06')
    """
    if not text:
        return text
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = _COMPACT.fullmatch(plain) or _DATE.fullmatch(plain)
    try:
        return period_of(*(part or "" for part in found.groups()) if found else ("",))
    except ValueError as cause:
        raise BadUsage(
            f"--date 的「{text}」不是日期；请写 2025、2025-06 或 2025-06-30。",
            f"--date {text!r} is no date; write 2025, 2025-06 or 2025-06-30.",
            date=text,
        ) from cause


def _url(text: str | None) -> str | None:
    if text and not _ADDRESS.fullmatch(text):
        raise BadUsage(
            f"--url 的「{text}」不是网址；请写完整的网址，如 https://example.cn/list.html。",
            f"--url {text!r} is no web address; write it in full, such as "
            "https://example.cn/list.html.",
            url=text,
        )
    return text


def _grade(text: str | None) -> str | None:
    if not text:
        return None
    grade = unicodedata.normalize("NFKC", text).strip().upper()
    grades = vocabulary().codes("confidence")
    if grade not in grades:
        listed = "、".join(grades)
        raise BadUsage(
            f"--grade 的「{text}」不是等级；可用：{listed}。一份名单为 C，一份官方文件为 D。",
            f"--grade {text!r} is no grade; use one of {', '.join(grades)}. One list is C, one "
            "official document is D.",
            grade=text,
        )
    return grade
