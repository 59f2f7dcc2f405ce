"""Run commands within the process of the tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gaoxin.answers.fact_file import open_facts
from gaoxin.cli import run
from gaoxin.graph.store.generation import Generation
from gaoxin.settings import Settings
from tests.fixtures.tables import write_sources

Command = Callable[..., tuple[int, str, str]]
"""Runs a command; returns its exit status, stdout and stderr."""
Ask = Callable[..., dict[str, Any]]
"""Runs a command with ``--format json``; returns the document."""


@pytest.fixture
def in_home(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[Path], Command]:
    """A function that gives the commands of a home; without a Neo4j of the user's own."""
    for name in ("NEO4J_URI", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)

    def commands(home: Path) -> Command:
        monkeypatch.setenv("GAOXIN_HOME", str(home))

        def call(*arguments: str) -> tuple[int, str, str]:
            status = run(arguments)
            told = capsys.readouterr()
            return status, told.out, told.err

        return call

    return commands


@pytest.fixture
def gaoxin(
    in_home: Callable[[Path], Command], shipped_settings: Settings, shipped: Generation
) -> Command:
    """The commands on the project's data, after the first question, which tells that it takes
    longer than others.
    """
    open_facts(shipped)
    return in_home(shipped_settings.home)


@pytest.fixture
def wide_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages stand in one line each, as long as they are."""
    monkeypatch.setenv("COLUMNS", "1000")


@pytest.fixture
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts and tables are folded to 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")


def asking(command: Command) -> Ask:
    """The same commands, with their documents as answers."""

    def ask(*arguments: str) -> dict[str, Any]:
        status, out, _ = command(*arguments, "--format", "json")
        body: dict[str, Any] = json.loads(out)
        assert body.get("status", 0) == status
        return body

    return ask


@pytest.fixture
def program(in_home: Callable[[Path], Command], tmp_path: Path) -> Ask:
    """The commands in an empty home."""
    return asking(in_home(tmp_path / "home"))


@pytest.fixture
def home_with_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A home with a table of sources, and English messages."""
    monkeypatch.setenv("GAOXIN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GAOXIN_LANG", "en")
    monkeypatch.chdir(tmp_path)
    assert run(["load", str(write_sources(tmp_path))]) == 0
    capsys.readouterr()
