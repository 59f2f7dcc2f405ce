"""Candidates for a written name: what is retrieved, how it is scored, and why."""

from __future__ import annotations

import itertools
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.graph.names.candidates import Candidates, Context
from gaoxin.graph.names.index import NameIndex
from gaoxin.graph.names.index_writing import update_names
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.name_parts import PlaceNames, parts_of_firm
from gaoxin.ontology.namespaces import GX, RDF, SKOS
from gaoxin.settings import read_settings

SETTINGS = read_settings({})
MINTER = Minter(SETTINGS)
CODE, OTHER_CODE = "91350100M000100Y43", "91340100100000008H"
DIVISIONS = {
    "110000": ("北京市", "北京"),
    "340000": ("安徽省", "安徽"),
    "340100": ("合肥市", "合肥"),
    "340200": ("芜湖市", "芜湖"),
    "320000": ("江苏省", "江苏"),
    "320100": ("南京市", "南京"),
    "320106": ("鼓楼区",),
    "530925": ("双江拉祜族佤族布朗族傣族自治县", "双江"),
}
FIRMS = {
    "enterprise/iflytek": ["科大讯飞股份有限公司"],
    "enterprise/huahai-hefei": ["合肥华海光电科技有限公司"],
    "enterprise/huahai-nanjing": ["南京华海光电科技有限公司"],
    "enterprise/haiguang": ["海光信息技术股份有限公司"],
    "enterprise/sungrow": ["阳光电源股份有限公司", "阳光电源"],
    f"enterprise/{CODE}": ["福建恒安集团有限公司"],
    "enterprise/other": ["安徽国轩高科动力能源有限公司"],
    "enterprise/branch": ["国轩高科股份有限公司合肥分公司"],
}
OTHERS = {
    "zone/hefei": ("NationalZone", ["合肥高新技术产业开发区", "合肥高新区"]),
    "zone/wuhu": ("NationalZone", ["芜湖高新技术产业开发区", "芜湖高新区"]),
    "project/one": ("Project", ["集成电路产业园一期"]),
    "project/two": ("Project", ["集成电路产业园二期"]),
    "person/wang": ("Person", ["王芳"]),
}
LOCATED = {"enterprise/haiguang": ["340100"], "enterprise/iflytek": ["340100"]}


def index_of(path: Path, things: dict[str, tuple[str, list[str]]]) -> NameIndex:
    store = ox.Store()
    for key, (name, forms) in things.items():
        node = MINTER.thing(key)
        store.add(ox.Quad(node, ox.NamedNode(RDF + "type"), ox.NamedNode(GX + name)))
        for number, form in enumerate(forms):
            label = ox.NamedNode(SKOS + ("altLabel" if number else "prefLabel"))
            store.add(ox.Quad(node, label, ox.Literal(form, language="zh")))
    update_names(path, store, list(store), MINTER)
    return NameIndex(path, SETTINGS)


@pytest.fixture
def found(tmp_path: Path) -> Candidates:
    things = {f"division/{code}": ("City", list(names)) for code, names in DIVISIONS.items()}
    things |= {key: ("Enterprise", forms) for key, forms in FIRMS.items()} | OTHERS
    return Candidates(index_of(tmp_path / "names.sqlite", things), lambda key: LOCATED.get(key, ()))


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("科大讯飞", "enterprise/iflytek"),
        ("科大讯飞有限公司", "enterprise/iflytek"),
        ("安徽科大讯飞股份有限公司", "enterprise/iflytek"),
        ("科大汛飞股份有限公司", "enterprise/iflytek"),
        ("海广信息技术有限公司", "enterprise/haiguang"),
        ("合肥華海光電科技有限公司", "enterprise/huahai-hefei"),
        ("华海（合肥）光电科技有限公司", "enterprise/huahai-hefei"),
        ("合肥华海光电", "enterprise/huahai-hefei"),
        ("合肥阳光电源股份公司", "enterprise/sungrow"),
        ("国轩高科动力能源有限公司", "enterprise/other"),
        ("恒安集团", f"enterprise/{CODE}"),
    ],
)
def test_the_nearest_firm(form: str, key: str, found: Candidates) -> None:
    nearest = found.nearest(form, "Enterprise")
    assert nearest[0].key == key
    assert all(a.score >= b.score for a, b in itertools.pairwise(nearest))
    assert len(found.nearest(form, "enterprise", 1)) == 1


@pytest.mark.parametrize(
    "form", ["深圳市腾讯计算机系统有限公司", "有限公司", "科技", "★", "", "a", "一二三四五六"]
)
def test_nothing_is_near(form: str, found: Candidates) -> None:
    assert found.nearest(form, "Enterprise") == []


def test_an_equal_name_has_the_full_score_and_another_brand_a_low_one(found: Candidates) -> None:
    scores = {c.key: c.score for c in found.nearest("合肥华海光电科技有限公司")}
    assert scores["enterprise/huahai-hefei"] == 100
    assert scores["enterprise/huahai-nanjing"] < 70  # the same name in another city
    assert "enterprise/other" not in scores


def test_the_place_decides_between_equal_names(found: Candidates) -> None:
    form = "华海光电科技有限公司"
    alone = found.nearest(form, "Enterprise")
    assert alone[0].score == alone[1].score
    context = Context(places=found.places.within("江苏省南京市鼓楼区"))
    best = found.nearest(form, "Enterprise", context=context)
    assert best[0].key == "enterprise/huahai-nanjing"
    assert best[0].score - best[-1].score >= 30
    assert "same city" in best[0].reason
    assert best[1].disagrees
    located = found.nearest("海光信息技术公司", context=Context(frozenset({"320100"})))
    assert located[0].disagrees  # told by where it lies, not by its name
    within = found.nearest("海光信息技术公司", context=Context(frozenset({"340000"})))
    assert "same province" in within[0].reason


def test_the_code_decides(found: Candidates) -> None:
    (only,) = found.nearest("谁也不像的名字", context=Context(code=CODE.lower()))
    assert (only.key, only.score) == (f"enterprise/{CODE}", 100)
    assert only.reason == "same code"
    other = found.nearest("福建恒安集团有限公司", context=Context(code=OTHER_CODE))
    assert f"enterprise/{CODE}" not in [c.key for c in other]
    near = found.nearest("科大讯飞", context=Context(code=OTHER_CODE))
    assert near[0].key == "enterprise/iflytek"  # its code is not known


def test_numbers_and_branches_tell_things_apart(found: Candidates) -> None:
    first, second = found.nearest("集成电路产业园一期项目", "Project")
    assert (first.key, second.key) == ("project/one", "project/two")
    assert first.score - second.score > 15
    scores = {c.key: c.score for c in found.nearest("国轩高科股份有限公司")}
    assert scores["enterprise/branch"] < 80


def test_zones_and_persons(found: Candidates) -> None:
    assert [c.key for c in found.nearest("合肥国家高新区", "Zone")] == ["zone/hefei"]
    (same_sound,) = found.nearest("王方", "Person")
    assert same_sound.score < 80
    assert found.nearest("王", "Person") == []


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("合肥华海光电科技有限公司", "合肥|华海|光电科技|有限公司|"),
        ("华海(合肥)光电科技有限公司", "合肥|华海|光电科技|有限公司|"),
        ("安徽省合肥市华海光电科技股份有限公司", "安徽省合肥市|华海|光电科技|股份有限公司|"),
        ("北京科技有限公司", "北京|科技||有限公司|"),
        ("双江科技有限公司", "|双江|科技|有限公司|"),
        ("华海集团", "|华海||集团|"),
        ("合肥有限公司", "|合肥||有限公司|"),
        ("国轩高科股份有限公司合肥分公司", "|国轩|高科|股份有限公司|合肥分公司"),
        ("fabrinetco.,ltd.", "|fabrinet||co.,ltd.|"),
        ("tcl中环", "|tcl中环|||"),
    ],
)
def test_parts_of_a_firms_name(name: str, parts: str) -> None:
    places = PlaceNames((form, code) for code, forms in DIVISIONS.items() for form in forms)
    firm = parts_of_firm(name, places)
    assert "|".join((firm.place, firm.brand, firm.trade, firm.legal, firm.branch)) == parts


def test_places_in_a_cell() -> None:
    places = PlaceNames((form, code) for code, forms in DIVISIONS.items() for form in forms)
    assert places.within("江苏省南京市鼓楼区中山路1号") == {"320106"}
    assert places.within("安徽·合肥") == {"340100"}
    assert places.within("合肥、芜湖") == {"340100", "340200"}
    assert places.within("340100") == {"340100"}
    assert places.within("不详") == frozenset()
