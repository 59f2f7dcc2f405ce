"""Lists, comparisons and timelines as files: CSV and Excel, whole, whatever page they come from."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import httpx
import pytest
from openpyxl import load_workbook

from gaoxin.settings import Settings
from tests.fixtures.service import HTML, read, running_service

LISTS = ("/targets", "/zones", "/things?class=Indicator", "/sources/article-001")
TABLES = (
    "/compare?name=zone/hefei&name=zone/jinan",
    "/timeline?name=zone/hefei",
    "/conflicts",
    "/coverage",
)


def address(path: str, **parameters: str | int) -> str:
    return str(httpx.URL(path).copy_merge_params(parameters))


def opened(service: httpx.Client, path: str, **parameters: str | int) -> str:
    response = service.get(address(path, **parameters), headers=HTML)
    assert response.status_code == 200, response.text
    return response.text


def links(told: str) -> dict[str, str]:
    """The addresses of the files that a page offers, by form."""
    found = [unescape(link) for link in re.findall(r'href="([^"]*format=(?:csv|xlsx)[^"]*)"', told)]
    return {link.partition("format=")[2].partition("&")[0]: link for link in found}


def csv_rows(response: httpx.Response) -> list[dict[str, str]]:
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("path", LISTS)
def test_files_that_a_page_offers_have_all_rows(service: httpx.Client, path: str) -> None:
    total = read(service, path)["total"]
    offered = links(opened(service, path, limit=3, offset=3))
    whole = service.get(offered["csv"])
    assert len(csv_rows(whole)) == total > 6
    assert "gaoxin-truncated" not in whole.headers
    book = load_workbook(io.BytesIO(service.get(offered["xlsx"]).content))
    assert book.worksheets[0].max_row == total + 1


def test_a_file_of_which_a_part_is_asked_for_says_so(service: httpx.Client) -> None:
    part = service.get("/zones", params={"format": "csv", "limit": 5})
    assert (len(csv_rows(part)), part.headers["gaoxin-truncated"]) == (5, "rows=5")


def test_a_page_without_limit_has_a_hundred_rows(service: httpx.Client) -> None:
    document = read(service, "/zones")
    assert (document["limit"], len(document["rows"])) == (100, 100)


def test_a_file_has_no_more_rows_than_the_service_gives(shipped_settings: Settings) -> None:
    with running_service(shipped_settings.home, environment={"GAOXIN_QUERY_ROWS": "7"}) as client:
        answer = client.get("/zones", params={"format": "csv"})
        assert (len(csv_rows(answer)), answer.headers["gaoxin-truncated"]) == (7, "rows=7")


@pytest.mark.parametrize("path", TABLES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_that_people_read_are_offered_as_excel(
    service: httpx.Client, path: str, language: str
) -> None:
    offered = links(opened(service, path, lang=language))
    answer = service.get(offered["xlsx"])
    ending = path.partition("?")[0].strip("/") + ".xlsx"
    assert f'filename="{ending}"' in answer.headers["content-disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames[0] == ("结果" if language == "zh" else "answer")
    rows = csv_rows(service.get(offered["csv"]))
    assert book.worksheets[0].max_row == len(rows) + 1


@pytest.mark.parametrize("path", ["/compare", "/compare?name=zone/hefei", "/timeline"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_file_of_nothing_is_refused(service: httpx.Client, path: str, form: str) -> None:
    answer = service.get(address(path, format=form))
    assert answer.status_code in (400, 404), answer.text
    assert answer.json()["detail"]
