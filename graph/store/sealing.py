"""Checksums of files, and JSON texts that contain their own checksum.

A generation's manifest has the checksums of its files; the manifest and CURRENT contain their own.
For a file that is hard-linked from the parent, the parent's checksum is used, so that a load reads
again only the files that it wrote.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

_HEADER = re.compile(rb'\{"checksum": "([0-9a-f]{64})",\n')


def sum_of(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums_of_tree(
    folder: Path, parent: Path | None = None, known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The checksum of every file below ``folder``, by its path relative to it.

    ``known`` holds the checksums of the files below ``parent``; a file that is hard-linked there is
    not read again.
    """
    out = {}
    for path in files_below(folder):
        name = path.relative_to(folder).as_posix()
        twin = parent / name if parent and known and name in known else None
        if known and twin and twin.exists() and twin.samefile(path):
            out[name] = known[name]
        else:
            out[name] = sum_of(path)
    return out


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, sorted."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def sealed(document: str) -> str:
    """Add a first line with the checksum of the rest to the text of a JSON object.

    ``document`` must begin with ``{`` and a line break; the result is also a JSON object.
    """
    assert document.startswith("{\n")
    body = document[2:]
    return f'{{"checksum": "{_sum(body.encode())}",\n{body}'


def is_sealed(content: bytes) -> bool:
    """Whether the content is an unchanged result of :func:`sealed`."""
    header = _HEADER.match(content)
    return header is not None and _sum(content[header.end() :]) == header[1].decode()


def _sum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
