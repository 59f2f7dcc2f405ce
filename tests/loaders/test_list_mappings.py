"""Mappings of lists: written, edited, read again, and refused with the entry that is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin.language import choose_language
from gaoxin.loaders.lists.describe_list import mapping_of_file
from gaoxin.loaders.lists.mapping_file import read_mapping
from gaoxin.loaders.lists.read_list import ListOptions
from gaoxin.loaders.read_tables import TableFile
from gaoxin.loaders.reference.identity import Identity
from gaoxin.model import Entity, Name, Record, Statement
from gaoxin.settings import DEFAULT_BOUNDS
from tests.fixtures import officer_lists as lists
from tests.fixtures.officer_lists import write_book, write_csv
from tests.fixtures.read_lists import Told
from tests.fixtures.refusals import refused

ONE_SHEET = [make for make in lists.LISTS if make is not lists.tianjin]
HEADER = 'type = "Enterprise"\n[[column]]\nheader = "名称"\nmeans = "name"\n'


def records(path: Path, mapping: Path | None = None) -> list[Record]:
    file = TableFile(path, DEFAULT_BOUNDS, ListOptions(mapping=mapping), "", lambda: "s")
    found = [record for record in file.records() if not isinstance(record, Identity)]
    assert file.problems == []
    return found


def write(folder: Path, text: str) -> Path:
    path = folder / "映射.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("make", ONE_SHEET, ids=lambda make: make.__name__)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_written_mapping_says_what_was_recognised(
    make: Callable[[Path], Path], language: str, tmp_path: Path
) -> None:
    choose_language(language)
    path = make(tmp_path)
    mapping = write(tmp_path, mapping_of_file(path, ListOptions(), DEFAULT_BOUNDS))
    assert records(path, mapping) == records(path)
    assert max(map(len, mapping.read_text(encoding="utf-8").splitlines())) < 160


def test_personal_data_are_offered_and_not_shown(tmp_path: Path) -> None:
    text = mapping_of_file(lists.wuhan(tmp_path), ListOptions(), DEFAULT_BOUNDS)
    assert "13800000000" not in text
    assert '# means = "telephone"' in text


def test_advised_lines_are_toml_and_take_the_column(tmp_path: Path) -> None:
    rows = [["企业名称", "联系人", "联系电话"], ["甲公司", "王小明", "13800000000"]]
    path = write_csv(tmp_path / "a.csv", rows)
    text = mapping_of_file(path, ListOptions(), DEFAULT_BOUNDS)
    advice = "# To take it, delete the line means above and the # before these lines:"
    head, *parts = text.split("\n\n[[column]]\n")
    edited = [head]
    for part in parts:
        said, found, lines = part.partition(advice)
        if found:
            said = said.replace('means = "leave-out"\n', "")
            lines = "\n".join(line.removeprefix("# ") for line in lines.splitlines())
        edited.append(said + lines)
    assert text.count(advice) == 2
    mapping = write(tmp_path, "\n\n[[column]]\n".join(edited))
    meant = {(c.meaning.means, c.meaning.title) for c in read_mapping(mapping).columns}
    assert meant == {("name", ""), ("position", "联系人"), ("telephone", "")}
    stated = {(r.predicate, r.subject) for r in records(path, mapping) if isinstance(r, Statement)}
    assert ("holdsPosition", "王小明") in stated


@pytest.mark.parametrize("header", ["联系人", "联系电话", "身份证号", "家庭住址"])
def test_personal_data_that_a_mapping_leaves_out_are_not_shown(header: str, tmp_path: Path) -> None:
    rows = [["企业名称", header], ["甲公司", "不给人看的值"]]
    path = write_csv(tmp_path / "a.csv", rows)
    text = mapping_of_file(path, ListOptions(), DEFAULT_BOUNDS)
    mapping = write(tmp_path, text)
    told = Told(path, mapping=mapping)
    samples = [sample for column in told.lists[0].columns for sample in column.samples]
    assert samples == ["甲公司"]
    assert "不给人看的值" not in text


def test_personal_data_that_a_mapping_lacks_are_not_shown(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["名称", "手机号"], ["甲公司", "13800000000"]])
    (list_,) = Told(path, mapping=write(tmp_path, HEADER)).lists
    assert [column.samples for column in list_.columns] == [("甲公司",), ()]


def test_a_table_of_any_subject_by_a_mapping(tmp_path: Path) -> None:
    rows = [["赛事", "谁办的", "在哪", "奖金"], ["甲大赛", "乙协会、丙公司", "合肥高新区", "30"]]
    path = write_csv(tmp_path / "a.csv", rows)
    mapping = write(
        tmp_path,
        """
type = "Event"
[[column]]
header = "赛事"
means = "name"
[[column]]
header = "谁办的"
means = "hosts"
class = "Organization"
reverse = true
[[column]]
header = "在哪"
means = "locatedIn"
class = "Zone"
[[column]]
header = "奖金"
means = "figure"
indicator = "奖金"
unit = "万元"
time = "2024"
[[every]]
means = "awarded"
class = "Award"
value = "优秀赛事"
""",
    )
    found = records(path, mapping)
    (event,) = (record for record in found if isinstance(record, Entity))
    assert event.subject == Name("Event", "甲大赛")
    assert event.facts == (("locatedIn", Name("Zone", "合肥高新区")),)
    told = {
        (s.predicate, s.object, s.value, s.unit, s.time) for s in found if isinstance(s, Statement)
    }
    assert told == {
        ("observation", "奖金", "30", "万元", "2024"),
        ("awarded", "优秀赛事", "", "", ""),
    }
    assert len(found) == 5


def test_all_rows_may_be_about_one_thing(tmp_path: Path) -> None:
    rows: list[list[object]] = [["指标", "2023年", "单位"]]
    rows += [["营业收入", 100, "亿元"], ["高新技术企业数", 5, "家"]]
    path = write_book(tmp_path / "a.xlsx", rows)
    mapping = write(
        tmp_path,
        """
type = "Zone"
subject = "合肥高新区"
[[column]]
header = "指标"
means = "indicator"
[[column]]
header = "2023年"
means = "value"
time = "2023"
[[column]]
header = "单位"
means = "unit"
""",
    )
    found = [s for s in records(path, mapping) if isinstance(s, Statement)]
    told = [(s.subject, s.object, s.value, s.unit, s.time) for s in found]
    assert told == [
        ("合肥高新区", "营业收入", "100", "亿元", "2023"),
        ("合肥高新区", "高新技术企业数", "5", "家", "2023"),
    ]


def test_columns_that_a_mapping_lacks_or_a_table_lacks(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["名称", "所属行业", "多出"], ["甲", "光伏", "x"]])
    assert len(records(path, write(tmp_path, HEADER))) == 1
    more = '[[column]]\nheader = "所属航业"\nmeans = "operatesIn"\nclass = "Industry"\n'
    (problem,) = refused(records, path, write(tmp_path, HEADER + more))
    assert "the column '所属航业', which the table lacks" in problem.en
    assert "Did you mean 所属行业?" in problem.en
    assert "在表里没有" in problem.zh


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("type = Enterprise", "no valid mapping"),
        ('type = "Enterprize"', "there is no class 'Enterprize'"),
        ('sheet = "x"', "there is no class ''; use one of"),
        ('type = "Zone"\ntyp = "x"', "unknown key 'typ'. Did you mean type?"),
        ('type = "Enterprise"', 'give one means = "name"'),
        (HEADER + '[[column]]\nmeans = "alias"', "[[column]] 2: it lacks header"),
        (HEADER + '[[column]]\nheader = "x"\nmeans = "locatedin"', "Did you mean locatedIn?"),
        (HEADER + '[[column]]\nheader = "x"\nmeans = "locatedIn"', 'class = "…"'),
        (
            HEADER + '[[column]]\nheader = "x"\nmeans = "operatesIn"\nclass = "Zone"',
            "operatesIn does not go with Zone; it may be Industry",
        ),
        (
            HEADER + '[[column]]\nheader = "x"\nmeans = "documentNumber"',
            "Enterprise has no property documentNumber",
        ),
        (HEADER + '[[column]]\nheader = "x"\nmeans = "figure"', "it lacks indicator"),
        (
            HEADER + '[[column]]\nheader = "x"\nmeans = "figure"\nindicator = "x"\nunit = "嘛"',
            "the unit '嘛' is unknown",
        ),
        (
            HEADER + '[[column]]\nheader = "x"\nmeans = "figure"\nindicator = "x"\ntime = "去年"',
            "time",
        ),
        (HEADER + '[[column]]\nheader = "x"\nmeans = 3', "means must be a text"),
        ('type = "Zone"\nsubject = "x"\ncolumn = "x"', "write it as [[column]]"),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_entry(text: str, english: str, tmp_path: Path) -> None:
    (problem,) = refused(read_mapping, write(tmp_path, text))
    assert english in problem.en
    assert problem.file == "映射.toml"


def test_a_list_that_is_hardly_recognised_can_be_mapped(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["甲列", "乙列"], ["x", "y"]])
    (problem,) = refused(mapping_of_file, path, ListOptions(), DEFAULT_BOUNDS)
    assert "--type Enterprise" in problem.en
    text = mapping_of_file(path, ListOptions(), DEFAULT_BOUNDS, type_="Project")
    body = tomllib.loads(text)
    assert [column["header"] for column in body["column"]] == ["甲列", "乙列"]
    assert "The name is missing" in text


# -- the zone that a title implies -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "zone"),
    [
        ("合肥高新区2024年重点企业名单", "合肥高新区"),
        ("2025年合肥市高新区规上工业企业一览表", "合肥高新区"),
        ("安徽省合肥高新技术产业开发区高新技术企业名录（第三批）", "合肥高新区"),
        ("武汉东湖高新区企业名录", "东湖高新区"),
        ("从合肥高新区迁出企业名单", ""),
        ("合肥高新区赴深圳招商对接企业清单", ""),
        ("重点企业名单", ""),
        ("合肥高新区与西安高新区企业名单", ""),
        ("关于印发合肥高新区有关事项的通知", ""),
    ],
)
def test_the_zone_of_a_title(title: str, zone: str, tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", [[title], ["企业名称", "行业"], ["甲厂", "光伏"]])
    placed = [
        (s.object, s.qualifier)
        for s in records(path)
        if isinstance(s, Statement) and s.predicate == "locatedIn"
    ]
    assert placed == ([(zone, "implied by the title of the list")] if zone else [])


def test_a_column_of_zones_is_stronger_than_the_title(tmp_path: Path) -> None:
    rows = [["合肥高新区企业名单"], ["企业名称", "所属园区"], ["甲厂", "西安高新区"]]
    found = records(write_book(tmp_path / "a.xlsx", rows))
    assert not any(isinstance(record, Statement) for record in found)
