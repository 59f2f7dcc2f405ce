"""The first page: numbers, zones on a map, promises by year, changes, and the one box."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.fixtures.service import HTML


def test_every_zone_with_a_place_is_a_dot_that_leads_to_it(service: httpx.Client) -> None:
    home = service.get("/").json()
    page = service.get("/", headers=HTML).text
    placed = [zone for zone in home["zones"] if zone["longitude"] is not None]
    assert placed
    for zone in placed:
        assert f'<a href="{zone["link"]}"' in page
    read = sum(zone["reading"] == "read" for zone in placed)
    drawings = re.findall(r'<svg class="chart dots.*?</svg>', page, re.DOTALL)
    assert len(drawings) == 2, "wide and narrow"
    for drawn in drawings:
        assert drawn.count('class="area"') == read
        assert drawn.count('class="ring"') == len(placed) - read


def test_numbers_are_those_of_the_lists(service: httpx.Client) -> None:
    home = service.get("/").json()
    numbers = {number["key"]: number["count"] for number in home["numbers"]}
    assert numbers["zones"] == len(home["zones"]) > 0
    assert numbers["read"] == sum(zone["reading"] == "read" for zone in home["zones"])
    listed = [number for number in home["numbers"] if number["key"] != "figures"]
    assert len(listed) >= 6
    for number in listed:
        assert service.get(number["link"]).json()["total"] == number["count"], number
    (figures,) = (number for number in home["numbers"] if number["key"] == "figures")
    indicators = service.get(figures["link"]).json()["total"]
    assert f" {indicators} " in figures["label"]


def test_each_year_with_promises_leads_to_them(service: httpx.Client) -> None:
    page = service.get("/", headers=HTML).text
    years = [promise["year"] for promise in service.get("/").json()["promises"]]
    assert years == sorted(years)
    assert years
    assert all(f'href="/targets?year={year}"' in page for year in years)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("tjbhgxq", "/things/zone/tianjin-binhai"),
        ("天津滨海高新区", "/things/zone/tianjin-binhai"),
        ("高新", "/search"),  # nothing has this name, many begin with it
        ("鹰潭高新区2024年铜产业规模多大", "/ask"),
        ("合肥高新区？", "/ask"),  # a question mark makes it a question
        ("qqqxxx", "/ask"),
    ],
)
def test_the_box_takes_names_and_questions(service: httpx.Client, text: str, path: str) -> None:
    answer = service.get("/find", params={"q": text, "lang": "en"})
    assert answer.status_code == 303
    goal = urlsplit(answer.headers["location"])
    assert goal.path == path
    assert parse_qs(goal.query)["lang"] == ["en"]
    if path != "/things/zone/tianjin-binhai":
        assert parse_qs(goal.query)["q"] == [text]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_question_that_the_page_proposes_is_answered(
    service: httpx.Client, language: str
) -> None:
    page = service.get("/", params={"lang": language}, headers=HTML).text
    examples = re.search(r'<ul class="examples"[^>]*>(.*?)</ul>', page, re.DOTALL)
    assert examples
    links = re.findall(r'href="(/ask\?[^"]+)"', examples[1])
    assert len(links) == 3
    for link in links:
        found = service.get(unescape(link), params=None).json()
        assert found["answered"], found["q"]
        assert found["rows"]
