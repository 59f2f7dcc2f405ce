"""The SPARQL 1.1 protocol at ``/sparql``."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from gaoxin.ontology.namespaces import SD

ZONE = "https://w3id.org/gaoxin/id/zone/hefei"
NAMES = f"SELECT ?p ?name {{ VALUES ?p {{ skos:prefLabel }} <{ZONE}> ?p ?name }}"
CLASSES = f"CONSTRUCT WHERE {{ <{ZONE}> a ?c }}"
RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def names_in(body: bytes, form: ox.QueryResultsFormat) -> set[str]:
    found = ox.parse_query_results(body, format=form)
    assert isinstance(found, ox.QuerySolutions)
    return {str(row["name"]) for row in found}


def test_the_three_ways_to_ask_give_the_same(service: httpx.Client) -> None:
    by_get = service.get("/sparql", params={"query": NAMES})
    by_form = service.post("/sparql", data={"query": NAMES})
    direct = service.post(
        "/sparql", content=NAMES, headers={"content-type": "application/sparql-query"}
    )
    assert by_get.status_code == 200
    assert by_get.headers["content-type"] == "application/sparql-results+json"
    assert '"合肥高新技术产业开发区"@zh' in names_in(by_get.content, RESULT_FORMATS["json"])
    assert by_get.content == by_form.content == direct.content


@pytest.mark.parametrize("form", sorted(RESULT_FORMATS))
def test_each_form_of_a_table_reads_back(service: httpx.Client, form: str) -> None:
    expected = names_in(
        service.get("/sparql", params={"query": NAMES}).content, RESULT_FORMATS["json"]
    )
    reply = service.get("/sparql", params={"query": NAMES, "format": form})
    assert names_in(reply.content, RESULT_FORMATS[form]) == expected
    assert len(expected) > 1


def test_csv_reads_back(service: httpx.Client) -> None:
    query = 'SELECT ?a ?b ?c { BIND("甲,\\"乙\\"\\n丙" AS ?a) BIND(1.5 AS ?c) }'
    reply = service.get("/sparql", params={"query": query}, headers={"accept": "text/csv"})
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(reply.text, newline="")))
    assert rows == [["a", "b", "c"], ['甲,"乙"\n丙', "", "1.5"]]


@pytest.mark.parametrize("form", sorted(GRAPH_FORMATS))
def test_each_form_of_a_graph_reads_back(service: httpx.Client, form: str) -> None:
    reply = service.get("/sparql", params={"query": CLASSES, "format": form})
    read = set(ox.parse(reply.content, format=GRAPH_FORMATS[form]))
    plain = service.get("/sparql", params={"query": CLASSES, "format": "ntriples"})
    assert read == set(ox.parse(plain.content, format=ox.RdfFormat.N_TRIPLES))
    assert read


@pytest.mark.parametrize(
    ("query", "accept", "sent"),
    [
        (NAMES, "application/sparql-results+xml", "application/sparql-results+xml"),
        (NAMES, "application/json;q=0.5, text/csv;q=0.9", "text/csv; charset=utf-8"),
        (NAMES, "*/*", "application/sparql-results+json"),
        (NAMES, "application/xml", "application/sparql-results+xml"),
        (CLASSES, "*/*", "text/turtle; charset=utf-8"),
        (CLASSES, "application/json", "application/ld+json"),
        (CLASSES, "application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
        (
            "ASK {}",
            "text/html, application/xhtml+xml, */*;q=0.8",
            "application/sparql-results+json",
        ),
    ],
)
def test_accept_decides(service: httpx.Client, query: str, accept: str, sent: str) -> None:
    reply = service.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert reply.headers["content-type"] == sent


def test_ask(service: httpx.Client) -> None:
    assert service.get("/sparql", params={"query": f"ASK {{ <{ZONE}> a gx:Zone }}"}).json() == {
        "head": {},
        "boolean": True,
    }


def test_relative_iri_names_a_thing(service: httpx.Client) -> None:
    query = "ASK { <zone/hefei> a gx:Zone }"
    assert service.get("/sparql", params={"query": query}).json()["boolean"] is True


def refused(reply: httpx.Response) -> tuple[int, str]:
    assert reply.headers["content-type"] == "application/problem+json"
    return reply.status_code, reply.json()["detail"]


@pytest.mark.parametrize(
    ("parameters", "status", "told"),
    [
        ({"query": "SELECT { x"}, 400, "refused the query: error at 1:"),
        ({"query": ""}, 400, "refused the query"),
        ({"query": [NAMES, NAMES]}, 400, "query may occur only once"),
        ({"query": NAMES, "format": "turtle"}, 400, "there are: json, xml, csv, tsv"),
        ({"query": CLASSES, "format": "csv"}, 400, "there are: turtle, ntriples, jsonld, rdfxml"),
        ({"query": NAMES, "default-graph-uri": "no iri"}, 400, "not an absolute IRI"),
        ({"query": NAMES, "generation": "x"}, 400, "number of a generation"),
        ({"query": NAMES, "generation": "99"}, 404, "no generation 99"),
        ({"query": "INSERT DATA { <a:b> <a:b> 1 }"}, 403, "INSERT is not allowed"),
        ({"update": "DROP ALL"}, 403, "this service only reads"),
    ],
)
def test_what_is_wrong_is_told(
    service: httpx.Client, parameters: dict[str, Any], status: int, told: str
) -> None:
    found, detail = refused(service.get("/sparql", params=parameters | {"lang": "en"}))
    assert found == status
    assert told in detail


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/x-www-form-urlencoded", b"update=DROP+ALL", 403),
        ("application/sparql-update", b"DROP ALL", 403),
        ("application/sparql-query", "SELECT * { ?s ?p '高' }".encode("gbk"), 400),
        ("application/x-www-form-urlencoded", b"query=%FF", 400),
        ("application/x-www-form-urlencoded", b"x=1", 400),
        ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 2000), 400),
        ("application/sparql-query; charset=utf-16", "ASK {}".encode("utf-16"), 415),
        ('application/sparql-query; charset="GBK"', b"ASK {}", 415),
        ("text/plain", b"ASK {}", 415),
        ("", b"ASK {}", 415),
        ("application/sparql-query", b"#" * ((1 << 20) + 1), 413),
    ],
)
def test_bodies_that_are_refused(
    service: httpx.Client, kind: str, body: bytes, status: int
) -> None:
    headers = {"content-type": kind} if kind else {}
    assert refused(service.post("/sparql", content=body, headers=headers))[0] == status


def test_form_that_nobody_can_send_is_refused(service: httpx.Client) -> None:
    reply = service.get("/sparql", params={"query": NAMES}, headers={"accept": "image/png"})
    assert refused(reply)[0] == 406


def test_xml_is_not_broken_by_a_control_character(service: httpx.Client) -> None:
    query = 'SELECT ("a\\u0001b" AS ?x) {}'
    reply = service.get("/sparql", params={"query": query, "format": "xml", "lang": "en"})
    status, told = refused(reply)
    assert status == 406
    assert "U+0001" in told
    assert service.get("/sparql", params={"query": query}).json()["results"]["bindings"] == [
        {"x": {"type": "literal", "value": "a\x01b"}}
    ]


def graphs_of(service: httpx.Client) -> list[str]:
    reply = service.get(
        "/sparql",
        params={"query": "SELECT DISTINCT ?g { GRAPH ?g {} } ORDER BY ?g", "format": "csv"},
    )
    return reply.text.split()[1:]


def count(service: httpx.Client, pattern: str, **parameters: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    reply = service.get("/sparql", params={"query": query, "format": "csv"} | parameters)
    return int(reply.text.split()[1])


def test_dataset_of_the_request(service: httpx.Client) -> None:
    name = graphs_of(service)[0]
    inside = count(service, f"GRAPH <{name}> {{ ?s ?p ?o }}")
    assert inside > 0
    assert count(service, "?s ?p ?o", **{"default-graph-uri": name}) == inside
    assert count(service, "GRAPH ?g { ?s ?p ?o }", **{"default-graph-uri": name}) == 0
    assert count(service, "GRAPH ?g { ?s ?p ?o }", **{"named-graph-uri": name}) == inside
    assert count(service, "?s ?p ?o", **{"named-graph-uri": name}) == 0


def test_service_description(service: httpx.Client) -> None:
    reply = service.get("/sparql", headers={"accept": "text/turtle"})
    described = ox.Dataset(
        ox.Quad(t.subject, t.predicate, t.object)
        for t in ox.parse(reply.content, format=ox.RdfFormat.TURTLE)
    )
    endpoint = ox.NamedNode(f"{service.base_url}/sparql".replace("//sparql", "/sparql"))
    assert list(described.quads_for_subject(endpoint))
    named = [q.object for q in described if q.predicate.value == SD + "name"]
    assert [f"<{name}>" for name in graphs_of(service)] == sorted(map(str, named))
    for form, kind in GRAPH_FORMATS.items():
        other = service.get("/sparql", params={"format": form})
        assert len(list(ox.parse(other.content, format=kind))) == len(described)


def test_browser_without_a_query_gets_the_editor(service: httpx.Client) -> None:
    reply = service.get("/sparql", headers={"accept": "text/html,*/*;q=0.8"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/sparql-editor")


def test_head_and_options(service: httpx.Client) -> None:
    head = service.head("/sparql", params={"query": NAMES})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == "application/sparql-results+json"
    assert service.options("/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert service.put("/sparql").status_code == 405


def test_triple_that_is_built_twice_is_written_once(service: httpx.Client) -> None:
    query = f"CONSTRUCT {{ <a:b> <a:c> 1 }} {{ <{ZONE}> ?p ?o }}"
    reply = service.get("/sparql", params={"query": query, "format": "ntriples"})
    assert len(reply.text.splitlines()) == 1


def test_generation_can_be_named(service: httpx.Client) -> None:
    reply = service.get("/sparql", params={"query": "ASK {}"})
    number = reply.headers["gaoxin-generation"]
    pinned = service.get("/sparql", params={"query": "ASK {}", "generation": number})
    assert json.loads(pinned.content) == reply.json()
