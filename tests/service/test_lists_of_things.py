"""Lists of all things of a class over HTTP: facets with counts, pages, CSV."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from gaoxin.graph.store.generation import Generation
from gaoxin.service.documents.lists import ChangesDocument, ListDocument, ThingListDocument
from tests.fixtures.service import facet, page, read


def test_zones_are_those_of_the_name_index(service: httpx.Client, shipped: Generation) -> None:
    names = shipped.names
    document = read(service, "/zones", limit=1000)
    expected = names.count("Zone") + names.count("NationalZone")
    assert len(document["rows"]) == document["total"] == expected > 100


@pytest.mark.parametrize("path", ["/zones", "/industries", "/things?class=Enterprise", "/things"])
def test_counts_are_the_rows_behind_the_links(service: httpx.Client, path: str) -> None:
    document = read(service, path)
    assert {one["key"] for one in document["facets"]} >= {"province", "source", "grade"}
    for one in document["facets"]:
        if any(value["chosen"] for value in one["values"]):
            continue  # another value of this facet would be an alternative
        for value in one["values"][:4]:
            assert read(service, value["link"] + "&limit=1")["total"] == value["count"], value


def test_choices_of_one_facet_are_alternatives_and_of_two_both_hold(service: httpx.Client) -> None:
    provinces = facet(read(service, "/zones"), "province")
    first, second = list(provinces)[:2]
    both = read(service, "/zones", province=[first, second])
    assert both["total"] == provinces[first]["count"] + provinces[second]["count"]
    industries = facet(read(service, "/zones", province=first), "industry")
    industry = next(iter(industries))
    narrowed = read(service, "/zones", province=first, industry=industry)
    assert 0 < narrowed["total"] == industries[industry]["count"] < provinces[first]["count"]


def test_values_that_nothing_chosen_has_stay_with_a_count_of_nought(service: httpx.Client) -> None:
    whole = facet(read(service, "/zones", all="province"), "province")
    industries = facet(read(service, "/zones", all="industry"), "industry")
    rare = min(industries, key=lambda value: industries[value]["count"])
    narrowed = facet(read(service, "/zones", industry=rare, all="province"), "province")
    assert set(narrowed) == set(whole)
    assert 0 in {value["count"] for value in narrowed.values()}


def test_a_zone_has_the_province_and_industries_that_its_page_tells(service: httpx.Client) -> None:
    rows = {row["key"]: row for row in read(service, "/zones", limit=1000, lang="zh")["rows"]}
    assert rows["zone/hefei"]["province"] == ["安徽省"]
    assert rows["zone/tianjin-binhai"]["province"] == ["天津市"]
    assert rows["zone/hefei"]["industry"]
    assert rows["zone/hefei"]["longitude"] > 100


def test_an_industry_counts_the_zones_that_have_it(service: httpx.Client) -> None:
    row = read(service, "/industries", limit=1)["rows"][0]
    zones = read(service, "/zones", industry=row["key"])
    assert zones["total"] == row["zones"] > 0


def test_names_are_in_the_order_of_their_pinyin(service: httpx.Client) -> None:
    names = [row["name"] for row in read(service, "/zones", limit=1000, lang="zh")["rows"]]
    places = [names.index(f"{name}高新技术产业开发区") for name in ("安庆", "合肥", "珠海")]
    assert places == sorted(places)


def test_most_facts_first_if_asked_for(service: httpx.Client) -> None:
    rows = read(service, "/zones", sort="facts", limit=1000)["rows"]
    counts = [row["facts"] for row in rows]
    assert counts == sorted(counts, reverse=True)


def test_pages_lead_through_all_things_once(service: httpx.Client) -> None:
    keys: list[str] = []
    address = "/things?class=Platform&limit=20&sort=facts"
    while address:
        part = read(service, address)
        keys += [row["key"] for row in part["rows"]]
        address = part["next"]
    assert len(keys) == len(set(keys)) == part["total"] > 20


def test_class_may_be_named_in_words(service: httpx.Client) -> None:
    by_name = read(service, "/things", **{"class": "企业"})
    assert by_name["total"] == read(service, "/things", **{"class": "Enterprise"})["total"] > 0
    removing = next(one["link"] for one in by_name["chosen"] if one["facet"] == "class")
    assert parse_qs(urlsplit(removing).query) == {}


def test_class_that_does_not_exist_is_refused(service: httpx.Client) -> None:
    response = service.get("/things", params={"class": "Dragon"})
    assert (response.status_code, response.json()["title"]) == (400, "UnknownTerm")


def test_csv_and_page(service: httpx.Client) -> None:
    document = read(service, "/zones", limit=5, lang="zh")
    response = service.get("/zones", params={"limit": 5, "format": "csv", "lang": "zh"})
    lines = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [line["key"] for line in lines] == [row["key"] for row in document["rows"]]
    told = page(service, "/zones", limit=5, lang="zh")
    assert all(row["name"] in told for row in document["rows"])


@pytest.mark.parametrize(
    ("model", "address"),
    [
        (ThingListDocument, "/things?class=Enterprise"),
        (ThingListDocument, "/zones?province=division/340000"),
        (ListDocument, "/targets?verdict=unknown"),
        (ListDocument, "/coverage"),
        (ListDocument, "/conflicts"),
        (ListDocument, "/sources"),
        (ChangesDocument, "/changes"),
    ],
)
def test_documents_are_as_described(
    service: httpx.Client, model: type[ListDocument], address: str
) -> None:
    document = read(service, address)
    assert model.model_validate(document)
    told = service.get("/openapi.json").json()["paths"][address.partition("?")[0]]["get"]
    answer = told["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer["$ref"].endswith(f"/{model.__name__}")
