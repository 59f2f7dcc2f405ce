"""The way to the Neo4j in use, and what its refusals mean: the one boundary to the driver.

``NEO4J_URI`` and its kin lead to a Neo4j of one's own, else the managed one is meant.  Importing
the driver takes 0.7 s, so nothing here imports it before it is needed.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gaoxin.errors import MirrorUnavailable
from gaoxin.graph.server import state
from gaoxin.graph.server.configuration import Layout
from gaoxin.settings import Settings

if TYPE_CHECKING:
    from neo4j import Driver

CONNECT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a Neo4j is and who one is there; ``password_file`` is set for the managed one."""

    uri: str
    username: str
    password: str = field(repr=False)
    database: str
    password_file: Path | None = None


def connection(settings: Settings) -> Connection:
    """The Neo4j in use: one's own by ``NEO4J_URI``, else the managed one.

    Raises:
        MirrorUnavailable: there is neither.
    """
    if settings.neo4j_uri:
        return Connection(
            settings.neo4j_uri,
            settings.neo4j_username,
            settings.neo4j_password,
            settings.neo4j_database,
        )
    running = state.running(settings)
    if running is None:
        raise MirrorUnavailable(
            "Neo4j 没有运行；请先执行 gaoxin neo4j start，或用 NEO4J_URI 指向自己的 Neo4j。",
            "Neo4j is not running; run gaoxin neo4j start first, "
            "or set NEO4J_URI to a Neo4j of your own.",
        )
    return Connection(
        running.uri,
        state.USERNAME,
        state.read_password(settings),
        state.DATABASE,
        Layout.of(settings).password,
    )


@contextlib.contextmanager
def driver(settings: Settings) -> Iterator[Driver]:
    """A driver for the Neo4j in use, already connected, closed at the end.

    What goes wrong with the connection is translated here, at the start or at any time later;
    errors of Cypher itself pass through as the driver's own.

    Raises:
        MirrorUnavailable: nothing answers, the password is wrong, the database does not exist,
            or the server went away.
    """
    with driver_of(connection(settings)) as opened:
        yield opened


@contextlib.contextmanager
def driver_of(place: Connection) -> Iterator[Driver]:
    """The same for a connection that is known already."""
    from neo4j import GraphDatabase
    from neo4j.exceptions import ConfigurationError

    _quiet()
    with contextlib.ExitStack() as closing:
        with translated(place):
            try:
                opened = closing.enter_context(
                    GraphDatabase.driver(
                        place.uri,
                        auth=(place.username, place.password),
                        connection_timeout=CONNECT_SECONDS,
                        notifications_min_severity="OFF",
                        user_agent="gaoxin",
                    )
                )
                # Not verify_connectivity: it does not notice that the database is missing.
                with opened.session(database=place.database) as session:
                    session.run("RETURN 1").consume()
            except (ConfigurationError, ValueError) as cause:
                raise _unusable(place, cause) from cause
        with translated(place):
            yield opened


@contextlib.contextmanager
def translated(place: Connection) -> Iterator[None]:
    """Turn the driver's errors about the connection into :class:`MirrorUnavailable`."""
    from neo4j import exceptions as neo4j_errors

    try:
        yield
    except neo4j_errors.AuthError as cause:
        where = str(place.password_file or "NEO4J_PASSWORD")
        raise MirrorUnavailable(
            f"{place.uri} 的 Neo4j 不接受用户 {place.username}（NEO4J_USERNAME）的密码；"
            f"请更正 {where} 中的密码。",
            f"Neo4j at {place.uri} refuses the password of {place.username} (NEO4J_USERNAME); "
            f"correct the password in {where}.",
            uri=place.uri,
            username=place.username,
        ) from cause
    except (neo4j_errors.ServiceUnavailable, neo4j_errors.SessionExpired) as cause:
        raise MirrorUnavailable(
            f"{place.uri} 的 Neo4j 没有应答或中断了连接；请用 gaoxin neo4j status 查看"
            "（用自己的 Neo4j 时检查 NEO4J_URI），然后再试。",
            f"Neo4j at {place.uri} does not answer or closed the connection; look with "
            "gaoxin neo4j status (with a Neo4j of your own check NEO4J_URI) and try again.",
            uri=place.uri,
            reason=_first_line(cause),
        ) from cause
    except neo4j_errors.Neo4jError as cause:
        raise _refusal(place, cause) from cause


def _refusal(place: Connection, cause: Any) -> BaseException:
    code = str(cause.code or "")
    if code.endswith("Database.DatabaseNotFound"):
        return MirrorUnavailable(
            f"{place.uri} 的 Neo4j 没有名为「{place.database}」的数据库；请检查 NEO4J_DATABASE。",
            f"Neo4j at {place.uri} has no database named {place.database!r}; check NEO4J_DATABASE.",
            uri=place.uri,
            database=place.database,
        )
    if ".Security." in code:
        return MirrorUnavailable(
            f"{place.uri} 的 Neo4j 不允许用户 {place.username} 这样做：{cause.message}",
            f"Neo4j at {place.uri} does not let {place.username} do this: {cause.message}",
            uri=place.uri,
            code=code,
        )
    if code.endswith(
        (
            "DatabaseUnavailable",
            "General.DatabaseUnavailable",
            "ReadOnly",
            "WriteOnReadOnlyAccessDatabase",
            "NotALeader",
            "ForbiddenOnReadOnlyDatabase",
        )
    ):
        return MirrorUnavailable(
            f"{place.uri} 的数据库「{place.database}」目前不可用或只读：{cause.message}",
            f"The database {place.database!r} at {place.uri} is unavailable or read-only now: "
            f"{cause.message}",
            uri=place.uri,
            code=code,
        )
    return cause  # type: ignore[no-any-return]


def _first_line(cause: BaseException) -> str:
    return (str(cause).splitlines() or [""])[0]


def _unusable(place: Connection, cause: Exception) -> MirrorUnavailable:
    return MirrorUnavailable(
        f"用 NEO4J_URI 的值「{place.uri}」找不到 Neo4j；应形如 neo4j://主机:7687。",
        f"NEO4J_URI has the value {place.uri!r}, which leads to no Neo4j; "
        "it should look like neo4j://host:7687.",
        uri=place.uri,
        reason=_first_line(cause),
    )


def _quiet() -> None:
    # The driver logs every failed attempt as well as raising it.
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
