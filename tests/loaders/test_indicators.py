"""The catalogue of indicators: names, units, definitions, faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.loaders.reference import indicators
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import read_table
from gaoxin.model import Fact, Key, Text, Thing, VocabularyTerm

PATH = next(d.path for d in bundled_datasets() if d.name == "indicators")
RECORDS, PROBLEMS = indicators.read(read_table(PATH))
ROW = "IND001,生产总值,s,GDP,规模,亿元,c,100,http://q/unit/X,u,定义,依据,d"


def names(key: str) -> set[tuple[str, str, str]]:
    return {n for r in RECORDS if isinstance(r, Thing) and r.key == key for n in r.names}


def test_all_indicators_have_names_in_both_languages() -> None:
    assert PROBLEMS == []
    keys = {r.key for r in RECORDS if isinstance(r, Thing)}
    assert len(keys) == 66
    for key in keys:
        assert {lang for _, how, lang in names(key) if how == "preferred"} == {"zh", "en"}


def test_counts_are_found_in_the_longer_wording_too() -> None:
    assert ("高新技术企业数量", "short", "zh") in names("indicator/IND024")
    assert indicators.other_form("进出口总额") == ""
    assert indicators.other_form("发展指数") == ""


def test_no_name_leads_to_two_indicators() -> None:
    owners: dict[str, set[str]] = {}
    for record in RECORDS:
        if isinstance(record, Thing):
            for form, _, _ in record.names:
                owners.setdefault(form, set()).add(record.key)
    assert {form for form, keys in owners.items() if len(keys) > 1} == set()


def test_units_definitions_and_their_basis_are_kept() -> None:
    found = {
        (r.predicate.rpartition("/")[2].rpartition("#")[2], r.source)
        for r in RECORDS
        if isinstance(r, Fact) and r.subject == Key("indicator/IND003")
    }
    assert found == {
        ("category", "reference-compilation"),
        ("unit", "reference-compilation"),
        ("multiplier", "reference-compilation"),
        ("hasUnit", "qudtlib-allunits-7.1.0"),
        ("definition", "general-knowledge"),
        ("definitionBasis", "general-knowledge"),
    }
    units = {
        r.object.iri
        for r in RECORDS
        if isinstance(r, Fact) and isinstance(r.object, VocabularyTerm)
    }
    assert "http://qudt.org/vocab/unit/CCY_CNY" in units
    assert len(units) == 6
    multipliers = {
        r.object.value
        for r in RECORDS
        if isinstance(r, Fact) and r.predicate == "multiplier" and isinstance(r.object, Text)
    }
    assert multipliers == {"1", "10000", "100000000"}


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("IND001", "1", "id"),
        ("生产总值,s", ",s", "name_zh"),
        ("值,s,", "值,,", "source"),
        ("亿元,c", "亿元,", "compiled_source"),
        ("100,", "1e2,", "multiplier_to_unit_iri"),
        ("http://q/unit/X", "CNY", "unit_iri"),
        ("X,u,", "X,,", "unit_source"),
        ("依据,d", "依据,", "definition_source"),
    ],
)
def test_a_bad_cell_is_told_with_its_place(tmp_path: Path, old: str, new: str, column: str) -> None:
    path = tmp_path / "indicators.csv"
    path.write_text("\n".join([",".join(indicators.COLUMNS), ROW.replace(old, new, 1)]), "utf-8")
    _, problems = indicators.read(read_table(path))
    assert [(p.line, p.column) for p in problems] == [(2, column)]


def test_an_id_or_a_name_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "indicators.csv"
    path.write_text("\n".join([",".join(indicators.COLUMNS), ROW, ROW]), "utf-8")
    _, problems = indicators.read(read_table(path))
    assert [(p.line, p.column) for p in problems] == [(3, "id"), (3, "name_zh")]
