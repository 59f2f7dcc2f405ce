"""Dialects of delimited text: delimiters, line ends, headings, and exact messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.errors import InvalidSource
from gaoxin.graph.wording.headings import _HEADINGS
from gaoxin.loaders.columns import CHINESE_HEADINGS, known_columns
from gaoxin.loaders.read import read_inputs
from gaoxin.loaders.statements.table import REQUIRED_COLUMNS
from gaoxin.loaders.tables.delimited import read_delimited
from gaoxin.loaders.tables.reading import read_table
from gaoxin.model import STATEMENT_COLUMNS, Problem, Statement
from gaoxin.settings import DEFAULT_BOUNDS, Settings
from tests.fixtures.refusals import refused

HEADER = list(REQUIRED_COLUMNS)
PLACE = ["天津滨海高新区", "Zone"]
CELLS = ["甲，厂", "Enterprise", "locatedIn", *PLACE, "", "", "2024", "actual", "", "my-list"]


def write(folder: Path, content: bytes | str, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows_of(path: Path) -> list[tuple[int, list[str]]]:
    return [(row.line, list(row.cells.values())) for row in read_table(path).rows]


def read(path: Path) -> list[Statement]:
    (content,) = read_inputs(Settings(home=path.parent), [path], known={})
    assert all(isinstance(record, Statement) for record in content.records)
    return [record for record in content.records if isinstance(record, Statement)]


def problems_of(path: Path) -> list[Problem]:
    return refused(read, path)


@pytest.mark.parametrize("mark", [",", "\t", ";", "|", "，", "；"])
def test_every_delimiter_is_found(tmp_path: Path, mark: str) -> None:
    text = f'a{mark}"b,;|\t，；"{mark}c\n1{mark}"2,;|\t，；"{mark}3\n'
    table = read_table(write(tmp_path, text))
    assert table.columns == ["a", "b,;|\t,;", "c"]
    assert list(table.rows[0].cells.values()) == ["1", "2,;|\t，；", "3"]


@pytest.mark.parametrize("mark", ["\t", ";", "|", "，"])
def test_a_title_with_commas_does_not_hide_the_delimiter(tmp_path: Path, mark: str) -> None:
    rows = [
        ["企业", "行业", "备注"],
        ["甲", "光伏,储能", "a,b"],
        ["乙", "芯片", ""],
        ["丙", "软件", ""],
    ]
    text = "2025年企业名单,单位:万元,\n" + "".join(f"{mark.join(row)}\n" for row in rows)
    assert [row for _, row in raw_rows(write(tmp_path, text))][1:] == rows


def raw_rows(path: Path) -> list[tuple[int, list[str]]]:
    return list(read_delimited(path, path.name, [], DEFAULT_BOUNDS))


def test_a_formula_that_protects_a_code_is_the_code(tmp_path: Path) -> None:
    text = '''企业,代码,备注\n甲,="00123",x\n乙,"=""00456""",\n丙,007,"说=""好"""\n'''
    assert [row for _, row in raw_rows(write(tmp_path, text))] == [
        ["企业", "代码", "备注"],
        ["甲", "00123", "x"],
        ["乙", "00456", ""],
        ["丙", "007", '说="好"'],
    ]


@pytest.mark.parametrize(
    "first", ["sep=;", "SEP=;", '"sep=;"', "sep=;,,,", "\ufeffsep=;", "sep=;\t"]
)
def test_a_first_line_may_name_the_delimiter(tmp_path: Path, first: str) -> None:
    table = read_table(write(tmp_path, f"{first}\r\na,b;c\r\n1,2;3\r\n"))
    assert table.columns == ["a,b", "c"]
    assert [(row.line, list(row.cells.values())) for row in table.rows] == [(3, ["1,2", "3"])]


@pytest.mark.parametrize("text", ["a\n1\nsep=;\n", "\nsep=;\n1\n", "sep=;;x\n1;;2\n"])
def test_the_word_sep_elsewhere_is_content(tmp_path: Path, text: str) -> None:
    assert len(read_table(write(tmp_path, text)).columns) >= 1
    assert "1" in [cell for _, cells in rows_of(tmp_path / "a.csv") for cell in cells]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_every_line_end_in_every_encoding(tmp_path: Path, end: str, encoding: str) -> None:
    text = end.join(["名称,说明", "", '甲,"一', '二"', "乙,三", ",", ""])
    assert rows_of(write(tmp_path, text.encode(encoding))) == [
        (3, ["甲", f"一{end}二"]),
        (5, ["乙", "三"]),
    ]


def test_mixed_line_ends(tmp_path: Path) -> None:
    assert rows_of(write(tmp_path, b"a,b\r1,2\n3,4\r\n5,6")) == [
        (2, ["1", "2"]),
        (3, ["3", "4"]),
        (4, ["5", "6"]),
    ]


def test_trailing_delimiters(tmp_path: Path) -> None:
    assert rows_of(write(tmp_path, "a,b,,\n1,2\n3,4,\n5,6,,,,\n")) == [
        (2, ["1", "2"]),
        (3, ["3", "4"]),
        (4, ["5", "6"]),
    ]
    with pytest.raises(InvalidSource) as caught:
        rows_of(write(tmp_path, "a,b,,\n1\n"))
    (problem,) = caught.value.problems
    assert "1 cells" in problem.en
    assert "has 4" in problem.en


def test_a_row_with_another_delimiter_than_the_header_is_told_so(tmp_path: Path) -> None:
    text = "，".join(HEADER) + "\n" + ",".join(CELLS[:3]).replace("，", "") + "，"
    (problem,) = problems_of(write(tmp_path, text + "，".join(CELLS[3:]) + "\n"))
    assert problem.line == 2
    assert "9 cells" in problem.en
    assert "Its cells hold ','" in problem.en
    assert "单元格里有「,」" in problem.zh
    text = ",".join(HEADER) + "\n" + "x," + "\t".join(CELLS[1:]) + "\n"
    (problem,) = problems_of(write(tmp_path, text))
    assert "单元格里有「Tab」" in problem.zh
    (problem,) = problems_of(write(tmp_path, ",".join(HEADER) + "\n" + "x,y\n"))
    assert "Its cells hold" not in problem.en


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt", "a.TXT"])
def test_text_tables_by_any_suffix(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, "\t".join(HEADER) + "\n" + "\t".join(CELLS) + "\n", name)
    (statement,) = read(path)
    assert statement.subject == "甲，厂"
    assert statement.place == f"{name}:2"


def test_chinese_headings_are_those_that_the_answers_use() -> None:
    assert set(CHINESE_HEADINGS) == set(STATEMENT_COLUMNS)
    for column, words in CHINESE_HEADINGS.items():
        assert _HEADINGS[column][0] == words[0]
    every = [word for words in CHINESE_HEADINGS.values() for word in words]
    assert len(set(every)) == len(every)


@pytest.mark.parametrize(
    "header",
    [
        "主语,主语类型,谓词,宾语,宾语类型,值,单位,时间,状态,限定,来源",
        "主体,主体类型,关系,客体,客体类型,数值,单位,时间,状态,限定,来源",
        "主語,主語類型,謂詞,賓語,賓語類型,值,單位,時間,狀態,限定,來源",
        "Subject,Subject_Type,PREDICATE,Object,Object Type,Value,Unit,Time,Status,Qualifier,Source",
        "subject,subject-type,predicate,object,ObjectType,value,unit,time,status,qualifier,source",
        " ｓｕｂｊｅｃｔ ,主体类型,predicate,客体,object_type,值,unit,时间,status,限定,source",
    ],
)
def test_headings_in_other_words(tmp_path: Path, header: str) -> None:
    row = ",".join(f'"{cell}"' for cell in CELLS)
    (statement,) = read(write(tmp_path, f"{header}\n{row}\n"))
    plain = read(write(tmp_path, f"{','.join(HEADER)}\n{row}\n"))
    assert [statement] == plain


def test_a_problem_names_the_heading_of_the_file(tmp_path: Path) -> None:
    header = "主语,主语类型,谓词,宾语,宾语类型,值,单位,时间,状态,限定,来源"
    row = "甲,Enterprise,locatedInn,天津滨海高新区,Zone,,,2024-13,actual,,my-list"
    found = [(p.line, p.column) for p in problems_of(write(tmp_path, f"{header}\n{row}\n"))]
    assert found == [(2, "谓词"), (2, "时间")]


def test_two_headings_for_one_column_are_refused(tmp_path: Path) -> None:
    header = "主语,主体,谓词,宾语,宾语类型,主语类型,单位,时间,状态,限定,来源"
    (problem,) = problems_of(write(tmp_path, f"{header}\n{','.join(CELLS)}\n"))
    assert (problem.line, problem.column) == (1, "主体")
    assert "'主语' and '主体' both mean the column subject" in problem.en
    assert "「主语」和「主体」" in problem.zh


def test_reference_tables_may_have_capitals(tmp_path: Path) -> None:
    assert known_columns(["Key", "TITLE", "Confidence"]) == {
        "Key": "key",
        "TITLE": "title",
        "Confidence": "confidence",
    }
    assert known_columns(["key", "title", "confidence", "Note"]) == {}
    assert known_columns(["Name", "City"]) == {}


@pytest.mark.parametrize("header", [",".join(HEADER), "key,title,confidence"])
def test_a_header_alone_is_refused(tmp_path: Path, header: str) -> None:
    (problem,) = problems_of(write(tmp_path, f"\n{header}\n,,\n"))
    assert problem.line == 2
    assert "gaoxin remove" in problem.en
    assert "gaoxin remove" in problem.zh


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    table = ",".join(HEADER) + "\n" + ",".join(CELLS) + "\n"
    path = write(tmp_path, "重点企业名单\n\n" + table)
    (content,) = read_inputs(Settings(home=tmp_path), [path], known={})
    assert len(content.records) == 1
    assert any("the header is in row 3" in note for note in content.notes)
    (problem,) = problems_of(write(tmp_path, "甲,乙\n1,甲\n"))
    assert "(row 1: 甲、乙)" in problem.en


@pytest.mark.parametrize("mark", ["^", "  ", "、", "~"])
def test_an_unknown_delimiter_is_told_as_that(tmp_path: Path, mark: str) -> None:
    text = mark.join(HEADER) + "\n" + mark.join(CELLS) + "\n"
    (problem,) = problems_of(write(tmp_path, text))
    assert "separate the columns by commas, tabs, semicolons or bars" in problem.en
    assert f"should be: {','.join(HEADER)}" in problem.en
    assert "分号或竖线分隔" in problem.zh


def test_a_first_line_that_names_another_delimiter_is_told_as_that(tmp_path: Path) -> None:
    (problem,) = problems_of(write(tmp_path, f"sep=;\n{','.join(HEADER)}\n{','.join(CELLS)}\n"))
    assert problem.line == 2
    assert "as a first line sep= says" in problem.en


def test_a_header_of_many_columns_is_read_in_one_pass(tmp_path: Path) -> None:
    """Comparing each column with all earlier ones would take minutes here."""
    path = write(tmp_path, ",".join(f"c{n}" for n in range(16_000)) + "\n")
    assert len(read_table(path).columns) == 16_000
