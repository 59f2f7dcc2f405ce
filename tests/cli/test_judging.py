"""The commands that print reports: targets, conflicts, coverage, doctor --duplicates, sources
--weak.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from gaoxin.graph.wording.headings import heading
from gaoxin.language import choose_language
from gaoxin.settings import Settings
from tests.cli.conftest import Command
from tests.fixtures.judged import generation_of

ZONE = "甲高新区|Zone"
TARGET = f"{ZONE}|target|总产值|Indicator|value=100|unit=亿元|time=2025|status=target"
FIGURE = f"{ZONE}|observation|总产值|Indicator|value=120|unit=亿元|time=2025"
OTHER = f"{ZONE}|observation|总产值|Indicator|value=130|unit=亿元|time=2025"
ROWS = [TARGET, FIGURE, "力神电池有限公司|Enterprise|locatedIn|甲高新区|Zone"]
MORE = [OTHER, "力神电池集团|Enterprise|locatedIn|甲高新区|Zone"]


@pytest.fixture
def gaoxin(in_home: Callable[[Path], Command], home: Settings, tmp_path: Path) -> Command:
    """The commands on a small home."""
    generation_of(
        home, tmp_path / "in", paper_a=ROWS, paper_b=MORE, hearsay=["乙高新区|Zone|approved|1992|"]
    )
    return in_home(home.home)


COMMANDS = [
    (["targets", "--as-of", "2026"], {"verdict": "reached", "reached_source": "paper-a; paper-b"}),
    (["targets", "甲高新区", "--as-of", "2025-06"], {"verdict": "not_due", "promised": "100"}),
    (["conflicts"], {"kind": "figure", "degree": "contradicts", "source": "paper-a"}),
    (["conflicts", "甲高新区"], {"value": "120"}),
    (["coverage", "甲高新区"], {"kind": "industries", "state": "not_stated", "count": 0}),
    (["doctor", "--duplicates"], {"reason": "same_core", "type": "Enterprise"}),
    (["sources", "--weak"], {"object": "1992", "confidence": "U", "sources": ["hearsay"]}),
]


@pytest.mark.parametrize(("arguments", "first"), COMMANDS, ids=[" ".join(c) for c, _ in COMMANDS])
def test_in_every_form_and_both_languages(
    arguments: list[str], first: dict[str, object], gaoxin: Command, tmp_path: Path
) -> None:
    status, out, err = gaoxin(*arguments, "--format", "json")
    assert status == 0, err
    rows = json.loads(out)["rows"]
    assert {name: rows[0][name] for name in first} == first

    status, out, _ = gaoxin(*arguments, "--format", "csv")
    table = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert len(table) == len(rows)
    assert list(table[0]) == list(rows[0])

    for code in ("zh", "en"):
        path = tmp_path / f"{code}.xlsx"
        status, _, _ = gaoxin(*arguments, "-o", str(path), "--lang", code)
        assert status == 0
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        assert len(sheet) == len(rows) + 1
        choose_language(code)
        shown = {heading(column) for column in first}
        assert shown <= set(sheet[0])
        # Codes and empty columns are left out, and every column has a heading in words.
        assert code == "en" or not set(rows[0]) & set(sheet[0])

    status, out, _ = gaoxin(*arguments, "--lang", "zh")
    assert status == 0
    for code in ("not_due", "reached", "contradicts", "not_stated", "same_core"):
        assert code not in out


def test_targets_by_verdict(gaoxin: Command) -> None:
    _, out, err = gaoxin("targets", "--as-of", "2026", "--verdict", "missed", "--format", "csv")
    assert out.count("\n") == 1
    assert "1 reached" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["targets", "--as-of", "明天"], "--as-of"),
        (["targets", "--as-of", "2025/.."], "has no end"),
        (["coverage", "甲高新区", "--province", "江西"], "not both"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], told: str, gaoxin: Command) -> None:
    status, _, err = gaoxin(*arguments)
    assert status == 2
    assert told in err


def test_an_unknown_zone_is_told(gaoxin: Command) -> None:
    status, _, err = gaoxin("targets", "没有这个区")
    assert status == 1
    assert "没有这个区" in err


def test_pairs_that_may_be_one_thing_have_english_names(
    in_home: Callable[[Path], Command], shipped_settings: Settings
) -> None:
    _, told, _ = in_home(shipped_settings.home)("doctor", "--duplicates", "--lang", "en")
    assert "new energy vehicle" in told
    assert "新能源汽车零部件" not in told
