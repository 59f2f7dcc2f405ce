"""A cell whose text was read before gives the same again, and nothing of another row."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.lists import list_rows
from gaoxin.loaders.lists.list_mapping import ListColumn, Meaning
from gaoxin.loaders.lists.repeated_cells import counts, repeated_cells
from gaoxin.loaders.lists.row_draft import RowDraft
from gaoxin.model import Text
from tests.fixtures.officer_lists import code, write_csv
from tests.fixtures.read_lists import Told

ROWS = [
    ["企业名称", "曾用名", "统一社会信用代码", "所在园区", "成立日期", "高新技术企业"],
    ["甲厂", "丙厂", code("340100", 1), "合肥高新区", "2018/5/17", "2022年已撤销"],
    ["乙厂", "丙厂", code("340100", 2), "合肥高新区", "2018/5/17", "2022年已撤销"],
    ["丙厂", "丙厂", code("340100", 3), "合肥高新区", "无", "是"],
    ["丁厂", "无", code("340100", 4), "无", "2018/5/17", "是"],
]


def _draft(name: str) -> RowDraft:
    return RowDraft("Enterprise", "enterprise", "s", "a.csv:2", name=name)


def test_the_records_are_those_of_cells_read_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_csv(tmp_path / "a.csv", ROWS)
    told = Told(path)
    monkeypatch.setattr(list_rows, "repeated_cells", lambda column: None)
    alone = Told(path)
    assert told.records == alone.records
    assert len(told.records) > len(ROWS)  # the awards that ended are records of their own
    told_notes, alone_notes = told.lists[0].remarks, alone.lists[0].remarks
    assert told_notes == alone_notes
    assert any(note.startswith("3 placeholders") for note in told_notes)


def test_a_fault_is_told_for_each_row(tmp_path: Path) -> None:
    rows = [
        ["企业名称", "所在园区", "成立日期"],
        ["甲厂", "合肥\x01高新区", "2018-02-30"],
        ["乙厂", "合肥\x01高新区", "2018-02-30"],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert [(p.line, p.column) for p in told.problems] == [
        (line, column) for line in (2, 3) for column in ("所在园区", "成立日期")
    ]


def test_plain_facts_are_repeated() -> None:
    cells = repeated_cells(ListColumn(0, "成立日期", Meaning("established")))
    assert cells is not None
    draft = _draft("甲厂")
    before = counts(draft)
    assert not cells.repeat(draft, "2018")
    draft.facts.append(("established", Text("2018")))
    cells.remember(draft, "2018", before)
    other = _draft("乙厂")
    assert cells.repeat(other, "2018")
    assert other.facts == [("established", Text("2018"))]


def test_what_belongs_to_its_row_is_not_repeated() -> None:
    assert repeated_cells(ListColumn(0, "曾用名", Meaning("former-name"))) is None
    assert repeated_cells(ListColumn(0, "统一社会信用代码", Meaning("credit-code"))) is None
    cells = repeated_cells(ListColumn(0, "成立日期", Meaning("established")))
    assert cells is not None
    draft = _draft("甲厂")
    before = counts(draft)
    draft.later.append(lambda: draft.post_here("张三", "总经理"))
    cells.remember(draft, "2018", before)
    assert not cells.repeat(_draft("乙厂"), "2018")
    cells.remember(draft, "很长" * 100, counts(draft))
    assert not cells.repeat(_draft("乙厂"), "很长" * 100)
