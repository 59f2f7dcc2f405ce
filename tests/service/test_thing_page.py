"""The page of a thing: its charts, its verdicts, what it says of reliability, its picture."""

from __future__ import annotations

import html
import re
from types import ModuleType
from typing import Any

import httpx
import pytest

from gaoxin.graph.store.generation import Generation
from gaoxin.language import choose_language
from gaoxin.service.lookups import neighbors, thing, timeline
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.pages.pictures.figure_chart import figure_chart
from gaoxin.service.pages.pictures.neighbourhood import neighbourhood
from gaoxin.service.pages.pictures.svg import in_two_lines
from gaoxin.service.pages.render import _environment
from tests.fixtures.service import HTML

ZONE = "/things/zone/tianjin-binhai"
HOSTILE = "</text><script>alert(1)</script>'\"&"


def entry(name: str, value: str, start: str = "", end: str = "", **more: Any) -> dict[str, Any]:
    told = {"name": name, "link": "/things/x", "value": value, "start": start, "end": end}
    return told | {"state": "held", "type": "Indicator"} | more


def sections(*entries: dict[str, Any], key: str = "figures") -> list[dict[str, Any]]:
    return [{"key": key, "heading": key, "entries": list(entries)}]


def widths(markup: str) -> list[str]:
    """The two drawings, wide and narrow."""
    found = re.findall(r"<svg.*?</svg>", markup, re.DOTALL)
    assert len(found) == 2
    return found


def test_every_figure_with_a_value_is_drawn_once_in_each_width(service: httpx.Client) -> None:
    document = service.get(ZONE, params={"lang": "zh"}).json()
    entries = [e for p in document["sections"] for e in p["entries"] if p["key"] == "figures"]
    aims = [e for p in document["sections"] for e in p["entries"] if p["key"] == "targets"]
    assert entries
    page = service.get(ZONE, params={"lang": "zh"}, headers=HTML).text
    (drawn,) = re.findall(r"(<svg class=\"chart wide-chart.*?</svg>)", page, re.DOTALL)
    assert drawn.count('class="dot"') == sum(bool(e["value"] and e["start"]) for e in entries)
    assert drawn.count('class="diamond"') == sum(bool(e["value"]) for e in aims)
    for each in entries:
        assert each["value"] in drawn


def test_a_target_is_joined_to_the_newest_figure_before_it() -> None:
    reached = entry("营业收入", "100 亿元", "2022-01-01", "2022-12-31")
    aim = entry("营业收入", "200 亿元", "2025-01-01", "2025-12-31", state="planned")
    for drawn in widths(figure_chart(sections(reached, aim))):
        assert drawn.count('class="towards"') == 1
    for drawn in widths(figure_chart(sections(aim))):
        assert 'class="towards"' not in drawn


def test_targets_without_a_deadline_have_a_column_of_their_own() -> None:
    aim = entry("上市企业数", "2 倍", state="planned")
    dated = entry("营业收入", "100 亿元", "2022-01-01", "2022-12-31")
    for drawn in widths(figure_chart(sections(aim, dated))):
        assert 'class="undated"' in drawn
    for drawn in widths(figure_chart(sections(dated))):
        assert 'class="undated"' not in drawn


@pytest.mark.parametrize(
    "nothing", [[], sections(entry("营业收入", "")), sections(entry("a", "1"))]
)
def test_there_is_no_chart_of_nothing(nothing: list[dict[str, Any]]) -> None:
    assert figure_chart(nothing) == ""


def test_a_period_of_any_length_can_be_drawn() -> None:
    for start, end in (("0001-01-01", "9999-12-31"), ("2024-02-29", "2024-02-29"), ("x", "y")):
        drawn = figure_chart(sections(entry("甲", "1 个", start, end)))
        assert "nan" not in drawn
        assert (drawn == "") == (start == "x")


def test_names_in_pictures_are_text() -> None:
    hostile = entry(HOSTILE, HOSTILE, "2022-01-01", "2022-12-31", link='"><script>')
    drawn = figure_chart(sections(hostile))
    drawn += neighbourhood(HOSTILE, [HOSTILE], "Zone", sections(hostile, key=HOSTILE))
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_promises_have_the_verdicts_of_the_list_of_promises(service: httpx.Client) -> None:
    document = service.get("/things/zone/hangzhou", params={"lang": "en"}).json()
    promises = [e for p in document["sections"] for e in p["entries"] if p["key"] == "targets"]
    assert promises
    assert {promise["verdict"] for promise in promises} == {"unreported"}
    page = service.get("/things/zone/hangzhou", params={"lang": "en"}, headers=HTML).text
    assert page.count("verdict-unreported") == len(promises)


def test_reliability_counts_every_fact_once(service: httpx.Client) -> None:
    document = service.get(ZONE).json()
    told = document["reliability"]
    assert told["held"] + told["planned"] == document["facts"]
    assert sum(grade["count"] for grade in told["grades"]) == document["facts"]


def test_picture_of_a_thing_is_a_page_of_its_own(service: httpx.Client) -> None:
    document = service.get(f"{ZONE}/view").json()
    assert document["things"][0]["link"] == ZONE
    assert document["facts"]
    page = service.get(f"{ZONE}/view", headers=HTML)
    assert page.headers["content-security-policy"] == "frame-ancestors 'self'"
    assert 'http-equiv="Content-Security-Policy"' in page.text  # the policy that it carries
    assert document["things"][1]["name"] in page.text


@pytest.mark.parametrize(
    "asked",
    ["name=zone/hefei&name=zone/jinan", "way=true&name=zone/hefei&name=zone/jinan", "of=Province"],
)
def test_pictures_of_several_things(service: httpx.Client, asked: str) -> None:
    document = service.get(f"/view?{asked}").json()
    assert len(document["things"]) > 2


@pytest.mark.parametrize(
    ("asked", "told"),
    [({"way": "true", "name": "zone/hefei"}, "two names"), ({}, "Say what to draw")],
)
def test_what_cannot_be_drawn_is_told(
    service: httpx.Client, asked: dict[str, str], told: str
) -> None:
    answer = service.get("/view", params={"lang": "en", **asked}, headers=HTML)
    assert answer.status_code == 400
    assert told in answer.text
    assert "script-src 'nonce-" in answer.headers["content-security-policy"]


def test_page_of_a_source_leads_to_everything_that_it_says(service: httpx.Client) -> None:
    page = service.get("/things/source/article-002", headers=HTML).text
    assert 'href="/sources/article-002"' in page
    assert service.get("/sources/article-002").json()["rows"]


def test_page_of_an_industry_leads_to_its_zones_on_a_map(service: httpx.Client) -> None:
    path = "/things/industry/guang-fu-d0687607"
    page = service.get(path, headers=HTML).text
    links = [html.unescape(link) for link in re.findall(r'href="(/zones\?[^"]*)"', page)]
    (link,) = links
    told = service.get(link).json()
    assert told["rows"]
    assert told["chosen"]


@pytest.mark.parametrize(
    ("module", "lookup", "values"),
    [
        (thing, "thing", {"kind": "division", "key": "320000"}),
        (neighbors, "neighbors", {"kind": "division", "key": "320000", "limit": 50}),
        (timeline, "timeline", {"name": "division/320000", "limit": 50}),
    ],
)
def test_thing_with_very_many_relations_says_what_it_leaves_out(
    shipped: Generation,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    lookup: str,
    values: dict[str, Any],
) -> None:
    """The cities of a province come from a list, without a statement each."""
    choose_language("en")
    monkeypatch.setattr(module, "TOLD", 2)
    document = getattr(module, lookup)(LookupRequest(shipped, shipped.settings, values))
    (note,) = (note for note in document["notes"] if "SPARQL" in note)
    assert "; 2 of them are listed" in note


def test_long_names_of_indicators_stand_in_two_lines() -> None:
    name = "rank among the top hundred parks for development"
    figure = entry(name, "no. 1", "2022-01-01", "2022-12-31")
    wide, narrow = widths(figure_chart(sections(figure)))
    texts = re.findall(r"<text[^>]*>([^<]+)</text>", wide)
    assert " ".join(text for text in texts if text in name) == name
    assert name in narrow
    assert in_two_lines("短", 90) == ["短"]
    assert in_two_lines("国家高新技术产业开发区", 80) == ["国家高新技术", "产业开发区"]
    assert in_two_lines("high technology", 60) == ["high", "technol…"]


def test_long_captions_make_a_picture_wider_instead_of_covering_its_glyphs() -> None:
    around = [part for key in "abcd" for part in sections(*[entry("x", "")] * 4, key=key)]
    short = neighbourhood("x", [], "NationalZone", around)
    for part in around:
        part["heading"] = "a heading of many words"
    long = neighbourhood("x", [], "NationalZone", around)
    first, second = (
        float(re.findall(r'viewBox="0 0 (\d+)', str(each))[0]) for each in (short, long)
    )
    assert first < second
    glyphs = [re.findall(r'<path class="spoke" d="[^"]+"', str(each)) for each in (short, long)]
    assert glyphs[0] == glyphs[1]


@pytest.mark.parametrize(("state", "is_marked"), [("planned", True), ("held", False)])
def test_a_planned_attribute_is_marked(state: str, is_marked: bool) -> None:
    choose_language("en")
    row = {"relation": "completed", "name": "June 2027", "details": [], "sources": [], "type": ""}
    text = '{% from "thing_parts.html" import told_row with context %}{{ told_row(entry) }}'
    try:
        page = _environment().from_string(text).render(entry=row | {"state": state})
    finally:
        choose_language(None)
    assert ("planned" in page) is is_marked
