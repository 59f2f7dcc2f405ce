"""Recognise errors of RocksDB, SQLite and gzip that mean an unreadable or unwritable store file.

pyoxigraph has no exception class for them: RocksDB's message is raised as a RuntimeError or an
OSError.  SQLite holds the names; patches and kept inputs are compressed.  A damaged block is found
only when a query reads it, so these errors can occur wherever something is read.
"""

from __future__ import annotations

import zlib

from gaoxin.errors import StoreCorrupt, StoreError

_FEW_FILES = "Oxigraph needs at least"
_SIGNS = ("Corruption", "IO error", "Not able to find the string", _FEW_FILES)
_FULL = ("no space left", "file too large", "disk quota", "disk is full")
_GONE = ("no such file", "unable to open database file")


def failure_of_store(error: Exception) -> StoreError | None:
    """The error to show for ``error``, or ``None`` if it does not come from the store's files."""
    import gzip  # imported here so that SPARQL workers start faster
    import sqlite3

    if isinstance(error, (sqlite3.DatabaseError, zlib.error, gzip.BadGzipFile, EOFError)):
        return unreadable_store(str(error))
    from_engine = isinstance(error, RuntimeError) or (
        isinstance(error, OSError) and not error.strerror
    )
    if from_engine and str(error).startswith(_SIGNS):
        return unreadable_store(str(error))
    return None


def unreadable_store(message: str) -> StoreError:
    """The error for an engine's ``message``: the disk is full, or a file is missing or damaged."""
    if message.startswith(_FEW_FILES):
        return StoreError(
            f"系统允许打开的文件太少：{message}。请先执行 ulimit -n 512。",
            f"The system allows too few open files: {message}. Run ulimit -n 512 first.",
            message=message,
        )
    words = message.lower()
    if any(sign in words for sign in _FULL):
        return StoreError(
            f"磁盘已满：{message}。什么也没有发布；请腾出空间后再试。",
            f"The disk is full: {message}. Nothing was published; free some space and try again.",
            message=message,
        )
    if any(sign in words for sign in _GONE):
        return StoreCorrupt(
            f"读取图库时有一个文件不见了：{message}。可能刚刚发布了新的一代，请再运行一次；"
            "若仍如此，请运行 gaoxin doctor。",
            f"A file of the store is missing: {message}. A new generation may have been published "
            "meanwhile: run the command again; if that fails, run gaoxin doctor.",
            message=message,
        )
    return StoreCorrupt(
        f"无法读取图库：{message}。请运行 gaoxin doctor 查明损坏的文件，"
        "再用 gaoxin doctor --repair 修复。",
        f"The store cannot be read: {message}. Run gaoxin doctor to list the damaged files, then "
        "gaoxin doctor --repair.",
        message=message,
    )
