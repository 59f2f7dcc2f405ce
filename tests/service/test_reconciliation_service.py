"""The Reconciliation Service API 0.2, asked as OpenRefine asks: manifest, batches of names in a
form, suggestions, preview, data extension.
"""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from gaoxin.graph.lookup.reconciling import ONE, Reconciler
from gaoxin.graph.store.generation import Generation
from gaoxin.settings import Settings
from tests.fixtures.service import HTML, running_service

ENTERPRISES = 30


@pytest.fixture(scope="module")
def firms(shipped: Generation) -> list[tuple[str, str]]:
    """Names and keys of firms of the shipped data, each known by one name only."""
    query = (
        "SELECT name, key FROM thing WHERE class = 'Enterprise' AND name NOT LIKE '%未%' "
        "GROUP BY name HAVING count(*) = 1 ORDER BY key"
    )
    rows = shipped.names.connection.execute(query).fetchall()
    reconciler = Reconciler(shipped, "Enterprise")
    certain = [(n, key) for n, key in rows if reconciler.match(n).match == ONE]
    assert len(certain) >= ENTERPRISES
    return certain[:ENTERPRISES]


def ask(service: httpx.Client, **form: Any) -> dict[str, Any]:
    """A form as OpenRefine sends it."""
    response = service.post("/reconcile", data={k: json.dumps(v) for k, v in form.items()})
    assert response.status_code == 200, response.text
    return dict(response.json())


def match(service: httpx.Client, query: dict[str, Any]) -> list[dict[str, Any]]:
    return list(ask(service, queries={"q0": query})["q0"]["result"])


def aspects(found: list[dict[str, Any]]) -> set[str]:
    """What counted for the best candidate: name, place, code."""
    return {feature["id"] for feature in found[0]["features"]}


def test_manifest_says_what_the_service_does(service: httpx.Client) -> None:
    manifest = service.get("/reconcile").json()
    assert "0.2" in manifest["versions"]
    assert {"name", "identifierSpace", "schemaSpace", "defaultTypes", "view"} <= set(manifest)
    for what in ("entity", "property", "type"):
        path = manifest["suggest"][what]
        address = path["service_url"] + path["service_path"]
        assert service.get(address, params={"prefix": "高新"}).status_code == 200
    proposed = manifest["extend"]["propose_properties"]
    assert service.get(proposed["service_url"] + proposed["service_path"]).status_code == 200


def test_view_and_preview_of_the_manifest_lead_to_the_thing(service: httpx.Client) -> None:
    manifest = service.get("/reconcile", params={"lang": "zh"}).json()
    for template in (manifest["view"]["url"], manifest["preview"]["url"]):
        address = template.replace("{{id}}", "zone%2Fhefei")  # OpenRefine encodes the key
        page = service.get(address, headers=HTML | {"accept-language": "zh"})
        assert page.status_code == 200
        assert "合肥高新技术产业开发区" in page.text


def test_a_list_of_firms_is_matched_and_completed(
    service: httpx.Client, firms: list[tuple[str, str]]
) -> None:
    queries = {
        f"q{place}": {"query": name, "type": "Enterprise", "limit": 3, "type_strict": "should"}
        for place, (name, _) in enumerate(firms)
    }
    answer = ask(service, queries=queries)
    assert list(answer) == list(queries)
    for place, (name, key) in enumerate(firms):
        best = answer[f"q{place}"]["result"][0]
        assert (best["id"], best["name"], best["match"]) == (key, name, True)
        assert best["type"][0]["id"] == "Enterprise"
    wanted = [{"id": "locatedIn"}, {"id": "province"}]
    keys = [key for _, key in firms]
    extended = ask(service, extend={"ids": keys, "properties": wanted})
    assert [one["id"] for one in extended["meta"]] == ["locatedIn", "province"]
    assert list(extended["rows"]) == keys
    told = [row for row in extended["rows"].values() if row["locatedIn"]]
    assert told
    assert all(value["id"] and value["name"] for row in told for value in row["locatedIn"])
    provinces = [value for row in told for value in row["province"]]
    assert provinces
    assert all(value["id"].startswith("division/") for value in provinces)


def test_scores_are_those_of_the_command_line(
    service: httpx.Client, shipped: Generation, firms: list[tuple[str, str]]
) -> None:
    place, scores = "合肥", set()
    for text in [text for name, _ in firms for text in (name, name[:-1])]:
        expected = Reconciler(shipped, "Enterprise", 5).match(text, [place])
        hints = [{"pid": "place", "v": place}]
        found = match(service, {"query": text, "type": "Enterprise", "properties": hints})
        listed = [c for c in (expected.chosen, *expected.candidates) if c]
        assert [(one["id"], one["score"]) for one in found] == [
            (c.key, round(c.score, 1)) for c in listed
        ]
        assert [one["match"] for one in found] == [c is expected.chosen for c in listed]
        scores |= {one["score"] for one in found}
    assert len(scores) > 1


def test_reasons_for_a_score_are_features(
    service: httpx.Client, firms: list[tuple[str, str]]
) -> None:
    best = match(service, {"query": firms[0][0], "type": "Enterprise"})[0]
    assert {"id": "name", "value": 100.0}.items() <= best["features"][0].items()


def test_a_place_is_a_hint_by_name_and_by_key(
    service: httpx.Client, firms: list[tuple[str, str]]
) -> None:
    names = {key: name for name, key in firms}
    extended = ask(service, extend={"ids": list(names), "properties": [{"id": "locatedIn"}]})
    placed = {key: row["locatedIn"][0] for key, row in extended["rows"].items() if row["locatedIn"]}
    queries = {key: {"query": names[key], "type": "Enterprise"} for key in placed}
    # A name may have a place in it, which is a hint by itself.
    key = next(key for key in placed if "place" not in aspects(match(service, queries[key])))
    zone, query = placed[key], queries[key]
    for value in (zone["name"], {"id": zone["id"], "name": zone["name"]}, [zone["name"]]):
        hints = [{"pid": "locatedIn", "v": value}]
        assert "place" in aspects(match(service, {**query, "properties": hints}))


def test_a_name_that_means_several_things_is_not_matched(service: httpx.Client) -> None:
    assert [one["match"] for one in match(service, {"query": "高新区"})].count(True) == 0


def test_names_can_be_asked_for_in_the_address(service: httpx.Client) -> None:
    queries = json.dumps({"a": {"query": "合肥高新区"}})
    answer = service.get("/reconcile", params={"queries": queries}).json()
    assert answer["a"]["result"][0]["id"] == "zone/hefei"


def test_suggestions_follow_the_beginning_of_a_name(service: httpx.Client) -> None:
    def suggested(what: str, prefix: str) -> list[dict[str, Any]]:
        address = f"/reconcile/suggest/{what}"
        answer = service.get(address, params={"prefix": prefix, "lang": "zh"})
        return list(answer.json()["result"])

    assert "zone/hefei" in [one["id"] for one in suggested("entity", "合肥高新")]
    assert suggested("entity", "合肥高新")[0]["notable"]
    assert "Enterprise" in [one["id"] for one in suggested("type", "企")]
    assert "place" in [one["id"] for one in suggested("property", "地点")]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_terms_are_suggested_by_their_names_in_both_languages(
    service: httpx.Client, lang: str
) -> None:
    """As OpenRefine 3.9 asks while somebody types: its own language is not that of the list."""
    also_sent = {"spell": "always", "exact": "false", "scoring": "schema", "prefixed": "true"}

    def best(what: str, prefix: str) -> dict[str, Any]:
        asked = {"prefix": prefix, "lang": lang, **also_sent}
        answer = service.get(f"/reconcile/suggest/{what}", params=asked)
        return dict(answer.json()["result"][0])

    place = {"zh": "地点", "en": "place"}[lang]
    for prefix in ("地", "地点", "pla", "PLACE"):
        found = best("property", prefix)
        assert (found["id"], found["name"]) == ("place", place)
    for prefix in ("从事", "operates in"):
        assert best("property", prefix)["id"] == "operatesIn"
    for prefix in ("企业", "enterpr"):
        assert best("type", prefix)["id"] == "Enterprise"


def test_properties_are_proposed_for_a_class(service: httpx.Client) -> None:
    answer = service.get("/reconcile/properties", params={"type": "Enterprise"}).json()
    listed = [one["id"] for one in answer["properties"]]
    assert {"locatedIn", "operatesIn", "creditCode"} <= set(listed)
    assert "hasIndustry" not in listed


def test_values_have_the_type_of_the_property(service: httpx.Client) -> None:
    wanted = [{"id": name} for name in ("hasIndustry", "iri", "class", "nonsense")]
    row = ask(service, extend={"ids": ["zone/hefei"], "properties": wanted})["rows"]["zone/hefei"]
    assert row["hasIndustry"][0]["id"].startswith("industry/")
    assert row["iri"][0]["str"].endswith("zone/hefei")
    assert row["nonsense"] == []
    unknown = ask(service, extend={"ids": ["zone/nowhere"], "properties": wanted})
    assert unknown["rows"]["zone/nowhere"]["hasIndustry"] == []


@pytest.mark.parametrize(
    "form",
    [
        {"queries": "[" * 50_000},
        {"queries": "no JSON"},
        {"queries": json.dumps({"q": {"query": "x", "limit": 10_000}})},
        {"queries": json.dumps({str(n): {"query": "x"} for n in range(1000)})},
        {"queries": json.dumps({"q": {"query": "x", "type": "Dragon"}})},
        {"extend": json.dumps({"ids": "all"})},
    ],
)
def test_what_cannot_be_answered_is_refused(service: httpx.Client, form: dict[str, str]) -> None:
    response = service.post("/reconcile", data=form)
    assert response.status_code == 400, response.text
    assert response.headers["content-type"] == "application/problem+json"


def test_there_is_no_jsonp(service: httpx.Client) -> None:
    response = service.get("/reconcile", params={"callback": "stolen"})
    assert response.headers["content-type"] == "application/json"
    assert "stolen" not in response.text


def test_only_listed_origins_may_ask_and_frame(shipped_settings: Settings) -> None:
    listed, other = "http://127.0.0.1:3333", "http://evil.example"
    environment = {"GAOXIN_SERVICE_ORIGINS": listed}
    with running_service(shipped_settings.home, environment=environment) as client:
        answer = client.get("/reconcile", headers={"origin": listed})
        assert answer.headers["access-control-allow-origin"] == listed
        assert client.get("/reconcile", headers={"origin": other}).status_code == 403
        page = client.get("/reconcile/preview?id=zone/hefei", headers=HTML)
        assert f"frame-ancestors 'self' {listed}" in page.headers["content-security-policy"]
