"""Promises, disagreements, coverage and sources over HTTP: the rows of the command line, narrowed
by facets.
"""

from __future__ import annotations

import csv
import io

import httpx
import pytest

from gaoxin.graph.audit.coverage import coverage
from gaoxin.graph.audit.summary import sources
from gaoxin.graph.store.generation import Generation
from tests.fixtures.service import HTML, facet, page, read

LISTS = ("/targets", "/conflicts", "/coverage", "/sources")


def test_sources_are_those_of_the_command_line(service: httpx.Client, shipped: Generation) -> None:
    expected = sources(shipped).rows
    document = read(service, "/sources", limit=1000)
    assert [row["source"] for row in document["rows"]] == [row["source"] for row in expected]
    one = document["rows"][0]
    assert read(service, one["link"])["key"] == f"source/{one['source']}"


def test_coverage_has_a_row_for_each_zone(service: httpx.Client, shipped: Generation) -> None:
    expected = coverage(shipped).rows
    document = read(service, "/coverage", limit=1000)
    known = {row["key"]: row["facts"] for row in expected}
    assert {row["key"]: row["facts"] for row in document["rows"]} == known


def test_coverage_of_one_zone_has_a_row_for_each_kind(service: httpx.Client) -> None:
    document = read(service, "/coverage", zone="合肥高新区")
    assert document["about"]["key"] == "zone/hefei"
    assert {"industries", "figures"} <= {row["kind"] for row in document["rows"]}


def test_counts_of_a_facet_are_the_rows_behind_its_links(service: httpx.Client) -> None:
    document = read(service, "/targets")
    verdicts = facet(document, "verdict")
    assert sum(value["count"] for value in verdicts.values()) == document["total"] > 0
    for value in verdicts.values():
        assert read(service, value["link"])["total"] == value["count"]


def test_a_verdict_that_no_promise_has_stays_in_the_list(service: httpx.Client) -> None:
    document = read(service, "/targets", zone="合肥高新区")
    empty = [value for value in facet(document, "verdict").values() if value["count"] == 0]
    assert empty


def test_choices_of_two_facets_must_both_hold(service: httpx.Client) -> None:
    due = read(service, "/targets", status="due", limit=1000)
    years = facet(due, "year")
    year = next(value for value in years if years[value]["count"])
    both = read(service, "/targets", status="due", year=year, limit=1000)
    assert 0 < both["total"] == years[year]["count"]
    assert all(row["due"].startswith(year) and row["fell_due"] for row in both["rows"])
    assert [(one["facet"], one["value"]) for one in both["chosen"]] == [
        ("status", "due"),
        ("year", year),
    ]
    removing = {one["facet"]: one["link"] for one in both["chosen"]}
    assert read(service, removing["year"])["total"] == due["total"]


def test_pages_lead_through_all_rows_once(service: httpx.Client) -> None:
    whole = read(service, "/sources", limit=1000)
    rows, address = [], "/sources?limit=30"
    while address:
        part = read(service, address)
        rows += part["rows"]
        address = part["next"]
    assert [row["source"] for row in rows] == [row["source"] for row in whole["rows"]]
    last = read(service, "/sources", limit=30, offset=30)
    assert read(service, last["previous"])["offset"] == 0


@pytest.mark.parametrize("path", LISTS)
def test_csv_has_the_rows_of_the_document(service: httpx.Client, path: str) -> None:
    document = read(service, path, limit=5)
    response = service.get(path, params={"limit": 5, "format": "csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert lines[0] == [column["key"] for column in document["columns"]]
    assert len(lines) == 1 + len(document["rows"])


@pytest.mark.parametrize(
    "path", [LISTS[0], "/queries/industries/industries_of_zone?zone=济南高新区"]
)
def test_only_csv_by_a_link_has_the_mark_that_excel_needs(service: httpx.Client, path: str) -> None:
    joint = "&" if "?" in path else "?"
    followed = service.get(f"{path}{joint}format=csv").content
    asked = service.get(path, headers={"accept": "text/csv"}).content
    assert followed == b"\xef\xbb\xbf" + asked


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_shows_the_facets_and_rows(service: httpx.Client, path: str, language: str) -> None:
    document = read(service, path, limit=3, lang=language)
    told = page(service, path, limit=3, lang=language)
    for one in document["facets"]:  # one without values has nothing to choose
        assert not one["values"] or one["label"].casefold() in told.casefold()
    for row in document["rows"]:
        name = row.get("subject") or row.get("zone") or row["title"] or row["source"]
        assert name.replace("&", "&amp;").replace('"', "&#34;") in told


def test_a_verdict_that_does_not_exist_is_refused_with_those_that_do(
    service: httpx.Client,
) -> None:
    response = service.get("/targets", params={"verdict": "done", "lang": "en"})
    assert response.status_code == 400
    assert "unreported" in response.json()["detail"]


def test_a_day_that_is_none_is_refused(service: httpx.Client) -> None:
    response = service.get("/targets", params={"as_of": "soon"})
    assert (response.status_code, response.json()["title"]) == (400, "BadParameter")


def test_a_zone_that_is_unknown_is_not_guessed(service: httpx.Client) -> None:
    assert service.get("/targets", params={"zone": "没有这个高新区的"}).status_code == 404


def test_judgement_is_that_of_the_day_asked_for(service: httpx.Client) -> None:
    early = read(service, "/targets", as_of="1990", limit=1000)
    assert facet(early, "status")["due"]["count"] == 0
    late = read(service, "/targets", as_of="2100", limit=1000)
    assert facet(late, "status")["not_due"]["count"] == 0
    assert facet(late, "status")["due"]["count"] > 0


def test_source_tells_everything_that_it_says(service: httpx.Client) -> None:
    row = next(r for r in read(service, "/sources", limit=1000)["rows"] if r["located"])
    document = read(service, row["says"])
    assert document["about"]["key"] == f"source/{row['source']}"
    assert document["total"] > 0
    assert all(row["source"] in one["source"] for one in document["rows"])
    assert any(mark["locator"] for one in document["rows"] for mark in one["marks"])
    assert document["rows"][0]["subject_link"]
    assert service.get(row["says"], headers=HTML).status_code == 200
    assert document["about"]["name"] in page(service, row["says"], lang="zh")


def test_source_that_does_not_exist_is_not_found(service: httpx.Client) -> None:
    assert service.get("/sources/nowhere").status_code == 404
