"""Judging sorted lines gives what judging each node alone gives, for every rule of the shapes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.lines import line_of, quads_of_lines
from gaoxin.loaders.checking import line_judge
from gaoxin.loaders.checking.line_judge import LineJudge
from gaoxin.loaders.checking.shape_judge import Judge, Violation
from gaoxin.ontology.namespaces import DCT, GX, RDF_TYPE_IRI, SKOS, XSD
from gaoxin.ontology.shacl import Shape, read_shapes, shapes
from gaoxin.settings import read_settings
from tests.fixtures.rdf import TURTLE_HEAD

BASE = Minter(read_settings({})).base
GRAPHS = [f"{BASE}graph/d/{source}" for source in "ab"]
SUBJECTS = [
    *(f"<{BASE}{key}>" for key in ("enterprise/a", "zone/b", "zone/bad")),
    f"<{BASE}genid/c>",  # made from a blank node
    "<urn:foreign>",
    "_:d",
]
CLASSES = ["Person", "Enterprise", "Zone", "NationalZone", "Award"]

# Rules of every sort, on few properties, so that random data often keep them and often break them.
OWN_SHAPES = read_shapes(
    TURTLE_HEAD
    + """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <urn:shape:> .
s:name a sh:NodeShape ; sh:targetSubjectsOf skos:prefLabel , skos:altLabel ;
    sh:property [ sh:path skos:prefLabel ; sh:uniqueLang true ; sh:languageIn ( "zh" "en" ) ] ;
    sh:property [ sh:path skos:altLabel ; sh:minLength 2 ;
        sh:not [ sh:pattern "[\\u0001-\\u001F\\u007F]" ] ] .
s:subject a sh:NodeShape ; sh:targetSubjectsOf gx:p ;
    sh:or ( [ sh:class gx:Zone ] [ sh:not [ sh:class gx:Award ] ] ) ;
    sh:property [ sh:path gx:p ; sh:or ( [ sh:class gx:Zone ] [ sh:nodeKind sh:Literal ] ) ] .
s:award a sh:NodeShape ; sh:targetClass gx:Award ; sh:not [ sh:class gx:Zone ] .
s:iri a sh:NodeShape ; sh:targetSubjectsOf gx:q ;
    sh:not [ sh:pattern "bad" ] ;
    sh:property [ sh:path gx:q ; sh:in ( gx:x "x" "x"@zh ) ] .
s:apart a sh:NodeShape ; sh:targetSubjectsOf gx:r ;
    sh:property [ sh:path gx:r ; sh:not [ sh:class gx:Zone ] ] .
s:day a sh:NodeShape ; sh:targetClass gx:Person ;
    sh:property [ sh:path gx:from ; sh:minCount 1 ; sh:maxCount 2 ; sh:lessThanOrEquals gx:to ] ;
    sh:property [ sh:path gx:from ; sh:datatype xsd:date ] ;
    sh:property [ sh:path gx:to ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:decimal ] ) ] ;
    sh:property [ sh:path gx:size ; sh:datatype xsd:decimal ; sh:maxExclusive 100 ;
        sh:maxCount 1 ] ;
    sh:property [ sh:path gx:on ; sh:datatype xsd:date ] .
"""
)
# The values that keep these rules, by property.
GOOD: dict[str, list[str]] = {
    RDF_TYPE_IRI: [f"<{GX}{name}>" for name in CLASSES],
    f"{SKOS}prefLabel": ['"甲"@zh', '"乙"@zh', '"A"@en', '"甲"@zh--ltr'],
    f"{SKOS}altLabel": ['"甲乙"@zh', '"a\\\\b"', '"a\\"b"', '"\\"@zh"'],
    GX + "p": ['"x"', '"7"@en', f"<{BASE}zone/b>"],
    GX + "q": [f"<{GX}x>", '"x"', '"x"@zh'],
    GX + "r": ['"x"', f"<{BASE}enterprise/a>", f"<{BASE}zone/b>", "_:d"],
    GX + "from": [f'"{day}"^^<{XSD}date>' for day in ("2023-01-31", "2024-02-29", "2025-01-01")],
    GX + "on": [f'"2024-02-29"^^<{XSD}date>'],
    GX + "to": [f'"{day}"^^<{XSD}date>' for day in ("2023-01-31", "2024-03-01")]
    + [f'"7"^^<{XSD}decimal>'],
    GX + "size": [f'"{number}"^^<{XSD}decimal>' for number in (-1, 7.5, 99)],
}
ODD = [
    *('""', '"甲"', '"甲"@fr', '"x"@en', '"a\\nb"', '"a\\tb"@zh', "<urn:foreign>", "_:e"),
    *(f'"{text}"^^<{XSD}date>' for text in ("2023-02-29", "7", "")),
    *(f'"{text}"^^<{XSD}decimal>' for text in ("x", "150", "2024-01-01")),
    *(f'"7"^^<{XSD}{name}>' for name in ("integer", "anyURI", "unknown")),
    f'<<( <urn:a> <urn:b> "{"c"}" )>>',
    f"<{BASE}zone/b>",
]


def _quads(good: Mapping[str, Sequence[str]]) -> st.SearchStrategy[set[ox.Quad]]:
    """Quads about few things: mostly values that keep the rules, and some that do not."""
    pairs = [(path, value) for path, values in good.items() for value in values]
    any_pair = st.tuples(st.sampled_from(sorted(good)), st.sampled_from(ODD))
    node = st.tuples(
        st.sampled_from(SUBJECTS),
        st.sampled_from(GRAPHS),
        st.lists(st.sampled_from(pairs), max_size=8),
        st.lists(any_pair, max_size=1),
    )

    def parsed(nodes: list[tuple[str, str, list[tuple[str, str]], list[tuple[str, str]]]]) -> str:
        return "".join(
            f"{subject} <{path}> {value} <{graph}> .\n"
            for subject, graph, kept, odd in nodes
            for path, value in (*kept, *odd)
        )

    return st.lists(node, max_size=4).map(
        lambda nodes: set(ox.parse(parsed(nodes), format=ox.RdfFormat.N_QUADS))
    )


def _both(
    all_shapes: Sequence[Shape], quads: set[ox.Quad], elsewhere: Mapping[str, set[str]]
) -> tuple[list[str], list[str]]:
    """The violations that the lines have, and those of each node; ``elsewhere`` adds classes."""
    types = {node: {GX + name for name in names} for node, names in elsewhere.items()}
    for quad in quads:
        if quad.predicate.value == RDF_TYPE_IRI and isinstance(quad.object, ox.NamedNode):
            types.setdefault(str(quad.subject)[1:-1], set()).add(quad.object.value)
    judges = [Judge(all_shapes, lambda iri: types.get(iri, set()), BASE) for _ in range(2)]
    of_lines = LineJudge(judges[0])
    found = list(of_lines.violations(sorted(map(line_of, quads))))
    assert of_lines.graphs == {str(quad.graph_name)[1:-1] for quad in quads}
    alone: list[Violation] = []
    for graph in GRAPHS:
        name = ox.NamedNode(graph)
        alone += judges[1].violations(graph, [q for q in quads if q.graph_name == name])
    return sorted(map(str, found)), sorted(map(str, alone))


ELSEWHERE = st.dictionaries(
    st.sampled_from([node[1:-1] for node in SUBJECTS[:5]]),
    st.sets(st.sampled_from(CLASSES), min_size=1, max_size=2),
    max_size=2,
)


@pytest.mark.parametrize("is_small", [False, True], ids=["kept", "forgotten at once"])
def test_lines_are_judged_like_each_node_alone(
    is_small: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With small limits nothing is remembered from one value to the next."""
    if is_small:
        monkeypatch.setattr(line_judge, "COMBINATIONS", 1)
        monkeypatch.setattr(line_judge, "NODES", 1)
    seen: Counter[str] = Counter()

    @settings(max_examples=800, deadline=None)
    @given(_quads(GOOD), ELSEWHERE)
    def run(quads: set[ox.Quad], elsewhere: Mapping[str, set[str]]) -> None:
        found, alone = _both(OWN_SHAPES, quads, elsewhere)
        assert found == alone
        seen["broken" if alone else "kept"] += 1

    run()
    assert seen.keys() == {"broken", "kept"}


@settings(max_examples=400, deadline=None)
@given(_quads({rule.path: ODD for s in shapes() for rule in s.rules if rule.path}), ELSEWHERE)
def test_so_are_they_by_the_shapes_of_the_ontology(
    quads: set[ox.Quad], elsewhere: Mapping[str, set[str]]
) -> None:
    found, alone = _both(shapes(), quads, elsewhere)
    assert found == alone


def _node(key: str, **other: str) -> list[str]:
    """A node that keeps all rules, with one value for each property or the ``other`` one."""
    values = {path: values[0] for path, values in GOOD.items()} | other
    return [f"<{BASE}{key}> <{path}> {values[path]} <{GRAPHS[0]}> .\n" for path in values]


def test_any_value_is_found_after_good_ones() -> None:
    """Nodes of one kind, of which the last has another value or one more."""
    good = [line for key in ("award/a", "award/b") for line in _node(key)]
    kept = Counter[bool]()
    for path in GOOD:
        for value in (*ODD, *(value for values in GOOD.values() for value in values)):
            more = f"<{BASE}award/z> <{path}> {value} <{GRAPHS[0]}> .\n"
            for last in (_node("award/z", **{path: value}), [*_node("award/z"), more]):
                quads = set(ox.parse("".join([*good, *last]), format=ox.RdfFormat.N_QUADS))
                found, alone = _both(OWN_SHAPES, quads, {})
                assert found == alone, last
                kept[not alone] += 1
    assert kept[True] > 50
    assert kept[False] > 50


def _line(subject: str, path: str, value: str) -> bytes:
    return f"<{BASE}{subject}> <{path}> {value} <{BASE}graph/d/a> .\n".encode()


def _names(lines: list[bytes]) -> int:
    judge = LineJudge(Judge(shapes(), lambda iri: {GX + "Zone"}, BASE))
    return len(list(judge.violations(sorted(lines))))


def test_a_value_that_passed_under_one_property_is_tested_under_another() -> None:
    good = [
        _line("zone/a", RDF_TYPE_IRI, f"<{GX}Zone>"),
        _line("zone/a", f"{SKOS}prefLabel", '"甲"@zh'),
        _line("zone/b", f"{GX}area", '"1.0"'),
    ]
    assert _names(good[:2]) == 0
    assert _names(good) > 0  # a text is no area
    assert _names([*good[:2], _line("zone/a", f"{SKOS}prefLabel", '"乙"@ZH')]) > 0  # two names
    assert _names([*good[:2], _line("zone/b", f"{DCT}title", '"甲"@zh')]) == _names(
        [_line("zone/b", f"{DCT}title", '"甲"@zh')]
    )


def test_only_nodes_that_may_break_a_rule_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        _line(f"zone/{n}", path, value)
        for n in range(50)
        for path, value in (
            (RDF_TYPE_IRI, f"<{GX}Zone>"),
            (f"{SKOS}prefLabel", f'"第{n}区"@zh'),
            (f"{GX}area", f'"{n + 1}"^^<{XSD}decimal>'),
        )
    ]
    parsed: list[bytes] = []
    parse = quads_of_lines
    monkeypatch.setattr(
        line_judge, "quads_of_lines", lambda lines: parse([*lines, *_noted(parsed, lines)])
    )
    assert _names(lines) == 0
    assert not parsed
    assert _names([*lines, _line("zone/7", f"{GX}area", f'"-1"^^<{XSD}decimal>')]) > 0
    assert {line.split()[0] for line in parsed} == {f"<{BASE}zone/7>".encode()}


def _noted(parsed: list[bytes], lines: Sequence[bytes]) -> list[bytes]:
    parsed += lines
    return []
