"""Commands that look things up say the same from a SPARQL store as from the embedded one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gaoxin.settings import Settings
from tests.fixtures.sparql_engines import with_everything

pytestmark = pytest.mark.long
COMMANDS = [
    "show 天津滨海高新区",
    "query industries/zones_with_industry industry=集成电路",
]
"""What is run each time: by lookups and by a saved query."""
MORE_COMMANDS = [
    "neighbors 武汉东湖高新区 --relation hasIndustry",
    "search 光伏",
    "show 天津滨海高新区 --all",
    "show 鹰潭高新区 --section figures",
    "neighbors 武汉东湖高新区 --with 合肥高新区",
    "path 天津滨海高新区 合肥高新区",
    "compare 天津滨海高新区 合肥高新区",
    "chain 新能源产业",
    "timeline 天津滨海高新区",
    "targets",
    "conflicts",
    "sources",
    "stats",
    "cite 天津滨海高新区",
    "ask 鹰潭高新区2024年工业营收是多少",
    "check 鹰潭高新区2024年工业营收1258亿元",
    "coverage 天津滨海高新区",
]


def said(command: str, environment: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "gaoxin", *command.split(), "--lang", "zh"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_commands_say_the_same(filled_engine: Settings, shipped_settings: Settings) -> None:
    assert_the_same(COMMANDS, filled_engine, shipped_settings)


@with_everything
def test_more_commands_say_the_same(filled_engine: Settings, shipped_settings: Settings) -> None:
    assert_the_same(MORE_COMMANDS, filled_engine, shipped_settings)


def assert_the_same(commands: list[str], filled: Settings, shipped: Settings) -> None:
    there = {
        "GAOXIN_HOME": str(filled.home),
        "GAOXIN_SPARQL_ENDPOINT": filled.sparql_endpoint,
        "GAOXIN_QUERY_SECONDS": "0",
        "GAOXIN_SPARQL_SECONDS": "0",
    }
    here = {"GAOXIN_HOME": str(shipped.home), "GAOXIN_QUERY_SECONDS": "0"}
    wrong = []
    for command in commands:
        wanted, found = said(command, here), said(command, there)
        assert wanted[0] == 0, command
        if wanted != found:
            wrong.append(command)
    assert wrong == []


@with_everything
def test_a_page_and_an_export(filled_engine: Settings, tmp_path: Path) -> None:
    there = {
        "GAOXIN_HOME": str(filled_engine.home),
        "GAOXIN_SPARQL_ENDPOINT": filled_engine.sparql_endpoint,
        "GAOXIN_SPARQL_SECONDS": "0",
    }
    page, table = tmp_path / "x.html", tmp_path / "x.json"
    assert said(f"view 天津滨海高新区 -o {page}", there)[0] == 0
    assert "天津滨海" in page.read_text(encoding="utf-8")
    assert said(f"show 天津滨海高新区 -o {table}", there)[0] == 0
    assert json.loads(table.read_text(encoding="utf-8"))
