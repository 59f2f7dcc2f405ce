"""Reading the patches of a generation gives the content of its store, or is refused."""

from __future__ import annotations

import gzip
import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings

from gaoxin.errors import ServiceUnavailable
from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.fill import bulk_import
from gaoxin.graph.mirror.fill.import_files import ImportFiles
from gaoxin.graph.mirror.fill.patch_reader import PatchReader
from gaoxin.graph.mirror.fill.store_reader import StoreReader
from gaoxin.graph.mirror.fill.subject_reader import Incomplete, SubjectReader
from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.graph.mirror.plan.goal import MirrorGoal, published
from gaoxin.graph.mirror.plan.patch_chain import PatchChain
from gaoxin.graph.mirror.plan.report import MirrorReport
from gaoxin.graph.mirror.sync.run import MirrorRun
from gaoxin.graph.store.store import Store
from gaoxin.ontology.namespaces import GX
from gaoxin.progress import silent
from gaoxin.settings import Settings
from tests.fixtures.tables import load_dataset
from tests.mirror.mirror_worlds import World, assert_exact, run
from tests.mirror.random_graphs import BASE, GRAPHS, Quads, histories

_PREDICATES = current_names().predicates
HISTORIES = 100 if os.environ.get("GAOXIN_NIGHTLY") else 10


def _said(facts: SubjectReader) -> dict[str, dict[str, set[object]]]:
    found = list(facts)
    assert len({iri for iri, _ in found}) == len(found), "a subject came twice"
    return {iri: {s.graph: set(s.rows) for s in stated} for iri, stated in found if stated}


def _by_store(goal: MirrorGoal) -> dict[str, dict[str, set[object]]]:
    return _said(StoreReader(goal.elements.store, _PREDICATES))


def _chain(goal: MirrorGoal) -> PatchChain:
    chain = goal.chain()
    assert chain is not None
    return chain


@given(histories(steps=5))
@settings(max_examples=HISTORIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_patches_give_what_the_store_holds(history: list[Quads]) -> None:
    world = World()
    for quads in history:
        goal = world.goal(quads)
        assert _said(PatchReader(_chain(goal), _PREDICATES)) == _by_store(goal)


def _product(name: str, end: int) -> ox.Quad:
    start, produces = ox.NamedNode(f"{BASE}enterprise/{name}"), ox.NamedNode(GX + "produces")
    return ox.Quad(start, produces, ox.NamedNode(f"{BASE}product/{end}"), _GRAPH)


_GRAPH = ox.NamedNode(next(iter(GRAPHS)))
# Characters of IRIs that sort before or after ">" decide the order as text.
_NAMES = ["a", "a!", "a1", "a10", "a=", "a?", "aa", "a\u00e9", "a长", "a\U0001f600", "a\uffee"]


def test_iris_that_begin_alike_keep_their_order() -> None:
    world = World()
    for step in range(3):
        quads = frozenset(_product(name, n + step) for n, name in enumerate(_NAMES))
        goal = world.goal(quads)
        assert _said(PatchReader(_chain(goal), _PREDICATES)) == _by_store(goal)


_MANY = frozenset(_product(f"t{n}", n % 9) for n in range(3000))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def _spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def _reorder(path: Path) -> None:
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    half = len(lines) // 2
    path.write_bytes(gzip.compress(b"".join([*lines[half:], *lines[:half]])))


def _lose(path: Path) -> None:
    lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    path.write_bytes(gzip.compress(b"".join(lines[:-1])))


def _garble(path: Path) -> None:
    text = gzip.decompress(path.read_bytes())
    path.write_bytes(gzip.compress(text.replace(b"t2999>", b"t2 999>")))


DAMAGES: list[Callable[[Path], None]] = [_cut, _spoil, _reorder, _lose, _garble, Path.unlink]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_patch_is_noticed(damage: Callable[[Path], None]) -> None:
    goal = World().goal(_MANY)
    chain = _chain(goal)
    damage(chain.folders[0] / "added.nq.gz")
    with pytest.raises(Incomplete) as noticed:
        list(PatchReader(chain, _PREDICATES))
    assert str(noticed.value)


@pytest.mark.neo4j
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("large", [0, 1_000_000])
def test_a_database_filled_from_a_damaged_patch_is_exact(
    graph: Neo4jGraph,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[Path], None],
    large: int,
) -> None:
    monkeypatch.setattr("gaoxin.graph.mirror.fill.reader_process.LARGE", large)
    compared: list[str] = []
    compare = MirrorRun._compare

    def noted(self: MirrorRun, *given: Any) -> None:
        compared.append(self.report.reader_failure)
        compare(self, *given)

    monkeypatch.setattr(MirrorRun, "_compare", noted)
    goal = World().goal(frozenset(list(_MANY)[:200]) | {_product("t2999", 1)})
    damage(_chain(goal).folders[0] / "added.nq.gz")
    report = run(graph, goal)
    assert compared == [report.reader_failure]
    assert report.reader_failure
    assert_exact(graph, goal)


def _stray(path: Path) -> None:
    """Like a flipped bit: another object, with the checksum of the original."""
    data = path.read_bytes()
    text = gzip.decompress(data)
    changed = gzip.compress(text.replace(b"product/1>", b"product/x>"))
    path.write_bytes(changed[:-8] + data[-8:])


@pytest.mark.neo4j
def test_an_end_that_the_store_does_not_know_leaves_the_rest_to_comparing(
    graph: Neo4jGraph,
) -> None:
    goal = World().goal(_MANY)
    _stray(_chain(goal).folders[0] / "added.nq.gz")
    report = run(graph, goal)
    assert "CRC" in report.reader_failure
    assert_exact(graph, goal)


@pytest.mark.neo4j
def test_a_patch_that_takes_nothing_away_any_more_is_noticed(graph: Neo4jGraph) -> None:
    world = World()
    world.goal(_MANY | {_product("t1", 77)})
    goal = world.goal(_MANY)
    (_chain(goal).folders[1] / "removed.nq.gz").write_bytes(gzip.compress(b""))
    report = run(graph, goal)
    assert "3001 quads instead of 3000" in report.reader_failure
    assert_exact(graph, goal)


def _files(goal: MirrorGoal, folder: Path) -> Counter[object]:
    """All lines of the files for an import, and all rows that files cannot hold."""
    folder.mkdir()
    files = ImportFiles(folder)
    bulk_import.write_files(goal, files, MirrorReport(1), silent)
    out: Counter[object] = Counter()
    for path in folder.glob("*.csv"):
        out.update(path.read_bytes().splitlines())
    for left in files.leftovers():
        for rows in (left.nodes, left.bare, left.own):
            out.update((key, str(row)) for key, found in rows.items() for row in found)
    return out


def test_files_of_an_import_are_the_same_from_patches_store_and_damaged_patches(
    tmp_path: Path,
) -> None:
    world = World()
    goal = world.goal(_MANY)
    expected = _files(goal, tmp_path / "patches")
    assert sum(expected.values()) > 3000
    assert _files(replace(goal, chain=lambda: None), tmp_path / "store") == expected
    shutil.copy(_chain(goal).folders[0] / "added.nq.gz", tmp_path / "whole")
    for number, damage in enumerate((*DAMAGES, _stray)):
        shutil.copy(tmp_path / "whole", _chain(goal).folders[0] / "added.nq.gz")
        damage(_chain(goal).folders[0] / "added.nq.gz")
        if damage not in (
            _reorder,
            _garble,
        ):  # complete files with equally many lines, but with other content
            assert _files(goal, tmp_path / str(number)) == expected
            continue
        with pytest.raises(ServiceUnavailable, match=r"nothing was imported.*use gaoxin mirror"):
            _files(goal, tmp_path / str(number))


@pytest.fixture
def loaded(tmp_path: Path) -> Store:
    """Three generations; the third removes something that the second added."""
    settings = Settings(home=tmp_path / "home")
    rows = [f"企业{n}有限公司|Enterprise|locatedIn|东湖开发区|Zone" for n in range(20)]
    load_dataset(settings, tmp_path, "one", rows, "paper-a")
    load_dataset(settings, tmp_path, "two", rows[:3], "paper-b")
    load_dataset(settings, tmp_path, "two", [*rows[:1], rows[5]], "paper-b")
    return Store(settings)


def test_the_patches_of_loads_lead_to_the_published_generation(loaded: Store) -> None:
    for number in (None, 2):
        if number:
            loaded.rollback(number)
        goal = published(loaded)
        assert _said(PatchReader(_chain(goal), _PREDICATES)) == _by_store(goal)
    assert len(_chain(goal).folders) == 4


def test_patches_that_are_not_all_kept_are_not_read(loaded: Store) -> None:
    goal = published(loaded)
    (loaded.folder(2) / "removed.nq.gz").write_bytes(b"")
    assert goal.chain() is None
    shutil.rmtree(loaded.folder(1))
    assert goal.chain() is None


def test_patches_that_are_too_many_are_not_read(
    loaded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert published(loaded).chain() is not None
    monkeypatch.setattr("gaoxin.graph.mirror.plan.goal._LONGEST", 2)
    assert published(loaded).chain() is None


def test_patches_that_changed_much_are_not_read(loaded: Store, tmp_path: Path) -> None:
    for n in range(3):
        rows = [f"公司{n}-{k}|Enterprise|locatedIn|东湖开发区|Zone" for k in range(20)]
        load_dataset(loaded.settings, tmp_path, "one", rows, "paper-a")
    assert published(loaded).chain() is None


def test_a_generation_that_is_no_longer_published_has_its_own_patches(
    loaded: Store, tmp_path: Path
) -> None:
    goal = published(loaded)
    load_dataset(
        loaded.settings, tmp_path, "three", ["甲公司|Enterprise|locatedIn|乙区|Zone"], "paper-b"
    )
    assert [folder.name for folder in _chain(goal).folders] == ["000001", "000002", "000003"]
    assert _said(PatchReader(_chain(goal), _PREDICATES)) == _by_store(goal)
