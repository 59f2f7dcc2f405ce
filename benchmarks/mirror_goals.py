"""Generated goals for benchmarks of the mirror, written directly instead of by a checked load.

The store is as ``gaoxin load`` would publish it: the named graph, its triples in the default graph,
and the patch.  Digests are left out, because the benchmarks do not read them.
"""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from benchmarks.enterprises import BASE, GRAPH, GX, write_quads
from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.graph.mirror.mapping.to_neo4j import GraphElements
from gaoxin.graph.mirror.plan.goal import MirrorGoal
from gaoxin.graph.mirror.plan.patch_chain import PatchChain
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.patch import files_in
from gaoxin.neo4j import connection, managed
from gaoxin.neo4j.endpoint import endpoint_in_use
from gaoxin.neo4j.neo4j_admin import forget_database
from gaoxin.settings import Settings


def write_store(folder: Path, quads: int) -> int:
    """Create a store of about ``quads`` triples below ``folder``; return the exact number."""
    path = folder / "enterprises.nq"
    count = write_quads(path, quads) + 1
    with path.open("a", encoding="utf-8") as file:
        file.write(f'<{BASE}source/benchmark> <{GX}confidence> "U" {GRAPH} .\n')
    store = ox.Store(str(folder / "store"))
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    without_graph(path, folder / "enterprises.nt")
    store.bulk_load(path=str(folder / "enterprises.nt"), format=ox.RdfFormat.N_TRIPLES)
    store.flush()
    _write_patch(path, folder / "patch")
    return count


def _write_patch(path: Path, folder: Path) -> None:
    folder.mkdir()
    with path.open("rb") as quads:
        lines = sorted(quads)
    for target, kept in zip(files_in(folder), (lines, []), strict=True):
        with gzip.open(target, "wb", 1) as file:
            file.writelines(kept)


def without_graph(path: Path, target: Path) -> None:
    """Write the quads of one file into another as triples."""
    with path.open(encoding="utf-8") as quads, target.open("w", encoding="utf-8") as triples:
        for line in quads:
            triples.write(line.rpartition(" <")[0] + " .\n")


@contextlib.contextmanager
def fresh_server(settings: Settings) -> Iterator[None]:
    """The managed server, freshly started with an empty database; stopped at the end."""
    managed.stop(settings)
    # Replace the database, because deleting a million nodes takes longer than the measurement.
    forget_database(settings)
    managed.start(settings)
    try:
        yield
    finally:
        managed.stop(settings)


def empty(settings: Settings) -> None:
    """Empty the running server's database, including indexes and constraints."""
    place = endpoint_in_use(settings)
    with connection.driver(settings) as driver, driver.session(database=place.database) as session:
        session.run(
            "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
        ).consume()
        for kind, listed in (
            ("CONSTRAINT", "SHOW CONSTRAINTS YIELD name"),
            ("INDEX", "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"),
        ):
            for record in list(session.run(listed)):  # type: ignore[arg-type]
                session.run(f"DROP {kind} `{record['name']}`").consume()  # type: ignore[arg-type]


def goal(settings: Settings, folder: Path, triples: int) -> MirrorGoal:
    """The generation to mirror, with the store that :func:`write_store` made."""
    minter = Minter(settings)
    store = ox.Store.read_only(str(folder / "store"))
    return MirrorGoal(
        number=1,
        identity=f"benchmark of {triples}",
        mirror_digest="",
        base=BASE,
        triples=triples,
        elements=GraphElements(
            store,
            {GRAPH.strip("<>"): "benchmark"},
            minter.inferred.value,
            minter.source,
            current_names(),
        ),
        history=lambda _: None,
        folder=folder / "store",
        chain=lambda: PatchChain((folder / "patch",), triples),
    )
