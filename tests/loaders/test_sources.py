"""The table of sources: keys, grades, descriptions, faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.reference import sources
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import read_table
from gaoxin.model import Fact, Key, Text, Thing
from gaoxin.ontology.terms import vocabulary

PATH = next(d.path for d in bundled_datasets() if d.name == "sources")
RECORDS, PROBLEMS = sources.read(read_table(PATH))


def said(key: str) -> dict[str, str]:
    return {
        r.predicate.rpartition("/")[2].rpartition("#")[2]: r.object.value
        for r in RECORDS
        if isinstance(r, Fact) and r.subject == Key(f"source/{key}") and isinstance(r.object, Text)
    }


def read_rows(tmp_path: Path, *rows: str) -> list[tuple[int | None, str]]:
    path = tmp_path / "sources.csv"
    path.write_text("\n".join([",".join(sources.COLUMNS), *rows]) + "\n", "utf-8")
    _, problems = sources.read(read_table(path))
    return [(p.line, p.column) for p in problems]


def test_every_source_has_a_title_and_a_grade() -> None:
    assert PROBLEMS == []
    keys = [r.key.removeprefix("source/") for r in RECORDS if isinstance(r, Thing)]
    assert keys == [row.cells["key"] for row in read_table(PATH).rows]
    for key in keys:
        assert said(key)["title"]
        assert said(key)["confidence"] in vocabulary().codes("confidence")


def test_grades_say_how_far_a_source_can_be_trusted() -> None:
    grades = {
        key: said(key)["confidence"]
        for key in ("article-002", "public-zone-list", "general-knowledge", "guohan-1992-169")
    }
    assert grades == {
        "article-002": "D",
        "public-zone-list": "C",
        "general-knowledge": "U",
        "guohan-1992-169": "D",
    }


def test_what_the_articles_do_not_tell_is_left_out() -> None:
    for n in range(5):
        found = said(f"article-00{n}")
        assert "publisher" not in found
        assert "page" not in found
    assert said("article-004")["date"] == "2025"


def test_what_is_said_of_sources_is_said_by_the_table_which_is_one_of_them() -> None:
    assert {r.source for r in RECORDS if isinstance(r, Thing | Fact)} == {sources.TABLE_SOURCE}
    assert said(sources.TABLE_SOURCE)["title"]


def test_a_table_of_three_columns_will_do(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text("key,title,confidence\nmy-paper,My paper,D\n", "utf-8")
    records, problems = sources.read(read_table(path))
    assert problems == []
    thing = records[0]
    assert isinstance(thing, Thing)
    assert thing.names == (("My paper", "preferred", "en"), ("my-paper", "code", ""))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("My paper,题,,,,,D,,,", "key"),
        ("a,,,,,,D,,,", "title"),
        ("a,题,,,,,E,,,", "confidence"),
        ("a,题,,,,,,,,", "confidence"),
        ("a,题,,2024-02-30,,,D,,,", "date"),
        ("a,题,,,,,D,,a b.cn,", "url"),
    ],
)
def test_a_bad_cell_is_told_with_its_place(tmp_path: Path, row: str, column: str) -> None:
    assert read_rows(tmp_path, row) == [(2, column)]


def test_a_key_or_a_title_twice_is_told(tmp_path: Path) -> None:
    assert read_rows(tmp_path, "a,题,,,,,D,,,", "a,题,,,,,D,,,") == [(3, "key"), (3, "title")]


def test_a_date_has_ascii_digits(tmp_path: Path) -> None:
    row = {"key": "x", "title": "X", "confidence": "D"}
    for date, expected in (("2024", []), ("202٣", [(2, "date")]), ("２０２４", [(2, "date")])):
        cells = {**row, "date": date}
        line = ",".join(cells.get(column, "") for column in sources.COLUMNS)
        assert read_rows(tmp_path, line) == expected
