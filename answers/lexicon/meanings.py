"""The records of the lexicon, and the files of phrases that people keep."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gaoxin.errors import InvalidSource

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ENDS = ("subject", "object")
"""The ends of a relation that a wording may ask for."""
_LISTS = ("names", "classes")
_PHRASES = ("zh", "en", *(f"{end}_{code}" for end in ENDS for code in ("zh", "en")))


@dataclass(frozen=True, slots=True)
class WordMeaning:
    """What a phrase may mean.

    ``kind`` is the name of the file of phrases (``class``, ``relation``, ``measure`` …) and
    ``value`` the name of the table in it: a class, a relation, a type of question.  ``asks`` is
    ``subject`` or ``object`` if the wording asks for that end of the relation, else ``""``.
    ``names`` are words that stand in the names of what is meant (a measure's indicators, a role's
    titles), the most exact first.  ``classes`` are local names of the classes that a unit counts.
    """

    kind: str
    value: str
    asks: str = ""
    names: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


def kept_phrases() -> Iterator[tuple[str, WordMeaning]]:
    """Every phrase of the files kept by people, with what it means.

    Raises:
        InvalidSource: a file is not TOML, or a key is unknown or no text.
    """
    for file in sorted(files(__package__).joinpath("phrases").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            yield from read_phrases(file)


def read_phrases(file: Traversable) -> Iterator[tuple[str, WordMeaning]]:
    """The phrases of one file; raises the same errors as :func:`kept_phrases`."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as cause:
        raise _invalid(file.name, f"不是 TOML（{cause}）", f"it is not TOML: {cause}") from cause
    kind = file.name.removesuffix(".toml")
    for value, table in tables.items():
        _check(file.name, value, table)
        names, classes = (split_phrases(table.get(key, "")) for key in _LISTS)
        for key in _PHRASES:
            end, _, code = key.rpartition("_")
            meaning = WordMeaning(kind, value, end, names, classes)
            for phrase in split_phrases(table.get(key, ""), "," if code == "en" else "、"):
                yield phrase, meaning


def split_phrases(text: str, mark: str = "") -> tuple[str, ...]:
    """The phrases of a list in one text; without ``mark``, both ``、`` and a comma divide it."""
    if not mark:
        text, mark = text.replace("、", ","), ","
    return tuple(phrase for part in text.split(mark) if (phrase := part.strip()))


def _check(name: str, value: str, table: Any) -> None:
    if not isinstance(table, Mapping):
        raise _invalid(name, f"{value} 应是一个表 [{value}]", f"{value} must be a table [{value}]")
    known = (*_PHRASES, *_LISTS)
    for key, text in table.items():
        if key not in known:
            raise _invalid(
                name,
                f"不认识 [{value}] 的 {key}；可用的有：{', '.join(known)}",
                f"{key} of [{value}] is unknown; there are {', '.join(known)}",
            )
        if not isinstance(text, str):
            raise _invalid(
                name,
                f"[{value}] 的 {key} 应是一段文字，各词以「、」（英文以逗号）隔开",
                f"{key} of [{value}] must be one text, its phrases divided by 、 (English: commas)",
            )


def _invalid(name: str, zh: str, en: str) -> InvalidSource:
    return InvalidSource(
        f"词表 {name}：{zh}；请改正该文件。",
        f"File of phrases {name}: {en}; correct the file.",
        file=name,
    )
