"""Which requests are let in: by host, origin, method and path."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest

from gaoxin.service.front.admission import host_name, is_loopback
from gaoxin.settings import Settings
from tests.fixtures.service import HTML, running_service

ORIGIN = "https://graph.example.org"


@pytest.fixture(scope="module")
def public(shipped_settings: Settings) -> Iterator[httpx.Client]:
    """A service behind the name graph.example.org, which pages of friend.example may call."""
    environment = {
        "GAOXIN_SERVICE_HOSTS": "graph.example.org",
        "GAOXIN_SERVICE_ORIGINS": "https://friend.example:443, http://localhost:3000",
    }
    with running_service(shipped_settings.home, environment=environment) as client:
        yield client


def test_foreign_host_is_refused(service: httpx.Client) -> None:
    response = service.get("/", headers={"host": "attacker.example"})
    assert response.status_code == 421
    assert "GAOXIN_SERVICE_HOSTS" in response.json()["detail"]


def test_browser_is_told_as_a_page(service: httpx.Client) -> None:
    headers = HTML | {"host": "attacker.example"}
    response = service.get("/", headers=headers)
    assert response.status_code == 421
    assert response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "LOCALHOST:8000", "[::1]:80"])
def test_own_host_is_let_in(service: httpx.Client, host: str) -> None:
    assert service.get("/", headers={"host": host}).status_code == 200


def test_host_of_the_setting_is_let_in(public: httpx.Client) -> None:
    assert public.get("/", headers={"host": "graph.example.org"}).status_code == 200
    assert public.get("/", headers={"host": "other.example.org"}).status_code == 421


@pytest.mark.parametrize("origin", ["https://attacker.example", "null", "http://127.0.0.1:1"])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_foreign_origin_is_refused(service: httpx.Client, method: str, origin: str) -> None:
    response = service.request(method, "/search", headers={"origin": origin})
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers


def test_own_pages_are_let_in(service: httpx.Client, public: httpx.Client) -> None:
    own = str(service.base_url)
    assert service.get("/", headers={"origin": own}).status_code == 200
    behind = {"origin": ORIGIN, "host": "graph.example.org"}
    assert public.get("/", headers=behind).status_code == 200


def test_listed_origin_may_read_answers(public: httpx.Client) -> None:
    response = public.get("/", headers={"origin": "https://friend.example"})
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "https://friend.example"
    assert "Origin" in response.headers["vary"]
    asked = {"origin": "http://localhost:3000", "access-control-request-method": "POST"}
    before = public.options("/search", headers=asked)
    assert before.status_code == 204
    assert before.headers["access-control-allow-origin"] == "http://localhost:3000"


def test_every_answer_has_the_headers_of_safety(service: httpx.Client) -> None:
    paths = ("/", "/search?q=x", "/nowhere", "/static/service.css", "/things/zone/nowhere")
    answers = [service.get(path) for path in paths]
    answers.append(service.get("/", headers={"host": "attacker.example"}))
    answers.append(service.get("/", headers=HTML))
    for response in answers:
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["cross-origin-resource-policy"] == "same-origin"
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert response.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_what_is_only_read_takes_no_other_method(service: httpx.Client, method: str) -> None:
    for path in ("/search", "/", "/things/zone/tianjin-binhai"):
        response = service.request(method, path)
        assert response.status_code == 405
        assert response.headers["content-type"] == "application/problem+json"
        assert "GET" in response.headers["allow"]


@pytest.mark.parametrize(
    "path",
    [
        "/things/zone/../../../../etc/passwd",
        "/things/zone/..%2f..%2f..%2fetc%2fpasswd",
        "/things/..%2f..%2fCURRENT/x",
        "/static/../render.py",
        "/static/..%2frender.py",
        "/static/%2e%2e/render.py",
        "/static//etc/passwd",
        "/id/../../etc/passwd",
        "/things/zone/x%00y",
    ],
)
def test_no_path_leads_to_the_file_system(service: httpx.Client, path: str) -> None:
    url = service.base_url
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with socket.create_connection((url.host, url.port or 0), timeout=120) as connection:
        connection.sendall(request.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.split(b" ", 2)[1] in (b"404", b"303", b"405")
    assert b"root:" not in answer
    assert b"jinja2" not in answer


def test_host_without_port_and_brackets() -> None:
    assert host_name("Example.ORG.:80") == "example.org"
    assert host_name("[2001:DB8::1]:80") == "2001:db8::1"
    assert host_name("2001:db8::1") == "2001:db8::1"


def test_loopback_is_known() -> None:
    assert is_loopback(["127.0.0.1", "localhost", "::1"])
    assert not is_loopback(["0.0.0.0"])
