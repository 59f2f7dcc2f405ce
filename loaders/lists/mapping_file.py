"""A mapping as a file: what ``gaoxin map`` writes, people edit, and ``--mapping`` reads."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gaoxin.graph.facts.periods import parse_period
from gaoxin.language import say
from gaoxin.loaders.decoding import read_head
from gaoxin.loaders.lists.dictionary import class_of, property_of, read_meaning
from gaoxin.loaders.lists.find_table import FoundTable, header_text, samples_of
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.lists.list_mapping import WORDS, ListColumn, ListMapping, Meaning
from gaoxin.loaders.lists.written_units import canonical_unit
from gaoxin.loaders.problems import did_you_mean, excerpt, refusal
from gaoxin.ontology.terms import vocabulary

_KEYS = ("means", "class", "reverse", "value", "title", "indicator", "unit", "time", "status")
_COLUMN_KEYS = {*_KEYS, "header", "qualifier"}
_TOP_KEYS = {"type", "subject", "sheet", "column", "every"}


@dataclass(frozen=True, slots=True)
class MappingFile:
    """A mapping that a person gives: ``columns`` has the meaning of each header.

    ``sheet`` is the name of the sheet, ``""`` for any sheet with these headers.
    """

    name: str
    type: str
    subject: str
    sheet: str
    columns: dict[str, Meaning]
    every: tuple[Meaning, ...]

    def is_known(self, header: tuple[str, ...]) -> bool:
        """Whether the mapping has the header, or a header with this line."""
        lines = {line for known in self.columns for line in (known, *known.split(" / "))}
        return folded(header_text(header)) in set(map(folded, lines))

    @property
    def _folded(self) -> dict[str, Meaning]:
        return {folded(header): meaning for header, meaning in self.columns.items()}

    def applied_to(self, table: FoundTable) -> ListMapping:
        """The mapping of a table.

        Raises:
            InvalidSource: a column of the mapping is not in the table.
        """
        known = self._folded
        present = {folded(header_text(header)) for header in table.headers if header}
        for header, meaning in self.columns.items():
            if folded(header) not in present and not meaning.is_left_out:
                shown = [header_text(found) for found in table.headers if found]
                zh, en = did_you_mean(header, shown)
                raise refusal(
                    table.file,
                    f"映射 {self.name} 里的列「{header}」在表里没有；"
                    f"表头有：{'、'.join(shown)}。{zh}",
                    f"the mapping {self.name} has the column {header!r}, which the table lacks; "
                    f"its headers are: {', '.join(shown)}.{en}",
                    table.last_line,
                )
        absent = Meaning("leave-out", zh="映射里没有这一列", en="the mapping has no such column")
        columns = [
            ListColumn(index, header_text(header), known.get(folded(header_text(header)), absent))
            for index, header in enumerate(table.headers)
            if header
        ]
        return ListMapping(self.type, tuple(columns), self.subject, self.every)


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
            f"不是可用的映射（TOML：{cause}）；请改正，或用 gaoxin map 重新写一份。",
            f"this is no valid mapping (TOML: {cause}); correct it, or write a new one with gaoxin "
            "map.",
        ) from cause
    _check_keys(name, "", body, _TOP_KEYS)
    type_ = _text(name, "", body, "type")
    class_of(name, "type", type_)
    columns: dict[str, Meaning] = {}
    for number, item in enumerate(_tables(name, body, "column"), start=1):
        place = f"[[column]] {number}"
        _check_keys(name, place, item, _COLUMN_KEYS)
        header = _text(name, place, item, "header")
        if not header:
            raise _fault(name, place, "缺少 header", "it lacks header")
        columns[header] = _checked(name, f"{place}（{header}）", type_, item)
    every = tuple(
        _checked(name, f"[[every]] {number}", type_, item)
        for number, item in enumerate(_tables(name, body, "every"), start=1)
    )
    subject = _text(name, "", body, "subject")
    if not subject and not any(meaning.means == "name" for meaning in columns.values()):
        raise _fault(
            name,
            "[[column]]",
            '没有一列是名称；请给一列写 means = "name"，或写 subject = "…"',
            'no column is the name; give one means = "name", or write subject = "…"',
        )
    return MappingFile(name, type_, subject, _text(name, "", body, "sheet"), columns, every)


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


# -- writing --------------------------------------------------------------------------------------


def written_mapping(
    table: FoundTable, mapping: ListMapping, wanted: ListMapping, path: Path
) -> str:
    """The mapping as TOML with comments.

    ``wanted`` is the mapping with all personal data, for what a column would mean.  ``path`` is the
    file of the list.
    """
    term = vocabulary().find_class(mapping.type)
    words = [word for word in WORDS if word != "row-number"]
    lines = [
        say(
            f"# 映射：{path.name} 的每一列是什么意思。由 gaoxin map 写成，可以修改。",
            f"# Mapping: what the columns of {path.name} mean.  Written by gaoxin map; edit it.",
        ),
        say(
            f"# 用法：gaoxin load {path.name} --mapping 映射.toml",
            f"# Use: gaoxin load {path.name} --mapping THIS_FILE",
        ),
        "#",
        say(
            "# means 是本体的属性（如 locatedIn），或下列之一：",
            "# means: a property of the ontology (such as locatedIn), or one of:",
        ),
        *(f"#   {', '.join(words[start : start + 8])}" for start in range(0, len(words), 8)),
        say(
            "# class 是单元格所指事物的类；reverse = true 表示关系从那个事物指向本行。",
            "# class: the class of the thing in the cell; reverse = true: it leads to the row.",
        ),
        say(
            "# figure 要写 indicator（指标），可写 unit、time、status（target 或 planned）。",
            "# figure needs indicator; unit, time and status (target or planned) are optional.",
        ),
        "",
        f"type = {_quoted(mapping.type)}  # "
        + say(f"每一行是一个{term.label_zh}", f"each row is one {term.label_en}"),
    ]
    if not mapping.subject and mapping.first("name") is None:
        lines.append(
            say(
                '# 还没有名称：请把一列改为 means = "name"，或写 subject = "…"',
                '# The name is missing: give one column means = "name", or write subject = "…"',
            )
        )
    if mapping.subject:
        lines.append(f"subject = {_quoted(mapping.subject)}")
    if table.sheet:
        lines.append(f"sheet = {_quoted(table.sheet)}")
    others = {column.index: column.meaning for column in wanted.columns}
    for column in mapping.columns:
        lines += ["", "[[column]]", f"header = {_quoted(column.header)}"]
        lines += _entry(column.meaning)
        if column.meaning.is_left_out and column.meaning.zh:
            lines.append("# " + say(column.meaning.zh, column.meaning.en))
        other = others.get(column.index, column.meaning)
        if column.meaning.personal and not other.is_left_out:
            instead = "; ".join(_entry(other))
            lines.append("# " + say(f"要收，改为：{instead}", f"to take it, write: {instead}"))
        elif samples := samples_of(table, column.index):
            shown = " · ".join(excerpt(sample)[:20] for sample in samples)
            lines.append(say(f"# 例：{shown}", f"# e.g. {shown}"))
    for meaning in mapping.every:
        about = say(
            "# 每一行都有的事实；不对就删去", "# a fact of every row; delete it if it is wrong"
        )
        lines += ["", about, "[[every]]", *_entry(meaning)]
    return "\n".join(lines) + "\n"


def _entry(meaning: Meaning) -> list[str]:
    parts = {"class": meaning.type, "qualifier": meaning.qualifier}
    parts |= {key: getattr(meaning, key) for key in _KEYS if key not in ("class", "reverse")}
    if meaning.means == "name":
        parts["class"] = ""
    if meaning.status == "actual":
        parts["status"] = ""
    lines = [f"{key} = {_quoted(parts[key])}" for key in (*_KEYS, "qualifier") if parts.get(key)]
    return [*lines, "reverse = true"] if meaning.reverse else lines


def _quoted(text: str) -> str:
    """A TOML string; JSON writes the same escapes."""
    return json.dumps(text, ensure_ascii=False)
