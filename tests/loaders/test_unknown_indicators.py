"""An indicator that nobody knows: its figures are left out and told, in rows as in columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaoxin.graph.store.store import Store
from gaoxin.loaders.lists.read_list import ListOptions
from gaoxin.loaders.lists.understanding import Understanding
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.resolving.admission import Question
from gaoxin.loaders.resolving.pending_questions import keep_pending, read_pending
from gaoxin.loaders.review.open_questions import open_questions
from gaoxin.ontology.namespaces import GX
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home

ROWS = """高新区,指标,数值,单位,年份
合肥高新区,营业收入,1000,亿元,2024
合肥高新区,幸福得分,88,分,2024
成都高新区,营业收入,1200,亿元,2024
成都高新区,幸福得分,90,分,2024
成都高新区,瞪羚密度,3,家,2024
"""
COLUMNS = """高新区,2024年营业收入（亿元）,2024年幸福得分（分）,2024年瞪羚密度（家）
合肥高新区,1000,88,
成都高新区,1200,90,3
"""


@pytest.fixture
def catalogued(shipped_settings: Settings, tmp_path: Path) -> Settings:
    return copy_home(shipped_settings, tmp_path / "home")


def _figures(settings: Settings) -> set[str]:
    generation = Store(settings).read()
    (graph,) = generation.manifest.datasets["figures"].graphs.values()
    quads = generation.store.quads_for_pattern(None, None, None, None)
    return {
        quad.object.value  # type: ignore[union-attr]
        for quad in quads
        if str(quad.graph_name) == f"<{graph}>" and quad.predicate.value == f"{GX}value"
    }


@pytest.mark.parametrize("table", [ROWS, COLUMNS])
def test_the_other_figures_are_taken(catalogued: Settings, tmp_path: Path, table: str) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(table, encoding="utf-8")
    told: list[Understanding] = []
    report = load_paths(catalogued, [path], source="名单", lists=ListOptions(tell=told.append))
    assert _figures(catalogued) == {"1000", "1200"}
    text = " ".join([column.reason for column in told[0].columns] + report.notes)
    assert "幸福得分" in text
    assert "瞪羚密度" in text


def test_a_row_is_told_with_its_place_and_kept_as_a_question(
    catalogued: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(ROWS, encoding="utf-8")
    report = load_paths(catalogued, [path], source="名单")
    (note,) = (note for note in report.notes if "no such indicators" in note)
    assert "3 figures are left out" in note
    assert "'幸福得分' (figures.csv:3, 2 rows" in note
    assert "'瞪羚密度' (figures.csv:6" in note
    unknown = {"幸福得分", "瞪羚密度"}
    assert {q.name for q in read_pending(catalogued.home)} == unknown
    assert unknown <= {q.name for q in open_questions(catalogued).questions}
    known = [row for row in ROWS.splitlines() if not any(name in row for name in unknown)]
    path.write_text("\n".join(known), encoding="utf-8")
    load_paths(catalogued, [path], source="名单")
    assert read_pending(catalogued.home) == []


def test_question_of_a_list_with_skipped_rows_is_kept_once(tmp_path: Path) -> None:
    """Such a list keeps the questions about its rows, and asks the others again at each load."""
    question = Question("Indicator", "灯光数", "new", (), "名单.csv:2", dataset="名单")
    for _ in range(2):
        keep_pending(tmp_path, [], [question])
    assert read_pending(tmp_path) == [question]
