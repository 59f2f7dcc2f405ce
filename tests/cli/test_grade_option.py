"""``--grade``: facts with a source of a grade or a stronger one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from gaoxin.graph.facts.grades import at_least, grade_word, grades, weakness
from gaoxin.graph.facts.reader import SourceRef
from tests.cli.conftest import Command, asking

ZONE = "合肥高新区"
OTHER = "天津滨海高新区"


def rows(gaoxin: Command, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = asking(gaoxin)(*arguments)["rows"]
    return found


@pytest.mark.parametrize("command", ["show", "neighbors"])
@pytest.mark.parametrize("grade", ["I", "implied by the text", "D", "d"])
def test_only_facts_that_are_strong_enough(command: str, grade: str, gaoxin: Command) -> None:
    letter = grade.upper() if len(grade) == 1 else "I"
    everything = rows(gaoxin, command, ZONE)
    strong = rows(gaoxin, command, ZONE, "--grade", grade)
    wanted = [
        row
        for row in everything
        if any(weakness(g) <= weakness(letter) for g in row["grade"].split("; ") if g)
    ]
    assert strong == wanted
    assert 0 < len(strong) < len(everything)


def test_general_knowledge_is_marked_and_can_be_left_out(gaoxin: Command) -> None:
    _, out, _ = gaoxin("--lang", "zh", "show", ZONE)
    assert "未经查证" in out
    _, out, _ = gaoxin("--lang", "zh", "show", ZONE, "--grade", "文中隐含")
    assert "未经查证" not in out


def test_the_option_without_a_value_lists_the_letters(gaoxin: Command) -> None:
    status, _, err = gaoxin("--lang", "zh", "targets", "--grade")
    assert (status, "要写等级：A、D、B、C、I 或 U" in err) == (2, True)


@pytest.mark.usefixtures("wide_screen")
def test_an_unknown_grade_is_refused(gaoxin: Command) -> None:
    status, _, err = gaoxin("show", ZONE, "--grade", "Z")
    assert status == 1
    assert "There is no grade 'Z'" in err
    assert "A (two sources agree), D (official" in err
    assert "U is general knowledge" in err


@pytest.mark.parametrize(
    "command", ["show", "neighbors", "targets", "path", "compare", "brief", "ask"]
)
def test_help_explains_the_letters(command: str, gaoxin: Command) -> None:
    _, out, _ = gaoxin(command, "--help")
    text = " ".join(out.split())
    for letter in grades():
        assert f"{letter} {grade_word(letter)}" in text
    assert "U unverified (general knowledge)" in text


@pytest.mark.parametrize("grade", ["I", "D"])
def test_promises_of_strong_sources_with_strong_hints(grade: str, gaoxin: Command) -> None:
    everything = rows(gaoxin, "targets")
    strong = rows(gaoxin, "targets", "--grade", grade)
    assert [row["iri"] for row in strong] == [
        row["iri"] for row in everything if at_least(_graded(row["grade"]), grade)
    ]
    near = [grades_of for row in strong for grades_of in row["near_grade"]]
    assert near
    assert all(at_least(_graded(grades_of), grade) for grades_of in near)


def _graded(letters: str) -> list[SourceRef]:
    return [SourceRef("", "", "", letter) for letter in letters.split("; ")]


def test_paths_go_round_what_is_too_weak(gaoxin: Command) -> None:
    ends = ("path", ZONE, OTHER, "-k", "50")
    everything, strong = rows(gaoxin, *ends), rows(gaoxin, *ends, "--grade", "B")
    assert {row["grade"] for row in everything} - {row["grade"] for row in strong}
    assert strong
    assert all(at_least(_graded(row["grade"]), "B") for row in strong)


def test_a_comparison_without_general_knowledge(gaoxin: Command) -> None:
    _, out, _ = gaoxin("--lang", "zh", "compare", ZONE, OTHER)
    assert "?]" in out
    assert "? 未经查证" in out
    _, out, _ = gaoxin("--lang", "zh", "compare", ZONE, OTHER, "--grade", "I")
    assert "未经查证" not in out
    assert "只用可信度不低于“文中隐含”的事实" in out
    assert out.startswith("对比：合肥高新区、")  # names are names, whoever gave them
    weak = rows(gaoxin, "compare", ZONE, OTHER, "--all")
    strong = rows(gaoxin, "compare", ZONE, OTHER, "--all", "--grade", "D")
    assert any(not at_least(_graded(row["grade"]), "D") for row in weak if row["grade"])
    assert strong
    assert all(at_least(_graded(row["grade"]), "D") for row in strong if row["grade"])


@pytest.mark.parametrize("against", [[], ["--against", OTHER]])
def test_a_brief_without_general_knowledge(
    against: list[str], gaoxin: Command, tmp_path: Path
) -> None:
    def text(*options: str) -> str:
        target = tmp_path / "x.docx"
        status, _, err = gaoxin(
            "--lang", "zh", "brief", ZONE, *against, *options, "-o", str(target)
        )
        assert status == 0, err
        document = Document(str(target))
        cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])

    assert "?]" in text()
    strong = text("--grade", "I")
    assert "?]" not in strong
    assert "只用可信度不低于“文中隐含”的事实" in strong


def test_a_question_is_answered_without_weak_sources(gaoxin: Command) -> None:
    question = ("ask", "合肥高新区是哪年获批的?")
    assert asking(gaoxin)(*question)["rows"][0]["answer"] == "1991-03"
    status, out, _ = gaoxin(*question, "--grade", "I", "--format", "json")
    assert status == 1
    assert "1991-03" not in out  # only general knowledge says so
    assert '"grade": "I"' in out
