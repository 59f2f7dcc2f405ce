"""English answers keep the Chinese names, by which sources and people in China know a thing."""

from __future__ import annotations

import csv
import io

import httpx
import pytest

from tests.fixtures.service import page, read

HEFEI = "合肥高新技术产业开发区"
ENGLISH = "Hefei National High-Tech Industrial Development Zone"


@pytest.mark.parametrize(
    ("language", "name", "also"), [("zh", HEFEI, ENGLISH), ("en", ENGLISH, HEFEI)]
)
def test_documents_have_the_name_in_the_other_language(
    service: httpx.Client, language: str, name: str, also: str
) -> None:
    compared = read(service, "/compare", name=["zone/hefei", "zone/jinan"], lang=language)
    for thing in (
        read(service, "/things/zone/hefei", lang=language),
        read(service, "/search", q="hfgxq", lang=language)["rows"][0],
        compared["things"][0],
        next(
            row
            for row in read(service, "/zones", limit=1000, lang=language)["rows"]
            if row["key"] == "zone/hefei"
        ),
    ):
        assert (thing["name"], thing["also"]) == (name, also)


def test_a_thing_with_one_name_has_no_other(service: httpx.Client) -> None:
    rows = read(service, "/zones", limit=1000, lang="en")["rows"]
    unnamed = [row for row in rows if not row["name"].isascii()]
    assert unnamed
    assert all(row["also"] == "" for row in unnamed)


def test_english_pages_show_chinese_names(service: httpx.Client) -> None:
    for path, parameters in (
        ("/things/zone/hefei", {}),
        ("/compare", {"name": ["zone/hefei", "zone/jinan"]}),
        ("/zones", {"limit": 1000}),
        ("/search", {"q": "hefei"}),
    ):
        assert HEFEI in page(service, path, **parameters), path


def test_english_files_have_chinese_names(service: httpx.Client) -> None:
    told = service.get("/zones", params={"format": "csv", "lang": "en"}).content
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(told.decode("utf-8-sig")))}
    assert (rows["zone/hefei"]["name"], rows["zone/hefei"]["also"]) == (ENGLISH, HEFEI)
