"""Pages with forms: comparing, asking, saved queries, paths, time lines."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.fixtures.service import page


def test_comparison_with_one_thing_asks_for_another(service: httpx.Client) -> None:
    document = service.get("/compare", params={"name": "tjbhgxq"}).json()
    assert (document["things"], document["asked"][0]["key"]) == ([], "zone/tianjin-binhai")
    told = page(service, "/compare", name="tjbhgxq")
    assert f'value="{service.get("/things/zone/tianjin-binhai?lang=en").json()["name"]}"' in told


def test_comparison_says_which_figures_cannot_be_compared(service: httpx.Client) -> None:
    names = ["zone/tianjin-binhai", "zone/tangshan"]
    document = service.get("/compare", params={"name": names, "lang": "en"}).json()
    refused = [row for row in document["figures"] if row["verdict"] == "refused"]
    assert refused
    told = page(service, "/compare", name=names)
    assert told.count("Cannot be compared") == len(refused)


@pytest.mark.parametrize("name", ["industries/zones_with_industry", "targets/due_in"])
def test_query_has_a_field_for_each_parameter(service: httpx.Client, name: str) -> None:
    document = service.get(f"/queries/{name}").json()
    told = page(service, f"/queries/{name}")
    for parameter in document["query"]["parameters"]:
        (field,) = re.findall(rf'<(?:input|select) [^>]*name="{parameter["name"]}"[^>]*>', told)
        if parameter["type"].startswith("thing:"):
            assert f'data-class="{parameter["type"].removeprefix("thing:")}"' in field
        assert ("required" in field) == parameter["required"]


def test_rows_of_a_query_name_their_sources(service: httpx.Client) -> None:
    path = "/queries/industries/zones_with_industry"
    document = service.get(path, params={"industry": "集成电路"}).json()
    told = page(service, path, industry="集成电路")
    assert document["rows"]
    assert told.count('class="mark mark-') >= len(document["rows"])


def test_answer_and_refusal_look_different(service: httpx.Client) -> None:
    answered = page(service, "/ask", q="鹰潭高新区2024年铜产业规模多大")
    refused = page(service, "/ask", q="合肥高新区2024年营业收入是多少")
    assert 'class="answer"' in answered
    assert 'class="answer none"' in refused
    assert "may still exist" in refused


def test_path_names_the_relation_of_each_step(service: httpx.Client) -> None:
    ends = {"from": "zone/hefei", "to": "zone/jinan", "lang": "en"}
    document = service.get("/path", params=ends).json()
    told = page(service, "/path", **ends)
    steps = [step for way in document["paths"] for step in way["steps"]]
    assert steps
    assert told.count('class="step"') == len(steps)


def test_time_line_marks_what_is_only_promised(service: httpx.Client) -> None:
    document = service.get("/timeline", params={"name": "zone/jinan"}).json()
    promised = sum(fact["promise"] for fact in document["facts"])
    assert 0 < promised < len(document["facts"])
    assert page(service, "/timeline", name="zone/jinan").count('class="aim"') == promised


def test_topics_of_queries_are_words(service: httpx.Client) -> None:
    topics = service.get("/queries").json()["topics"]
    told = page(service, "/queries", lang="zh")
    shown = dict(re.findall(r'href="/queries\?topic=(\w+)"[^>]*>([^<]+)<', told))
    assert shown.keys() == set(topics)
    assert not [words for words in shown.values() if words.isascii()]
