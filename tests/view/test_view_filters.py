"""The page's filters, steps, switches and notices, in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixtures.browser import Browser
from tests.fixtures.sample import iri, tianjin
from tests.fixtures.view_page import (
    FULL,
    click_text,
    labels,
    number_of,
    panel,
    shown,
    type_search,
    wait,
    write_view,
)

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("chinese")]


def test_search_reveals_what_a_filter_hides(opened: Browser) -> None:
    from selenium.webdriver.common.keys import Keys

    opened.run("document.querySelector('#types [data-key=Enterprise] input').click()")
    assert "力神电池" not in shown(opened)
    assert type_search(opened, "lishen") == ["力神电池"]
    opened.driver.switch_to.active_element.send_keys(Keys.ENTER)
    wait(lambda: "力神电池" in shown(opened))


def test_legend_filters_types_and_comes_back(opened: Browser) -> None:
    rows = opened.run(
        "return [...document.querySelectorAll('#types label')]"
        ".map((l) => [...l.querySelectorAll('span')].map((s) => s.textContent))"
    )
    assert ["国家高新区", "1"] in rows
    assert ["产业", "2"] in rows
    before = shown(opened)
    assert len(before) == 9
    opened.run("document.querySelector('#types [data-key=Industry] input').click()")
    assert shown(opened) == before - {"先进电池", "新能源产业"}
    drawn = opened.run("return Model.lines.length - Model.visible.lines.size")
    assert drawn == 3  # a line is not drawn without both ends
    opened.run("document.querySelector('#types [data-key=Industry] input').click()")
    assert shown(opened) == before
    opened.run("document.querySelector('#types h3 button').click()")
    assert shown(opened) == set()
    assert "没有符合筛选条件的内容" in opened.run(
        "return document.getElementById('empty').innerText"
    )
    opened.run("document.querySelector('#empty button').click()")
    assert shown(opened) == before


def test_filter_by_relation_and_line(opened: Browser) -> None:
    opened.run("document.querySelector('#lines [data-key=planned] input').click()")
    assert "电池基地" not in shown(opened)
    opened.run("document.querySelector('#lines [data-key=planned] input').click()")
    opened.run("document.querySelector('#relations [data-key=locatedIn] input').click()")
    assert "天津市" not in shown(opened)
    assert "力神电池" in shown(opened)  # still linked by another relation


def test_filter_by_year(opened: Browser) -> None:
    opened.run(
        "const f = document.querySelector('#years [data-key=from]');"
        "f.value = '2024'; f.dispatchEvent(new Event('change'));"
        "document.getElementById('undated').click()"
    )
    assert shown(opened) == {FULL, "先进电池", "力神电池", "电池基地"}
    opened.run(
        "const f = document.querySelector('#years [data-key=to]');"
        "f.value = '2024'; f.dispatchEvent(new Event('change'))"
    )
    assert shown(opened) == {FULL, "先进电池"}


def test_the_slider_says_up_to_which_year(opened: Browser) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    opened.run("document.getElementById('open-filters').click()")
    whole, years = shown(opened), opened.run("return Model.years")
    later = {"先进电池", "电池基地"}  # known only by facts of the last years
    assert years == sorted(years)
    assert later < whole

    def press(key: str) -> None:
        # The panel is drawn anew after each step, and the slider keeps the focus.
        opened.driver.find_element(By.CSS_SELECTOR, "#years [data-key=slider]").send_keys(key)

    slider = "return document.querySelector('#years [data-key=slider]')"
    assert opened.run(slider + ".getAttribute('aria-valuetext')") == str(years[-1])
    opened.run("document.getElementById('undated').click()")
    press(Keys.HOME)
    wait(lambda: opened.run("return Model.filters.to") == years[0])
    assert opened.run(slider + ".getAttribute('aria-valuetext')") == str(years[0])
    assert not later & shown(opened)
    assert opened.run("return document.activeElement.dataset.key") == "slider"
    press(Keys.ARROW_RIGHT)
    wait(lambda: opened.run("return Model.filters.to") == years[1])
    press(Keys.END)
    # The last year is no limit: what comes later in another picture would pass as well.
    wait(lambda: opened.run("return Model.filters.to === null"))
    assert later <= shown(opened)
    opened.run("document.getElementById('undated').click()")
    assert shown(opened) == whole


def test_what_stands_behind_a_thing_opens_and_closes(opened: Browser) -> None:
    assert {"新能源产业", "电池基地"} <= shown(opened)
    click_text(opened, "力神电池", "badge")
    wait(lambda: "电池基地" not in shown(opened))
    assert "新能源产业" in shown(opened)
    click_text(opened, "力神电池", "badge")
    wait(lambda: "电池基地" in shown(opened))
    opened.run("Panel.show({node: arguments[0]})", number_of(opened, "力神电池"))
    opened.run("document.getElementById('toggle').click()")
    assert "电池基地" not in shown(opened)
    opened.run("document.getElementById('tool-undo').click()")
    assert "电池基地" in shown(opened)


def test_lines_are_told_apart_by_their_dashes(browser: Browser, tmp_path: Path) -> None:
    g = tianjin()
    g.relation("zone/other", "hosts", "platform/valley", status="historical")
    g.thing("industry/all", "Industry", "全部产业")
    g.inferred("industry/battery", "subIndustryOf", "industry/all")
    path = tmp_path / "x.html"
    write_view(g.generation(), [iri("zone/binhai")], path)
    browser.open(path)
    kinds = browser.run("return Model.lines.map((l) => l.kind)")
    assert set(kinds) == {"stated", "planned", "historical", "inferred"}
    dashes = browser.run(
        "return Model.lines.map((_, n) => String(Painter.styleOf({line: n}).dash))"
    )
    assert len(set(dashes)) == 4
    assert len(set(zip(kinds, dashes, strict=True))) == 4
    kinds_drawn = "return [...new Set(Stage.scene.links.map((l) => Painter.styleOf(l).kind))]"
    signs = "return [...document.querySelectorAll('#legend span')].map((e) => e.dataset.kind)"
    for start, end in browser.run("return Model.lines.map((l) => [l.a, l.b])"):
        browser.run("Model.change((state) => { state.route = arguments[0]; })", [start, end])
        drawn = set(browser.run(kinds_drawn)) - {"stated"}
        assert drawn <= set(browser.run(signs)), (start, end)


def test_language_is_switched_whole(opened: Browser) -> None:
    opened.run("document.getElementById('open-filters').click()")
    opened.run("document.getElementById('language').click()")
    text = opened.run("return document.body.innerText")
    assert "About this graph" in text
    assert "national high-tech zone" in text
    assert "leading industry" in text
    assert "筛选" not in text
    assert opened.run("return document.documentElement.lang") == "en"
    wait(lambda: "Tianjin Binhai" in {box["text"] for box in labels(opened)})
    opened.run("document.getElementById('language').click()")
    assert "关于此图" in opened.run("return document.body.innerText")


def test_what_the_limit_left_out_is_said_in_the_page(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    report = write_view(tianjin().generation(), [iri("zone/binhai")], path, limit=4)
    assert (report.nodes, report.left_out) == (4, 2)
    browser.open(path)
    notice = browser.run("return document.getElementById('notice').innerText")
    assert "另有 2 个事物超出上限 4" in notice
    browser.run("Panel.show({node: arguments[0]})", number_of(browser, FULL))
    assert "另有 2 个邻居不在此图中" in panel(browser)
