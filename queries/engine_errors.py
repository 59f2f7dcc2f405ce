"""What to tell when the SPARQL engine refuses a query, or cannot go on with it."""

from __future__ import annotations

import errno
import re

from gaoxin.errors import QueryFailed, StoreError
from gaoxin.graph.store.failures import unreadable_store
from gaoxin.queries.limits import MEMORY
from gaoxin.system_reasons import sparql_reason

# What the dynamic linker says.
_NO_ROOM = re.compile("failed to map segment|cannot map |cannot allocate memory", re.IGNORECASE)


def is_out_of_memory(told: str) -> bool:
    """Whether a process that ended with this text on stderr ran out of memory."""
    return any(sign in told for sign in ("memory allocation", "bad_alloc", "MemoryError"))


def ran_out_of_memory(error: BaseException) -> bool:
    """Whether memory was missing for an error, or for one that led to it.

    Python reports it in several ways: as MemoryError, as an error of the system, and as a module
    whose library finds no room.
    """
    seen: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in seen:
        if isinstance(cause, MemoryError) or getattr(cause, "errno", None) == errno.ENOMEM:
            return True
        if isinstance(cause, ImportError) and _NO_ROOM.search(str(cause)):
            return True
        seen.append(cause)
        cause = cause.__cause__ or cause.__context__
    return False


def engine_error(kind: str, message: str) -> QueryFailed | StoreError:
    """The error of a kind: ``memory``, ``store`` (it cannot be read) or ``refused``.

    ``message`` is the engine's own.
    """
    if kind == "memory":
        size = f"{MEMORY >> 20} MB"
        return QueryFailed(
            f"查询所需内存超过 {size}，已被停止；请缩小范围。",
            f"The query needed more than {size} of memory and was stopped; ask for less.",
            reason="memory",
        )
    if kind == "store":
        return unreadable_store(message)
    return QueryFailed(
        f"SPARQL 引擎拒绝了查询：{sparql_reason(message)}",
        f"The SPARQL engine refused the query: {message}",
        reason="refused",
        message=message,
    )
