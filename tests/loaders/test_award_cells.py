"""Cells about recognitions: yes, no, no longer, not yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.lists.award_cells import Standing, award_values, read_award
from gaoxin.loaders.lists.row_draft import UnclearCellError
from gaoxin.model import Name
from tests.fixtures.officer_lists import write_csv
from tests.fixtures.read_lists import Told

AWARD = "高新技术企业"


@pytest.mark.parametrize(
    "text",
    [
        "是",
        "GR202334001234",
        "国家级高新技术企业（2023年认定）",
        "高新技术企业（证书编号GR202334001234）",
        "高新技术企业（复审通过）",
        "瞪羚企业、高新技术企业",
        "有效高新技术企业",
        "是（2023年）",
    ],
)
def test_yes(text: str) -> None:
    assert read_award(text, AWARD) == Standing()


@pytest.mark.parametrize(
    "text",
    [
        "非高新技术企业",
        "不是高新技术企业",
        "未认定高新技术企业",
        "暂未认定高新技术企业",
        "高新技术企业（未通过复审）",
        "不再是高新技术企业",
        "非高企",
        "曾为高新技术企业",
        "原高新技术企业",
        "前高新技术企业",
        "高新技术企业，已撤销",
        "高新技术企业（已过期）",
        "高新技术企业（2018年认定，已过期）",
        "是（已撤销）",
        "是（培育库）",
        "拟申报高新技术企业",
        "正在申报高新技术企业",
        "高新技术企业培育库",
        "未来高新技术企业",
        "高新技术企业？",
        "否，不是高新技术企业",
    ],
)
def test_what_is_no_plain_yes_is_left_out(text: str) -> None:
    with pytest.raises(UnclearCellError):
        read_award(text, AWARD)


@pytest.mark.parametrize("text", ["否", "未认定", "不是", "没有", "否（曾获，已过期）"])
def test_no(text: str) -> None:
    assert read_award(text, AWARD) is None


@pytest.mark.parametrize("text", ["申报中", "拟申报", "也许"])
def test_neither_yes_nor_no_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="是"):
        read_award(text, AWARD)


@pytest.mark.parametrize(
    ("text", "status", "time"),
    [
        ("曾是国家高新技术企业（2020年已撤销）", "historical", "../2020"),
        ("曾是高新技术企业（2017-2020年）", "historical", "2017/2020"),
        ("2022年已取消高新技术企业资格", "historical", "../2022"),
        ("已于2021年12月到期", "historical", "../2021-12"),
        ("高新技术企业（有效期至2026年12月）", "actual", "../2026-12"),
        ("高新技术企业（2026年到期）", "actual", "../2026"),
        ("高新技术企业（2019-2022）", "actual", "2019/2022"),
    ],
)
def test_an_end_that_the_cell_gives_is_told(text: str, status: str, time: str) -> None:
    assert read_award(text, AWARD) == Standing(status, time)


def test_what_is_said_of_an_award_behind_a_comma_belongs_to_it() -> None:
    assert award_values("甲奖；乙奖，已撤销、未来奖") == ("甲奖", "乙奖(已撤销)", "未来奖")


def test_no_fact_comes_from_a_negated_or_past_standing(tmp_path: Path) -> None:
    rows = [
        ["企业名称", "资质荣誉", "所属园区", "法人", "是否高企"],
        [
            "甲厂",
            "高新技术企业、瞪羚企业（2022年已撤销）",
            "合肥高新区（已迁出）",
            "张三（已离任）",
            "非高企",
        ],
        ["乙厂", "非高新技术企业", "合肥高新区", "李四（董事长）", "2020年已撤销"],
        ["丙厂", "拟申报独角兽企业；未来产业企业，国家级", "", "", "曾是高新技术企业"],
        ["丁厂", "高新技术企业，已过期", "", "", ""],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert told.entity("甲厂").facts == (("approvedAs", Name("Award", AWARD)),)
    assert told.entity("乙厂").facts == (("locatedIn", Name("Zone", "合肥高新区")),)
    assert ("approvedAs", Name("Award", "未来产业企业")) in told.entity("丙厂").facts
    assert told.entity("丁厂").facts == ()
    assert told.statements("approvedAs") == [
        ("甲厂", "瞪羚企业", "../2022", "historical"),
        ("乙厂", AWARD, "../2020", "historical"),
    ]
    assert [row[0] for row in told.statements("holdsPosition")] == ["李四"]
    remarks = " ".join(told.lists[0].remarks)
    assert "'合肥高新区（已迁出）'" in remarks
    assert "'非高企'" in remarks
    assert "'张三（已离任）'" in remarks
    assert "no longer so" in remarks
