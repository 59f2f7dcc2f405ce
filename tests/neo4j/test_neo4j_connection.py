"""The user's own Neo4j, and the messages for wrong settings, on the real server."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gaoxin.errors import MirrorUnavailable
from gaoxin.neo4j import connection, managed
from gaoxin.neo4j.status import server_status
from gaoxin.settings import Settings
from tests.fixtures.neo4j import Neo4jServer

pytestmark = pytest.mark.neo4j


@pytest.fixture
def own(neo4j_server: Neo4jServer, tmp_path: Path) -> Settings:
    """Another home that uses the session's server through ``NEO4J_URI`` and related variables."""
    return neo4j_server.settings_for(tmp_path)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_leads_to_a_neo4j_of_ones_own(own: Settings, scheme: str) -> None:
    settings = replace(own, neo4j_uri=own.neo4j_uri.replace("bolt", scheme))
    with connection.driver(settings) as driver:
        assert driver.execute_query("RETURN '高新' AS x").records[0]["x"] == "高新"


def test_start_and_stop_leave_a_neo4j_of_ones_own_alone(own: Settings) -> None:
    server = managed.start(own)
    assert server.running
    assert not server.managed
    assert (server.uri, server.browser, server.password_file) == (own.neo4j_uri, None, None)
    assert managed.stop(own) is False
    assert server_status(own).running
    assert not list(own.home.iterdir())


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "password": ({"neo4j_password": "wrong"}, "NEO4J_PASSWORD"),
    "user": ({"neo4j_username": "nobody"}, "NEO4J_USERNAME"),
    "database": ({"neo4j_database": "missing"}, "NEO4J_DATABASE"),
    "scheme": ({"neo4j_uri": "ftp://127.0.0.1"}, "NEO4J_URI"),
    "no scheme": ({"neo4j_uri": "127.0.0.1"}, "NEO4J_URI"),
    "port": ({"neo4j_uri": "bolt://127.0.0.1:99999"}, "NEO4J_URI"),
    "host": ({"neo4j_uri": "bolt://nowhere.invalid"}, "NEO4J_URI"),
    "encryption": ({"neo4j_uri": "bolt+s"}, "does not answer"),
}


@pytest.mark.parametrize("what", WRONG)
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_refusals_say_what_to_correct(own: Settings, what: str, scheme: str) -> None:
    changes, advice = WRONG[what]
    settings = replace(replace(own, neo4j_uri=own.neo4j_uri.replace("bolt", scheme)), **changes)
    if settings.neo4j_uri == "bolt+s":
        settings = replace(settings, neo4j_uri=own.neo4j_uri.replace("bolt", f"{scheme}+s"))
    with pytest.raises(MirrorUnavailable) as refused, connection.driver(settings):
        pytest.fail("connected")
    assert refused.value.exit_status == 3
    assert advice in refused.value.en
    assert "\n" not in refused.value.en + refused.value.zh
    assert server_status(settings).running is False


def test_password_changed_in_the_browser_names_the_file(neo4j_server: Neo4jServer) -> None:
    place = replace(neo4j_server.connection, password="old")
    with pytest.raises(MirrorUnavailable) as refused, connection.driver_of(place):
        pytest.fail("connected")
    assert str(neo4j_server.settings.home / "neo4j" / "password") in refused.value.en


def test_nobody_there(own: Settings) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))  # the port is in use, but nobody listens
        uri = f"bolt://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(MirrorUnavailable, match="gaoxin neo4j status") as refused:
            managed.start(replace(own, neo4j_uri=uri))
    assert refused.value.facts["uri"] == uri


def test_errors_of_cypher_and_of_the_caller_pass_through(own: Settings) -> None:
    from neo4j.exceptions import CypherSyntaxError

    with pytest.raises(CypherSyntaxError), connection.driver(own) as driver:
        driver.execute_query("RETRUN 1")
    with pytest.raises(FileNotFoundError), connection.driver(own):
        (own.home / "missing").read_text()
    with pytest.raises(ValueError, match="a caller's port"), connection.driver(own):
        raise ValueError("a caller's port")
