"""Run the W3C's tests of the SPARQL 1.1 protocol and of the service description at ``/sparql``.

Each request of the protocol's manifest is sent as it is written there, to the path of the endpoint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph as ox

from gaoxin.ontology.namespaces import RDF_TYPE_IRI, RDFS, SD
from scripts.sparql_suites import MF, UT, ManifestGraph

HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
RDFS_LABEL = RDFS + "label"
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"),
}


@dataclass(frozen=True, slots=True)
class ProtocolRequest:
    """A request, and what its response must be: the first digit of the status, and so on."""

    method: str
    address: str
    headers: dict[str, str]
    body: bytes
    statuses: set[str]
    truth: str
    form: str


def protocol_tests(folder: Path) -> Iterator[tuple[str, list[ProtocolRequest]]]:
    """The name and the requests of each test."""
    manifest = ManifestGraph(folder)
    for test, _ in manifest.tests():
        requests = manifest.one(manifest.one(test, MF + "action"), HT + "requests")
        found = [_request(manifest, node) for node in manifest.list_of(requests)]
        yield test.value.rpartition("#")[2], found


def protocol_data(folder: Path) -> list[ox.Quad]:
    """The named graphs that the tests name."""
    manifest = ManifestGraph(folder)
    quads = []
    for test, _ in manifest.tests():
        for data in manifest.all(test, UT + "graphData"):
            file, name = (
                manifest.file(manifest.one(data, UT + "graph")),
                _text(manifest.one(data, RDFS_LABEL)),
            )
            if file:
                quads += [
                    ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(name))
                    for q in ox.parse(file.read_bytes(), ox.RdfFormat.N_TRIPLES)
                ]
    return quads


def _request(manifest: ManifestGraph, node: object) -> ProtocolRequest:
    headers = {
        _text(manifest.one(field, HT + "fieldName")): _text(manifest.one(field, HT + "fieldValue"))
        for field in manifest.list_of(manifest.one(node, HT + "headers"))
    }
    body = manifest.one(node, HT + "body")
    encoding = _text(manifest.one(body, CNT + "characterEncoding")) or "utf-8"
    response = manifest.one(node, HT + "resp")
    return ProtocolRequest(
        _text(manifest.one(node, HT + "methodName")),
        _text(manifest.one(node, HT + "absolutePath")).replace("/sparql/", "/sparql", 1),
        headers,
        _text(manifest.one(body, CNT + "chars")).encode(encoding),
        {str(status)[-4] for status in manifest.all(response, MF + "expectedStatus")},
        _text(manifest.one(response, MF + "expectedBoolean")),
        _text(manifest.one(response, MF + "expectedFormat")),
    )


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def protocol_difference(
    client: httpx.Client, generation: int, requests: list[ProtocolRequest]
) -> str:
    """The difference of the responses from what a test expects, ``""`` if there is none."""
    if not requests:
        return "the manifest has no request"
    for asked in requests:
        given = "&" if "?" in asked.address else "?"
        address = f"{asked.address}{given}generation={generation}"
        reply = client.request(asked.method, address, headers=asked.headers, content=asked.body)
        if str(reply.status_code)[0] not in asked.statuses:
            return f"status {reply.status_code}"
        kind = reply.headers["content-type"].partition(";")[0]
        if asked.form and kind not in FORMATS[asked.form]:
            return f"the content type is {kind}"
        if asked.truth and reply.json().get("boolean") is not (asked.truth == "true"):
            return f"the answer is not {asked.truth}"
    return ""


def description_differences(client: httpx.Client) -> dict[str, str]:
    """The result of each test of the service description."""
    reply = client.get("/sparql", headers={"accept": "text/turtle"})
    try:
        triples = list(ox.parse(reply.content, ox.RdfFormat.TURTLE))
    except SyntaxError as cause:
        return dict.fromkeys(
            ("returns-rdf", "has-endpoint-triple", "conforms-to-schema"), str(cause)
        )
    endpoint = ox.NamedNode(f"{str(client.base_url).rstrip('/')}/sparql")
    services = {t.subject for t in triples if t.predicate.value == SD + "endpoint"}
    named = {t.subject for t in triples if t.object == endpoint}
    return {
        "returns-rdf": "" if reply.status_code == 200 and triples else "it is no graph",
        "has-endpoint-triple": "" if services & named else "there is none",
        "conforms-to-schema": _outside_schema(triples),
    }


_DOMAINS = {
    "endpoint": "Service",
    "supportedLanguage": "Service",
    "resultFormat": "Service",
    "feature": "Service",
    "defaultDataset": "Service",
    "defaultGraph": "Dataset",
    "namedGraph": "Dataset",
    "name": "NamedGraph",
}
_LANGUAGES = {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"}


def _outside_schema(triples: list[ox.Triple]) -> str:
    """What the vocabulary of service descriptions does not allow."""
    types = {(t.subject, str(t.object)) for t in triples if t.predicate.value == RDF_TYPE_IRI}
    for triple in triples:
        name = triple.predicate.value.removeprefix(SD)
        if name == triple.predicate.value:
            continue
        if name not in _DOMAINS:
            return f"sd:{name} is no property"
        if (triple.subject, f"<{SD}{_DOMAINS[name]}>") not in types:
            return f"the subject of sd:{name} is no sd:{_DOMAINS[name]}"
        if (
            name == "supportedLanguage"
            and str(triple.object)[1:-1].removeprefix(SD) not in _LANGUAGES
        ):
            return f"{triple.object} is no language"
    return ""
