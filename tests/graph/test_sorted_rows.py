"""Rows of the common table are sorted by their cells, in memory and in files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.graph.export.sorted_rows import sorted_rows
from gaoxin.graph.store import lines
from gaoxin.model import STATEMENT_COLUMNS, Statement

_CELLS = st.text(st.sampled_from(["甲", "a", "\\", "\n", "n", "0", "\x00", ","]), max_size=4)


_EVIDENCE = STATEMENT_COLUMNS.index("evidence")
_EMPTY = Statement("", "", "", "", "", "", "", "", "", "", "", "")


def _row(subject: str, evidence: str) -> Statement:
    return replace(_EMPTY, subject=subject, evidence=evidence)


@given(st.lists(st.tuples(_CELLS, _CELLS)))
def test_every_cell_comes_back(cells: list[tuple[str, str]]) -> None:
    rows = [(f"https://a/{number}", _row(*pair)) for number, pair in enumerate(cells)]
    with TemporaryDirectory() as name:
        found = [(row[0], row[_EVIDENCE]) for row in sorted_rows(rows, Path(name))]
    assert sorted(found) == sorted(cells)


def test_many_rows_are_sorted_in_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "IN_MEMORY", 10)
    rows = [(f"https://a/{number}", _row(f"{number % 7}厂", "")) for number in range(100)]
    found = sorted_rows(rows, tmp_path)
    subjects = [row[0] for row in found]
    assert list(tmp_path.iterdir())
    assert subjects == sorted(f"{number % 7}厂" for number in range(100))
