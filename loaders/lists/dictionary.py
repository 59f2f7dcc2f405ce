"""The dictionary of headers: what the headers that people write mean.

It is the file ``headers.toml`` beside this module, and optionally a file of the user's own in the
same form, whose entries come first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from gaoxin.loaders.decoding import read_head
from gaoxin.loaders.lists.header_file import SHIPPED, shipped_headers
from gaoxin.loaders.lists.header_forms import compared_forms, folded
from gaoxin.loaders.lists.list_mapping import WORDS, Meaning
from gaoxin.loaders.problems import did_you_mean, refusal
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.reference.indicators import other_form
from gaoxin.loaders.tables.reading import read_table
from gaoxin.ontology.terms import PropertyTerm, vocabulary
from gaoxin.system_reasons import toml_reason

_TEXTS = (
    *("means", "class", "value", "title", "indicator", "unit", "time", "status", "qualifier"),
    *("zh", "en"),
)
_FLAGS = ("reverse", "personal")
_LISTS = ("headers", "words", "of", "but")
_ENTRY_KEYS = {*_TEXTS, *_FLAGS, "headers", "of", "tells"}
_TABLES = ("column", "figure", "topic")
_FIGURE_KEYS = {"indicator", "headers", "of", "unit"}


@dataclass(frozen=True, slots=True)
class HeaderEntry:
    """A meaning with the classes of row that it applies to (``of``; empty: all), and the class
    that its header gives away (``tells``, else ``""``).
    """

    meaning: Meaning
    of: tuple[str, ...] = ()
    tells: str = ""

    def applies_to(self, type_: str) -> bool:
        """Whether rows of the class may have such a column."""
        words = vocabulary()
        if self.of and not words.is_a(type_, self.of):
            return False
        term = property_of(self.meaning.means)
        if term is None or not term.domain or self.meaning.reverse:
            return True
        return words.is_a(type_, term.domain)


@dataclass(frozen=True, slots=True)
class Topic:
    """Words in a title that suggest the class of rows; ``but`` are words that only hold them."""

    type: str
    words: tuple[str, ...]
    but: tuple[str, ...] = ()

    def last_in(self, title: str) -> int:
        """Where the last of the words ends in a folded title; 0 if there is none."""
        for word in self.but:
            title = title.replace(word, " " * len(word))
        found = (m for w in self.words for m in re.finditer(rf"{re.escape(w)}(?![a-z])", title))
        return max((match.end() for match in found), default=0)


@dataclass(slots=True)
class Dictionary:
    """The entries by the compared form of their headers, and the topics of titles, each in the
    order of the files.
    """

    entries: dict[str, list[HeaderEntry]] = field(default_factory=dict)
    topics: list[Topic] = field(default_factory=list)

    def add(self, entry: HeaderEntry, headers: Iterable[str]) -> None:
        """Add an entry for each of the headers."""
        for header in headers:
            listed = self.entries.setdefault(folded(header), [])
            if entry not in listed:
                listed.append(entry)

    def find(self, header: str) -> tuple[str, list[HeaderEntry]]:
        """The most exact form of a header that has entries, and these; ``("", [])`` for none."""
        for form in compared_forms(header):
            if found := self.entries.get(form):
                return form, found
        return "", []


def property_of(means: str) -> PropertyTerm | None:
    """The property that a meaning names; ``None`` for the words of a list."""
    if means in WORDS:
        return None
    words = vocabulary()
    term = words.properties.get(means) or words.by_iri(means)
    return term if isinstance(term, PropertyTerm) else None


@cache
def read_dictionary(own: Path | None = None) -> Dictionary:
    """The dictionary of the project, after that in the file ``own``.

    Raises:
        InvalidSource: a file cannot be read, or an entry of it cannot be used.
    """
    out = Dictionary()
    files = [(SHIPPED, {key: value for key, value in shipped_headers().items() if key != "words"})]
    if own is not None:
        files.insert(0, (own.name, _body_of(own)))
    for name, body in files:
        for entry, headers in _entries(name, body):
            out.add(entry, headers)
        out.topics += _topics(name, body)
    for name in catalogue_units():
        out.add(
            HeaderEntry(Meaning("figure", indicator=name)), filter(None, (name, other_form(name)))
        )
    return out


@cache
def catalogue_units() -> Mapping[str, str]:
    """The unit of each indicator in the project's catalogue, by its Chinese name."""
    (path,) = (item.path for item in bundled_datasets() if item.name == "indicators")
    return {row.cells["name_zh"]: row.cells["unit"] for row in read_table(path).rows}


def _body_of(own: Path) -> dict[str, Any]:
    """The content of a user's own dictionary."""
    read_head(own, own.name)
    try:
        return tomllib.loads(own.read_text(encoding="utf-8-sig", errors="replace"))
    except tomllib.TOMLDecodeError as cause:
        raise refusal(
            own.name,
            f"不是可用的 TOML 文件（{toml_reason(str(cause))}）；请改正。",
            f"this is no valid TOML ({cause}); correct it.",
        ) from cause


def _topics(name: str, body: Mapping[str, Any]) -> Iterator[Topic]:
    for place, item in _items(name, body, "topic", {"class", "words", "but"}, "words"):
        class_of(name, place, item.get("class", ""))
        words, but = (tuple(map(folded, item.get(key, ()))) for key in ("words", "but"))
        yield Topic(item["class"], words, but)


def _entries(name: str, body: Mapping[str, Any]) -> Iterator[tuple[HeaderEntry, list[str]]]:
    for key in body:
        if key not in _TABLES:
            zh, en = did_you_mean(key, _TABLES)
            raise refusal(
                name,
                f"不认识的表「{key}」，只能是 {'、'.join(_TABLES)}。{zh}",
                f"there is no table {key!r}; only {', '.join(_TABLES)}.{en}",
            )
    for place, item in _items(name, body, "column", _ENTRY_KEYS, "headers"):
        meaning = read_meaning(name, place, item)
        yield (
            HeaderEntry(meaning, tuple(item.get("of", ())), item.get("tells", "")),
            item["headers"],
        )
    for place, item in _items(name, body, "figure", _FIGURE_KEYS, "headers"):
        if "indicator" not in item:
            raise _refused(name, place, "缺少 indicator", "it lacks indicator")
        meaning = Meaning("figure", indicator=item["indicator"], unit=item.get("unit", ""))
        yield HeaderEntry(meaning, tuple(item.get("of", ()))), item["headers"]


def _items(
    name: str, body: Mapping[str, Any], table: str, known: set[str], required: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The items of a table, each with its place, checked for the keys and the types of values."""
    items = body.get(table, [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise _refused(name, table, f"应写成 [[{table}]]", f"write it as [[{table}]]")
    for number, item in enumerate(items, start=1):
        place = f"[[{table}]] {number}"
        for key in item:
            if key not in known:
                zh, en = did_you_mean(key, known)
                zh, en = f"不认识的键「{key}」。{zh}", f"unknown key {key!r}.{en}"
                raise _refused(name, place, zh, en)
        for key in (required, *(key for key in item if key in _LISTS)):
            texts = item.get(key)
            if not isinstance(texts, list) or not all(isinstance(t, str) and t for t in texts):
                raise _refused(
                    name, place, f"{key} 应是文字的列表", f"{key} must be a list of texts"
                )
        for key, value in item.items():
            if key not in (*_LISTS, *_FLAGS) and not isinstance(value, str):
                raise _refused(name, place, f"{key} 应是文字", f"{key} must be a text")
        yield place, item


def read_meaning(name: str, place: str, item: Mapping[str, Any]) -> Meaning:
    """The meaning in a table of a TOML file.

    Raises:
        InvalidSource: a word, a class or a property does not exist; the message names ``place``.
    """
    means = item.get("means", "")
    for key in _TEXTS:
        if not isinstance(item.get(key, ""), str):
            raise _refused(name, place, f"{key} 应是文字", f"{key} must be a text")
    term = property_of(means)
    if means not in WORDS and term is None:
        words = vocabulary()
        choices = [*WORDS, *(p.name for p in words.properties.values() if ":" not in p.name)]
        zh, en = did_you_mean(means, choices)
        raise _refused(
            name,
            place,
            f"means 的「{means}」既不是本体的属性，也不是 {'、'.join(WORDS)}。{zh}",
            f"means {means!r} is no property of the ontology and none of {', '.join(WORDS)}.{en}",
        )
    type_ = item.get("class", "")
    if type_:
        class_of(name, place, type_)
    elif term is not None and term.is_relation:
        raise _refused(
            name,
            place,
            f'{means} 连到别的事物，请写明它的类：class = "…"',
            f'{means} leads to another thing; name its class: class = "…"',
        )
    texts = {key: item.get(key, "") for key in _TEXTS if key not in ("means", "class")}
    reverse, personal = bool(item.get("reverse")), bool(item.get("personal"))
    return Meaning(means, type_, reverse, personal=personal, **texts)


def class_of(name: str, place: str, type_: str) -> None:
    """Refuse a class that does not exist or has no members with names.

    Raises:
        InvalidSource: the message names the file and the place in it.
    """
    things = [term.name for term in vocabulary().classes.values() if term.names_things]
    if type_ not in things:
        zh, en = did_you_mean(type_, things)
        raise _refused(
            name,
            place,
            f"没有类「{type_}」；可用：{'、'.join(things)}。{zh}",
            f"there is no class {type_!r}; use one of {', '.join(things)}.{en}",
        )


def _refused(name: str, place: str, zh: str, en: str) -> Exception:
    return refusal(
        name, f"{place}：{zh}。".replace("。。", "。"), f"{place}: {en}.".replace("..", ".")
    )


def with_header(meaning: Meaning, unit: str, time: str, status: str) -> Meaning:
    """The meaning with the unit, the period and the status that the header gives."""
    return replace(
        meaning,
        unit=unit or meaning.unit,
        time=time or meaning.time,
        status=status or meaning.status,
    )
