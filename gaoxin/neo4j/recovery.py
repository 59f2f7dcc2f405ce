"""Recovers a database that stopped for a full disk, and a damaged end of the transaction log.

When the disk is full, Neo4j 5.26 stops in the middle of an entry of its transaction log.  If the
server is then killed, the next start reads the log up to that entry, as after any kill.  But if it
is stopped normally after space was freed, it writes the same entry again behind the incomplete one
(measured: the bytes are equal).  The next start finds no entry there, and the database stays
offline ("recovery not possible").

So a server whose database has stopped is killed.  A server that cannot read its log is started once
with an option that cuts the log after its last complete entry; what is cut was never committed.
"""

from __future__ import annotations

from gaoxin.errors import MirrorUnavailable, ServiceUnavailable
from gaoxin.neo4j import connection
from gaoxin.neo4j.configuration import Layout
from gaoxin.settings import Settings

CUT_TORN_END = "internal.dbms.tx_log.fail_on_corrupted_log_files"
"""If ``false``, Neo4j cuts the log after the last entry that it can read."""


def has_stopped(settings: Settings) -> bool:
    """Whether the database of the running server stopped after a failed write."""
    try:
        with connection.driver(settings):
            return False
    except MirrorUnavailable as told:
        return bool(told.facts.get("has_stopped"))


def log_length(layout: Layout) -> int:
    """The length of the server's log, for :func:`is_torn`."""
    try:
        return layout.log.stat().st_size
    except OSError:
        return 0


def is_torn(layout: Layout, since: int) -> bool:
    """Whether the server could not read the end of its transaction log.

    ``since`` is the length that the server's log had before the start.
    """
    try:
        with layout.log.open("rb") as file:
            # A shorter file is a new one: Neo4j starts a new file when one is long.
            file.seek(since if layout.log.stat().st_size >= since else 0)
            return CUT_TORN_END.encode() in file.read()
    except OSError:
        return False


def is_offline(cause: Exception) -> bool:
    """Whether the server started without its database."""
    code = cause.facts.get("code", "") if isinstance(cause, MirrorUnavailable) else ""
    return str(code).endswith("General.DatabaseUnavailable")


def lost(layout: Layout) -> ServiceUnavailable:
    """The error for a database that cannot be opened; it says how to create the mirror again."""
    data = layout.home / "data"
    return ServiceUnavailable(
        f"Neo4j 无法打开它的数据库，原因见 {layout.log}；除镜像外没有别的数据时，请删除 {data}，"
        "再执行 gaoxin neo4j start 和 gaoxin mirror。",
        f"Neo4j cannot open its database, for the reason in {layout.log}; if there is nothing but "
        f"the mirror in it, delete {data}, then run gaoxin neo4j start and gaoxin mirror.",
        log=str(layout.log),
        data=str(data),
    )
