"""Sessions that a cluster routes well: reads to its replicas, each after the writes before it.

With ``neo4j://`` the driver asks the cluster who leads a database and sends a session there only if
it may write.  A replica lags behind; the bookmarks that all sessions of a driver share make it wait
until it has what this driver has written or seen.  On a single server nothing changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from neo4j import Driver, Session


def session_of(driver: Driver, database: str, *, reading: bool = False, **options: Any) -> Session:
    """A session on a database of the cluster; with ``reading`` any of its servers may answer.

    ``options`` are those of ``Driver.session``.
    """
    return driver.session(
        database=database,
        default_access_mode="READ" if reading else "WRITE",
        bookmark_manager=driver.execute_query_bookmark_manager,
        **options,
    )
