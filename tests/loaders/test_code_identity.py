"""Enterprises are identified by their credit codes: joining, near misses, clashes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest

from gaoxin.errors import InvalidSource
from gaoxin.graph.names.keys import mint
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.publish import LoadReport
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.ontology.check_characters import check_character
from gaoxin.settings import Settings, read_settings
from tests.fixtures.homes import copy_home
from tests.fixtures.tables import shrink, write_sources, write_statements

BUNDLED = {item.name: item.path for item in bundled_datasets()}


def code(division: str, organization: str = "M000100Y4") -> str:
    return (first := f"91{division}{organization}") + check_character(first)


HEFEI, WUHU, TIANJIN = code("340104"), code("340202"), code("120116")
OTHER = code("340104", "71526726X")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home with the zones 合肥 and 天津滨海 and their divisions; tests copy it."""
    folder = tmp_path_factory.mktemp("catalogue")
    settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
    divisions = ["340000", "340100", "340104", "340200", "120000", "120116"]
    zones = ["zone/hefei", "zone/tianjin-binhai"]
    load_paths(settings, [BUNDLED["sources"]], dataset="shipped-sources")
    tables = [
        write_sources(folder),
        shrink(BUNDLED["divisions"], folder, "code", divisions),
        shrink(BUNDLED["zones"], folder, "key", zones),
    ]
    load_paths(settings, tables)
    return settings


@pytest.fixture
def home(catalogue: Settings, tmp_path: Path) -> Settings:
    return copy_home(catalogue, tmp_path / "home")


def load(settings: Settings, folder: Path, name: str, rows: Sequence[str]) -> LoadReport:
    return load_paths(settings, [write_statements(folder, name, rows)])


def facts(settings: Settings, predicate: str) -> set[tuple[str, str]]:
    """(subject key, object key or text) of each triple of a property of our vocabulary."""
    generation = Store(settings).read()
    key = generation.minter.key
    return {
        (key(value_of(q.subject)), key(value_of(q.object)))
        for q in generation.triples()
        if q.predicate.value.rpartition("#")[2] == predicate
    }


def firms(settings: Settings) -> set[str]:
    generation = Store(settings).read()
    found = {generation.minter.key(value_of(q.subject)) for q in generation.triples()}
    return {key for key in found if key.startswith("enterprise/")}


def stated(firm: str, code_: str) -> str:
    return f"{firm}|Enterprise|creditCode|||value={code_}"


def located(firm: str, zone: str = "合肥高新技术产业开发区") -> str:
    return f"{firm}|Enterprise|locatedIn|{zone}|Zone"


def test_a_firm_with_a_code_is_the_thing_of_the_code(tmp_path: Path, home: Settings) -> None:
    rows = [stated("甲公司", HEFEI.lower()), located("甲公司"), "甲公司|Enterprise|alias|甲|"]
    load(home, tmp_path, "list.csv", rows)
    assert firms(home) == {f"enterprise/{HEFEI}"}
    assert facts(home, "creditCode") == {(f"enterprise/{HEFEI}", HEFEI)}
    assert facts(home, "locatedIn") >= {(f"enterprise/{HEFEI}", "zone/hefei")}
    names = Store(home).read().names
    assert names.resolve("甲").key == f"enterprise/{HEFEI}"
    assert names.resolve("甲公司").name == "甲公司"


@pytest.mark.parametrize("predicate", ["code", "creditCode"])
@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("9.11202E+17", "文本"),
        (HEFEI[:17], "17 位"),
        (HEFEI + "1", "19 位"),
        (HEFEI[:17] + "0", "校验码"),
        ("340100000012345", "注册号"),
    ],
)
def test_a_faulty_code_is_refused(
    tmp_path: Path, home: Settings, predicate: str, value: str, word: str
) -> None:
    with pytest.raises(InvalidSource) as raised:
        load(home, tmp_path, "list.csv", [f"甲公司|Enterprise|{predicate}|||value={value}"])
    (problem,) = raised.value.problems
    assert (problem.line, problem.column) == (2, "value")
    assert word in problem.zh
    assert not firms(home)


def test_a_stock_code_and_an_identity_number_are_named(tmp_path: Path, home: Settings) -> None:
    rows = [
        "甲公司|Enterprise|code|||value=600519",
        "乙公司|Enterprise|creditCode|||value=11010119900307002X",
    ]
    with pytest.raises(InvalidSource) as raised:
        load(home, tmp_path, "list.csv", rows)
    stock, person = raised.value.problems
    assert "stockCode" in stock.zh
    assert "身份证" in person.zh
    assert "19900307" not in person.value  # the number itself must not be shown


def test_a_document_number_of_an_organization_stays_a_code(tmp_path: Path, home: Settings) -> None:
    load(home, tmp_path, "list.csv", ["某大学|Organization|code|||value=10358"])
    assert not facts(home, "creditCode")


# A name without code: joined or not, whichever is loaded first.
JOINED = [
    ("the zone agrees", [located("甲公司")], [stated("甲公司", HEFEI)]),
    (
        "the zone agrees with the zone of a firm registered elsewhere",
        [located("甲公司")],
        [stated("甲公司", TIANJIN), located("甲公司")],
    ),
    (
        "the city agrees",
        ["甲公司|Enterprise|locatedIn|合肥市|City"],
        [stated("甲公司", HEFEI)],
    ),
    ("a short name in the zone", [located("丙丁讯飞")], [stated("丙丁讯飞股份有限公司", HEFEI)]),
    (
        "the place in the name",
        ["合肥甲有限公司|Enterprise|partnerOf|乙|Enterprise"],
        [stated("合肥甲有限公司", HEFEI)],
    ),
    (
        "the place in brackets",
        ["甲（合肥）有限公司|Enterprise|partnerOf|乙|Enterprise"],
        [stated("甲(合肥)有限公司", HEFEI)],
    ),
    (
        "only one of two firms of that name is there",
        [located("甲公司")],
        [stated("甲公司", HEFEI), stated("甲公司", TIANJIN)],
    ),
]
APART = [
    ("the zone is another", [located("甲公司")], [stated("甲公司", TIANJIN)]),
    ("the city is another", [located("甲公司")], [stated("甲公司", WUHU)]),
    (
        "no place is known",
        ["甲公司|Enterprise|partnerOf|乙公司|Enterprise"],
        [stated("甲公司", HEFEI)],
    ),
    (
        "two firms of that name are there",
        [located("甲公司")],
        [stated("甲公司", HEFEI), stated("甲公司", OTHER)],
    ),
]


@pytest.mark.parametrize("order", [0, 1])
@pytest.mark.parametrize(("article", "coded"), [c[1:] for c in JOINED], ids=[c[0] for c in JOINED])
def test_a_name_joins_where_the_place_agrees(
    tmp_path: Path, home: Settings, article: list[str], coded: list[str], order: int
) -> None:
    tables = [("article.csv", article), ("list.csv", coded)]
    for name, rows in tables if order else tables[::-1]:
        report = load(home, tmp_path, name, rows)
    firm = article[0].partition("|")[0]
    assert mint("enterprise", firm) not in firms(home)
    assert len(firms(home) - {mint("enterprise", "乙")}) == len(
        {row for row in coded if "code" in row.casefold()}
    )
    assert not [row for row in report.review if row["name"] == firm]
    # The address of the time before the code was known still leads to the firm.
    if len(coded) < 2 or "locatedIn" in coded[1]:
        found = Store(home).read().names.by_iri(mint("enterprise", firm))
        assert found is not None
        assert found.key.endswith(tuple("0123456789ABCDEFGHJKLMNPQRTUWXY"))


@pytest.mark.parametrize("order", [0, 1])
@pytest.mark.parametrize(("article", "coded"), [c[1:] for c in APART], ids=[c[0] for c in APART])
def test_a_name_stays_apart_where_it_does_not(
    tmp_path: Path, home: Settings, article: list[str], coded: list[str], order: int
) -> None:
    tables = [("article.csv", article), ("list.csv", coded)]
    reports = [load(home, tmp_path, *table) for table in (tables if order else tables[::-1])]
    assert mint("enterprise", "甲公司") in firms(home)
    (near,) = [row for row in reports[-1].review if row["name"] == "甲公司"]
    assert near["stands_as"] == mint("enterprise", "甲公司")
    codes = [row.rpartition("=")[2] for row in coded]
    assert near["candidates"] == sorted(f"enterprise/{one}" for one in codes)


def test_the_order_of_loading_does_not_matter(tmp_path: Path) -> None:
    tables = {
        "article.csv": [located("甲公司"), located("乙公司", "天津滨海高新技术产业开发区")],
        "list.csv": [stated("甲公司", HEFEI), stated("乙公司", HEFEI)],
        "old.csv": [stated("乙公司", TIANJIN), "丙|Person|holdsPosition|乙公司|Enterprise"],
    }
    digests = set()
    for number, order in enumerate(itertools.permutations(tables)):
        folder = tmp_path / str(number)
        folder.mkdir()
        settings = read_settings({"GAOXIN_HOME": str(folder / "home")})
        load_paths(settings, [BUNDLED["sources"]], dataset="shipped-sources")
        load_paths(settings, [write_sources(folder)])
        for name in order:
            load(settings, folder, name, tables[name])
        digests.add(Store(settings).read().manifest.digest)
    assert len(digests) == 1


def test_one_code_with_two_names_is_one_firm_and_a_clash(tmp_path: Path, home: Settings) -> None:
    rows = [stated("甲公司", HEFEI), stated("乙公司", HEFEI), stated("甲 公司", HEFEI)]
    report = load(home, tmp_path, "list.csv", rows)
    assert firms(home) == {f"enterprise/{HEFEI}"}
    assert facts(home, "contestedName") == {(f"enterprise/{HEFEI}", "乙公司")}
    assert facts(home, "prefLabel") >= {(f"enterprise/{HEFEI}", "甲公司")}
    (note,) = [note for note in report.notes if HEFEI in note]
    assert "甲公司" in note
    assert "list.csv:2" in note
    assert "乙公司" in note
    assert "list.csv:3" in note


def test_a_former_name_is_no_clash(tmp_path: Path, home: Settings) -> None:
    rows = [stated("甲公司", HEFEI), stated("乙公司", HEFEI), "甲公司|Enterprise|alias|乙公司|"]
    report = load(home, tmp_path, "list.csv", rows)
    assert not [note for note in report.notes if HEFEI in note]
    assert not facts(home, "contestedName")


def test_two_codes_of_one_name_are_two_firms_and_a_clash(tmp_path: Path, home: Settings) -> None:
    report = load(home, tmp_path, "list.csv", [stated("甲公司", HEFEI), stated("甲公司", TIANJIN)])
    assert firms(home) == {f"enterprise/{HEFEI}", f"enterprise/{TIANJIN}"}
    (note,) = [note for note in report.notes if HEFEI in note]
    assert TIANJIN in note
    assert "list.csv:2" in note
    assert "list.csv:3" in note


def test_an_alias_of_two_firms_is_reported_and_leads_to_both(
    tmp_path: Path, home: Settings
) -> None:
    rows = [
        stated("甲光能公司", HEFEI),
        "甲光能公司|Enterprise|alias|甲光|",
        "乙光能公司|Enterprise|alias|甲光|",
    ]
    report = load(home, tmp_path, "list.csv", rows)
    (note,) = [note for note in report.notes if "甲光能公司" in note]
    assert "list.csv:3" in note
    assert "list.csv:4" in note
    assert "乙光能公司" in note
