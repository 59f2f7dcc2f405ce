"""Publishing to real SPARQL stores: all, patches, interruptions, foreign data, differences."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import BadParameter, GaoxinError, MirrorDiverged, ServiceUnavailable, StoreEmpty
from gaoxin.graph.remote import publication_pieces
from gaoxin.graph.remote.open_published import open_published
from gaoxin.graph.remote.publication_record import read_record
from gaoxin.graph.remote.publish_generation import Publishing, PublishReport
from gaoxin.graph.remote.sparql_addresses import SparqlAddresses, addresses_in
from gaoxin.graph.remote.sparql_connection import SparqlConnection
from gaoxin.graph.store.store import Store
from gaoxin.progress import Progress
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home
from tests.fixtures.sparql_engines import SparqlEngine

pytestmark = pytest.mark.long


def place_of(engine: SparqlEngine, settings: Settings) -> SparqlAddresses:
    place = addresses_in(engine.settings(settings))
    assert place is not None
    return place


def publish(
    engine: SparqlEngine,
    settings: Settings,
    progress: Progress = lambda *_: None,
    *,
    replace_other: bool = False,
) -> PublishReport:
    run = Publishing(Store(settings), place_of(engine, settings), progress)
    return run.run(replace_other=replace_other)


def test_whole_then_patch_then_nothing(
    engine: SparqlEngine, several: Settings, tmp_path: Path
) -> None:
    settings = copy_home(several, tmp_path / "copy")
    store = Store(settings)
    last = store.current()
    assert last is not None
    store.point_to(last - 1)
    first = publish(engine, settings)
    assert (first.kind, first.proof, first.number) == ("whole", "whole", last - 1)
    store.point_to(last)
    second = publish(engine, settings)
    assert (second.kind, second.proof, second.number) == ("patch", "whole", last)
    assert second.digest == store.manifest(last).digest != first.digest
    third = publish(engine, settings)
    assert (third.kind, third.pieces) == ("unchanged", 0)
    # Back to the former content, which removes what came.
    store.rollback(last - 1)
    assert publish(engine, settings).digest == first.digest


def test_what_is_read_is_the_generation(
    engine: SparqlEngine, several: Settings, tmp_path: Path
) -> None:
    publish(engine, several)
    there = open_published(engine.settings(several, tmp_path / "other"))
    here = Store(several).read()
    assert (there.number, there.manifest.digest) == (here.number, here.manifest.digest)
    assert set(there.triples()) == set(here.triples())
    assert there.names.resolve("甲公司").iri == here.names.resolve("甲公司").iri
    with pytest.raises(BadParameter):
        open_published(engine.settings(several, tmp_path / "other"), here.number + 1)


@pytest.mark.parametrize("moment", [1, 4])
def test_a_run_that_ends_is_continued(
    engine: SparqlEngine, several: Settings, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    monkeypatch.setattr(publication_pieces, "PIECE_BYTES", 2_000)

    def stop(stage: str, done: int, _of: int | None) -> None:
        if stage == "send" and done == moment:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(engine, several, stop)
    with pytest.raises(StoreEmpty, match=str(moment)):
        open_published(engine.settings(several))
    report = publish(engine, several)
    assert (report.kind, report.proof) == ("continued", "whole")
    assert report.pieces == report.of - moment > 0


def test_a_killed_store_is_filled_by_the_next_run(
    engine: SparqlEngine, several: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication_pieces, "PIECE_BYTES", 2_000)

    def kill(stage: str, done: int, _of: int | None) -> None:
        if stage == "send" and done == 3:
            engine.kill()

    with pytest.raises(ServiceUnavailable):
        publish(engine, several, kill)
    engine.start()
    report = publish(engine, several)
    assert report.kind == "continued"
    assert report.digest == Store(several).read().manifest.digest


def test_data_of_others_are_not_replaced_unasked(engine: SparqlEngine, several: Settings) -> None:
    connection = SparqlConnection(place_of(engine, several))
    connection.update(b"INSERT DATA { <http://a/b> <http://a/c> 1 }")
    with pytest.raises(BadParameter):
        publish(engine, several)
    assert publish(engine, several, replace_other=True).proof == "whole"


def test_a_difference_is_found_and_mended(engine: SparqlEngine, several: Settings) -> None:
    publish(engine, several)
    connection = SparqlConnection(place_of(engine, several))
    graph = f"{several.base}graph/foreign/x"
    connection.update(
        f"INSERT DATA {{ GRAPH <{graph}> {{ <http://a/b> <http://a/c> 1 }} }}".encode()
    )
    with pytest.raises(MirrorDiverged):
        publish(engine, several)
    record = read_record(connection)
    assert record is not None
    assert not record.is_whole
    assert publish(engine, several).kind == "whole"


def test_a_refused_update_says_so(engine: SparqlEngine, several: Settings) -> None:
    connection = SparqlConnection(place_of(engine, several))
    with pytest.raises(GaoxinError) as caught:
        connection.update(b"INSERT DATA { nonsense")
    assert caught.value.exit_status == 3
    assert "HTTP 400" in caught.value.en
