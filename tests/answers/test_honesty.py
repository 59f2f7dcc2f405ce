"""How many questions are answered rightly, and what is answered after the facts are gone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.answers import QUESTIONS, Asked, read_questions, verdict
from gaoxin.answers.answering import answer
from gaoxin.answers.fact_file import FactFile, open_facts
from gaoxin.graph.store.generation import Generation

COLLOQUIAL = QUESTIONS.parent.parent / "benchmarks" / "questions.csv"
# Least share of right answers, greatest of wrong ones, and of wrong ones without the facts.
BOUNDS = {QUESTIONS: (0.92, 0.02, 0.1), COLLOQUIAL: (0.93, 0.01, 0.1)}


@pytest.fixture(scope="module")
def facts(shipped: Generation) -> FactFile:
    """The file of facts of the project's data, of which this module hides some."""
    return open_facts(shipped)


@pytest.mark.parametrize("path", BOUNDS, ids=["given", "colloquial"])
def test_answers_are_right_or_none(path: Path, facts: FactFile, chinese: None) -> None:
    questions = read_questions(path)
    assert len(questions) > 100
    right, wrong, wrong_without = BOUNDS[path]
    counts: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for asked in questions:
        reply = answer(facts, asked.text)
        found = verdict(asked, reply)
        counts[found.partition(":")[0]] += 1
        if found in ("right", "partial") and reply.used:
            without[_without(facts, asked, reply.used)] += 1
    assert counts["right"] >= right * len(questions), counts
    assert counts["wrong"] <= wrong * len(questions), counts
    assert without["wrong"] <= wrong_without * sum(without.values()), without


def _without(facts: FactFile, asked: Asked, used: set[int]) -> str:
    """The verdict on the answer after the facts are hidden."""
    facts.hidden = frozenset(used)
    try:
        return verdict(asked, answer(facts, asked.text)).partition(":")[0]
    finally:
        facts.hidden = frozenset()
