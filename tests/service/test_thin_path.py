"""The whole way of a request: the front, a worker, the graph, and back."""

from __future__ import annotations

import httpx

from tests.fixtures.service import HTML


def test_search_finds_a_zone_by_its_initials(service: httpx.Client) -> None:
    answer = service.get("/search", params={"q": "tjbhgxq"}).json()
    assert answer["rows"][0]["key"] == "zone/tianjin-binhai"


def test_thing_has_facts_with_sources(service: httpx.Client) -> None:
    answer = service.get("/things/zone/tianjin-binhai").json()
    assert answer["name"]
    numbers = {source["number"] for source in answer["sources"]}
    told = [mark for part in answer["sections"] for e in part["entries"] for mark in e["sources"]]
    assert told
    assert {mark["number"] for mark in told} <= numbers


def test_page_shows_what_the_document_says(service: httpx.Client) -> None:
    document = service.get("/things/zone/tianjin-binhai", params={"lang": "zh"}).json()
    page = service.get("/things/zone/tianjin-binhai", params={"lang": "zh"}, headers=HTML)
    assert page.headers["content-type"].startswith("text/html")
    assert document["name"] in page.text
    for part in document["sections"]:
        assert part["heading"] in page.text


def test_unknown_thing_is_a_problem_document(service: httpx.Client) -> None:
    response = service.get("/things/zone/nowhere")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["title"] == "UnresolvedName"


def test_answer_that_the_client_has_is_not_sent_again(service: httpx.Client) -> None:
    first = service.get("/search", params={"q": "滨海"})
    again = service.get(
        "/search", params={"q": "滨海"}, headers={"if-none-match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_permanent_iri_leads_to_the_thing(service: httpx.Client) -> None:
    response = service.get("/id/zone/tianjin-binhai")
    assert response.status_code == 303
    assert response.headers["location"] == "/things/zone/tianjin-binhai"
