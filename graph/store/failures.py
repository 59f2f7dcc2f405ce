"""What the engines beneath the store raise when they cannot read a file of it.

pyoxigraph has no exception class for this: RocksDB's message comes as a RuntimeError or an OSError.
SQLite holds the names.
"""

from __future__ import annotations

from gaoxin.errors import StoreCorrupt

_SIGNS = ("Corruption", "IO error", "Not able to find the string")


def failure_of_store(error: Exception) -> StoreCorrupt | None:
    """The error to show for ``error``, or ``None`` if it does not come from reading the store."""
    import sqlite3  # not at the top: every worker that evaluates SPARQL imports this module

    if isinstance(error, sqlite3.DatabaseError):
        return unreadable_store(str(error))
    from_engine = isinstance(error, RuntimeError) or (
        isinstance(error, OSError) and not error.strerror
    )
    if from_engine and str(error).startswith(_SIGNS):
        return unreadable_store(str(error))
    return None


def unreadable_store(message: str) -> StoreCorrupt:
    """The error for a store that cannot be read; ``message`` is the engine's."""
    return StoreCorrupt(
        f"无法读取图库：{message}；请重试，或运行 gaoxin doctor 查明损坏的文件。",
        f"The store cannot be read: {message}; try again, or let gaoxin doctor name what is "
        "damaged.",
        message=message,
    )
