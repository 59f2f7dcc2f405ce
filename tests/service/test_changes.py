"""What came, went and changed between generations over HTTP: document, page, feed, filters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from gaoxin.loaders.load import load_paths
from gaoxin.settings import Settings
from tests.fixtures.changing_rows import FIRST, SECOND
from tests.fixtures.homes import home_at
from tests.fixtures.service import facet, page, read, running_service
from tests.fixtures.tables import write_sources, write_statements

HOSTILE = "丙<厂>|Enterprise|operatesIn|光伏|Industry"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with three generations: sources, the first rows, the second ones."""
    folder = tmp_path_factory.mktemp("changes")
    found = home_at(folder / "home")
    load_paths(found, [write_sources(folder)])
    for rows in (FIRST, [*SECOND, HOSTILE]):
        load_paths(found, [write_statements(folder, "facts.csv", rows)])
    return found


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[httpx.Client]:
    with running_service(settings.home) as found:
        found.headers["accept-language"] = "zh"
        yield found


def told(document: dict[str, Any]) -> set[tuple[str, str, str, str]]:
    return {(r["change"], r["subject"], r["relation"], r["value"]) for r in document["rows"]}


def test_last_change_is_told_with_what_was_before(client: httpx.Client) -> None:
    document = read(client, "/changes")
    assert (document["from"], document["to"]) == (2, 3)
    assert ("came", "甲厂", "从事产业", "风电") in told(document)
    assert ("went", "甲厂", "从事产业", "光伏") in told(document)
    changed = next(row for row in document["rows"] if row["change"] == "changed")
    assert "12" in changed["value"]
    assert "10" in changed["earlier"]
    assert changed["marks"]
    title = document["sources"][0]["title"]
    assert title
    assert facet(document, "source")[document["sources"][0]["key"]]["label"] == title
    assert read(client, changed["subject_link"])["name"] == "甲厂"


def test_facts_are_narrowed_to_a_thing_a_class_and_a_kind(client: httpx.Client) -> None:
    by_thing = read(client, "/changes", thing="丙<厂>")
    assert by_thing["rows"]
    assert {row["subject"] for row in by_thing["rows"]} == {"丙<厂>"}
    assert by_thing["about"]["name"] == "丙<厂>"
    by_class = read(client, "/changes", **{"class": "产业", "change": "came"})
    assert ("came", "甲厂", "从事产业", "风电") in told(by_class)
    assert {row["change"] for row in by_class["rows"]} == {"came"}
    assert not any(row["relation"] == "营业收入" for row in by_class["rows"])


def test_rows_of_a_saved_query_are_compared(client: httpx.Client) -> None:
    document = read(client, "/changes", query="enterprises/in_industry", industry="光伏")
    assert {(row["change"], row["subject"]) for row in document["rows"]} == {
        ("came", "丙<厂>"),
        ("went", "甲厂"),
    }


def test_the_other_way_round_what_came_went(client: httpx.Client) -> None:
    document = read(client, "/changes?from=3&to=2")
    assert ("went", "甲厂", "从事产业", "风电") in told(document)


def test_the_first_generation_has_nothing_before_it(client: httpx.Client) -> None:
    document = read(client, "/changes", to=1)
    assert document["rows"] == []
    assert "第一代" in document["notes"][0]


def test_a_generation_that_does_not_exist_is_refused(client: httpx.Client) -> None:
    response = client.get("/changes", params={"from": 1, "to": 99})
    assert (response.status_code, response.json()["title"]) == (404, "NoGeneration")


def test_page_links_the_feed_and_escapes_names(client: httpx.Client) -> None:
    assert 'type="application/atom+xml"' in page(client, "/changes", thing="甲厂")
    whole = page(client, "/changes")
    assert "丙&lt;厂&gt;" in whole
    assert "丙<厂>" not in whole


def feed(client: httpx.Client, **parameters: str) -> ElementTree.Element:
    response = client.get("/changes", params={**parameters, "format": "atom"})
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def test_feed_has_an_entry_for_each_change(client: httpx.Client) -> None:
    root = feed(client)
    entries = root.findall("a:entry", ATOM)
    assert len(entries) >= 2
    for one in (root, *entries):
        for name in ("id", "title", "updated"):
            assert one.findtext(f"a:{name}", "", ATOM), name
    newest = entries[0]
    assert newest.findtext("a:updated", "", ATOM) == root.findtext("a:updated", "", ATOM)
    content = newest.findtext("a:content", "", ATOM)
    assert "风电" in content
    assert "丙&lt;厂&gt;" in content
    link = newest.find("a:link", ATOM)
    assert link is not None
    assert read(client, link.get("href", ""))["to"] == 3


def test_identifiers_of_entries_are_stable_and_differ_by_filter(client: httpx.Client) -> None:
    def identifiers(**parameters: str) -> list[str]:
        found = feed(client, **parameters).findall("a:entry", ATOM)
        return [one.findtext("a:id", "", ATOM) for one in found]

    whole = identifiers()
    assert len(set(whole)) == len(whole)
    assert identifiers(lang="en") == whole
    assert set(identifiers(thing="甲厂")).isdisjoint(whole)
    assert len(identifiers(thing="丙<厂>")) == 1, "only where it changed"


def test_reader_of_a_feed_is_told_that_nothing_is_new(
    client: httpx.Client,
) -> None:
    first = client.get("/changes?format=atom")
    known = {"if-none-match": first.headers["etag"]}
    assert client.get("/changes?format=atom", headers=known).status_code == 304
    since = {"if-modified-since": first.headers["last-modified"]}
    assert client.get("/changes?format=atom", headers=since).status_code == 304
