"""Wrong parameters are told in the client's language and form."""

from __future__ import annotations

import httpx
import pytest

from tests.fixtures.service import HTML

ZONE = "/things/zone/tianjin-binhai"


@pytest.mark.parametrize(
    ("address", "zh", "en"),
    [
        (ZONE + "/neighbors?limit=0", "limit：至少为 1", "limit: it must be 1 or more"),
        (ZONE + "/neighbors?limit=many", "limit：应是整数", "limit: it must be a whole number"),
        (ZONE + "?grade=Z", "grade：只能是 A、D", "grade: it must be A, D"),
        ("/path?from=" + "x" * 300, "from：太长，最多 200", "from: it is too long: 200"),
        ("/compare?" + "name=x&" * 5, "name：写了太多次", "name: it is given too often"),
    ],
)
def test_fault_is_told_in_both_languages(
    service: httpx.Client, address: str, zh: str, en: str
) -> None:
    for language, words in (("zh", zh), ("en", en)):
        answer = service.get(address, headers={"accept-language": language})
        assert answer.status_code == 400
        assert words in answer.json()["detail"]


def test_browser_gets_a_page(service: httpx.Client) -> None:
    headers = HTML | {"accept-language": "zh"}
    for address, status in ((ZONE + "?year=soon", 400), ("/no/such/page", 404)):
        answer = service.get(address, headers=headers)
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
        assert "nonce-" in answer.headers["content-security-policy"]
        assert "<h1>" in answer.text


def test_what_was_asked_is_no_markup(service: httpx.Client) -> None:
    answer = service.get(ZONE, params={"grade": "<img src=x onerror=alert(1)>"}, headers=HTML)
    assert answer.status_code == 400
    assert "<img" not in answer.text


def test_unknown_form_is_told_with_those_that_there_are(service: httpx.Client) -> None:
    answer = service.get(ZONE, params={"format": "pdf", "lang": "en"})
    assert answer.status_code == 400
    assert "turtle" in answer.json()["detail"]


def test_unknown_language_is_told_with_those_that_there_are(service: httpx.Client) -> None:
    answer = service.get(ZONE, params={"lang": "fr"}, headers={"accept-language": "en"})
    assert (answer.status_code, answer.json()["title"]) == (400, "BadParameter")
    assert "zh, en" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("address", "methods"), [("/reconcile", "GET, POST"), ("/zones", "GET"), ("/sparql", "GET")]
)
def test_methods_of_an_address_are_told(service: httpx.Client, address: str, methods: str) -> None:
    answer = service.request("DELETE", address)
    assert answer.status_code == 405
    assert answer.headers["allow"].startswith(methods)
