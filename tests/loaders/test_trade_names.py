"""The mapping of trade names: size, codes, names, keys, names in articles, problems."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from gaoxin.graph.names.keys import match_key, mint
from gaoxin.graph.store.generation import Generation
from gaoxin.loaders.reference import industries, trade_names
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import Table, read_table
from gaoxin.model import Fact, Key, Thing

DATASETS = {d.name: d for d in bundled_datasets()}
TABLE = read_table(DATASETS["trade-names"].path)
RECORDS, PROBLEMS = trade_names.read(TABLE)
THINGS = [r for r in RECORDS if isinstance(r, Thing)]
FACTS = [r for r in RECORDS if isinstance(r, Fact)]
# Parts of an LED in article 004, and a cluster; these words mean something else elsewhere.
LEFT_OUT = {"芯片", "外延", "封装", "衬底材料", "核心关键生产设备", "鹰潭抚昌铜基新材料集群"}


def forms() -> dict[str, str]:
    return {match_key(form, "industry"): t.key for t in THINGS for form, _, _ in t.names}


def matched(*columns: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for fact in FACTS:
        name = fact.predicate.rpartition("#")[2]
        if name in {f"{column}Match" for column in columns}:
            assert isinstance(fact.subject, Key)
            assert isinstance(fact.object, Key)
            found.setdefault(fact.subject.path, set()).add(fact.object.path)
    return found


def article_names() -> set[str]:
    found = set()
    for dataset in DATASETS.values():
        if dataset.kind == "statements":
            for row in read_table(dataset.path).rows:
                for end in ("subject", "object"):
                    if row.cells[f"{end}_type"] == "Industry":
                        found.add(row.cells[end])
    return found


def test_the_map_is_whole_and_without_a_problem() -> None:
    assert PROBLEMS == []
    assert len(TABLE.rows) == len(THINGS) >= 750
    assert len(matched("exact", "close")) >= 700
    assert len(matched("exact")) >= 150


def test_every_category_exists() -> None:
    known = set()
    for key, reader in (
        ("industries-gbt4754-2017", industries.read_gbt),
        ("industries-sei-2018", industries.read_sei),
    ):
        known |= {r.key for r in reader(read_table(DATASETS[key].path))[0] if isinstance(r, Thing)}
    ends = set().union(*matched(*trade_names.MATCHES).values())
    assert len(ends) > 300
    assert ends <= known
    assert {end.split("-")[0] for end in ends} == {"industry/gbt4754", "industry/sei"}


def test_no_written_form_leads_to_two_names() -> None:
    owners: dict[str, set[str]] = {}
    for thing in THINGS:
        for form, _, _ in thing.names:
            owners.setdefault(match_key(form, "industry"), set()).add(thing.key)
    assert {form: keys for form, keys in owners.items() if len(keys) > 1} == {}
    assert len(owners) > 1500


def test_keys_are_those_that_the_names_have_anyway() -> None:
    assert all(thing.key == mint("industry", thing.names[0][0]) for thing in THINGS)
    assert len({thing.key for thing in THINGS}) == len(THINGS)


def test_every_name_has_an_english_one() -> None:
    assert THINGS
    for thing in THINGS:
        english = [form for form, how, lang in thing.names if (how, lang) == ("preferred", "en")]
        assert len(english) == 1, thing.names
        assert english[0].isascii(), thing.names


def test_leading_industries_and_those_of_articles_are_in_the_map() -> None:
    with DATASETS["zones"].path.open(encoding="utf-8", newline="") as file:
        leading = {
            name for row in csv.DictReader(file) for name in row["leading_industries"].split(";")
        } - {""}
    known = forms()
    assert len(leading) > 100
    assert {name for name in leading if match_key(name, "industry") not in known} == set()
    names = article_names()
    unknown = {name for name in names if match_key(name, "industry") not in known}
    assert len(names) >= 140
    assert unknown >= LEFT_OUT & names
    assert len(unknown) <= 0.1 * len(names), unknown


@pytest.mark.parametrize(
    ("name", "column", "category"),
    [
        ("新一代信息技术产业", "exact", "sei-1"),
        ("硬质合金", "exact", "sei-3.2.8"),
        ("光伏", "close", "gbt4754-3825"),
        ("光伏产业", "close", "sei-6.3"),
        ("动力电池", "close", "gbt4754-3841"),
        ("集成电路", "close", "sei-1.2.4"),
        ("民用航空", "close", "sei-2.2"),
        ("信创", "related", "sei-1.1.3"),
        ("核药", "related", "gbt4754-27"),
        ("IC设计", "exact", "gbt4754-6520"),
        ("高端装备制造业", "exact", "sei-2"),
    ],
)
def test_a_name_leads_to_its_category(name: str, column: str, category: str) -> None:
    key = forms()[match_key(name, "industry")]
    assert f"industry/{category}" in matched(column)[key]


def test_parents_are_trade_names() -> None:
    parents = {f.object for f in FACTS if f.predicate == "subIndustryOf"}
    assert len(parents) > 20
    assert parents <= {Key(thing.key) for thing in THINGS}


def test_articles_words_are_the_things_of_the_map(shipped: Generation) -> None:
    known = forms()
    for name in article_names() - LEFT_OUT:
        if key := known.get(match_key(name, "industry")):
            assert shipped.names.resolve(name, "Industry").key == key
    assert shipped.names.resolve("信创", "Industry").key == known["信息技术应用创新"]
    assert shipped.names.resolve("photovoltaics", "Industry").key == known["光伏"]
    assert shipped.names.resolve("集成电路", "Industry").key != "industry/sei-1.2.4"


HEADER = ",".join(trade_names.COLUMNS)
ROWS = [
    "光伏,photovoltaics,太阳能光伏,,gbt4754-3825;sei-6.3,,新能源,s,",
    "新能源,new energy,,sei-6,,,,s,",
]


def table(tmp_path: Path, *rows: str) -> Table:
    path = tmp_path / "names.csv"
    path.write_text("\n".join([HEADER, *ROWS, *rows]) + "\n", "utf-8")
    return read_table(path)


def test_a_row_says_names_matches_and_parent(tmp_path: Path) -> None:
    records, problems = trade_names.read(table(tmp_path))
    assert problems == []
    solar, upper = Key(mint("industry", "光伏")), Key(mint("industry", "新能源"))
    told = {
        (r.predicate.rpartition("#")[2], r.object)
        for r in records
        if isinstance(r, Fact) and r.subject == solar
    }
    assert told == {
        ("closeMatch", Key("industry/gbt4754-3825")),
        ("closeMatch", Key("industry/sei-6.3")),
        ("subIndustryOf", upper),
    }
    assert next(r.names for r in records if isinstance(r, Thing)) == (
        ("光伏", "preferred", "zh"),
        ("photovoltaics", "preferred", "en"),
        ("太阳能光伏", "alias", "zh"),
    )


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",x,,,,,,s,n", "name"),
        ("风电,,,,,,,s,n", "name_en"),
        ("风电,wind,,,,,,,n", "source"),
        ("风电,wind,,,,,,s,", "note"),
        ("光伏产业,solar,,,,,,s,n", "name"),
        ("风电,photovoltaics,,,,,,s,n", "name_en"),
        ("风电,wind,太阳能光伏,,,,,s,n", "aliases"),
        ("风电,wind,新能源,,,,,s,n", "aliases"),
        ("风电,wind,风电产业,,,,,s,n", "aliases"),
        ("风电,wind,,,3415,,,s,n", "close"),
        ("风电,wind,,,gbt4754-34159,,,s,n", "close"),
        ("风电,wind,,,gbt4754-3415,gbt4754-3415,,s,n", "related"),
        ("风电,wind,,sei-6.2;sei-6.3,,,,s,n", "exact"),
        ("风电,wind,,sei-6,,,,s,n", "exact"),
        ("风电,wind,,,,,海洋,s,n", "parent"),
    ],
)
def test_a_bad_cell_is_told_with_its_place(tmp_path: Path, row: str, column: str) -> None:
    _, problems = trade_names.read(table(tmp_path, row))
    assert [(p.line, p.column) for p in problems] == [(4, column)]


def test_a_circle_of_parents_is_told(tmp_path: Path) -> None:
    _, problems = trade_names.read(table(tmp_path, "甲甲,a,,,,,乙乙,s,n", "乙乙,b,,,,,甲甲,s,n"))
    assert {p.line for p in problems} == {4, 5}
