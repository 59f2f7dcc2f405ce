"""English names of things that other tables name in Chinese only."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.graph.store.generation import Generation
from gaoxin.loaders.reference import english_names
from gaoxin.loaders.reference.bundled import bundled_datasets, find_table_kind
from gaoxin.loaders.tables.reading import read_table
from gaoxin.model import Entity, Name

PATH = next(d.path for d in bundled_datasets() if d.name == "english-names")
HEADER = ",".join(english_names.COLUMNS)


def test_rows_name_things_as_other_tables_do() -> None:
    records, problems = english_names.read(read_table(PATH))
    assert problems == []
    assert records
    first = records[0]
    assert isinstance(first, Entity)
    assert isinstance(first.subject, Name)
    assert first.names == ((first.names[0][0], "preferred", "en"),)


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        (["甲,Indicator,first,s", "甲,Indicator,second,s"], [(3, "name")]),
        (["甲,Indicator,same,s", "乙,Indicator,same,s"], [(3, "name_en")]),
        (["甲,Dragon,first,s"], [(2, "type")]),
        (["甲,Indicator,第一,s"], [(2, "name_en")]),
        (["甲,Indicator,,s", ",Indicator,x,s"], [(2, "name_en"), (3, "name")]),
        (["甲,Indicator,first,"], [(2, "source")]),
    ],
)
def test_faults_are_told(tmp_path: Path, rows: list[str], faults: list[tuple[int, str]]) -> None:
    path = tmp_path / "names.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    _, problems = english_names.read(read_table(path))
    assert [(one.line, one.column) for one in problems] == faults


def test_only_such_a_table_is_taken_for_one() -> None:
    kind = find_table_kind(list(english_names.COLUMNS))
    assert kind is not None
    assert kind.kind == "english-names"
    assert not english_names.matches(["name", "type", "name_en", "source", "area"])


def test_english_pages_have_no_chinese_names_of_indicators_and_places(shipped: Generation) -> None:
    query = (
        "SELECT class, name FROM thing WHERE name_en = '' AND class IN "
        "('Indicator', 'Province', 'City', 'NationalZone')"
    )
    assert shipped.names.connection.execute(query).fetchall() == []
    assert shipped.names.resolve("Anhui").key == "division/340000"
    assert shipped.names.resolve("industrial revenue", "Indicator").name == "工业营收"


def test_english_names_of_official_classes_capture_no_trade_names(shipped: Generation) -> None:
    assert shipped.names.resolve("new materials").key != "industry/sei-3"
    assert shipped.names.by_iri("industry/gbt4754-C").name_en == "Manufacturing"  # type: ignore[union-attr]
