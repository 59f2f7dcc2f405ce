"""Records of a dataset: the same in memory and in a temporary file."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders import records as module
from gaoxin.loaders.records import Records
from tests.loaders.test_inputs import RECORDS


@pytest.mark.parametrize("limit", [1, 3, 1000])
def test_records_come_back_in_their_order(
    limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "IN_MEMORY", limit)
    found = Records(RECORDS, tmp_path / "home")
    assert len(found) == len(RECORDS)
    assert list(found) == list(found) == RECORDS
    assert list(zip(found, found, strict=True)) == list(zip(RECORDS, RECORDS, strict=True))
    assert found.sources == {"s"}
    found += RECORDS[:2]
    assert list(found) == [*RECORDS, *RECORDS[:2]]
    assert len(list(found.lines())) == len(found)
    assert list((tmp_path / "home").glob("*")) == []


def test_equality_does_not_depend_on_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Records(RECORDS)
    monkeypatch.setattr(module, "IN_MEMORY", 2)
    assert Records(RECORDS) == held == RECORDS
    assert Records(RECORDS[1:]) != held
    assert Records([*RECORDS[1:], RECORDS[0]]) != held
