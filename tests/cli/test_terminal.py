"""Foreign texts can neither control a terminal nor become formulas, in any output."""

from __future__ import annotations

import ast
import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest

import gaoxin
from gaoxin import __version__
from gaoxin.cli import run
from gaoxin.cli.answers import print_answer
from gaoxin.cli.app import build_command
from gaoxin.cli.terminal import tell, visible_json
from gaoxin.formulas import is_formula
from gaoxin.model import Answer
from gaoxin.shell_words import shell_word
from gaoxin.visible import visible

HOSTILE = {
    "colour": "\x1b[31mred",
    "title": "\x1b]0;pwned\x07",
    "c1": "\x9b31mred",
    "return": "safe\rerased",
    "newline": "one\nError: two",
    "backspace": "abc\x08\x08\x08xyz",
    "bidi": "\u202egnp.exe",
    "isolate": "\u2066a\u2069",
    "invisible": "高\u200b新区",
    "separator": "a\u2028b",
    "paragraph": "a\u2029b",
    "surrogate": "a\udcffb",
    "delete": "a\x7fb",
}
COMMANDS = Path(gaoxin.__file__).parent / "cli"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GAOXIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")


def hidden(text: str) -> set[str]:
    """The characters of ``text`` that no output may contain."""
    return {
        character
        for character in text
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        and character not in "\n\t"
    }


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_shown_as_escapes(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert not hidden(visible(text))
    assert "\n" not in visible(text)
    tell(text)
    told = capsys.readouterr().err
    assert not hidden(told)
    assert told.count("\n") == 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_no_answer_holds_a_control_character(
    text: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"name": text, "sources": [text], "more": {text: text}}
    print_answer(Answer(list(row), [row], notes=[text]), form, title=text, about={"x": text})
    told = capsys.readouterr()
    assert not hidden(told.out + told.err)
    if form == "json":
        assert json.loads(told.out)["rows"][0]["name"] == text


def test_json_stays_the_same_document() -> None:
    document = json.dumps(list(HOSTILE.values()), ensure_ascii=False)
    assert json.loads(visible_json(document)) == list(HOSTILE.values())
    assert not hidden(visible_json(document))


def names_of_commands() -> list[list[str]]:
    root = build_command()
    found = []
    for name, entry in root.commands.items():
        if hasattr(entry, "commands"):
            found += [[name, inner] for inner in entry.commands if inner != "start"]
        else:
            found.append([name])
    assert len(found) > 20
    return found


@pytest.mark.parametrize("command", names_of_commands(), ids=" ".join)
@pytest.mark.parametrize("form", [[], ["--format", "json"]], ids=["text", "json"])
def test_no_command_repeats_control_characters_of_its_arguments(
    command: list[str], form: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = tmp_path / "\x1b[31m\u202ex\x9b.csv"
    name.write_text("subject,object\n\x1b]0;x\x07,b\n", encoding="utf-8")
    for argument in (str(name), "\x1b[31m\u202e\x9b", "--\x1b[31m=\x07"):
        run([*command, argument, *form])
        told = capsys.readouterr()
        assert told.out or told.err
        assert not hidden(told.out + told.err), argument


def test_only_one_module_writes() -> None:
    """Code that prints in another way would not escape control characters."""
    wrong = []
    files = sorted(COMMANDS.glob("*.py"))
    assert len(files) > 15
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("print", "typer.echo"):
                argument = ast.unparse(node.args[0])
                if path.name != "terminal.py" and not argument.startswith(
                    ("visible_json(", "f'gaoxin {__version__}'")
                ):
                    wrong.append(f"{path.name}:{node.lineno}: {argument}")
    assert wrong == []


FORMULAS = [
    '=HYPERLINK("x")',
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "＝1",
    "＋1+1",
    "－1-1",
    "＠x",
    "-",
    "=",
    "+-1",
    "-1abc",
]
NUMBERS = [
    "-5",
    "+3",
    "-1.5",
    "-1,234.50",
    "-3%",
    "+0.5％",
    "-1e5",
    "−5",
    "5",
    "0",
    "甲",
    "",
    "'=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_get_an_apostrophe(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert is_formula(text)
    print_answer(Answer(["a"], [{"a": text}]), "csv")
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out, newline="")))
    assert rows[1] == ["'" + text]


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_and_plain_text_stay(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert not is_formula(text)
    print_answer(Answer(["a", "b"], [{"a": text, "b": -5}]), "csv")
    assert list(csv.reader(io.StringIO(capsys.readouterr().out)))[1] == [text, "-5"]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"gaoxin {__version__}\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("名单-问题.xlsx", "名单-问题.xlsx"),
        ("/data/2024/a_b.csv", "/data/2024/a_b.csv"),
        ("我的 名单.xlsx", "'我的 名单.xlsx'"),
        ("名单（1）.xlsx", "'名单（1）.xlsx'"),
        ("$(rm x).csv", "'$(rm x).csv'"),
        ("it's.csv", "'it'\"'\"'s.csv'"),
        ("", "''"),
    ],
)
def test_words_for_a_shell(text: str, word: str) -> None:
    assert shell_word(text) == word
