"""Opens the Neo4j in use for the mirror, and says in our words what its server refuses."""

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
    """The file that stands there while an import goes on, or after one was cut off."""
    return settings.home / "neo4j" / "importing"


def refuse_interrupted_import(settings: Settings) -> None:
    """Say what to do about an import that did not come to its end.

    Raises:
        MirrorUnavailable: there was one.
    """
    if not settings.neo4j_uri and import_marker(settings).exists():
        raise MirrorUnavailable(
            "上一次 gaoxin mirror --bulk 没有完成，Neo4j 的数据库不能用；请再运行一次 "
            "gaoxin mirror --bulk。",
            "The last gaoxin mirror --bulk was cut off, and Neo4j's database cannot be used; run "
            "gaoxin mirror --bulk again.",
        )


@contextlib.contextmanager
def open_database(
    settings: Settings, names: Neo4jNames, *, importing: bool = False
) -> Iterator[Neo4jGraph]:
    """The database of the settings; ``importing`` opens it also where an import was cut off.

    Raises:
        MirrorUnavailable: it cannot be reached, an import was cut off, it is of a release that
            the mirror cannot use, or it refuses what was sent to it.
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
            f"Neo4j at {place.uri} refused a request ({code}): {reason}. Mend the cause and run "
            "again; the mirror goes on from there.",
            uri=place.uri,
            code=code,
        ) from cause
