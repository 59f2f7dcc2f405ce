"""Written forms of official industry classes."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from gaoxin.graph.names.industry_forms import GBT, SEI, IndustryForms, IndustryReading, parts_of
from gaoxin.graph.names.keys import match_key
from tests.fixtures.catalogues import catalogue_registry

FOLDER = resources.files("gaoxin.data") / "reference"


@pytest.fixture(scope="module")
def forms() -> IndustryForms:
    return catalogue_registry().gazetteer.industries


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("C3825", "3825"),
        ("c3825", "3825"),
        ("Ｃ３８２５", "3825"),
        ("3825", "3825"),
        ("C38", "38"),
        ("38", "38"),
        ("C", "C"),
        ("C-3825", "3825"),
        ("GB/T 4754-2017 C3825", "3825"),
        ("国民经济行业分类：3825", "3825"),
        ("C3825 光伏设备及元器件制造", "3825"),
        ("C3825光伏设备及元器件制造", "3825"),
        ("3825-光伏设备及元器件制造", "3825"),
        ("光伏设备及元器件制造(C3825)", "3825"),
        ("[C3825]光伏设备及元器件制造", "3825"),
        ("光伏设备及元器件制造", "3825"),
        ("C39 计算机、通信和其他电子设备制造业", "39"),
        ("I65 软件和信息技术服务业", "65"),
        ("软件和信息技术服务", "65"),
        ("制造业-电气机械和器材制造业-光伏设备及元器件制造", "3825"),
        ("制造业>电气机械和器材制造业", "38"),
        ("C 制造业", "C"),
        ("农、林、牧、渔业", "A"),
        ("集成电路制造", "3973"),  # a strategic industry has this name, too
        ("互联网安全服务", "6440"),  # so have the class and its only subclass
    ],
)
def test_one_class_of_gbt4754(forms: IndustryForms, text: str, key: str) -> None:
    found = forms.read(match_key(text))
    assert (found.keys, found.agrees) == ((GBT + key,), True)


def test_strategic_industries(forms: IndustryForms) -> None:
    assert forms.read("6.3.1").keys == (SEI + "6.3.1",)
    assert forms.read("sei6").keys == (SEI + "6",)
    assert forms.read(match_key("战略性新兴产业 6.3")).keys == (SEI + "6.3",)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("C3825 锂离子电池制造", {"3825", "3841"}),
        ("C3825 太空电梯", {"3825"}),
        ("D3825 光伏设备及元器件制造", {"3825"}),  # 38 is not in section D
    ],
)
def test_a_code_that_its_name_contradicts(forms: IndustryForms, text: str, near: set[str]) -> None:
    found = forms.read(match_key(text))
    assert not found.agrees
    assert {key.removeprefix(GBT) for key in found.keys} == near


@pytest.mark.parametrize("text", ["C9999", "D3825", "9999", "6.99"])
def test_a_code_that_does_not_exist(forms: IndustryForms, text: str) -> None:
    assert forms.read(match_key(text)) == IndustryReading((), True)


@pytest.mark.parametrize("text", ["A股", "12英寸晶圆", "3D打印", "5G", "光伏", "2", ""])
def test_no_class(forms: IndustryForms, text: str) -> None:
    assert forms.read(match_key(text)) == IndustryReading(())


def test_every_class_by_code_and_name(forms: IndustryForms) -> None:
    wrong, tried = [], 0
    with (FOLDER / "industries-gbt4754-2017.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            code, name = row["code"], row["name_zh"]
            for text in (code, f"{code} {name}", f"{name}（{code}）", f"[{code}]{name}"):
                tried += 1
                if forms.read(match_key(text)).keys != (GBT + code,):
                    wrong.append(text)
    assert tried > 4000
    assert wrong == []


def test_joined_names() -> None:
    assert parts_of("光伏、储能；锂电") == ["光伏", "储能；锂电"]
    assert parts_of(match_key("光伏、储能；锂电")) == ["光伏", "储能", "锂电"]
    assert parts_of("光伏") == ["光伏"]
