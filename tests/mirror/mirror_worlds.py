"""Random graphs with a history as goals of the mirror, in separate stores on disk.

They are not loaded as generations, because SHACL would refuse many of these unusual graphs.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.plan.goal import MirrorGoal
from gaoxin.graph.mirror.plan.patch_chain import PatchChain
from gaoxin.graph.mirror.plan.report import MirrorReport, VerifyReport
from gaoxin.graph.mirror.sync.run import MirrorRun
from gaoxin.graph.mirror.sync.verify import verify_goal
from gaoxin.graph.store.digest import Digest
from gaoxin.graph.store.patch import Patch
from tests.mirror.random_graphs import BASE, Quads, elements_of, expected_lines


class World:
    """A graph that changes and keeps its earlier states.

    With ``has_patches``, a first filling reads its patches and not the store.
    """

    def __init__(self, *, has_patches: bool = True) -> None:
        self._has_patches = has_patches
        self._patches: list[Path] = []
        self._last: Quads = frozenset()
        self.past: dict[str, Quads] = {}
        self._folder = tempfile.TemporaryDirectory(prefix="world-", ignore_cleanup_errors=True)
        self.number = 0

    def goal(self, quads: Quads) -> MirrorGoal:
        """The graph ``quads`` as the published generation."""
        self.number += 1
        home = Path(self._folder.name)
        identity = hashlib.sha256("\n".join(sorted(map(str, quads))).encode()).hexdigest()
        self.past[identity] = quads
        chain = self._chain(home / f"patch-{self.number}", quads)
        digest = Digest()
        digest.add_all(expected_lines(quads))
        return MirrorGoal(
            number=self.number,
            identity=identity,
            mirror_digest=str(digest),
            base=BASE,
            triples=len(quads),
            elements=elements_of(quads, folder=home / f"store-{self.number}"),
            history=self._history,
            folder=home / f"store-{self.number}",
            chain=lambda: chain if self._has_patches else None,
        )

    def _chain(self, folder: Path, quads: Quads) -> PatchChain:
        folder.mkdir()
        Patch(set(quads - self._last), set(self._last - quads)).write(folder)
        self._last = quads
        self._patches.append(folder)
        return PatchChain(tuple(self._patches), len(quads))

    def _history(self, identities: tuple[str, ...]) -> Iterable[ox.Quad] | None:
        out: set[ox.Quad] = set()
        for older, newer in pairwise(identities):
            if older not in self.past or newer not in self.past:
                return None
            out |= self.past[older] ^ self.past[newer]
        return out


def run(graph: Neo4jGraph, goal: MirrorGoal, *, full: bool = False) -> MirrorReport:
    """Mirror without the deletion guard, because these graphs change completely."""
    return MirrorRun(graph, goal, allow_deletions=True).run(full=full)


def assert_exact(graph: Neo4jGraph, goal: MirrorGoal) -> VerifyReport:
    """Read Neo4j back and check the digest and every element."""
    report = verify_goal(graph, goal)
    assert report.differences == []
    assert report.neo4j_digest == goal.mirror_digest
    return report
