"""Random graphs with the ontology's terms, much more unusual than those from our loaders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from hypothesis import strategies as st

from gaoxin.graph.mirror.mapping.term_names import Neo4jNames, current_names
from gaoxin.graph.mirror.mapping.to_neo4j import GraphElements
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.digest import MirroredTerms, attribution_line, triple_line
from gaoxin.ontology.namespaces import GX, RDF, SKOS, XSD
from gaoxin.ontology.terms import vocabulary
from gaoxin.settings import read_settings

BASE = "https://w3id.org/gaoxin/id/"
MINTER = Minter(read_settings({"GAOXIN_BASE": BASE, "GAOXIN_HOME": "/nowhere"}))
SOURCES = ("article-001", "national list", "文章/三", "a:b")
DATASETS = ("one", "数据 two")
GRAPHS = {MINTER.graph(d, s).value: s for d in DATASETS for s in SOURCES}
TYPE = ox.NamedNode(RDF + "type")

THINGS = [
    ox.NamedNode(iri)
    for iri in (
        BASE + "zone/tianjin-binhai",
        BASE + "enterprise/it's-(one)-$two",
        BASE + "person/李",
        BASE + "policy/" + "长" * 300,
        "http://example.org/foreign?a=b&c=%20d",
        "urn:x:😀",
        BASE + "statement/0000",
        BASE + "statement/0001",
        BASE + "position/0000",
        BASE + "observation/0000",
        *(MINTER.source(s).value for s in SOURCES[:2]),
    )
]
STATEMENTS = [ox.NamedNode(f"{BASE}statement/{n:04d}") for n in range(4)]
POSITIONS = [ox.NamedNode(f"{BASE}position/{n:04d}") for n in range(3)]
FIGURES = [ox.NamedNode(f"{BASE}observation/{n:04d}") for n in range(3)]

_VOCABULARY = vocabulary()
CLASSES = [ox.NamedNode(c.iri) for c in _VOCABULARY.classes.values()]
RELATIONS = [ox.NamedNode(p.iri) for p in _VOCABULARY.properties.values() if p.relationship]
PLAIN = [
    ox.NamedNode(p.iri)
    for p in _VOCABULARY.properties.values()
    if p.is_relation and p.iri.startswith(GX)
]
KEYED = [ox.NamedNode(p.iri) for p in _VOCABULARY.properties.values() if p.property_key]
TERMS = [*CLASSES, *(ox.NamedNode(p.iri) for p in _VOCABULARY.properties.values())]
FOREIGN = ox.NamedNode("http://example.org/unknown")

SPECIAL = [
    "",
    "'",
    '"',
    "`",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "😀",
    "𠮷野家",
    "\u0000",
    "a" * 9000,
    "長" * 3000,
    "天津滨海高新区",
    "City",
    "locatedIn",
    "null",
    "$x",
    "}) DETACH DELETE n //",
    "http://example.org/a",
    "e\u0301",
    "\u202e",
    "\ufeff",
]
TEXTS = st.sampled_from(SPECIAL) | st.text(max_size=12)
NUMBERS = [
    "0",
    "1",
    "-1",
    "2.50",
    "0.1",
    "69.7",
    "1e3",
    "1E-7",
    "INF",
    "-INF",
    "NaN",
    "-0.0",
    "123456789.123456789",
    "12345678901234567.8",
    "99999999999999999999999",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "007",
    "+5",
    "x",
]
DATES = [
    "2024",
    "-0044",
    "0012",
    "12024",
    "2024-05",
    "2024-05-01",
    "2024-05-01Z",
    "2024-13-01",
    "2024-02-30",
    "0001-01-01",
    "9999-12-31",
    "2024-05-01T10:00:00Z",
    "10:00:00",
    "P1Y",
]
_NUMERIC = ["integer", "decimal", "double", "float", "nonNegativeInteger", "long"]
_TEMPORAL = ["date", "gYear", "gYearMonth", "dateTime", "duration", "time"]
_OTHER = ["string", "boolean", "anyURI", "token", "hexBinary", "iri", "a:b"]


def _typed(text: str, name: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + name))


LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(
        lambda text, tag: ox.Literal(text, language=tag),
        TEXTS,
        st.sampled_from(["zh", "en", "zh-hant", "fr", "en-gb"]),
    ),
    st.builds(_typed, st.sampled_from(NUMBERS), st.sampled_from(_NUMERIC)),
    st.builds(_typed, st.sampled_from(DATES), st.sampled_from(_TEMPORAL)),
    st.builds(_typed, TEXTS | st.sampled_from(["true", "false", "1"]), st.sampled_from(_OTHER)),
    st.builds(
        lambda text: ox.Literal(text, datatype=ox.NamedNode("http://example.org/type")), TEXTS
    ),
    st.decimals(allow_nan=False, allow_infinity=False, places=6).map(
        lambda number: _typed(format(number, "f"), "decimal")
    ),
)
_SHORT_NAMES = st.sampled_from([SKOS + "prefLabel", SKOS + "altLabel", GX + "confidence"])
_PREDICATES = st.sampled_from(KEYED) | _SHORT_NAMES.map(ox.NamedNode)
_GRADES = st.sampled_from("ABCDIU").map(ox.Literal)

Quads = frozenset[ox.Quad]
_GRAPH = st.sampled_from([ox.NamedNode(iri) for iri in GRAPHS])
_ANY_GRAPH = st.one_of(_GRAPH, _GRAPH, _GRAPH, st.just(MINTER.inferred))
_NODE = st.sampled_from([*THINGS, *STATEMENTS, *POSITIONS, *FIGURES])


def _in(graphs: Iterable[ox.NamedNode], *triples: tuple[ox.NamedNode, ox.NamedNode, Any]) -> Quads:
    return frozenset(ox.Quad(s, p, o, g) for g in graphs for s, p, o in triples)


@st.composite
def _stray(draw: Any) -> Quads:
    """A single random triple in a random graph."""
    value = draw(
        st.one_of(
            st.tuples(st.just(TYPE), st.sampled_from(CLASSES)),
            st.tuples(_PREDICATES, LITERALS),
            st.tuples(_PREDICATES, st.sampled_from([*TERMS, *THINGS])),
            st.tuples(st.sampled_from(RELATIONS), _NODE),
            st.tuples(st.sampled_from(RELATIONS), LITERALS),
            st.tuples(st.just(FOREIGN), LITERALS | _NODE),
            st.tuples(st.just(TYPE), st.just(FOREIGN)),
        )
    )
    return _in([draw(_ANY_GRAPH)], (draw(_NODE), *value))


@st.composite
def _statement(draw: Any) -> Quads:
    """A relation as loaders write it: the plain triple and its Statement, in one or two graphs."""
    node, relation = draw(st.sampled_from(STATEMENTS)), draw(st.sampled_from(PLAIN))
    start, end = draw(st.sampled_from(THINGS[:6])), draw(st.sampled_from(THINGS[:6]))
    extra = draw(st.lists(st.tuples(_PREDICATES, LITERALS), max_size=3))
    extra += draw(
        st.lists(st.tuples(st.just(ox.NamedNode(GX + "confidence")), _GRADES), max_size=1)
    )
    graphs = draw(st.sets(_GRAPH, min_size=1, max_size=2))
    return _in(
        graphs,
        (start, relation, end),
        (node, TYPE, ox.NamedNode(GX + "Statement")),
        (node, ox.NamedNode(RDF + "subject"), start),
        (node, ox.NamedNode(RDF + "predicate"), relation),
        (node, ox.NamedNode(RDF + "object"), end),
        *((node, p, v) for p, v in extra),
    )


@st.composite
def _position(draw: Any) -> Quads:
    node, person = draw(st.sampled_from(POSITIONS)), THINGS[2]
    place = draw(st.sampled_from(THINGS[:2]))
    extra = draw(st.lists(st.tuples(_PREDICATES, LITERALS), max_size=2))
    return _in(
        draw(st.sets(_GRAPH, min_size=1, max_size=2)),
        (person, ox.NamedNode(GX + "holdsPosition"), place),
        (node, TYPE, ox.NamedNode(GX + "Position")),
        (node, ox.NamedNode(GX + "holder"), person),
        (node, ox.NamedNode(GX + "organization"), place),
        *((node, p, v) for p, v in extra),
    )


@st.composite
def _figure(draw: Any) -> Quads:
    node = draw(st.sampled_from(FIGURES))
    kind = draw(st.sampled_from(["Observation", "Target", "Ranking"]))
    return _in(
        draw(st.sets(_GRAPH, min_size=1, max_size=2)),
        (node, TYPE, ox.NamedNode(GX + kind)),
        (node, ox.NamedNode(GX + "about"), draw(st.sampled_from(THINGS[:6]))),
        (node, ox.NamedNode(GX + "value"), draw(LITERALS)),
    )


_PART = st.one_of(_stray(), _stray(), _statement(), _statement(), _position(), _figure())
ADDITIONS = st.lists(_PART, min_size=1, max_size=12).map(
    lambda parts: canonical(frozenset().union(*parts))
)


@st.composite
def histories(draw: Any, steps: int = 3) -> list[Quads]:
    """A graph and its later states: after adding, removing, replacing, and the loss of a source."""
    now: Quads = draw(ADDITIONS)
    out = [now]
    for _ in range(steps):
        kind = draw(st.sampled_from(["add", "remove", "replace", "source", "swap"]))
        ordered = sorted(now, key=str)
        if kind == "source":
            gone = draw(st.sampled_from(SOURCES))
            now = frozenset(q for q in now if GRAPHS.get(q.graph_name.value) != gone)  # type: ignore[union-attr]
        elif kind in ("remove", "replace") and ordered:
            now -= draw(st.sets(st.sampled_from(ordered), max_size=6))
        elif kind == "swap":
            now = frozenset()
        if kind in ("add", "replace", "swap"):
            now |= draw(ADDITIONS)
        out.append(now)
    return out


def canonical(quads: Iterable[ox.Quad]) -> Quads:
    """The quads as the store returns them."""
    store = ox.Store()
    store.extend(quads)
    return frozenset(store)


def store_of(quads: Quads, folder: Path | None = None) -> ox.Store:
    """A store on disk whose default graph is the union of the named ones, as in a generation."""
    store = ox.Store(str(folder)) if folder else ox.Store()
    store.bulk_extend(quads)
    store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    store.flush()
    return store


def elements_of(
    quads: Quads, names: Neo4jNames | None = None, folder: Path | None = None
) -> GraphElements:
    return GraphElements(
        store_of(quads, folder),
        GRAPHS,
        MINTER.inferred.value,
        MINTER.source,
        names or current_names(),
    )


def expected_lines(quads: Quads) -> set[str]:
    """The lines that the mirror must hold, computed directly from the definition in
    docs/architecture.md.
    """
    terms = MirroredTerms(_VOCABULARY)
    out: set[str] = set()
    for quad in quads:
        if terms.is_mirrored(quad):
            out.add(triple_line(quad))
            source = GRAPHS.get(quad.graph_name.value)  # type: ignore[union-attr]
            if source is not None and terms.is_attributed(quad):
                out.add(attribution_line(quad, source))
    return out


def iris_of(quads: Quads) -> set[str]:
    """All IRIs that may have a node."""
    out = {q.subject.value for q in quads}  # type: ignore[union-attr]
    return out | {q.object.value for q in quads if isinstance(q.object, ox.NamedNode)}
