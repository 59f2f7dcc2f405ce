"""Answers of servers that cannot run in tests: old releases, rare error codes."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from gaoxin.errors import MirrorUnavailable
from gaoxin.neo4j import connection, refusals
from gaoxin.neo4j.endpoint import Endpoint
from gaoxin.neo4j.versions import (
    can_use_dynamic_labels,
    can_use_integer_ids,
    release_of,
    require_usable,
)

PLACE = Endpoint("neo4j://host:7687", "neo4j", "secret", "neo4j")


@pytest.mark.parametrize(
    ("agent", "release", "is_usable", "is_dynamic"),
    [
        ("Neo4j/3.5.35", (3, 5), False, False),
        ("Neo4j/4.4.41", (4, 4), False, False),
        ("Neo4j/5.9.0", (5, 9), False, False),
        ("Neo4j/5.12.0", (5, 12), False, False),
        ("Neo4j/5.13.0", (5, 13), True, False),
        ("Neo4j/5.25.1", (5, 25), True, False),
        ("Neo4j/5.26.30", (5, 26), True, True),
        ("Neo4j/5.26-aura", (5, 26), True, True),
        ("Neo4j/5.27.0-2025040", (5, 27), True, True),
        ("Neo4j/2025.03.0", (2025, 3), True, True),
        ("Neo4j/v5.11.0 compatible graph database server - Memgraph", None, False, False),
        ("FalkorDB/4.0", None, False, False),
        ("Neo4j/5", None, False, False),
        ("", None, False, False),
    ],
)
def test_which_release_is_usable(
    agent: str, release: tuple[int, int] | None, is_usable: bool, is_dynamic: bool
) -> None:
    assert release_of(agent) == release
    assert can_use_dynamic_labels(agent) is is_dynamic
    assert can_use_integer_ids(agent) is (release is not None and release[0] == 5)
    if is_usable:
        require_usable(agent, "bolt://host")
        return
    with pytest.raises(MirrorUnavailable) as refused:
        require_usable(agent, "bolt://host")
    assert refused.value.exit_status == 3
    for text in (refused.value.zh, refused.value.en):
        assert "5.13" in text
        assert agent in text


@pytest.fixture
def answering() -> Iterator[tuple[str, list[bytes]]]:
    """A port that sends each client the given answer after its first message."""
    answer: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def serve() -> None:
            while True:
                try:
                    caller, _ = listening.accept()
                except OSError:
                    return
                with caller:
                    caller.recv(20)
                    caller.sendall(answer[0])
                    if answer[0]:
                        caller.recv(1)  # until the client disconnects

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"bolt://127.0.0.1:{listening.getsockname()[1]}", answer
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.mark.parametrize("bolt", [(4, 4), (5, 1)])
def test_a_server_that_speaks_an_old_bolt(
    answering: tuple[str, list[bytes]], bolt: tuple[int, int]
) -> None:
    uri, answer = answering
    answer.append(
        bytes([0, 0, bolt[1], bolt[0]])
    )  # the chosen protocol version, as 4.4 and 5.6 send it
    with (
        pytest.raises(MirrorUnavailable, match=r"5\.13") as refused,
        connection.driver_of(replace(PLACE, uri=uri)),
    ):
        pytest.fail("connected")
    assert "too old" in refused.value.en


def test_a_server_that_wants_encryption(answering: tuple[str, list[bytes]]) -> None:
    """Neo4j with ``tls_level=REQUIRED`` closes the connection at the first unencrypted message."""
    uri, answer = answering
    answer.append(b"")
    for scheme in ("bolt", "neo4j"):
        place = replace(PLACE, uri=uri.replace("bolt", scheme))
        with pytest.raises(MirrorUnavailable) as refused, connection.driver_of(place):
            pytest.fail("connected")
        assert "neo4j+s://" in refused.value.en
        assert "neo4j+s://" in refused.value.zh


STATES = {
    "Neo.TransientError.General.OutOfMemoryError": "memory",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": "memory",
    "Neo.DatabaseError.Transaction.TransactionLogError": "disk",
    "Neo.DatabaseError.Transaction.TransactionCommitFailed": "disk",
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": "read-only",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": "read-only",
    "Neo.ClientError.Cluster.NotALeader": "unavailable",
    "Neo.TransientError.General.DatabaseUnavailable": "unavailable",
    "Neo.ClientError.Database.DatabaseNotFound": "NEO4J_DATABASE",
    "Neo.ClientError.Security.Forbidden": "does not let neo4j",
}


@pytest.mark.parametrize("code", STATES)
@pytest.mark.parametrize("is_managed", [True, False])
def test_states_of_a_server(code: str, is_managed: bool) -> None:
    place = replace(PLACE, password_file=Path("password")) if is_managed else PLACE
    told = refusals._refusal(place, code, "as it says.")
    assert told is not None
    assert STATES[code] in told.en
    assert told.facts["code"] == code
    if STATES[code] == "disk":
        assert ("gaoxin neo4j stop" in told.en) is is_managed


def test_errors_of_a_query_are_none_of_the_servers() -> None:
    assert refusals._refusal(PLACE, "Neo.ClientError.Statement.SyntaxError", "x") is None


def test_an_expired_certificate() -> None:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code, error.verify_message = 10, "certificate has expired"
    assert "has expired" in refusals._untrusted(PLACE, error, {}).en
