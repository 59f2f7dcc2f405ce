"""The two industry classifications: counts, trees, mappings, faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.reference import industries
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import read_table
from gaoxin.model import Fact, Key, Record, Text, Thing

PATHS = {d.name: d.path for d in bundled_datasets()}
GBT, GBT_PROBLEMS = industries.read_gbt(read_table(PATHS["industries-gbt4754-2017"]))
SEI, SEI_PROBLEMS = industries.read_sei(read_table(PATHS["industries-sei-2018"]))


def concepts(records: list[Record]) -> dict[str, str]:
    return {
        r.key: r.names[0][0]
        for r in records
        if isinstance(r, Thing) and r.classes == ("Industry",) and r.names[0][2] == "zh"
    }


def pairs(records: list[Record], predicate: str) -> set[tuple[str, str]]:
    return {
        (r.subject.path, r.object.path if isinstance(r.object, Key) else r.object.value)
        for r in records
        if isinstance(r, Fact)
        and r.predicate.rpartition("#")[2] == predicate
        and isinstance(r.subject, Key)
        and isinstance(r.object, Key | Text)
    }


def levels(records: list[Record]) -> list[int]:
    found = [value for _, value in pairs(records, "level")]
    return [found.count(str(n)) for n in range(1, 5)]


def test_gbt4754_has_its_1972_classes() -> None:
    assert GBT_PROBLEMS == []
    assert len(concepts(GBT)) == 1972
    assert levels(GBT) == [20, 97, 473, 1382]
    assert concepts(GBT)["industry/gbt4754-A"] == "农、林、牧、渔业"


def test_sei_has_its_238_classes() -> None:
    assert SEI_PROBLEMS == []
    assert len(concepts(SEI)) == 238
    assert levels(SEI) == [9, 40, 189, 0]


def test_official_names_do_not_capture_the_words_of_articles() -> None:
    hows = {
        how
        for r in [*GBT, *SEI]
        if isinstance(r, Thing) and r.classes == ("Industry",)
        for _, how, _ in r.names
    }
    assert hows == {"official"}


@pytest.mark.parametrize(("records", "scheme"), [(GBT, industries.GBT), (SEI, industries.SEI)])
def test_every_concept_is_in_its_scheme_with_one_parent_or_on_top(
    records: list[Record], scheme: industries.Scheme
) -> None:
    keys = set(concepts(records))
    assert {key for key, end in pairs(records, "inScheme") if end == scheme.key} == keys
    above = pairs(records, "broader")
    top = {key for key, _ in pairs(records, "topConceptOf")}
    assert {key for key, _ in above} | top == keys
    assert len(above) + len(top) == len(keys)
    assert {parent for _, parent in above} <= keys
    assert scheme.key in {r.key for r in records if isinstance(r, Thing)}


def test_mappings_lead_to_classes_of_gbt4754() -> None:
    found = pairs(SEI, "relatedMatch")
    assert {end for _, end in found} <= set(concepts(GBT))
    assert ("industry/sei-1.1.1", "industry/gbt4754-3919") in found
    assert len(found) > 1000


def test_numbers_from_general_knowledge_are_not_given_to_the_source_of_names() -> None:
    code = {
        r.source
        for r in SEI
        if isinstance(r, Fact)
        and r.subject == Key("industry/sei-1.1.1")
        and r.predicate.endswith("notation")
    }
    name = {r.source for r in SEI if isinstance(r, Thing) and r.key == "industry/sei-1.1.1"}
    assert (code, name) == ({"general-knowledge"}, {"swifthu-sei"})


def test_names_before_the_amendment_are_kept_but_lead_nowhere() -> None:
    assert pairs(GBT, "nameBeforeAmendment")
    assert all(
        len(r.names) == 1 for r in GBT if isinstance(r, Thing) and r.key.startswith("industry/")
    )


GBT_ROWS = ["A,甲,门类,1,,s,,", "01,乙,大类,2,A,s,,"]
SEI_ROWS = ["1,s,甲,1,,s,2651,s,", "1.1,s,乙,2,1,s,2651;2669,s,"]


@pytest.mark.parametrize(
    ("scheme", "row", "column"),
    [
        ("gbt", "1,丙,大类,2,A,s,,", "code"),
        ("gbt", "01,丙,大类,2,A,s,,", "code"),
        ("gbt", "02,,大类,2,A,s,,", "name_zh"),
        ("gbt", "02,丙,中类,2,A,s,,", "level"),
        ("gbt", "02,丙,大类,5,A,s,,", "level_no"),
        ("gbt", "02,丙,大类,2,,s,,", "parent"),
        ("gbt", "02,丙,大类,2,Z,s,,", "parent"),
        ("gbt", "02,丙,大类,2,01,s,,", "parent"),
        ("gbt", "02,丙,大类,2,A,,,", "source"),
        ("gbt", "02,丙,大类,2,A,s,旧名,", "name_2017_source"),
        ("sei", "1.2,s,丙,2,1,s,265,s,", "gbt4754_codes"),
        ("sei", "1.2,s,丙,4,1,s,,,", "level"),
        ("sei", "1.2,,丙,2,1,s,,,", "code_source"),
        ("sei", "1.2,s,丙,2,1,s,2651,,", "mapping_source"),
        ("sei", "1-2,s,丙,2,1,s,,,", "code"),
        ("sei", "1.2,s,丙,2,1.1,s,,,", "parent"),
    ],
)
def test_a_bad_cell_is_told_with_its_place(
    tmp_path: Path, scheme: str, row: str, column: str
) -> None:
    columns, rows = (
        (industries.GBT_COLUMNS, GBT_ROWS)
        if scheme == "gbt"
        else (industries.SEI_COLUMNS, SEI_ROWS)
    )
    path = tmp_path / "industries.csv"
    path.write_text("\n".join([",".join(columns), *rows, row]) + "\n", "utf-8")
    read = industries.read_gbt if scheme == "gbt" else industries.read_sei
    _, problems = read(read_table(path))
    assert [(p.line, p.column) for p in problems] == [(4, column)]


def test_a_circle_of_parents_is_told(tmp_path: Path) -> None:
    path = tmp_path / "industries.csv"
    rows = ["A,甲,门类,1,,s,,", "01,乙,大类,2,02,s,,", "02,丙,大类,2,01,s,,"]
    path.write_text("\n".join([",".join(industries.GBT_COLUMNS), *rows]) + "\n", "utf-8")
    _, problems = industries.read_gbt(read_table(path))
    assert {p.line for p in problems} == {3, 4}
    assert any("circle" in p.en or "cycle" in p.en for p in problems), problems
