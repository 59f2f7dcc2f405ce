"""Names in tables that the catalogues recognise, and those that they refuse.

The rule is: a name leads to a thing, or it is a question; it is never silently a new thing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import InvalidSource
from gaoxin.graph.names.keys import mint
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.resolving.registry import Resolution
from gaoxin.settings import Settings
from tests.fixtures.catalogues import catalogue_registry
from tests.fixtures.homes import copy_home
from tests.fixtures.records import UNNAMED, row, same, thing
from tests.fixtures.tables import write_statements


def resolve(type_: str, form: str) -> Resolution:
    return catalogue_registry().resolve(type_, form, "f")


@pytest.mark.parametrize(
    ("type_", "form", "key"),
    [
        ("County", "南京市鼓楼区", "division/320106"),
        ("County", "江苏省南京市鼓楼区中山北路1号", "division/320106"),
        ("County", "320106", "division/320106"),
        ("County", "余杭", "division/330110"),
        ("City", "江苏南京", "division/320100"),
        ("City", "南京", "division/320100"),
        ("City", "滨湖区", "division/320211"),
        ("City", "上海市", "division/310000"),
        ("Province", "上海", "division/310000"),
        ("Province", "广西省", "division/450000"),
        ("Province", "吉林", "division/220000"),
        ("City", "延边州", "division/222400"),
        ("Zone", "南京高新区", "zone/nanjing"),
        ("Zone", "南京市高新区", "zone/nanjing"),
        ("Zone", "张江高新区", "zone/shanghai-zhangjiang"),
        ("Zone", "中关村", "zone/zhongguancun"),
        ("Zone", "合肥市高新区望江西路800号", "zone/hefei"),
        ("Zone", "Suzhou Industrial Park", "zone/suzhou-gongye-yuan"),
        ("NationalZone", "天津市滨海高新区", "zone/tianjin-binhai"),
        # A zone where a district is expected, and a district where a zone is expected.
        ("County", "合肥市高新区望江西路800号", "zone/hefei"),
        ("County", "苏州工业园区星湖街328号", "zone/suzhou-gongye-yuan"),
        ("Zone", "南京市鼓楼区", "division/320106"),
        ("Industry", "C3825", "industry/gbt4754-3825"),
        ("Industry", "光伏设备及元器件制造", "industry/gbt4754-3825"),
        ("Industry", "C3825 光伏设备及元器件制造", "industry/gbt4754-3825"),
        ("Industry", "光伏", mint("industry", "光伏")),
        ("Indicator", "生产总值（亿元）", "indicator/IND001"),
        ("Indicator", "IND001", "indicator/IND001"),
    ],
)
def test_a_name_that_leads_to_a_thing(type_: str, form: str, key: str) -> None:
    found = resolve(type_, form)
    assert (found.key, found.declared, found.question) == (key, True, None)


@pytest.mark.parametrize(
    ("type_", "form", "fault", "near"),
    [
        (
            "County",
            "鼓楼区",
            "ambiguous",
            {"division/320106", "division/320302", "division/350102", "division/410204"},
        ),
        (
            "County",
            "鼓楼",
            "ambiguous",
            {"division/320106", "division/320302", "division/350102", "division/410204"},
        ),
        ("City", "襄樊市", "", {"zone/xiangyang"}),
        ("County", "南京市滨湖区", "", {"division/320211"}),
        ("County", "999999", "", set()),
        ("City", "亚特兰蒂斯市", "", set()),
        ("Zone", "高新区", "general", set()),
        ("Zone", "浙江南京高新区", "misspelt", {"zone/nanjing"}),
        ("Zone", "马鞍三慈湖高新区", "misspelt", {"zone/maanshan-cihu"}),
        ("Zone", "廊坊国家高新区", "misspelt", set()),
        ("NationalZone", "廊坊高新区", "", set()),
        ("NationalZone", "成都高新区西区", "area", {"zone/chengdu"}),
        ("Zone", "昆明高新区政务服务局", "part", {"zone/kunming"}),
        ("Zone", "合肥", "level", {"division/340100"}),
        ("NationalZone", "长沙经济技术开发区", "", set()),
        ("Industry", "光伏、储能", "joined", set()),
        ("Industry", "C9999", "code", set()),
        ("Industry", "C3825 锂离子电池制造", "disagree", {"industry/gbt4754-3825"}),
        ("Indicator", "生产总直", "", {"indicator/IND001"}),
        ("Indicator", "随便写的指标", "", set()),
    ],
)
def test_a_name_that_is_a_question(type_: str, form: str, fault: str, near: set[str]) -> None:
    question = resolve(type_, form).question
    assert question is not None
    assert (question.type, question.name, question.fault) == (type_, form, fault)
    assert near <= {found.key for found in question.near}
    problem = question.problem("名单.csv:7", "object")
    assert (problem.place, problem.column, problem.value) == ("名单.csv:7", "object", form)
    assert form in problem.zh
    assert form in problem.en


def test_candidates_are_nearest_first_and_say_why() -> None:
    question = resolve("Zone", "合肥高新技术产业开发区科技局").question
    assert question is not None
    first = question.near[0]
    assert (first.key, first.name) == ("zone/hefei", "合肥高新技术产业开发区")
    assert [n.score for n in question.near] == sorted(
        (n.score for n in question.near), reverse=True
    )
    assert "名称含有它" in question.problem("f.csv:2").zh


@pytest.mark.parametrize(
    ("type_", "form"),
    [
        ("Enterprise", "甲科技公司"),
        ("Product", "某某电池"),
        ("Project", "二期工程"),
        ("Zone", "长沙经济技术开发区"),
        ("Zone", "合肥新站高新区"),  # a zone of the province
        ("Zone", "庐江高新区"),
        ("Industry", "太空电梯"),
        ("Policy", "某某条例"),
        ("Organization", "某某研究院"),
        ("Zone", "某高新区（未具名）"),
        ("Enterprise", UNNAMED),
    ],
)
def test_a_class_that_admits_names(type_: str, form: str) -> None:
    found = resolve(type_, form)
    assert (found.declared, found.question, found.candidates) == (False, None, ())


@pytest.mark.parametrize("type_", ["Organization", "Zone", "County"])
@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("合肥高新区管委会", "管理委员会"),
        ("安徽省合肥市高新技术产业开发区管理委员会", "管理委员会"),
        ("合肥高新区党工委", "党工委"),
        ("合肥高新区党工委管委会", "党工委、管理委员会"),
    ],
)
def test_the_administration_is_a_thing_of_its_own(type_: str, form: str, body: str) -> None:
    name = f"合肥高新技术产业开发区{body}"
    assert resolve(type_, form) == Resolution(
        mint("organization", name), False, "", name, False, type="Organization", zone="zone/hefei"
    )


@pytest.mark.parametrize("form", ["成都高新区西区", "成都高新技术产业开发区（西区）"])
def test_an_area_of_a_zone_is_new_and_lies_in_it(form: str) -> None:
    found = resolve("Zone", form)
    assert (found.declared, found.question, found.zone) == (False, None, "zone/chengdu")


def test_other_offices_are_not_the_administration() -> None:
    found = resolve("Organization", "合肥高新区管委会科技局")
    assert (found.canonical, found.zone) == ("合肥高新区管委会科技局", "")


@pytest.mark.parametrize(
    ("short", "full"),
    [("科大讯飞", "科大讯飞股份有限公司"), ("华海光电", "华海光电有限责任公司")],
)
def test_a_short_name_leads_to_the_firm(short: str, full: str) -> None:
    declared = catalogue_registry(thing("enterprise/x", "Enterprise", full))
    assert declared.resolve("Enterprise", short, "f").key == "enterprise/x"
    mentioned = catalogue_registry(row(full, "locatedIn", "中关村", "Zone"))
    assert mentioned.resolve("Enterprise", short, "f").key == mint("enterprise", full)


def test_a_short_name_of_two_firms_is_ambiguous() -> None:
    names = catalogue_registry(
        thing("enterprise/a", "Enterprise", "华海股份有限公司"),
        thing("enterprise/b", "Enterprise", "华海集团有限公司"),
    )
    found = names.resolve("Enterprise", "华海", "f")
    assert found.candidates == ("enterprise/a", "enterprise/b")
    assert not found.declared


def test_words_of_the_trade_are_no_short_name() -> None:
    names = catalogue_registry(thing("enterprise/a", "Enterprise", "新能源科技有限公司"))
    assert not names.resolve("Enterprise", "新能源科技", "f").declared


def test_decisions_of_the_identity_table() -> None:
    new = same("廊坊国家高新区", "廊坊国家高新区", "Zone", same=False)
    found = catalogue_registry(new).resolve("Zone", "廊坊国家高新区", "f")
    assert (found.declared, found.question) == (False, None)
    apart = same("南京市高新区", "zone/nanjing", "Zone", same=False)
    found = catalogue_registry(apart).resolve("Zone", "南京市高新区", "f")
    assert (found.declared, found.question) == (False, None)
    into = same("襄樊市", "division/420600", "City")
    assert catalogue_registry(into).resolve("City", "襄樊市", "f").key == "division/420600"


@pytest.fixture
def shipped_copy(shipped_settings: Settings, tmp_path: Path) -> Settings:
    """A copy of the home with the shipped data, to load into."""
    return copy_home(shipped_settings, tmp_path / "home")


def test_addresses_and_codes_become_no_aliases(tmp_path: Path, shipped_copy: Settings) -> None:
    rows = [
        "甲公司|Enterprise|locatedIn|合肥市高新区望江西路800号|Zone",
        "甲公司|Enterprise|operatesIn|C3825 光伏设备及元器件制造|Industry",
    ]
    load_paths(shipped_copy, [write_statements(tmp_path, "mine.csv", rows, "article-002")])
    generation = Store(shipped_copy).read()
    for key in ("zone/hefei", "industry/gbt4754-3825"):
        labels = {value_of(q.object) for q in generation.triples(generation.minter.thing(key))}
        assert labels.isdisjoint({"合肥市高新区望江西路800号", "C3825 光伏设备及元器件制造"})
    assert generation.names.resolve("合肥市高新区望江西路800号").key == "zone/hefei"


def test_nothing_is_published_and_every_row_is_named(
    tmp_path: Path, shipped_copy: Settings
) -> None:
    rows = [
        "地点甲公司|Enterprise|locatedIn|南京市高新区|Zone",
        "地点乙公司|Enterprise|locatedIn|廊坊国家高新区|Zone",
        "地点丙公司|Enterprise|operatesIn|光伏、储能|Industry",
        "地点丁公司|Enterprise|locatedIn|鼓楼区|County",
    ]
    before = Store(shipped_copy).current()
    with pytest.raises(InvalidSource) as caught:
        load_paths(shipped_copy, [write_statements(tmp_path, "mine.csv", rows, "article-002")])
    assert [p.place for p in caught.value.problems] == ["mine.csv:3", "mine.csv:4", "mine.csv:5"]
    assert Store(shipped_copy).current() == before


def test_the_administration_lies_in_its_zone(tmp_path: Path, shipped_copy: Settings) -> None:
    rows = ["合肥高新区管委会|Organization|partnerOf|甲公司|Enterprise"]
    load_paths(shipped_copy, [write_statements(tmp_path, "mine.csv", rows, "article-002")])
    names = Store(shipped_copy).read().names
    found = names.resolve("合肥市高新区管委会")
    assert (found.type, found.name) == ("Organization", "合肥高新技术产业开发区管理委员会")
    assert names.resolve("合肥高新区管委会").key == found.key
