"""At 80 columns no line is wider, and no word is split; Chinese characters take two columns."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Command
from tests.cli.every_command import COMMANDS, HELP
from tests.cli.test_languages import help_page

WIDTH = 80
_WORD = re.compile(r"[A-Za-z][A-Za-z-]{2,23}(?![\w/.:#=%&-])")


def told(gaoxin: Command, command: tuple[str, ...], code: str) -> str:
    _, out, err = gaoxin(*command, "--lang", code)
    return out + err


def too_wide(text: str) -> list[str]:
    return [line for line in text.splitlines() if cell_len(line) > WIDTH]


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_lines_fit_and_words_are_whole(
    command: tuple[str, ...], code: str, gaoxin: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    narrow = told(gaoxin, command, code)
    assert too_wide(narrow) == []
    if code == "zh":
        monkeypatch.delenv("COLUMNS")
        assert told(gaoxin, command, code) == narrow, "a pipe gets the same text"
    monkeypatch.setenv("COLUMNS", "1000")
    assert set(_WORD.findall(narrow)) <= set(_WORD.findall(told(gaoxin, command, code)))


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("command", ["", *HELP])
def test_help_fits(command: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    assert too_wide(help_page(command, code)) == []
