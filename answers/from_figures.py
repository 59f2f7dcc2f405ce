"""Answers that are computed from several figures: courses, comparisons, rankings.

Each is a strategy of :mod:`gaoxin.answers.strategies`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from gaoxin.answers.best_facts import UNDERSTOOD
from gaoxin.answers.compared import (
    are_measured,
    are_of_other_years,
    compare_two,
    earlier,
    larger,
    share_of,
)
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.declining import declined, not_comparable
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.extremes import extreme
from gaoxin.answers.figures_in_order import ranking
from gaoxin.answers.known import has_year
from gaoxin.answers.operators import Computed
from gaoxin.answers.phrases import mask_of
from gaoxin.answers.question import read_question
from gaoxin.answers.ranked_figures import figure_beside, figure_words
from gaoxin.answers.replies import Reply, about_of, cited, thing_row, told, value_row
from gaoxin.answers.search import QuestionSearch
from gaoxin.answers.several import course, says_ends

_RATHER = re.compile(
    r"更[大高多强快靠早少小低好]|(?:谁|哪个|哪家|哪边)(?:更|排)?(?:靠前|领先|[大高多强快早前](?!新))"
    r"|(?:哪个|哪家|谁)的?[^,;?。!]{1,16}(?<!最)(?:[大高多低少小]|靠前|领先)(?:[些点呢]|一些|一点)?[?。!]*$"
)
_EARLIER = re.compile("[批建成]得?更?[早晚]|先批|先获批|更早|更晚")
_CHANGED = re.compile(
    r"(?:(?P<up>上升|提升|前进|跃升|进步|升)|下降|下滑|后退|退步|降|跌|掉)了?(?:多少|几)个?[名位]"
)
_EXTREME = 0.8  # how much worse an extreme may be than a plain fact


def course_of_figure(search: QuestionSearch) -> Reply | None:
    """All values of one figure, the earliest first: 从多少涨到多少, 历年."""
    text = course(search.question.key)
    if not text:
        return None
    plain = QuestionSearch(read_question(text, search.file), search.file)
    figures = [c for c in plain.candidates if c.chain.last.is_figure and not c.chain.end]
    if not figures or plain.coverage.left_over(figures[0].mask):
        return None
    best = figures[0].chain.last
    facts = {
        c.chain.last.number: c.chain.last
        for c in figures
        if (c.chain.last.subject, c.chain.last.object, c.chain.last.base)
        == (best.subject, best.object, best.base)
    }
    if len(facts) < 2 and says_ends(search.question.key):
        return None
    ordered = sorted(facts.values(), key=lambda f: (f.status != "historical", f.end or f.time))
    return Reply(
        True,
        [value_row(fact) for fact in ordered],
        told(figures[0], search.file),
        sources=cited(ordered, search.file),
        used=set(facts),
        nodes=[best.subject],
    )


def which_is_earlier(search: QuestionSearch) -> Reply | None:
    """Which of two was approved or founded earlier."""
    key = search.question.key
    found = earlier(search.coverage, key) if _EARLIER.search(key) else None
    return _computed(found, search.coverage) if found is not None else None


def which_is_larger(search: QuestionSearch) -> Reply | None:
    """Which of two has more: 甲和乙哪个产值高."""
    key, coverage = search.question.key, search.coverage
    is_choice = search.expected.form == "" and "还是" in key
    if search.expected.form not in ("thing", "person") and not is_choice:
        return None
    if not _RATHER.search(key):
        return None
    figures = [*search.judged_as(ExpectedAnswer("number"))]
    figures += search.judged_as(ExpectedAnswer("rank"))
    computed = compare_two(figures, coverage, ratio=False, alike=True)
    if computed is not None:
        return _computed(larger(computed, key), coverage)
    if are_measured(coverage):
        return declined(figures, coverage, search.expected, reason=not_comparable())
    return None


def by_how_much(search: QuestionSearch) -> Reply | None:
    """By how much, or how many times, one figure is larger than another."""
    compared = search.question.phrases_of("compare")
    if not compared:
        return None
    ratio = any("ratio" in p.meanings for p in compared)
    computed = compare_two(search.judged, search.coverage, ratio=ratio)
    if computed is None or search.coverage.left_over(computed.mask):
        return None
    if are_of_other_years(computed, search.coverage):
        return declined(search.judged, search.coverage, search.expected, reason=not_comparable())
    return _computed(computed, search.coverage)


def change_of_rank(search: QuestionSearch) -> Reply | None:
    """By how many places something rose or fell between two years, if no figure says so."""
    found, years = _CHANGED.search(search.question.key), search.question.years
    if not found or len(years) != 2 or search.candidates:
        return None
    ranks = search.judged_as(ExpectedAnswer("rank"))
    computed = compare_two(ranks, search.coverage, ratio=False)
    if computed is None:
        return None
    first, last = sorted(computed.facts, key=lambda fact: fact.end or fact.time)
    is_dated = all(any(has_year(f, year) for f in computed.facts) for year, _ in years)
    has_risen = (last.amount or 0) < (first.amount or 0)
    mask = computed.mask | mask_of(*found.span())
    for _, year in years:
        mask |= year
    if not is_dated or has_risen != bool(found["up"]) or search.coverage.left_over(mask):
        return None
    return _computed(replace(computed, mask=mask), search.coverage)


def share_of_figure(search: QuestionSearch) -> Reply | None:
    """What share one figure is of another, if no figure says so."""
    if search.candidates:
        return None
    computed = share_of(search.judged, search.coverage)
    if computed is None or search.coverage.left_over(computed.mask):
        return None
    return _computed(computed, search.coverage)


def extreme_of_all(search: QuestionSearch) -> Reply | None:
    """The largest, smallest, first or last of all."""
    orders, coverage = search.question.phrases_of("superlative"), search.coverage
    if not orders or search.expected.form in ("number", "rank", "time"):
        return None
    figures = search.judged_as(ExpectedAnswer("number")) + search.judged_as(ExpectedAnswer("rank"))
    computed = extreme(figures, coverage, search.expected, orders[0].meanings[0])
    best = search.candidates[0] if search.candidates else None
    if computed is None:
        return None
    if left := coverage.left_over(computed.mask):
        return declined(search.judged, coverage, search.expected, left)
    is_plain = best is not None and not best.chain.last.is_figure
    if best and is_plain and coverage.weight(computed.mask) + _EXTREME <= best.score:
        return None
    return _computed(computed, coverage, with_value=True)


def ranking_of_all(search: QuestionSearch) -> Reply | None:
    """All that have a figure of one measure, in its order."""
    if search.expected.form not in ("", "rank", "thing", "number"):
        return None
    figures = search.judged_as(ExpectedAnswer("number")) + search.judged_as(ExpectedAnswer("rank"))
    computed = ranking(figures, search.coverage, search.expected)
    if computed is None or search.coverage.left_over(computed.mask):
        return None
    return _computed(computed, search.coverage, with_value=True)


def _computed(computed: Computed, coverage: Coverage, *, with_value: bool = False) -> Reply:
    """The reply for what was computed from several facts, on request with the figure of a thing."""
    file = coverage.file
    if coverage.weight(computed.mask) / max(coverage.total, 0.01) < UNDERSTOOD:
        return declined([], coverage, ExpectedAnswer(""))
    rows: list[dict[str, Any]] = [
        {"answer": value, "also": [], "unit": unit} for value, unit in computed.values
    ]
    values = {f.subject: f for f in computed.facts if with_value and f.is_figure}
    for thing in computed.things:
        row = thing_row(file, thing)
        if thing in values:
            row |= figure_beside(values[thing])
        rows.append(row)
    text = " · ".join(
        " ".join(part for part in (about_of(file, f), figure_words(f)) if part)
        for f in computed.facts[:3]
    )
    used = {f.number for f in computed.facts}
    sources = cited(computed.facts, file)
    return Reply(
        True,
        rows,
        text,
        sources=sources,
        used=used,
        nodes=list(computed.things),
        compared=computed.compared,
        is_alone=computed.is_alone,
    )
