"""Options of the commands reach the layer that they are meant for."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gaoxin.cli import run
from gaoxin.cli.names import about
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.settings import Settings, read_settings
from tests.cli.conftest import Ask, Command, asking
from tests.fixtures.tables import write_sources, write_statements

COMPANIES = [f"星河{letter}公司" for letter in "abcdefghijklmnopqrstuvwxyz"]
BETWEEN = ["中一公司", "中二公司", "中三公司", "中四公司"]
ROWS = [
    *(f"{name}|Enterprise|locatedIn|大河高新区|Zone" for name in COMPANIES),
    *(f"起点公司|Enterprise|partnerOf|{name}|Enterprise" for name in BETWEEN),
    *(f"{name}|Enterprise|partnerOf|终点公司|Enterprise" for name in BETWEEN),
    "起点公司|Enterprise|locatedIn|小河高新区|Zone",
    "终点公司|Enterprise|locatedIn|小河高新区|Zone",
    "终点公司|Enterprise|partnerOf|远方公司|Enterprise",
    "大河高新区|Zone|hosts|双名|Platform",
    "大河高新区|Zone|partnerOf|双名|Enterprise",
    "大河高新区|Zone|hasIndustry|光伏|Industry|time=2024|qualifier=重点",
    "重名|Project|locatedIn|大河高新区|Zone",
    "甲乙院|Platform|alias|重名|",
    "丙丁公司|Enterprise|alias|重名|",
    "大河高新区|Zone|area|||value=5|unit=公顷|time=2020",
    "大河高新区|Zone|hasIndustry|风电|Industry|time=2024|qualifier=重点|unit=个",
]
THING = (
    "<https://w3id.org/gaoxin/id/enterprise/jia> a <https://w3id.org/gaoxin/ontology#Enterprise> ; "
    '<http://www.w3.org/2004/02/skos/core#prefLabel> "甲厂"@zh ; <https://e.example/likes> "x" .'
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("options")
    settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
    load_paths(settings, [write_sources(folder), write_statements(folder, "facts.csv", ROWS)])
    return settings


@pytest.fixture
def ask(in_home: Callable[[Path], Command], loaded: Settings) -> Ask:
    return asking(in_home(loaded.home))


def told(body: dict[str, Any], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in body["rows"]]


# -- looking things up --------------------------------------------------------------------


def test_search_gives_so_many_and_says_whether_there_are_more(ask: Ask) -> None:
    found = ask("search", "星河")
    assert (len(found["rows"]), found["truncated"]) == (20, True)
    scores = [row["score"] for row in found["rows"]]
    assert scores == sorted(scores, reverse=True)
    few = ask("search", "星河", "--limit", "3")
    assert (few["rows"], few["truncated"]) == (found["rows"][:3], True)
    every = ask("search", "星河", "-n", "1000")
    count = len(every["rows"])
    assert {row["name"] for row in every["rows"]} >= set(COMPANIES)
    assert every["truncated"] is False
    assert ask("search", "星河", "-n", str(count))["truncated"] is False
    assert ask("search", "星河", "-n", str(count - 1))["truncated"] is True


def test_search_among_one_class(ask: Ask) -> None:
    both = {row["type"] for row in ask("search", "双名")["rows"]}
    assert both >= {"Platform", "Enterprise"}
    assert {row["type"] for row in ask("search", "双名", "-t", "Platform")["rows"]} == {"Platform"}


@pytest.mark.parametrize("command", [["show", "大河高新区"], ["neighbors", "大河高新区"]])
def test_facts_and_neighbours_up_to_the_limit(command: list[str], ask: Ask) -> None:
    every = ask(*command)
    count = len(every["rows"])
    assert count >= len(COMPANIES)
    assert every["truncated"] is False
    assert every["about"] == {
        "name": "大河高新区",
        "type": "Zone",
        "iri": every["about"]["iri"],
        "key": every["about"]["key"],
    }
    for limit in (1, count - 1, count, count + 1):
        body = ask(*command, "--limit", str(limit))
        assert body["rows"] == every["rows"][:limit]
        assert body["truncated"] == (limit < count)


def test_inferred_echoes_are_shown_if_asked(ask: Ask) -> None:
    def relations(*more: str) -> set[str]:
        return {row["predicate"] for row in ask("show", "双名", "-t", "Platform", *more)["rows"]}

    assert "hostedBy" not in relations()
    assert "hostedBy" in relations("--all")


def test_a_name_of_two_things(ask: Ask) -> None:
    one = ask("show", "双名", "--type", "Enterprise")
    assert one["about"]["type"] == "Enterprise"
    assert "notes" not in one
    error = ask("show", "双名")["error"]
    assert error["kind"] == "AmbiguousName"
    assert {row["type"] for row in error["candidates"]} == {"Platform", "Enterprise"}
    assert ask("neighbors", "双名", "-t", "Platform")["about"]["type"] == "Platform"
    assert ask("neighbors", "双名")["status"] == 1


def test_others_of_the_same_name_are_named(ask: Ask) -> None:
    body = ask("show", "重名")
    assert body["about"]["type"] == "Project"
    (note,) = body["notes"]
    assert re.fullmatch(
        r"Also of this name: (甲乙院 \(platform/\S+\), 丙丁公司 \(enterprise/\S+\)"
        r"|丙丁公司 \(enterprise/\S+\), 甲乙院 \(platform/\S+\))\.",
        note,
    )
    assert "notes" not in ask("show", "重名", "-t", "Project")
    (row,) = ask("reconcile", "重名")["rows"]
    assert (row["match"], len(row["candidates"])) == ("one", 2)


def test_only_the_relations_asked_for(ask: Ask) -> None:
    def relations(*names: str) -> set[str]:
        options = [part for name in names for part in ("--relation", name)]
        return {r["predicate"] for r in ask("neighbors", "大河高新区", *options)["rows"]}

    assert relations() == {"locatedIn", "hosts", "partnerOf", "hasIndustry"}
    assert relations("hosts") == {"hosts"}
    assert relations("hosts", "hasIndustry") == {"hosts", "hasIndustry"}
    assert relations("hasIndustry", "locatedIn") == {"hasIndustry", "locatedIn"}
    assert ask("neighbors", "大河高新区", "-r", "noSuch")["error"]["kind"] == "UnknownTerm"


def test_what_two_things_share(ask: Ask) -> None:
    pair = ["neighbors", "起点公司", "--with", "终点公司"]
    assert {name for (name,) in told(ask(*pair), "name")} == {*BETWEEN, "小河高新区"}
    assert told(ask(*pair, "-r", "locatedIn"), "name") == [("小河高新区",)]
    cut = ask(*pair, "-n", "2")
    assert (len(cut["rows"]), cut["truncated"]) == (2, True)
    assert ask(*pair, "-n", "5")["truncated"] is False


def test_paths_by_count_hops_and_relation(ask: Ask) -> None:
    def found(*more: str) -> set[int]:
        return {row["path"] for row in ask("path", "起点公司", "终点公司", *more)["rows"]}

    assert found() == {1, 2, 3}
    assert found("--count", "1") == {1}
    assert found("-k", "5") == {1, 2, 3, 4, 5}
    assert found("--max-hops", "1") == set()
    assert found("--max-hops", "2") == {1, 2, 3}
    only = ask("path", "起点公司", "终点公司", "-r", "locatedIn")
    assert told(only, "step", "from", "to") == [
        (1, "起点公司", "小河高新区"),
        (2, "小河高新区", "终点公司"),
    ]
    back = ask("path", "终点公司", "起点公司", "-r", "locatedIn")
    assert told(back, "step", "from", "to") == [
        (1, "终点公司", "小河高新区"),
        (2, "小河高新区", "起点公司"),
    ]
    far = ask("path", "起点公司", "远方公司", "--max-hops", "3", "-k", "1")
    assert [step for (step,) in told(far, "step")] == [1, 2, 3]
    assert ask("path", "起点公司", "远方公司", "--max-hops", "2")["rows"] == []


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["search", "星河", "-n", "0"], 2),
        (["search", "星河", "-n", "1"], 0),
        (["path", "起点公司", "终点公司", "--max-hops", "0"], 2),
        (["path", "起点公司", "终点公司", "--max-hops", "1"], 0),
        (["path", "起点公司", "终点公司", "--max-hops", "8"], 0),
        (["path", "起点公司", "终点公司", "--max-hops", "9"], 2),
        (["path", "起点公司", "终点公司", "-k", "0"], 2),
        (["path", "起点公司", "终点公司", "-k", "1"], 0),
        (["path", "起点公司", "终点公司", "-k", "100"], 0),
        (["path", "起点公司", "终点公司", "-k", "101"], 2),
    ],
)
def test_bounds_of_numbers(arguments: list[str], status: int, ask: Ask) -> None:
    assert ask(*arguments).get("status", 0) == status


def test_names_are_matched_one_by_one(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "names.csv"
    table.write_text("no,firm\n1,起点公司\n2, \n3,双名\n", encoding="utf-8")
    body = ask("reconcile", "小河高新区", "无此名称甲乙丙", "--file", str(table), "-c", "firm")
    assert told(body, "text", "match", "name", "type") == [
        ("小河高新区", "one", "小河高新区", "Zone"),
        ("无此名称甲乙丙", "none", "", ""),
        ("起点公司", "one", "起点公司", "Enterprise"),
        ("双名", "many", "", ""),
    ]
    assert body["notes"] == ["2 matched, 1 ambiguous, 1 not found."]
    one, none, _, many = body["rows"]
    assert (one["key"].startswith("zone/"), one["iri"].endswith(one["key"])) == (True, True)
    assert (one["candidates"], none["key"], none["iri"], none["score"]) == ([], "", "", None)
    assert one["score"] == 100.0
    assert len(many["candidates"]) == 2
    assert many["candidates"][0].startswith("双名 (")
    (row,) = ask("reconcile", "双名", "-t", "Platform")["rows"]
    assert (row["match"], row["type"]) == ("one", "Platform")
    single = tmp_path / "single.csv"
    single.write_text("firm\n起点公司\n", encoding="utf-8")
    assert told(ask("reconcile", "--file", str(single)), "text") == [("起点公司",)]
    monkeypatch.setattr("sys.stdin", io.StringIO("终点公司\n\n  小河高新区 \n"))
    assert told(ask("reconcile", "--file", "-"), "text") == [("终点公司",), ("小河高新区",)]
    unknown = tmp_path / "unknown.csv"
    unknown.write_text("no,kk\n1,起点公司\n", encoding="utf-8")
    wrong = ask("reconcile", "--file", str(unknown))
    assert (wrong["status"], "no, kk" in wrong["error"]["message"]) == (2, True)
    assert ask("reconcile")["status"] == 2


def test_what_the_name_index_does_not_know_has_an_iri_and_a_short_name(loaded: Settings) -> None:
    iri = "https://w3id.org/gaoxin/ontology#likes"
    generation = Store(loaded).read()
    assert about(generation, iri) == {"name": generation.names.name_of(iri), "iri": iri}
    assert about(generation, iri)["name"]


def test_the_line_above_a_table_names_the_thing(
    ask: Ask, loaded: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", "光伏", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["光伏", "产业"]
    assert run(["neighbors", "光伏", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("光伏 · 产业")


@pytest.mark.parametrize(
    ("command", "headings"),
    [
        (["reconcile", "双名", "起点公司"], "text match name key score reason candidates"),
    ],
)
def test_which_columns_a_table_shows(
    command: list[str],
    headings: str,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run([*command, "--lang", "en"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert headings.split() in lines


@pytest.mark.parametrize(
    ("command", "header"),
    [
        ("search", "name,type,key,form,score,iri"),
        ("reconcile", "text,match,name,type,key,iri,score,reason,candidates"),
    ],
)
def test_which_columns_csv_has(
    command: str, header: str, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "双名", "--format", "csv"]) == 0
    assert capsys.readouterr().out.lstrip("\ufeff").splitlines()[0] == header
    row = ask(command, "起点公司")["rows"][0]
    assert set(row) == set(header.split(","))


# -- loading ------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["load", "validate"])
def test_foreign_terms_are_kept_only_if_asked(command: str, program: Ask, tmp_path: Path) -> None:
    assert program("load", str(write_sources(tmp_path)))["about"]["generation"] == 1
    file = tmp_path / "foreign.ttl"
    file.write_text(THING, encoding="utf-8")
    given = [command, str(file), "--source", "paper-a"]
    refused = program(*given)
    assert refused["status"] == 1
    assert "--keep-foreign" in refused["error"]["problems"][0]["en"]
    kept = program(*given, "--keep-foreign")
    assert kept["about"]["added"] > 0
    assert kept["about"]["changed"] is (command == "load")
    without = program(command, str(file), "--keep-foreign")
    assert without.get("status") == 1, "an RDF file needs a source"


@pytest.mark.parametrize("command", ["load", "validate"])
def test_a_dataset_of_another_file_is_replaced_only_if_asked(
    command: str, program: Ask, tmp_path: Path
) -> None:
    tables = []
    for year in ("2024", "2025"):
        (tmp_path / year).mkdir()
        rows = [f"甲厂{year}|Enterprise|locatedIn|某高新区|Zone"]
        tables.append(str(write_statements(tmp_path / year, "firms.csv", rows)))
    program("load", str(write_sources(tmp_path)), tables[0])
    refused = program(command, tables[1])
    assert refused["status"] == 2
    assert "--replace" in refused["error"]["message"]
    replaced = program(command, tables[1], "--replace")["about"]
    assert (replaced["added"] > 0, replaced["removed"] > 0) == (True, True)
    found = program("search", "甲厂2025")["rows"][0]["name"]
    assert (found == "甲厂2025") == (command == "load")


@pytest.mark.parametrize("command", ["load", "validate"])
def test_a_dataset_has_the_key_that_is_given(command: str, program: Ask, tmp_path: Path) -> None:
    program("load", str(write_sources(tmp_path)))
    rows = ["甲厂|Enterprise|locatedIn|某高新区|Zone"]
    table = str(write_statements(tmp_path, "firms.csv", rows))
    assert {r["dataset"] for r in program(command, table)["rows"]} == {"firms"}
    assert {r["dataset"] for r in program(command, table, "--dataset", "own")["rows"]} == {"own"}


def test_loading_tells_how_many_things_are_new(program: Ask, tmp_path: Path) -> None:
    rows = ["甲厂|Enterprise|locatedIn|某高新区|Zone"]
    program("load", str(write_sources(tmp_path)), str(write_statements(tmp_path, "a.csv", rows)))
    rows = ["乙所|Organization|locatedIn|某高新区|Zone"]
    table = str(write_statements(tmp_path, "b.csv", rows))
    assert program("load", table)["new"] == [{"type": "Organization", "new": 1}]
    assert "new" not in program("load", table)


def test_what_loading_and_removing_report(program: Ask, tmp_path: Path) -> None:
    sources = str(write_sources(tmp_path))
    rows = ["甲厂|Enterprise|locatedIn|某高新区|Zone"]
    table = str(write_statements(tmp_path, "firms.csv", rows))
    checked = program("validate", sources, table)
    count = checked["about"]["added"]
    assert checked["notes"] == [f"No problems; loading would add {count:,} quads and remove 0."]
    loaded = program("load", sources, table)
    assert loaded["about"] == {
        "generation": 1,
        "changed": True,
        "added": count,
        "removed": 0,
        "retranslated": loaded["about"]["retranslated"],
        "skipped": 0,
    }
    assert loaded["notes"] == [f"Published generation 1: {count:,} quads added, 0 removed."]
    again = program("load", sources, table)
    assert (again["about"]["changed"], again["about"]["generation"]) == (False, 1)
    assert again["notes"] == ["Nothing changed: still generation 1."]
    removed = program("remove", "firms")
    gone = removed["about"]["removed"]
    assert removed["rows"] == [{"dataset": "firms", "status": "removed", "removed": gone}]
    assert (removed["about"]["generation"], removed["about"]["added"], gone > 0) == (2, 0, True)
    assert removed["notes"] == [
        "To undo this: gaoxin rollback 1.",
        f"Published generation 2: 0 quads added, {gone:,} removed.",
    ]
    assert program("remove", "firms")["status"] == 1
