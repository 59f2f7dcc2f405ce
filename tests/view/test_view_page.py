"""The page in a real Chromium: no requests, Chinese on the canvas, clicks, search, PNG."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.fixtures.browser import Browser
from tests.fixtures.view_page import (
    FULL,
    click_text,
    heading,
    labels,
    number_of,
    overlapping,
    panel,
    type_search,
    unlabelled,
    wait,
)

pytestmark = pytest.mark.browser


def test_nothing_is_asked_of_the_network_and_nothing_is_refused(
    browser: Browser, page: Path
) -> None:
    browser.open(page)
    browser.run("Stage.zoom(1.2); Panel.show({node: 0}, true); Saving.png()")
    wait(lambda: list(browser.downloads.glob("*.png")))
    asked = [url for url in browser.requests() if not url.startswith("blob:")]
    assert asked == [page.as_uri()]
    assert browser.complaints() == []
    assert browser.run("return performance.getEntriesByType('resource').length") == 0


def test_a_request_would_have_been_seen_and_refused(browser: Browser, page: Path) -> None:
    """Shows that the test above can fail: requests are logged, and the page's policy blocks
    them.
    """
    browser.open(page)
    browser.run("const i = new Image(); i.src = 'http://127.0.0.1:9/x.png'; fetch('data:,x')")
    refused = wait(lambda: [line for line in browser.complaints() if "Content Security" in line])
    assert refused
    loose = page.with_name("loose.html")
    loose.write_text("<body data-ready=yes><img src='http://127.0.0.1:9/y.png'>", encoding="utf-8")
    browser.open(loose)
    wait(lambda: any(url.endswith("/y.png") for url in browser.requests()))
    browser.complaints()


def test_every_thing_has_its_name_on_the_canvas(opened: Browser) -> None:
    assert unlabelled(opened) == []
    assert overlapping(opened) == []
    texts = {box["text"] for box in labels(opened)}
    assert {FULL, "天津市", "先进电池", "力神电池", "夏青林"} <= texts
    captions = {box["text"] for box in labels(opened) if "caption" in box}
    assert "位于 1" in captions
    assert any(text.startswith("主导产业 1") for text in captions)
    ink = opened.run(
        """
        const canvas = document.querySelector('#network canvas');
        const count = () => {
          const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          let dark = 0;
          for (let i = 0; i < data.length; i += 4) {
            const [red, green, blue, alpha] = data.slice(i, i + 4);
            if (alpha > 200 && red < 60 && green < 70 && blue < 90) dark += 1;
          }
          return dark;
        };
        const full = count();
        Stage.scene.items.forEach((i) => { i.kept = i.text; i.text = ''; });
        Stage.paint();
        const bare = count();
        Stage.scene.items.forEach((i) => { i.text = i.kept; });
        Stage.paint();
        return [full, bare];
        """
    )
    assert ink[0] > ink[1] + 300, ink
    shapes = opened.run(
        """
        return ['高', '新', '区'].map((text) => {
          const canvas = document.createElement('canvas');
          canvas.width = canvas.height = 40;
          const context = canvas.getContext('2d');
          context.font = '30px ' + getComputedStyle(document.body).fontFamily;
          context.fillText(text, 4, 32);
          return canvas.toDataURL();
        });
        """
    )
    assert len(set(shapes)) == 3  # without a font, all three would be the same empty box


def test_click_shows_facts_with_sources_and_grades(opened: Browser) -> None:
    click_text(opened, FULL)
    wait(lambda: heading(opened) == FULL)
    text = panel(opened)
    for part in (
        "Tianjin Binhai",
        "别名：滨海高新区",
        "国家高新区",
        "生产总值",
        "69.7 亿元",
        "≥ 100 亿元",
        "目标",
        "批准时间",
        "1991-03",
        "主导产业",
        "先进电池",
        "重点发展",
        "党委书记",
        "管委会主任",
        "滨海高新区的新能源 · 2024-05-06",
        "先进电池产业链 · 2025-01-02",
    ):
        assert part in text, part
    grades = opened.run(
        "return [...document.querySelectorAll('#panel .grade')].map((e) => e.textContent)"
    )
    assert {"官方或报道", "仅见名单", "文中隐含"} <= set(grades)
    opened.run("document.querySelector('#panel .link.what').click()")  # continue to a neighbour
    wait(lambda: FULL not in heading(opened))


def test_click_on_a_line_tells_its_relations(opened: Browser) -> None:
    opened.run(
        "const n = Model.lines.findIndex((l) => l.parts.some((p) => p.p === 'holdsPosition'));"
        "Panel.show({line: n})"
    )
    text = panel(opened)
    assert text.count("任职于") == 2
    assert "党委书记" in text
    assert "2022" in text


@pytest.mark.parametrize(
    "typed", ["滨海高新区", "binhai", "bhgxq", "TIANJINBINHAI", "天津濱海高新", "天津 滨海"]
)
def test_search_finds_by_any_writing(opened: Browser, typed: str) -> None:
    from selenium.webdriver.common.keys import Keys

    assert type_search(opened, typed)[0] == FULL
    opened.driver.switch_to.active_element.send_keys(Keys.ENTER)
    wait(lambda: heading(opened) == FULL)
    wait(lambda: opened.run("return Stage.chosen.node") == number_of(opened, FULL))


def test_search_without_a_hit_says_so(opened: Browser) -> None:
    (told,) = type_search(opened, "没有的东西")
    assert "没有「没有的东西」" in told


def saved(opened: Browser, tool: str, ending: str) -> bytes:
    """Press the tool and one of the entries of its menu; return the file."""
    for old in opened.downloads.iterdir():
        old.unlink()
    opened.run("document.getElementById('tool-save').click()")
    opened.run("document.getElementById(arguments[0]).click()", tool)
    path = wait(lambda: next(iter(opened.downloads.glob("*" + ending)), None))
    assert path.name == FULL + ending
    data: bytes = wait(lambda: len(path.read_bytes()) > 500 and path.read_bytes())
    return data


def test_png_has_the_size_of_a_slide(opened: Browser) -> None:
    data = saved(opened, "savePng", ".png")
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 1920
    assert int.from_bytes(data[20:24], "big") == 1080


def test_svg_has_title_legend_and_sources(opened: Browser) -> None:
    text = saved(opened, "saveSvg", ".svg").decode()
    root = ElementTree.fromstring(text)
    assert (root.get("width"), root.get("height")) == ("1920", "1080")
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert FULL in texts
    assert {"先进电池", "力神电池", "国家高新区", "空心、虚线：仅计划或目标"} <= set(texts)
    assert any(told.startswith("来源：滨海高新区的新能源") for told in texts)


def test_english_numbers_agree_with_their_nouns(opened: Browser) -> None:
    say = "Texts.choose('en'); return Texts.say(...arguments)"
    assert opened.run(say, "withinSteps", 1, 1000) == "within 1 step, 1000 things at most"
    assert opened.run(say, "withinSteps", 2, 1) == "within 2 steps, 1 thing at most"
    assert opened.run(say, "counted", 1, 0) == "1 thing, 0 relations"
    assert opened.run(say, "beyond", 1).startswith("1 more neighbour outside this graph;")


def test_others_are_named_among_the_sources_only_if_there_are_more(opened: Browser) -> None:
    sources = "Texts.choose('en'); return Saving.svg(1920, 1080).match(/Sources: [^<]*/)[0]"
    assert len(opened.run("return Model.data.sources")) <= 4
    assert "others" not in opened.run(sources)
    opened.run(
        "for (let n = 0; n < 9; n += 1) Model.data.sources.push({ title: 'source ' + n });"
        "const parts = [...Model.visible.lines.values()].flat();"
        "parts[0].src = Model.data.sources.map((_, n) => [n, 'A'])"
    )
    assert "and others, " in opened.run(sources)


def test_csv_is_what_is_shown(opened: Browser) -> None:
    opened.run("document.querySelector('#relations [data-key=locatedIn] input').click()")
    data = saved(opened, "saveCsv", ".csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert {row["关系"] for row in rows} >= {"主导产业", "任职于"}
    assert "位于" not in {row["关系"] for row in rows}
    leading = next(row for row in rows if row["关系"] == "主导产业")
    assert (leading["主语"], leading["宾语"]) == (FULL, "先进电池")
    assert leading["来源"] == "滨海高新区的新能源"
    assert leading["可信程度"]


def test_small_screens_have_no_overlap_and_the_details_come_up(opened: Browser) -> None:
    opened.driver.set_window_size(500, 800)
    wait(lambda: opened.run("return innerWidth") < 600)
    # The canvas gets the new size when the page is drawn next.
    wait(lambda: opened.run("return document.documentElement.scrollWidth <= innerWidth"))
    opened.driver.refresh()
    wait(lambda: opened.run("return document.body.dataset.ready") == "yes")
    visible = "return getComputedStyle(document.getElementById(arguments[0])).display !== 'none'"
    assert not opened.run(visible, "filters")
    assert not opened.run(visible, "panel")
    opened.run("document.getElementById('open-filters').click()")
    assert opened.run(visible, "filters")
    opened.run("Panel.show({node: arguments[0]})", number_of(opened, "天津市"))
    assert opened.run(visible, "panel")
    assert not opened.run(visible, "filters")
    overlap = opened.run(
        """
        const boxes = ['title', 'search', 'language', 'network'].map(
          (id) => document.getElementById(id).getBoundingClientRect());
        const meet = (a, b) => a.left < b.right && b.left < a.right
          && a.top < b.bottom && b.top < a.bottom;
        return boxes.some((a, i) => boxes.some((b, j) => i < j && meet(a, b)));
        """
    )
    assert not overlap


def test_keyboard_alone_reaches_a_thing_and_its_neighbour(opened: Browser) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    ActionChains(opened.driver).send_keys("/").perform()
    wait(lambda: opened.run("return document.activeElement.id") == "search")
    ActionChains(opened.driver).send_keys("xiaqinglin", Keys.ENTER).perform()
    wait(lambda: heading(opened) == "夏青林")
    ActionChains(opened.driver).send_keys(*[Keys.TAB] * 5, Keys.ENTER).perform()
    wait(lambda: heading(opened) == FULL)
    ActionChains(opened.driver).send_keys(Keys.ESCAPE).perform()
    wait(lambda: "关于此图" in panel(opened))
