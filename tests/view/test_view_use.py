"""What a person does with pages of the project's own data: search, filter, drag, walk, switch."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.graph.view.write import picture_around, write_page
from tests.fixtures.browser import Browser, resize
from tests.fixtures.sample import Sample, iri
from tests.fixtures.shipped_pages import BROWSER, HEFEI
from tests.fixtures.view_page import (
    heading,
    labels,
    number_of,
    panel,
    shown,
    type_search,
    wait,
)

pytestmark = pytest.mark.browser


@pytest.mark.usefixtures("chinese")
def test_search_by_initials(sized: Browser, pages: dict[str, Path]) -> None:
    from selenium.webdriver.common.keys import Keys

    sized.open(pages["provinces"])
    assert type_search(sized, "tjbhgxq") == ["天津滨海高新技术产业开发区"]
    sized.driver.switch_to.active_element.send_keys(Keys.ENTER)
    wait(lambda: heading(sized) == "天津滨海高新技术产业开发区")


@pytest.mark.usefixtures("chinese")
def test_way_between_two_chosen_things(sized: Browser, pages: dict[str, Path]) -> None:
    resize(sized, 1280, 800)
    sized.open(pages["comparison"])
    one, other = number_of(sized, "宋道军"), number_of(sized, "任广锋")
    sized.run("Panel.show({node: arguments[0]})", one)
    sized.run("document.getElementById('route').click()")
    sized.run("Panel.show({node: arguments[0]})", other)
    assert "从「宋道军」到这里的路径" in panel(sized)
    sized.run("document.getElementById('route').click()")
    wait(lambda: {"宋道军", "任广锋"} < shown(sized))
    assert len(shown(sized)) < 20
    assert any(box.get("relation") == "任职于" for box in labels(sized))
    sized.run("document.getElementById('whole').click()")
    wait(lambda: len(shown(sized)) > 20)


@pytest.mark.usefixtures("chinese")
def test_filters_by_source_and_reliability(sized: Browser, pages: dict[str, Path]) -> None:
    sized.open(pages["zone"])
    lines = sized.run("return Model.visible.lines.size")
    sized.run(
        "const f = document.querySelector('#grades [data-key=grade]');"
        "f.value = 'D'; f.dispatchEvent(new Event('change'))"
    )
    strong = sized.run(
        "return [...Model.visible.lines.values()].flat().map((p) => p.src.map((s) => s[1]))"
    )
    assert strong
    assert sized.run("return Model.visible.lines.size") < lines
    assert all({"A", "D"} & set(letters) for letters in strong)
    sized.run("Model.reset(); document.querySelector('#said h3 button').click()")
    assert sized.run("return Model.visible.lines.size") == 0


@pytest.mark.usefixtures("chinese")
def test_dark_colours(sized: Browser, pages: dict[str, Path]) -> None:
    sized.open(pages["zone"])
    corner = (
        "Stage.paint(); const c = Stage.canvas.getContext('2d');"
        "return [...c.getImageData(2, 2, 1, 1).data].slice(0, 3)"
    )
    assert sized.run(corner) == [255, 255, 255]
    sized.run("document.getElementById('colours').click()")
    assert max(sized.run(corner)) < 60
    assert sized.run("return getComputedStyle(document.body).color") == "rgb(231, 236, 243)"


@pytest.mark.usefixtures("chinese")
def test_figures_over_years_are_a_chart(sized: Browser, tmp_path: Path) -> None:
    g = Sample()
    g.source("article-000", "来源", "2024")
    g.thing("zone/a", "Zone", "园区甲")
    g.thing("indicator/c", "Indicator", "产值")
    for year, value in (("2021", "8"), ("2023", "11")):
        g.figure("zone/a", "indicator/c", value, "亿元", time=year, start=f"{year}-01-01")
    path = tmp_path / "x.html"
    write_page(g.generation(), picture_around(g.generation(), [iri("zone/a")]), path)
    sized.open(path)
    assert "图谱中没有与它相连的事物" in sized.run("return Stage.scene.notes.join('')")
    sized.run("Panel.show({node: 0}, true)")
    texts = sized.run(
        "return [...document.querySelectorAll('.chart text')].map((t) => t.textContent)"
    )
    assert {"产值", "8 亿元", "11 亿元", "2021", "2023"} <= set(texts)
    dots = sized.run(
        "return [...document.querySelectorAll('.chart circle')].map((c) => +c.getAttribute('cx'))"
    )
    assert dots == sorted(dots)
    assert len(dots) == 2


@pytest.mark.usefixtures("chinese")
def test_link_to_neo4j_browser_has_the_query_filled_in(
    sized: Browser, pages: dict[str, Path]
) -> None:
    sized.open(pages["zone"])
    sized.run("Panel.show({node: 0}, true); document.getElementById('cypher').click()")
    query = sized.run("return document.querySelector('.query').value")
    assert HEFEI in query
    assert "RETURN p" in query
    address = sized.run("return document.querySelector('#panel a').href")
    assert address.startswith(BROWSER + "?cmd=edit&arg=MATCH")
    assert [url for url in sized.requests() if not url.startswith("file:")] == []


@pytest.mark.usefixtures("chinese")
def test_without_the_address_of_neo4j_browser_there_is_no_link(
    sized: Browser, pages: dict[str, Path]
) -> None:
    sized.open(pages["comparison"])
    sized.run("Panel.show({node: 0}, true); document.getElementById('cypher').click()")
    assert "RETURN p" in sized.run("return document.querySelector('.query').value")
    assert sized.run("return document.querySelectorAll('#panel a').length") == 0


@pytest.mark.usefixtures("chinese")
def test_the_title_is_in_the_language_of_the_page(sized: Browser, pages: dict[str, Path]) -> None:
    told = "return [document.getElementById('title').textContent, document.title]"
    for name, zh, en in (
        ("provinces", "各省国家高新区", "national high-tech zone: by province"),
        ("comparison", "合肥高新技术产业开发区、济南高新技术产业开发区", "Hefei"),
    ):
        sized.open(pages[name])
        assert all(text.startswith(zh) for text in sized.run(told))
        sized.run("document.getElementById('language').click()")
        assert all(text.startswith(en) for text in sized.run(told))
        assert f"<title>{en}" in sized.run("return Saving.svg(1920, 1080)")
        sized.run("document.getElementById('language').click()")
        assert all(text.startswith(zh) for text in sized.run(told))


@pytest.mark.usefixtures("chinese")
def test_a_glyph_is_pinned_where_it_is_dragged(sized: Browser, pages: dict[str, Path]) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    resize(sized, 1280, 800)
    sized.open(pages["zone"])
    place = (
        "const i = Stage.scene.items.find((i) => i.text === '集成电路');"
        "return [i.x, i.y, !!i.pinned]"
    )
    x, y, _ = sized.run(place)
    box = next(box for box in labels(sized) if box["text"] == "集成电路")
    host = sized.driver.find_element("id", "network")
    ActionChains(sized.driver).move_to_element_with_offset(
        host,
        round(box["x"] + box["width"] / 2 - host.size["width"] / 2),
        round(box["y"] + box["height"] / 2 - host.size["height"] / 2),
    ).click_and_hold().move_by_offset(30, 20).move_by_offset(30, 20).release().perform()
    wait(lambda: sized.run(place)[2])
    moved = sized.run(place)
    assert moved[0] > x + 20
    assert moved[1] > y + 10
    sized.run("Model.undo()")
    assert sized.run(place) == [x, y, False]


@pytest.mark.usefixtures("chinese")
def test_the_picture_is_walked_by_keys(sized: Browser, pages: dict[str, Path]) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    resize(sized, 1280, 800)
    sized.open(pages["zone"])
    sized.run("Stage.canvas.focus()")
    ActionChains(sized.driver).send_keys(Keys.ARROW_LEFT, Keys.ENTER).perform()
    wait(lambda: sized.run("return document.getElementById('panel').dataset.shown") == "thing")
    first = heading(sized)
    assert first != "合肥高新技术产业开发区"
    sized.run("Stage.canvas.focus()")
    ActionChains(sized.driver).send_keys(Keys.ARROW_DOWN, Keys.ENTER).perform()
    wait(lambda: heading(sized) not in ("", first))


@pytest.mark.usefixtures("chinese")
def test_search_opens_what_a_thing_stands_behind(sized: Browser, pages: dict[str, Path]) -> None:
    from selenium.webdriver.common.keys import Keys

    resize(sized, 1280, 800)
    sized.open(pages["two steps"])
    assert "庐阳区" not in shown(sized)
    assert type_search(sized, "luyangqu") == ["庐阳区"]
    sized.driver.switch_to.active_element.send_keys(Keys.ENTER)
    wait(lambda: "庐阳区" in shown(sized))
    assert heading(sized) == "庐阳区"


@pytest.mark.usefixtures("chinese")
def test_industries_of_the_compared_are_a_table(sized: Browser, pages: dict[str, Path]) -> None:
    resize(sized, 1280, 800)
    sized.open(pages["comparison"])
    sized.run("document.getElementById('open-panel').click()")
    rows = sized.run(
        "return [...document.querySelectorAll('.shares tr')]"
        ".map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    assert rows[0] == ["", "合肥高新区", "济南高新区"]
    assert ["生物医药", "主导", "主导"] in rows
    assert ["集成电路", "有", ""] in rows
