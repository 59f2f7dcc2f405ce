"""Each command that reads the store, on the project's own data."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command, asking

ZONE = "天津滨海高新区"


def document(gaoxin: Command, *arguments: str) -> dict[str, Any]:
    body = asking(gaoxin)(*arguments)
    assert body["ok"] is True, body
    assert isinstance(body["truncated"], bool)
    return body


READING: list[tuple[list[str], list[str]]] = [
    (["show", ZONE], ["direction", "predicate", "name", "iri", "source", "grade"]),
    (["search", "光伏"], ["name", "type", "key", "iri", "score"]),
    (["reconcile", ZONE, "bhgxq"], ["text", "match", "key", "score", "candidates"]),
    (["neighbors", ZONE], ["direction", "predicate", "name", "iri"]),
    (["neighbors", ZONE, "--with", "合肥高新区"], ["name", "iri", "relations_a", "relations_b"]),
    (["path", ZONE, "合肥高新区"], ["path", "step", "from", "predicate", "to"]),
    (["chain", "新能源"], ["industry", "zone", "leading", "status", "source", "zone_iri"]),
    (["timeline", ZONE], ["time", "start", "section", "label", "name", "source"]),
    (["compare", ZONE, "合肥高新区"], ["row", "section", "item", "shared", "thing", "source"]),
    (["query", "industries_of_zone", f"zone={ZONE}"], ["industry", "leading", "source"]),
    (["queries"], ["name", "title", "parameters"]),
    (["queries", "合肥高新区老大是谁"], ["name", "title", "command", "parameters"]),
    (["sparql", "SELECT ?z WHERE { ?z a gx:NationalZone } LIMIT 3"], ["z"]),
    (["stats"], ["kind", "name", "label", "count"]),
    (["sources"], ["source", "confidence", "title", "quads", "datasets"]),
    (["sources", "--weak", "-n", "5"], ["subject", "predicate", "object", "confidence", "sources"]),
    (["log"], ["generation", "current", "time", "digest"]),
    (["diff", "1", "1"], []),
    (["doctor"], ["check", "status", "detail"]),
    (["config"], ["setting", "value", "from", "variable"]),
]
IDS = [" ".join(arguments[:3]) for arguments, _ in READING]


@pytest.mark.parametrize(("arguments", "columns"), READING, ids=IDS)
def test_command_in_every_form(
    arguments: list[str], columns: list[str], gaoxin: Command, tmp_path: Path
) -> None:
    rows = document(gaoxin, *arguments)["rows"]
    assert rows or not columns
    for column in columns:
        assert all(column in row for row in rows), column

    status, text, _ = gaoxin(*arguments, "--format", "csv")
    assert status == 0
    written = list(csv.DictReader(io.StringIO(text)))
    assert len(written) == len(rows)

    for code in ("zh", "en"):
        status, text, _ = gaoxin(*arguments, "--lang", code)
        assert status == 0
        assert text.strip()

    target = tmp_path / "answer.xlsx"
    assert gaoxin(*arguments, "-o", str(target))[0] == 0
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "name",
    [
        "滨海高新区",
        "tianjin binhai gaoxinqu",
        "tjbhgxq",
        "天津高新區",
        "zone/tianjin-binhai",
        "https://w3id.org/gaoxin/id/zone/tianjin-binhai",
    ],
)
def test_names_as_people_write_them(name: str, gaoxin: Command) -> None:
    assert document(gaoxin, "show", name)["about"]["key"] == "zone/tianjin-binhai"


def test_ambiguous_name_lists_its_candidates(gaoxin: Command) -> None:
    status, out, err = gaoxin("show", "bhgxq")
    assert (status, out) == (1, "")
    assert "zone/beihai" in err
    assert "zone/tianjin-binhai" in err
    status, out, err = gaoxin("show", "bhgxq", "--format", "json")
    error = json.loads(out)["error"]
    assert (status, error["kind"], err) == (1, "AmbiguousName", "")
    assert {row["key"] for row in error["candidates"]} >= {"zone/beihai", "zone/tianjin-binhai"}


@pytest.mark.parametrize(
    ("arguments", "status", "kind"),
    [
        (["show", "没有这样的名称"], 1, "UnresolvedName"),
        (["path", ZONE, "没有这样的名称"], 1, "UnresolvedName"),
        (["neighbors", ZONE, "--relation", "hasIndustri"], 1, "UnknownTerm"),
        (["query", "industries_of_zon"], 1, "UnknownQuery"),
        (["query", "industries_of_zone", "zon=x"], 1, "BadParameter"),
        (["query", "industries_of_zone", "zone=a", "zone=b"], 2, "BadUsage"),
        (["query", "industries_of_zone"], 1, "BadParameter"),
        (
            ["query", "industries_of_zone", f"zone={ZONE}", "--engine", "cypher"],
            3,
            "MirrorUnavailable",
        ),
        (["sparql", "SELECT ?x WHERE {"], 1, "QueryFailed"),
        (
            ["sparql", "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"],
            1,
            "QueryFailed",
        ),
        (["sparql", "no-such-file.rq"], 2, "BadUsage"),
        (["diff", "1", "99"], 1, "NoGeneration"),
        (["rollback", "99"], 1, "NoGeneration"),
        (["remove", "article-099"], 1, "BadParameter"),
        (["load", "no-such-file.csv"], 1, "InvalidSource"),
        (["validate", "no-such-file.csv"], 1, "InvalidSource"),
        (["reconcile"], 2, "BadUsage"),
        (["mirror"], 3, "MirrorUnavailable"),
        (["mirror", "--verify"], 3, "MirrorUnavailable"),
        (["mirror", "--verify", "--full"], 2, "BadUsage"),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, list) else None,
)
def test_errors_have_one_shape(
    arguments: list[str], status: int, kind: str, gaoxin: Command
) -> None:
    found, out, err = gaoxin(*arguments, "--format", "json")
    body = json.loads(out)
    assert (found, err) == (status, "")
    assert set(body) == {"ok", "error", "status"}
    assert body["ok"] is False
    assert body["status"] == status
    assert set(body["error"]) - {"problems", "candidates", "notes"} == {
        "kind",
        "message",
        "facts",
    }
    assert body["error"]["kind"] == kind

    found, out, english = gaoxin(*arguments)
    assert (found, out) == (status, "")
    _, _, chinese = gaoxin("--lang", "zh", *arguments)
    for told in (english, chinese):
        assert "Traceback" not in told
        assert len(told.splitlines()[0]) < 600
    assert english.startswith("Error: ")
    assert chinese.startswith("错误：")


@pytest.mark.parametrize("command", ["show x", "stats", "log", "sparql ASK{}", "view x", "diff 1"])
def test_empty_home_says_what_to_do(
    command: str, gaoxin: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAOXIN_HOME", str(tmp_path / "empty"))
    status, out, err = gaoxin(*command.split())
    assert (status, out) == (1, "")
    assert "gaoxin load" in err
    assert not (tmp_path / "empty").exists()


def test_view_writes_a_page(gaoxin: Command, tmp_path: Path) -> None:
    target = tmp_path / "天津.html"
    row = document(gaoxin, "view", ZONE, "--depth", "1", "-o", str(target))["rows"][0]
    assert row["file"] == str(target)
    assert row["nodes"] > 20
    assert "<html" in target.read_text(encoding="utf-8")


def test_view_says_what_it_leaves_out(gaoxin: Command, tmp_path: Path) -> None:
    status, _, err = gaoxin("view", ZONE, "-n", "5", "-o", str(tmp_path / "x.html"))
    assert status == 0
    assert "left out" in err


def test_view_is_named_after_the_thing(
    gaoxin: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert gaoxin("view", ZONE)[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["zone-tianjin-binhai.html"]


@pytest.mark.parametrize(
    ("ending", "beginning"),
    [
        ("csv", "subject,"),
        ("ttl", "@prefix"),
        ("nq", "<"),
        ("jsonld", ""),
        ("graphml", "<?xml"),
        ("gexf", "<?xml"),
    ],
)
def test_export_by_the_ending_of_the_file(
    ending: str, beginning: str, gaoxin: Command, tmp_path: Path
) -> None:
    target = tmp_path / f"x.{ending}"
    arguments = [] if ending in ("graphml", "gexf") else ["--source", "article-001"]
    status, out, err = gaoxin("export", "-o", str(target), *arguments)
    assert (status, out) == (0, ""), err
    text = target.read_text(encoding="utf-8-sig")
    assert text.startswith(beginning)
    assert len(text) > 1000
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_export_needs_a_form(gaoxin: Command) -> None:
    status, _, err = gaoxin("export")
    assert status == 2
    assert "graphml" in err


def test_reconcile_a_column(gaoxin: Command, tmp_path: Path) -> None:
    table = tmp_path / "zones.csv"
    table.write_text("no,zone\n1,滨海高新区\n2,合肥高新区\n3,没有\n", encoding="gb18030")
    rows = document(gaoxin, "reconcile", "--file", str(table), "--column", "zone")["rows"]
    assert [row["match"] for row in rows] == ["one", "one", "none"]
    assert [row.get("key") for row in rows[:2]] == ["zone/tianjin-binhai", "zone/hefei"]
    status, _, err = gaoxin("reconcile", "--file", str(table), "--column", "zones")
    assert status == 2
    assert "no, zone" in err


def test_sparql_from_a_file_and_from_standard_input(
    gaoxin: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "SELECT (COUNT(*) AS ?n) WHERE { ?z a gx:NationalZone }"
    query = tmp_path / "count.rq"
    query.write_text("\N{BYTE ORDER MARK}" + text, encoding="utf-8")
    assert document(gaoxin, "sparql", str(query))["rows"] == [{"n": 178}]
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert document(gaoxin, "sparql")["rows"] == [{"n": 178}]


def test_secrets_are_hidden(gaoxin: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "correct horse")
    for form in ("table", "json", "csv"):
        status, out, err = gaoxin("config", "--format", form)
        assert status == 0
        assert "correct horse" not in out + err
        assert "***" in out


def test_limit_is_said_aloud(gaoxin: Command) -> None:
    body = document(gaoxin, "search", "高新", "-n", "3")
    assert len(body["rows"]) == 3
    assert body["truncated"] is True
    assert "Truncated" in gaoxin("search", "高新", "-n", "3")[2]
