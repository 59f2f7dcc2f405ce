"""The review page in a real browser: an article settled by keys, clicks, on a phone, by forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from gaoxin.settings import Settings
from tests.fixtures.accessibility import has_axe, overflow, serious_faults
from tests.fixtures.browser import Browser, on_screen
from tests.fixtures.homes import copy_home
from tests.fixtures.made_up_articles import kept
from tests.fixtures.service import PATIENT, read, running_service

HOSTILE = "</p></title></script><img src=x onerror=document.title='owned'>\"'&amp;"


@pytest.fixture(scope="module")
def home(shipped_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_home(shipped_settings, tmp_path_factory.mktemp("review") / "home").home


@pytest.fixture(scope="module")
def reviewing(home: Path) -> Iterator[httpx.Client]:
    with running_service(home, "--review", environment=PATIENT) as client:
        yield client


class Reviewer:
    """A person at the page of an article."""

    def __init__(self, browser: Browser, service: httpx.Client, path: str) -> None:
        self._driver, self._browser, self._service = browser.driver, browser, service
        self.path = path

    def opens(self, query: str = "lang=en") -> None:
        self._driver.get(f"{self._service.base_url}".rstrip("/") + f"{self.path}?{query}")

    def presses(self, *keys: str) -> None:
        self._driver.switch_to.active_element.send_keys(*keys)

    def find(self, selector: str) -> Any:
        return self.waits_for(lambda: self._driver.find_elements(By.CSS_SELECTOR, selector))[0]

    def waits_for(self, thing: Any) -> Any:
        # A page that is being loaded takes its elements with it.
        wait = WebDriverWait(self._driver, 30, ignored_exceptions=[WebDriverException])
        return wait.until(lambda _: thing())

    @property
    def active(self) -> str:
        """The fact in hand, by its words."""
        return str(self.find("li.fact.active .choose").get_attribute("aria-label"))

    def goes_to(self, *words: str, by: str) -> None:
        """Press a key until the chosen fact has one of the words; once round at most."""
        for _ in range(len(self.states()) + 1):
            if any(word in self.active for word in words):
                return
            before = self.active
            self.presses(by)
            self.waits_for(lambda before=before: self.active != before)
        raise AssertionError(f"no fact has one of {words}")

    def settles(self, key: str) -> None:
        """Press a key that decides, and wait until the page has told it."""
        before = self.settled
        self.presses(key)
        self.waits_for(lambda: self.settled != before)

    @property
    def settled(self) -> int:
        return int(self._browser.run("return +document.getElementById('settled').textContent"))

    def shown(self, state: str) -> list[str]:
        """The facts in a state that the page lists, by their words."""
        found = self._driver.find_elements(By.CSS_SELECTOR, f'[data-state="{state}"] .choose')
        return [str(card.get_attribute("aria-label")) for card in found]

    def states(self) -> dict[str, str]:
        """The states of all facts by their words, as the service knows them."""
        found = read(self._service, self.path, show="all", lang="en")
        return {fact["text"]: fact["state"] for group in found["groups"] for fact in group["facts"]}


@pytest.fixture
def reviewer(browser: Browser, reviewing: httpx.Client, home: Path) -> Iterator[Reviewer]:
    key = kept(home)
    yield Reviewer(browser, reviewing, f"/articles/{key}")
    (home / "articles" / key / "decisions.jsonl").unlink(missing_ok=True)
    browser.driver.delete_all_cookies()
    browser.complaints()


def test_an_article_is_settled_by_keys_alone(reviewer: Reviewer, browser: Browser) -> None:
    browser.complaints()
    reviewer.opens()
    first = reviewer.active
    reviewer.settles("a")
    assert reviewer.active != first
    assert reviewer.find(".paragraph-head .count").text.startswith("1 of ")
    reviewer.settles("x")
    reviewer.settles("u")  # it was rejected by mistake
    reviewer.settles("a")
    reviewer.presses("j")
    third = reviewer.active
    reviewer.presses("k", "j")
    assert reviewer.active == third
    reviewer.goes_to("annual output", "年产值", by="j")
    reviewer.presses("e")
    field = reviewer.find("#c-predicate")
    field.send_keys("target")
    reviewer.find("#c-time").send_keys("2028")
    reviewer.presses(Keys.ENTER)
    reviewer.waits_for(lambda: "corrected" in reviewer.states().values())
    corrected = [words for words, state in reviewer.states().items() if state == "corrected"]
    assert "2028" in corrected[0]
    waiting = reviewer.find("#waiting")
    for _ in range(int(waiting.text)):
        reviewer.settles("a")
    assert "waiting" not in reviewer.states().values()
    assert reviewer.find("#done").is_displayed()
    assert "All settled" in reviewer.find("#told").get_attribute("textContent")
    assert browser.complaints() == []


def test_what_was_settled_stays_on_the_page_also_after_a_correction(reviewer: Reviewer) -> None:
    reviewer.opens()
    first = reviewer.active
    reviewer.settles("a")
    reviewer.goes_to("annual output", "年产值", by="j")
    reviewer.presses("e")
    reviewer.find("#c-predicate").send_keys("target")
    reviewer.find("#c-time").send_keys("2028")
    reviewer.presses(Keys.ENTER)
    reviewer.waits_for(lambda: reviewer.shown("corrected"))
    assert reviewer.shown("accepted") == [first]
    reviewer.find(".switch a:first-child").click()
    reviewer.waits_for(lambda: not reviewer.shown("accepted"))


def test_the_key_undoes_what_the_button_undoes(reviewer: Reviewer) -> None:
    reviewer.opens()
    first = reviewer.active
    reviewer.settles("a")
    reviewer.settles("x")
    reviewer.goes_to(first, by="k")
    reviewer.settles("u")  # of this fact, though it was not the last one
    assert reviewer.active == first
    assert sorted(set(reviewer.states().values()) - {"sure"}) == ["rejected", "waiting"]


def test_a_name_is_merged_by_keys(reviewer: Reviewer, browser: Browser) -> None:
    reviewer.opens()
    reviewer.goes_to("4000", "4,000", by="k")
    reviewer.presses("m")
    reviewer.find("input[value=object]").click()
    reviewer.find("#m-thing").send_keys("高新技术企业数")
    reviewer.waits_for(lambda: reviewer.find(".cell-form .suggestions li").text)
    reviewer.presses(Keys.ARROW_DOWN, Keys.ENTER)
    reviewer.presses(Keys.ENTER)
    reviewer.waits_for(lambda: not browser.driver.find_elements(By.CSS_SELECTOR, "#m-thing"))
    link = reviewer.find("li.fact.active .end-name a[title='高新技术企业数']")
    assert link.get_attribute("href").endswith("/things/indicator/IND024")


def test_facts_and_sentences_show_each_other(reviewer: Reviewer, browser: Browser) -> None:
    reviewer.opens()
    hit = "return [...document.querySelectorAll('.hit')].map((one) => one.textContent).join('')"
    cards = browser.driver.find_elements(By.CSS_SELECTOR, "li.fact")
    chosen = next(card for card in cards if "董事长" in card.text)
    chosen.click()
    assert browser.run(hit) == "云岭光电董事长何远舟"
    last = browser.driver.find_elements(By.CSS_SELECTOR, "#p5 [data-at]")[-1]
    last.click()
    assert "禾木云计算" in reviewer.active
    assert "禾木云计算" in browser.run(hit)
    reviewer.find("li.fact.active button[value=accept]").click()
    reviewer.waits_for(lambda: "accepted" in reviewer.states().values())
    reviewer.find(".switch a:last-child").click()
    reviewer.waits_for(lambda: len(browser.driver.find_elements(By.CSS_SELECTOR, "li.fact")) == 14)


def test_a_missed_fact_is_added_from_the_text(reviewer: Reviewer, browser: Browser) -> None:
    reviewer.opens()
    browser.run(
        "const piece = [...document.querySelectorAll('#p4 [data-at] > span')]"
        ".find((one) => one.textContent.includes('同比增长'));"
        "const node = piece.firstChild, at = node.textContent.indexOf('同比增长');"
        "getSelection().setBaseAndExtent(node, at, node, at + 9)"
    )
    reviewer.presses("n")
    assert reviewer.find("#n-evidence").get_attribute("value") == "同比增长18.3%"
    for cell, words in (
        ("subject", "云岭光电股份有限公司"),
        ("subject_type", "enterprise"),
        ("object", "营业收入增速"),
        ("value", "18.3"),
        ("unit", "%"),
    ):
        field = reviewer.find(f"#n-{cell}")
        field.send_keys(words)
        if field.tag_name == "input":
            field.send_keys(Keys.ESCAPE)  # the suggestions
    reviewer.find("#add button.main").click()
    reviewer.waits_for(lambda: "added" in reviewer.states().values())


def test_what_is_settled_is_loaded_by_a_button(reviewer: Reviewer, browser: Browser) -> None:
    reviewer.opens()
    reviewer.settles("a")
    reviewer.find("#load").click()
    reviewer.waits_for(lambda: "Loaded: " in reviewer.find(".review").text)


def test_on_a_phone(reviewer: Reviewer, browser: Browser) -> None:
    with on_screen(browser, 390):
        reviewer.opens("lang=en&form=add")
        sheets = browser.driver.find_elements(By.CSS_SELECTOR, ".fact.active")
        assert [sheet.get_attribute("id") for sheet in sheets if sheet.is_displayed()] == ["add"]
        reviewer.opens()
        assert overflow(browser) <= 0
        card = reviewer.find("li.fact.active")
        box = browser.run("return arguments[0].getBoundingClientRect().toJSON()", card)
        assert box["bottom"] <= 900
        first = reviewer.active
        for button in ("accept", "reject"):
            before = reviewer.settled
            reviewer.find(f"li.fact.active button[value={button}]").click()
            reviewer.waits_for(lambda before=before: reviewer.settled != before)
        assert reviewer.active != first
        reviewer.find("li.fact.active .step button:last-child").click()
        shape = "return document.querySelector('.hit').getBoundingClientRect().bottom"
        assert browser.run(shape) < browser.run(
            "return document.querySelector('li.active').getBoundingClientRect().top"
        )


def test_without_scripts_forms_do_it(reviewer: Reviewer, browser: Browser) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        reviewer.opens()
        first = reviewer.active
        reviewer.find("li.fact.active button[value=accept]").click()
        reviewer.waits_for(lambda: reviewer.active != first)
        reviewer.find("li.fact.active a[data-key=e]").click()
        reviewer.find("#c-qualifier").send_keys("test")
        reviewer.find(".cell-form button.main").click()
        reviewer.waits_for(lambda: "corrected" in reviewer.states().values())
        assert list(reviewer.states().values())[:2] == ["accepted", "corrected"]
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_hostile_text_stays_text(browser: Browser, reviewing: httpx.Client, home: Path) -> None:
    from gaoxin.extraction.decisions.kept_articles import keep_article
    from tests.fixtures.made_up_articles import Finder

    finder = Finder(f"甲公司{HOSTILE}位于合肥高新区。")
    firm = finder.name(f"甲公司{HOSTILE}", "Enterprise")
    zone = finder.name("合肥高新区", "Zone")
    finder.states("位于合肥高新区", firm, "locatedIn", zone, qualifier=HOSTILE)
    key = keep_article(home, finder.extraction, {"title": HOSTILE, "publisher": HOSTILE})
    reviewer = Reviewer(browser, reviewing, f"/articles/{key}")
    for query in ("lang=en", "form=correct", "form=merge", f"form=add&evidence={HOSTILE}"):
        browser.complaints()
        reviewer.opens(query)
        assert HOSTILE in browser.driver.find_element(By.TAG_NAME, "main").text
        assert browser.driver.title != "owned"
        assert browser.run("return document.querySelectorAll('img').length") == 0
        assert browser.complaints() == []
    for path in (home / "articles" / key).iterdir():
        path.unlink()
    (home / "articles" / key).rmdir()


@pytest.mark.parametrize("query", ["", "form=correct", "form=merge", "form=add", "show=all"])
def test_page_fits_and_axe_finds_nothing(reviewer: Reviewer, browser: Browser, query: str) -> None:
    for width, dark in ((1440, False), (1024, True), (390, False), (390, True)):
        with on_screen(browser, width, dark=dark):
            browser.complaints()
            reviewer.opens(query + ("&lang=zh" if dark else "&lang=en"))
            assert overflow(browser) <= 0
            assert browser.complaints() == []
            if has_axe():
                assert serious_faults(browser) == []


def test_letters_in_a_form_are_no_shortcuts(reviewer: Reviewer, browser: Browser) -> None:
    reviewer.opens()
    reviewer.settles("a")
    reviewer.presses("m")
    reviewer.waits_for(lambda: browser.driver.switch_to.active_element.get_attribute("id"))
    reviewer.waits_for(
        lambda: browser.driver.switch_to.active_element.get_attribute("id") == "m-thing"
    )
    browser.run("document.activeElement.blur()")
    browser.driver.find_element(By.TAG_NAME, "body").send_keys("hubei")
    reviewer.presses(Keys.ESCAPE)
    reviewer.waits_for(lambda: not browser.driver.find_elements(By.CSS_SELECTOR, "#m-thing"))
    assert list(reviewer.states().values()).count("accepted") == 1


def test_what_is_refused_stays_in_the_form(reviewer: Reviewer, browser: Browser) -> None:
    reviewer.opens("lang=zh")
    reviewer.presses("e")
    reviewer.find("#c-value").clear()
    reviewer.find("#c-value").send_keys("三十")
    reviewer.presses(Keys.ENTER)
    wrong = reviewer.find(".cell-form #wrong")
    reviewer.waits_for(lambda: "不是可用的数" in wrong.text)
    assert reviewer.find("#c-value").get_attribute("value") == "三十"


def test_a_suggestion_and_a_relation_fill_the_class(reviewer: Reviewer, browser: Browser) -> None:
    reviewer.opens("lang=en&form=add")
    reviewer.find("#n-subject").send_keys("湖北省")
    reviewer.waits_for(lambda: "Hubei" in reviewer.find("#add .suggestions li").text)
    reviewer.presses(Keys.ARROW_DOWN, Keys.ENTER)
    assert reviewer.find("#n-subject").get_attribute("value") == "Hubei"
    assert reviewer.find("#n-subject_type").get_attribute("value") == "Province"
    browser.run(
        "const one = document.getElementById('n-predicate'); one.value = 'locatedIn';"
        "one.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    shown_ones = (
        "return [...document.getElementById('n-object_type').options]"
        ".filter((one) => !one.hidden).map((one) => one.value)"
    )
    assert "Indicator" not in browser.run(shown_ones)
    assert "Province" in browser.run(shown_ones)
