"""A command imports no more than it needs, because that is most of the time that it takes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from gaoxin.cli.app import COMMANDS, GROUPS, build_command
from gaoxin.cli.frame import app
from gaoxin.graph.store.generation import Generation

WRITING = ("gaoxin.graph.store.change", "gaoxin.graph.store.prune", "gaoxin.graph.store.upgrade")


def test_the_table_of_commands_is_complete() -> None:
    assert set(build_command().commands) == {n for ns in COMMANDS.values() for n in ns} | set(
        GROUPS
    )
    for command in app.registered_commands:
        module = getattr(command.callback, "__module__", "").rpartition(".")[2]
        assert command.name in COMMANDS[module], command.name


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "天津滨海高新区"],
        ["search", "光伏"],
        ["query", "industries/industries_of_zone", "zone=天津滨海高新区"],
        ["ask", "鹰潭高新区2024年工业营收是多少"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_reading_command_imports_neither_other_commands_nor_the_writer(
    arguments: list[str], shipped: Generation
) -> None:
    code = (
        "import sys; from gaoxin.cli import run; status = run(sys.argv[1:]);"
        "print(*sys.modules, file=sys.stderr); sys.exit(status)"
    )
    home = {"GAOXIN_HOME": str(shipped.settings.home)}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=os.environ | home,
        capture_output=True,
        text=True,
        check=True,
    )
    imported = set(done.stderr.split())
    assert not imported & set(WRITING)
    commands = {f"gaoxin.cli.{module}" for module in COMMANDS} & imported
    assert len(commands) == 1, commands
