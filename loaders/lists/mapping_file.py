"""A mapping as a file, which people edit and ``--mapping`` reads.

:mod:`gaoxin.loaders.lists.mapping_text` writes it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gaoxin.graph.facts.periods import parse_period
from gaoxin.loaders.decoding import read_head
from gaoxin.loaders.lists.dictionary import class_of, property_of, read_meaning
from gaoxin.loaders.lists.double_columns import meant_once
from gaoxin.loaders.lists.find_table import FoundTable, header_text
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.lists.list_mapping import ListColumn, ListMapping, Meaning, left_out
from gaoxin.loaders.lists.row_currency import unknown_amount
from gaoxin.loaders.lists.written_units import canonical_unit
from gaoxin.loaders.problems import column_letter, did_you_mean, refusal
from gaoxin.ontology.characters import half_width
from gaoxin.ontology.terms import vocabulary
from gaoxin.system_reasons import toml_reason

MAPPING_KEYS = (
    "means",
    "class",
    "reverse",
    "value",
    "title",
    "indicator",
    "unit",
    "time",
    "status",
)
"""The keys of an entry that make up its meaning."""
_COLUMN_KEYS = {*MAPPING_KEYS, "header", "letter", "qualifier"}
_LETTERS = re.compile(r"[A-Z]{1,3}")
_TOP_KEYS = {"type", "subject", "sheet", "column", "every"}


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column in a mapping: its header, and its letter where the header is not enough.

    One of both may be ``""``.
    """

    header: str
    letter: str
    meaning: Meaning

    @property
    def shown(self) -> str:
        """How messages name the column."""
        return " ".join(filter(None, (self.letter, self.header)))


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping that a person gives.

    ``sheet`` is the name of the sheet, ``""`` for any sheet with these headers.
    """

    name: str
    type: str
    subject: str
    sheet: str
    columns: tuple[MappedColumn, ...]
    every: tuple[Meaning, ...]

    def is_known(self, header: tuple[str, ...]) -> bool:
        """Whether the mapping has the header, or a header with this line."""
        headers = filter(None, (known.header for known in self.columns))
        lines = {line for known in headers for line in (known, *known.split(" / "))}
        return folded(header_text(header)) in set(map(folded, lines))

    def applied_to(self, table: FoundTable) -> ListMapping:
        """The mapping of a table.

        Raises:
            InvalidSource: a column of the mapping is not in the table, or several are meant.
        """
        headers = [header_text(header) for header in table.headers]
        meanings: dict[int, Meaning] = {}
        for known in sorted(self.columns, key=lambda known: not known.letter):
            found = [index for index in _places(known, headers) if index not in meanings]
            if known.meaning.is_left_out:
                pass
            elif not found:
                raise self._absent(table, known)
            elif len(found) > 1 and meant_once(known.meaning) is not None:
                raise self._several(table, known, found)
            meanings.update(dict.fromkeys(found, known.meaning))
        absent = left_out("映射里没有这一列", "the mapping has no such column")
        columns = [
            ListColumn(index, header, meanings.get(index, absent))
            for index, header in enumerate(headers)
            if header or index in meanings
        ]
        return ListMapping(self.type, tuple(columns), self.subject, self.every)

    def _absent(self, table: FoundTable, known: MappedColumn) -> Exception:
        headers = [header_text(header) for header in table.headers]
        shown = [f"{column_letter(i)} {text}" for i, text in enumerate(headers) if text]
        zh, en = did_you_mean(known.header, filter(None, headers)) if known.header else ("", "")
        return refusal(
            table.file,
            f"映射 {self.name} 里的列「{known.shown}」在表里没有；表头有：{'、'.join(shown)}。{zh}",
            f"the mapping {self.name} has the column {known.shown!r}, which the table lacks; its "
            f"headers are: {', '.join(shown)}.{en}",
            table.last_line,
        )

    def _several(self, table: FoundTable, known: MappedColumn, found: list[int]) -> Exception:
        letters = [column_letter(index) for index in found]
        return refusal(
            table.file,
            f"表头「{known.header}」有几列（{'、'.join(letters)}），"
            f"映射 {self.name} 没有写明是哪一列；"
            f'请给 [[column]] 加一行 letter = "{letters[0]}"。',
            f"several columns have the header {known.header!r} ({', '.join(letters)}), and the "
            f"mapping {self.name} does not say which is meant; add a line "
            f'letter = "{letters[0]}" to its [[column]].',
            table.last_line,
        )


def _places(known: MappedColumn, headers: Sequence[str]) -> list[int]:
    """The columns, from 0, that an entry of a mapping means."""
    return [
        index
        for index, header in enumerate(headers)
        if (not known.letter or column_letter(index) == known.letter)
        and (not known.header or folded(header) == folded(known.header))
    ]


def read_mapping(path: Path) -> MappingFile:
    """Read a mapping.

    Raises:
        InvalidSource: the file cannot be read, or something in it does not exist or fit; the
            message names the entry.
    """
    read_head(path, path.name)
    name = path.name
    try:
        body = tomllib.loads(path.read_text(encoding="utf-8-sig", errors="replace"))
    except tomllib.TOMLDecodeError as cause:
        raise refusal(
            name,
            f"不是可用的映射（{toml_reason(str(cause))}）；请改正，或用 gaoxin map 重新写一份。",
            f"this is no valid mapping (TOML: {cause}); correct it, or write a new one with gaoxin "
            "map.",
        ) from cause
    _check_keys(name, "", body, _TOP_KEYS)
    type_ = _text(name, "", body, "type")
    class_of(name, "type", type_)
    columns: list[MappedColumn] = []
    for number, item in enumerate(_tables(name, body, "column"), start=1):
        place = f"[[column]] {number}"
        _check_keys(name, place, item, _COLUMN_KEYS)
        header = _text(name, place, item, "header")
        letter = half_width(_text(name, place, item, "letter")).strip().upper()
        if not header and not letter:
            raise _fault(name, place, "缺少 header", "it lacks header")
        if letter and not _LETTERS.fullmatch(letter):
            raise _fault(
                name,
                f"{place} letter",
                f"「{letter}」不是列的字母；请写 A、B、AA 之类",
                f"{letter!r} is no letter of a column; write A, B, AA or the like",
            )
        meaning = _checked(name, f"{place}（{header or letter}）", type_, item)
        columns.append(MappedColumn(header, letter, meaning))
    _check_doubles(name, columns)
    every = tuple(
        _checked(name, f"[[every]] {number}", type_, item)
        for number, item in enumerate(_tables(name, body, "every"), start=1)
    )
    subject = _text(name, "", body, "subject")
    if not subject and not any(known.meaning.means == "name" for known in columns):
        raise _fault(
            name,
            "[[column]]",
            '没有一列是名称；请给一列写 means = "name"，或写 subject = "…"',
            'no column is the name; give one means = "name", or write subject = "…"',
        )
    sheet = _text(name, "", body, "sheet")
    return MappingFile(name, type_, subject, sheet, tuple(columns), every)


def _check_doubles(name: str, columns: Sequence[MappedColumn]) -> None:
    """Refuse two entries for one column, two columns that name the thing of a row, and a currency
    of an amount that does not exist.
    """
    seen: set[tuple[str, str]] = set()
    for number, known in enumerate(columns, start=1):
        key = (folded(known.header), known.letter)
        if key in seen:
            raise _fault(
                name,
                f"[[column]] {number}（{known.shown}）",
                '前面已有这一列；表头相同的列请各写 letter = "…"（列的字母）',
                "an entry before it has this column; give columns with the same header their "
                'letters: letter = "…"',
            )
        seen.add(key)
        if amount := unknown_amount(known.meaning, (other.meaning for other in columns)):
            raise _fault(
                name,
                f"[[column]] {number}（{known.shown}）indicator",
                f"没有金额「{amount}」；请写它的名称（如 注册资本），所有金额的币种就不写",
                f"there is no amount {amount!r}; write its name (such as 注册资本), or leave it "
                "out for the currency of all amounts",
            )
    names = [known.shown for known in columns if known.meaning.means == "name"]
    if len(names) > 1:
        raise _fault(
            name,
            "[[column]]",
            f'{len(names)} 列都写了 means = "name"（{"、".join(names)}）；'
            "只能留一列，其余可写 alias",
            f'{len(names)} columns have means = "name" ({", ".join(names)}); keep one of them, the '
            "others may be alias",
        )


def _tables(name: str, body: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    found = body.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise _fault(name, key, f"应写作 [[{key}]]", f"write it as [[{key}]]")
    yield from found


def _checked(name: str, place: str, type_: str, item: Mapping[str, Any]) -> Meaning:
    """The meaning in an entry; its property must fit the class of the rows."""
    meaning = read_meaning(name, place, item)
    words = vocabulary()
    term = property_of(meaning.means)
    if term is not None:
        ends = (meaning.type, type_) if meaning.reverse else (type_, meaning.type)
        allowed = (term.domain, term.range if isinstance(term.range, tuple) else ())
        for end, classes in zip(ends, allowed, strict=True):
            if end and classes and not words.is_a(end, classes) and term.is_relation:
                listed = words.concrete(classes)
                raise _fault(
                    name,
                    place,
                    f"{meaning.means} 不能用于 {end}；可以是：{'、'.join(listed)}",
                    f"{meaning.means} does not go with {end}; it may be {', '.join(listed)}",
                )
        if term.domain and not term.is_relation and not words.is_a(type_, term.domain):
            raise _fault(
                name,
                place,
                f"{type_} 没有属性 {meaning.means}",
                f"{type_} has no property {meaning.means}",
            )
    if meaning.means == "figure" and not meaning.indicator:
        raise _fault(name, place, "缺少 indicator（指标的名称）", "it lacks indicator")
    if meaning.unit and not canonical_unit(meaning.unit):
        raise _fault(
            name, place, f"不认识单位「{meaning.unit}」", f"the unit {meaning.unit!r} is unknown"
        )
    if meaning.time:
        try:
            parse_period(meaning.time)
        except ValueError as cause:
            raise _fault(name, f"{place} time", *cause.args) from cause
    return meaning


def _check_keys(name: str, place: str, item: Mapping[str, Any], known: set[str]) -> None:
    for key in item:
        if key not in known:
            zh, en = did_you_mean(key, known)
            zh, en = f"不认识的键「{key}」。{zh}", f"unknown key {key!r}.{en}"
            raise _fault(name, place or key, zh, en)


def _text(name: str, place: str, item: Mapping[str, Any], key: str) -> str:
    value = item.get(key, "")
    if not isinstance(value, str):
        raise _fault(name, place or key, f"{key} 应是文字", f"{key} must be a text")
    return value


def _fault(name: str, place: str, zh: str, en: str) -> Exception:
    return refusal(name, f"{place}：{zh.rstrip('。')}。", f"{place}: {en.rstrip('.')}.")
