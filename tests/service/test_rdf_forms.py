"""Things and facts as RDF, and which form a client gets."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from gaoxin.ontology.namespaces import GX, PROV, RDF, SKOS

ZONE = "/things/zone/tianjin-binhai"
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/trig": ox.RdfFormat.TRIG,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
DERIVED = ox.NamedNode(PROV + "wasDerivedFrom")


def triples(service: httpx.Client, path: str, kind: str, **values: Any) -> set[ox.Triple]:
    response = service.get(path, headers={"accept": kind}, params=values or None)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith(kind)
    return {quad.triple for quad in ox.parse(response.content, format=FORMATS[kind])}


@pytest.fixture(scope="module")
def turtle(service: httpx.Client) -> set[ox.Triple]:
    return triples(service, ZONE, "text/turtle")


@pytest.mark.parametrize("kind", sorted(set(FORMATS) - {"application/trig"}))
def test_every_form_says_the_same(service: httpx.Client, turtle: set[ox.Triple], kind: str) -> None:
    assert triples(service, ZONE, kind) == turtle


def test_facts_have_their_nodes_and_these_their_sources(turtle: set[ox.Triple]) -> None:
    statements = {
        t.subject
        for t in turtle
        if t.predicate.value == RDF + "type" and t.object == ox.NamedNode(GX + "Statement")
    }
    assert len(statements) > 20
    sources = {t.subject: t.object for t in turtle if t.predicate == DERIVED}
    assert statements <= sources.keys()
    described = {t.subject for t in turtle if t.predicate.value == RDF + "type"}
    assert set(sources.values()) <= described


def test_other_things_have_their_names(turtle: set[ox.Triple]) -> None:
    industries = {t.object for t in turtle if t.predicate.value == GX + "hasIndustry"}
    named = {t.subject for t in turtle if t.predicate.value == SKOS + "prefLabel"}
    assert industries
    assert industries <= named


def test_each_triple_stands_in_the_graph_of_its_source(service: httpx.Client) -> None:
    response = service.get(ZONE, params={"format": "trig"})
    quads = list(ox.parse(response.content, format=ox.RdfFormat.TRIG))
    graphs = {quad.graph_name for quad in quads if quad.graph_name != ox.DefaultGraph()}
    sources = {quad.subject for quad in quads if quad.predicate == DERIVED}
    assert graphs
    assert graphs == sources


def test_fact_as_rdf(service: httpx.Client) -> None:
    fact = service.get(ZONE + "/cite", params={"fact": "figures"}).json()["facts"][0]
    found = triples(service, fact["link"], "text/turtle")
    assert (ox.NamedNode(fact["iri"]), DERIVED) in {(t.subject, t.predicate) for t in found}


def test_json_ld_has_its_context_inside(service: httpx.Client) -> None:
    document = json.loads(service.get(ZONE, params={"format": "jsonld"}).content)
    assert isinstance(document["@context"], dict)


def test_part_of_a_thing_is_not_told_as_rdf(service: httpx.Client) -> None:
    response = service.get(ZONE, params={"format": "turtle", "section": "figures"})
    assert response.status_code == 400


def test_unknown_thing_is_a_problem_in_every_form(service: httpx.Client) -> None:
    response = service.get("/things/zone/nowhere", headers={"accept": "text/turtle"})
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("*/*", "application/json"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
        ("image/png", "application/json"),
    ],
)
def test_the_form_that_is_wanted_most(service: httpx.Client, accept: str, kind: str) -> None:
    response = service.get(ZONE, headers={"accept": accept})
    assert response.headers["content-type"].startswith(kind)
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "asked", "location"),
    [
        ("text/html", "", ZONE),
        ("text/turtle", "", ZONE + "?format=turtle"),
        ("text/html", "?as=jsonld", ZONE + "?format=jsonld"),
        ("*/*", "?as=html&lang=en", ZONE + "?lang=en&format=html"),
    ],
)
def test_permanent_iri_leads_to_the_right_form(
    service: httpx.Client, accept: str, asked: str, location: str
) -> None:
    response = service.get("/id/zone/tianjin-binhai" + asked, headers={"accept": accept})
    assert response.status_code == 303
    assert response.headers["location"] == location


def test_answer_says_since_when_it_holds(service: httpx.Client) -> None:
    first = service.get(ZONE)
    time = first.headers["last-modified"]
    known = service.get(ZONE, headers={"if-modified-since": time})
    assert (known.status_code, known.content) == (304, b"")
    before = service.get(ZONE, headers={"if-modified-since": "Wed, 01 Jan 2020 00:00:00 GMT"})
    assert before.status_code == 200
    other = service.get(ZONE, headers={"if-modified-since": time, "if-none-match": '"x"'})
    assert other.status_code == 200
