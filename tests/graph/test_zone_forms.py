"""Written forms of zones and of their administrations."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

import pytest

from gaoxin.graph.names.keys import match_key
from gaoxin.graph.names.zone_forms import (
    ADMINISTRATION,
    BOTH,
    PARTY,
    ZoneForms,
    ZoneReading,
    zone_core,
)
from tests.fixtures.catalogues import catalogue_registry

ROWS = list(
    csv.DictReader(
        (resources.files("gaoxin.data") / "reference" / "zones.csv").open(encoding="utf-8")
    )
)


@pytest.fixture(scope="module")
def zones() -> ZoneForms:
    return catalogue_registry().gazetteer.zones


def read(zones: ZoneForms, text: str) -> ZoneReading:
    return zones.read(match_key(text))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("南京市高新区", "nanjing"),
        ("江苏南京高新区", "nanjing"),
        ("江苏省南京市高新技术产业开发区", "nanjing"),
        ("南京高新技术开发区", "nanjing"),
        ("南京国家级高新区", "nanjing"),
        ("国家级南京高新技术产业开发区", "nanjing"),
        ("南京高新区（国家级）", "nanjing"),
        ("南京高新", "nanjing"),
        ("南京 高新區", "nanjing"),
        ("南京高新区内", "nanjing"),
        ("天津市滨海高新区", "tianjin-binhai"),
        ("天津市高新技术产业开发区", "tianjin-binhai"),
        ("武汉市高新区", "wuhan-donghu"),
        ("湖北省武汉市东湖新技术开发区", "wuhan-donghu"),
        ("武汉东湖新技术开发区高新大道888号", "wuhan-donghu"),
        ("包头市稀土高新区", "baotou-xitu"),
        ("厦门市火炬高新区", "xiamen-huoju"),
        ("山东省威海市火炬高技术产业开发区", "weihai-huoju"),
        ("河北三河燕郊高新区", "yanjiao"),
        ("苏州高新区(虎丘区)", "suzhou"),
        ("杭州高新区（滨江）", "hangzhou"),
        ("合肥市蜀山区合肥高新区", "hefei"),
        ("合肥市高新区望江西路800号", "hefei"),
        ("安徽省合肥市高新区创新大道2800号创新产业园二期", "hefei"),
        ("合肥高新技术产业开发区（合肥高新区）", "hefei"),
        ("苏州工业园区星湖街328号", "suzhou-gongye-yuan"),
        ("江苏省苏州工业园区", "suzhou-gongye-yuan"),
        ("北京市中关村科技园", "zhongguancun"),
        ("上海市张江高科技园区碧波路690号", "shanghai-zhangjiang"),
        ("吉林省吉林市高新区", "jilin"),
        ("新疆石河子高新区", "shihezi"),
        ("宁波国家高新区（新材料科技城）", "ningbo"),
        ("石家庄高新技术产业开发区湘江道", "shijiazhuang"),
        ("Hefei High-Tech Zone", "hefei"),
        ("hefei national hi-tech industrial development zone", "hefei"),
        ("The Wuhan East Lake High-tech Development Zone", "wuhan-donghu"),
    ],
)
def test_one_zone(zones: ZoneForms, text: str, key: str) -> None:
    assert read(zones, text) == ZoneReading((f"zone/{key}",))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("合肥高新区管委会", ADMINISTRATION),
        ("合肥高新区管理委员会", ADMINISTRATION),
        ("安徽省合肥市高新技术产业开发区管委会", ADMINISTRATION),
        ("合肥高新区党工委", PARTY),
        ("中共合肥高新技术产业开发区工作委员会", PARTY),
        ("合肥高新区党工委、管委会", BOTH),
        ("合肥高新区党工委管委会", BOTH),
    ],
)
def test_the_bodies_of_a_zone(zones: ZoneForms, text: str, body: str) -> None:
    assert read(zones, text) == ZoneReading(("zone/hefei",), body)


@pytest.mark.parametrize(
    "text", ["成都高新区西区", "成都高新技术产业开发区(西区)", "成都高新区新川科技园"]
)
def test_an_area_within_the_zone(zones: ZoneForms, text: str) -> None:
    assert read(zones, text) == ZoneReading(("zone/chengdu",), "", True, True)


@pytest.mark.parametrize(
    "text",
    [
        "成都高新区政务服务局",
        "成都高新区、天府新区",
        "成都高新区管委会科技局",
    ],
)
def test_a_part_is_not_the_zone(zones: ZoneForms, text: str) -> None:
    assert read(zones, text) == ZoneReading(("zone/chengdu",), is_part=True)


@pytest.mark.parametrize(
    "text",
    [
        "高新区",
        "国家高新技术产业开发区",
        "浙江南京高新区",  # not in that province
        "吉林省高新区",  # the province, not the city after which the zone is called
        "廊坊高新区",  # a zone of the province, not in the catalogue
        "合肥省级高新区",
        "火炬高新区",  # three of them
        "西安高新一路",
        "合肥高新投资集团",
        "合肥市蜀山区高新区",
    ],
)
def test_no_zone(zones: ZoneForms, text: str) -> None:
    assert read(zones, text) == ZoneReading(())


def test_a_street_is_not_the_zone_after_which_it_is_called(zones: ZoneForms) -> None:
    assert read(zones, "中关村大街27号").is_part
    assert read(zones, "光谷大道77号").is_part


def test_the_core_of_a_name() -> None:
    assert zone_core("合肥高新技术产业开发区") == "合肥"
    assert zone_core("国家高新区") == ""
    assert zone_core("苏州工业园区") == "苏州工业园区"


def written(row: dict[str, str]) -> Iterator[str]:
    """The forms in which lists of officers, papers and addresses write one zone."""
    full, short = row["name_zh_full"], row["name_zh_short"]
    city, province, county = row["city"], row["province"], row["county"]
    core = short.removesuffix("高新区")
    is_usual = short.endswith("高新区") and short != full
    yield full
    yield short
    yield f"国家级{full}"
    yield f"{short}（国家级）"
    yield f"{province}{short}"
    yield f"{province.removesuffix('省')}{full}"
    yield f"{province}{city}{short}"
    yield f"{city}{full}"
    yield f"{province}{city}{full}"
    yield f" {short[:2]} {short[2:]} "
    yield f"{short}科学大道18号A座"
    yield f"{province}{city}{county}{full}创新路2号"
    yield f"{short}管委会"
    yield f"{full}管理委员会"
    yield f"中共{full}工作委员会"
    yield f"{province}{city}{short}党工委"
    yield f"{full}党工委、管委会"
    yield f"{short}范围内"
    if is_usual:
        yield f"{core}市高新区" if not core.startswith(city.removesuffix("市")) else f"{core}高新"
        yield f"{core}国家高新区"
        yield f"{core}国家级高新区"
        yield f"{core}国家级高新技术产业开发区"
        yield f"{core}高新技术开发区"
        yield f"{core}高新技术产业园区"
        yield f"{core}高新开发区"
        if core.startswith(city.removesuffix("市")):
            rest = core.removeprefix(city.removesuffix("市"))
            yield f"{city}{rest}高新区"
            yield f"{city}{rest}高新技术产业开发区"
            yield f"{province}{city}{rest}国家高新区"


CORROBORATED = [row for row in ROWS if row["corroboration"] in ("A", "B")]


@pytest.mark.parametrize("row", CORROBORATED, ids=[row["key"] for row in CORROBORATED])
def test_the_forms_of_each_zone(zones: ZoneForms, row: dict[str, str]) -> None:
    forms = list(written(row))
    assert len(set(forms)) >= 16
    missed = [form for form in forms if read(zones, form).zones != (row["key"],)]
    missed += [form for form in forms if read(zones, form).is_part]
    assert missed == []


def test_there_are_corroborated_zones() -> None:
    assert len(CORROBORATED) > 100


@pytest.mark.parametrize(
    ("text", "is_misspelt"),
    [
        ("合肥高兴区", True),
        ("合肥高欣区", True),
        ("合肥高新去", True),
        ("合肥高新计术产业开发区", True),
        ("合肥高薪技术产业开发区", True),
        ("合肥东新区", False),
        ("合肥高教区", False),
        ("合肥经济技术开发区", False),
        ("庐江高新区", False),
    ],
)
def test_an_ending_that_is_almost_that_of_a_zone(
    zones: ZoneForms, text: str, is_misspelt: bool
) -> None:
    assert zones.is_misspelt(match_key(text)) is is_misspelt
