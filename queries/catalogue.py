"""The catalogue of saved queries: what there is, what each asks for, and the nearest to a typo."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gaoxin.errors import InvalidSource, UnknownQuery
from gaoxin.language import say
from gaoxin.queries.header import split_header

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

TYPES = ("string", "integer", "decimal", "year")
_NEEDED = ("summary", "description", "who", "tags", "columns")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter.

    ``type`` is ``thing`` (any), ``thing:<Class>``, ``string``, ``integer``, ``decimal`` or
    ``year``.  ``default`` is what is used when nothing is given, ``None`` where something must be.
    ``values`` are the only ones allowed, or empty; ``source`` says in words where they come from.
    """

    name: str
    type: str
    zh: str
    en: str
    default: str | None
    values: tuple[str, ...]
    source: str

    @property
    def class_name(self) -> str | None:
        """Local name of the class that the thing must have; ``None`` for any and for literals."""
        return self.type.partition(":")[2] or None

    @property
    def is_thing(self) -> bool:
        """Whether it names a thing."""
        return self.type.partition(":")[0] == "thing"


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One question in both languages; ``columns`` are those of the answer, in order."""

    name: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    who_zh: str
    who_en: str
    tags: tuple[str, ...]
    columns: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    sparql: str
    cypher: str

    @property
    def topic(self) -> str:
        """The folder it lies in."""
        return self.name.partition("/")[0]

    @property
    def title(self) -> str:
        """The title in the language in force."""
        return say(self.title_zh, self.title_en)


class Catalogue:
    """All saved queries, by name ``topic/name``."""

    def __init__(self, queries: dict[str, SavedQuery]) -> None:
        self._queries = queries

    @property
    def names(self) -> list[str]:
        """Every name, sorted."""
        return list(self._queries)

    def __iter__(self) -> Iterator[SavedQuery]:
        return iter(self._queries.values())

    def __len__(self) -> int:
        return len(self._queries)

    def get(self, name: str) -> SavedQuery:
        """Return the query ``topic/name``; the topic may be left out where the rest is unique.

        Raises:
            UnknownQuery: there is none; its ``facts["nearest"]`` are the nearest names.
        """
        wanted = name.strip().removesuffix(".rq").removesuffix(".cypher")
        if wanted in self._queries:
            return self._queries[wanted]
        same_end = [n for n in self._queries if n.partition("/")[2] == wanted]
        if len(same_end) == 1:
            return self._queries[same_end[0]]
        nearest = same_end or self._nearest(wanted)
        shown = "、".join(nearest), ", ".join(nearest)
        raise UnknownQuery(
            f"没有名为「{name}」的查询" + (f"；最接近的有：{shown[0]}。" if nearest else "。")
            + "全部查询见 gaoxin queries。",
            f"There is no saved query {name!r}"
            + (f"; the nearest are {shown[1]}. " if nearest else ". ")
            + "gaoxin queries lists all of them.",
            name=name,
            nearest=nearest,
        )  # fmt: skip

    def _nearest(self, wanted: str) -> list[str]:
        ends = {n.partition("/")[2]: n for n in self._queries}
        close = difflib.get_close_matches(wanted, self._queries, n=3, cutoff=0.5)
        close += [ends[e] for e in difflib.get_close_matches(wanted, ends, n=3, cutoff=0.5)]
        close += [q.name for q in self.search(wanted)]
        return list(dict.fromkeys(close))[:3]

    def search(self, text: str) -> list[SavedQuery]:
        """Queries whose name, titles, description or tags contain every word of ``text``."""
        words = text.casefold().split()
        return [q for q in self if all(word in _haystack(q) for word in words)]


def _haystack(query: SavedQuery) -> str:
    parts = (
        query.name, query.title_zh, query.title_en, query.description_zh, query.description_en,
        query.who_zh, query.who_en, *query.tags,
    )  # fmt: skip
    return "\n".join(parts).casefold()


@cache
def catalogue() -> Catalogue:
    """Read every twin that the package brings (cached).

    Raises:
        InvalidSource: a file's header cannot be read, a twin is missing, or twins' headers differ.
    """
    return read_catalogue(files("gaoxin.queries"))


def read_catalogue(folder: Traversable) -> Catalogue:
    """Read every twin below ``folder``; raises as :func:`catalogue` does."""
    found: dict[str, dict[str, str]] = {}
    for topic in folder.iterdir():
        if not topic.is_dir() or topic.name.startswith(("_", ".")):
            continue
        for entry in topic.iterdir():
            stem, dot, ending = entry.name.rpartition(".")
            if dot + ending in (".rq", ".cypher"):
                pair = found.setdefault(f"{topic.name}/{stem}", {})
                pair[dot + ending] = entry.read_text(encoding="utf-8")
    return Catalogue({name: _read_twins(name, found[name]) for name in sorted(found)})


def _read_twins(name: str, texts: dict[str, str]) -> SavedQuery:
    for suffix in (".rq", ".cypher"):
        if suffix not in texts:
            raise _contradiction(name + suffix, "缺少这一半", "this half of the twins is missing")
    _, keys, sparql = split_header(texts[".rq"], ".rq", name + ".rq")
    title, other, cypher = split_header(texts[".cypher"], ".cypher", name + ".cypher")
    if keys != other:
        raise _contradiction(name, "两个文件的文件头不同", "the headers of the twins differ")
    missing = [key for key in _NEEDED if not keys.get(key)]
    if missing:
        listed = ", ".join(missing)
        raise _contradiction(name, f"文件头缺少 {listed}", f"the header lacks {listed}")
    summary, description, who = keys["summary"], keys["description"], keys["who"]
    if title != f"{summary['zh']} {summary['en']}":
        raise _contradiction(
            name + ".cypher", "首行不是「中文标题 English title」", "line 1 is not both titles"
        )
    return SavedQuery(
        name=name,
        title_zh=summary["zh"], title_en=summary["en"],
        description_zh=description["zh"], description_en=description["en"],
        who_zh=who["zh"], who_en=who["en"],
        tags=tuple(keys["tags"]),
        columns=tuple(keys["columns"]),
        parameters=tuple(_read_parameter(name, p) for p in keys.get("parameters", [])),
        sparql=sparql,
        cypher=cypher,
    )  # fmt: skip


def _read_parameter(name: str, keys: dict[str, Any]) -> Parameter:
    kind = keys.get("type", "")
    values = keys.get("values", "")
    good = re.fullmatch(r"thing(:[A-Z][A-Za-z]+)?", kind) or kind in TYPES
    if not good or not all(keys.get(key) for key in ("name", "zh", "en", "values")):
        raise _contradiction(name, f"参数写法有误：{keys}", f"a parameter is incomplete: {keys}")
    return Parameter(
        name=keys["name"],
        type=kind,
        zh=keys["zh"],
        en=keys["en"],
        default=keys.get("default"),
        values=tuple(values) if isinstance(values, list) else (),
        source=", ".join(values) if isinstance(values, list) else values,
    )


def _contradiction(place: str, zh: str, en: str) -> InvalidSource:
    return InvalidSource(
        f"查询 {place}：{zh}；请改正该文件。", f"Query {place}: {en}; correct the file.", file=place
    )
