"""Settings from the environment: every setting can be set, and an invalid value is refused."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from gaoxin.cli.setting_meanings import MEANINGS
from gaoxin.errors import BadUsage
from gaoxin.loaders.problems import over_bound
from gaoxin.settings import DEFAULT_BOUNDS, Bounds, Settings, read_settings, variable_of

FIELDS = {item.name: item for item in fields(Settings)}
BOUNDS = [item.name for item in fields(Bounds)]


def test_every_setting_has_a_variable_and_a_meaning() -> None:
    assert BOUNDS
    variables = [variable_of(name) for name in FIELDS]
    assert len(set(variables)) == len(FIELDS)
    assert set(MEANINGS) == set(FIELDS)
    for name in BOUNDS:
        assert variable_of(name) == "GAOXIN_" + name.upper()


@pytest.mark.parametrize("name", BOUNDS)
def test_a_bound_is_read_from_the_environment(name: str) -> None:
    assert getattr(read_settings({variable_of(name): "7"}), name) == 7
    assert getattr(read_settings({}), name) == getattr(DEFAULT_BOUNDS, name)
    for wrong in ("x", "-1", "1e", "nan"):
        with pytest.raises(BadUsage, match=variable_of(name)):
            read_settings({variable_of(name): wrong})


def test_counts_are_at_least_one_and_seconds_may_be_none() -> None:
    for name, item in FIELDS.items():
        if item.type == "int":
            with pytest.raises(BadUsage):
                read_settings({variable_of(name): "0"})
    assert read_settings({"GAOXIN_MAX_READ_SECONDS": "0"}).max_read_seconds == 0
    with pytest.raises(BadUsage):
        read_settings({"GAOXIN_MAX_READ_SECONDS": "inf"})


SHARES = [name for name, item in FIELDS.items() if item.type == "float"]


@pytest.mark.parametrize("name", SHARES)
@pytest.mark.parametrize("wrong", ["-0.01", "-1", "nan", "inf", "-inf", "5%"])
def test_shares_and_seconds_are_finite_and_never_negative(name: str, wrong: str) -> None:
    """A negative deletion guard would refuse every run, and NaN would allow every run."""
    assert "deletion_guard" in SHARES
    with pytest.raises(BadUsage, match=variable_of(name)):
        read_settings({variable_of(name): wrong})
    assert getattr(read_settings({variable_of(name): "0"}), name) == 0.0


def test_other_settings_keep_their_forms() -> None:
    settings = read_settings({"GAOXIN_HOME": "/a", "GAOXIN_BASE": "http://a/b"})
    assert settings.home == Path("/a")
    assert settings.base == "http://a/b/"


def test_a_file_over_a_bound_is_told_which_setting_to_raise() -> None:
    bounds = Bounds(max_rows=3)
    problem = over_bound("max_rows", bounds, "a.csv", "行数过多", "it has too many rows", line=5)
    assert (problem.file, problem.line) == ("a.csv", 5)
    for text, words in ((problem.zh, "行数过多"), (problem.en, "it has too many rows")):
        assert words in text
        assert "3" in text
        assert "GAOXIN_MAX_ROWS" in text
