"""Opens the Neo4j in use for the mirror, and explains requests that its server refuses."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.errors import MirrorUnavailable
from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.mapping.term_names import Neo4jNames

if TYPE_CHECKING:
    from gaoxin.settings import Settings


def import_marker(settings: Settings) -> Path:
    """A file that exists while an import runs, and after an import was interrupted."""
    return settings.home / "neo4j" / "importing"


def refuse_interrupted_import(settings: Settings) -> None:
    """Refuse a database whose import was interrupted, and say what to do.

    Raises:
        MirrorUnavailable: the last import was interrupted.
    """
    if not settings.neo4j_uri and import_marker(settings).exists():
        raise MirrorUnavailable(
            "上一次整体导入没有完成，Neo4j 的数据库不能用；请再运行一次 gaoxin mirror --bulk"
            "（或 gaoxin spark mirror）。",
            "The last import of everything was cut off, and Neo4j's database cannot be used; run "
            "gaoxin mirror --bulk (or gaoxin spark mirror) again.",
        )


@contextlib.contextmanager
def open_database(
    settings: Settings, names: Neo4jNames, *, importing: bool = False
) -> Iterator[Neo4jGraph]:
    """Open the database that the settings name, and close it at the end.

    With ``importing`` a database whose import was interrupted is opened, too.

    Raises:
        MirrorUnavailable: Neo4j cannot be reached, the last import was interrupted, the mirror
            cannot use this release of Neo4j, or Neo4j refuses a request.
    """
    from neo4j.exceptions import Neo4jError

    from gaoxin.neo4j.connection import driver_of
    from gaoxin.neo4j.endpoint import endpoint_in_use
    from gaoxin.neo4j.refusals import first_line
    from gaoxin.neo4j.versions import require_usable

    if not importing:
        refuse_interrupted_import(settings)
    place = endpoint_in_use(settings)
    try:
        with driver_of(place) as driver:
            require_usable(driver.get_server_info().agent, place.uri)
            yield Neo4jGraph(driver, place.database, names)
    except Neo4jError as cause:
        code = cause.code or "?"
        reason = first_line(cause.message or str(cause))
        raise MirrorUnavailable(
            f"{place.uri} 的 Neo4j 拒绝了请求（{code}）：{reason}。请排除原因后再运行一次，"
            "镜像会接着完成。",
            f"Neo4j at {place.uri} refused a request ({code}): {reason}. Remove the cause and "
            "run again; the mirror continues where it stopped.",
            uri=place.uri,
            code=code,
        ) from cause
