"""A remark that is in Chinese only may limit a fact, so an English text says that there is one."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from gaoxin.graph.facts.qualifiers import REMARK_SIGN, remark_note, remark_words
from gaoxin.language import choose_language
from tests.cli.conftest import Command

ZONE = "天津滨海高新区"
NOTE = f"{REMARK_SIGN} with a remark in Chinese, which may limit the fact; --lang zh shows it"
COMMANDS = [
    (("show", ZONE), "全市(天津市)"),
    (("show", ZONE, "--section", "rankings"), "全市(天津市)"),
    (("timeline", ZONE), "全市(天津市)"),
    (("targets", ZONE), "倍增"),
    (("neighbors", ZONE, "--relation", "hasIndustry"), "新赛道"),
    (("compare", ZONE, "合肥高新区"), "全市(天津市)"),
    (("query", "figures/rankings_of", f"thing={ZONE}"), "全市(天津市)"),
    (("query", "enterprises/enterprises_in_zone", "zone=鄂尔多斯高新技术产业开发区"), "总部不在此"),
    (("ask", f"{ZONE}GDP增速排名第几"), "全市(天津市)"),
]


@pytest.mark.parametrize(("command", "remark"), COMMANDS, ids=lambda value: str(value)[:50])
def test_a_remark_is_marked_and_explained_once(
    command: tuple[str, ...], remark: str, gaoxin: Command
) -> None:
    _, english, _ = gaoxin(*command, "--lang", "en")
    assert english.count(NOTE) == 1
    assert english.count(REMARK_SIGN) > 1
    _, chinese, _ = gaoxin(*command, "--lang", "zh")
    assert remark in chinese.replace("\n", "").replace(" ", "")
    assert REMARK_SIGN not in chinese


def test_without_such_a_remark_there_is_no_note(gaoxin: Command) -> None:
    _, out, _ = gaoxin("query", "zones/zones_in_place", "place=安徽省", "--lang", "en")
    assert "Hefei" in out
    assert REMARK_SIGN not in out


def test_files_have_the_remark_itself(gaoxin: Command, tmp_path: Path) -> None:
    query = ("query", "figures/rankings_of", f"thing={ZONE}", "--lang", "en")
    gaoxin(*query, "-o", str(tmp_path / "a.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert "全市(天津市)" in [cell.value for row in sheet for cell in row]
    assert "全市(天津市)" in gaoxin(*query, "--format", "csv")[1]


def test_words_of_remarks() -> None:
    choose_language("en")
    assert remark_words("yoy; 建设中; implied") == f"year on year; {REMARK_SIGN}"
    assert remark_words("全市; 建设中") == REMARK_SIGN
    assert remark_words("first phase") == "first phase"
    assert remark_words("implied") == ""
    assert remark_note("nothing") == ""
    choose_language("zh")
    assert remark_words("yoy; 建设中") == "同比；建设中"
    choose_language(None)
