"""Queries about an industry include its parts, and its names in the trade and in both schemes."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.queries.catalogue import catalogue
from gaoxin.queries.sparql import run_sparql
from gaoxin.settings import Settings, read_settings

STATED = [query.name for query in catalogue() if "stated" in query.columns]
Reach = Callable[[str], set[str]]

FIRMS = """subject,subject_type,predicate,object,object_type,value,unit,time,status,qualifier,source
甲芯公司,Enterprise,operatesIn,集成电路制造,Industry,,,,actual,,article-004
乙芯公司,Enterprise,operatesIn,集成电路封测,Industry,,,,actual,,article-004
丙瓷公司,Enterprise,operatesIn,日用陶瓷,Industry,,,,actual,,article-004
丁法公司,Enterprise,operatesIn,第三代半导体,Industry,,,,actual,,article-004
"""


@pytest.mark.parametrize("name", STATED)
def test_what_matched_is_shown(name: str, shipped: Generation, shipped_settings: Settings) -> None:
    rows = run_sparql(
        shipped, catalogue().get(name), catalogue().get(name).examples, shipped_settings
    ).rows
    assert rows
    assert all(row["stated"] for row in rows)


def test_parts_and_classes_of_both_schemes_lead_to_zones(
    shipped: Generation, shipped_settings: Settings
) -> None:
    def zones(industry: str) -> set[tuple[str, str]]:
        query = catalogue().get("zones_with_industry")
        rows = run_sparql(shipped, query, {"industry": industry}, shipped_settings).rows
        return {(row["zone"], row["stated"]) for row in rows}

    part = zones("农业资源转化")  # no zone has it itself; its parts are 纺织服装 and 食品饮料
    assert ("石河子高新技术产业开发区", "纺织服装") in part
    trade = zones("光伏")
    assert trade
    for code in ("gbt4754-3825", "sei-6.3"):  # classes that the trade name means
        assert {zone for zone, _ in trade} <= {zone for zone, _ in zones(code)}


def test_the_industry_queries_are_found() -> None:
    assert {"industries/zones_with_industry", "enterprises/in_industry"} <= set(STATED)


@pytest.fixture(scope="module")
def firms_under(shipped_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Reach:
    """The firms of :data:`FIRMS` that ``enterprises/in_industry`` finds for an industry."""
    folder = tmp_path_factory.mktemp("firms")
    shutil.copytree(shipped_settings.home, folder / "home")  # loading it again takes long
    (folder / "firms.csv").write_text(FIRMS, "utf-8")
    settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
    load_paths(settings, [folder / "firms.csv"])
    generation, query = Store(settings).read(), catalogue().get("enterprises/in_industry")

    def found(industry: str) -> set[str]:
        rows = run_sparql(generation, query, {"industry": industry}, settings).rows
        return {row["operator"] for row in rows if row["operator"] in FIRMS}

    return found


@pytest.mark.parametrize(
    ("industry", "firm"),
    [
        ("集成电路封测", "乙芯公司"),
        ("日用陶瓷", "丙瓷公司"),
        ("集成电路", "甲芯公司"),  # close to the class that 集成电路制造 is exactly
        ("gbt4754-3973", "甲芯公司"),
        ("sei-1.2.4", "乙芯公司"),
        ("集成电路制造", "乙芯公司"),  # close to the class that the asked one is exactly
        ("新一代信息技术", "甲芯公司"),  # exactly a class, above another class, exactly a name
        ("新一代信息技术", "丁法公司"),
        ("半导体", "丁法公司"),  # a part by the names of the trade
    ],
)
def test_firms_are_found_by_another_name(industry: str, firm: str, firms_under: Reach) -> None:
    assert firm in firms_under(industry)


@pytest.mark.parametrize(
    ("industry", "firm"),
    [
        ("集成电路设计", "甲芯公司"),
        ("集成电路设计", "乙芯公司"),  # both are close to 集成电路, which is not a match
        ("软件", "甲芯公司"),
        ("焊接", "甲芯公司"),
        ("先进无机非金属材料", "丙瓷公司"),  # by a division of which only some classes belong
        ("新能源", "丁法公司"),
    ],
)
def test_what_is_only_near_is_not_found(industry: str, firm: str, firms_under: Reach) -> None:
    assert firm not in firms_under(industry)
