"""Pages of lists: one set of facets, and several views of what it leaves."""

from __future__ import annotations

import re

import httpx

from gaoxin.service.pages.pictures.due_years import due_years
from tests.fixtures.service import page


def test_every_view_keeps_the_chosen_facets(service: httpx.Client) -> None:
    for view in ("", "chart", "map"):
        told = page(service, "/targets", verdict="unreported", view=view)
        (switch,) = re.findall(r'<nav class="switch".*?</nav>', told, re.DOTALL)
        links = re.findall(r'href="(/targets[^"]*)"', switch)
        assert len(links) == 3
        assert all("verdict=unreported" in link for link in links)
        assert switch.count('aria-current="true"') == 1


def test_chart_has_the_promises_that_the_facets_leave(service: httpx.Client) -> None:
    document = service.get("/targets", params={"year": "2027"}).json()
    assert [year["year"] for year in document["years"]] == ["2027"]
    told = page(service, "/targets", year="2027", view="chart")
    assert "2027" in re.findall(r'<svg class="chart wide-chart".*?</svg>', told, re.DOTALL)[0]
    counts = [n for key, n in document["years"][0].items() if key != "year"]
    assert sum(counts) == document["total"]


def test_map_shows_who_has_promised(service: httpx.Client) -> None:
    document = service.get("/targets", params={"year": "2027"}).json()
    zones = {row["zone"] for row in document["rows"]}
    assert document["places"]
    assert {place["name"] for place in document["places"]} <= zones
    told = page(service, "/targets", year="2027", view="map")
    assert all(f'<a href="{place["link"]}"' in told for place in document["places"])


def test_network_begins_with_those_who_promise(service: httpx.Client) -> None:
    document = service.get("/targets", params={"year": "2027"}).json()
    drawn = service.get(document["view"]).json()
    starts = set(drawn["starts"])
    assert {row["subject_iri"] for row in document["rows"]} == starts


def test_a_chart_without_years_is_empty() -> None:
    assert "NaN" not in due_years([])
    assert "<rect" not in due_years([])


def test_facets_without_a_row_are_no_links(service: httpx.Client) -> None:
    document = service.get("/targets", params={"lang": "en"}).json()
    none = [v for facet in document["facets"] for v in facet["values"] if not v["count"]]
    assert none
    assert page(service, "/targets").count('class="facet none"') == len(none)
