"""Lookups about things: facts, neighbours, paths, comparisons, timelines, citations."""

from __future__ import annotations

from typing import Any

import httpx

from gaoxin.graph.facts.grades import weakness
from tests.fixtures.service import HTML, read

ZONE = "/things/zone/tianjin-binhai"


def test_section_and_year_narrow_a_thing(service: httpx.Client) -> None:
    whole = read(service, ZONE, lang="en")
    part = read(service, ZONE, section="figures", year=2022, lang="en")
    assert [section["key"] for section in part["sections"]] == ["figures"]
    entries = part["sections"][0]["entries"]
    assert entries
    assert all("2022" in " ".join(entry["details"]) for entry in entries)
    figures = next(section for section in whole["sections"] if section["key"] == "figures")
    assert len(entries) < len(figures["entries"])


def test_section_that_is_empty_is_told(service: httpx.Client) -> None:
    part = read(service, ZONE, section="figures", year=1999)
    assert part["sections"] == [
        {"key": "figures", "heading": part["sections"][0]["heading"], "entries": []}
    ]


def test_unknown_section_is_told_with_those_that_there_are(service: httpx.Client) -> None:
    response = service.get(ZONE, params={"section": "nonsense", "lang": "en"})
    assert response.status_code == 400
    assert "industries" in response.json()["detail"]


def test_only_what_one_source_says(service: httpx.Client) -> None:
    document = read(service, ZONE, source="article-002")
    assert {source["key"] for source in document["sources"]} >= {"article-002"}
    for part in document["sections"]:
        for entry in part["entries"]:
            assert "article-002" in {mark["key"] for mark in entry["sources"]}


def test_source_that_says_nothing_is_told(service: httpx.Client) -> None:
    document = read(service, ZONE, source="article-004", lang="en")
    assert document["facts"] == 0
    assert any("says nothing" in note for note in document["notes"])


def grades_of(document: dict[str, Any]) -> set[str]:
    return {m["grade"] for p in document["sections"] for e in p["entries"] for m in e["sources"]}


def test_weak_sources_can_be_left_out(service: httpx.Client) -> None:
    document = read(service, ZONE, grade="D", lang="en")
    left = grades_of(document)
    assert left
    assert max(map(weakness, left)) <= weakness("D")
    assert max(map(weakness, grades_of(read(service, ZONE)))) > weakness("D")
    assert "general knowledge" in document["basis"]


def test_former_key_leads_to_the_thing(service: httpx.Client) -> None:
    former = "/things/award/guo-jia-ji-gao-xin-qu-e1682565"
    response = service.get(former, params={"lang": "en"})
    assert response.status_code == 301
    assert response.headers["location"].endswith("?lang=en")
    assert service.get(response.headers["location"]).status_code == 200


def test_neighbours_come_in_pages(service: httpx.Client) -> None:
    whole = read(service, ZONE + "/neighbors", limit=1000)
    assert whole["total"] == len(whole["rows"]) > 20
    assert sum(relation["count"] for relation in whole["relations"]) == whole["total"]
    found: list[Any] = []
    address = ZONE + "/neighbors?limit=7"
    while address:
        page = read(service, address)
        found += [row["iri"] + row["relation"] for row in page["rows"]]
        address = page["next"]
    assert found == [row["iri"] + row["relation"] for row in whole["rows"]]


def test_neighbours_by_one_relation(service: httpx.Client) -> None:
    rows = read(service, ZONE + "/neighbors", relation="hasIndustry")["rows"]
    assert {row["relation"] for row in rows} == {"hasIndustry"}
    assert all(row["link"].startswith("/things/industry/") for row in rows)


def test_links_of_relations_lead_to_as_many_rows(service: httpx.Client) -> None:
    whole = read(service, ZONE + "/neighbors")
    assert {relation["direction"] for relation in whole["relations"]} == {"out", "in"}
    assert not any(relation["chosen"] for relation in whole["relations"])
    for relation in whole["relations"]:
        page = read(service, relation["link"])
        assert page["total"] == relation["count"]
        assert [one["label"] for one in page["relations"] if one["chosen"]] == [relation["label"]]
        assert read(service, page["whole"])["total"] == whole["total"]


def test_fact_has_an_address(service: httpx.Client) -> None:
    cited = read(service, ZONE + "/cite", fact="figures", lang="en")["facts"][0]
    fact = read(service, cited["link"], lang="en")
    assert fact["sentence"] == cited["sentence"]
    assert fact["subject"]["link"] == ZONE
    assert [source["key"] for source in fact["sources"]]


def test_permanent_iri_of_a_fact_leads_there(service: httpx.Client) -> None:
    cited = read(service, ZONE + "/cite", fact="figures")["facts"][0]
    path = "/id/" + cited["iri"].rpartition("/id/")[2]
    assert service.get(path).headers["location"] == cited["link"]


def test_citation_in_both_forms(service: httpx.Client) -> None:
    document = read(service, ZONE + "/cite", accessed="2026-05-31")
    of_graph, *of_sources = document["entries"]
    assert of_graph["iri"].endswith("/zone/tianjin-binhai")
    assert "[DB/OL]" in of_graph["gbt7714"]
    assert of_sources
    file = service.get(ZONE + "/cite", params={"format": "bibtex"})
    assert file.headers["content-type"].startswith("application/x-bibtex")
    assert file.text.count("\n}") == len(document["entries"])


def test_wrong_day_of_access_is_told(service: httpx.Client) -> None:
    response = service.get(ZONE + "/cite", params={"accessed": "31.5.2026"})
    assert response.status_code == 400


def test_path_between_two_zones(service: httpx.Client) -> None:
    document = read(service, "/path", **{"from": "tjbhgxq", "to": "zone/hefei", "lang": "en"})
    assert document["paths"]
    for path in document["paths"]:
        assert len(path["steps"]) == len(path["things"]) - 1
        assert path["things"][0] == document["from"]
        assert path["things"][-1] == document["to"]
        assert all(fact["sentence"] for step in path["steps"] for fact in step)


def test_no_path_is_told(service: httpx.Client) -> None:
    values = {"from": "tjbhgxq", "to": "zone/hefei", "max_hops": 1, "lang": "en"}
    document = read(service, "/path", **values)
    assert document["paths"] == []
    assert document["notes"]


def test_ambiguous_name_lists_what_it_can_mean(service: httpx.Client) -> None:
    response = service.get("/path", params={"from": "bhgxq", "to": "zone/hefei"})
    assert response.status_code == 409
    candidates = response.json()["candidates"]
    assert len(candidates) > 1
    for candidate in candidates:
        assert service.get(candidate["link"]).status_code == 200
        assert service.get(candidate["instead"]).status_code == 200


def test_comparison_has_a_cell_for_each_thing(service: httpx.Client) -> None:
    document = read(service, "/compare", name=["tjbhgxq", "hfgxq", "whdhgxq"])
    assert [thing["key"] for thing in document["things"]] == [
        "zone/tianjin-binhai",
        "zone/hefei",
        "zone/wuhan-donghu",
    ]
    rows = [row for part in document["sections"] for row in part["rows"]]
    assert rows
    assert any(row["shared"] == "same" for row in rows)
    for row in (*rows, *document["key_facts"], *document["figures"]):
        assert len(row["cells"]) == 3


def test_more_than_four_things_are_refused(service: httpx.Client) -> None:
    response = service.get("/compare", params={"name": ["a", "b", "c", "d", "e"]})
    assert response.status_code == 400


def test_things_of_different_kinds_are_not_compared(service: httpx.Client) -> None:
    response = service.get("/compare", params={"name": ["tjbhgxq", "division/120000"]})
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"


def test_timeline_is_in_the_order_of_time(service: httpx.Client) -> None:
    facts = read(service, "/timeline", name="hfgxq")["facts"]
    days = [fact["start"] or fact["end"] for fact in facts]
    assert len(days) > 3
    assert days == sorted(days)


def test_pages_without_names_open(service: httpx.Client) -> None:
    for path in ("/path", "/compare", "/timeline", "/ask"):
        page = service.get(path, headers=HTML)
        assert page.status_code == 200
        assert "<form" in page.text
