"""Columns of lists that say what a zone means to become."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.lists.positioning_cells import positionings
from tests.fixtures.officer_lists import write_csv
from tests.fixtures.read_lists import Told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("世界一流高科技园区", ["世界一流高科技园区"]),
        (
            "打造一流园区；建成数字经济示范区",
            ["一流园区", "数字经济示范区"],
        ),
        (
            "力争打造成为“光谷副中心”、争创产业先导区",
            ["“光谷副中心”", "产业先导区"],
        ),
        ("建设者之家", ["建设者之家"]),
        ("建设", ["建设"]),
    ],
)
def test_the_verbs_are_no_part_of_the_name(text: str, names: list[str]) -> None:
    assert list(positionings(text)) == names


@pytest.mark.parametrize("header", ["发展定位", "功能定位", "战略定位", "定位"])
def test_a_zone_aims_at_what_the_column_says(header: str, tmp_path: Path) -> None:
    rows = [
        ["高新区名称", "所在城市", header],
        ["合肥高新区", "合肥市", "打造世界一流高科技园区、创建国家数字经济示范区"],
        ["武汉东湖高新区", "武汉市", ""],
    ]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.problems == []
    assert told.statements("positioning") == [
        ("合肥高新区", "世界一流高科技园区", "target"),
        ("合肥高新区", "国家数字经济示范区", "target"),
    ]
    assert told.statements("approvedAs") == []


def test_what_a_platform_is_for_describes_it(tmp_path: Path) -> None:
    rows = [["平台名称", "功能定位"], ["甲中试平台", "中试验证和检测"], ["乙中试平台", "共享设备"]]
    told = Told(write_csv(tmp_path / "a.csv", rows))
    assert told.statements("positioning") == []
    assert [fact[0] for fact in told.entity("甲中试平台").facts] == ["description"]
