"""Who is at a page is not told to type a command that the page has."""

from __future__ import annotations

import httpx
import pytest

from gaoxin.language import choose_language
from gaoxin.service.page_advice import advised, for_pages
from tests.fixtures.service import HTML, read


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("gaoxin search", "“搜索”页（/search）", "The page Search (/search)"),
        ("With gaoxin queries 光伏", "With“现成查询”页（/queries）光伏", None),
        ("None. gaoxin sources lists", None, "None. The page Sources (/sources) lists"),
        ("see gaoxin log.", None, "see the page Changes (/changes)."),
        ("gaoxin review --articles lists", None, "The page Articles (/articles) lists"),
        ("run gaoxin load", "run gaoxin load", "run gaoxin load"),
        ("gaoxin token add", "gaoxin token add", "gaoxin token add"),
        ("gaoxin sources --weak", "gaoxin sources --weak", "gaoxin sources --weak"),
        ("gaoxin searching", "gaoxin searching", "gaoxin searching"),
    ],
)
def test_commands_become_pages(written: str, zh: str | None, en: str | None) -> None:
    for code, expected in (("zh", zh), ("en", en)):
        if expected is not None:
            choose_language(code)
            assert for_pages(written) == expected


def test_facts_are_left_as_they_are() -> None:
    choose_language("en")
    told = advised({"notes": ["see gaoxin log"], "rows": ["gaoxin log"], "reason": "gaoxin log"})
    assert told["rows"] == ["gaoxin log"]
    assert told["notes"] == ["see the page Changes (/changes)"]
    assert told["reason"] == "The page Changes (/changes)"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "/queries/nothing_of_this_name",
        "/things/zone/nothing",
        "/compare?name=qqqxxxqqq&name=zone/hefei",
        "/targets?generation=99",
        "/view?of=Dragon",
    ],
)
def test_errors_name_pages(service: httpx.Client, address: str, lang: str) -> None:
    joint = "&" if "?" in address else "?"
    reply = service.get(f"{address}{joint}lang={lang}", headers=HTML)
    assert 400 <= reply.status_code < 500
    assert "gaoxin " not in reply.text.partition("<main")[2]


def test_a_generation_that_is_not_there_is_not_found(service: httpx.Client) -> None:
    for address in ("/targets", "/ask", "/zones", "/things/zone/hefei"):
        reply = service.get(address, params={"generation": "99", "q": "合肥高新区", "lang": "en"})
        assert (reply.status_code, "no generation 99" in reply.text) == (404, True), address


def test_a_page_about_no_generation_names_none_below(service: httpx.Client) -> None:
    page = service.get("/targets", params={"generation": "99", "lang": "en"}, headers=HTML).text
    assert "Generation 99 of the data" not in page
    assert "Generation 1 of the data" in service.get("/targets?lang=en", headers=HTML).text


def test_pages_explain_the_sign_for_remarks(service: httpx.Client) -> None:
    question = {"q": "What was the GDP of Xi'an high-tech zone in 2023?"}
    for lang, explained in (("en", True), ("zh", False)):
        page = service.get("/ask", params=question | {"lang": lang}, headers=HTML).text
        assert ("†" in page, "a remark that the sources make in Chinese" in page) == (
            explained,
            explained,
        )
    assert "a remark that the sources" not in service.get("/help?lang=en", headers=HTML).text


def test_what_a_source_says_goes_before_classes(service: httpx.Client) -> None:
    first = read(service, "/sources/article-003", lang="zh")
    last = read(service, "/sources/article-003", lang="zh", offset=str(first["all"] - 5))
    assert all(row["relation"] != "类" for row in first["rows"])
    assert all(row["relation"] == "类" for row in last["rows"])


def test_a_question_without_an_answer_names_pages(service: httpx.Client) -> None:
    told = read(service, "/ask", q="甲乙丙丁高新区的营业收入是多少", lang="zh")
    assert not told["answered"]
    assert "gaoxin " not in told["reason"]
