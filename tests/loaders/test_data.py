"""The project's own data: complete, with sources, and without problems."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from gaoxin.graph.names.keys import match_key
from gaoxin.loaders.reference.bundled import (
    TABLE_KINDS,
    BundledDataset,
    bundled_datasets,
    find_table_kind,
)
from gaoxin.loaders.statements.table import REQUIRED_COLUMNS
from gaoxin.loaders.tables.reading import Table, read_table
from gaoxin.model import Fact, Thing

DATASETS = {dataset.name: dataset for dataset in bundled_datasets()}
STATEMENTS = [dataset for dataset in DATASETS.values() if dataset.kind == "statements"]
ARTICLES = [dataset for dataset in STATEMENTS if dataset.name.startswith("article-")]
PAGES = [dataset for dataset in STATEMENTS if dataset.name.startswith("zone-")]
DOCUMENTED = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
SETTLED = sorted((Path(__file__).parents[2] / "docs" / "settled").glob("zone-*.csv"))


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


def documented_rows() -> dict[str, int]:
    """The rows of each file in the first table of docs/data.md."""
    lines = re.findall(r"^\| `gaoxin/.*? \| `(\S+?)` \| ([\d,]+)", DOCUMENTED, re.MULTILINE)
    return {file: int(count.replace(",", "")) for file, count in lines}


def test_the_documentation_tells_the_rows_of_every_dataset() -> None:
    told = documented_rows()
    data = DATASETS["sources"].path.parent
    assert told.pop("statements/article-*.csv") == sum(len(read(d.name).rows) for d in ARTICLES)
    rest = [dataset for dataset in DATASETS.values() if dataset not in ARTICLES]
    assert told == {d.path.relative_to(data).as_posix(): len(read(d.name).rows) for d in rest}
    assert all(told.values())


def test_the_documentation_tells_how_many_sources_have_each_grade() -> None:
    grades = Counter(row.cells["confidence"] for row in read("sources").rows)
    lines = re.findall(r"^\| ([A-Z]) \| .* \| (\d+) \|$", DOCUMENTED, re.MULTILINE)
    assert {grade: int(count) for grade, count in lines} == grades


def test_sources_come_first_and_statements_last() -> None:
    keys = list(DATASETS)
    assert keys[0] == "sources"
    assert keys[-len(STATEMENTS) :] == [dataset.name for dataset in STATEMENTS]
    assert [dataset.name for dataset in ARTICLES] == [f"article-00{n}" for n in range(5)]
    assert PAGES


@pytest.mark.parametrize("dataset", STATEMENTS, ids=lambda dataset: dataset.name)
def test_statement_tables_have_the_common_columns_without_sentences(
    dataset: BundledDataset,
) -> None:
    table = read_table(dataset.path)
    placed = ["locator"] if dataset in ARTICLES else []
    assert table.columns == [*REQUIRED_COLUMNS, *placed]
    articles = {article.name for article in ARTICLES}
    said_by = {row.cells["source"] for row in table.rows}
    compiled = {f"{article}-policies" for article in articles}
    if dataset in PAGES:
        assert said_by.isdisjoint(articles | compiled | {"general-knowledge"})
    else:
        assert said_by == ({dataset.name} & articles or compiled | {"general-knowledge"})
    for row in table.rows:
        for column, cell in row.cells.items():
            assert "。" not in cell, (row.line, column)
            assert len(cell) <= (60 if column == "qualifier" else 45), (row.line, column)


@pytest.mark.parametrize("key", [d.name for d in DATASETS.values() if d not in STATEMENTS])
def test_reference_tables_are_read_by_the_reader_of_their_kind(key: str) -> None:
    table = read(key)
    reader = find_table_kind(table.columns)
    assert reader is not None
    assert reader.kind == DATASETS[key].kind
    records, problems = reader.read(table)
    assert problems == []
    assert records


def test_each_header_belongs_to_one_reader() -> None:
    for key in DATASETS:
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
    for key in DATASETS:
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
    tables = ("sources", "divisions", "trade-names", "indicators", "zones")
    rows = [*tables, "industries-gbt4754-2017", "industries-sei-2018"]
    assert len(declared) == sum(len(read(key).rows) for key in rows) + 2  # and two schemes
    assert pointed - declared == set()


def test_what_a_zone_means_to_become_is_no_approval() -> None:
    rows = [row.cells for dataset in STATEMENTS for row in read_table(dataset.path).rows]
    granted = [cells for cells in rows if cells["predicate"] in ("approvedAs", "awarded")]
    aims = [cells for cells in rows if cells["predicate"] == "positioning"]
    assert granted
    assert {cells["status"] for cells in granted} == {"actual"}
    assert {cells["status"] for cells in aims} == {"actual", "target"}
    notes = {part.strip() for cells in rows for part in cells["qualifier"].split(";")}
    assert "positioning" not in notes  # the relation says so


def test_files_are_plain_utf8_and_name_no_registry_or_machine() -> None:
    files = [dataset.path for dataset in DATASETS.values()]
    assert files
    # A folder of a machine begins a path; in the address of a page it follows the host.
    registries = re.compile(
        r"registry\.|pypi\.org|npmjs|crates\.io|maven|(?<![\w.-])/(work|tmp|home)/"
    )
    for path in files:
        text = path.read_bytes().decode("utf-8")
        assert not text.startswith("\ufeff")
        assert "\r" not in text
        assert not registries.search(text), path
        assert list(csv.reader(text.splitlines()))


def settled(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_given_row_on_a_zone_is_settled_once() -> None:
    assert len(SETTLED) >= 5
    rows = [row for path in SETTLED for row in settled(path) if row["kind"] == "given"]
    numbers = sorted(row["given_id"] for row in rows)
    assert numbers == [f"zone-facts-{n:04}" for n in range(1, len(rows) + 1)]
    assert {row["decision"] for row in rows} == {"accepted", "changed", "held"}
    assert all(row["reason_zh"] and row["reason_en"] for row in rows)
    for text in (f"{len(rows):,} lines", *map(_told, Counter(r["decision"] for r in rows).items())):
        assert text in DOCUMENTED.replace("\n", " "), text


def _told(item: tuple[str, int]) -> str:
    return f"{item[1]:,} {item[0]}"


def test_the_pages_on_zones_were_read_in_excerpts() -> None:
    kinds = {row.cells["key"]: row.cells["kind"] for row in read("sources").rows}
    used = {source for dataset in PAGES for source in used_sources(dataset)}
    assert used
    assert {source for source in used if kinds[source] != "page excerpt"} == set()


def test_rows_on_zones_obey_the_rules_of_their_selection() -> None:
    grades = {row.cells["key"]: row.cells["confidence"] for row in read("sources").rows}
    rows = [row.cells for dataset in PAGES for row in read_table(dataset.path).rows]
    means = {
        match_key(form, "industry"): row.cells["name"]
        for row in read("trade-names").rows
        for form in (row.cells["name"], *row.cells["aliases"].split(";"))
    }
    strong: set[tuple[str, str]] = set()
    weak: set[tuple[str, str]] = set()
    for cells in rows:
        # A row without a time would be shown as the present.
        assert cells["time"] or cells["predicate"] == "established", cells
        assert "预计" not in cells["qualifier"] or cells["status"] == "target", cells
        if cells["predicate"] == "leadingIndustry":
            said = (cells["subject"], means[match_key(cells["object"], "industry")])
            (weak if grades[cells["source"]] == "C" else strong).add(said)
    assert weak < strong  # a source of grade C is never alone


def test_no_source_has_the_name_of_a_zone() -> None:
    zones = {
        match_key(form, kind)
        for row in read("zones").rows
        for column in ("name_zh_full", "name_zh_short", "aliases")
        for form in row.cells[column].split(";")
        for kind in ("", "zone")
    } - {""}
    titles = {row.cells["title"] for row in read("sources").rows}
    assert zones
    assert titles
    assert {title for title in titles if match_key(title) in zones} == set()
