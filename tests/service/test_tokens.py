"""Tokens: who may use the service, and for what."""

from __future__ import annotations

import base64
import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaoxin.errors import BadUsage, StoreCorrupt
from gaoxin.service.token_file import add_token, read_tokens, remove_token, token_of, token_path
from gaoxin.settings import Settings
from tests.fixtures.homes import link_data
from tests.fixtures.service import HTML, ServiceProcess, service_process, until


@pytest.fixture(scope="module")
def home(shipped_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data in a home of its own."""
    own = tmp_path_factory.mktemp("tokens")
    link_data(shipped_settings, own)
    return own


@pytest.fixture(scope="module")
def reader(home: Path) -> str:
    return add_token(home, "王芳", "read")


@pytest.fixture(scope="module")
def guarded(home: Path, reader: str) -> Iterator[ServiceProcess]:
    """A service that needs tokens."""
    with service_process(home) as running:
        yield running


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def basic(user: str, token: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{user}:{token}".encode()).decode()}


PATHS = ["/", "/search?q=x", "/things/zone/hefei", "/sparql?query=ASK{}", "/openapi.json"]


@pytest.mark.parametrize("path", [*PATHS, "/metrics", "/nowhere"])
def test_without_a_token_nothing_is_told(guarded: ServiceProcess, path: str) -> None:
    for headers in (
        {},
        bearer("gaoxin_wrong"),
        basic("王芳", "wrong"),
        {"authorization": "Basic !"},
    ):
        response = guarded.client.get(path, headers=headers)
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Bearer ")
        assert response.json()["title"] == "RequestRefused"


def test_browser_is_asked_for_its_token(guarded: ServiceProcess) -> None:
    response = guarded.client.get("/", headers=HTML)
    assert response.status_code == 401
    assert "Basic " in response.headers["www-authenticate"]
    assert response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", PATHS)
def test_token_lets_in(guarded: ServiceProcess, reader: str, path: str) -> None:
    for headers in (bearer(reader), basic("anyone", reader)):
        assert guarded.client.get(path, headers=headers).status_code in (200, 400, 404)


def test_token_for_reading_reads_by_post_but_does_not_write(
    guarded: ServiceProcess, home: Path, reader: str
) -> None:
    query = {"query": "ASK {}"}
    assert guarded.client.post("/sparql", data=query, headers=bearer(reader)).status_code == 200
    assert guarded.client.post("/search", headers=bearer(reader)).status_code == 403
    writer = add_token(home, "writer", "write")
    assert guarded.client.post("/search", headers=bearer(writer)).status_code == 405


def test_health_and_styles_need_no_token(guarded: ServiceProcess) -> None:
    assert guarded.client.get("/healthz").status_code == 200
    assert guarded.client.get("/static/nowhere.css").status_code == 404


def test_revoked_token_is_refused_at_once(guarded: ServiceProcess, home: Path) -> None:
    token = add_token(home, "brief", "read")
    assert guarded.client.get("/", headers=bearer(token)).status_code == 200
    remove_token(home, "brief")
    assert guarded.client.get("/", headers=bearer(token)).status_code == 401


def test_log_names_the_token_but_does_not_show_it(guarded: ServiceProcess, reader: str) -> None:
    guarded.client.get("/search?q=x", headers=bearer(reader))
    until(lambda: guarded.logged(token="王芳", path="/search"))
    assert reader not in "".join(guarded.log)


def test_token_is_kept_as_a_hash_that_only_the_owner_reads(tmp_path: Path) -> None:
    token = add_token(tmp_path, "a", "read")
    path = token_path(tmp_path)
    assert token not in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    found = token_of(token, read_tokens(tmp_path))
    assert found is not None
    assert found.name == "a"


def test_removing_the_last_token_does_not_open_the_service(tmp_path: Path) -> None:
    add_token(tmp_path, "a", "read")
    remove_token(tmp_path, "a")
    assert read_tokens(tmp_path) == []
    assert token_path(tmp_path).exists()


def test_names_of_tokens_are_checked(tmp_path: Path) -> None:
    add_token(tmp_path, "a", "read")
    for name in ("a", "", "x" * 65, "a b"):
        with pytest.raises(BadUsage):
            add_token(tmp_path, name, "read")
    with pytest.raises(BadUsage):
        remove_token(tmp_path, "b")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"tokens": [{"name": 1}]}', "\xff"])
def test_damaged_file_lets_nobody_in(tmp_path: Path, content: str) -> None:
    token_path(tmp_path).write_bytes(content.encode("latin-1"))
    with pytest.raises(StoreCorrupt):
        read_tokens(tmp_path)


def test_file_damaged_while_the_service_runs_lets_nobody_in(
    shipped_settings: Settings, tmp_path: Path
) -> None:
    token = add_token(tmp_path, "a", "read")
    with service_process(tmp_path) as running:
        path = token_path(tmp_path)
        whole = path.read_text(encoding="utf-8")
        path.write_text("damaged", encoding="utf-8")
        for _ in range(2):
            refused = running.client.get("/", headers=bearer(token))
            assert refused.status_code == 503
            assert str(tmp_path) not in refused.text
        path.write_text(json.dumps(json.loads(whole)), encoding="utf-8")
        assert running.client.get("/metrics", headers=bearer(token)).status_code == 200
