"""``gaoxin show``: one screen that a person reads, sections, and the same counts everywhere."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Command, asking

pytestmark = pytest.mark.usefixtures("eighty_columns")

THINGS = (
    "合肥高新区",
    "天津滨海高新区",
    "黄河三角洲农业高新技术产业示范区",
    "芜湖高新区",
    "华为",
    "宋道军",
    "中国声谷",
    "生物医药",
    "国务院关于促进国家高新技术产业开发区高质量发展的若干意见",
    "合肥市",
    "生产总值",
    "source/article-002",
)
NOTES = ("OCR", "cross-column", "no figure", "name-implied", "truncated", "split by")


def shown(gaoxin: Command, *arguments: str) -> str:
    status, out, _ = gaoxin("show", *arguments)
    assert status == 0
    return out


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("options", [(), ("--all",)])
def test_fits_eighty_columns_without_notes_and_codes(
    gaoxin: Command, thing: str, options: tuple[str, ...]
) -> None:
    for code in ("zh", "en"):
        text = shown(gaoxin, thing, *options, "--lang", code)
        assert max(map(cell_len, text.splitlines())) <= 80
        for note in NOTES:
            assert note not in text
        assert "article-00" not in text.replace(f"show {thing}", "")
        assert "https://w3id" not in text


def test_first_screen_of_a_zone(gaoxin: Command) -> None:
    text = shown(gaoxin, "合肥高新区", "--lang", "zh")
    first = text.splitlines()
    assert first[0] == "合肥高新技术产业开发区"
    for label in ("所在", "获批", "主导产业", "最近的数字", "目标", "企业与平台"):
        assert any(line.strip().startswith(label) for line in first), label
    assert "安徽省合肥市" in text
    assert "亿元" in text
    # Slogans stand after facts, names after slogans.
    assert (
        text.index("政策 ") < text.index("称号 ") < text.index("定位 ") < text.index("名称与沿革")
    )


def test_a_province_begins_with_zones_and_figures(gaoxin: Command) -> None:
    text = shown(gaoxin, "江西省", "--lang", "zh")
    places = [text.index(f"\n  {label} ") for label in ("高新区", "最近的数字", "产业", "代码")]
    assert places == sorted(places)
    assert "没有来源报道" not in text  # firms of a place are told where they settled


def test_every_mark_has_one_source(gaoxin: Command) -> None:
    text = shown(gaoxin, "济南高新区", "--all", "--lang", "zh")
    body, _, sources = text.partition("\n来源\n")
    listed = re.findall(r"^ *\[(\d+)\]", sources, re.M)
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    assert set(re.findall(r"\[(\d+)[*?]?\]", body)) == set(listed)
    assert "官方或报道" in sources


def test_sections_add_up(gaoxin: Command) -> None:
    text = shown(gaoxin, "合肥高新区", "--lang", "zh")
    total = re.search(r"已知 (\d+) 条事实", text)
    assert total
    counts = re.findall(r"^  (?!.*项：)\S+ (\d+)  ", text.partition("各类")[2], re.M)
    assert len(counts) > 5
    assert sum(map(int, counts)) == int(total[1])


@pytest.mark.parametrize("word", ["政策", "policies", "POLICY", "政策与文件"])
def test_a_section_by_any_word(gaoxin: Command, word: str) -> None:
    text = shown(gaoxin, "合肥高新区", "--section", word, "--lang", "zh")
    listed = re.search(r"^政策 (\d+)$", text, re.M)
    assert listed
    entries = text.partition(listed[0])[2].partition("\n来源\n")[0]
    assert len(re.findall(r"^  \S", entries, re.M)) == int(listed[1])
    assert "所在" not in text


def test_an_unknown_section_lists_them_once(gaoxin: Command) -> None:
    status, out, err = gaoxin("show", "合肥高新区", "--section", "天气", "--lang", "zh")
    assert (status, out) == (1, "")
    assert err.count("政策") == 1


def test_one_source_and_one_year(gaoxin: Command) -> None:
    rows = asking(gaoxin)("show", "合肥高新区", "--source", "pages-hefei-2015")["rows"]
    assert rows
    assert all("pages-hefei-2015" in row["source"] for row in rows)
    text = shown(gaoxin, "合肥高新区", "--source", "pages-hefei-2015", "--lang", "zh")
    assert "[1]" in text
    assert "[2]" not in text.partition("\n来源\n")[2]
    rows = asking(gaoxin)("show", "合肥高新区", "--year", "2014")["rows"]
    assert rows
    assert all(row["time"] for row in rows)
    assert "没有这样的事实" in shown(gaoxin, "合肥高新区", "--year", "1900", "--lang", "zh")


def test_a_pipe_gets_the_same_text_without_colour(gaoxin: Command) -> None:
    assert "\x1b" not in shown(gaoxin, "合肥高新区")


def test_absence_is_said(gaoxin: Command) -> None:
    text = shown(gaoxin, "黄河三角洲农业高新技术产业示范区", "--lang", "zh")
    assert "没有来源报道" in text
    assert "还没有人读过关于它的文章" in text
    assert "还不知道" in text


def test_a_source_is_shown_with_what_is_not_known_of_it(gaoxin: Command) -> None:
    text = shown(gaoxin, "source/article-002", "--lang", "zh")
    for line in ("出版者 +未注明", "日期 +未注明", "可信度 +官方或报道", "说到的高新区 +天津滨海"):
        assert re.search(rf"^  {line}", text, re.M), line


def test_limits_are_for_rows(gaoxin: Command) -> None:
    text = shown(gaoxin, "合肥高新区", "--lang", "zh")
    assert shown(gaoxin, "合肥高新区", "-n", "1", "--lang", "zh") == text
    assert len(asking(gaoxin)("show", "合肥高新区", "-n", "1")["rows"]) == 1


def test_a_section_that_is_asked_for_and_empty_says_so(gaoxin: Command) -> None:
    text = shown(gaoxin, "合肥高新区", "-s", "企业", "-s", "政策", "--lang", "zh")
    assert re.search(r"^企业 0\n  没有来源报道。$", text, re.M)
    assert re.search(r"^政策 [1-9]", text, re.M)


def test_basics_do_not_repeat_their_labels(gaoxin: Command) -> None:
    text = shown(gaoxin, "合肥高新区", "-s", "基本情况", "--lang", "zh")
    assert re.search(r"^  位于 +合肥市\[", text, re.M)


def test_codes_of_units_are_no_facts(gaoxin: Command) -> None:
    _, told, _ = gaoxin("show", "营业收入", "--all", "--lang", "zh")
    assert "亿元" in told
    assert "CCY_CNY" not in told


def test_a_multiple_is_said_to_be_one(gaoxin: Command) -> None:
    _, told, _ = gaoxin("show", "天津滨海高新区", "--section", "targets", "--lang", "en")
    assert "2-fold" in told
    assert "2 times" not in told
