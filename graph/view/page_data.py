"""The data of a page for its scripts: things, lines, facts and sources as compact JSON values.

Facts refer to sources by number, so that each title is in the page only once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from gaoxin.graph.appearance.palette import DASHES, line_kind, look
from gaoxin.graph.facts.finding import Finding
from gaoxin.graph.facts.reader import SourceRef
from gaoxin.graph.lookup.brief_names import brief_english, brief_name
from gaoxin.graph.lookup.thing import class_labels_of, labels_of
from gaoxin.graph.names.keys import has_han, match_key, pinyin, simplify
from gaoxin.graph.view.arrangement import Arrangement, Title
from gaoxin.graph.view.subgraph import DrawnThing, Subgraph
from gaoxin.language import language
from gaoxin.ontology.terms import vocabulary

_KINDS = list(DASHES)
_COMPARATORS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ "}


def page_data(
    subgraph: Subgraph,
    title: Title,
    arrangement: Arrangement,
    *,
    generation: int | None,
    time: str,
    asked: str,
) -> dict[str, Any]:
    """All data except the network of the drawing, as JSON values."""
    collector = _Collector(subgraph)
    nodes = [collector.node(node) for node in subgraph.nodes]
    lines = collector.lines(subgraph.edges)
    return {
        "language": language(),
        "title": {"zh": title.zh, "en": title.en},
        "asked": asked or title.told,
        "made": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "generation": generation,
        "time": _moment(time),
        "askedDepth": subgraph.depth,
        "limit": subgraph.limit,
        "leftOut": subgraph.left_out,
        "starts": [collector.numbers[iri] for iri in subgraph.starts],
        "arrangement": collector.arranged(arrangement),
        "notes": [{"zh": zh, "en": en} for zh, en in arrangement.notes],
        "grades": _grades(),
        "classes": collector.classes(),
        "predicates": collector.predicates,
        "sources": collector.sources,
        "variants": _variants(subgraph.nodes),
        "kinds": {kind: {"dashes": dashes or None} for kind, dashes in DASHES.items()},
        "nodes": nodes,
        "lines": lines,
    }


class _Collector:
    """Assigns numbers to things and sources while converting them to JSON values."""

    def __init__(self, subgraph: Subgraph) -> None:
        self.subgraph = subgraph
        self.numbers = {node.iri: number for number, node in enumerate(subgraph.nodes)}
        self.predicates: dict[str, dict[str, Any]] = {}
        self.sources: list[dict[str, str]] = []
        self._source_numbers: dict[str, int] = {}

    def classes(self) -> list[dict[str, Any]]:
        """The classes that occur, in the legend's order."""
        order = {name: place for place, name in enumerate(vocabulary().classes)}
        present = {node.cls for node in self.subgraph.nodes}
        found = []
        for name in sorted(present, key=lambda name: (order.get(name, len(order)), name)):
            drawn = look(name)
            zh, en = class_labels_of(name) if name else ("未分类", "unclassified")
            found.append(
                {"name": name, "zh": zh, "en": en, "colour": drawn.colour, "shape": drawn.shape}
            )
        return found

    def arranged(self, arrangement: Arrangement) -> dict[str, Any]:
        """The arrangement with numbers instead of IRIs."""
        blocks = [
            {
                "zh": block.zh,
                "en": block.en,
                "members": [self.numbers[iri] for iri in block.members],
                "planned": [self.numbers[iri] for iri in block.planned],
                "place": block.place,
            }
            for block in arrangement.blocks
        ]
        groups = [[self.numbers[iri] for iri in one] for one in arrangement.communities]
        return {"kind": arrangement.kind, "blocks": blocks, "groups": groups}

    def node(self, node: DrawnThing) -> dict[str, Any]:
        """One thing as JSON values; ``k`` holds the search keys."""
        facts = [self._fact(fact) for fact in node.facts]
        plain: dict[str, Any] = {"i": node.iri, "c": node.cls, "n": node.name, "d": node.depth}
        optional: dict[str, Any] = {
            "e": node.en,
            "s": _unless_same(brief_name(node.name, node.aliases), node.name),
            "se": _unless_same(brief_english(node.en), node.en),
            "a": list(node.aliases),
            "f": facts,
            "b": node.beyond,
            "k": _keys(node),
        }
        return plain | {key: value for key, value in optional.items() if value}

    def _fact(self, fact: Finding) -> dict[str, Any]:
        told = self._told(fact)
        if fact.object:
            zh, en = self.subgraph.names.get(fact.object, (fact.object, ""))
            told |= {"o": zh} | ({"oe": en} if en else {})
        if fact.figure:
            told["v"] = _COMPARATORS.get(fact.comparator, fact.comparator) + (
                fact.value or fact.text
            )
        if fact.unit:
            told["u"] = fact.unit
        return told

    def _told(self, fact: Finding) -> dict[str, Any]:
        """The fields that figures, attributes and relations share; unknown ones are left out."""
        if fact.predicate not in self.predicates:
            self.predicates[fact.predicate] = _predicate(fact.predicate)
        told: dict[str, Any] = {"p": fact.predicate}
        optional = {"t": fact.time, "s": fact.status, "q": fact.remark, "y": _years(fact)}
        told |= {key: value for key, value in optional.items() if value}
        if fact.inferred:
            told["inf"] = 1
        told["src"] = [[self._source(source), source.grade] for source in fact.sources]
        return told

    def _source(self, source: SourceRef) -> int:
        if source.key not in self._source_numbers:
            self._source_numbers[source.key] = len(self.sources)
            self.sources.append(
                {
                    "key": source.key,
                    "title": source.title or source.key,
                    "date": source.date,
                    "publisher": source.publisher,
                }
            )
        return self._source_numbers[source.key]

    def lines(self, edges: Iterable[Finding]) -> list[dict[str, Any]]:
        """One line for each pair of related things, with all relations between them.

        Parallel straight lines would hide each other, so one line has several parts.  It is drawn
        in the style of the strongest: stated, then planned, then historical, then inferred.
        """
        pairs: dict[tuple[int, int], list[dict[str, Any]]] = {}
        for edge in edges:
            ends = self.numbers[edge.subject], self.numbers[edge.object]
            part = self._told(edge)
            part["from"] = ends[0]
            part["kind"] = line_kind(edge.status, inferred=edge.inferred)
            pairs.setdefault((min(ends), max(ends)), []).append(part)
        found = []
        for (a, b), parts in sorted(pairs.items()):
            forward = any(part["from"] == a for part in parts)
            backward = any(part["from"] == b for part in parts)
            arrows = "to, from" if forward and backward else "to" if forward else "from"
            kind = min((part["kind"] for part in parts), key=_KINDS.index)
            found.append({"a": a, "b": b, "kind": kind, "arrows": arrows, "parts": parts})
        return found


def _predicate(name: str) -> dict[str, Any]:
    """The name of a relation or attribute, and of its inverse where the ontology has one."""
    zh, en = labels_of(name)
    told: dict[str, Any] = {"zh": zh, "en": en}
    term = vocabulary().properties.get(name)
    if term is not None and term.inverse:
        inverse_zh, inverse_en = labels_of(term.inverse)
        told["inverse"] = {"zh": inverse_zh, "en": inverse_en}
    if term is not None and term.implies:
        told["implies"] = list(term.implies)
    return told


def _grades() -> list[dict[str, str]]:
    """All grades, strongest first, with their words and meanings in both languages."""
    return [
        {
            "letter": code,
            "zh": value.label_zh,
            "en": value.label_en,
            "meaning_zh": value.meaning_zh,
            "meaning_en": value.meaning_en,
        }
        for value in vocabulary().schemes["GradeScheme"].values
        for code in value.codes
    ]


def _unless_same(text: str, other: str) -> str:
    return "" if text == other else text


def _moment(time: str) -> str:
    """An ISO 8601 time in readable form, in UTC; any other text is returned unchanged."""
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return time
    if moment.tzinfo is None:
        return f"{moment:%Y-%m-%d %H:%M}"
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _years(fact: Finding) -> list[int]:
    """First and last year of a fact's time, or an empty list.

    If one end is open (``2020/..``), the known year is used for both.
    """
    known = [int(text[:4]) for text in (fact.start, fact.end) if text[:4].isdigit()]
    if not known and fact.time[:4].isdigit():
        known = [int(fact.time[:4])]
    return [min(known), max(known)] if known else []


def _keys(node: DrawnThing) -> list[str]:
    """Normal forms, pinyin and initials of all names."""
    keys: dict[str, None] = {}
    for name in (node.name, node.en, *node.aliases):
        if not name:
            continue
        keys[match_key(name)] = None
        if has_han(name) and len(name) <= 60:
            full, initials = pinyin(name)
            keys[full] = keys[initials] = None
    return [key for key in keys if key]


@cache
def _simplified() -> dict[str, str]:
    """Simplified characters, grouped with the traditional ones that map to them."""
    block = "".join(map(chr, range(0x3400, 0xA000)))
    return {old: new for old, new in zip(block, simplify(block), strict=True) if old != new}


def _variants(nodes: Iterable[DrawnThing]) -> dict[str, str]:
    """Traditional variants of the characters in the names, so that search finds both."""
    names = (name for node in nodes for name in (node.name, *node.aliases))
    present = set("".join(names))
    return {old: new for old, new in _simplified().items() if new in present}
