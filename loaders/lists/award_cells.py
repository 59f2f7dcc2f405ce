"""Whether a cell says that a thing has a recognition, or had it.

Only what plainly says yes is a yes.  A recognition that has ended is told with its end, if the cell
gives one; else the cell is left out and named.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from gaoxin.loaders.lists.cell_parts import split_values
from gaoxin.loaders.lists.cell_values import read_yes_no
from gaoxin.loaders.lists.dictionary import read_dictionary
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.lists.row_draft import UnclearCellError
from gaoxin.loaders.lists.standing_words import (
    has_ended,
    is_not_yet,
    plain_text,
    refuse_if_not_so,
    time_until,
    without_times,
)
from gaoxin.ontology.characters import half_width


class Standing(NamedTuple):
    """That a thing has a recognition (``actual``) or had it (``historical``), and when.

    ``time`` is a time of the common table, ``""`` if the cell gives none.
    """

    status: str = "actual"
    time: str = ""


_YEAR = re.compile(r"((?:19|20)\d\d)年?(?:度|认定|获批|获评|通过|入库|入选)*")
_DATED = re.compile(
    r"(?P<name>[^()]+)\((?:(?P<year>(?:19|20)\d\d)年?度?(?:第.{1,3}批|认定|获批|获评|通过|入库|入选|获得)*"
    r"|有效期?[^()]*)\)"
)
_LEVEL = re.compile(
    r"(?:已|获)?(?:国家|省|市|区|部)级?(?:第.{1,3}批)?(?:认定|入库|有效)?|第.{1,3}批|有效期内"
)
_CERTIFICATE = r"G[RSF]\d{12}"
# What may stand beside the name of an award that a firm has.
_BESIDE = re.compile(
    rf"{_CERTIFICATE}|国家级?|[省市区部]级?|第.{{1,3}}批次?|有效期?[内至]?|复审|重新|首次|认定|获[批评得]|评为|入[选库]|通过"
    r"|是|为|系|已|获|于|经|被|证书|编?号|称号|资质|[\s:,;。()“”\"√✓✔\[\]【】-]"
)
# A piece that names no award of its own.
_SAID_OF_IT = re.compile(
    r"(?:但|现|后|目前|其后|均)?(?:于)?(?:(?:19|20)\d\d[-年./月日\d]*)?(?:已|被|不再|未(?!来)|尚未|正在)"
)
_CANDIDATE = re.compile(r"培育|储备|后备|预备|备选|候选|创建|推荐|种子|梯队|申报|申请")


def read_award(text: str, award: str) -> Standing | None:
    """What a cell says under the name of an award; ``None`` for a plain no.

    Raises:
        UnclearCellError: it says that the thing has it not, no longer or not yet, or its words are
            not understood; ``args`` are the reason in both languages.
        ValueError: it says neither yes nor no.

    >>> read_award("2023年", "高新技术企业"), read_award("否", "高新技术企业")
    (Standing(status='actual', time='2023'), None)
    >>> read_award("高新技术企业（2022年已撤销）", "高新技术企业")
    Standing(status='historical', time='../2022')
    """
    plain = plain_text(text)
    if found := _YEAR.fullmatch(plain):
        return Standing(time=found[1])
    if re.fullmatch(_CERTIFICATE, plain) or _LEVEL.fullmatch(plain):
        return Standing()
    answer = _answer(plain)
    if answer is False:
        return None
    until = time_until(text)
    if until and has_ended(text):
        return Standing("historical", until)
    if answer is None and award not in text and is_not_yet(text):
        read_yes_no(text)  # raises: 申报中 says neither yes nor no
    refuse_if_not_so(text)
    if answer is None and award not in text:
        read_yes_no(text)  # raises
    if answer is None:
        beside = [_beside(part, award) for part in split_values(text) if award in part]
        if not beside or all(beside):
            raise UnclearCellError("看不出是否有这项认定", "it is unclear whether it has it")
    else:
        refuse_candidate(plain)
    return Standing(time=until)


def refuse_candidate(text: str) -> None:
    """Refuse a text that says that something is only applied for or prepared (培育库).

    Raises:
        UnclearCellError: it says so.
    """
    if _CANDIDATE.search(text):
        raise UnclearCellError("只是申报或培育", "it is only a candidate")


def award_values(text: str) -> tuple[str, ...]:
    """The awards in a cell; what is said of one behind a comma stands in brackets behind it.

    >>> award_values("瞪羚企业、高新技术企业，2022年已撤销")
    ('瞪羚企业', '高新技术企业(2022年已撤销)')
    """
    values: list[str] = []
    for part in split_values(text):
        if values and _SAID_OF_IT.match(plain_text(part)):
            values[-1] += f"({plain_text(part)})"
        else:
            values.append(part)
    return tuple(values)


def ended_award(text: str) -> tuple[str, str] | None:
    """The name and the time of an award that has ended (高新技术企业（2022年已撤销）).

    ``None`` if the text says no end, or no name without the remark.
    """
    name, bracket, _ = half_width(text).partition("(")
    time = time_until(text)
    if not bracket or not time or not name.strip() or not has_ended(text) or has_ended(name):
        return None
    return name.strip(), time


def dated_award(text: str) -> tuple[str, str] | None:
    """The name and the time of an award with the year in brackets behind it (瞪羚企业（2021）), or
    with the end of its validity; ``None`` if there is no such remark.

    >>> dated_award("省级瞪羚企业（2021年）"), dated_award("高新技术企业(有效期至2026年)")
    (('省级瞪羚企业', '2021'), ('高新技术企业', '../2026'))
    """
    found = _DATED.fullmatch(half_width(text).strip())
    if not found or has_ended(text) or is_not_yet(text):
        return None
    time = found["year"] or time_until(text)
    return (found["name"].strip(), time) if time else None


def award_called(text: str) -> str:
    """The award that people call so (国家级小巨人); a text that no header has stays as it is.

    >>> award_called("国家级小巨人"), award_called("省级隐形冠军")
    ('专精特新“小巨人”企业', '省级隐形冠军')
    """
    for entry in read_dictionary().entries.get(folded(text), ()):
        if entry.meaning.means == "approvedAs" and entry.meaning.value:
            return entry.meaning.value
    return text


def names_award(text: str) -> bool:
    """Whether a text is a name by which a header calls an award."""
    entries = read_dictionary().entries.get(folded(text), ())
    return any(e.meaning.means == "approvedAs" and e.meaning.value for e in entries)


def is_plain_answer(text: str) -> bool:
    """Whether a cell only says yes or no."""
    return _answer(plain_text(text)) is not None


def _answer(plain: str) -> bool | None:
    """Yes or no, if the cell has only that and perhaps a remark."""
    try:
        return read_yes_no(plain)
    except ValueError:
        return None


def _beside(text: str, award: str) -> str:
    """The words beside the name of the award that do not belong to a plain yes."""
    return _BESIDE.sub("", without_times(text.replace(award, "")))
