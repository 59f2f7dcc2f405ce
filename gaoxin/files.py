"""Atomic writing of files: write a temporary file in the same folder, flush it to disk, rename
it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

PARTIAL = ".partial"
"""How the name of an unfinished file or folder ends; a killed writer leaves one behind."""


@contextmanager
def replacing(path: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """Open a new file that takes the place of ``path`` when the block ends without an error.

    ``mode`` are the permissions of the new file; without it they are those of any new file.  A
    symbolic link stays, and the file that it leads to is replaced.  A device or a pipe, which
    cannot be replaced, is written to directly.

    Raises:
        OSError: the folder is missing, cannot be written to, or the disk is full; an existing
            file is as it was.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    # 60 characters of 4 bytes each keep the name below the 255 bytes that file systems allow.
    try:
        handle, name = tempfile.mkstemp(PARTIAL, f".{path.name[:50]}.", path.parent)
    except OSError as cause:
        cause.filename = str(path)  # the name that the caller knows
        raise
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.chmod(_usual_mode() if mode is None else mode)
        put_in_place(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def put_in_place(partial: Path, path: Path) -> None:
    """Rename a finished file, which is already on disk, to ``path``."""
    partial.replace(path)
    sync(path.parent)  # without this a power cut can undo the renaming


def write_whole(path: Path, content: bytes | str, mode: int | None = None) -> None:
    """Write ``content`` (text as UTF-8) to ``path`` as :func:`replacing` does."""
    with replacing(path, mode) as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)


def sync(path: Path) -> None:
    """Force a file, or the entries of a folder, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def free_path(path: Path) -> Path:
    """The path, or one with a number if there is such a file already: it may hold corrections."""
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return free


def link_or_copy(source: Path, target: Path) -> None:
    """Link ``target`` to a file that nobody will change; copy it where there are no hard links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
