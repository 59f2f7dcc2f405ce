"""Neo4j Browser as the project makes it ready: style, guide, favourites, queries that are pasted.

One window for all tests of the file, with the project's own data.
"""

from __future__ import annotations

import io
import random
import re
import shutil
import zipfile
from collections.abc import Iterator

import pytest

from gaoxin.graph.mirror.sync.run import mirror
from gaoxin.language import choose_language
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.browser.favourites import favourites
from gaoxin.queries.browser.guide import guide
from gaoxin.queries.browser.schema_picture import drawn_labels, schema_picture
from gaoxin.queries.browser.style import colour_of
from gaoxin.queries.catalogue import catalogue
from gaoxin.settings import Settings, read_settings
from tests.fixtures.browser import Browser
from tests.fixtures.browser_desk import BrowserDesk
from tests.fixtures.neo4j import Neo4jServer

pytestmark = [pytest.mark.neo4j, pytest.mark.browser]
SEED = 14


@pytest.fixture(scope="module")
def desk(
    neo4j_server: Neo4jServer,
    chromium: Browser,
    shipped_settings: Settings,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[BrowserDesk]:
    home = tmp_path_factory.mktemp("desk") / "home"
    shutil.copytree(shipped_settings.home, home)
    neo4j_server.empty()
    mirror(neo4j_server.settings_for(read_settings({"GAOXIN_HOME": str(home)}).home))
    opened = BrowserDesk(chromium.driver, neo4j_server.settings)
    opened.connect()
    yield opened
    chromium.driver.get("about:blank")


def test_the_guide_plays(desk: BrowserDesk) -> None:
    choose_language("zh")
    text = guide()
    headings = re.findall(r"<h3>(.*?)</h3>", text)
    assert len(headings) > 5
    assert headings[0] in desk.text()
    bullets = (
        "[data-testid=frame] [class*=carousel] [data-testid=nextSlide], [data-testid=nextSlide]"
    )
    for heading in headings[1:3]:
        desk.find(bullets).click()
        desk.shows(heading)
    runnable = desk.find("[data-testid=frame] pre.runnable, [data-testid=frame] pre.code")
    wanted = runnable.text.strip().splitlines()[0]
    desk.driver.execute_script("arguments[0].click()", runnable)
    desk.until(lambda: wanted[:12] in desk.find("[data-testid=activeEditor]").text)


def test_the_style_is_in_force(desk: BrowserDesk) -> None:
    query = catalogue().get("figures/figures_of")
    frame = desk.paste(query.cypher_text.drawn, drawn=True)
    assert frame["nodes"] > 2
    nodes = desk.until(lambda: [n for n in desk.nodes() if n["caption"]] or None)
    classes = vocabulary().classes
    known = {colour_of(term): name for name, term in classes.items() if term.label}
    drawn = {known.get(node["colour"], node["colour"]) for node in nodes}
    assert "Observation" in drawn
    assert "Indicator" in drawn
    assert "NationalZone" in drawn
    assert drawn <= set(known.values())
    captions = [n["caption"] for n in nodes if known.get(n["colour"]) == "Observation"]
    assert captions
    assert all(captions)
    assert not any("w3id.org" in node["caption"] for node in nodes)
    assert re.search(
        "[关指]",
        desk.driver.execute_script(
            "return document.querySelector('[data-testid=frame]').innerText"
        ),
    )


def test_the_classes_and_relations_are_drawn(desk: BrowserDesk) -> None:
    frame = desk.paste(schema_picture(), drawn=True)
    assert 5 < frame["nodes"] <= len(drawn_labels())


@pytest.mark.parametrize(
    "name", random.Random(SEED).sample(catalogue().names, 10), ids=lambda name: name
)
def test_a_pasted_file_runs(desk: BrowserDesk, name: str) -> None:
    query = catalogue().get(name)
    frame = desk.paste(f"// {query.title_zh} {query.title_en}\n{query.cypher}")
    assert not re.search("ERROR|Neo.ClientError", frame["text"]), frame["text"][:500]
    if "checks" not in query.tags:
        assert frame["nodes"] or frame["rows"]
    desk.clear()


def test_favourites_show_something(desk: BrowserDesk) -> None:
    choose_language("zh")
    content = favourites()
    archive = zipfile.ZipFile(io.BytesIO(content))
    desk.drop_zip(content)
    desk.find("[data-testid=navigationFavorites]").click()
    folders = {name.rpartition("/")[0] for name in archive.namelist()}
    desk.until(lambda: all(folder in desk.text() for folder in folders))
    drawn = random.Random(SEED).sample(archive.namelist(), 12)
    for name in drawn:
        text = archive.read(name).decode()
        title = text.partition("\n")[0].removeprefix("// ")
        folder = name.rpartition("/")[0]
        item = f"//*[@data-testid='scriptTitle-{title}']"
        if not desk.driver.find_elements("xpath", item):
            desk.driver.find_element("xpath", f"//*[text()='{folder}']").click()
        button = desk.by_path(f"{item}/..//*[@data-testid='savedScriptsButton-Run']")
        desk.driver.execute_script("arguments[0].click()", button)
        frame = desk.answer(text)
        assert frame["nodes"] or frame["rows"], name
        desk.clear()
