"""The description of the service: answers match it, and it is complete."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import given, settings
from pydantic import BaseModel
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gaoxin.service.documents.problem import ProblemDocument
from gaoxin.service.documents.questions import AskDocument, QueriesDocument, SavedQueryDocument
from gaoxin.service.documents.relations import (
    ChainDocument,
    CompareDocument,
    PathDocument,
    TimelineDocument,
)
from gaoxin.service.documents.searches import SearchDocument
from gaoxin.service.documents.service import ApiDocument
from gaoxin.service.documents.things import (
    CiteDocument,
    FactDocument,
    NeighborsDocument,
    ThingDocument,
)
from gaoxin.service.front.application import create_application
from gaoxin.service.front.openapi import description_of
from tests.fixtures.service import HTML

MODELS: dict[str, type[BaseModel]] = {
    "api": ApiDocument,
    "search": SearchDocument,
    "thing": ThingDocument,
    "neighbors": NeighborsDocument,
    "cite": CiteDocument,
    "path": PathDocument,
    "compare": CompareDocument,
    "chain": ChainDocument,
    "timeline": TimelineDocument,
    "ask": AskDocument,
    "queries": QueriesDocument,
    "saved_query": SavedQueryDocument,
}
EXAMPLES: dict[str, dict[str, Any]] = json.loads(
    Path("service/documents/examples.json").read_text("utf-8")
)
CONFORMANCE = (status_code_conformance, content_type_conformance, response_schema_conformance)
_EXAMPLES = 12
"""Requests that are made up for each route."""


def operations() -> list[Any]:
    """All operations that read, by the description of an application that does not run."""
    schema = schemathesis.openapi.from_dict(create_application().openapi())
    found: list[Any] = list(schema.get_all_operations())
    read = [each.ok() for each in found]
    return [operation for operation in read if operation.method.upper() == "GET"]


OPERATIONS = operations()


@pytest.fixture(scope="module")
def description(service: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = service.get("/openapi.json").json()
    return found


def described_fully(model: type[BaseModel], document: Any) -> None:
    """Check that the document fits the model, and has no member that the model lacks."""
    assert model.model_validate(document).model_dump(by_alias=True, exclude_unset=True) == document


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_example_is_an_answer_as_the_service_gives_it(service: httpx.Client, name: str) -> None:
    described_fully(MODELS[name], EXAMPLES[name]["document"])
    answer = service.get(EXAMPLES[name]["address"])
    assert answer.status_code == 200
    described_fully(MODELS[name], answer.json())


@pytest.mark.parametrize(
    ("model", "address"),
    [
        (ThingDocument, "/things/zone/tianjin-binhai"),
        (ThingDocument, "/things/source/article-002"),
        (ThingDocument, "/things/industry/sei-1.1"),
        (PathDocument, "/path"),
        (CompareDocument, "/compare"),
        (CompareDocument, "/compare?name=tjbhgxq&name=hfgxq&name=whdhgxq"),
        (ChainDocument, "/chain"),
        (ChainDocument, "/chain?name=新能源"),
        (TimelineDocument, "/timeline"),
        (AskDocument, "/ask"),
        (AskDocument, "/ask?q=鹰潭高新区1950年工业营收是多少"),
        (QueriesDocument, "/queries"),
        (SavedQueryDocument, "/queries/sources/who_says"),
        (ApiDocument, "/api"),
    ],
)
def test_every_member_of_an_answer_is_described(
    service: httpx.Client, model: type[BaseModel], address: str
) -> None:
    answer = service.get(address)
    assert answer.status_code == 200, answer.text
    described_fully(model, answer.json())


def test_fact_is_described(service: httpx.Client) -> None:
    cited = service.get("/things/zone/tianjin-binhai/cite?fact=figures").json()["facts"][0]
    described_fully(FactDocument, service.get(cited["link"]).json())


@pytest.mark.parametrize(
    "address",
    ["/path?from=bhgxq&to=hfgxq", "/things/zone/nowhere", "/search?limit=0", "/queries/a/b"],
)
def test_problem_is_described(service: httpx.Client, address: str) -> None:
    answer = service.get(address)
    assert answer.headers["content-type"] == "application/problem+json"
    described_fully(ProblemDocument, answer.json())


def test_every_lookup_has_an_example(description: dict[str, Any]) -> None:
    told = {
        operation["operationId"]: operation
        for path in description["paths"].values()
        for operation in path.values()
    }
    assert set(EXAMPLES) <= set(told)
    for name in EXAMPLES:
        assert "example" in told[name]["responses"]["200"]["content"]["application/json"]


def test_page_lists_every_route(service: httpx.Client, description: dict[str, Any]) -> None:
    page = service.get("/api", headers=HTML)
    assert len(description["paths"]) > 10
    for path in description["paths"]:
        assert path in page.text


def test_description_is_read_without_another_host(service: httpx.Client) -> None:
    page = service.get("/api", headers=HTML).text
    assert "//cdn" not in page
    assert "https://" not in page.partition("<main")[2].partition("</main>")[0]


def test_other_requests_go_on_while_the_description_is_made() -> None:
    async def turns() -> int:
        making = asyncio.create_task(description_of(create_application()))
        counted = 0
        while not making.done():
            await asyncio.sleep(0)
            counted += 1
        assert (await making)["paths"]
        return counted

    assert asyncio.run(turns()) > 20


def test_every_route_tells_how_it_fails(description: dict[str, Any]) -> None:
    for path in description["paths"].values():
        for operation in path.values():
            assert {"400", "404", "414", "503"} <= set(operation["responses"])


@pytest.mark.parametrize("path", ["/zones", "/industries", "/things", "/things/{kind}/{key}/view"])
def test_every_route_of_a_lookup_tells_its_forms(description: dict[str, Any], path: str) -> None:
    operation = description["paths"][path]["get"]
    assert "text/html" in operation["responses"]["200"]["content"]
    assert {"format", "lang"} <= {each["name"] for each in operation["parameters"]}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_generated_requests_are_answered_as_described(
    service: httpx.Client, operation: Any
) -> None:
    """Whatever is asked, the service does not fail, and answers as it is described."""
    tried = []

    @settings(max_examples=_EXAMPLES, deadline=None, database=None, derandomize=True)
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        tried.append(case)
        case.call_and_validate(
            base_url=str(service.base_url).rstrip("/"),
            checks=[no_fault, *CONFORMANCE],
        )

    ask()
    assert tried


def no_fault(context: Any, response: Any, case: Any) -> None:
    """The service may be busy or take too long on a slow machine; it must not fail."""
    assert response.status_code < 500 or response.status_code in (503, 504), response.text
