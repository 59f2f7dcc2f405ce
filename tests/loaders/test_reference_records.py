"""Every record of a small table of divisions, sources or industries, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from gaoxin.loaders.reference import industries, places, sources, zones
from gaoxin.loaders.tables.reading import Table
from gaoxin.model import Text, Thing
from gaoxin.ontology.namespaces import DCT, SKOS, WGS84, XSD
from tests.fixtures.reference import Read, facts, number, table, things, zh

PROVINCE = {
    "code": "990000",
    "name_zh": "甲乙省",
    "level": "province",
    "source": "s",
    "status": "current",
    "status_source": "t",
}
CITY = PROVINCE | {
    "code": "990100",
    "name_zh": "丙丁市",
    "level": "prefecture",
    "parent_code": "990000",
}
COUNTY = CITY | {"code": "990101", "name_zh": "戊己县", "level": "county", "parent_code": "990100"}
SOURCE = {"key": "my-list", "title": "名单", "confidence": "C"}
GBT = {"code": "A", "name_zh": "农业", "level": "门类", "level_no": "1", "source": "s;t"}
GBT_2 = GBT | {"code": "01", "name_zh": "种植", "level": "大类", "level_no": "2", "parent": "A"}
SEI = {"code": "1", "code_source": "c", "name_zh": "信息", "level": "1", "source": "s"}
SEI_2 = SEI | {"code": "1.1", "name_zh": "网络", "level": "2", "parent": "1"}


def read_places(*rows: dict[str, str]) -> Read:
    return places.read(table(places.COLUMNS, *rows))


def read_sources(*rows: dict[str, str]) -> Read:
    return sources.read(table(sources.COLUMNS, *rows))


def read_gbt(*rows: dict[str, str]) -> Read:
    return industries.read_gbt(table(industries.GBT_COLUMNS, *rows))


def read_sei(*rows: dict[str, str]) -> Read:
    return industries.read_sei(table(industries.SEI_COLUMNS, *rows))


def test_divisions_in_full() -> None:
    full = {
        "source": "s;o",
        "type": "地级市",
        "type_source": "k",
        "status": "superseded",
        "status_note": "已撤销",
        "lat": "30.1",
        "lon": "110.2",
        "geo_source": "g",
    }
    read = read_places(PROVINCE, CITY | full)
    key, place = "division/990100", "t.csv:3"
    name = (("丙丁市", "preferred", "zh"),)
    assert things(read) == [
        Thing("division/990000", ("Province",), (("甲乙省", "preferred", "zh"),), "s", "t.csv:2"),
        Thing(key, ("City",), name, "s", place),
        Thing(key, ("City",), name, "o", place),
        Thing(
            "division/990000", ("Province",), (("甲乙", "short", "zh"),), "gaoxin-rules", "t.csv:2"
        ),
        Thing(key, ("City",), (("丙丁", "short", "zh"),), "gaoxin-rules", place),
    ]
    assert [told[1:] for told in facts(read) if told[0] == key] == [
        (f"{SKOS}notation", Text("990100"), "s", place),
        (f"{SKOS}notation", Text("990100"), "o", place),
        ("locatedIn", "division/990000", "s", place),
        (f"{WGS84}lat", number("30.1"), "g", place),
        (f"{WGS84}long", number("110.2"), "g", place),
        ("divisionType", Text("地级市"), "k", place),
        ("divisionStatus", Text("superseded"), "t", place),
        (f"{SKOS}note", zh("已撤销"), "t", place),
    ]
    assert [told[1] for told in facts(read) if told[0] == "division/990000"] == [
        f"{SKOS}notation",
        "divisionStatus",
    ]


def rule_forms(*rows: dict[str, str]) -> dict[str, list[str]]:
    """The forms made by rule, by code; every one is a short form of the division's first class."""
    found = {}
    for thing in things(read_places(*rows)):
        if thing.source == "gaoxin-rules":
            assert {(how, language) for _, how, language in thing.names} == {("short", "zh")}
            found[thing.key.removeprefix("division/")] = [form for form, _, _ in thing.names]
    return found


def test_short_forms_by_level_and_names_that_are_shared() -> None:
    rows = [
        PROVINCE | {"name_zh": "吉林省"},
        CITY | {"name_zh": "吉林市"},
        CITY | {"code": "990200", "name_zh": "长沙市"},
        COUNTY | {"name_zh": "长沙县", "parent_code": "990200"},
        COUNTY | {"code": "990102", "name_zh": "鼓楼区"},
        COUNTY | {"code": "990202", "name_zh": "鼓楼区", "parent_code": "990200"},
        COUNTY | {"code": "990203", "name_zh": "德清县", "parent_code": "990200"},
    ]
    assert rule_forms(*rows) == {
        "990000": ["吉林"],
        "990200": ["长沙"],
        "990102": ["吉林市鼓楼区", "吉林鼓楼区"],
        "990202": ["长沙市鼓楼区", "长沙鼓楼区"],
        "990203": ["德清"],
    }
    # A short form that is the full name of another division is not given.
    rows = [COUNTY | {"name_zh": "和平县"}, COUNTY | {"code": "990102", "name_zh": "和平"}]
    assert rule_forms(PROVINCE, CITY, *rows) == {"990000": ["甲乙"], "990100": ["丙丁"]}


def test_a_municipality_is_a_city_and_a_province() -> None:
    city = PROVINCE | {"name_zh": "重庆市", "type": "直辖市", "type_source": "s"}
    assert {thing.classes for thing in things(read_places(city))} == {("City", "Province")}
    assert things(read_places(PROVINCE))[0].classes == ("Province",)
    below = CITY | {"type": "直辖市", "type_source": "s"}
    classes = {t.key: t.classes for t in things(read_places(PROVINCE, below, COUNTY))}
    assert classes["division/990100"] == ("City",)
    assert classes["division/990101"] == ("County",)


def test_sources_in_full() -> None:
    full = SOURCE | {
        "publisher": "某社",
        "date": "2024-05-06",
        "page": "3",
        "kind": "news",
        "corroboration": "B",
        "url": "https://a.cn;https://b.cn",
        "note": "注",
    }
    read = read_sources(full)
    key = "source/my-list"
    names = (("名单", "preferred", "zh"), ("my-list", "code", ""))
    assert things(read) == [Thing(key, ("Source",), names, "my-list", "t.csv:2")]
    assert facts(read) == [
        (key, predicate, value, "my-list", "t.csv:2")
        for predicate, value in (
            (f"{DCT}title", Text("名单")),
            ("confidence", Text("C")),
            (f"{DCT}publisher", Text("某社")),
            (f"{DCT}date", Text("2024-05-06", f"{XSD}date")),
            ("page", Text("3")),
            ("sourceKind", Text("news")),
            ("corroboration", Text("B")),
            (f"{SKOS}note", zh("注")),
            ("url", Text("https://a.cn", f"{XSD}anyURI")),
            ("url", Text("https://b.cn", f"{XSD}anyURI")),
        )
    ]
    assert [told[1] for told in facts(read_sources(SOURCE))] == [f"{DCT}title", "confidence"]


def test_who_describes_a_source() -> None:
    own = SOURCE | {"key": "sources-table", "title": "List"}
    read = read_sources(SOURCE, own)
    assert {thing.source for thing in things(read)} == {"sources-table"}
    assert things(read)[1].names[0] == ("List", "preferred", "en")
    alone = things(read_sources(SOURCE, SOURCE | {"key": "b", "title": "乙"}))
    assert [thing.source for thing in alone] == ["my-list", "b"]


@pytest.mark.parametrize("character", list(' <>"{}|\\^`'))
def test_an_address_holds_no_such_character(character: str) -> None:
    records, (problem,) = read_sources(SOURCE | {"url": f"https://a{character}b"})
    assert (records, problem.column) == ([], "url")


def test_classes_of_gbt4754_in_full() -> None:
    read = read_gbt(GBT, GBT_2 | {"name_2017_original": "旧名", "name_2017_source": "u;v"})
    scheme = "industryScheme/gbt4754-2017"
    names = (
        ("国民经济行业分类（GB/T 4754—2017）", "preferred", "zh"),
        (
            "Industrial classification for national economic activities (GB/T 4754-2017)",
            "preferred",
            "en",
        ),
    )
    a, b = "industry/gbt4754-A", "industry/gbt4754-01"
    assert things(read) == [
        *(Thing(scheme, ("IndustryScheme",), names, s, "t.csv") for s in "st"),
        *(Thing(a, ("Industry",), (("农业", "official", "zh"),), s, "t.csv:2") for s in "st"),
        *(Thing(b, ("Industry",), (("种植", "official", "zh"),), s, "t.csv:3") for s in "st"),
    ]
    integer = f"{XSD}integer"
    assert [told[:4] for told in facts(read)] == [
        (a, f"{SKOS}inScheme", scheme, "s"),
        (a, "level", Text("1", integer), "s"),
        (a, f"{SKOS}topConceptOf", scheme, "s"),
        (a, f"{SKOS}notation", Text("A"), "s"),
        (a, f"{SKOS}notation", Text("A"), "t"),
        (a, "levelName", Text("门类"), "s"),
        (b, f"{SKOS}inScheme", scheme, "s"),
        (b, "level", Text("2", integer), "s"),
        (b, f"{SKOS}broader", a, "s"),
        (b, f"{SKOS}notation", Text("01"), "s"),
        (b, f"{SKOS}notation", Text("01"), "t"),
        (b, "levelName", Text("大类"), "s"),
        (b, "nameBeforeAmendment", Text("旧名"), "u"),
        (b, "nameBeforeAmendment", Text("旧名"), "v"),
    ]
    assert {told[4] for told in facts(read)} == {"t.csv:2", "t.csv:3"}


def test_strategic_industries_in_full() -> None:
    cells = {"gbt4754_codes": "2651;2669", "mapping_source": "m;n", "note": "注", "source": "s;t"}
    read = read_sei(SEI, SEI_2 | cells)
    key = "industry/sei-1.1"
    assert things(read)[0].key == "industryScheme/sei-2018"
    assert [name for name, _, _ in things(read)[0].names] == [
        "战略性新兴产业分类（2018）",
        "Classification of strategic emerging industries (2018)",
    ]
    assert [told[1:4] for told in facts(read) if told[0] == key] == [
        (f"{SKOS}inScheme", "industryScheme/sei-2018", "s"),
        ("level", Text("2", f"{XSD}integer"), "s"),
        (f"{SKOS}broader", "industry/sei-1", "s"),
        (f"{SKOS}notation", Text("1.1"), "c"),
        (f"{SKOS}relatedMatch", "industry/gbt4754-2651", "m"),
        (f"{SKOS}relatedMatch", "industry/gbt4754-2651", "n"),
        (f"{SKOS}relatedMatch", "industry/gbt4754-2669", "m"),
        (f"{SKOS}relatedMatch", "industry/gbt4754-2669", "n"),
        (f"{SKOS}note", zh("注"), "s"),
        (f"{SKOS}note", zh("注"), "t"),
    ]


THIRD = {"code": "011", "name_zh": "谷物", "level": "中类", "level_no": "3", "parent": "01"}


@pytest.mark.parametrize(
    ("reader", "rows", "expected"),
    [
        (read_gbt, [GBT, GBT_2, GBT_2 | THIRD], []),
        (read_gbt, [GBT, GBT_2 | THIRD | {"parent": "A"}], [(3, "parent")]),
        (read_gbt, [GBT, GBT_2 | {"parent": ""}], [(3, "parent")]),
        (read_gbt, [GBT | {"parent": "B"}], [(2, "parent")] * 2),
        (read_gbt, [GBT, GBT_2 | {"level": "小类", "level_no": "4"}], [(3, "parent")]),
        (read_gbt, [GBT | {"code": "U"}], [(2, "code")]),
        (read_gbt, [GBT | {"code": "T"}], []),
        (read_gbt, [GBT | {"code": "12345"}], [(2, "code")]),
        (read_sei, [SEI, SEI_2], []),
        (read_sei, [SEI, SEI_2 | {"code": "1.123"}], [(3, "code")]),
        (read_sei, [SEI, SEI_2 | {"level": "3"}], [(3, "parent")]),
        (
            read_sei,
            [SEI, SEI_2 | {"gbt4754_codes": "26511", "mapping_source": "s"}],
            [(3, "gbt4754_codes")],
        ),
        (read_places, [PROVINCE, CITY | {"code": "9901000"}], [(3, "code")]),
        (read_places, [PROVINCE | {"parent_code": "990000"}], [(2, "parent_code")] * 2),
        (read_places, [PROVINCE | {"lat": "3", "lon": "73", "geo_source": "s"}], []),
        (read_places, [PROVINCE | {"lat": "54", "lon": "136", "geo_source": "s"}], []),
        (
            read_places,
            [PROVINCE | {"lat": "54.1", "lon": "136.1", "geo_source": "s"}],
            [(2, "lat"), (2, "lon")],
        ),
        (
            read_places,
            [PROVINCE | {"lat": "2.9", "lon": "72.9", "geo_source": "s"}],
            [(2, "lat"), (2, "lon")],
        ),
        (read_places, [PROVINCE | {"type": "省"}], [(2, "type_source")]),
        (read_places, [PROVINCE | {"status_source": ""}], [(2, "status_source")]),
        (read_sources, [SOURCE, SOURCE | {"key": "b"}], [(3, "title")]),
        (read_sources, [SOURCE, SOURCE | {"title": "乙"}], [(3, "key")]),
        (read_sources, [SOURCE | {"date": "2024-13"}], [(2, "date")]),
        (read_sources, [SOURCE | {"confidence": "X"}], [(2, "confidence")]),
        (read_sources, [SOURCE | {"key": "a" * 80}], []),
        (read_sources, [SOURCE | {"key": "a" * 81}], [(2, "key")]),
    ],
)
def test_which_rows_are_refused(
    reader: Callable[..., Read],
    rows: list[dict[str, str]],
    expected: list[tuple[int, str]],
) -> None:
    problems = reader(*rows)[1]
    assert [(problem.line, problem.column) for problem in problems] == expected


MATCHES: dict[Callable[[Sequence[str]], bool], list[str]] = {
    zones.matches: ["key", "zone_id", "name_zh_full"],
    places.matches: ["code", "name_zh", "parent_code"],
    sources.matches: ["key", "title", "confidence"],
    industries.matches_gbt: ["code", "name_zh", "level_no", "parent"],
    industries.matches_sei: ["code", "name_zh", "parent", "gbt4754_codes"],
}


@pytest.mark.parametrize("matches", MATCHES)
def test_a_table_is_known_by_its_columns(matches: Callable[[Sequence[str]], bool]) -> None:
    columns = MATCHES[matches]
    assert matches(columns)
    assert matches([*columns, "x"])
    for column in columns:
        assert not matches([c for c in columns if c != column])


COLUMNS = {
    zones.read: zones.COLUMNS,
    places.read: places.COLUMNS,
    sources.read: ("key", "title", "confidence"),
    industries.read_gbt: industries.GBT_COLUMNS,
    industries.read_sei: industries.SEI_COLUMNS,
}


@pytest.mark.parametrize(("read", "columns"), COLUMNS.items())
def test_a_table_without_a_column_or_with_an_unknown_one(
    read: Callable[[Table], Read], columns: Sequence[str]
) -> None:
    for column in columns:
        records, (problem,) = read(table([c for c in columns if c != column], {}))
        assert (records, problem.line, problem.column) == ([], 1, column)
        assert problem.en == f"the column {column!r} is missing; add it."
        assert problem.zh == f"缺少列「{column}」；请补上。"
    records, (problem,) = read(table([*columns, "qqqqqq"], {}))
    assert (records, problem.line, problem.column) == ([], 1, "qqqqqq")
    assert problem.en.startswith("the column 'qqqqqq' is unknown; rename or remove it.")
    assert problem.zh.startswith("不认识的列「qqqqqq」；请改名或删去。")


@pytest.mark.parametrize(
    ("read", "row", "zh", "en"),
    [
        (read_gbt, GBT | {"code": "!"}, "本分类的代码", "a code of this classification"),
        (read_sei, SEI | {"code": "!"}, "本分类的代码", "a code of this classification"),
        (read_places, PROVINCE | {"code": "!"}, "六位区划代码", "a division code of six digits"),
        (
            read_sources,
            SOURCE | {"key": "!"},
            "来源的键（小写字母、数字、点和连字符）",
            "a source key (small letters, digits, dots and hyphens)",
        ),
    ],
)
def test_what_a_key_should_look_like(
    read: Callable[..., Read], row: dict[str, str], zh: str, en: str
) -> None:
    (problem,) = read(row)[1]
    assert problem.zh == f"「!」不是{zh}；请改正。"
    assert problem.en == f"'!' is not {en}; correct it."
