"""The frame of all pages: the style sheet, the problem page, the search with counts by class."""

from __future__ import annotations

import re

import httpx

from gaoxin.graph.appearance.palette import look
from gaoxin.ontology.terms import vocabulary
from gaoxin.service.pages.glyphs import colour_class, glyph
from tests.fixtures.service import HTML


def test_clients_keep_a_style_sheet_until_it_changes(service: httpx.Client) -> None:
    page = service.get("/search", headers=HTML).text
    (address,) = re.findall(r'href="(/static/style\.css\?v=\w+)"', page)
    sheet = service.get(address)
    assert sheet.headers["content-type"].startswith("text/css")
    assert "immutable" in sheet.headers["cache-control"]
    assert service.get("/static/style.css?v=other").headers["cache-control"] == "no-cache"


def test_only_files_of_the_pages_are_sent(service: httpx.Client) -> None:
    assert service.get("/static/base.html").status_code == 404
    assert service.get("/static/..%2Frender.py").status_code == 404


def test_every_class_has_a_glyph_in_a_colour_of_the_style_sheet(service: httpx.Client) -> None:
    sheet = service.get("/static/style.css").text
    for cls in vocabulary().classes:
        assert sheet.count(f".{colour_class(look(cls).colour)} {{") == 2, cls  # light and dark
        assert "hollow" in glyph(cls, True)
        assert "hollow" not in glyph(cls)


def test_problem_is_a_page_for_a_browser(service: httpx.Client) -> None:
    answer = service.get("/things/zone/nowhere", params={"lang": "zh"}, headers=HTML)
    assert answer.status_code == 404
    assert "没有键为「zone/nowhere」的事物" in answer.text


def test_search_counts_classes_and_narrows_to_one(service: httpx.Client) -> None:
    found = service.get("/search", params={"q": "光伏"}).json()
    counts = {facet["type"]: facet["count"] for facet in found["facets"]}
    assert len(counts) > 1
    for cls, count in counts.items():
        rows = service.get("/search", params={"q": "光伏", "type": cls}).json()["rows"]
        assert [row["type"] for row in rows] == [cls] * count
    page = service.get("/search", params={"q": "光伏", "lang": "zh"}, headers=HTML).text
    assert all(f"type={cls}" in page for cls in counts)


def test_search_for_what_nobody_is_called_leads_to_a_question(service: httpx.Client) -> None:
    page = service.get("/search", params={"q": "qqqxxx", "lang": "en"}, headers=HTML).text
    assert "/ask?q=qqqxxx" in page


def test_language_that_was_chosen_is_kept(service: httpx.Client) -> None:
    headers = HTML | {"accept-language": "zh"}
    chosen = service.get("/zones", params={"lang": "en"}, headers=headers)
    assert "lang=en" in chosen.headers["set-cookie"]
    kept = headers | {"cookie": "lang=en"}
    assert '<html lang="en"' in service.get("/industries", headers=kept).text
    again = headers | {"if-none-match": chosen.headers["etag"]}
    known = service.get("/zones", params={"lang": "en"}, headers=again)
    assert known.status_code == 304
    assert "lang=en" in known.headers["set-cookie"]
    assert known.headers["vary"] == chosen.headers["vary"]
    plain = service.get("/zones", headers=headers)
    assert "set-cookie" not in plain.headers, "nothing is kept that nobody chose"


def test_files_of_a_thing_have_names_with_endings(service: httpx.Client) -> None:
    page = service.get("/things/zone/baoji", headers=HTML).text
    for ending in ("json", "ttl", "nt", "rdf"):
        assert f'download="baoji.{ending}"' in page
