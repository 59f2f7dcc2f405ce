"""The catalogue of saved queries: list them, search them, and find one by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gaoxin.errors import UnknownQuery
from gaoxin.language import say
from gaoxin.queries.cypher_text import CypherText, expected_values, split_text
from gaoxin.queries.header import contradiction, read_header

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_ENDINGS = (".toml", ".rq", ".cypher")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a saved query.

    ``type`` is ``thing`` (any), ``thing:<Class>``, ``string``, ``integer``, ``decimal`` or
    ``year``.  ``default`` is used if no value is given; it is ``None`` if a value is required.
    ``values`` are the allowed values, or ``()`` if any value is allowed.  ``source`` says in words
    where the values come from.  ``example`` is a value for which the project's data have an answer;
    it is never used instead of a value.  ``formerly`` is a former name, which is still accepted.
    """

    name: str
    type: str
    zh: str
    en: str
    default: str | None
    values: tuple[str, ...]
    source: str
    example: str = ""
    formerly: str = ""

    @property
    def is_required(self) -> bool:
        """Whether a value must be given."""
        return self.default is None

    @property
    def class_name(self) -> str | None:
        """Local name of the class that the thing must have; ``None`` for any and for literals."""
        return self.type.partition(":")[2] or None

    @property
    def is_thing(self) -> bool:
        """Whether its values are things."""
        return self.type.partition(":")[0] == "thing"


_START = 2
"""Characters by which an example is seen to be what is given: 合肥 in all names of its zone."""


@dataclass(frozen=True, slots=True)
class OtherQuery:
    """A query that may have an answer where another one has none; the words say what that means.

    For example, a thing has no figures, but it has targets.
    """

    query: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved query: its header and both twins.  ``columns`` are those of the answer, in order.

    ``asked_zh`` and ``asked_en`` are ways in which people ask it, with ``{zone}`` or
    ``{thing:Person}`` where a value stands (a parameter, and perhaps the class of its value).
    ``otherwise`` are queries to try where this one has no answer.
    """

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
    cypher_text: CypherText
    asked_zh: tuple[str, ...] = ()
    asked_en: tuple[str, ...] = ()
    otherwise: tuple[OtherQuery, ...] = ()

    @property
    def topic(self) -> str:
        """The topic, which is the name of its folder."""
        return self.name.partition("/")[0]

    @property
    def title(self) -> str:
        """The title in the current language."""
        return say(self.title_zh, self.title_en)

    @property
    def cypher(self) -> str:
        """The Cypher twin with example values, as it runs in Neo4j Browser."""
        return self.cypher_text.pasted

    @property
    def cypher_with_parameters(self) -> str:
        """The Cypher twin with its values as parameters of the driver."""
        return self.cypher_text.with_parameters([p.name for p in self.parameters])

    @property
    def examples(self) -> dict[str, str]:
        """An example of each parameter: with these values, the project's data have an answer."""
        return {parameter.name: parameter.example for parameter in self.parameters}

    def command(self, given: Mapping[str, str] | None = None) -> str:
        """A command line that runs it with the values ``given``.

        Required parameters that are not given have their examples (:meth:`missing`), or another's
        where theirs begins like a value that is given: no zone is compared with itself.
        """
        values = dict(given or {})
        examples = {p.name: p.example for p in self.parameters if p.is_required}
        taken = {
            example[:_START]: examples[name]
            for name, value in values.items()
            for example in examples.values()
            if name in examples and value[:_START] == example[:_START]
        }
        chosen = {name: taken.get(text[:_START], text) for name, text in examples.items()}
        pairs = [f"{name}={value}" for name, value in (chosen | values).items()]
        return " ".join(["gaoxin query", self.name, *map(_quoted, pairs)])

    def missing(self, given: Mapping[str, str]) -> list[str]:
        """The required parameters that have no value in ``given``."""
        return [p.name for p in self.parameters if p.is_required and p.name not in given]


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
        """Return the query ``topic/name``; the topic may be left out if only one query has the
        name.

        Raises:
            UnknownQuery: there is no such query; ``facts["nearest"]`` lists the nearest names.
        """
        wanted = name.strip().removesuffix(".rq").removesuffix(".cypher").removesuffix(".toml")
        if wanted in self._queries:
            return self._queries[wanted]
        same_end = [n for n in self._queries if n.partition("/")[2] == wanted]
        if len(same_end) == 1:
            return self._queries[same_end[0]]
        nearest = same_end or self._nearest(wanted)
        shown = "、".join(nearest), ", ".join(nearest)
        raise UnknownQuery(
            f"没有名为「{name}」的查询"
            + (f"；最接近的有：{shown[0]}。" if nearest else "。")
            + "全部查询见 gaoxin queries。",
            f"There is no saved query {name!r}"
            + (f"; the nearest are {shown[1]}. " if nearest else ". ")
            + "gaoxin queries lists all of them.",
            name=name,
            nearest=nearest,
        )

    def _nearest(self, wanted: str) -> list[str]:
        import difflib  # imported here because only unknown names need it

        ends = {n.partition("/")[2]: n for n in self._queries}
        close = difflib.get_close_matches(wanted, self._queries, n=3, cutoff=0.5)
        close += [ends[e] for e in difflib.get_close_matches(wanted, ends, n=3, cutoff=0.5)]
        close += [q.name for q in self.search(wanted)]
        return list(dict.fromkeys(close))[:3]

    def search(self, text: str) -> list[SavedQuery]:
        """Queries whose name, titles, description or tags contain every word of ``text``."""
        words = text.casefold().split()
        return [q for q in self if all(word in _haystack(q) for word in words)]


def _quoted(argument: str) -> str:
    """The argument as a shell takes it, in quotes only where it must be."""
    plain = re.fullmatch(r"[\w=./:“”（）、，。…%+-]+", argument)
    return argument if plain else "'" + argument.replace("'", "'\\''") + "'"


def _haystack(query: SavedQuery) -> str:
    parts = (
        query.name,
        query.title_zh,
        query.title_en,
        query.description_zh,
        query.description_en,
        query.who_zh,
        query.who_en,
        *query.tags,
    )
    return "\n".join(parts).casefold()


@cache
def catalogue() -> Catalogue:
    """Read every saved query of the package; cached.

    Raises:
        InvalidSource: a header or a twin is missing, or a header is invalid.
    """
    return read_catalogue(files("gaoxin.queries"))


def read_catalogue(folder: Traversable) -> Catalogue:
    """Read every query below ``folder``; raises the same errors as :func:`catalogue`."""
    found: dict[str, dict[str, str]] = {}
    for topic in folder.iterdir():
        if not topic.is_dir() or topic.name.startswith(("_", ".")):
            continue
        for entry in topic.iterdir():
            stem, dot, ending = entry.name.rpartition(".")
            if dot + ending in _ENDINGS:
                parts = found.setdefault(f"{topic.name}/{stem}", {})
                parts[dot + ending] = entry.read_text(encoding="utf-8")
    return Catalogue({name: _read_query(name, found[name]) for name in sorted(found)})


def _read_query(name: str, texts: dict[str, str]) -> SavedQuery:
    for ending in _ENDINGS:
        if ending not in texts:
            raise contradiction(name + ending, "缺少这个文件", "this file is missing")
    keys = read_header(texts[".toml"], name + ".toml")
    summary, description, who = keys["summary"], keys["description"], keys["who"]
    title, _, cypher = texts[".cypher"].partition("\n")
    expected = f"// {summary['zh']} {summary['en']}"
    if title.rstrip() != expected:
        raise contradiction(
            name + ".cypher", f"首行应是「{expected}」", f"line 1 must be {expected!r}"
        )
    parameters = tuple(map(_parameter, keys["parameters"]))
    text = split_text(cypher)
    wanted = expected_values((p.name, p.type, p.example) for p in parameters)
    if text.values != wanted:
        line = wanted.strip() or "MATCH …"
        raise contradiction(name + ".cypher", f"第二行应是「{line}」", f"line 2 must be {line!r}")
    return SavedQuery(
        name=name,
        title_zh=summary["zh"],
        title_en=summary["en"],
        description_zh=description["zh"],
        description_en=description["en"],
        who_zh=who["zh"],
        who_en=who["en"],
        tags=tuple(keys["tags"]),
        columns=tuple(keys["columns"]),
        parameters=parameters,
        sparql=texts[".rq"].strip() + "\n",
        cypher_text=text,
        asked_zh=tuple(keys["asked"].get("zh", ())),
        asked_en=tuple(keys["asked"].get("en", ())),
        otherwise=tuple(OtherQuery(**other) for other in keys["otherwise"]),
    )


def _parameter(keys: dict[str, Any]) -> Parameter:
    values = keys["values"]
    return Parameter(
        name=keys["name"],
        type=keys["type"],
        zh=keys["zh"],
        en=keys["en"],
        default=keys["default"],
        values=tuple(values) if isinstance(values, list) else (),
        source=", ".join(values) if isinstance(values, list) else values,
        example=keys["example"] or "",
        formerly=keys["formerly"],
    )
