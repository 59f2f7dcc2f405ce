"""``--grade``: facts with a source of a grade or a stronger one."""

from __future__ import annotations

from typing import Any

import pytest

from gaoxin.graph.facts.grades import weakness
from tests.cli.conftest import Command, asking

ZONE = "合肥高新区"


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


def test_an_unknown_grade_is_refused(gaoxin: Command) -> None:
    status, _, err = gaoxin("show", ZONE, "--grade", "Z")
    assert status == 1
    assert "There is no grade 'Z'" in err
    assert "A (two sources agree), D (official" in err


def test_a_question_is_answered_without_weak_sources(gaoxin: Command) -> None:
    question = ("ask", "合肥高新区是哪年获批的?")
    assert asking(gaoxin)(*question)["rows"][0]["answer"] == "1991-03"
    status, out, _ = gaoxin(*question, "--grade", "I", "--format", "json")
    assert status == 1
    assert "1991-03" not in out  # only general knowledge says so
    assert '"grade": "I"' in out
