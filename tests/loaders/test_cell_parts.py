"""Several values in one cell, and texts that are one value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.loaders.lists.cell_parts import split_values
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import read_table


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("光伏、储能；锂电", ["光伏", "储能", "锂电"]),
        ("光伏,储能", ["光伏", "储能"]),
        ("光伏，储能;锂电", ["光伏", "储能", "锂电"]),
        ("光伏\n储能", ["光伏", "储能"]),
        ("集成电路/芯片", ["集成电路", "芯片"]),
        ("光伏+储能", ["光伏", "储能"]),
        ("光伏  储能", ["光伏", "储能"]),
        ("1、光伏；2、储能", ["光伏", "储能"]),
        ("1.光伏\n2.储能", ["光伏", "储能"]),
        ("(1)光伏 (2)储能", ["光伏", "储能"]),
        ("①光伏②储能", ["光伏", "储能"]),
        ("新材料、新能源等", ["新材料", "新能源"]),
        ("储能（含钠电、锂电），氢能", ["储能（含钠电、锂电）", "氢能"]),
        ("《通知、意见》、《办法》", ["《通知、意见》", "《办法》"]),
        ("光伏、光伏", ["光伏"]),
        ("光伏、", ["光伏"]),
        ("Acme Co., Ltd.、Beta, Inc.", ["Acme Co., Ltd.", "Beta, Inc."]),
        ("互联网+医疗、大数据", ["互联网+医疗", "大数据"]),
        ("5G+工业互联网", ["5G+工业互联网"]),
        ("AC/DC电源", ["AC/DC电源"]),
        ("R&D服务", ["R&D服务"]),
        ("1,200", ["1,200"]),
        ("3.5寸屏、2.4G模块", ["3.5寸屏", "2.4G模块"]),
        ("光伏（组件、储能", ["光伏（组件、储能"]),
        ("张 三", ["张 三"]),
        ("光伏组件的研发、生产和销售", ["光伏组件的研发、生产和销售"]),
        ("软件的开发、销售", ["软件的开发、销售"]),
        ("C39计算机、通信和其他电子设备制造业", ["C39计算机、通信和其他电子设备制造业"]),
        ("计算机，通信和其他电子设备制造", ["计算机，通信和其他电子设备制造"]),
        ("农、林、牧、渔业；汽车制造业", ["农、林、牧、渔业", "汽车制造业"]),
        ("光伏、酒、饮料和精制茶制造业", ["光伏", "酒、饮料和精制茶制造业"]),
        ("", []),
        ("、", []),
    ],
)
def test_lists_are_split_and_single_values_are_not(text: str, values: list[str]) -> None:
    assert list(split_values(text)) == values


NAMES = st.lists(
    st.text(st.sampled_from("光伏储能锂电芯片软件材料医药车"), min_size=2, max_size=6),
    min_size=1,
    max_size=6,
    unique=True,
)


@given(NAMES, st.sampled_from("、；;，,/|\n"))
def test_joined_names_come_apart_again(names: list[str], mark: str) -> None:
    assert list(split_values(mark.join(names))) == names


@given(NAMES, st.sampled_from(["（{}）", "《{}》", "【{}】", "“{}”"]))
def test_brackets_protect_what_is_in_them(names: list[str], form: str) -> None:
    inside = form.format("、".join(names))
    assert list(split_values(f"甲乙{inside}、丙丁")) == [f"甲乙{inside}", "丙丁"]


@pytest.mark.parametrize("kind", ["industries-gbt4754", "industries-sei"])
def test_no_official_name_comes_apart(kind: str) -> None:
    (dataset,) = (dataset for dataset in bundled_datasets() if dataset.kind == kind)
    names = [row.cells["name_zh"] for row in read_table(dataset.path).rows]
    assert any("、" in name for name in names)
    for name in names:
        assert split_values(name) == (name,)
        assert split_values(f"{name}；光伏")[0] == name
