"""The rules for a row of the common table, one at a time, on rows without a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gaoxin.loaders.statements.row_rules import Complaint, complaints_about
from gaoxin.model import STATEMENT_COLUMNS, Statement

FIGURE = Statement(
    "某区",
    "Zone",
    "observation",
    "生产总值",
    "Indicator",
    "69.7",
    "亿元",
    "2025",
    "actual",
    source="paper",
)
RELATION = Statement(
    "甲", "Enterprise", "partnerOf", "乙", "Enterprise", status="actual", source="s"
)
AREA = Statement("某区", "Zone", "area", value="5", unit="公顷", status="actual", source="s")
APPROVED = replace(AREA, predicate="approved", value="1991-03", unit="")
WEBSITE = replace(AREA, predicate="website", value="https://example.org/", unit="")
LEVEL = replace(WEBSITE, subject_type="Policy", predicate="policyLevel", value="zone")


def complaints(row: Statement, *sources: str, **cells: str) -> list[Complaint]:
    known = frozenset(sources) if sources else None
    return list(complaints_about(replace(row, **cells), known))


def columns(row: Statement, **cells: str) -> list[str]:
    return [column for column, _, _ in complaints(row, **cells)]


@pytest.mark.parametrize("row", [FIGURE, RELATION, AREA, APPROVED, WEBSITE, LEVEL])
def test_a_good_row_has_no_complaint(row: Statement) -> None:
    assert complaints(row) == []
    assert complaints(row, "paper", "s") == []


@pytest.mark.parametrize("character", ["\n", "\r", "\t"])
@pytest.mark.parametrize("column", STATEMENT_COLUMNS)
def test_only_remarks_may_have_several_lines(column: str, character: str) -> None:
    found = complaints(FIGURE, **{column: f"a{character}b"})
    told = [(c, zh, en) for c, zh, en in found if "换行" in zh or "line break" in en]
    if column in ("qualifier", "evidence"):
        assert found == []
    else:
        assert told == [
            (
                column,
                "含有换行或制表符；请写成一行。",
                "it holds a line break or a tab; write it on one line.",
            ),
        ]


def test_complaints_come_in_one_order() -> None:
    row = Statement("", "Zon", "partnrOf", "x", "Citi", "1", "5", "2025-13", "actaul", source="")
    assert columns(row) == [
        "subject",
        "predicate",
        "subject_type",
        "object_type",
        "unit",
        "time",
        "status",
        "source",
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"predicate": "xyzzy"}, ["predicate"]),
        ({"predicate": "xyzzy", "object_type": ""}, ["predicate"]),
        ({"predicate": "xyzzy", "object_type": "Citi"}, ["predicate", "object_type"]),
        ({"predicate": "xyzzy", "object": "", "value": "x"}, ["predicate"]),
        ({"predicate": "", "object_type": ""}, ["predicate"]),
        ({"object_type": ""}, ["object_type"]),
        ({"subject_type": "Person"}, []),
        ({"subject_type": "Zone"}, []),
        ({"subject_type": "NationalZone"}, []),
        ({"subject_type": "Industry"}, ["subject_type"]),
        ({"object_type": "Industry"}, ["object_type"]),
        ({"subject_type": "Agent"}, ["subject_type"]),
        ({"object": "甲"}, ["object"]),
        ({"object": "甲", "object_type": "Person"}, []),
        ({"object": ""}, ["object"]),
        ({"value": "2"}, []),
        ({"value": "二"}, ["value"]),
        ({"unit": "家"}, []),
        ({"unit": "1,000"}, ["unit"]),
    ],
)
def test_what_a_relation_needs(cells: dict[str, str], expected: list[str]) -> None:
    assert columns(RELATION, **cells) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"value": ""}, []),
        ({"value": "x"}, ["value"]),
        ({"object": ""}, ["object"]),
        ({"object_type": "Zone"}, ["object_type"]),
        ({"subject_type": "Indicator"}, ["subject_type"]),
        ({"time": ""}, []),
        ({"time": "2025-Q5"}, ["time"]),
        ({"predicate": "target"}, []),
        ({"predicate": "rank", "object_type": "City"}, ["object_type"]),
        ({"object": "某区", "object_type": "Zone"}, ["object_type", "object"]),
    ],
)
def test_what_a_figure_needs(cells: dict[str, str], expected: list[str]) -> None:
    assert columns(FIGURE, **cells) == expected


@pytest.mark.parametrize(
    ("row", "cells", "expected"),
    [
        (AREA, {"object": "5"}, []),
        (AREA, {"object": "6"}, ["object"]),
        (AREA, {"object": "6", "unit": "亩"}, ["object"]),
        (AREA, {"value": "", "object": "5"}, []),
        (AREA, {"value": "", "object": "五"}, ["object"]),
        (AREA, {"value": "五"}, ["value"]),
        (AREA, {"value": ""}, ["value"]),
        (AREA, {"unit": ""}, []),
        (AREA, {"unit": "亩"}, ["unit"]),
        (AREA, {"object_type": "Zone"}, ["object_type"]),
        (AREA, {"subject_type": "Person"}, ["subject_type"]),
        (APPROVED, {"value": "1991"}, []),
        (APPROVED, {"value": "1991-03-06"}, []),
        (APPROVED, {"value": "", "object": "1991-13"}, ["object"]),
        (APPROVED, {"value": "1991-XX"}, ["value"]),
        (APPROVED, {"value": "1991-03-XX"}, ["value"]),
        (APPROVED, {"value": "1991-Q1"}, ["value"]),
        (APPROVED, {"value": "1991-H1"}, ["value"]),
        (APPROVED, {"value": "1991-春"}, ["value"]),
        (APPROVED, {"value": "199X"}, ["value"]),
        (APPROVED, {"value": "19XX"}, ["value"]),
        (APPROVED, {"value": "1991/1992"}, ["value"]),
        (APPROVED, {"unit": "年"}, ["unit"]),
        (WEBSITE, {"value": "http://example.org"}, []),
        (WEBSITE, {"value": "ftp://example.org"}, ["value"]),
        (WEBSITE, {"value": "https://"}, ["value"]),
        (WEBSITE, {"value": "https://example.org/a b"}, ["value"]),
        (WEBSITE, {"value": "see https://example.org"}, ["value"]),
        (WEBSITE, {"value": "", "object": "example.org"}, ["object"]),
        (LEVEL, {"value": "national"}, []),
        (LEVEL, {"value": "", "object": "zone"}, []),
        (LEVEL, {"value": "", "object": "county"}, ["object"]),
        (LEVEL, {"value": "zones"}, ["value"]),
    ],
)
def test_what_an_attribute_needs(
    row: Statement, cells: dict[str, str], expected: list[str]
) -> None:
    assert columns(row, **cells) == expected


@pytest.mark.parametrize("status", ["actual", "target", "planned", "historical"])
def test_a_status_of_the_ontology_is_good(status: str) -> None:
    assert complaints(FIGURE, status=status) == []


@pytest.mark.parametrize(
    ("key", "english"),
    [
        ("paper", None),
        ("paper-a.2_b", None),
        ("论文", None),
        ("", "without a source"),
        ("-paper", "key holds only"),
        ("a b", "key holds only"),
        ("a/b", "key holds only"),
        ("papre", "Did you mean paper?"),
        ("新闻", "no '新闻'. Add it to the sources table first."),
    ],
)
def test_the_source_is_a_known_key(key: str, english: str | None) -> None:
    found = complaints(FIGURE, "paper", "paper-a.2_b", "论文", source=key)
    if english is None:
        assert found == []
    else:
        ((column, zh, en),) = found
        assert column == "source"
        assert zh
        assert english in en
    # If the sources are unknown, any well-formed key is valid.
    unknown = complaints(FIGURE, source=key)
    assert unknown == ([] if english is None or english[0] in "Dn" else found)


@pytest.mark.parametrize(
    ("row", "cells", "zh", "en"),
    [
        (FIGURE, {"subject": ""}, "主语是空的；请填写。", "the subject is empty; fill it in."),
        (FIGURE, {"object": ""}, "宾语是空的；请填写。", "the object is empty; fill it in."),
        (
            RELATION,
            {"object": "甲"},
            "主语和宾语是同一个；请改正其一。",
            "subject and object are the same; correct one of them.",
        ),
        (
            FIGURE,
            {"unit": "5"},
            "单位写成了数；请检查各列。",
            "the unit is a number; check the columns.",
        ),
        (
            AREA,
            {"object": "6"},
            "area 的值只能写在 value 或 object 之一。",
            "write the value of area either in value or in object.",
        ),
        (
            WEBSITE,
            {"value": "x"},
            "网址应以 http:// 或 https:// 开头，不含空格。",
            "an address begins with http:// or https:// and holds no spaces.",
        ),
        (
            FIGURE,
            {"source": ""},
            "没有来源的事实不予接受；请填写来源表中的键。",
            "a fact without a source is refused; write a key of the sources table.",
        ),
        (
            FIGURE,
            {"source": "a b"},
            "来源的键只能含字母、数字、汉字和 - _ .。",
            "a source's key holds only letters, digits, Hanzi and - _ .",
        ),
        (
            RELATION,
            {"predicate": "partnrOf"},
            "没有谓词「partnrOf」；是否想写 partnerOf？",
            "there is no predicate 'partnrOf'. Did you mean partnerOf?",
        ),
        (
            RELATION,
            {"subject_type": "Enterprize"},
            "没有类型「Enterprize」；是否想写 Enterprise？",
            "there is no type 'Enterprize'. Did you mean Enterprise?",
        ),
        (
            FIGURE,
            {"object_type": ""},
            "类型是空的；可用的有：Indicator。",
            "the type is empty. Known: Indicator.",
        ),
        (
            FIGURE,
            {"object_type": "Qqqqq"},
            "没有类型「Qqqqq」；可用的有：Indicator。",
            "there is no type 'Qqqqq'. Known: Indicator.",
        ),
        (
            FIGURE,
            {"object_type": "Zone"},
            "observation 的宾语不能是 Zone；可以是：Indicator。",
            "the object of observation cannot be of type Zone; it may be: Indicator.",
        ),
        (
            replace(RELATION, predicate="subIndustryOf", object_type="Industry"),
            {},
            "subIndustryOf 的主语不能是 Enterprise；可以是：Industry。",
            "the subject of subIndustryOf cannot be of type Enterprise; it may be: Industry.",
        ),
        (
            AREA,
            {"object_type": "Zone"},
            "area 的值不是事物，object_type 应为空。",
            "the value of area is no thing; leave object_type empty.",
        ),
        (AREA, {"unit": "亩"}, "area 以公顷计；请改正。", "area is in 公顷; correct it."),
        (
            APPROVED,
            {"unit": "年"},
            "approved 没有单位；请改正。",
            "approved has no unit; correct it.",
        ),
        (
            AREA,
            {"value": ""},
            "area 没有值；请写在 value 列。",
            "area has no value; write it into the column value.",
        ),
        (
            AREA,
            {"value": "3万"},
            "不是可用的数：请把 万、亿 等写在 unit 列。",
            "this is not a usable number: put 万, 亿 and the unit into the column unit.",
        ),
        (
            APPROVED,
            {"value": "1991-Q1"},
            "不是可用的日期：要写年、年月或年月日。",
            "this is not a usable date: write a year, a month or a day.",
        ),
        (
            APPROVED,
            {"value": "1991-13"},
            "不是可用的日期：没有 13 月。",
            "this is not a usable date: there is no month 13.",
        ),
        (
            FIGURE,
            {"time": "2025年3月"},
            "不是可用的时间：请写作 2025-03。",
            "this is not a usable time: write it as 2025-03.",
        ),
        (
            FIGURE,
            {"status": "actaul"},
            "状态只能是：actual、target、planned、historical；是否想写 actual？",
            "the status must be one of actual, target, planned, historical. Did you mean actual?",
        ),
        (
            FIGURE,
            {"status": "x"},
            "状态只能是：actual、target、planned、historical",
            "the status must be one of actual, target, planned, historical.",
        ),
        (
            LEVEL,
            {"value": "nationall"},
            "政策层级只能是：national、provincial、municipal、zone；是否想写 national？",
            "the policy level must be one of national, provincial, municipal, zone."
            " Did you mean national?",
        ),
    ],
)
def test_the_sentence_names_what_is_wrong_and_what_would_be_right(
    row: Statement, cells: dict[str, str], zh: str, en: str
) -> None:
    assert [(z, e) for _, z, e in complaints(row, **cells)] == [(zh, en)]


def test_without_a_near_word_all_predicates_and_types_are_listed() -> None:
    ((_, zh, en),) = complaints(RELATION, predicate="qqqqqqqq")
    assert zh.startswith("没有谓词「qqqqqqqq」；可用的有：observation、")
    assert en.startswith("there is no predicate 'qqqqqqqq'. Known: observation, ")
    ((_, zh, en),) = complaints(RELATION, predicate="")
    assert zh.startswith("谓词是空的；可用的有：observation、")
    assert en.startswith("the predicate is empty. Known: observation, ")
    ((_, zh, en),) = complaints(replace(AREA, predicate="name", unit=""), subject_type="")
    assert "Enterprise" in en
    assert "Indicator" in zh
    assert "Statement" not in en
    assert "Agent" not in en.replace(",", "").split()
