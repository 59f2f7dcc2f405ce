"""``gaoxin spark load`` before Spark is begun: options that cannot be used, a missing package."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from gaoxin.errors import BadUsage
from gaoxin.settings import Settings
from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("wide_screen")


@pytest.fixture
def in_empty_home(in_home: object, home: Settings) -> Command:
    return in_home(home.home)  # type: ignore[operator, no-any-return]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["x.csv", "--conf", "spark.executor.memory"], "NAME=VALUE"),
        (["jdbc:postgresql://host/base"], "--table"),
    ],
)
def test_options_that_cannot_be_used_are_told(
    arguments: list[str], told: str, in_empty_home: Command
) -> None:
    status, _, error = in_empty_home("spark", "load", *arguments, "--lang", "en")
    assert status == BadUsage.exit_status
    assert told in error


def test_a_missing_package_is_named(
    in_empty_home: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "firms.csv"
    path.write_text("企业名称\n合肥甲有限公司\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "py4j.protocol", None)
    status, _, error = in_empty_home("spark", "load", str(path), "--lang", "en")
    assert status == 3
    assert "pip install 'gaoxin[spark]'" in error


def test_a_wrong_name_makes_no_folder(
    in_empty_home: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, error = in_empty_home("spark", "load", "no.csv", "-o", "result", "--lang", "en")
    assert status == 1
    assert "no.csv" in error
    assert not (tmp_path / "result").exists()
