"""Lists of zones and of their leaders, as an office keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.lists.cell_values import read_numbers
from gaoxin.model import Name
from tests.fixtures.officer_lists import write_book
from tests.fixtures.read_lists import Told


def test_leaders_beside_their_zone(tmp_path: Path) -> None:
    rows = [
        ["高新区", "党工委书记", "管委会主任", "副主任"],
        ["合肥高新区", "张三丰", "李明远", "王一、赵二"],
        ["芜湖高新区", "陈四（主持工作）", "—", "孙五"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.statements("holdsPosition") == [
        ("张三丰", "合肥高新区", "actual", "党工委书记"),
        ("李明远", "合肥高新区", "actual", "管委会主任"),
        ("王一", "合肥高新区", "actual", "副主任"),
        ("赵二", "合肥高新区", "actual", "副主任"),
        ("陈四", "芜湖高新区", "actual", "党工委书记"),
        ("孙五", "芜湖高新区", "actual", "副主任"),
    ]


def test_parks_within_a_zone(tmp_path: Path) -> None:
    rows = [["园区名称", "所属高新区", "入驻企业数"], ["测试量子园", "合肥高新区", "20余家"]]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    assert told.entity("测试量子园").facts == (("locatedIn", Name("Zone", "合肥高新区")),)
    assert told.statements("observation") == [("测试量子园", "企业总数", "20", "家", "actual", ">")]


def test_firms_that_lead_a_chain_are_the_rows(tmp_path: Path) -> None:
    rows = [["产业链", "链主企业"], ["集成电路", "安徽测试芯片有限公司"]]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    facts = told.entity("安徽测试芯片有限公司").facts
    assert facts == (("operatesIn", Name("Industry", "集成电路")),)


@pytest.mark.parametrize("text", ["第6名", "第6位", "第 6", "第六名", "6", "6位"])
def test_a_rank_is_written_as_people_say_it(text: str) -> None:
    (number,) = read_numbers(text, "位")
    assert (number.value, number.unit) == ("6", "位")


def test_an_ordinal_is_no_amount() -> None:
    with pytest.raises(ValueError, match="第"):
        read_numbers("第6名", "亿元")
