"""``gaoxin mirror --bulk`` makes the same database as ``gaoxin mirror``, from files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.errors import MirrorDiverged, MirrorUnavailable, ServiceUnavailable
from gaoxin.graph.mirror.database.connect import import_marker, open_database
from gaoxin.graph.mirror.fill import bulk_import
from gaoxin.graph.mirror.fill.bulk_import import import_goal
from gaoxin.graph.mirror.fill.import_files import ImportFiles
from gaoxin.graph.mirror.mapping.row_batch import RowBatch
from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.neo4j import managed
from gaoxin.ontology.namespaces import GX, RDF, SKOS, XSD
from gaoxin.settings import Settings
from tests.fixtures.neo4j import quick, running_server
from tests.mirror.mirror_worlds import World, assert_exact, run
from tests.mirror.random_graphs import (
    BASE,
    DATES,
    GRAPHS,
    KEYED,
    MINTER,
    NUMBERS,
    SPECIAL,
    TYPE,
    Quads,
    canonical,
)

_GRAPHS = [ox.NamedNode(iri) for iri in GRAPHS]
_MORE = ["a,b", 'say ""', "\x1f", "a\x1fb", "a\rb", "\u2028", "\u0085", ";", "|", " ", " a ", "\\n"]


def everything() -> Quads:
    """A thing for each kind of value, with statements, bare, inferred and dangling relations."""
    literals = [ox.Literal(text) for text in [*SPECIAL, *_MORE]]
    literals += [ox.Literal(text, language="zh") for text in [*SPECIAL, *_MORE]]
    literals += [ox.Literal(n, datatype=ox.NamedNode(XSD + "decimal")) for n in NUMBERS]
    literals += [ox.Literal(n, datatype=ox.NamedNode(XSD + "date")) for n in DATES]
    literals += [ox.Literal(n, datatype=ox.NamedNode(XSD + "gYear")) for n in DATES]
    out: set[ox.Quad] = set()
    keys = [KEYED[n % len(KEYED)] for n in range(len(literals))]
    for n, key, value in zip(count(), keys, literals, strict=False):
        thing = ox.NamedNode(f"{BASE}enterprise/it's-({n})-长\u2028")
        node = ox.NamedNode(f"{BASE}statement/{n:04d}")
        end = ox.NamedNode(f"{BASE}product/p{n % 7}")  # has no triples as a subject
        graph = _GRAPHS[n % len(_GRAPHS)]
        produces = ox.NamedNode(GX + "produces")
        said: list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]] = [
            (thing, TYPE, ox.NamedNode(GX + "Enterprise")),
            (thing, key, value),
            (thing, ox.NamedNode(SKOS + "prefLabel"), value),
            (thing, ox.NamedNode(SKOS + "altLabel"), ox.Literal(f"又名{n},", language="zh")),
            (thing, ox.NamedNode(SKOS + "altLabel"), value),
            (thing, produces, end),
            (node, TYPE, ox.NamedNode(GX + "Statement")),
            (node, ox.NamedNode(RDF + "subject"), thing),
            (node, ox.NamedNode(RDF + "predicate"), produces),
            (node, ox.NamedNode(RDF + "object"), end),
            (node, ox.NamedNode(GX + "qualifier"), value),
        ]
        out |= {ox.Quad(s, p, o, graph) for s, p, o in said}
        next_thing = ox.NamedNode(f"{BASE}enterprise/it's-({n + 1})-长\u2028")
        out.add(ox.Quad(thing, ox.NamedNode(GX + "partnerOf"), next_thing, graph))
        out.add(ox.Quad(next_thing, ox.NamedNode(GX + "partnerOf"), thing, MINTER.inferred))
    return canonical(out)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A home whose managed server these tests may stop."""
    settings = quick(Settings(home=tmp_path_factory.mktemp("bulk-home")))
    with running_server(settings):
        yield settings


@pytest.mark.neo4j
def test_import_is_exact_refuses_what_is_there_and_mends_what_was_cut_off(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_import, "_BATCH", 100)
    world = World()
    goal = world.goal(everything())
    import_marker(home).touch()
    with pytest.raises(MirrorUnavailable, match="--bulk"), open_database(home, current_names()):
        pytest.fail("an import that was cut off went unnoticed")
    report = import_goal(home, goal)
    assert not import_marker(home).exists()
    with open_database(home, current_names()) as graph:
        found = assert_exact(graph, goal)
        assert (report.nodes_created, report.relationships_created) == (
            found.nodes,
            found.relationships,
        )
        assert run(graph, goal).mode == "unchanged"
        # Runs after an import are ordinary runs.
        changed = world.goal(frozenset(sorted(everything(), key=str)[::2]))
        assert run(graph, changed).mode == "incremental"
        assert_exact(graph, changed)
    with pytest.raises(MirrorDiverged, match="nothing was done"):
        import_goal(home, goal)
    # Despite a leftover mark, data that somebody added later are not lost.
    import_marker(home).touch()
    with open_database(home, current_names(), importing=True) as graph:
        graph.driver.execute_query("CREATE (:Note {text: 'mine'})", database_=graph.database)
    with pytest.raises(MirrorDiverged, match="nothing was done"):
        import_goal(home, goal)
    import_marker(home).unlink()
    assert list(home.home.glob("import-*")) == [], "files for the import stay nowhere"


@pytest.mark.neo4j
def test_an_import_that_fails_leaves_an_empty_database(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_database(home, current_names()) as graph:
        graph.driver.execute_query("MATCH (n) DETACH DELETE n", database_=graph.database)
    monkeypatch.setattr(ImportFiles, "options", lambda _: ["--nodes=A=nowhere.csv"])
    goal = World().goal(everything())
    with pytest.raises(ServiceUnavailable, match=r"database is empty|数据库是空的"):
        import_goal(home, goal)
    assert not import_marker(home).exists()
    managed.start(home)
    with open_database(home, current_names()) as graph:
        run(graph, goal)
        assert_exact(graph, goal)


def test_bulk_leaves_a_server_of_ones_own_alone(tmp_path: Path) -> None:
    own = Settings(home=tmp_path, neo4j_uri="bolt://127.0.0.1:1")
    with pytest.raises(MirrorUnavailable, match="NEO4J_URI"):
        import_goal(own, World().goal(everything()))


def test_leftovers_wait_on_disk_in_their_order(tmp_path: Path) -> None:
    files = ImportFiles(tmp_path)
    nodes = [{"uri": f"u{n}", "name": "é\n", "since": date(2024, 1, n + 1)} for n in range(8)]
    for n, node in enumerate(nodes):
        batch = RowBatch()
        batch.nodes["Resource",] = [node]
        batch.bare["T", (), (), True] = [(f"u{n}", "e")]
        batch.own["U"] = [(f"u{n}", "e", {"aliases": []})]
        files.add(batch)
        assert not any(isinstance(value, RowBatch) for value in vars(files).values()), "in memory"
    for _ in range(2):
        found = list(files.leftovers())
        assert [row for b in found for rows in b.nodes.values() for row in rows] == nodes
        assert [r[0] for b in found for r in b.bare["T", (), (), True]] == [
            f"u{n}" for n in range(8)
        ]
        assert [r[0] for b in found for r in b.own["U"]] == [f"u{n}" for n in range(8)]


def test_files_hold_only_what_they_can_hold_exactly(tmp_path: Path) -> None:
    batch = RowBatch()
    batch.nodes["Resource",] = [
        {"uri": "a", "name": 'say "b", c', "value": 1.5},
        {"uri": "b", "name": "two\nlines", "value": 1.5},
        {"uri": "c", "aliases": []},
        {"uri": "d", "aliases": ["", "x"]},
        {"uri": "e", "name": ""},
    ]
    batch.bare["T", (), (), True] = [("a", "b")]
    batch.bare["T", ("s",), ("D",), False] = [("a", "b")]
    files = ImportFiles(tmp_path)
    files.add(batch)
    (left,) = files.leftovers()
    assert [p["uri"] for p in left.nodes["Resource",]] == ["b", "c", "d"]
    assert list(left.bare) == [("T", (), (), True)]
    texts = sorted(p.read_text("utf-8") for p in tmp_path.glob("*.csv"))
    assert texts == [
        '":START_ID",":END_ID","sources:string[]","confidence:string[]"\n"a","b","s","D"\n',
        '"uri:ID"\n"b"\n"c"\n"d"\n',
        '"uri:ID","name:string"\n"e",""\n',
        '"uri:ID","name:string","value:double"\n"a","say ""b"", c","1.5"\n',
    ]


def test_later_batches_are_appended_to_the_files_of_their_shape(tmp_path: Path) -> None:
    files = ImportFiles(tmp_path)
    for turn in range(3):
        for shape in range(5):
            batch = RowBatch()
            batch.nodes["Resource",] = [{"uri": f"u{turn}-{shape}", f"p{shape}": turn}]
            files.add(batch)
    assert len(files.options()) == 5
    for shape in range(5):
        lines = (tmp_path / f"{shape}.csv").read_text("utf-8").splitlines()
        assert lines[1:] == [f'"u{turn}-{shape}","{turn}"' for turn in range(3)]
    files.remove()
    assert list(tmp_path.iterdir()) == []
