"""``gaoxin review``: in the terminal, as a list, by a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from gaoxin.graph.names.keys import mint
from gaoxin.loaders.reference.bundled import bundled_datasets
from tests.cli.conftest import Command, asking
from tests.fixtures.tables import shrink, write_sources, write_statements

BUNDLED = {item.name: item.path for item in bundled_datasets()}
CODES = ["320000", "320100", "320106", "350000", "350100", "350102"]
ROWS = [
    "甲公司|Enterprise|locatedIn|鼓楼区|County",
    "乙公司|Enterprise|locatedIn|鼓楼区|County",
    "甲公司|Enterprise|locatedIn|南京高信区|NationalZone",
    "甲公司|Enterprise|locatedIn|江北国家高新区|Zone",
]


@pytest.fixture
def command(in_home: Callable[[Path], Command], tmp_path: Path) -> Command:
    """The commands of a home with two districts of one name, and one zone."""
    call = in_home(tmp_path / "home")
    tables = [
        str(write_sources(tmp_path)),
        str(shrink(BUNDLED["divisions"], tmp_path, "code", CODES)),
        str(shrink(BUNDLED["zones"], tmp_path, "key", ["zone/nanjing"])),
    ]
    assert call("load", str(BUNDLED["sources"]), "--dataset", "shipped")[0] == 0
    assert call("load", *tables)[0] == 0
    return call


@pytest.fixture
def refused(command: Command, tmp_path: Path) -> Command:
    """The same, after a load that three names prevented."""
    status, _, err = command("load", str(write_statements(tmp_path, "firms.csv", ROWS)))
    assert status == 1
    assert "gaoxin review" in err
    return command


@pytest.mark.usefixtures("wide_screen")
def test_a_list_is_told_from_a_workbook_of_decisions(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("企业名称,所在园区\n甲公司,南京高新区\n", encoding="utf-8")
    status, _, err = command("review", str(path))
    assert status == 1
    assert "no workbook that gaoxin review -o FILE.xlsx writes" in err
    assert f"load it first: gaoxin load {path};" in err


def type_in(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))


def located(command: Command, name: str) -> set[str]:
    """The keys of the places of a firm."""
    rows = asking(command)("show", name)["rows"]
    found = (row["iri"] for row in rows if row["label"] == "located in")
    return {iri.partition("/id/")[2] for iri in found}


def listed(command: Command) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = asking(command)("review", "--list")["rows"]
    return rows


def decided(tmp_path: Path) -> list[list[str]]:
    table = tmp_path / "home" / "decisions" / "identity.csv"
    return [row[:5] for row in csv.reader(table.open(encoding="utf-8"))][1:]


def test_the_names_of_a_refused_load_are_listed(refused: Command) -> None:
    rows = listed(refused)
    assert sorted((r["place"], r["name"], r["type"], r["rows"]) for r in rows) == [
        ("firms.csv:2", "鼓楼区", "county", 2),
        ("firms.csv:4", "南京高信区", "national high-tech zone", 1),
        ("firms.csv:5", "江北国家高新区", "zone", 1),
    ]
    (district,) = (r for r in rows if r["name"] == "鼓楼区")
    keys = " ".join(district["candidates"])
    assert "[division/320106] score 100" in keys
    assert "[division/350102] score 100" in keys


def test_a_walk_settles_them_and_the_table_loads(
    refused: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = [row["name"] for row in listed(refused)]
    answers = {"鼓楼区": "m 2", "南京高信区": "a", "江北国家高新区": "n"}
    type_in(monkeypatch, "?", *(answers[name] for name in order))
    status, out, err = refused("review", "--walk")
    assert status == 0
    assert "[1/3]" in out
    assert "3 decisions" in err
    assert "Load again: firms" in err
    assert refused("load", str(tmp_path / "firms.csv"))[0] == 0
    assert listed(refused) == []
    assert located(refused, "乙公司") == {"division/350102"}
    new = mint("zone", "江北国家高新区")
    assert located(refused, "甲公司") == {"division/350102", "zone/nanjing", new}


def test_skipping_and_the_end_of_the_input_decide_nothing(
    refused: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for answers in (["s", "s", "s"], ["q"], []):
        type_in(monkeypatch, *answers)
        status, _, err = refused("review", "--walk")
        assert (status, "Nothing was decided" in err) == (0, True)
    assert not (tmp_path / "home" / "decisions").exists()
    assert len(listed(refused)) == 3


@pytest.mark.parametrize("accept", ["accept candidate 1", "采纳候选1", "采纳"])
def test_a_workbook_goes_out_and_comes_back(refused: Command, tmp_path: Path, accept: str) -> None:
    book = tmp_path / "review.xlsx"
    assert refused("review", "-o", str(book))[0] == 0
    sheet = load_workbook(book)
    page = sheet.active
    heads = [cell.value for cell in page[1]]
    assert page.freeze_panes == "B2"
    assert page.data_validations.dataValidation
    words = {
        "鼓楼区": ("merge into choice", "division/320106"),
        "南京高信区": (accept, None),
        "江北国家高新区": ("keep apart", None),
    }
    for row in page.iter_rows(min_row=2):
        what, choice = words[row[0].value]
        row[heads.index("decision")].value = what
        row[heads.index("choice")].value = choice
    sheet.save(book)
    status, _, err = refused("review", str(book))
    assert status == 0, err
    rows = decided(tmp_path)
    assert ["鼓楼区", "County", "division/320106", "County", "same"] in rows
    assert ["南京高信区", "NationalZone", "zone/nanjing", "NationalZone", "same"] in rows
    assert ["江北国家高新区", "Zone", "", "", "new"] in rows
    assert refused("load", str(tmp_path / "firms.csv"))[0] == 0


def test_faults_in_a_workbook_are_named_and_change_nothing(
    refused: Command, tmp_path: Path
) -> None:
    book = tmp_path / "review.xlsx"
    refused("review", "-o", str(book))
    sheet = load_workbook(book)
    heads = [cell.value for cell in sheet.active[1]]
    what, choice = heads.index("decision") + 1, heads.index("choice") + 1
    sheet.active.cell(2, what).value = "perhaps"
    sheet.active.cell(3, what).value = "merge into choice"
    sheet.active.cell(3, choice).value = "99"
    sheet.save(book)
    status, _, err = refused("review", str(book))
    assert status == 1
    assert "accept candidate 1" in err
    assert "neither the number of a candidate" in err
    assert not (tmp_path / "home" / "decisions").exists()


def test_a_later_decision_replaces_an_earlier_one(refused: Command, tmp_path: Path) -> None:
    book = tmp_path / "review.xlsx"
    refused("review", "--type", "County", "-o", str(book))
    sheet = load_workbook(book)
    heads = [cell.value for cell in sheet.active[1]]
    sheet.active.cell(2, heads.index("decision") + 1).value = "merge"
    for choice in ("division/320106", "350102"):
        sheet.active.cell(2, heads.index("choice") + 1).value = choice
        sheet.save(book)
        assert refused("review", str(book))[0] == 0
    assert decided(tmp_path) == [["鼓楼区", "County", "division/350102", "County", "same"]]


def test_new_members_of_reviewed_classes_are_asked_about(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        "甲公司|Enterprise|locatedIn|长江经济技术开发区|Zone",
        "甲公司|Enterprise|operatesIn|太空电梯|Industry",
        "甲公司|Enterprise|produces|某产品|Product",
    ]
    assert command("load", str(write_statements(tmp_path, "firms.csv", rows)))[0] == 0
    assert {row["name"] for row in listed(command)} == {"长江经济技术开发区", "太空电梯"}
    type_in(monkeypatch, "n", "n")
    assert command("review", "--walk")[0] == 0
    assert listed(command) == []
    assert located(command, "甲公司") == {mint("zone", "长江经济技术开发区")}


def test_that_nothing_waits_is_said(command: Command) -> None:
    status, out, _ = command("review", "--list")
    assert status == 0
    assert out == "No name waits for a decision.\n"
    assert listed(command) == []


def test_a_decision_about_a_loaded_name_merges_it(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = ["甲公司|Enterprise|locatedIn|南京江北园|Zone"]
    assert command("load", str(write_statements(tmp_path, "firms.csv", rows)))[0] == 0
    type_in(monkeypatch, "m 南京高新区")
    assert command("review", "--walk")[0] == 0
    assert located(command, "甲公司") == {"zone/nanjing"}


def test_a_name_is_merged_within_its_class(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """南京 is a city and no zone; what a name means is shown before it is used."""
    rows = ["甲公司|Enterprise|locatedIn|南京江北园|Zone"]
    assert command("load", str(write_statements(tmp_path, "firms.csv", rows)))[0] == 0
    type_in(monkeypatch, "m 南京市", "m 谁也没听说过", "m", "m 9", "m 南京高新", "s", "q")
    status, out, err = command("review", "--walk")
    assert status == 0
    assert "No zone is called '南京市'." in out
    assert "南京市 (city, division/320100); write its key." in out
    assert "No zone is called '谁也没听说过'." in out
    assert "Give a number, a name or a key." in out
    assert "There is no such number." in out
    assert "→ 南京高新技术产业开发区 (national high-tech zone, zone/nanjing)" in out
    assert "1 decision (1 merged)" in err
    assert decided(tmp_path)[0][:3] == ["南京江北园", "Zone", "zone/nanjing"]


@pytest.mark.parametrize(("answer", "keys"), [("2", ["division/350102"]), ("", []), ("9", [])])
def test_of_several_things_one_is_confirmed(
    answer: str,
    keys: list[str],
    refused: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    type_in(monkeypatch, "m 鼓楼区", answer, "q")
    status, out, _ = refused("review", "--walk", "--type", "County")
    assert status == 0
    assert "'鼓楼区' can mean 2 things" in out
    assert "1. 鼓楼区 (county, division/320106)" in out
    table = tmp_path / "home" / "decisions" / "identity.csv"
    assert [row[2] for row in (decided(tmp_path) if table.exists() else [])] == keys


def test_a_name_in_a_workbook_is_that_of_one_thing_of_the_class(
    refused: Command, tmp_path: Path
) -> None:
    book = tmp_path / "review.xlsx"
    refused("review", "--type", "County", "-o", str(book))
    sheet = load_workbook(book)
    heads = [cell.value for cell in sheet.active[1]]
    sheet.active.cell(2, heads.index("decision") + 1).value = "merge"
    told = []
    for choice in ("鼓楼区", "南京市", "福州市鼓楼区"):
        sheet.active.cell(2, heads.index("choice") + 1).value = choice
        sheet.save(book)
        told.append(refused("review", str(book)))
    assert [status for status, _, _ in told] == [1, 1, 0]
    first = " ".join(told[0][2].split())
    assert "can mean 2 things: 鼓楼区 (county, division/320106);" in first
    assert "nor the key or name of a thing of this class" in told[1][2]
    assert "福州市鼓楼区: 鼓楼区 (county, division/350102)" in told[2][2]


def test_what_is_stored_has_one_language(
    refused: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "a", "a", "n")
    assert refused("review", "--walk")[0] == 0
    folder = tmp_path / "home" / "decisions"
    text = (folder / "identity.csv").read_text("utf-8")
    assert "decided in a review" in text
    assert "人工核对" not in text
    assert "人工核对" not in (folder / "sources.csv").read_text("utf-8")


def test_an_empty_home_is_told(in_home: Callable[[Path], Command], tmp_path: Path) -> None:
    status, _, err = in_home(tmp_path / "none")("review", "--list")
    assert status == 1
    assert "gaoxin load" in err


def test_firms_of_the_administration_are_firms_of_the_zone(
    command: Command, tmp_path: Path
) -> None:
    rows = [
        "甲公司|Enterprise|locatedIn|南京高新区管委会|Zone",
        "乙公司|Enterprise|locatedIn|南京高新区东区|Zone",
        "丙公司|Enterprise|locatedIn|南京市高新区|Zone",
        "丁公司|Enterprise|locatedIn|南京市|City",
    ]
    assert command("load", str(write_statements(tmp_path, "firms.csv", rows)))[0] == 0
    answer = asking(command)("query", "enterprises/enterprises_in_zone", "zone=南京高新区")
    assert {row["enterprise"] for row in answer["rows"]} == {"甲公司", "乙公司", "丙公司"}


FULL = ["合肥华海光电科技有限公司", "合肥蜀光新能源科技有限公司"]
SHORT = ["合肥华海光电", "合肥蜀光新能源"]


@pytest.fixture
def two_lists(command: Command, tmp_path: Path) -> Command:
    """The same, with two lists that write the same firms in full and in short."""
    for name, firms in (("full.csv", FULL), ("short.csv", SHORT)):
        rows = [f"{firm}|Enterprise|locatedIn|南京市|City" for firm in firms]
        assert command("load", str(write_statements(tmp_path, name, rows)))[0] == 0
    return command


def test_each_pair_of_new_names_is_asked_about_once(
    two_lists: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Accepting both questions of a pair merged each into the other, which no load accepts."""
    assert {row["name"] for row in listed(two_lists)} == set(SHORT)
    type_in(monkeypatch, "a", "1")
    status, out, err = two_lists("review", "--walk")
    assert (status, "[2/2]" in out) == (0, True), err
    assert "2 decisions (2 merged)" in err
    assert listed(two_lists) == []
    merged = {row[0]: row[2] for row in decided(tmp_path)}
    assert merged == dict(zip(SHORT, FULL, strict=True))


def test_of_equally_near_names_none_is_the_first(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    firms = ["合肥量睿量子科技有限公司", "合肥赛维量子科技有限公司", "合肥量子科技有限公司"]
    rows = [f"{firm}|Enterprise|locatedIn|南京市|City" for firm in firms]
    assert command("load", str(write_statements(tmp_path, "firms.csv", rows)))[0] == 0
    type_in(monkeypatch, "a", "2")
    status, out, err = command("review", "--walk")
    assert status == 0, err
    assert "equally near" in out
    assert "'a' is none of the choices" in out
    assert "1 decision (1 merged)" in err


def test_decisions_that_cannot_be_loaded_are_kept(
    two_lists: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = [row["name"] for row in listed(two_lists)]
    type_in(monkeypatch, *(f"m {name}" for name in reversed(order)))
    status, _, err = two_lists("review", "--walk")
    assert status == 1
    assert "form a cycle" in err
    assert "These 2 decisions were not loaded" in err
    assert len(listed(two_lists)) == len(SHORT)
    book = tmp_path / "home" / "review.xlsx"
    sheet = load_workbook(book)
    heads = [cell.value for cell in sheet.active[1]]
    sheet.active.cell(3, heads.index("choice") + 1).value = "1"
    sheet.save(book)
    status, _, err = two_lists("review", str(book))
    assert (status, "2 merged" in err) == (0, True), err
