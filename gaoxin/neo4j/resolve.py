"""Writes ``jars.lock``, for maintainers, when the version of Neo4j changes.

``python -m gaoxin.neo4j.resolve`` resolves the dependencies of the coordinates in
:mod:`gaoxin.neo4j.jars` (about a minute), fetches every jar, and writes names, sizes and SHA-256.
Read the difference before you commit it.
"""

from __future__ import annotations

import hashlib
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from gaoxin.neo4j.jars import CONNECTIONS, COORDINATES, LOCK_FILE, maven_context

HEAD = """\
# Every jar of the managed Neo4j: group:artifact:version:classifier, bytes, SHA-256.
# Written by `python -m gaoxin.neo4j.resolve`; do not edit.
"""


def lock_line(artifact: Any) -> str:
    """The line of ``jars.lock`` for one Maven artifact of jgo; fetches its jar."""
    content = Path(artifact.resolve()).read_bytes()
    name = f"{artifact.groupId}:{artifact.artifactId}:{artifact.version}:{artifact.classifier}"
    return f"{name} {len(content)} {hashlib.sha256(content).hexdigest()}"


def main() -> None:
    """Resolve, fetch and write the lock."""
    with tempfile.TemporaryDirectory() as cache:
        context = maven_context(Path(cache))
        roots, others = context.resolver.resolve(
            [context.create_dependency(coordinate) for coordinate in COORDINATES]
        )
        needed = [*roots, *(d for d in others if d.scope in ("compile", "runtime"))]
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            lines = sorted(pool.map(lock_line, [dependency.artifact for dependency in needed]))
    LOCK_FILE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
