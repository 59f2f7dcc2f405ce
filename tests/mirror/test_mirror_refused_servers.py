"""Unusable settings and servers: one line, exit status 3, and nothing is written."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from neo4j import ManagedTransaction

from gaoxin.errors import MirrorUnavailable
from gaoxin.graph.mirror.database.neo4j_reader import Neo4jGraph
from gaoxin.graph.mirror.sync.run import mirror
from gaoxin.graph.mirror.sync.verify import verify
from gaoxin.loaders.load import load_paths
from gaoxin.neo4j import versions
from gaoxin.settings import Settings
from tests.fixtures.neo4j import Neo4jServer
from tests.fixtures.tables import write_sources, write_statements

pytestmark = pytest.mark.neo4j


def publish(settings: Settings, folder: Path, facts: int) -> None:
    rows = [f"企业{n}有限公司|Enterprise|locatedIn|{n % 7}号开发区|Zone" for n in range(facts)]
    load_paths(settings, [write_sources(folder), write_statements(folder, "one.csv", rows)])


def test_an_older_release_is_refused_before_anything_is_written(
    neo4j_server: Neo4jServer, graph: Neo4jGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is treated as too old; it is refused before the first write."""
    settings = neo4j_server.settings_for(tmp_path / "home")
    publish(settings, tmp_path, 10)
    monkeypatch.setattr(versions, "MINIMUM", (5, 99))
    for act in (mirror, verify):
        with pytest.raises(MirrorUnavailable, match=r"is too old \(Neo4j/5\.26\.") as refused:
            act(settings)
        assert "5.99" in refused.value.zh
    assert graph.rows("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_without_labels_as_parameters(
    neo4j_server: Neo4jServer, graph: Neo4jGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The queries for releases before 5.26 have the same effect."""
    settings = neo4j_server.settings_for(tmp_path / "home")
    monkeypatch.setattr(versions, "DYNAMIC_LABELS", (5, 99))
    assert not graph.has_dynamic_labels()
    sent: list[str] = []
    run = ManagedTransaction.run

    def watched(self: ManagedTransaction, query: str, *given: Any, **more: Any) -> Any:
        sent.append(query)
        return run(self, query, *given, **more)

    monkeypatch.setattr(ManagedTransaction, "run", watched)
    for facts in (30, 60):
        publish(settings, tmp_path, facts)
        mirror(settings, full=facts > 30)
        report = verify(settings)
        assert report.differences == []
        assert report.neo4j_digest == report.store_digest
    assert any("CREATE" in text for text in sent)
    assert not [text for text in sent if ":$(" in text]


WRONG = {
    "password": ({"NEO4J_PASSWORD": "wrong"}, "correct the password in NEO4J_PASSWORD"),
    "database": ({"NEO4J_DATABASE": "nope"}, "has no database named 'nope'"),
    "nobody": ({"NEO4J_URI": "bolt://127.0.0.1:{port}"}, "does not answer"),
    "name": ({"NEO4J_URI": "neo4j://nowhere.invalid"}, "host name"),
    "nothing": ({"NEO4J_URI": ""}, "gaoxin neo4j start"),
    "authorities": ({"NEO4J_CA": "nowhere.pem"}, "NEO4J_CA"),
}


@pytest.mark.parametrize("what", WRONG)
def test_the_command_says_it_in_a_line_and_exits_3(
    neo4j_server: Neo4jServer, tmp_path: Path, what: str
) -> None:
    settings = replace(neo4j_server.settings, home=tmp_path / "home")
    publish(settings, tmp_path, 5)
    changes, sentence = WRONG[what]
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))  # the port is in use, but nobody listens
        changes = {k: v.format(port=silent.getsockname()[1]) for k, v in changes.items()}
        done = subprocess.run(
            [sys.executable, "-m", "gaoxin", "mirror"],
            env=os.environ
            | neo4j_server.environment
            | {"GAOXIN_HOME": str(settings.home), "GAOXIN_LANG": "en", "COLUMNS": "1000"}
            | changes,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 3, done.stderr
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
