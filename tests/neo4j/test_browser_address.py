"""Where Neo4j Browser is; no server needed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from gaoxin.errors import MirrorUnavailable
from gaoxin.neo4j import state
from gaoxin.neo4j.browser import browser_page, with_query
from gaoxin.neo4j.status import require_browser, server_status
from gaoxin.settings import Settings

OWN = "https://graph.example/browser/"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home in which nothing was started yet."""
    return Settings(home=tmp_path)


def test_of_the_managed_server(settings: Settings) -> None:
    assert "127.0.0.1:7474/browser/" in str(browser_page(settings))
    (settings.home / "neo4j").mkdir()
    state.write_state(settings, state.State(1, "then", 1111, 2222, "5.26"))
    page = browser_page(settings)
    assert page
    address = urlsplit(with_query(page, "RETURN '高新' AS a & b"))
    assert (address.netloc, address.path) == ("127.0.0.1:2222", "/browser/")
    assert parse_qs(address.query) == {
        "connectURL": ["neo4j://neo4j@127.0.0.1:1111"],
        "cmd": ["edit"],
        "arg": ["RETURN '高新' AS a & b"],
    }


def test_of_ones_own_neo4j_it_is_a_setting(settings: Settings) -> None:
    own = replace(settings, neo4j_uri="bolt://127.0.0.1:1")
    assert browser_page(own) is None
    known = replace(own, neo4j_browser=OWN)
    assert browser_page(known) == OWN
    assert with_query(OWN, "RETURN 1") == OWN + "?cmd=edit&arg=RETURN%201"
    server = server_status(own, running=True)
    with pytest.raises(MirrorUnavailable, match="NEO4J_BROWSER"):
        require_browser(server)
    server = server_status(known, running=True)
    assert require_browser(server, "RETURN 1") == with_query(OWN, "RETURN 1")
    with pytest.raises(MirrorUnavailable, match=r"does not answer|没有应答"):
        require_browser(server_status(known, running=False))
