"""Every page in a real browser: nothing from elsewhere, no complaint, no overflow, axe."""

from __future__ import annotations

from itertools import product

import httpx
import pytest

from tests.fixtures.accessibility import overflow, serious_faults
from tests.fixtures.browser import Browser, on_screen
from tests.fixtures.service import HTML

WIDTHS = (390, 1280, 1920)
PAGES = (
    "/",
    "/search?q=光伏",
    "/search?q=qqqxxx",
    "/things/zone/tianjin-binhai",
    "/things/zone/jinan",
    "/things/industry/guang-fu-d0687607",
    "/things/source/article-002",
    "/things/zone/jinan/neighbors",
    "/things/zone/jinan/cite",
    "/zones",
    "/zones?view=map&limit=1000",
    "/zones?view=chart",
    "/industries",
    "/compare",
    "/compare?name=zone/hefei&name=zone/jinan&name=zone/tianjin-binhai",
    "/path?from=zone/hefei&to=zone/jinan",
    "/ask?q=鹰潭高新区2024年铜产业规模多大",
    "/ask?q=合肥高新区2024年营业收入是多少",
    "/queries",
    "/queries/industries/zones_with_industry?industry=集成电路",
    "/targets?year=2025",
    "/targets?view=chart",
    "/targets?view=map",
    "/sources",
    "/coverage",
    "/conflicts",
    "/chain?name=新能源",
    "/timeline?name=zone/hefei",
    "/changes",
    "/reconcile",
    "/api",
    "/check?q=天津滨海高新区2022年前三季度生产总值增长8.8%",
    "/sparql-editor",
    "/help",
)


def address(service: httpx.Client, path: str, language: str) -> str:
    return f"{service.base_url}{path}{'&' if '?' in path else '?'}lang={language}".replace(
        f"{service.base_url}//", f"{service.base_url}/"
    )


@pytest.mark.parametrize("path", PAGES)
def test_page_fits_and_asks_nobody_else(browser: Browser, service: httpx.Client, path: str) -> None:
    for width, language in product(WIDTHS, ("zh", "en")):
        with on_screen(browser, width):
            browser.requests()
            browser.complaints()
            browser.driver.get(address(service, path, language))
            assert overflow(browser) <= 0, (width, language)
            assert browser.complaints() == []
            asked = browser.requests()
            assert asked
            assert all(url.startswith((str(service.base_url), "data:")) for url in asked), asked


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_section_is_hidden_in_the_bar(
    browser: Browser, service: httpx.Client, language: str
) -> None:
    """A phone lets the sections be pushed sideways; on larger screens all of them show."""
    for width in (900, 1024, 1241, 1280):
        with on_screen(browser, width):
            browser.driver.get(address(service, "/zones", language))
            hidden = browser.run(
                "const bar = document.querySelector('.bar nav');"
                "return bar.scrollWidth - bar.clientWidth"
            )
            assert hidden <= 0, width


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(browser: Browser, service: httpx.Client, path: str) -> None:
    for width, dark in ((1280, False), (390, True)):
        with on_screen(browser, width, dark=dark):
            browser.driver.get(address(service, path, "zh" if dark else "en"))
            assert serious_faults(browser) == []


def test_hostile_text_stays_text(browser: Browser, service: httpx.Client) -> None:
    hostile = "</textarea></title></script><img src=x onerror=document.title='owned'>\"'"
    for path in ("/search?q=", "/ask?q=", "/check?q=", "/sparql-editor?query=", "/queries?q="):
        browser.complaints()
        asked = httpx.URL(f"{service.base_url}{path}").copy_merge_params(
            {path.rstrip("=").rsplit("?", 1)[1]: hostile, "lang": "en"}
        )
        browser.driver.get(str(asked))
        assert browser.driver.title != "owned"
        assert browser.run("return document.querySelectorAll('img').length") == 0
        assert browser.complaints() == []


def test_style_and_scripts_obey_the_policy(browser: Browser, service: httpx.Client) -> None:
    """A style attribute or a script without the nonce would be refused, and complained of."""
    page = service.get("/things/zone/jinan", headers=HTML)
    assert 'style="' not in page.text
    assert "unsafe-inline" not in page.headers["content-security-policy"]
    browser.driver.get(address(service, "/things/zone/jinan", "en"))
    refused = browser.run(
        "const made = document.createElement('script');"
        "made.textContent = 'window.ran = true'; document.body.append(made);"
        "return window.ran !== true"
    )
    assert refused
    browser.complaints()


def test_a_page_that_the_browser_has_still_works(browser: Browser, service: httpx.Client) -> None:
    """The answer 304 must not replace the policy of the page that was kept."""
    for _ in range(3):
        browser.complaints()
        browser.driver.get(address(service, "/help", "en"))
        shown_as = "return getComputedStyle(document.querySelector('.bar nav')).display"
        assert browser.run(shown_as) == "flex"
        assert browser.complaints() == []
