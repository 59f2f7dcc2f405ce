"""Charts: what they show, what they leave out and say so, and the files that come out."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gaoxin.errors import BadParameter, BadUsage, ServiceUnavailable
from gaoxin.graph.charts.beside import industries_by_zones, things_over_indicator
from gaoxin.graph.charts.draw import chart_form, draw, has_chinese_font
from gaoxin.graph.charts.years import figures_over_years
from gaoxin.graph.comparison.compare import compare
from gaoxin.graph.facts.reader import Reader
from gaoxin.language import choose_language
from tests.fixtures.told import thing, told

A, B, C = (f"{letter}高新区|Zone" for letter in "甲乙丙")
PRODUCT = thing("总产值", "Indicator")


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    choose_language("zh")
    yield
    choose_language(None)


def figure(zone: str, value: str, time: str = "2024", unit: str = "亿元", more: str = "") -> str:
    return (
        f"{zone}|observation|总产值|Indicator|value={value}|unit={unit}|time={time}"
        f"|status=actual{more}"
    )


def promise(zone: str, value: str, time: str, name: str = "总产值") -> str:
    return f"{zone}|target|{name}|Indicator|value={value}|unit=亿元|time={time}|status=target"


def graph_of(*rows: str) -> SimpleNamespace:
    graph = told(paper_a=rows)
    graph.graph_sources, graph.manifest = {}, SimpleNamespace(datasets={})
    return graph


def texts(spec: dict[str, Any], folder: Path) -> list[str]:
    """The texts of the chart as it is drawn."""
    draw(spec, folder / "chart.svg")
    page = (folder / "chart.svg").read_text(encoding="utf-8")
    assert page.startswith("<svg")
    return re.findall(r">([^<>]+)<", page)


def test_figures_over_years_with_targets(tmp_path: Path) -> None:
    rows = [figure(A, "100", "2022"), figure(A, "120", "2023"), promise(A, "200", "2027")]
    reader = Reader(graph_of(*rows))
    for indicator in (None, PRODUCT):
        spec = figures_over_years(reader, thing("甲高新区", "Zone"), indicator)
        shown = texts(spec, tmp_path)
        labels = ["100 亿元（2022 年）", "120 亿元（2023 年）", "200 亿元（2027 年）"]
        if indicator:  # the axes say unit and year
            labels = ["100", "120", "200", "亿元"]
        assert set(labels) <= set(shown)
        assert {"2022", "2023", "2027"} <= set(shown)
        assert "来源：甲报" in shown
        marks = (tmp_path / "chart.svg").read_text(encoding="utf-8")
        assert "stroke-dasharray" in marks  # from what is reached to the target


def test_figures_of_a_quarter_are_not_joined_with_those_of_a_year(tmp_path: Path) -> None:
    rows = [figure(A, "100", "2022"), figure(A, "120", "2023"), figure(A, "31", "2024-01/2024-03")]
    spec = figures_over_years(Reader(graph_of(*rows)), thing("甲高新区", "Zone"), PRODUCT)
    draw(spec, tmp_path / "chart.svg")
    page = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    lines = re.findall(r'"line mark" d="([^"]+)"', page)
    assert sorted(len(re.findall("[ML]", line)) for line in lines) == [1, 2]


def test_figures_without_a_time_are_counted(tmp_path: Path) -> None:
    rows = [figure(A, "100", "2022"), figure(A, "5", "")]
    spec = figures_over_years(Reader(graph_of(*rows)), thing("甲高新区", "Zone"))
    assert "另有 1 项没有数值或时间，未画出。" in texts(spec, tmp_path)
    assert "5 亿元" not in " ".join(texts(spec, tmp_path))


def test_several_units_have_no_common_axis(tmp_path: Path) -> None:
    rows = [figure(A, "100", "2022"), figure(A, "8", "2023", "%")]
    spec = figures_over_years(Reader(graph_of(*rows)), thing("甲高新区", "Zone"), PRODUCT)
    assert {"100 亿元（2022 年）", "8%（2023 年）"} <= set(texts(spec, tmp_path))
    assert spec["height"] != 300


def test_bars_of_one_indicator(tmp_path: Path) -> None:
    rows = [
        figure(A, "0.01", "2024", "万亿元"),
        figure(A, "1", "2020"),
        figure(B, "120", "2023"),
        figure(C, "8", "2024", "%"),
        "丁高新区|Zone|hasIndustry|光伏|Industry",
    ]
    iris = [thing(f"{letter}高新区", "Zone") for letter in "甲乙丙丁"]
    shown = texts(things_over_indicator(Reader(graph_of(*rows)), iris, PRODUCT), tmp_path)
    assert {"0.01 万亿元（2024 年）", "120 亿元（2023 年）"} <= set(shown)
    assert "时期不同，请留意括号中的时间。" in shown
    assert "单位不同，未画：丙高新区" in shown
    assert "没有来源报道：丁高新区" in shown
    assert shown.index("乙高新区") < shown.index("甲高新区")  # 120 亿元 is more than 100 亿元


def test_industries_by_zones(tmp_path: Path) -> None:
    rows = [
        f"{A}|leadingIndustry|光伏|Industry|status=actual",
        f"{B}|hasIndustry|光伏|Industry|status=planned",
        f"{B}|hasIndustry|软件|Industry|status=actual",
    ]
    graph: Any = graph_of(*rows)
    iris = [thing("甲高新区", "Zone"), thing("乙高新区", "Zone")]
    shown = texts(industries_by_zones(compare(graph, iris, date(2026, 1, 1))), tmp_path)
    assert {"甲高新区", "乙高新区", "光伏", "软件", "主导", "已在发展", "计划"} <= set(shown)


def test_nothing_to_draw_is_said() -> None:
    graph: Any = graph_of(f"{A}|partnerOf|乙公司|Enterprise", f"{B}|partnerOf|乙公司|Enterprise")
    iris = [thing("甲高新区", "Zone"), thing("乙高新区", "Zone")]
    reader = Reader(graph)
    with pytest.raises(BadParameter):
        figures_over_years(reader, iris[0])
    with pytest.raises(BadParameter):
        things_over_indicator(reader, iris, PRODUCT)
    with pytest.raises(BadParameter):
        industries_by_zones(compare(graph, iris, date(2026, 1, 1)))


def test_png_needs_a_chinese_font(tmp_path: Path) -> None:
    spec = figures_over_years(Reader(graph_of(figure(A, "100"))), thing("甲高新区", "Zone"))
    target = tmp_path / "图.png"
    if has_chinese_font():
        draw(spec, target)
        assert target.read_bytes().startswith(b"\x89PNG")
    else:
        with pytest.raises(ServiceUnavailable):
            draw(spec, target)


def test_other_forms_and_a_missing_extra_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chart_form(Path("a.SVG")) == "svg"
    with pytest.raises(BadUsage):
        chart_form(Path("a.pdf"))
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ServiceUnavailable) as refused:
        draw({}, tmp_path / "a.svg")
    assert "gaoxin[charts]" in refused.value.zh
