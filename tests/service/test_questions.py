"""Questions in words, and saved queries."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
from openpyxl import load_workbook

from gaoxin.settings import Settings
from tests.fixtures.service import read, running_service


def test_question_is_answered_with_its_source(service: httpx.Client) -> None:
    document = read(service, "/ask", q="鹰潭高新区2024年工业营收是多少", lang="zh")
    assert document["answered"]
    assert document["rows"][0]["answer"] == 1258
    assert document["rows"][0]["unit"] == "亿元"
    assert "亿元" in document["rows"][0]["text"]
    assert [source["key"] for source in document["sources"]] == ["article-004"]
    assert document["sparql"]


def test_query_of_an_answer_gives_the_answer(service: httpx.Client) -> None:
    query = read(service, "/ask", q="鹰潭高新区2024年工业营收是多少")["query"]
    rows = read(service, query["link"])["rows"]
    assert any(float(row["value"]) == 1258 for row in rows)


def test_question_without_an_answer_says_why(service: httpx.Client) -> None:
    document = read(service, "/ask", q="鹰潭高新区1950年工业营收是多少")
    assert not document["answered"]
    assert document["rows"] == []
    assert document["reason"]


def test_queries_that_fit_a_question_come_with_its_names(service: httpx.Client) -> None:
    best = read(service, "/queries", q="合肥高新区主打什么产业")["rows"][0]
    assert best["name"].startswith("industries/")
    assert best["missing"] == []
    assert read(service, best["run"])["rows"]


def test_queries_of_one_topic(service: httpx.Client) -> None:
    document = read(service, "/queries", topic="targets")
    assert document["total"] == len(document["rows"]) > 0
    assert {row["topic"] for row in document["rows"]} == {"targets"}


def test_saved_query_answers_with_links_and_sources(service: httpx.Client) -> None:
    path = "/queries/industries/industries_of_zone"
    document = read(service, path, zone="tjbhgxq", lang="en")
    assert document["ran"]
    assert len(document["rows"]) == len(document["cells"]) == len(document["marks"]) > 0
    for row, cells in zip(document["rows"], document["cells"], strict=True):
        assert set(row) == set(document["columns"])
        assert len(cells) == len(document["shown"])
    links = [cell["link"] for cells in document["cells"] for cell in cells if cell["link"]]
    assert links
    assert service.get(links[0]).status_code == 200


def test_truth_is_told_in_words(service: httpx.Client) -> None:
    path = "/queries/industries/industries_of_zone"
    document = service.get(path, params={"zone": "hfgxq", "lang": "zh"}).json()
    column = [shown["key"] for shown in document["shown"]].index("leading")
    assert {cells[column]["text"] for cells in document["cells"]} == {"是", "否"}
    assert {row["leading"] for row in document["rows"]} == {True, False}


def test_number_of_sources_is_a_column(service: httpx.Client) -> None:
    document = read(service, "/queries/sources/confirmed_locations")
    assert "sources" in [shown["key"] for shown in document["shown"]]
    assert all(isinstance(row["sources"], int) for row in document["rows"])
    assert document["rows"]


def test_saved_query_comes_in_pages(service: httpx.Client) -> None:
    path = "/queries/industries/industries_of_zone?zone=zone/tianjin-binhai"
    whole = read(service, path)["rows"]
    found: list[Any] = []
    address = path + "&limit=9"
    while address:
        document = read(service, address)
        found += document["rows"]
        address = document["next"]
    assert found == whole


def test_query_without_its_values_is_described(service: httpx.Client) -> None:
    document = read(service, "/queries/industries/industries_of_zone")
    assert not document["ran"]
    assert [parameter["name"] for parameter in document["query"]["parameters"]] == ["zone"]


def test_unknown_parameter_is_refused(service: httpx.Client) -> None:
    response = service.get(
        "/queries/industries/industries_of_zone", params={"zone": "hfgxq", "zonee": "x"}
    )
    assert response.status_code == 400


def test_parameter_given_twice_is_refused(service: httpx.Client) -> None:
    response = service.get(
        "/queries/industries/industries_of_zone", params={"zone": ["hfgxq", "tjbhgxq"]}
    )
    assert response.status_code == 400


def test_short_name_of_a_query_leads_to_the_full_one(service: httpx.Client) -> None:
    response = service.get("/queries/industries_of_zone", params={"zone": "hfgxq"})
    assert response.status_code == 301
    assert response.headers["location"] == "/queries/industries/industries_of_zone?zone=hfgxq"


def test_unknown_query_is_told_with_the_nearest(service: httpx.Client) -> None:
    response = service.get("/queries/industries/industry_of_zone")
    assert response.status_code == 404
    assert "industries/industries_of_zone" in response.json()["facts"]["nearest"]


QUERY = "/queries/industries/industries_of_zone"


def test_rows_as_csv_are_all_rows(service: httpx.Client) -> None:
    values = {"zone": "zone/tianjin-binhai", "limit": "3"}
    whole = read(service, QUERY, zone="zone/tianjin-binhai")
    response = service.get(QUERY, params=values | {"format": "csv"})
    assert response.headers["content-type"].startswith("text/csv")
    assert 'filename="industries_of_zone.csv"' in response.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert list(rows[0]) == whole["columns"]
    assert [row["industry_iri"] for row in rows] == [row["industry_iri"] for row in whole["rows"]]
    assert "gaoxin-truncated" not in response.headers


def test_rows_as_a_workbook_have_their_sources(service: httpx.Client) -> None:
    values = {"zone": "zone/tianjin-binhai", "format": "xlsx", "lang": "en"}
    whole = read(service, QUERY, zone="zone/tianjin-binhai", lang="en")
    book = load_workbook(io.BytesIO(service.get(QUERY, params=values).content))
    assert book.sheetnames == ["answer", "sources", "about"]
    assert book["answer"].max_row == len(whole["rows"]) + 1
    assert book["sources"].max_row == len(whole["sources"]) + 1
    asked = {row[0].value: row[1].value for row in book["about"].iter_rows(max_col=2)}
    assert str(asked["asked"]).startswith(QUERY)


def test_file_of_a_query_needs_its_values(service: httpx.Client) -> None:
    assert service.get(QUERY, params={"format": "csv"}).status_code == 400


def test_rows_that_were_cut_are_told(shipped_settings: Settings) -> None:
    with running_service(shipped_settings.home, environment={"GAOXIN_QUERY_ROWS": "3"}) as client:
        values = {"zone": "zone/tianjin-binhai", "format": "csv"}
        assert client.get(QUERY, params=values).headers["gaoxin-truncated"] == "rows=3"
        del values["format"]
        document = client.get(QUERY, params=values).json()
        assert document["truncated"]
        assert document["notes"]
