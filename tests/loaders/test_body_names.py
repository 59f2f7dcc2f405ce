"""The place of an authority that a list names without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.lists.body_names import with_place
from gaoxin.model import Fact, Name
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
