"""Compute the digests of many added lines in a process of its own, while this one checks them.

Python runs one thread at a time, and a line takes microseconds: each of five million is hashed up
to three times.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from gaoxin.child_process import child_environment, end_with_parent, module_command
from gaoxin.errors import StoreError
from gaoxin.garbage import fewer_collections
from gaoxin.graph.store.digest import Digest
from gaoxin.graph.store.lines import NOTHING, Lines, in_file
from gaoxin.graph.store.mirror_digest import MirrorLines


@dataclass(frozen=True, slots=True)
class LineSums:
    """What lines add to the digest of the quads, and to both parts of the mirror digest.

    ``others`` are graphs as written; their lines are not in ``attributions``
    (:meth:`.MirrorLines.of_single`).
    """

    quads: str
    triples: str
    attributions: str
    others: set[bytes]


class DigestProcess:
    """The running process."""

    def __init__(self, added: Path, fresh: Path, sources: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            module_command(__name__, str(os.getpid())),
            env=child_environment(limited=False),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        asked = {"added": str(added), "fresh": str(fresh), "sources": sources}
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        self._process.stdin.flush()

    def wait(self) -> LineSums:
        """The sums, when they are known.

        Raises:
            StoreError: the process was stopped.
        """
        printed, errors = self._process.communicate()
        if status := self._process.returncode:
            lines = errors.decode(errors="replace").strip().splitlines()
            reason = lines[-1] if lines else f"status {status}"
            raise StoreError(
                f"计算摘要的进程被终止（{reason}）；什么也没有发布，请再试一次。",
                f"The process that computes the digests was stopped ({reason}); nothing was "
                "published, try again.",
            )
        told = json.loads(printed)
        told["others"] = {graph.encode() for graph in told["others"]}
        return LineSums(**told)

    def stop(self) -> None:
        """End the process if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()


@contextmanager
def computing_digests(
    added: Path, fresh: Path, sources: Mapping[str, str]
) -> Iterator[DigestProcess]:
    """Begin to read the files; the block may call ``wait``.

    ``added`` has quads, ``fresh`` triples of the default graph; ``sources`` gives the source of
    each graph.
    """
    process = DigestProcess(added, fresh, sources)
    try:
        yield process
    finally:
        process.stop()


def _sums(added: Lines, fresh: Lines, sources: Mapping[str, str]) -> LineSums:
    quads, triples, attributions = Digest(), Digest(), Digest()
    quads.add_bytes(line[:-3] for line in added)
    MirrorLines(triples, sources).triples([fresh], NOTHING)
    others = MirrorLines(attributions, sources).of_single(added, NOTHING)
    return LineSums(str(quads), str(triples), str(attributions), others)


def _main() -> None:
    end_with_parent(int(sys.argv[1]))
    asked = json.loads(sys.stdin.buffer.readline())
    with fewer_collections():
        added, fresh = (in_file(Path(asked[name]), 0) for name in ("added", "fresh"))
        told = asdict(_sums(added, fresh, asked["sources"]))
    told["others"] = [graph.decode() for graph in told["others"]]
    print(json.dumps(told))


if __name__ == "__main__":
    _main()
