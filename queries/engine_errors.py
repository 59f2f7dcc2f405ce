"""What to tell when the SPARQL engine refuses a query, or cannot go on with it."""

from __future__ import annotations

from gaoxin.errors import QueryFailed, StoreError
from gaoxin.graph.store.failures import unreadable_store
from gaoxin.queries.limits import MEMORY
from gaoxin.system_reasons import sparql_reason


def is_out_of_memory(told: str) -> bool:
    """Whether a process that ended with this text on stderr ran out of memory."""
    return any(sign in told for sign in ("memory allocation", "bad_alloc", "MemoryError"))


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
