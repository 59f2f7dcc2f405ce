"""Failures around a run: one sentence and exit status 3 each, and the next run completes the work.

This module has its own server, which is stopped, killed, limited and restarted.  The order of the
tests needs few starts, but each test prepares the state that it needs.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gaoxin.errors import MirrorUnavailable, ServiceUnavailable
from gaoxin.graph.mirror.sync.run import mirror
from gaoxin.graph.mirror.sync.verify import verify
from gaoxin.loaders.load import load_paths
from gaoxin.neo4j import connection, managed, process, state
from gaoxin.neo4j.configuration import Layout
from gaoxin.settings import Settings
from tests.fixtures.neo4j import QUICK, missing, quick
from tests.fixtures.tables import write_sources, write_statements
from tests.mirror.small_batches import ROWS, sizes

pytestmark = pytest.mark.neo4j

READ_ONLY = "server.databases.default_to_read_only=true\n"
LITTLE_MEMORY = "db.memory.transaction.max=2m\n"


@dataclass
class Spare:
    """A managed server and the graph to mirror into it, in the same home."""

    settings: Settings
    folder: Path
    options: str = ""
    facts: int = 0
    notes: list[str] = field(default_factory=list)

    def start(self, options: str = "") -> None:
        """Run the server with these options in ``own.conf``."""
        if options != self.options:
            managed.stop(self.settings)
        Layout.of(self.settings).own.write_text(QUICK + options, encoding="utf-8")
        self.options = options
        managed.start(self.settings, lambda what, _done, _total: self.notes.append(what))

    def grow(self, facts: int) -> None:
        """Publish a graph with this many additional facts."""
        self.facts += facts
        rows = [
            f"企业{n}有限公司|Enterprise|locatedIn|{n % 7}号开发区|Zone" for n in range(self.facts)
        ]
        load_paths(
            self.settings,
            [write_sources(self.folder), write_statements(self.folder, "one.csv", rows)],
        )

    def kill(self) -> None:
        """``kill -9`` of the server, and wait until its port is free."""
        running = state.running(self.settings)
        assert running is not None
        os.kill(running.pid, signal.SIGKILL)
        while process.is_alive(running.process):
            time.sleep(0.01)

    @property
    def transaction_log(self) -> Path:
        """The current transaction log file."""
        folder = Layout.of(self.settings).home / "data" / "transactions" / "neo4j"
        return max(folder.glob("*.db.*"), key=lambda path: int(path.suffix[1:]))

    def assert_whole(self) -> None:
        """Check that Neo4j holds the published graph."""
        report = verify(self.settings)
        assert report.differences == []
        assert report.neo4j_digest == report.store_digest
        assert report.is_current


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spare]:
    folder = tmp_path_factory.mktemp("operation")
    spare = Spare(quick(Settings(home=folder / "home")), folder)
    try:
        managed.start(spare.settings)
    except ServiceUnavailable as cause:
        missing(f"Neo4j: {cause}")
    yield spare
    managed.stop(spare.settings)


@pytest.fixture
def spare(home: Spare, monkeypatch: pytest.MonkeyPatch) -> Spare:
    """The module's server; runs use many small batches and give up early."""
    for module, name, value in sizes():
        monkeypatch.setattr(module, name, min(value, ROWS))
    monkeypatch.setattr(connection, "RETRY_SECONDS", 1.0)
    return home


def refusal(settings: Settings) -> MirrorUnavailable:
    with pytest.raises(MirrorUnavailable) as refused:
        mirror(settings)
    assert refused.value.exit_status == 3
    for text in (refused.value.zh, refused.value.en):
        assert "\n" not in text
        assert text[-1] in ".。"
    return refused.value


def test_read_only(spare: Spare) -> None:
    spare.start()
    spare.grow(20)
    mirror(spare.settings)
    spare.start(READ_ONLY)
    assert mirror(spare.settings).mode == "unchanged", "with nothing to write all is well"
    spare.grow(20)
    for is_full in (False, True):
        with pytest.raises(
            MirrorUnavailable, match="is read-only, and nothing was written"
        ) as refused:
            mirror(spare.settings, full=is_full)
        assert refused.value.exit_status == 3
        assert "server.databases.read_only" in refused.value.zh
    assert mirror(spare.settings, dry_run=True).nodes_created == 20
    report = verify(spare.settings)
    assert (report.is_equal, report.is_current) == (True, False)


@pytest.mark.nightly
def test_read_only_by_name(spare: Spare) -> None:
    spare.start()
    spare.grow(20)
    spare.start("server.databases.read_only=neo4j\n")
    assert "is read-only, and nothing was written" in refusal(spare.settings).en
    spare.start()
    mirror(spare.settings)
    spare.assert_whole()


def test_killed_while_a_run_writes(spare: Spare) -> None:
    spare.start()
    spare.grow(60)
    mirror(spare.settings)
    spare.assert_whole()
    spare.grow(200)

    def kill_half_way(_stage: str, done: int, whole: int | None) -> None:
        if done > (whole or 0) / 2 and state.running(spare.settings):
            spare.kill()

    with pytest.raises(MirrorUnavailable, match="does not answer or closed the connection") as gone:
        mirror(spare.settings, full=True, progress=kill_half_way)
    assert gone.value.exit_status == 3
    assert "gaoxin neo4j start" in refusal(spare.settings).en
    spare.start(LITTLE_MEMORY)
    mirror(spare.settings)
    spare.assert_whole()


def test_too_little_memory_for_a_transaction(spare: Spare) -> None:
    spare.start(LITTLE_MEMORY)
    with (
        pytest.raises(MirrorUnavailable, match="ran out of memory") as refused,
        connection.driver(spare.settings) as driver,
    ):
        driver.execute_query("UNWIND range(1, 1000000) AS i RETURN collect(i + 'x')")
    assert "server.memory" in refused.value.en
    assert "OutOfMemory" in refused.value.facts["code"]


def test_full_disk(spare: Spare) -> None:
    """The file size of the server is limited to slightly more than its transaction log has now.

    For the server this is a full disk: a write stops in the middle of an entry.  A file system of
    48 MB gave the same error code and the same damaged end of the log.
    """
    if not hasattr(resource, "prlimit"):
        pytest.skip("the system cannot limit another process's files")
    spare.start(LITTLE_MEMORY)
    spare.grow(40)
    mirror(spare.settings)
    running = state.running(spare.settings)
    assert running is not None
    length = spare.transaction_log.stat().st_size
    infinite = resource.RLIM_INFINITY
    resource.prlimit(running.pid, resource.RLIMIT_FSIZE, (length + 9_000, infinite))
    spare.grow(300)
    told = refusal(spare.settings)
    assert "could not write to its disk, which most often is full" in told.en
    assert "TransactionLogError" in told.facts["code"]
    resource.prlimit(running.pid, resource.RLIMIT_FSIZE, (infinite, infinite))

    stopped = refusal(spare.settings)
    assert "stopped after a write that failed" in stopped.en
    assert "gaoxin neo4j stop" in stopped.en
    with pytest.raises(MirrorUnavailable, match="gaoxin neo4j stop"):
        managed.start(spare.settings)

    assert managed.stop(spare.settings)
    assert spare.transaction_log.stat().st_size <= length + 9_000, "it was left to write its rest"
    spare.start(LITTLE_MEMORY)
    mirror(spare.settings)
    spare.assert_whole()


@pytest.mark.nightly
def test_torn_end_of_the_transaction_log(spare: Spare) -> None:
    """A full disk can cause this, if the server was not stopped by ``gaoxin neo4j stop``."""
    spare.start()
    spare.grow(20)
    mirror(spare.settings)
    spare.grow(20)
    spare.kill()
    with spare.transaction_log.open("ab") as file:
        file.write(b"\x01\x08" * 4000)  # no entry of any release starts like this
    spare.notes.clear()
    spare.start()
    assert {"removing an incomplete end of the log", "截去未写完的日志末尾"} & set(spare.notes)
    mirror(spare.settings)
    spare.assert_whole()


@pytest.mark.nightly
def test_a_database_that_cannot_be_opened(spare: Spare) -> None:
    """The message says what to delete; the next run of the mirror writes the data again."""
    spare.start()
    spare.grow(20)
    mirror(spare.settings)
    spare.kill()
    data = Layout.of(spare.settings).home / "data"
    (data / "databases" / "neo4j" / "neostore").write_bytes(b"\x55" * 8192)
    with pytest.raises(ServiceUnavailable, match="cannot open its database") as lost:
        spare.start()
    assert str(data) in lost.value.en
    shutil.rmtree(data)
    spare.start()
    mirror(spare.settings)
    spare.assert_whole()
