"""What a cell names: a firm, an authority, a zone, a division; the place that a list leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.lists.body_names import class_of_named, with_place
from gaoxin.model import Fact, Name, Statement
from tests.fixtures.officer_lists import write_book
from tests.fixtures.read_lists import Told


@pytest.mark.parametrize(
    ("written", "city", "whole"),
    [
        ("市科技局", "合肥市", "合肥市科技局"),
        ("市科技局", "合肥", "合肥市科技局"),
        ("市场监督管理局", "合肥市", "合肥市市场监督管理局"),
        ("市场监督管理局", "合肥", "合肥市市场监督管理局"),
        ("市市场监督管理局", "合肥市", "合肥市市场监督管理局"),
        ("合肥市市场监督管理局", "芜湖市", "合肥市市场监督管理局"),
        ("市场监管局", "上海市", "上海市市场监管局"),
        ("市场监督管理局", "安徽省", ""),
        ("市场监督管理局", "", ""),
        ("省市场监督管理局", "安徽", "安徽省市场监督管理局"),
        ("区市场监管局", "合肥市", ""),
        ("市政管理局", "合肥市", "合肥市市政管理局"),
        ("市政府", "合肥市", "合肥市政府"),
        ("市政府办公室", "合肥市", "合肥市政府办公室"),
        ("市政务服务局", "合肥市", "合肥市政务服务局"),
        ("市民政局", "合肥市", "合肥市民政局"),
        ("市容管理局", "合肥市", "合肥市市容管理局"),
        ("市科技局", "吉林", "吉林市科技局"),
        ("省科技厅", "吉林", "吉林省科技厅"),
        ("州科技局", "延边朝鲜族自治州", "延边朝鲜族自治州科技局"),
        ("市场监管总局", "合肥市", "市场监管总局"),
        ("工业和信息化部", "合肥市", "工业和信息化部"),
    ],
)
def test_an_authority_with_its_place(written: str, city: str, whole: str) -> None:
    assert with_place(written, city) == whole


@pytest.mark.parametrize(
    ("written", "city", "zone", "whole"),
    [
        ("管委会", "合肥", "合肥高新区", "合肥高新区管委会"),
        ("管委会办公室", "合肥", "合肥高新区", "合肥高新区管委会办公室"),
        ("党工委", "合肥", "合肥高新区", "合肥高新区党工委"),
        ("管委会", "合肥", "", ""),
        ("科技局", "合肥", "合肥高新区", ""),  # of the zone or of the city
        ("科技局", "合肥市", "", "合肥市科技局"),
        ("经济发展局", "", "", ""),
        ("合肥高新区科技局", "", "", "合肥高新区科技局"),
        ("招商局", "合肥市", "", "招商局"),  # a group of firms
    ],
)
def test_a_bureau_that_each_city_and_zone_has(
    written: str, city: str, zone: str, whole: str
) -> None:
    assert with_place(written, city, zone) == whole


def test_the_market_authority_in_a_list(tmp_path: Path) -> None:
    rows = [["合肥高新区政策清单"], ["政策名称", "发文单位"], ["甲办法", "市场监督管理局"]]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    (fact,) = (r for r in told.records if isinstance(r, Fact))
    assert fact.subject == Name("Organization", "合肥市市场监督管理局")


@pytest.mark.parametrize(
    ("column", "written", "end", "type_"),
    [
        ("Enterprise", "合肥高新区", "CollectiveAgent", "Zone"),
        ("Enterprise", "苏州工业园区", "CollectiveAgent", "Zone"),
        ("Organization", "合肥经济技术开发区", "CollectiveAgent", "Zone"),
        ("Enterprise", "芜湖市", "CollectiveAgent", "City"),
        ("Enterprise", "合肥市蜀山区", "CollectiveAgent", "County"),
        ("Enterprise", "合肥高新区管委会", "CollectiveAgent", "Organization"),
        ("Enterprise", "合肥高新区某某有限公司", "CollectiveAgent", "Enterprise"),
        ("Enterprise", "华润超市", "CollectiveAgent", "Enterprise"),
        ("Enterprise", "合肥高新区", "Enterprise", "Enterprise"),
        ("City", "合肥经开区", "Place", "Zone"),
        ("County", "蜀山区", "Place", "County"),
        ("Industry", "合肥高新区", "Industry", "Industry"),
    ],
)
def test_a_zone_or_division_in_a_column_of_bodies_is_no_firm(
    column: str, written: str, end: str, type_: str
) -> None:
    assert class_of_named(column, written, [end]) == type_


def test_who_works_in_a_zone_has_a_post_there_since_then(tmp_path: Path) -> None:
    rows = [
        ["姓名", "职务", "单位", "任职时间"],
        ["李明远", "管委会主任", "合肥高新区", "2025年8月"],
        ["赵大海", "副市长", "芜湖市", "2021年3月至2023年5月"],
        ["钱多多", "董事长", "安徽测试电子有限公司", "/"],
    ]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    posts = [record for record in told.records if isinstance(record, Statement)]
    assert [(p.object, p.object_type, p.qualifier, p.time) for p in posts[:3]] == [
        ("合肥高新区", "Zone", "管委会主任", "2025-08/.."),
        ("芜湖市", "City", "副市长", "2021-03/2023-05"),
        ("安徽测试电子有限公司", "Enterprise", "董事长", ""),
    ]
    assert not told.problems


def test_a_zone_issues_policies_and_they_apply_where_it_is_said(tmp_path: Path) -> None:
    rows = [["政策名称", "发文机关", "适用区域"], ["甲办法", "合肥高新区", "合肥市"]]
    told = Told(write_book(tmp_path / "a.xlsx", rows))
    (fact,) = (r for r in told.records if isinstance(r, Fact))
    assert fact.subject == Name("Zone", "合肥高新区")
    assert ("appliesTo", Name("City", "合肥市")) in told.entity("甲办法").facts
