"""Conflicts are reported with all sides; claims that may both be true are not contradictions."""

from __future__ import annotations

from collections import Counter

import pytest

from gaoxin.graph.audit.conflicts import COLUMNS, conflicts
from gaoxin.graph.store.generation import Generation
from gaoxin.language import choose_language
from tests.fixtures.told import thing, told

ZONE = "甲高新区|Zone"


def figure(
    value: str,
    time: str = "2024",
    qualifier: str = "",
    unit: str = "亿元",
    kind: str = "observation",
    status: str = "actual",
) -> str:
    return (
        f"{ZONE}|{kind}|总产值|Indicator|value={value}|unit={unit}|time={time}|status={status}"
        f"|qualifier={qualifier}"
    )


def post(person: str, time: str, title: str = "党工委书记") -> str:
    return f"{person}|Person|holdsPosition|甲高新区|Zone|time={time}|qualifier={title}"


CASES = [
    # the claim of paper-a, the claim of paper-b, the degree of the conflict
    (figure("100"), figure("101"), "contradicts"),
    (figure("100"), figure("101", time="2024-01/2024-12"), "contradicts"),
    (figure("100"), figure("0.01", unit="万亿元"), ""),
    (figure("100"), figure("101", time="2023"), ""),
    (figure("100", time=""), figure("101", time=""), ""),
    (figure("100"), figure("8", unit="%"), ""),
    (figure("7", unit="%"), figure("8", unit="%", qualifier="yoy"), ""),
    (figure("100", qualifier=">"), figure("101"), "may_agree"),
    (figure("100", qualifier=">"), figure("99"), "contradicts"),
    (figure("100", qualifier="~"), figure("105"), "may_agree"),
    (figure("100", kind="target", status="target"), figure("101"), ""),
    (
        figure("100", kind="target", status="target"),
        figure("200", kind="target", status="planned"),
        "contradicts",
    ),
    (f"{ZONE}|approved|1991-03|", f"{ZONE}|approved|1992|", "contradicts"),
    (f"{ZONE}|approved|1991-03|", f"{ZONE}|approved|1991|", ""),
    (f"{ZONE}|area||", f"{ZONE}|area||", "contradicts"),
    (f"{ZONE}|alias|甲高新|", f"{ZONE}|alias|甲区|", ""),
    (post("王一", "2020/2023"), post("李二", "2022"), "contradicts"),
    (post("王一", "2022"), post("李二", "2022"), "may_agree"),
    (post("王一", "2020/2021"), post("李二", "2022/2023"), ""),
    (post("王一", ""), post("李二", "2022"), ""),
    (post("王一", "2022", "副主任"), post("李二", "2022", "副主任"), ""),
    (post("王一", "2022"), post("李二", "2022", "管委会主任"), ""),
]


def _row(text: str, area: str) -> str:
    return text + f"|value={area}|unit=公顷" if "|area|" in text else text


@pytest.mark.parametrize("number", range(len(CASES)))
def test_two_sources(number: int) -> None:
    first, second, degree = CASES[number]
    rows = conflicts(told(paper_a=[_row(first, "100")], paper_b=[_row(second, "1000")])).rows
    assert {row["degree"] for row in rows} == ({degree} if degree else set())
    if degree:
        assert [set(row) for row in rows] == [set(COLUMNS)] * 2
        assert {(row["source"], row["grade"]) for row in rows} == {
            ("paper-a", "D"),
            ("paper-b", "C"),
        }
        assert {row["source_date"] for row in rows} == {"2022-12", "2026-01-05"}
        assert {row["subject"] for row in rows} == {"甲高新区"}
        assert {row["conflict"] for row in rows} == {1}


def test_only_of_the_thing_asked_for() -> None:
    generation = told(
        paper_a=[figure("100"), post("王一", "2022"), "乙高新区|Zone|approved|1992|"],
        paper_b=[figure("101"), post("李二", "2022"), "乙高新区|Zone|approved|1993|"],
    )
    assert {row["kind"] for row in conflicts(generation).rows} == {"figure", "attribute", "post"}
    about = {
        name: [row["kind"] for row in conflicts(generation, thing(name, cls)).rows]
        for name, cls in (("甲高新区", "Zone"), ("乙高新区", "Zone"), ("王一", "Person"))
    }
    assert about == {
        "甲高新区": ["figure", "figure", "post", "post"],
        "乙高新区": ["attribute", "attribute"],
        "王一": ["post", "post"],
    }
    people = [r["value"] for r in conflicts(generation, thing("王一", "Person")).rows]
    assert people == ["李二", "王一"]


def test_every_column_of_a_row(chinese: None) -> None:
    figures = [
        f"{ZONE}|observation|总产值|Indicator|value={value}|unit=亿元|time=2024|qualifier={text}"
        for value, text in (("100", "快报"), ("98.5", "年报"))
    ]
    answer = conflicts(told(paper_a=figures[:1], paper_b=figures[1:]))
    assert answer.columns == COLUMNS
    low, high = answer.rows
    iris = {low.pop("iri"), high.pop("iri")}
    assert len(iris) == 2
    assert all("/observation/" in found for found in iris)
    same = {
        "conflict": 1,
        "kind": "figure",
        "degree": "contradicts",
        "subject": "甲高新区",
        "what": "总产值",
        "unit": "亿元",
        "time": "2024",
        "status": "actual",
        "subject_iri": thing("甲高新区", "Zone"),
    }
    assert low == same | {
        "value": "98.5",
        "qualifier": "年报",
        "source": "paper-b",
        "source_title": "乙报",
        "source_date": "2026-01-05",
        "grade": "C",
    }
    assert high == same | {
        "value": "100",
        "qualifier": "快报",
        "source": "paper-a",
        "source_title": "甲报",
        "source_date": "2022-12",
        "grade": "D",
    }


def test_every_column_of_an_attribute_and_of_a_post(chinese: None) -> None:
    def of_area(value: str) -> str:
        return (
            f"{ZONE}|area|||value={value}|unit=公顷|time=2020|status=actual|qualifier=实测{value}"
        )

    generation = told(
        paper_a=[of_area("100"), post("王一", "2020/2023")],
        paper_b=[of_area("1000"), post("李二", "2022")],
    )
    rows = conflicts(generation).rows
    columns = ("conflict", "kind", "what", "value", "unit", "time", "status", "qualifier", "source")
    assert [tuple(row[name] for name in columns) for row in rows] == [
        (1, "attribute", "批准面积", "100", "公顷", "2020", "actual", "实测100", "paper-a"),
        (1, "attribute", "批准面积", "1000", "公顷", "2020", "actual", "实测1000", "paper-b"),
        (2, "post", "党工委书记", "李二", "", "2022", "actual", "党工委书记", "paper-b"),
        (2, "post", "党工委书记", "王一", "", "2020/2023", "actual", "党工委书记", "paper-a"),
    ]
    assert ["/statement/" in row["iri"] for row in rows] == [True, True, False, False]
    assert ["/position/" in row["iri"] for row in rows] == [False, False, True, True]
    assert {row["subject_iri"] for row in rows} == {thing("甲高新区", "Zone")}


def test_contradictions_come_first_then_by_kind_name_and_what(chinese: None) -> None:
    def of(zone: str, name: str, value: str, qualifier: str = "") -> str:
        return (
            f"{zone}|Zone|observation|{name}|Indicator|value={value}|unit=元|time=2024"
            f"|qualifier={qualifier}"
        )

    generation = told(
        paper_a=[
            of("丁区", "乙值", "1"),
            of("丁区", "丙值", "1"),
            of("七区", "丙值", "1"),
            of("一区", "丙值", "1", "~"),
            "甲院|Institution|website|https://a.example/|",
            "戊区|Zone|approved|1991|",
            post("王一", "2020/2023"),
        ],
        paper_b=[
            of("丁区", "乙值", "2"),
            of("丁区", "丙值", "2"),
            of("七区", "丙值", "2"),
            of("一区", "丙值", "1.05"),
            "甲院|Institution|website|https://b.example/|",
            "戊区|Zone|approved|1992|",
            post("李二", "2022"),
        ],
    )
    answer = conflicts(generation)
    assert [
        (row["conflict"], row["degree"], row["kind"], row["subject"], row["what"])
        for row in answer.rows[::2]
    ] == [
        (1, "contradicts", "attribute", "戊区", "批准时间"),
        (2, "contradicts", "figure", "丁区", "丙值"),
        (3, "contradicts", "figure", "丁区", "乙值"),
        (4, "contradicts", "figure", "七区", "丙值"),
        (5, "contradicts", "post", "甲高新区", "党工委书记"),
        (6, "may_agree", "attribute", "甲院", "网址"),
        (7, "may_agree", "figure", "一区", "丙值"),
    ]
    assert answer.notes == ["相互矛盾 5 处，写法不同而可能都对 2 处。"]
    choose_language("en")
    assert conflicts(generation).notes == ["5 contradictions, 2 that may both be true."]


def test_sides_stand_by_number_then_comparator(chinese: None) -> None:
    rows = conflicts(
        told(
            paper_a=[figure("9"), figure("100", qualifier=">"), figure("0")],
            paper_b=[figure("100"), figure("20", qualifier="<")],
        )
    ).rows
    assert [row["value"] for row in rows] == ["0", "9", "<20", "100", ">100"]


def test_one_source_alone_makes_no_pair_and_two_that_say_both_do() -> None:
    both = [figure("100"), figure("101")]
    assert conflicts(told(paper_a=both)).rows == []
    rows = conflicts(told(paper_a=both, paper_b=both)).rows
    assert [(row["value"], row["source"]) for row in rows] == [
        ("100", "paper-a; paper-b"),
        ("101", "paper-a; paper-b"),
    ]
    # One source has two different figures; the other source agrees with one of them.
    rows = conflicts(
        told(paper_a=[figure("100"), figure("150")], paper_b=[figure("100", qualifier=">=")])
    ).rows
    assert {row["degree"] for row in rows} == {"may_agree"}
    assert len(rows) == 3


def test_figures_are_compared_within_one_period_stance_kind_and_unit() -> None:
    def of(value: str, **cells: str) -> str:
        told_cells = {"value": value, "unit": "元", "time": "2024"} | cells
        parts = "|".join(f"{name}={text}" for name, text in told_cells.items())
        return f"{ZONE}|observation|总产值|Indicator|{parts}"

    def clash(a: str, b: str) -> bool:
        return bool(conflicts(told(paper_a=[a], paper_b=[b])).rows)

    assert clash(of("1"), of("2"))
    assert not clash(of("1"), of("1.0"))
    assert not clash(of("1"), of("2", time="2024-01"))
    assert not clash(of("1"), of("2", time="2024-12"))
    assert clash(of("1", time="202X"), of("2", time="202X"))
    assert not clash(of("1", time="202X"), of("2", time="201X"))
    assert clash(of("1", time="../2024"), of("2", time="../2024"))
    assert not clash(of("1", time="../2024"), of("2", time="2024"))
    assert not clash(of("1", time=""), of("2", time=""))
    assert not clash(of(""), of("2"))
    assert not clash(of("1", status="historical"), of("2"))
    assert not clash(of("1", status="planned"), of("2"))
    assert clash(of("1", status="planned"), of("2", status="target"))
    assert clash(of("1", unit="家"), of("2", unit="个"))
    assert not clash(of("1", unit="家"), of("2", unit="公里"))
    assert not clash(of("1"), of("2").replace("总产值", "总收入"))
    assert not clash(of("1"), of("2").replace("甲", "乙"))


def test_each_unit_has_its_own_conflict() -> None:
    def of(value: str, unit: str) -> str:
        return f"{ZONE}|observation|企业|Indicator|value={value}|unit={unit}|time=2024"

    rows = conflicts(
        told(paper_a=[of("1", "元"), of("5", "家")], paper_b=[of("2", "元"), of("6", "个")])
    ).rows
    sides: dict[int, list[str]] = {}
    for row in rows:
        sides.setdefault(row["conflict"], []).append(row["value"] + row["unit"])
    assert sorted(sides.values()) == [["1元", "2元"], ["5家", "6个"]]
    # Where one unit agrees, the other is compared all the same.
    for one, other in (("元", "家"), ("家", "元")):
        first, second = ([of("1", one), of(value, other)] for value in "56")
        rows = conflicts(told(paper_a=first, paper_b=second)).rows
        assert {row["unit"] for row in rows} == {other}


@pytest.mark.parametrize(
    ("first", "second", "degree"),
    [
        # always: for any time; at-a-time: for the same time only; usually: both may be true
        ("approved|1991||time=2000", "approved|1992||time=2001", "contradicts"),
        ("area|||value=1|time=2000", "area|||value=2|time=2000", "contradicts"),
        ("area|||value=1|time=2000", "area|||value=2|time=2001", ""),
        ("website|https://a.example/|", "website|https://b.example/|", "may_agree"),
        ("approved|1991||status=planned", "approved|1992|", ""),
        ("approved|1991||status=historical", "approved|1992|", ""),
        ("address|甲路1号|", "address|甲路 1号。|", ""),
        ("address|A路1号|", "address|a路1号|", ""),
        ("address|甲路1号|", "address|甲路2号|", "may_agree"),
        ("approved|1991-03|", "approved|1991-03-06|", ""),
        ("approved|1991-03-06|", "approved|1991-03|", ""),
        ("approved|1991-03-06|", "approved|1991-03-07|", "contradicts"),
        ("approved|1991-03|", "approved|1991-04|", "contradicts"),
        ("address|甲路19|", "address|甲路199|", "may_agree"),
    ],
)
def test_attributes_with_one_value(first: str, second: str, degree: str) -> None:
    rows = conflicts(told(paper_a=[f"{ZONE}|{first}"], paper_b=[f"{ZONE}|{second}"])).rows
    assert [row["degree"] for row in rows] == [degree] * (2 if degree else 0)
    alone = conflicts(told(paper_a=[f"{ZONE}|{first}", f"{ZONE}|{second}"])).rows
    assert [row["degree"] for row in alone] == (["contradicts"] * 2) * (degree == "contradicts")


def test_an_amount_has_the_unit_of_its_attribute() -> None:
    firm = "安徽甲乙科技有限公司|Enterprise|registeredCapital"
    rows = conflicts(told(paper_a=[f"{firm}|5000000|", f"{firm}|8000000|"])).rows
    assert [(row["value"], row["unit"]) for row in rows] == [("5000000", "元"), ("8000000", "元")]


def test_an_attribute_shows_only_the_sides_that_disagree() -> None:
    generation = told(
        paper_a=[f"{ZONE}|area|||value=1|time=2000", f"{ZONE}|area|||value=5|time=2002"],
        paper_b=[f"{ZONE}|area|||value=2|time=2000"],
    )
    assert [row["value"] for row in conflicts(generation).rows] == ["1", "2"]


@pytest.mark.parametrize(
    ("first", "second", "degree"),
    [
        ("2020/2022", "2022/2023", "may_agree"),  # possibly one after the other within 2022
        ("2020/2021", "2022/2023", ""),
        ("2020-01-01/2021-12-31", "2021-12-31", "contradicts"),
        ("2020-01-01/2021-12-31", "2022-01-01", ""),
        ("2020-05-01/2021-12-31", "2020-05-01", "contradicts"),
        ("2020-05-01", "2020-05-01/2021-12-31", "contradicts"),
        ("2020-05-01/2021-12-31", "2020-04-30", ""),
        ("2022-06-01", "2022-06-01", "contradicts"),
        ("2022-06-01", "2022-06-02", ""),
        ("2022", "2022", "may_agree"),
        ("2022", "2022-06-01", "may_agree"),
        ("2022-06-01", "2022", "may_agree"),
        ("2021/2023", "2021/2023", "contradicts"),
        ("2021/2022", "2022", "contradicts"),
        ("2021/2022-05", "2022", "may_agree"),
        ("2022", "2021/2022-05", "may_agree"),
        ("2021/..", "2022", "may_agree"),
        ("2023/..", "2022", ""),
        ("../2022", "2022", "may_agree"),
        ("../2021", "2022", ""),
        ("", "2022", ""),
        ("2022", "", ""),
        ("", "", ""),
    ],
)
def test_who_held_a_post_at_once(first: str, second: str, degree: str) -> None:
    rows = conflicts(told(paper_a=[post("王一", first)], paper_b=[post("李二", second)])).rows
    assert [row["degree"] for row in rows] == [degree] * (2 if degree else 0)


def test_posts_that_do_not_clash() -> None:
    one = post("王一", "2022")

    def clash(other: str) -> bool:
        return bool(conflicts(told(paper_a=[one], paper_b=[other])).rows)

    assert clash(post("李二", "2022"))
    assert clash(post("李二", "2022", "党工委 书记"))  # punctuation and spaces are ignored
    assert not clash(post("王一", "2022-06"))  # the same person
    assert not clash(post("李二", "2022").replace("甲高新区", "乙高新区"))
    assert not clash(post("李二", "2022", "管委会主任"))
    assert not clash(post("李二", "2022") + "|status=historical")
    assert not clash(post("李二", "2022") + "|status=planned")


def test_only_those_who_clash_are_sides_of_a_post() -> None:
    generation = told(
        paper_a=[post("王一", "2020/2022"), post("赵三", "2010/2012")],
        paper_b=[post("李二", "2022"), post("周四", "2022").replace("甲", "A")],  # A: read first
    )
    assert [row["value"] for row in conflicts(generation).rows] == ["李二", "王一"]
    # No report for a person without a conflict, even if other holders of the post have one.
    assert conflicts(generation, thing("赵三", "Person")).rows == []
    assert len(conflicts(generation, thing("李二", "Person")).rows) == 2


def test_shipped_disagreements_have_two_sides(shipped: Generation) -> None:
    sides = Counter(row["conflict"] for row in conflicts(shipped).rows)
    assert 1 not in sides.values()
