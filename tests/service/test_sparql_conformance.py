"""The SPARQL part of the conformance target on suites of a few tests: each kind can fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.ontology.namespaces import XSD
from scripts import sparql_conformance
from scripts.sparql_conformance import sparql_results

PREFIXES = """
PREFIX : <http://x/manifest#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
PREFIX ut: <http://www.w3.org/2009/sparql/tests/test-update#>
PREFIX cnt: <http://www.w3.org/2011/content#>
PREFIX ht: <http://www.w3.org/2011/http#>
PREFIX hts: <http://www.w3.org/2011/http-statusCodes#>
"""
QUERIES = """
:select a mf:QueryEvaluationTest ; mf:result <select.srj> ;
  mf:action [ qt:query <select.rq> ; qt:data <data.ttl> ; qt:graphData <data.ttl> ] .
:wrong a mf:QueryEvaluationTest ; mf:result <wrong.srj> ;
  mf:action [ qt:query <select.rq> ; qt:data <data.ttl> ] .
:graph a mf:QueryEvaluationTest ; mf:result <graph.ttl> ;
  mf:action [ qt:query <graph.rq> ; qt:data <data.ttl> ] .
:other-graph a mf:QueryEvaluationTest ; mf:result <data.ttl> ;
  mf:action [ qt:query <graph.rq> ; qt:data <data.ttl> ] .
:csv a mf:CSVResultFormatTest ; mf:result <select.csv> ;
  mf:action [ qt:query <select.rq> ; qt:data <data.ttl> ] .
:good a mf:PositiveSyntaxTest11 ; mf:action <select.rq> .
:not-good a mf:PositiveSyntaxTest11 ; mf:action <bad.rq> .
:bad a mf:NegativeSyntaxTest11 ; mf:action <bad.rq> .
:not-bad a mf:NegativeSyntaxTest11 ; mf:action <select.rq> .
"""
REFUSED = """
:drop a mf:UpdateEvaluationTest ; mf:action [ ut:request <drop.ru> ] ; mf:result [] .
:service a mf:QueryEvaluationTest ; mf:action [ qt:query <service.rq> ] ; mf:result <x.srx> .
:no-service a mf:QueryEvaluationTest ; mf:action [ qt:query <ask.rq> ] ; mf:result <x.srx> .
"""
PROTOCOL = """
:data a mf:ProtocolTest ;
  ut:graphData [ ut:graph <data.nt> ; rdfs:label "urn:g" ] ;
  mf:action [ ht:requests ( [ ht:methodName "GET" ; ht:resp [ mf:expectedBoolean true ;
    mf:expectedFormat "boolean" ; mf:expectedStatus hts:StatusCode2xx ] ;
    ht:absolutePath "/sparql/?query=ASK%20%7B%3Fs%20%3Fp%201%7D&default-graph-uri=urn%3Ag" ] ) ] .
:false a mf:ProtocolTest ;
  mf:action [ ht:requests ( [ ht:methodName "GET" ; ht:absolutePath "/sparql/?query=ASK%20%7B%7D" ;
    ht:resp [ mf:expectedBoolean false ; mf:expectedStatus hts:StatusCode2xx ] ] ) ] .
:update a mf:ProtocolTest ;
  mf:action [ ht:requests ( [ ht:methodName "POST" ; ht:absolutePath "/sparql/" ;
    ht:headers ( [ ht:fieldName "content-type" ; ht:fieldValue "application/sparql-update" ] ) ;
    ht:body [ cnt:chars "CLEAR ALL" ; cnt:characterEncoding "UTF-8" ] ;
    ht:resp [ mf:expectedStatus hts:StatusCode2xx ] ] ) ] .
"""
FILES = {
    "bind/manifest.ttl": PREFIXES + QUERIES,
    "bind/data.ttl": "<#a> <#p> 1 , 2.50 , [ <#q> <x> ] .",
    "bind/select.rq": "SELECT ?o { <data.ttl#a> <data.ttl#p> ?o FILTER(isNumeric(?o)) }",
    "bind/graph.rq": "CONSTRUCT { [] <data.ttl#q> ?o } { ?s <data.ttl#q> ?o }",
    "bind/graph.ttl": "[] <data.ttl#q> <x> .",
    "bind/select.csv": "o\r\n2.5\r\n1\r\n",
    "bind/bad.rq": "SELECT { ?s",
    "drop/manifest.ttl": PREFIXES + REFUSED,
    "drop/drop.ru": "DROP ALL",
    "drop/service.rq": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "drop/ask.rq": "ASK {}",
    "protocol/manifest.ttl": PREFIXES + PROTOCOL,
    "protocol/data.nt": f'<http://x/s> <http://x/p> "1"^^<{XSD}integer> .',
}


def result(*numbers: tuple[str, str]) -> str:
    rows = (
        f'{{"o": {{"type": "literal", "value": "{text}", "datatype": "{XSD}{kind}"}}}}'
        for text, kind in numbers
    )
    return f'{{"head": {{"vars": ["o"]}}, "results": {{"bindings": [{",".join(rows)}]}}}}'


@pytest.fixture
def suites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = FILES | {
        "bind/select.srj": result(("2.50", "decimal"), ("1", "integer")),
        "bind/wrong.srj": result(("1", "integer"), ("1", "integer")),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(sparql_conformance, "QUERY_SUITES", ("bind",))
    monkeypatch.setattr(sparql_conformance, "REFUSED_SUITES", ("drop",))
    return tmp_path


def test_each_kind_of_test_passes_and_fails(suites: Path) -> None:
    found = {f"{suite} {name}": why for suite, name, why in sparql_results(suites)}
    assert {name for name, why in found.items() if not why} == {
        "sparql-bind select",
        "sparql-bind graph",
        "sparql-bind csv",
        "sparql-bind good",
        "sparql-bind bad",
        "sparql-drop drop",
        "sparql-drop service",
        "sparql-protocol data",
        "sparql-service-description returns-rdf",
        "sparql-service-description has-endpoint-triple",
        "sparql-service-description conforms-to-schema",
    }
    assert "the json is another answer" in found["sparql-bind wrong"]
    assert found["sparql-bind other-graph"] == "the turtle is another graph"
    assert "400: The SPARQL engine refused" in found["sparql-bind not-good"]
    assert found["sparql-bind not-bad"] == "status 200"
    assert found["sparql-drop no-service"].startswith("200")
    assert found["sparql-protocol false"] == "the answer is not false"
    assert found["sparql-protocol update"] == "status 403"
