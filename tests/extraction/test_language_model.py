"""Facts of a language model count only as far as the text bears them out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from gaoxin.errors import BadUsage, ServiceUnavailable
from gaoxin.extraction.extract import extract
from gaoxin.extraction.language_model import facts_of_model
from gaoxin.extraction.reading.read_article import article_of
from gaoxin.extraction.resources import load_resources
from gaoxin.settings import Settings, read_settings

TEXT = (
    "东山高新区开局良好\n"
    "2024年，东山高新区青禾指数达到1,312.5点。云岭光电位于东山高新区。东山速度说的就是它。\n"
)
ARTICLE = article_of(TEXT)
FIGURE = {
    "subject": "东山高新区",
    "subject_type": "Zone",
    "predicate": "observation",
    "object": "青禾指数",
    "object_type": "Indicator",
    "value": "1312.5",
    "unit": "点",
    "time": "2024",
    "evidence": "东山高新区青禾指数达到1,312.5点",
}
PLACE = {
    "subject": "云岭光电",
    "subject_type": "Enterprise",
    "predicate": "locatedIn",
    "object": "东山高新区",
    "object_type": "Zone",
    "evidence": "云岭光电位于东山高新区",
}
ALIAS = {
    "subject": "东山高新区",
    "subject_type": "Zone",
    "predicate": "alias",
    "object": "东山速度",
    "evidence": "东山速度说的就是它",
}
Answering = Callable[[str, dict[str, str]], Settings]


@pytest.fixture
def model() -> Iterator[Answering]:
    """A stand-in for a model: it gives one answer, and remembers what it was asked."""
    servers: list[HTTPServer] = []

    def start(answer: str, asked: dict[str, str], status: int = 200) -> Settings:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                asked.update(path=self.path, body=body.decode(), key=self.headers["Authorization"])
                told = {"choices": [{"message": {"content": answer}}]}
                content = json.dumps(told).encode() if status == 200 else b""
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None: ...

        server = HTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return read_settings(
            {
                "GAOXIN_LANGUAGE_MODEL_URL": f"http://127.0.0.1:{server.server_port}/v1/",
                "GAOXIN_LANGUAGE_MODEL": "small",
                "GAOXIN_LANGUAGE_MODEL_KEY": "secret",
            }
        )

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def said(*facts: dict[str, str]) -> str:
    return json.dumps({"facts": list(facts)}, ensure_ascii=False)


def test_facts_with_literal_evidence_are_proposals(model: Answering) -> None:
    asked: dict[str, str] = {}
    figure, place = facts_of_model(ARTICLE, model(said(FIGURE, PLACE), asked))
    assert figure.evidence.of(ARTICLE.text) == FIGURE["evidence"]
    assert (figure.object.name, figure.value, figure.unit) == ("青禾指数", "1312.5", "点")
    assert figure.subject.span.of(ARTICLE.text) == "东山高新区"
    assert place.method == "language model"
    assert place.object.span.of(ARTICLE.text) == "东山高新区"
    assert asked["path"] == "/v1/chat/completions"
    assert asked["key"] == "Bearer secret"
    body = json.loads(asked["body"])
    assert (body["model"], body["temperature"]) == ("small", 0)
    assert body["messages"][1]["content"] == ARTICLE.text


@pytest.mark.parametrize(
    "change",
    [
        {"evidence": "东山高新区的青禾指数达到1,312.5点"},
        {"evidence": ""},
        {"value": "1313"},
        {"value": "312"},
        {"value": "1312"},
        {"subject": "西湖高新区"},
        {"subject_type": "Planet"},
        {"predicate": "loves"},
        {"time": "last year"},
        {"status": "sure"},
    ],
)
def test_what_the_text_does_not_bear_out_is_dropped(
    model: Answering, change: dict[str, str]
) -> None:
    assert facts_of_model(ARTICLE, model(said({**FIGURE, **change}), {})) == []


@pytest.mark.parametrize(
    "answer",
    ["", "I found nothing.", "[]", "{}", '{"facts": 3}', '{"facts": [3, null, {}]}', "[" * 5_000],
)
def test_an_answer_that_is_none_gives_nothing(model: Answering, answer: str) -> None:
    assert facts_of_model(ARTICLE, model(answer, {})) == []


def test_an_answer_in_a_fence_is_read(model: Answering) -> None:
    assert len(facts_of_model(ARTICLE, model(f"```json\n{said(PLACE)}\n```", {}))) == 1


@pytest.mark.parametrize("status", [401, 404, 500, 302])
def test_a_refusal_says_what_to_check(model: Any, status: int) -> None:
    settings = model("", {}, status)
    with pytest.raises(ServiceUnavailable, match="GAOXIN_LANGUAGE_MODEL_URL"):
        facts_of_model(ARTICLE, settings)


def test_without_a_server_and_without_an_address() -> None:
    gone = read_settings({"GAOXIN_LANGUAGE_MODEL_URL": "http://127.0.0.1:1/v1"})
    with pytest.raises(ServiceUnavailable):
        facts_of_model(ARTICLE, gone)
    odd = read_settings({"GAOXIN_LANGUAGE_MODEL_URL": "file:///etc"})
    with pytest.raises(BadUsage):
        facts_of_model(ARTICLE, odd)


def test_both_ways_are_merged_and_marked(model: Answering) -> None:
    settings = model(said(FIGURE, PLACE, ALIAS), {})
    resources = load_resources(settings, fast=False)
    found = extract(ARTICLE, resources).proposals
    assert {f.method for f in found if f.predicate == "alias"} == {"language model"}
    assert {fact.method for fact in found} > {"language model"}
    keys = [(f.subject.name, f.predicate, f.object.name, f.value, f.unit) for f in found]
    assert len(keys) == len(set(keys))
    fast = extract(ARTICLE, load_resources(settings, fast=True), fast=True).proposals
    assert "language model" not in {fact.method for fact in fast}
