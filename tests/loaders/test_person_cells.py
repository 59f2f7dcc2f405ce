"""Names of persons beside telephone numbers, posts and remarks; personal data in messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.loaders.lists.person_cells import person_names
from gaoxin.loaders.personal_texts import covered
from gaoxin.loaders.problems import excerpt
from tests.fixtures.officer_lists import write_csv
from tests.fixtures.read_lists import Told

TELEPHONE = "13800001234"


@pytest.mark.parametrize(
    "cell",
    [
        "张三",
        "张 三",
        "张三（董事长）",
        "张三 138-0000-1234",
        "张三 手机13800001234",
        "张三，手机：13800001234",
        "电话：0551-65321234 张三",
        "张三，联系方式：(0551)65321234转801",
        "张三/13800001234",
        "张三１３８００００１２３４",
        "张三（手机：13800001234）",
        "张三（微信同号）13800001234",
        "张三 微信：abc_123",
        "张三 QQ12345678",
        "张三 zhangsan@example.com",
        "张三\n+86 138 0000 1234",
        "姓名：张三 联系电话：65321234",
        "张三 身份证11010119900307002X",
        "张三（未婚）",
        "张三，未婚",
        "张三（已退休）",
        "张三已退休",
        "张三 兼任",
        "张三（兼）",
        "张三 男 汉族",
        "张三先生",
        "董事长张三",
        "董事长：张三",
        "张三 董事长兼总经理",
        "张三、董事长",
        "张三等3人",
        "备注：无；张三",
    ],
)
def test_one_name(cell: str) -> None:
    assert person_names(cell) == (["张三"], [])


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("张三、李四", ["张三", "李四"]),
        ("张三 李四", ["张三", "李四"]),
        ("张三13800001234李四13900001234", ["张三", "李四"]),
        ("张三（董事长）李四（监事）", ["张三", "李四"]),
        ("欧阳 明华", ["欧阳明华"]),
        ("John Smith (CEO)", ["John Smith"]),
        ("买买提·艾力", ["买买提·艾力"]),
        ("王胜男", ["王胜男"]),
        ("高原、原野、代军、陈拟、方正", ["高原", "原野", "代军", "陈拟", "方正"]),
    ],
)
def test_names_that_are_kept_whole(cell: str, names: list[str]) -> None:
    assert person_names(cell) == (names, [])


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (TELEPHONE, "no name"),
        ("电话", "no name"),
        ("未婚", "no name"),
        ("王总", "only a family name"),
        ("王经理", "only a family name"),
        ("李女士", "only a family name"),
        ("张三（未到任）", "not held now"),
        ("张三（拟任）", "not held now"),
        ("张三（已离职）", "not held now"),
        ("原任张三", "not held now"),
        ("合肥市国资委", "not look like the name"),
        ("合肥甲科技有限公司", "not look like the name"),
        ("公司目前由张三代管所有事务", "not look like the name"),
    ],
)
def test_cells_that_name_nobody_for_certain(cell: str, reason: str) -> None:
    names, reasons = person_names(cell)
    assert names == []
    assert reason in reasons[0].args[1]


@given(
    st.text(
        alphabet="张三李四王总董事长经理手机电话未婚原任（）()：:、,，/ \u3000\n0138@.a-",
        max_size=30,
    )
)
def test_any_cell_has_names_or_a_reason(cell: str) -> None:
    names, reasons = person_names(cell)
    assert names or reasons
    assert not any("手机" in name or "138" in name for name in names)


def test_one_person_in_a_row_of_a_list_of_people(tmp_path: Path) -> None:
    rows = [
        ["姓名", "工作单位", "职务"],
        [f"张三 手机：{TELEPHONE}", "甲厂", "总经理"],
        ["李四、王五", "甲厂", "董事"],
        ["赵六（已离职）", "甲厂", "董事"],
    ]
    told = Told(write_csv(tmp_path / "高管名单.csv", rows))
    assert [row[:2] for row in told.statements("holdsPosition")] == [("张三", "甲厂")]
    assert [(p.line, p.column) for p in told.problems] == [(3, "姓名"), (4, "姓名")]


def test_what_is_left_out_of_a_cell_is_told_and_the_rest_is_taken(tmp_path: Path) -> None:
    cell = f"张三；王总 {TELEPHONE}"
    told = Told(write_csv(tmp_path / "a.csv", [["企业名称", "负责人"], ["甲厂", cell]]))
    assert [row[0] for row in told.statements("holdsPosition")] == ["张三"]
    shown = " ".join(told.lists[0].remarks)
    assert "only a family name" in shown
    assert TELEPHONE not in shown


def test_no_message_shows_personal_data(tmp_path: Path) -> None:
    """Neither samples, titles, notes nor problems."""
    rows = [
        [f"填报人：张三 电话：{TELEPHONE}"],
        ["企业名称", "法人", "成立日期", "官网"],
        ["甲厂", f"李四 {TELEPHONE}", f"2018年 {TELEPHONE}", "zhang@example.com"],
        ["", TELEPHONE, "2018", ""],
        [f"联系人 {TELEPHONE}", "", "", ""],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    (found,) = told.lists
    shown = [*found.remarks, *found.row_notes(), *(s for c in found.columns for s in c.samples)]
    shown += [text for p in told.problems for text in (p.value, p.zh, p.en)]
    assert len(told.problems) > 1
    assert "138********" in " ".join(shown)
    assert not [text for text in shown if TELEPHONE in text or "zhang@" in text]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张三 13800001234", "张三 138********"),
        ("电话0551-65321234转801", "电话********转801"),
        ("0551-65321234", "055********"),
        ("400-800-1234", "400********"),
        ("张三 11010119900307002X", "张三 110101************"),
        ("微信号：abc_123，其他", "微信号：********，其他"),
        ("zhang.san@example.com.cn", "***@example.com.cn"),
    ],
)
def test_personal_data_are_covered(text: str, shown: str) -> None:
    assert covered(text) == shown
    assert covered(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "91340100100000008H",
        "5000万元",
        "2018-02-30",
        "注册资本13800000000元",
        "2024年1-6月",
        "手机生产",
    ],
)
def test_other_numbers_are_shown(text: str) -> None:
    assert covered(text) == text


def test_a_long_cell_is_cut_off_without_showing_half_a_number() -> None:
    assert TELEPHONE[:4] not in excerpt("甲" * 195 + f" {TELEPHONE}")
