"""Results in Neo4j are what a generation is in which they were loaded."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaoxin.errors import (
    BadUsage,
    MirrorDiverged,
    ServiceUnavailable,
    StoreCorrupt,
)
from gaoxin.graph.mirror.database.connect import open_database
from gaoxin.graph.mirror.database.constraints import EXACT
from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.graph.mirror.plan.goal import identity_of, published
from gaoxin.graph.mirror.sync.run import mirror
from gaoxin.graph.mirror.sync.verify import verify, verify_goal
from gaoxin.graph.store.store import Store
from gaoxin.neo4j import managed, neo4j_admin
from gaoxin.neo4j.configuration import Layout
from gaoxin.neo4j.jars import ready_jars
from gaoxin.settings import Settings
from gaoxin.spark import mirror_results
from gaoxin.spark.load_list import SparkLoad
from gaoxin.spark.manifest_file import read_manifest
from gaoxin.spark.mirror_results import ResultsMirror, finish
from tests.fixtures.homes import copy_home
from tests.fixtures.neo4j import Neo4jServer, quick, running_server
from tests.spark.inline_engine import InlineEngine

pytestmark = pytest.mark.long

Homes = tuple[Settings, dict[str, Path]]


@pytest.fixture(scope="module")
def results(with_lists: Homes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The result of each list, by its name."""
    settings, paths = with_lists
    folder = tmp_path_factory.mktemp("results")
    for name, path in paths.items():
        SparkLoad(settings, path, folder / name, part_bytes=150).run(InlineEngine)
    return {name: folder / name for name in paths}


def identity_in(folder: Path) -> str:
    return str(json.loads((folder / mirror_results.GOAL).read_text(encoding="utf-8"))["identity"])


def test_files_hold_what_the_loaded_lists_would_be(
    results: dict[str, Path], with_lists: Homes, shipped_settings: Settings, tmp_path: Path
) -> None:
    settings = copy_home(shipped_settings, tmp_path / "home")
    run = ResultsMirror.of_folders(settings, list(results.values()))
    report = run.write(tmp_path / "files")
    loaded = Store(with_lists[0]).read().manifest
    assert identity_in(tmp_path / "files") == identity_of(loaded)
    assert report.triples == loaded.triples
    assert not list((settings.home / "spark").glob("sorting-*"))


def test_a_result_replaces_a_dataset_of_the_home(
    results: dict[str, Path], with_lists: Homes, tmp_path: Path
) -> None:
    settings = copy_home(with_lists[0], tmp_path / "home")
    place = settings.home / "spark" / "linked"
    shutil.copytree(results["linked"], place)
    ResultsMirror.of_folders(settings, []).write(tmp_path / "files")
    assert identity_in(tmp_path / "files") == identity_of(Store(settings).read().manifest)
    with pytest.raises(BadUsage, match="not an empty folder"):
        ResultsMirror.of_folders(settings, []).write(tmp_path / "files")


def test_folders_that_cannot_be_used_are_named(
    results: dict[str, Path], with_lists: Homes, tmp_path: Path
) -> None:
    settings = copy_home(with_lists[0], tmp_path / "home")
    with pytest.raises(BadUsage, match="There is no result"):
        ResultsMirror.of_folders(settings, [])
    with pytest.raises(BadUsage, match="has no result"):
        ResultsMirror.of_folders(settings, [tmp_path])
    with pytest.raises(BadUsage, match="of the same dataset"):
        ResultsMirror.of_folders(settings, [results["linked"], results["linked"]])
    with pytest.raises(BadUsage, match="has no files"):
        finish(settings, tmp_path)
    copied = shutil.copytree(results["linked"], tmp_path / "linked")
    manifest = read_manifest(copied)
    assert manifest
    part = copied / manifest.folder / manifest.parts[0].file
    lines = gzip.decompress(part.read_bytes()).splitlines(keepends=True)
    part.write_bytes(gzip.compress(b"".join(lines[1:])))
    with pytest.raises(StoreCorrupt, match="run gaoxin spark load again"):
        ResultsMirror.of_folders(settings, [copied])
    part.write_bytes(part.read_bytes().ljust(manifest.parts[0].bytes, b"\0"))
    with pytest.raises(StoreCorrupt, match="run gaoxin spark load again"):
        ResultsMirror.of_folders(settings, [copied]).write(tmp_path / "files")
    part.write_bytes(bytes(manifest.parts[0].bytes))
    with pytest.raises(ServiceUnavailable, match="the folders of the results"):
        ResultsMirror.of_folders(settings, [copied]).write(tmp_path / "others")


@pytest.fixture(scope="module")
def served(
    shipped_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """A home with the project's data whose managed server these tests may stop."""
    settings = quick(copy_home(shipped_settings, tmp_path_factory.mktemp("spark-neo4j") / "home"))
    with running_server(settings):
        yield settings


@pytest.mark.neo4j
def test_neo4j_holds_what_the_loaded_lists_would_be(
    served: Settings, results: dict[str, Path], with_lists: Homes
) -> None:
    mirror(served)  # a mirror of the home alone is replaced
    folders = list(results.values())
    report = ResultsMirror.of_folders(served, folders).fill()
    goal = published(Store(with_lists[0]))
    with open_database(served, current_names()) as graph:
        found = verify_goal(graph, goal)  # refuses another identity
        assert found.is_equal
        assert (report.nodes_created, report.relationships_created) == (
            found.nodes,
            found.relationships,
        )
    assert ResultsMirror.of_folders(served, folders).fill().mode == "unchanged"
    told = verify(served)
    assert told.is_equal
    assert told.is_current
    assert "linked" in told.beside
    with pytest.raises(MirrorDiverged, match="written by gaoxin spark mirror"):
        mirror(served)
    with open_database(served, current_names()) as graph:
        graph.driver.execute_query(
            "MATCH (a:Zone), (b:Province) WITH a, b LIMIT 1 CREATE (a)-[:MINE]->(b)",
            database_=graph.database,
        )
    with pytest.raises(MirrorDiverged, match="the mirror did not write"):
        ResultsMirror.of_folders(served, [results["linked"]]).fill()
    assert mirror(served, allow_deletions=True).mode == "full"
    assert not verify(served).beside


@pytest.mark.neo4j
def test_a_neo4j_of_ones_own_is_filled_by_transactions(
    neo4j_server: Neo4jServer,
    results: dict[str, Path],
    with_lists: Homes,
    shipped_settings: Settings,
    tmp_path: Path,
) -> None:
    neo4j_server.empty()
    home = copy_home(with_lists[0], tmp_path / "home").home
    settings = neo4j_server.settings_for(home)
    folders = [results["linked"]]
    report = ResultsMirror.of_folders(settings, folders).fill()
    assert report.mode == "full"
    with open_database(settings, current_names()) as graph:
        found = verify_goal(graph, published(Store(with_lists[0])))
        assert found.is_equal
        assert (report.nodes_created, report.relationships_created) == (
            found.nodes,
            found.relationships,
        )
    assert ResultsMirror.of_folders(settings, folders).fill().mode == "unchanged"
    other = neo4j_server.settings_for(copy_home(shipped_settings, tmp_path / "other").home)
    with pytest.raises(MirrorDiverged, match="not empty"):
        ResultsMirror.of_folders(other, folders).fill()


@pytest.mark.neo4j
def test_files_are_imported_by_hand(
    served: Settings, results: dict[str, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "files"
    ResultsMirror.of_folders(served, [results["linked"]]).write(folder)
    managed.stop(served)
    neo4j_admin.forget_database(served)
    options = (folder / mirror_results.ARGUMENTS).read_text(encoding="utf-8").splitlines()
    named = [option.strip('"') for option in options]
    named = [
        f"{o.rpartition('=')[0]}={folder / o.rpartition('=')[2]}" if ".csv" in o else o
        for o in named
    ]
    report = f"--report-file={tmp_path / 'import.report'}"  # else where the tests are run
    command = ["database", "import", "full", "neo4j", report, *named]
    done = neo4j_admin.run(Layout.of(served), ready_jars(), command, heap_mib=512)
    assert done.returncode == 0, done.stderr
    managed.start(served)
    finish(served, folder)
    assert verify(served).is_equal
    with open_database(served, current_names()) as graph:
        assert EXACT in {row["name"] for row in graph.rows("SHOW INDEXES YIELD name")}
