"""Generations: atomic publishing, reading during writes, rollback, pruning and recovery."""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.errors import BadParameter, StoreCorrupt, StoreEmpty, StoreLocked
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.digest import Digest, quad_line
from gaoxin.graph.store.find_damage import find_damage
from gaoxin.graph.store.lines import Lines, line_of, sort_lines
from gaoxin.graph.store.manifest import Dataset, Manifest
from gaoxin.graph.store.store import Store
from gaoxin.locks import exclusive
from gaoxin.ontology.namespaces import GX, RDF, SKOS
from gaoxin.settings import Settings, read_settings

N = ox.NamedNode
BASE = "https://w3id.org/gaoxin/id/"


def facts(
    *pairs: tuple[str, str], source: str = "s", dataset: str = "d"
) -> dict[str, set[ox.Quad]]:
    """Zones located in others, as one graph."""
    graph = N(f"{BASE}graph/{dataset}/{source}")
    quads = set()
    for a, b in pairs:
        for name in (a, b):
            node = N(f"{BASE}zone/{name}")
            quads.add(ox.Quad(node, N(RDF + "type"), N(GX + "Zone"), graph))
            quads.add(ox.Quad(node, N(SKOS + "prefLabel"), ox.Literal(name, language="zh"), graph))
        quads.add(ox.Quad(N(f"{BASE}zone/{a}"), N(GX + "partnerOf"), N(f"{BASE}zone/{b}"), graph))
    return {graph.value: quads}


def put(
    settings: Settings, dataset: str, *pairs: tuple[str, str], source: str = "s"
) -> Manifest | None:
    graphs = facts(*pairs, source=source, dataset=dataset)
    count = sum(map(len, graphs.values()))
    entry = Dataset("rdf", "0" * 64, "test", 0, count, {source: next(iter(graphs))})
    with Store(settings).write(f"put {dataset}") as change:
        change.replace(dataset, entry, lines_of(graphs, change.scratch))
        return change.publish()


def lines_of(graphs: dict[str, set[ox.Quad]], scratch: Path) -> Lines:
    return sort_lines((line_of(q) for quads in graphs.values() for q in quads), scratch)


def asserted(settings: Settings) -> set[ox.Quad]:
    generation = Store(settings).read()
    inferred = generation.minter.inferred
    return {
        q
        for q in generation.store.quads_for_pattern(None, None, None, None)
        if isinstance(q.graph_name, ox.NamedNode) and q.graph_name != inferred
    }


def check_whole(settings: Settings) -> None:
    """Check that counts, digest and default graph agree with the asserted quads."""
    generation = Store(settings).read()
    manifest, quads = generation.manifest, asserted(settings)
    digest = Digest()
    digest.add_all(quad_line(q) for q in quads)
    assert str(digest) == manifest.digest
    assert len(quads) == manifest.quads
    inferred = set(generation.store.quads_for_pattern(None, None, None, generation.minter.inferred))
    union = {q.triple for q in quads} | {q.triple for q in inferred}
    assert {q.triple for q in generation.triples()} == union
    assert len(union) == manifest.triples
    assert not {q.triple for q in inferred} & {q.triple for q in quads}


def test_an_empty_store_says_what_to_do(home: Settings) -> None:
    with pytest.raises(StoreEmpty, match="gaoxin load"):
        Store(home).read()


def test_the_same_content_makes_no_new_generation(home: Settings) -> None:
    first = put(home, "d", ("a", "b"))
    assert first is not None
    assert put(home, "d", ("a", "b")) is None
    assert Store(home).current() == first.number


def test_a_fact_said_twice_stands_once_in_the_default_graph(home: Settings) -> None:
    put(home, "d", ("a", "b"), source="one")
    put(home, "e", ("a", "b"), source="two")
    check_whole(home)
    generation = Store(home).read()
    triple = next(generation.triples(None, N(GX + "partnerOf"), N(f"{BASE}zone/b")))
    assert generation.sources_of(triple) == ["one", "two"]
    with Store(home).write("remove") as change:
        change.remove("d")
        change.publish()
    check_whole(home)
    assert Store(home).read().sources_of(triple) == ["two"]


def test_digests_do_not_depend_on_the_order_of_changes(tmp_path: Path) -> None:
    outcomes = set()
    steps = [("d", ("a", "b")), ("e", ("b", "c")), ("f", ("a", "b"))]
    for number, order in enumerate((steps, steps[::-1], [steps[1], steps[2], steps[0]])):
        settings = read_settings({"GAOXIN_HOME": str(tmp_path / str(number))})
        for dataset, pair in order:
            put(settings, dataset, pair)
        check_whole(settings)
        manifest = Store(settings).read().manifest
        outcomes.add((manifest.digest, manifest.mirror_digest, manifest.triples))
    assert len(outcomes) == 1


def test_taking_everything_back_leaves_an_empty_digest(home: Settings) -> None:
    put(home, "d", ("a", "b"), ("b", "c"))
    put(home, "e", ("a", "b"), source="s")
    for dataset in ("e", "d"):
        with Store(home).write("remove") as change:
            change.remove(dataset)
            change.publish()
    manifest = Store(home).read().manifest
    assert (manifest.digest, manifest.mirror_digest) == (str(Digest()), str(Digest()))
    assert (manifest.quads, manifest.triples, manifest.inferred) == (0, 0, 0)


def test_rollback_republishes_an_earlier_generation(home: Settings) -> None:
    one = put(home, "d", ("a", "b"))
    two = put(home, "d", ("a", "c"))
    put(home, "e", ("x", "y"))
    assert one is not None
    assert two is not None
    back = Store(home).rollback(one.number)
    check_whole(home)
    assert (back.digest, back.mirror_digest) == (one.digest, one.mirror_digest)
    assert list(back.datasets) == ["d"]
    forward = Store(home).rollback(two.number)
    check_whole(home)
    assert forward.digest == two.digest


def test_diff_is_what_came_and_went(home: Settings) -> None:
    put(home, "d", ("a", "b"))
    put(home, "d", ("a", "c"))
    patch = Store(home).diff(1, 2)
    partner = {
        (value_of(q.subject)[-1], value_of(q.object)[-1])
        for q in patch.added
        if q.predicate.value == GX + "partnerOf" and "inferred" not in str(q.graph_name)
    }
    assert partner == {("a", "c")}
    backwards = Store(home).diff(2, 1)
    assert (backwards.added, backwards.removed) == (patch.removed, patch.added)


def test_old_stores_are_pruned_and_patches_kept(tmp_path: Path) -> None:
    settings = read_settings({"GAOXIN_HOME": str(tmp_path), "GAOXIN_KEEP_GENERATIONS": "2"})
    for name in "abcde":
        put(settings, name, (name, "z"))
    stores = sorted(p.parent.name for p in tmp_path.glob("generations/*/store"))
    assert stores == ["000004", "000005"]
    assert len(Store(settings).log()) == 5
    Store(settings).rollback(1)
    check_whole(settings)
    with pytest.raises(BadParameter, match="99"):
        Store(settings).rollback(99)


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_as_many_stores_and_patches_are_kept_as_set(tmp_path: Path, keep: int) -> None:
    environment = {
        "GAOXIN_HOME": str(tmp_path),
        "GAOXIN_KEEP_GENERATIONS": str(keep),
        "GAOXIN_KEEP_PATCHES": str(keep + 1),
    }
    settings = read_settings(environment)
    for count, name in enumerate("abcdef", 1):
        put(settings, name, (name, "z"))
        newest = range(count, 0, -1)
        stores = {int(p.parent.name) for p in tmp_path.glob("generations/*/store")}
        assert stores == set(newest[:keep])
        assert set(Store(settings).numbers()) == set(newest[: keep + 1])
        assert find_damage(Store(settings)) == []


def test_a_reader_keeps_its_generation_while_others_are_published(tmp_path: Path) -> None:
    settings = read_settings({"GAOXIN_HOME": str(tmp_path), "GAOXIN_KEEP_GENERATIONS": "1"})
    put(settings, "d", ("a", "b"))
    reader = Store(settings).read()
    before = {q.triple for q in reader.triples()}
    for name in "efgh":
        put(settings, name, (name, "z"))
    assert {q.triple for q in reader.triples()} == before


def test_a_second_writer_is_refused_with_the_first_ones_process(home: Settings) -> None:
    with exclusive(home.home / "writer.lock"), pytest.raises(StoreLocked, match=str(os.getpid())):
        put(home, "d", ("a", "b"))
    assert put(home, "d", ("a", "b")) is not None


def test_a_failed_check_publishes_nothing(home: Settings) -> None:
    put(home, "d", ("a", "b"))
    graphs = facts(("a", "c"))
    entry = Dataset("rdf", "0" * 64, "test", 0, 0, {"s": next(iter(graphs))})

    def refuse(*_: object) -> None:
        raise BadParameter("不", "no")

    def attempt() -> None:
        with Store(home).write("bad") as change:
            change.replace("d", entry, lines_of(graphs, change.scratch))
            change.publish(refuse)

    with pytest.raises(BadParameter):
        attempt()
    assert Store(home).current() == 1
    assert not list(home.home.glob("generations/*.partial"))
    check_whole(home)


def test_a_damaged_manifest_is_named(home: Settings) -> None:
    put(home, "d", ("a", "b"))
    path = home.home / "generations" / "000001" / "manifest.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(StoreCorrupt, match="manifest"):
        Store(home).read()


def test_a_store_that_lost_its_files_is_named(home: Settings) -> None:
    put(home, "d", ("a", "b"))
    for path in (home.home / "generations" / "000001" / "store").iterdir():
        path.unlink()
    with pytest.raises(StoreCorrupt, match="gaoxin doctor"):
        Store(home).read()


def test_a_damaged_generation_can_be_rolled_back(home: Settings) -> None:
    one = put(home, "d", ("a", "b"))
    put(home, "d", ("a", "c"))
    assert one is not None
    for path in (home.home / "generations" / "000002" / "store").iterdir():
        path.unlink()
    with pytest.raises(StoreCorrupt, match="gaoxin rollback"):
        Store(home).read()
    assert Store(home).rollback(1).digest == one.digest
    check_whole(home)


def test_a_damaged_generation_of_a_killed_writer_is_not_published(home: Settings) -> None:
    put(home, "d", ("a", "b"))
    put(home, "d", ("a", "c"))
    store = Store(home)
    store.point_to(1)  # as if the writer had been killed before it replaced CURRENT
    with (store.folder(2) / "added.nq.gz").open("r+b") as file:
        file.write(b"xyz")
    with store.write("look"):
        assert store.current() == 1
    assert store.current() == 1


def test_a_whole_generation_of_a_killed_writer_is_published(home: Settings) -> None:
    put(home, "d", ("a", "b"))
    put(home, "d", ("a", "c"))
    store = Store(home)
    store.point_to(1)
    with store.write("look"):
        assert store.current() == 2


def test_a_reader_opened_before_pruning_keeps_its_names(tmp_path: Path) -> None:
    settings = read_settings({"GAOXIN_HOME": str(tmp_path), "GAOXIN_KEEP_GENERATIONS": "1"})
    put(settings, "d", ("甲", "乙"))
    reader = Store(settings).read()
    for name in "efg":
        put(settings, name, (name, "z"))
    assert reader.names.resolve("甲").name == "甲"
