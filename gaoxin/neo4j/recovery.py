"""A database that stopped, and a transaction log whose end is torn: seen, and got over.

When the disk is full, Neo4j 5.26 stops in the middle of an entry of its transaction log.  Killed,
it reads the log up to there at the next start, as after any other kill.  But ended in peace, when
there is room again, it first writes what it held for the log once more, behind the half entry
(measured: as many bytes as had been written of it); at the next start it then finds no entry where
one should begin, and leaves the database offline ("recovery not possible").

So a server whose database has stopped is killed, and one that cannot read on is started once with
the option that cuts off what stands behind the last whole entry: it was never committed.
"""

from __future__ import annotations

from gaoxin.errors import MirrorUnavailable, ServiceUnavailable
from gaoxin.neo4j import connection
from gaoxin.neo4j.configuration import Layout
from gaoxin.settings import Settings

CUT_TORN_END = "internal.dbms.tx_log.fail_on_corrupted_log_files"
"""Set to ``false``, Neo4j drops what stands behind the last entry that can be read."""


def has_stopped(settings: Settings) -> bool:
    """Whether the running server's database stopped over a write that failed."""
    try:
        with connection.driver(settings):
            return False
    except MirrorUnavailable as told:
        return bool(told.facts.get("has_stopped"))


def log_length(layout: Layout) -> int:
    """How long the server's own log is, to tell later what was written since."""
    try:
        return layout.log.stat().st_size
    except OSError:
        return 0


def is_torn(layout: Layout, since: int) -> bool:
    """Whether the server gave up a database for the end of its transaction log.

    ``since`` is the length that its log had before it was started.
    """
    try:
        with layout.log.open("rb") as file:
            # A shorter file is a new one: the server begins another when one gets long.
            file.seek(since if layout.log.stat().st_size >= since else 0)
            return CUT_TORN_END.encode() in file.read()
    except OSError:
        return False


def is_offline(cause: Exception) -> bool:
    """Whether a server came up, but without its database."""
    code = cause.facts.get("code", "") if isinstance(cause, MirrorUnavailable) else ""
    return str(code).endswith("General.DatabaseUnavailable")


def lost(layout: Layout) -> ServiceUnavailable:
    """The database cannot be opened any more: what was mirrored can be made anew."""
    data = layout.home / "data"
    return ServiceUnavailable(
        f"Neo4j 无法打开它的数据库，原因见 {layout.log}；除镜像外没有别的数据时，请删除 {data}，"
        "再执行 gaoxin neo4j start 和 gaoxin mirror。",
        f"Neo4j cannot open its database, for the reason in {layout.log}; if there is nothing but "
        f"the mirror in it, delete {data}, then run gaoxin neo4j start and gaoxin mirror.",
        log=str(layout.log),
        data=str(data),
    )
