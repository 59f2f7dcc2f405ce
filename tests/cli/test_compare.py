"""``gaoxin compare``: readable at 80 columns, in one language, with each source once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Command, asking

pytestmark = pytest.mark.usefixtures("eighty_columns")

PAIRS = (
    ("合肥高新区", "天津滨海高新区"),
    ("济南高新区", "合肥高新区", "天津滨海高新区"),
    ("南京高新区", "哈尔滨高新区", "成都高新区", "西安高新区", "合肥高新区"),
    ("集成电路", "生物医药"),
    ("合肥市", "武汉市"),
    ("安徽省", "江苏省"),
    ("华为", "海光信息"),
)
CODES = re.compile(r"\b(out|in|same_class|one|refused|alone|unknown|no_\w+|gx:\w+)\b")


@pytest.mark.parametrize("things", PAIRS, ids=lambda things: "-".join(things))
@pytest.mark.parametrize("options", [(), ("--all",)])
def test_fits_eighty_columns_without_codes(
    gaoxin: Command, things: tuple[str, ...], options: tuple[str, ...]
) -> None:
    for code in ("zh", "en"):
        status, text, _ = gaoxin("compare", *things, *options, "--lang", code)
        assert status == 0
        assert max(map(cell_len, text.splitlines())) <= 80
        assert "https://w3id" not in text
        if code == "zh":
            assert not CODES.search(text)
        body, _, sources = text.partition({"zh": "\n来源\n", "en": "\nSources\n"}[code])
        listed = re.findall(r"^ *\[(\d+)\]", sources, re.M)
        assert listed == list(map(str, range(1, len(listed) + 1)))
        assert set(re.findall(r"\[(\d+)[*?]?\]", body)) == set(listed)


def test_what_is_shared_and_what_is_refused(gaoxin: Command) -> None:
    _, text, _ = gaoxin("compare", "合肥高新区", "天津滨海高新区", "--lang", "zh")
    for words in ("共有 ", "仅合肥高新区 ", "不可比的（附原因）", "→ 时期不同", "企业种类"):
        assert words in text, words
    assert text.index("\n产业") < text.index("\n数字") < text.index("\n目标") < text.index("\n政策")


def test_one_section_in_every_form(gaoxin: Command, tmp_path: Path) -> None:
    pair = ("合肥高新区", "天津滨海高新区")
    rows = asking(gaoxin)("compare", *pair, "--section", "产业")["rows"]
    assert {row["section"] for row in rows} == {"industries"}
    assert {row["thing_iri"].rsplit("/", 1)[1] for row in rows} == {"hefei", "tianjin-binhai"}
    _, text, _ = gaoxin("compare", *pair, "--section", "产业", "--lang", "zh")
    assert "\n产业" in text
    assert "\n政策" not in text


@pytest.mark.parametrize(
    ("things", "words"),
    [
        (["合肥高新区"], "至少要写两个"),
        (["合肥高新区", "合肥市"], "地级行政区"),
        (["合肥高新区", "hfgxq"], "写了两次"),
        (["合肥高新区", "没有这样的名称"], "没有这样的名称"),
    ],
)
def test_refusals_say_why(gaoxin: Command, things: list[str], words: str) -> None:
    status, out, err = gaoxin("compare", *things, "--lang", "zh")
    assert (status, out) == (1, "")
    assert words in err


def test_an_unknown_section_lists_the_known_ones(gaoxin: Command) -> None:
    status, _, err = gaoxin("compare", "合肥高新区", "济南高新区", "-s", "没有", "--lang", "zh")
    assert status == 1
    assert "产业" in err


TIMELINES = ("天津滨海高新区", "合肥高新区", "华为", "集成电路", "安徽省", "宋道军", "中国声谷")


@pytest.mark.parametrize("thing", TIMELINES)
def test_a_timeline_reads_at_eighty_columns(gaoxin: Command, thing: str) -> None:
    for code in ("zh", "en"):
        status, text, _ = gaoxin("timeline", thing, "--lang", code)
        assert status == 0
        assert max(map(cell_len, text.splitlines())) <= 80
        assert "https://w3id" not in text


@pytest.mark.parametrize("industry", ["新能源", "制造业", "光伏"])
def test_a_chain_reads_at_eighty_columns(gaoxin: Command, industry: str) -> None:
    for code in ("zh", "en"):
        status, text, _ = gaoxin("chain", industry, "--lang", code)
        assert status == 0
        assert max(map(cell_len, text.splitlines())) <= 80
        assert "https://w3id" not in text
        before, _, sources = text.partition("\n来源\n" if code == "zh" else "\nSources\n")
        assert sources
        assert len(before.splitlines()) < (80 if code == "zh" else 120)


def test_all_of_a_chain_names_every_zone(gaoxin: Command) -> None:
    rows = asking(gaoxin)("chain", "新能源")["rows"]
    _, text, _ = gaoxin("chain", "新能源", "--all")
    joined = "".join(text.split())
    assert len(rows) > 10
    assert all("".join(row["zone"].split()) in joined for row in rows)


def test_a_chain_of_a_zone_is_refused(gaoxin: Command) -> None:
    status, _, err = gaoxin("chain", "合肥高新区", "--lang", "zh")
    assert status == 1
    assert "不是产业" in err


def test_a_timeline_is_in_order_and_counts_the_undated(gaoxin: Command) -> None:
    body = asking(gaoxin)("timeline", "天津滨海高新区")
    starts = [row["start"] or row["end"] for row in body["rows"]]
    assert len(starts) > 3
    assert starts == sorted(starts)
    _, text, _ = gaoxin("timeline", "天津滨海高新区", "--lang", "zh")
    assert "没有日期，不在其中" in text
    rows = asking(gaoxin)("timeline", "天津滨海高新区", "--section", "数字")["rows"]
    assert {row["section"] for row in rows} == {"figures"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline", "济南高新区"],
        ["timeline", "合肥高新区", "--indicator", "生产总值"],
        ["compare", "合肥高新区", "天津滨海高新区"],
        ["compare", "合肥高新区", "天津滨海高新区", "--indicator", "生产总值"],
    ],
    ids=" ".join,
)
def test_a_chart_beside_the_answer(gaoxin: Command, arguments: list[str], tmp_path: Path) -> None:
    target = tmp_path / "图.svg"
    status, text, err = gaoxin(*arguments, "--chart", str(target), "--lang", "zh")
    assert status == 0
    assert text.strip()
    assert str(target) in err
    page = target.read_text(encoding="utf-8")
    assert page.startswith("<svg")
    assert "来源：" in page


def test_charts_are_svg_or_png(gaoxin: Command, tmp_path: Path) -> None:
    pair = ("compare", "合肥高新区", "济南高新区")
    assert gaoxin(*pair, "--chart", str(tmp_path / "x.pdf"))[0] == 2
    assert gaoxin(*pair, "--indicator", "生产总值")[0] == 2
    assert list(tmp_path.iterdir()) == []
