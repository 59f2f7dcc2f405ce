"""Training and judging of figures: models, alignment, what the judge prints."""

from __future__ import annotations

import os

import pytest

from gaoxin.extraction.article import Article
from gaoxin.extraction.figures.amounts import amounts
from training.alignment import aligned
from training.corpus import LabelledText
from training.gold_mentions import gold_mentions
from training.judge import judge, report

TEXT = "远岭公司有员工300人，产值5亿元。远岭公司另建12个站点。"
ROW = {
    "subject": "远岭公司",
    "subject_type": "Enterprise",
    "predicate": "observation",
    "object": "员工数",
    "object_type": "Indicator",
    "value": "300",
    "unit": "人",
    "qualifier": "",
}


@pytest.fixture
def labelled() -> LabelledText:
    return LabelledText("1", Article(TEXT, TEXT), (ROW,), ({**ROW, "evidence": "0-11"},))


def test_a_choice_learns_what_the_right_ones_have_in_common() -> None:
    pytest.importorskip("scipy")
    from training.log_linear import train_choice

    groups = [([["near", "firm"], ["far", "firm"]], [True, False])] * 8
    weights = train_choice(groups)
    assert weights["near"] > 0 > weights["far"]
    assert train_choice(groups) == weights


def test_a_chance_learns_what_speaks_for_an_example() -> None:
    pytest.importorskip("scipy")
    from training.log_linear import train_chance

    examples = [(["any", "unit"], True), (["any", "date"], False)] * 8
    weights = train_chance(examples)
    assert weights["unit"] > 0 > weights["date"]


def test_an_amount_is_aligned_with_the_row_that_gives_it(labelled: LabelledText) -> None:
    found = {item.amount.value: len(item.rows) for item in aligned(labelled, [*amounts(TEXT)])}
    assert found == {"300": 1, "5": 0, "12": 0}


def test_names_of_a_reader_are_mentions_wherever_they_stand(labelled: LabelledText) -> None:
    found = gold_mentions(labelled)
    assert [(m.span.start, m.name, m.type) for m in found] == [
        (0, "远岭公司", "Enterprise"),
        (TEXT.rindex("远岭公司"), "远岭公司", "Enterprise"),
    ]


@pytest.mark.skipif("GAOXIN_CORPUS" not in os.environ, reason="needs the labelled texts")
def test_the_judge_tells_scores_and_speed() -> None:
    lines = list(report(judge("development", lambda article, given: []), by=True))
    assert "texts" in lines[0]
    assert [line.split()[0] for line in lines[1:5]] == [
        *("entities", "relations", "figures", "figures_any_subject")
    ]
