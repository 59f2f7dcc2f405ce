"""Reads go to a cluster's replicas and writes to its leader, through ``neo4j://``.

Community has no clusters.  So the real server stands behind three proxies, and its routing table is
rewritten: the first proxy is the router, the second leads the database, the third is a replica.
What goes through which is what a cluster would get.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from gaoxin.graph.mirror.sync.run import mirror
from gaoxin.graph.store.store import Store
from gaoxin.neo4j import connection
from gaoxin.neo4j.sessions import session_of
from gaoxin.queries.catalogue import catalogue
from gaoxin.queries.cypher import run_cypher
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home
from tests.fixtures.neo4j import Neo4jServer

pytestmark = pytest.mark.neo4j
_HOST = "127.0.0.1"
_ADDRESS = re.compile(rb"(?:127\.0\.0\.1|localhost):\d{5}")
_ROLE = re.compile(rb"\x84role(?:\x85(?:WRITE|ROUTE)|\x84READ)")
_RUN = b"\xb3\x10"  # the message RUN
_BOOKMARKS = b"\x89bookmarks"


@dataclass
class RoleProxy:
    """Forwards to the server and keeps what clients sent."""

    server: tuple[str, int]
    ports: dict[str, int]
    listening: socket.socket
    sent: bytearray = field(default_factory=bytearray)

    def serve(self) -> None:
        """Take connections until the socket is closed."""
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                there = socket.create_connection(self.server)
                for pair in ((client, there, True), (there, client, False)):
                    threading.Thread(target=self._forward, args=pair, daemon=True).start()

    def _forward(self, source: socket.socket, target: socket.socket, is_request: bool) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                if is_request:
                    self.sent += data
                else:
                    data = self._with_roles(data)
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _with_roles(self, data: bytes) -> bytes:
        """The data with the address of each role in a routing table replaced by its proxy's."""
        roles, addresses = list(_ROLE.finditer(data)), list(_ADDRESS.finditer(data))
        if len(roles) != len(self.ports) or len(addresses) != len(roles):
            return data
        changed = bytearray(data)
        for role, address in zip(roles, addresses, strict=True):
            port = self.ports[re.sub("[^A-Z]", "", role[0].decode("latin-1"))]
            written = f"{_HOST}:{port}".encode()
            assert len(written) == len(address[0]), "the test needs addresses of equal length"
            changed[address.start() : address.end()] = written
        return bytes(changed)


@pytest.fixture
def roles(neo4j_server: Neo4jServer) -> Iterator[dict[str, RoleProxy]]:
    """A proxy for each role."""
    host, _, port = neo4j_server.connection.uri.partition("://")[2].partition(":")
    sockets = {}
    for role in ("ROUTE", "WRITE", "READ"):
        sockets[role] = socket.create_server((_HOST, 0))
    ports = {role: taken.getsockname()[1] for role, taken in sockets.items()}
    proxies = {role: RoleProxy((host, int(port)), ports, taken) for role, taken in sockets.items()}
    for proxy in proxies.values():
        threading.Thread(target=proxy.serve, daemon=True).start()
    yield proxies
    for taken in sockets.values():
        taken.close()


def routed(settings: Settings, roles: dict[str, RoleProxy]) -> Settings:
    port = roles["ROUTE"].ports["ROUTE"]
    return replace(settings, neo4j_uri=f"neo4j://{_HOST}:{port}")


def test_reads_and_writes_go_where_they_belong(
    neo4j_server: Neo4jServer, roles: dict[str, RoleProxy], several: Settings, tmp_path: Path
) -> None:
    neo4j_server.empty()
    home = copy_home(several, tmp_path / "home").home
    settings = routed(neo4j_server.settings_for(home), roles)
    mirror(settings)
    written, read = bytes(roles["WRITE"].sent), bytes(roles["READ"].sent)
    assert b"CREATE CONSTRAINT" in written
    assert b"CREATE" not in read
    assert b"MERGE" not in read
    assert read.count(_RUN) > 0
    # A replica waits for what was written before.
    assert _BOOKMARKS in read
    assert _RUN not in roles["ROUTE"].sent


def test_queries_do_not_trouble_the_leader(
    neo4j_server: Neo4jServer, roles: dict[str, RoleProxy], several: Settings, tmp_path: Path
) -> None:
    neo4j_server.empty()
    home = copy_home(several, tmp_path / "home").home
    mirror(neo4j_server.settings_for(home))
    settings = routed(neo4j_server.settings_for(home), roles)
    query = next(query for query in catalogue() if not query.parameters)
    answer = run_cypher(Store(settings).read(), query, {}, settings)
    assert answer.columns == list(query.columns)
    assert _RUN in roles["READ"].sent
    assert _RUN not in roles["WRITE"].sent


def test_a_session_reads_what_the_driver_wrote(
    neo4j_server: Neo4jServer, roles: dict[str, RoleProxy], tmp_path: Path
) -> None:
    settings = routed(neo4j_server.settings_for(tmp_path), roles)
    database = neo4j_server.connection.database
    with connection.driver(settings) as driver:
        with session_of(driver, database) as session:
            session.run("CREATE (:Passing {key: 1})").consume()
        with session_of(driver, database, reading=True) as session:
            record = session.run("MATCH (n:Passing) RETURN count(n) AS n").single()
            assert record is not None
            assert record["n"] == 1
        with session_of(driver, database) as session:
            session.run("MATCH (n:Passing) DELETE n").consume()
    assert _BOOKMARKS in roles["READ"].sent
    assert b"Passing" in roles["READ"].sent
    assert b"CREATE (:Passing" in roles["WRITE"].sent
