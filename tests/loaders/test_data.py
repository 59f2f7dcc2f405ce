"""The project's own data: complete, with sources, and without problems."""

from __future__ import annotations

import csv
import re

import pytest

from gaoxin.loaders.reference.bundled import (
    TABLE_KINDS,
    BundledDataset,
    bundled_datasets,
    find_table_kind,
)
from gaoxin.loaders.tables.reading import Table, read_table
from gaoxin.model import STATEMENT_COLUMNS, Fact, Thing

DATASETS = {dataset.name: dataset for dataset in bundled_datasets()}
COUNTS = {
    "sources": 99,
    "divisions": 3222,
    "industries-gbt4754-2017": 1972,
    "industries-sei-2018": 238,
    "trade-names": 786,
    "indicators": 66,
    "zones": 178,
    "identity": 81,
    "article-000": 232,
    "article-001": 170,
    "article-002": 421,
    "article-003": 367,
    "article-004": 235,
    "policies": 224,
}
STATEMENTS = [dataset for dataset in DATASETS.values() if dataset.kind == "statements"]
ARTICLES = [dataset for dataset in STATEMENTS if dataset.name != "policies"]


def read(key: str) -> Table:
    return read_table(DATASETS[key].path)


def source_keys() -> set[str]:
    return {row.cells["key"] for row in read("sources").rows}


def used_sources(dataset: BundledDataset) -> set[str]:
    table = read_table(dataset.path)
    reader = find_table_kind(table.columns)
    if reader is None:
        return {row.cells["source"] for row in table.rows}
    return {
        record.source for record in reader.read(table)[0] if not hasattr(record, "subject_type")
    }


def test_every_dataset_has_its_rows() -> None:
    assert {key: len(read(key).rows) for key in DATASETS} == COUNTS


def test_sources_come_first_and_statements_last() -> None:
    keys = list(DATASETS)
    assert keys[0] == "sources"
    assert keys[-6:] == [*(f"article-00{n}" for n in range(5)), "policies"]


def test_the_five_articles_hold_1425_facts() -> None:
    assert len(ARTICLES) == 5
    assert sum(len(read_table(dataset.path).rows) for dataset in ARTICLES) == 1425


@pytest.mark.parametrize("dataset", STATEMENTS, ids=lambda dataset: dataset.name)
def test_statement_tables_have_the_common_columns_without_sentences(
    dataset: BundledDataset,
) -> None:
    table = read_table(dataset.path)
    assert table.columns == [column for column in STATEMENT_COLUMNS if column != "evidence"]
    articles = {article.name for article in ARTICLES}
    said_by = {row.cells["source"] for row in table.rows}
    compiled = {f"{article}-policies" for article in articles}
    assert said_by == ({dataset.name} & articles or compiled | {"general-knowledge"})
    for row in table.rows:
        for column, cell in row.cells.items():
            assert "。" not in cell, (row.line, column)
            assert len(cell) <= (60 if column == "qualifier" else 45), (row.line, column)


@pytest.mark.parametrize("key", [k for k in COUNTS if DATASETS[k].kind != "statements"])
def test_reference_tables_are_read_by_the_reader_of_their_kind(key: str) -> None:
    table = read(key)
    reader = find_table_kind(table.columns)
    assert reader is not None
    assert reader.kind == DATASETS[key].kind
    records, problems = reader.read(table)
    assert problems == []
    assert records


def test_each_header_belongs_to_one_reader() -> None:
    for key in COUNTS:
        columns = read(key).columns
        found = [reader.kind for reader in TABLE_KINDS if reader.matches(columns)]
        assert len(found) == (DATASETS[key].kind != "statements"), (key, found)


def test_every_source_used_stands_in_the_table_and_is_used() -> None:
    known = source_keys()
    used = {source for dataset in DATASETS.values() for source in used_sources(dataset)}
    assert used == known


def test_every_reference_to_a_thing_with_a_key_is_declared() -> None:
    declared: set[str] = set()
    pointed: set[str] = set()
    for key in COUNTS:
        table = read(key)
        reader = find_table_kind(table.columns)
        if reader is None or reader.kind == "identity":
            continue
        for record in reader.read(table)[0]:
            if isinstance(record, Thing):
                declared.add(record.key)
            elif isinstance(record, Fact):
                pointed |= {
                    end.path for end in (record.subject, record.object) if hasattr(end, "path")
                }
    assert (
        len(declared) == 99 + 3222 + 1972 + 238 + 786 + 66 + 178 + 2
    )  # the last one has two schemes
    assert pointed - declared == set()


def test_files_are_plain_utf8_and_name_no_registry_or_machine() -> None:
    files = [dataset.path for dataset in DATASETS.values()]
    assert len(files) == 14
    registries = re.compile(r"registry\.|pypi\.org|npmjs|crates\.io|maven|/work/|/tmp/|/home/")
    for path in files:
        text = path.read_bytes().decode("utf-8")
        assert not text.startswith("\ufeff")
        assert "\r" not in text
        assert not registries.search(text), path
        assert list(csv.reader(text.splitlines()))
