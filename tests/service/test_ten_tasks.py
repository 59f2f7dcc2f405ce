"""What a new user comes for, done in a real browser by clicking and typing, as a person does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.fixtures.browser import Browser, on_screen


class Visitor:
    """A person at the browser: opens the first page, clicks words, types, waits for what comes."""

    def __init__(self, browser: Browser, service: httpx.Client) -> None:
        self._browser, self._driver = browser, browser.driver
        self._start = f"{service.base_url}".rstrip("/")

    def opens(self, path: str = "/") -> None:
        self._driver.get(f"{self._start}{path}{'&' if '?' in path else '?'}lang=en")
        self._driver.add_cookie({"name": "lang", "value": "en"})

    def clicks(self, words: str) -> None:
        path = f"//main//a[contains(normalize-space(.), '{words}')]"
        self.waits_for(lambda: self._driver.find_elements(By.XPATH, path))[0].click()

    def field(self, selector: str) -> Any:
        return self.waits_for(lambda: self._driver.find_elements(By.CSS_SELECTOR, selector))[0]

    def sees(self, words: str) -> None:
        self.waits_for(lambda: words in self._driver.find_element(By.TAG_NAME, "main").text)

    def waits_for(self, thing: Callable[[], Any]) -> Any:
        return WebDriverWait(self._driver, 30).until(lambda _: thing())

    def presses(self, *keys: str) -> None:
        self._driver.switch_to.active_element.send_keys(*keys)

    @property
    def focused(self) -> Any:
        return self._driver.switch_to.active_element

    @property
    def place(self) -> str:
        return str(self._driver.current_url).removeprefix(self._start)


@pytest.fixture
def visitor(browser: Browser, service: httpx.Client) -> Iterator[Visitor]:
    yield Visitor(browser, service)
    browser.driver.delete_all_cookies()
    browser.complaints()


def test_find_a_zone_by_its_initials(visitor: Visitor) -> None:
    visitor.opens()
    visitor.field(".box input").send_keys("tjbhgxq")
    visitor.waits_for(lambda: visitor.field(".suggestions li").text)
    visitor.presses(Keys.ARROW_DOWN, Keys.ENTER)
    visitor.waits_for(lambda: visitor.place.startswith("/things/zone/tianjin-binhai"))
    visitor.sees("Tianjin Binhai")


def test_compare_it_with_another(visitor: Visitor) -> None:
    visitor.opens("/things/zone/tianjin-binhai")
    visitor.clicks("Compare")
    field = visitor.waits_for(lambda: visitor.field("#name1"))
    assert "Tianjin Binhai" in visitor.field("#name0").get_attribute("value")
    field.send_keys("济南高新区")
    visitor.waits_for(lambda: visitor.field("#name1 ~ .suggestions li").text)
    visitor.presses(Keys.ARROW_DOWN, Keys.ENTER)  # takes the suggestion
    visitor.presses(Keys.ENTER)
    visitor.sees("One side only")
    visitor.sees("Jinan")


def test_cite_it(visitor: Visitor) -> None:
    visitor.opens("/things/zone/tianjin-binhai")
    visitor.clicks("Cite")
    visitor.sees("GB/T 7714-2015")
    visitor.sees("@misc")


def test_download_it(visitor: Visitor, browser: Browser) -> None:
    visitor.opens("/things/zone/tianjin-binhai")
    visitor.field(".menu summary").click()
    link = visitor.waits_for(lambda: browser.driver.find_elements(By.LINK_TEXT, "Turtle"))[0]
    address = link.get_attribute("href")
    turtle = browser.run(
        "const r = new XMLHttpRequest(); r.open('GET', arguments[0], false); r.send();"
        "return [r.status, r.getResponseHeader('content-type')]",
        address,
    )
    assert turtle[0] == 200
    assert turtle[1].startswith("text/turtle")


def test_ask_a_question(visitor: Visitor) -> None:
    visitor.opens()
    visitor.field(".box input").send_keys("鹰潭高新区2024年铜产业规模多大", Keys.ENTER)
    visitor.waits_for(lambda: visitor.place.startswith("/ask"))
    visitor.sees("How the question was understood")
    visitor.sees("Sources")


def test_run_a_query_with_parameters(visitor: Visitor) -> None:
    visitor.opens()
    visitor.clicks("Who else has an industry")
    visitor.field("#p-industry").send_keys("jicheng")
    choice = "//ul[contains(@class,'suggestions')]/li[@role='option']"
    found = visitor.waits_for(lambda: visitor._driver.find_elements(By.XPATH, choice))
    assert found
    visitor.presses(Keys.ARROW_DOWN, Keys.ENTER)
    visitor.presses(Keys.ENTER)
    visitor.sees("Sources")


def test_sparql_with_completion(visitor: Visitor, browser: Browser) -> None:
    visitor.opens("/sparql-editor?query=SELECT%20*%20WHERE%20%7B%20%3Fx%20a%20")
    editor = visitor.field(".cm-content")
    editor.click()
    editor.send_keys(Keys.CONTROL, Keys.END)
    editor.send_keys("NationalZ")
    visitor.waits_for(
        lambda: (
            "gx:NationalZone"
            in [
                each.text
                for each in browser.driver.find_elements(By.CSS_SELECTOR, ".cm-completionLabel")
            ]
        )
    )
    editor.send_keys(Keys.ENTER)
    editor.send_keys(" } LIMIT 3")
    editor.send_keys(Keys.ESCAPE)
    visitor.field("#run").click()
    visitor.sees("3 rows")
    visitor.clicks("zone/")
    visitor.waits_for(lambda: visitor.place.startswith("/things/zone/"))


def test_follow_a_change(visitor: Visitor, browser: Browser) -> None:
    visitor.opens("/things/zone/tianjin-binhai")
    visitor.clicks("Follow changes")
    visitor.waits_for(lambda: visitor.place.startswith("/changes"))
    visitor.sees("Generation 1")
    feed = "//main//a[contains(., 'Atom')]"
    address = browser.driver.find_element(By.XPATH, feed).get_attribute("href")
    told = browser.run(
        "const r = new XMLHttpRequest(); r.open('GET', arguments[0], false); r.send();"
        "return r.getResponseHeader('content-type')",
        address,
    )
    assert told.startswith("application/atom+xml")


def test_on_a_phone(visitor: Visitor, browser: Browser) -> None:
    with on_screen(browser, 390):
        visitor.opens("/things/zone/tianjin-binhai")
        visitor.field(".contents a[href='#industries']").click()
        visitor.waits_for(lambda: visitor.place.endswith("#industries"))
        assert browser.run("return document.documentElement.scrollWidth") <= 390
        visitor.opens("/targets?year=2027")
        assert not browser.run("return document.querySelector('.facet-fold').open")
        visitor.field(".facet-fold summary").click()
        visitor.clicks("not yet due")
        visitor.waits_for(lambda: "status=not_due" in visitor.place or "verdict" in visitor.place)


def test_by_keyboard_alone(visitor: Visitor, browser: Browser) -> None:
    visitor.opens("/help")
    browser.run("document.body.focus()")
    visitor.presses(Keys.TAB)
    assert visitor.focused.get_attribute("class") == "skip"
    visitor.presses("/")
    assert visitor.focused.get_attribute("name") == "q"
    visitor.presses("hfgxq")
    visitor.waits_for(lambda: visitor.field(".suggestions li").text)
    visitor.presses(Keys.ARROW_DOWN, Keys.ENTER)
    visitor.waits_for(lambda: visitor.place.startswith("/things/zone/hefei"))
    outline = "return getComputedStyle(document.activeElement).outlineStyle"
    for _ in range(4):
        visitor.presses(Keys.TAB)
        assert browser.run(outline) != "none"
