"""The queries shown below an answer give this answer when they are run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks.answers import QUESTIONS, read_questions
from gaoxin.answers.answering import answer
from gaoxin.answers.fact_file import FactFile, open_facts
from gaoxin.answers.replies import Reply
from gaoxin.graph.mirror.sync.run import mirror
from gaoxin.graph.store.generation import Generation
from gaoxin.neo4j.connection import driver
from gaoxin.neo4j.endpoint import endpoint_in_use
from gaoxin.settings import Settings
from tests.fixtures.neo4j import Neo4jServer

COLLOQUIAL = QUESTIONS.parent.parent / "benchmarks" / "questions.csv"


@pytest.fixture(scope="module")
def facts(shipped: Generation) -> FactFile:
    """The file of facts of the project's data."""
    return open_facts(shipped)


def rendered(path: Path, facts: FactFile) -> list[tuple[str, Reply]]:
    """The questions whose answers come with queries."""
    asked = ((question.text, answer(facts, question.text)) for question in read_questions(path))
    return [(text, reply) for text, reply in asked if reply.ok and reply.sparql]


def told(reply: Reply) -> set[str]:
    return {plain(str(row["answer"])) for row in reply.rows if not row.get("described")}


def plain(text: str) -> str:
    """Numbers in one form."""
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


@pytest.mark.parametrize("path", [QUESTIONS, COLLOQUIAL], ids=["given", "colloquial"])
def test_sparql(path: Path, facts: FactFile, shipped: Generation, chinese: None) -> None:
    replies = rendered(path, facts)
    assert len(replies) > 50
    for text, reply in replies:
        found = shipped.store.query(reply.sparql)
        values = [solution[0].value for solution in found]  # type: ignore[union-attr]
        assert {plain(name) for name in names(values, shipped)} == told(reply), text


def names(values: Iterable[str], generation: Generation) -> set[str]:
    """Chinese names of the things among the values, and the other values as they are."""
    query = "SELECT name FROM thing WHERE iri = ?"
    found = set()
    for value in values:
        row = generation.names.connection.execute(query, (value,)).fetchone()
        found.add(row[0] if row else value)
    return found


@pytest.mark.neo4j
def test_cypher(
    facts: FactFile, neo4j_server: Neo4jServer, shipped_settings: Settings, chinese: None
) -> None:
    served = neo4j_server.settings_for(shipped_settings.home)
    neo4j_server.empty()
    mirror(served)
    replies = rendered(QUESTIONS, facts)
    assert len(replies) > 50
    database = endpoint_in_use(served).database
    wrong = []
    with driver(served) as opened:
        for text, reply in replies:
            records, _, _ = opened.execute_query(reply.cypher, database_=database)
            if {plain(str(record[0])) for record in records} != told(reply):
                wrong.append((text, reply.cypher))
    assert not wrong
