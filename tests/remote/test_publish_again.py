"""Publishing to a store that is between two states, differs, or is written by another run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gaoxin.errors import MirrorDiverged, ServiceUnavailable, StoreEmpty, StoreLocked
from gaoxin.graph.remote import publication_pieces
from gaoxin.graph.remote.held_record import HeldRecord
from gaoxin.graph.remote.open_published import open_published
from gaoxin.graph.remote.publication_pieces import Piece
from gaoxin.graph.remote.publication_record import RECORD, parsed, read_record
from gaoxin.graph.remote.publish_generation import Publishing, PublishReport
from gaoxin.graph.remote.sparql_addresses import addresses_in
from gaoxin.graph.remote.sparql_connection import SparqlConnection
from gaoxin.graph.remote.sparql_results import counted
from gaoxin.graph.store.store import Store
from gaoxin.progress import Progress
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home
from tests.fixtures.sparql_engines import SparqlEngine

pytestmark = pytest.mark.long


class Copy:
    """A home with several generations, and a store to which it publishes."""

    def __init__(self, engine: SparqlEngine, settings: Settings) -> None:
        self.settings, self.store = engine.settings(settings), Store(settings)
        place = addresses_in(self.settings)
        assert place is not None
        self.place, self.connection = place, SparqlConnection(place)
        newest = self.store.current()
        assert newest is not None
        assert newest >= 3
        self.first, self.second, self.third = newest - 2, newest - 1, newest

    def publish(
        self,
        number: int,
        progress: Progress = lambda *_: None,
        *,
        union: bool = False,
        whole: bool = False,
    ) -> PublishReport:
        """Let the home be at this generation and publish it."""
        self.store.point_to(number)
        return Publishing(self.store, self.place, progress, union=union).run(whole=whole)

    def interrupt(self, number: int) -> None:
        """Begin to publish this generation, and end after one piece."""
        with pytest.raises(KeyboardInterrupt):
            self.publish(number, after_piece(1, _stop))

    def update(self, text: str) -> None:
        self.connection.update(text.encode())

    def add(self, name: str) -> None:
        """Let someone else write a triple into a graph under the base."""
        graph = f"{self.settings.base}graph/{name}"
        self.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <http://a/b> <http://a/c> 1 }} }}")

    def default_graph(self) -> int:
        """How many triples the default graph has."""
        return counted(self.connection, "{ ?s ?p ?o }")


def after_piece(number: int, act: Callable[[], None]) -> Progress:
    def progress(stage: str, done: int, _of: int | None) -> None:
        if stage == "send" and done == number:
            act()

    return progress


def _stop() -> None:
    raise KeyboardInterrupt


@pytest.fixture
def copy(engine: SparqlEngine, several: Settings, tmp_path: Path) -> Copy:
    return Copy(engine, copy_home(several, tmp_path / "copy"))


@pytest.fixture
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publication_pieces, "PIECE_BYTES", 500)


@pytest.mark.usefixtures("_small_pieces")
def test_half_a_patch_is_no_base_for_another(copy: Copy) -> None:
    copy.publish(copy.first)
    copy.interrupt(copy.second)
    record = read_record(copy.connection)
    assert record is not None
    assert record.base
    assert copy.publish(copy.third).kind == "whole"
    assert copy.publish(copy.third).kind == "unchanged"


@pytest.mark.usefixtures("_small_pieces")
def test_half_a_patch_is_continued(copy: Copy) -> None:
    copy.publish(copy.first)
    copy.interrupt(copy.second)
    assert copy.publish(copy.second).kind == "continued"


@pytest.mark.usefixtures("_small_pieces")
def test_pieces_that_are_cut_in_another_way_are_not_continued(
    copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy.interrupt(copy.first)
    monkeypatch.setattr(publication_pieces, "PIECE_BYTES", 5_000)
    assert copy.publish(copy.first).kind == "whole"


@pytest.mark.usefixtures("_small_pieces")
def test_a_difference_that_arises_during_a_run_is_mended(copy: Copy) -> None:
    copy.interrupt(copy.first)
    copy.add("foreign/x")
    with pytest.raises(MirrorDiverged):
        copy.publish(copy.first)
    with pytest.raises(StoreEmpty, match="does not hold what was published"):
        open_published(copy.settings)
    assert copy.publish(copy.first).kind == "whole"


def test_the_default_graph_comes_and_goes(copy: Copy) -> None:
    copy.publish(copy.first, union=True)
    assert copy.default_graph() == 0
    assert copy.publish(copy.second).kind == "whole"
    assert copy.default_graph() == copy.store.manifest(copy.second).triples
    assert copy.publish(copy.second, union=True).kind == "whole"
    assert copy.default_graph() == 0
    assert copy.publish(copy.third, union=True).kind == "patch"


@pytest.mark.parametrize("union", [False, True])
def test_a_run_that_ends_before_all_was_dropped(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, union: bool
) -> None:
    copy.publish(copy.first)
    with monkeypatch.context() as patched:
        patched.setattr("gaoxin.graph.remote.publish_generation.dropping", lambda _: _stop())
        with pytest.raises(KeyboardInterrupt):
            copy.publish(copy.second, union=union, whole=True)
    assert copy.default_graph() > 0
    assert copy.publish(copy.second, union=union).kind == "whole"
    wanted = 0 if union else copy.store.manifest(copy.second).triples
    assert copy.default_graph() == wanted


def test_what_is_inferred_is_compared(copy: Copy) -> None:
    copy.publish(copy.first, union=True)
    graph = f"{copy.settings.base}graph/inferred"
    copy.update(
        f"DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} "
        f"INSERT {{ GRAPH <{graph}> {{ ?s ?p <http://a/b> }} }} "
        f"WHERE {{ SELECT * {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} LIMIT 1 }}"
    )
    with pytest.raises(MirrorDiverged, match="inferred"):
        copy.publish(copy.first, union=True)
    assert copy.publish(copy.first, union=True).kind == "whole"


@pytest.mark.parametrize("damage", ['"nonsense"', "<http://a/b>", '"a", "b"'])
def test_a_damaged_record_is_replaced_on_demand(copy: Copy, damage: str) -> None:
    copy.publish(copy.first)
    graph, record = copy.place.record_graph, RECORD
    copy.update(f"DELETE WHERE {{ GRAPH <{graph}> {{ <{graph}> <{record}> ?o }} }}")
    copy.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <{graph}> <{record}> {damage} }} }}")
    with pytest.raises(ServiceUnavailable, match="--whole"):
        copy.publish(copy.first)
    assert copy.publish(copy.first, whole=True).kind == "whole"
    assert copy.publish(copy.first).kind == "unchanged"


@pytest.mark.usefixtures("_small_pieces")
def test_of_two_runs_the_earlier_ends(copy: Copy) -> None:
    reports = []

    def another() -> None:
        reports.append(copy.publish(copy.first))

    with pytest.raises(StoreLocked, match="Another gaoxin publish"):
        copy.publish(copy.first, after_piece(1, another))
    assert [report.kind for report in reports] == ["continued"]
    assert copy.publish(copy.first).kind == "unchanged"


def test_a_change_comes_with_its_record_or_not_at_all(copy: Copy) -> None:
    late = HeldRecord(copy.connection)
    assert late.read(allow_damaged=False) is None
    copy.publish(copy.first)
    change = Piece(added={f"{copy.settings.base}graph/x": [b"<http://a/b> <http://a/c> 1 .\n"]})
    known = read_record(copy.connection)
    assert known is not None
    with pytest.raises(StoreLocked):
        late.write(known, change=change)
    seen = HeldRecord(copy.connection)
    seen.read(allow_damaged=False)
    copy.publish(copy.second)
    with pytest.raises(StoreLocked):
        seen.write(known, change=change)
    assert copy.publish(copy.second).kind == "unchanged"


def test_a_record_without_the_newer_fields() -> None:
    known = parsed(f'{{"number": 1, "digest": "{"a" * 64}", "state": "whole"}}')
    assert not known.union
    assert not known.is_broken
    assert replace(known, union=True).broken().is_broken
