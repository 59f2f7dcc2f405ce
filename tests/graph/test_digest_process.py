"""Digests computed by a process of its own equal those of the whole graph."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.errors import StoreError
from gaoxin.graph.store import change_digests, default_graph, lines
from gaoxin.graph.store.digest_process import DigestProcess, computing_digests
from gaoxin.graph.store.lines import line_of, sort_lines
from gaoxin.graph.store.manifest import Dataset
from gaoxin.graph.store.mirror_digest import whole_mirror_digest
from gaoxin.graph.store.store import Store
from gaoxin.ontology.namespaces import GX
from gaoxin.settings import Settings, read_settings
from tests.graph.test_store import check_whole

LOCATED, HOSTED = ox.NamedNode(GX + "locatedIn"), ox.NamedNode(GX + "hostedBy")


def put(settings: Settings, dataset: str, *facts: tuple[str, ox.NamedNode, str], by: str) -> int:
    """Replace a dataset by facts of one source; return how many were inferred from them."""
    base = settings.base
    graph = ox.NamedNode(f"{base}graph/{dataset}/{by}")
    quads = [
        ox.Quad(ox.NamedNode(base + one), relation, ox.NamedNode(base + other), graph)
        for one, relation, other in facts
    ]
    entry = Dataset("rdf", "0" * 64, "test", 0, len(quads), {by: graph.value})
    with Store(settings).write(f"put {dataset}") as change:
        change.replace(dataset, entry, sort_lines(map(line_of, quads), change.scratch))
        published = change.publish()
    assert published
    return published.inferred


def test_the_digests_are_those_of_the_whole_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Path] = []

    def watched(
        added: Path, fresh: Path, sources: dict[str, str]
    ) -> AbstractContextManager[DigestProcess]:
        begun.append(added)
        return computing_digests(added, fresh, sources)

    monkeypatch.setattr(change_digests, "computing_digests", watched)
    monkeypatch.setattr(lines, "IN_MEMORY", 2)
    monkeypatch.setattr(default_graph, "BULK", 2)
    settings = read_settings({"GAOXIN_HOME": str(tmp_path)})

    def check(count: int) -> None:
        check_whole(settings)
        generation = Store(settings).read()
        manifest = generation.manifest
        whole = whole_mirror_digest(generation.store, manifest.datasets)
        assert (manifest.mirror_digest, len(begun)) == (whole, count)

    put(settings, "d", *(("a", LOCATED, f"z{n}") for n in range(5)), by="s")
    check(1)
    # A source with two graphs, which says one fact in both.
    put(settings, "e", ("a", LOCATED, "z1"), *(("b", LOCATED, f"z{n}") for n in range(5)), by="s")
    check(2)
    assert put(settings, "f", *((f"p{n}", HOSTED, "new") for n in range(5)), by="t")
    check(3)
    put(settings, "f", ("p1", HOSTED, "new"), by="t")  # it removes
    check(3)


def test_a_process_that_is_stopped_publishes_nothing(tmp_path: Path) -> None:
    lines = tmp_path / "added.nq"
    lines.write_bytes(b"no line\n")
    with (
        computing_digests(lines, lines, {}) as process,
        pytest.raises(StoreError, match=r"nothing was published|什么也没有发布"),
    ):
        process.wait()
