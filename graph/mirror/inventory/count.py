"""Counts the content of a Neo4j: labels, properties, relationships, indexes, examples.

Names and meanings come from the vocabulary; counts, types, directions and examples from the
database.  A term of the vocabulary that the database lacks is listed with a count of 0.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from gaoxin.errors import MirrorDiverged
from gaoxin.graph.mirror.database.neo4j_reader import MirrorState, Neo4jGraph
from gaoxin.graph.mirror.mapping.term_names import (
    MIRRORED,
    NAME_KEY,
    RESOURCE,
    URI,
    Neo4jNames,
)
from gaoxin.ontology.terms import ClassTerm, PropertyTerm, vocabulary

if TYPE_CHECKING:
    from gaoxin.settings import Settings

LABEL, PROPERTY, RELATIONSHIP = "label", "property", "relationship"
RELATIONSHIP_PROPERTY, INDEX, CONSTRAINT = "relationship_property", "index", "constraint"

# The example is the node with the most relationships, then the last by name: it is well known, and
# the same for the same data.
_LABELS = f"""MATCH (n:{MIRRORED}) WITH n, COUNT {{ (n)--() }} AS degree
RETURN labels(n) AS labels, count(*) AS count, max(
  [degree, coalesce(toStringOrNull(n.name), ''), coalesce(toStringOrNull(n.uri), '')]) AS example"""
_PROPERTIES = f"""MATCH (n:{MIRRORED}) WITH n, labels(n) AS labels, COUNT {{ (n)--() }} AS degree
UNWIND keys(n) AS key
RETURN labels, key, valueType(n[key]) AS type, count(*) AS count,
  max([degree, coalesce(toStringOrNull(n.name), ''), n[key]]) AS example"""
_RELATIONSHIPS = """MATCH (a)-[r]->(b) WHERE r.sources IS NOT NULL
RETURN type(r) AS type, labels(a) AS start, labels(b) AS end, count(*) AS count,
  max([COUNT { (a)--() } + COUNT { (b)--() }, coalesce(toStringOrNull(a.name), ''),
       coalesce(toStringOrNull(b.name), '')]) AS example"""
_CARRIED = """MATCH ()-[r]->() WHERE r.sources IS NOT NULL UNWIND keys(r) AS key
RETURN type(r) AS of, key, valueType(r[key]) AS type, count(*) AS count, max(r[key]) AS example"""
_INDEXES = """SHOW INDEXES YIELD name, type, labelsOrTypes, properties
WHERE type <> 'LOOKUP' RETURN name, type, labelsOrTypes AS labels, properties"""
_CONSTRAINTS = "SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties "
_CONSTRAINTS += "RETURN name, type, labelsOrTypes AS labels, properties"
_ENDS = f"""UNWIND $uris AS uri MATCH (n:{RESOURCE} {{uri: uri}})
RETURN uri, COLLECT {{ MATCH (n)-[r]->(m) WHERE toStringOrNull(m.name) IS NOT NULL
  RETURN type(r) + ' ' + toStringOrNull(m.name) ORDER BY type(r), m.name }} AS ends"""

_DERIVED: dict[str, tuple[str, str]] = {
    "uri": ("IRI，节点的键", "its IRI, the key of a node"),
    "sources": ("来源的键", "keys of the sources that say so"),
    "confidence": ("各来源给出的可信度", "the grade by each of the sources"),
    "inferred": ("推出而非来源所说", "follows by a rule"),
    "nameKey": ("匹配用的名称键", "match key of the name"),
    "types": ("确切所属的类", "the exact classes"),
    "caption": ("Browser 中显示的文字", "what Neo4j Browser shows"),
    "typeSources": ("哪个来源说属于哪一类", "which source states which class"),
}
_COMPANIONS: dict[str, tuple[str, str]] = {
    "Others": ("的其他值", "other values"),
    "Exact": ("的原样写法", "as written"),
    "Datatype": ("的数据类型", "datatype"),
    "Language": ("的语言", "language"),
    "Precision": ("精确到哪一级", "how exact it is: year, month or day"),
    "Text": ("不是日期的写法", "what is written there and is no date"),
}


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """One row of the schema; the columns depend on ``kind``.

    ``of``: the label or type that has a property, the superclasses of a label, the start of a
    relationship, or what an index is on.  ``to``: the end of a relationship, or the properties of
    an index.  ``detail``: the direction that the ontology declares.
    """

    kind: str
    name: str
    of: str = ""
    to: str = ""
    type: str = ""
    count: int | None = None
    zh: str = ""
    en: str = ""
    detail: str = ""
    example: str = ""

    def row(self) -> dict[str, Any]:
        """As a row of a table."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Inventory:
    """All rows, and the state of the mirror."""

    state: MirrorState
    entries: tuple[InventoryRow, ...]

    def of_kind(self, kind: str) -> list[InventoryRow]:
        """The rows of one kind."""
        return [entry for entry in self.entries if entry.kind == kind]


def read_inventory(settings: Settings) -> Inventory:
    """List the Neo4j in use.

    Raises:
        MirrorUnavailable: Neo4j cannot be reached.
        MirrorDiverged: nothing was mirrored into it yet.
    """
    from gaoxin.graph.mirror.database.connect import open_database
    from gaoxin.graph.mirror.mapping.term_names import current_names

    with open_database(settings, current_names()) as graph:
        return inventory(graph)


def inventory(graph: Neo4jGraph) -> Inventory:
    """List one database.

    Raises:
        MirrorDiverged: nothing was mirrored into it yet.
    """
    nodes = graph.rows(_LABELS)
    if not nodes:
        raise MirrorDiverged(
            "Neo4j 中还没有镜像；请先运行 gaoxin mirror。",
            "Neo4j holds no mirror yet; run gaoxin mirror first.",
        )
    lister = _Lister(graph.names)
    entries = lister.labels(nodes, _ends(graph, nodes))
    entries += lister.properties(graph.rows(_PROPERTIES))
    entries += lister.relationships(graph.rows(_RELATIONSHIPS))
    entries += lister.carried(graph.rows(_CARRIED))
    for kind, query in ((INDEX, _INDEXES), (CONSTRAINT, _CONSTRAINTS)):
        entries += [_index(kind, row) for row in sorted(graph.rows(query), key=lambda r: r["name"])]
    return Inventory(graph.state(), tuple(entries))


class _Lister:
    """Turns counts into rows with names and meanings."""

    def __init__(self, names: Neo4jNames) -> None:
        self.names = names
        self.terms = vocabulary()

    def labels(self, rows: list[dict[str, Any]], ends: dict[str, str]) -> list[InventoryRow]:
        counts: Counter[str] = Counter()
        best: dict[str, list[Any]] = {}
        for row in rows:
            for label in set(row["labels"]) - {MIRRORED}:
                counts[label] += row["count"]
                best[label] = max(best.get(label, row["example"]), row["example"])
        out = []
        for label in sorted({RESOURCE, *self.names.classes_by_label, *counts}):
            zh, en, above = self._label(label)
            _, name, uri = best.get(label, (0, "", ""))
            example = name or ends.get(uri, uri)
            out.append(
                InventoryRow(LABEL, label, above, "", "", counts[label], zh, en, "", example)
            )
        return out

    def properties(self, rows: list[dict[str, Any]]) -> list[InventoryRow]:
        found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            for label in self._minimal(row["labels"]):
                found[label, row["key"]].append(row)
        out = []
        for (label, key), group in sorted(found.items()):
            _, name, value = max((r["example"] for r in group), key=lambda e: (e[0], e[1]))
            named = name and key not in ("name", NAME_KEY, URI)
            example = f"{name}: {_text(value)}" if named else _text(value)
            out.append(self._property(PROPERTY, key, label, group, example))
        return out

    def relationships(self, rows: list[dict[str, Any]]) -> list[InventoryRow]:
        found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            start, end = (":".join(self._minimal(row[k])) for k in ("start", "end"))
            found[row["type"], start, end].append(row)
        missing = self.names.predicates_by_type.keys() - {kind for kind, _, _ in found}
        found |= {(kind, "", ""): [] for kind in missing}
        out = []
        for (kind, start, end), group in sorted(found.items()):
            term = self.terms.by_iri(self.names.predicates_by_type.get(kind, ""))
            example = ""
            if group:
                _, a, b = max(r["example"] for r in group)
                example = f"({a or ':' + start})-[:{kind}]->({b or ':' + end})"
            out.append(
                InventoryRow(
                    RELATIONSHIP,
                    kind,
                    start,
                    end,
                    "",
                    sum(r["count"] for r in group),
                    term.label_zh if term else "",
                    term.label_en if term else "",
                    self._declared(term),
                    example,
                )
            )
        return out

    def carried(self, rows: list[dict[str, Any]]) -> list[InventoryRow]:
        found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            found[row["of"], row["key"]].append(row)
        return [
            self._property(RELATIONSHIP_PROPERTY, key, kind, group, _text(group[0]["example"]))
            for (kind, key), group in sorted(found.items())
        ]

    def _property(
        self, kind: str, key: str, of: str, group: list[dict[str, Any]], example: str
    ) -> InventoryRow:
        zh, en = self.meaning(key)
        if (kind, key) == (RELATIONSHIP_PROPERTY, URI):
            zh, en = "所代表的陈述或任职", "the Statement or Position that it stands for"
        types = _types(row["type"] for row in group)
        count = sum(r["count"] for r in group)
        return InventoryRow(kind, key, of, "", types, count, zh, en, "", example)

    def meaning(self, key: str) -> tuple[str, str]:
        """The meaning of a property in Chinese and English; empty if somebody else added it."""
        if key in _DERIVED:
            return _DERIVED[key]
        if key in self.names.slots_by_key:
            slot, language = self.names.slots_by_key[key]
            term = self.terms.by_iri(slot.predicate)
            assert term is not None
            if language == "en" and key == slot.key_en:
                return f"{term.label_zh}（英文）", f"{term.label_en} in English"
            return term.label_zh, term.label_en
        for suffix in _COMPANIONS:
            if key.endswith(suffix) and (stem := key.removesuffix(suffix)):
                zh, en = self.meaning(stem)
                if en:
                    return zh + _COMPANIONS[suffix][0], f"{en}: {_COMPANIONS[suffix][1]}"
        return "", ""

    def _label(self, label: str) -> tuple[str, str, str]:
        if label == RESOURCE:
            return "图谱的每个节点", "every node of the graph", ""
        term = self.terms.by_iri(self.names.classes_by_label.get(label, ""))
        if not isinstance(term, ClassTerm):
            return "", "", ""
        above = (self.terms.classes[parent].label for parent in term.parents)
        return term.label_zh, term.label_en, ":".join(name for name in above if name)

    def _minimal(self, labels: Iterable[str]) -> list[str]:
        known = self.names.classes_by_label
        closed = frozenset(known[label] for label in labels if label in known)
        return sorted(self.names.labels[t] for t in self.names.minimal(closed)) or [RESOURCE]

    def _declared(self, term: ClassTerm | PropertyTerm | None) -> str:
        if not isinstance(term, PropertyTerm):
            return ""
        ends = (term.domain, term.range if isinstance(term.range, tuple) else ())
        shown = ("|".join(self._labels_of(names)) for names in ends)
        return "-->".join(f"(:{names})" if names else "()" for names in shown)

    def _labels_of(self, names: Iterable[str]) -> list[str]:
        """Labels of classes; for a class without one those of the nearest classes below it."""
        classes = self.terms.classes
        labels: set[str] = set()
        for name in names:
            if name in classes and classes[name].label:
                labels.add(classes[name].label)
                continue
            below = {c.name: c for c in classes.values() if c.label and name in c.parents}
            labels.update(c.label for c in below.values() if below.keys().isdisjoint(c.parents))
        return sorted(labels)


def _ends(graph: Neo4jGraph, nodes: list[dict[str, Any]]) -> dict[str, str]:
    """What an example without a name points at, to describe it."""
    nameless = [row["example"][2] for row in nodes if not row["example"][1]]
    rows = graph.rows(_ENDS, uris=nameless)
    return {row["uri"]: ", ".join(row["ends"][:3]) for row in rows if row["ends"]}


def _index(kind: str, row: dict[str, Any]) -> InventoryRow:
    labels, properties = ":".join(row["labels"] or []), ", ".join(row["properties"] or [])
    return InventoryRow(kind, row["name"], labels, properties, row["type"])


def _types(found: Iterable[str]) -> str:
    """Neo4j's names of value types; the type of an empty list is left out beside another list."""
    plain = {name.replace(" NOT NULL", "") for name in found}
    lists = [name for name in plain if name.startswith("LIST<")]
    if len(lists) > 1:
        plain.discard("LIST<NOTHING>")
    return " | ".join(sorted(plain))


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value[:3])) + (" …" if len(value) > 3 else "")
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
