"""Options that are read before the command line is parsed, and the messages of failures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gaoxin.cli import run
from gaoxin.cli.failures import SHOWN_AT_MOST, document, report
from gaoxin.cli.invocation import read_ahead
from gaoxin.cli.terminal import INTERRUPTED
from gaoxin.errors import (
    AmbiguousName,
    BadUsage,
    GaoxinError,
    InvalidSource,
    MirrorUnavailable,
)
from gaoxin.model import Problem


@pytest.mark.parametrize(
    ("line", "rest", "language", "debug", "form"),
    [
        ("show x", "show x", None, False, "table"),
        ("--lang zh show x", "show x", "zh", False, "table"),
        ("show x --lang=en --debug", "show x", "en", True, "table"),
        ("show x --format json", "show x --format json", None, False, "json"),
        ("show x -f csv", "show x -f csv", None, False, "csv"),
        ("show --format=json x", "show --format=json x", None, False, "json"),
        ("show --lang fr x", "--lang fr show x", None, False, "table"),
        ("show --lang=fr x", "--lang=fr show x", None, False, "table"),
        ("search -- --lang zh --debug", "search -- --lang zh --debug", None, False, "table"),
        ("show x --lang", "--lang show x", None, False, "table"),
    ],
)
def test_read_ahead(line: str, rest: str, language: str | None, debug: bool, form: str) -> None:
    found = read_ahead(line.split())
    assert " ".join(found.arguments) == rest
    assert (found.language, found.debug, found.format) == (language, debug, form)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (GaoxinError("错。", "Wrong."), 1),
        (BadUsage("错。", "Wrong."), 2),
        (MirrorUnavailable("错。", "Wrong."), 3),
    ],
)
def test_status_and_sentence(
    error: GaoxinError, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(error, "table") == status
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "Error: Wrong.\n"


def test_error_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    problem = Problem("facts.csv", 12, "value", "12..5", "不是数字", "not a number")
    error = InvalidSource("不能用。", "Unusable.", [problem], file="facts.csv")
    assert report(error, "json") == 1
    told = capsys.readouterr()
    assert told.err == ""
    assert json.loads(told.out) == {
        "ok": False,
        "status": 1,
        "error": {
            "kind": "InvalidSource",
            "message": "Unusable.",
            "facts": {"file": "facts.csv"},
            "problems": [
                {
                    "file": "facts.csv",
                    "line": 12,
                    "column": "value",
                    "value": "12..5",
                    "zh": "不是数字",
                    "en": "not a number",
                }
            ],
        },
    }


def test_candidates_are_bounded(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"name": f"园区{n}", "key": f"zone/{n}"} for n in range(SHOWN_AT_MOST + 7)]
    report(AmbiguousName("可指许多。", "Many things.", candidates=rows), "table")
    told = capsys.readouterr().err
    assert told.count("zone/") == SHOWN_AT_MOST
    assert "and 7 more" in told


def test_candidates_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"name": "天津滨海高新区", "key": "zone/tianjin-binhai"},
        {"name": "北海高新区", "key": "zone/beihai"},
    ]
    error = AmbiguousName("可指两个。", "Two things.", candidates=rows)
    report(error, "table")
    told = capsys.readouterr().err
    assert "zone/beihai" in told
    assert document(error)["error"]["candidates"] == rows


def test_system_errors_are_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    absent = tmp_path / "absent" / "x.csv"
    with pytest.raises(OSError, match="absent") as raised:
        absent.write_text("x")
    assert report(raised.value, "table") == 1
    told = capsys.readouterr().err
    assert str(absent) in told
    assert "No such file" in told
    assert "Traceback" not in told


def test_mistakes_of_the_program_are_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(ZeroDivisionError("division by zero"), "json") == 1
    body = json.loads(capsys.readouterr().out)
    assert body["error"]["kind"] == "Unexpected"
    assert "--debug" in body["error"]["message"]


def test_debug_raises_what_was_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAOXIN_KEEP_PATCHES", "many")
    assert run(["config"]) == 2
    with pytest.raises(BadUsage):
        run(["config", "--debug"])


@pytest.mark.parametrize(
    ("line", "english", "chinese"),
    [
        ("shwo x", "did you mean gaoxin show?", "是否想用 gaoxin show？"),
        ("", "A command is missing", "没有写命令"),
        ("show", "Missing NAME", "缺少名称"),
        ("show a b", "Unexpected extra arguments: b", "多余的参数：b"),
        ("config --frmat json", "did you mean --format", "是否想用 --format"),
        ("config --format yaml", "'yaml' is not one of", "可选：table, json, csv, xlsx"),
        ("search x --limit 0", "for --limit: 0 is less than 1", "--limit 的值无法使用：0 小于 1。"),
        ("show x --year 10000", "10000 is more than 9999", "10000 大于 9999。"),
        ("show x --year 两年", "'两年' is not a whole number", "「两年」不是整数。"),
        ("show x --source", "'--source' requires an argument", "选项 --source 之后缺少它的值。"),
        ("show x --source", "See gaoxin show --help", "用法见 gaoxin show --help"),
        ("show x --all=1", "'--all' does not take a value", "选项 --all 不带值。"),
        ("cite x --accessed 明天", "--accessed: '明天' is no date", "--accessed：「明天」不是日期"),
        ("query zones/x city", "name=value, as place=江苏省", "名称=值，如 place=江苏省"),
        ("template x", "there are: enterprises,", "可用：企业、"),
        ("config --lang fr", "'fr' is not one of", "可选：zh, en"),
    ],
)
def test_wrong_usage_exits_2_in_both_languages(
    line: str, english: str, chinese: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for code, wanted in (("en", english), ("zh", chinese)):
        assert run(["--lang", code, *line.split()]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert wanted in told.err
        assert "Traceback" not in told.err


def test_wrong_usage_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "--format", "json"]) == 2
    body = json.loads(capsys.readouterr().out)
    assert body["ok"] is False
    assert body["status"] == 2
    assert body["error"]["kind"] == "BadUsage"


def test_interrupt_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("gaoxin.settings.read_settings", interrupted)
    assert run(["config"]) == INTERRUPTED
    assert capsys.readouterr().err == "Interrupted.\n"
