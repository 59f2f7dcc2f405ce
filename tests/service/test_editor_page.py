"""The editor of SPARQL, and the page that explains signs: what they hold without a browser."""

from __future__ import annotations

import html
import json
import re

import httpx

from gaoxin.graph.facts.grades import grades
from gaoxin.ontology.terms import vocabulary
from tests.fixtures.service import HTML


def test_editor_knows_every_term_in_the_language_of_the_page(service: httpx.Client) -> None:
    terms = service.get("/sparql-editor", params={"lang": "en"}).json()["terms"]
    labels = {term["name"]: term["label"] for term in terms}
    assert labels["gx:NationalZone"] == vocabulary().classes["NationalZone"].label_en
    assert len(terms) == len(vocabulary().classes) + len(vocabulary().properties)


def test_query_of_the_address_is_text_in_the_editor(service: httpx.Client) -> None:
    hostile = "ASK {} # </textarea></script><script>alert(1)</script>"
    page = service.get("/sparql-editor", params={"query": hostile}, headers=HTML).text
    (area,) = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert html.unescape(area) == hostile
    assert "<script>alert" not in page
    (data,) = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert json.loads(data)["terms"]


def test_examples_run(service: httpx.Client) -> None:
    examples = service.get("/sparql-editor").json()["examples"]
    assert examples
    answer_rows = 0
    for example in examples:
        answer = service.post("/sparql", data={"query": example["query"]})
        assert answer.status_code == 200, answer.text
        answer_rows += len(answer.json()["results"]["bindings"])
    assert answer_rows


def test_without_a_script_the_form_gives_a_file(service: httpx.Client) -> None:
    query = "SELECT ?zone WHERE { ?zone a gx:NationalZone } LIMIT 3"
    answer = service.post("/sparql", data={"query": query, "format": "csv"}, headers=HTML)
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text.split()) == 4


def test_help_explains_every_grade(service: httpx.Client) -> None:
    document = service.get("/help", params={"lang": "en"}).json()
    assert [grade["grade"] for grade in document["grades"]] == list(grades())
    page = service.get("/help", params={"lang": "en"}, headers=HTML).text
    assert all(html.escape(grade["meaning"]) in page for grade in document["grades"])
