"""A graph that keeps changing, interrupted runs that mirror it, and the state that must result.

The runs are real processes of the command line; the proxy is between them and Neo4j.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from gaoxin.graph.mirror.database.constraints import ensure_schema
from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.graph.mirror.plan.report import MirrorReport
from gaoxin.graph.mirror.sync.run import mirror
from gaoxin.graph.mirror.sync.verify import verify
from gaoxin.loaders.load import load_paths
from gaoxin.neo4j import connection
from gaoxin.neo4j.endpoint import endpoint_in_use
from gaoxin.settings import Settings
from tests.fixtures.bolt_proxy import BoltProxy, Volume
from tests.fixtures.tables import write_sources, write_statements

KINDS = ("first", "incremental", "full", "replacing")
ROOT = Path(__file__).resolve().parents[2]
SECONDS = 240
_DOUBLED = {
    "nodes": "MATCH (n:Resource) WITH n.uri AS uri, count(*) AS n WHERE n > 1 RETURN uri, n",
    "relationships": "MATCH (a)-[r]->(b) WITH a.uri AS a, type(r) AS type, b.uri AS b, "
    "r.uri AS uri, count(*) AS n WHERE n > 1 RETURN a, type, b, uri, n",
    "mirrors": "MATCH (m:_Mirror) WITH count(*) AS n WHERE n <> 1 RETURN n",
}
_SIZE = """MATCH (n:Resource) WITH count(*) AS nodes, count(DISTINCT n.uri) AS uris
RETURN nodes, uris, COUNT { MATCH ()-[r]->() } AS relationships"""


@dataclass
class Story:
    """Some hundred facts from two papers, and the change that each kind of run needs."""

    settings: Settings
    folder: Path
    first: int = 0
    last: int = 110
    step: int = 0
    status: str = "actual"
    arguments: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Publish and mirror the graph with which the first run starts."""
        self.prepare("first")
        self.next_run()

    def prepare(self, kind: str) -> list[str]:
        """Publish what a run of this kind must mirror; return the arguments of that run."""
        self.step += 1
        given = []
        if kind == "first":
            wipe(self.settings)
            self.arguments = []
        elif kind == "replacing":
            self.first, self.last = self.last - 100, self.last + 10
            self.status = "planned" if self.status == "actual" else "actual"
            self.arguments = ["--allow-deletions"]
        else:
            self.last += 20
            given = ["--full"] if kind == "full" else []
        self._publish()
        return ["mirror", *given, *self.arguments]

    def _publish(self) -> None:
        whole = range(self.first, self.last)
        paths = [write_sources(self.folder)]
        for source, numbers in (("paper-a", whole), ("paper-b", whole[self.step % 3 :: 3])):
            rows = [row for n in numbers for row in self._rows(n)]
            paths.append(write_statements(self.folder, f"{source}.csv", rows, source))
        load_paths(self.settings, paths)

    def _rows(self, n: int) -> list[str]:
        zone, name = f"{n % 7}号开发区|Zone", f'企业{n}号 "😀`{n}有限公司|Enterprise'
        rows = [f"{name}|locatedIn|{zone}|status={self.status}"]
        if n % 2:
            value = f"{n}.{self.step if n % 10 == 1 else 5}0"
            rows.append(f"{name}|observation|营业收入|Indicator|value={value}|unit=亿元|time=2024")
        if n % 5 == 0:
            rows.append(f"张{n}|Person|holdsPosition|{zone}|qualifier=党委书记|time=2022")
        return rows

    def next_run(self) -> MirrorReport:
        """Run after an interrupted run, without the proxy."""
        report = mirror(self.settings, allow_deletions="--allow-deletions" in self.arguments)
        self.arguments = []
        return report

    def assert_whole(self) -> None:
        """Check that Neo4j equals the graph, without duplicates."""
        report = verify(self.settings)
        assert report.differences == []
        assert report.neo4j_digest == report.store_digest
        assert report.is_current
        with connection.driver(self.settings) as driver:
            for what, query in _DOUBLED.items():
                assert driver.execute_query(query).records == [], f"doubled {what}"
            (size,) = driver.execute_query(_SIZE).records
        assert size["nodes"] == size["uris"] == report.nodes
        assert size["relationships"] == report.relationships
        assert mirror(self.settings, full=True).changes == 0


def wipe(settings: Settings) -> None:
    """Remove all nodes; the schema is kept, because creating it takes seconds."""
    with connection.driver(settings) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")


def begin_run(
    settings: Settings, uri: str, arguments: list[str], patience: float = 30.0
) -> subprocess.Popen[str]:
    """Start a process of the command line with ``uri`` as its Neo4j."""
    place = endpoint_in_use(settings)
    environment = os.environ | {
        "GAOXIN_HOME": str(settings.home),
        "GAOXIN_LANG": "en",
        "NEO4J_URI": uri,
        "NEO4J_USERNAME": place.username,
        "NEO4J_PASSWORD": place.password,
        "NEO4J_DATABASE": place.database,
        "PYTHONPATH": str(ROOT),
        "SMALL_BATCHES_PATIENCE": str(patience),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.mirror.small_batches", *arguments, "--format", "json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end_of(run: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit status of a run and all its output."""
    try:
        out, err = run.communicate(timeout=SECONDS)
    finally:
        run.kill()
        run.wait()
    assert "Traceback" not in err, err
    return run.returncode, out + err


def volumes(story: Story, proxy: BoltProxy) -> dict[str, Volume]:
    """The traffic of each kind of run without an interruption."""
    found = {}
    with connection.driver(story.settings) as driver:
        # Later runs do not create the schema, so the measured ones must not either.
        ensure_schema(driver, endpoint_in_use(story.settings).database, current_names())
    for kind in KINDS:
        arguments = story.prepare(kind)
        proxy.arm(None)
        status, text = end_of(begin_run(story.settings, proxy.uri, arguments))
        assert status == 0, text
        found[kind] = proxy.volume
        story.arguments = []
    story.assert_whole()
    least = min(volume.commits for volume in found.values())
    assert least >= 4, f"too few transactions to be struck between them: {found}"
    return found


@dataclass
class Tally:
    """The actions of one test, printed so that they can be repeated."""

    seed: int
    lines: list[str] = field(default_factory=list)

    @property
    def chance(self) -> Random:
        """The random numbers of the seed."""
        return Random(self.seed)

    def note(self, kind: str, what: object, outcome: object) -> None:
        """Print one action; pytest shows it if a test fails (or with ``-s``)."""
        line = f"seed {self.seed}, case {len(self.lines)}: {kind}, {what}: {outcome}"
        self.lines.append(line)
        print(line, flush=True)
