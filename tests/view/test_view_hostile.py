"""Names are data: the page shows them as text and executes nothing in them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from selenium.common.exceptions import NoAlertPresentException

from gaoxin.graph.view.page import SCRIPTS
from tests.fixtures.browser import Browser
from tests.fixtures.sample import Sample, iri
from tests.fixtures.view_page import write_view

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("chinese")]

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "<script>alert(2)</script>",
    '"><svg onload=alert(3)>',
    "</style></title><b>&lt;i&gt;",
    "{{ 7*7 }}{% raw %}",
    "<!--<script>\u2028\u2029",
    "a\x00b\x1b\ufeff",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_text_everywhere(browser: Browser, tmp_path: Path, name: str) -> None:
    g = Sample()
    g.source("article-000", "来源" + name, "2024" + name)
    key = "zone/a&'onerror=alert(9)//"
    g.thing(key, "Zone", "区" + name, "zone " + name, ["别" + name])
    g.thing("industry/b", "Industry", "业" + name)
    g.thing("indicator/c", "Indicator", "标" + name)
    g.relation(key, "hasIndustry", "industry/b", time="时" + name, qualifier="限" + name)
    g.figure(key, "indicator/c", "1", "元" + name, valueText="1" + name, status="状" + name)
    g.literal(key, "website", "javascript:alert(4)" + name)
    path = tmp_path / "x.html"
    write_view(g.generation(), [iri(key)], path, title="题" + name)
    browser.open(path)
    scripts = browser.run("return document.scripts.length")
    browser.run("Panel.show({node: 0}, true)")
    browser.run("document.getElementById('search').value = 'qu'")
    browser.run("document.getElementById('search').dispatchEvent(new Event('input'))")
    with pytest.raises(NoAlertPresentException):
        _ = browser.driver.switch_to.alert.text
    assert browser.run("return document.title").startswith("题")
    told = browser.run("return document.getElementById('panel').textContent")
    for start in ("区", "别", "业", "标", "元", "时", "限", "来源"):
        assert start + name.replace("\x00", "\ufffd") in told.replace("\x00", "\ufffd"), start
    heading = browser.run("return document.getElementById('title').textContent")
    assert heading == "题" + name.replace("\x00", "").replace("\x1b", "")
    assert browser.run("return document.scripts.length") == scripts == 1 + len(SCRIPTS)
    counts = "img, iframe, object, embed, b, a, [onerror], [onload], #panel svg[onload]"
    assert browser.run("return document.querySelectorAll(arguments[0]).length", counts) == 0
    assert browser.complaints() == []
    assert [url for url in browser.requests() if not url.startswith("file:")] == []
    ElementTree.fromstring(browser.run("return Saving.svg(1920, 1080)"))
    browser.run("Panel.show({line: 0})")
    assert "业" + name[:5] in browser.run("return document.getElementById('panel').textContent")


def test_lone_surrogates_do_not_break_the_file(tmp_path: Path) -> None:
    g = Sample()
    g.source("article-000", "来源", "2024")
    g.thing("zone/a", "Zone", "区")
    path = tmp_path / "x.html"
    write_view(g.generation(), [iri("zone/a")], path, title="题\ud800")
    assert "题?" in path.read_text(encoding="utf-8")
