"""Neo4j Browser in a real Chromium: the query is in the editor, it connects and draws Chinese
names.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from gaoxin.graph.view.picture_file import QUIET_FLAGS
from gaoxin.neo4j import connection, state
from gaoxin.neo4j.browser import FIRST_QUERY
from gaoxin.neo4j.status import server_status
from tests.fixtures.neo4j import Neo4jServer, missing

pytestmark = pytest.mark.neo4j
SECONDS = 60  # a timeout for busy machines, not an expected duration
FLAGS = (*QUIET_FLAGS, "--no-sandbox", "--window-size=1400,1000")


@pytest.fixture
def chromium(tmp_path: Path) -> Iterator[Any]:
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        missing("Chromium")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    window = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield window
    finally:
        window.quit()


def test_page_forbids_loading_from_elsewhere(neo4j_server: Neo4jServer) -> None:
    address = server_status(neo4j_server.settings).browser
    assert address
    with urlopen(address) as page:
        policy = dict(
            part.strip().split(" ", 1)
            for part in page.headers["Content-Security-Policy"].split(";")
        )
        assert page.status == 200
        assert b"Neo4j Browser" in page.read()
    for sources in policy.values():
        for source in sources.split():
            assert (
                source.startswith("'")
                or source in ("data:", "blob:")
                or (source.partition("://")[2] in ("127.0.0.1:*", "localhost:*"))
            ), source


@pytest.mark.browser
def test_connects_and_draws_chinese_labels(
    neo4j_server: Neo4jServer, chromium: Any, tmp_path: Path
) -> None:
    from selenium.common.exceptions import StaleElementReferenceException
    from selenium.webdriver.support.ui import WebDriverWait

    # The page replaces elements while it is read, so reading is repeated.
    wait = WebDriverWait(chromium, SECONDS, ignored_exceptions=[StaleElementReferenceException])
    neo4j_server.empty()
    with connection.driver(neo4j_server.settings) as driver:
        driver.execute_query(
            "CREATE (:Zone {name: '天津滨海高新技术产业开发区'})"
            "-[:LEADING_INDUSTRY]->(:Industry {name: '新能源汽车'})"
        )

    def find(selector: str) -> Any:
        return wait.until(
            lambda window: next(iter(window.find_elements("css selector", selector)), None)
        )

    def until(check: Callable[[], bool]) -> None:
        wait.until(lambda _: check())

    def editor() -> str:
        return str(find("[data-testid=activeEditor]").text)

    def labels() -> list[str]:
        return [text.text for text in chromium.find_elements("css selector", "g.node text")]

    chromium.get(server_status(neo4j_server.settings).browser)
    find("[data-testid=password]").send_keys(state.read_password(neo4j_server.settings))
    until(lambda: find("[data-testid=username]").get_attribute("value") == "neo4j")
    until(lambda: FIRST_QUERY.splitlines()[0] in editor().replace("\u00a0", " "))
    find("[data-testid=connect]").click()
    until(lambda: "/gaoxin/guide.html" in find("body").text)
    find("[data-testid=editor-Run]").click()
    # A node appears in the page before its label has a text.
    until(lambda: sorted(label[:3] for label in labels()) == ["天津滨", "新能源"])
    chromium.save_screenshot(str(tmp_path / "browser.png"))
    assert arrived_from(chromium) == {"127.0.0.1"}


def arrived_from(window: Any) -> set[str]:
    """The hosts that answered; requests that the page's policy blocked got no answer."""
    hosts = set()
    for entry in window.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.responseReceived":
            url = urlsplit(message["params"]["response"]["url"])
            if url.scheme in ("http", "https"):
                hosts.add(str(url.hostname))
        elif message["method"] == "Network.webSocketCreated":
            hosts.add(str(urlsplit(message["params"]["url"]).hostname))
    return hosts
