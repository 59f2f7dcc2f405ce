"""The answer that the best candidates give, or the reason why none of them may be given."""

from __future__ import annotations

import re

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.declining import declined, no_extreme, none_within_bounds, not_so_many
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.judging import judge
from gaoxin.answers.lists import (
    as_called,
    as_first,
    asked_back,
    described,
    is_countable,
    is_doubtful,
    listed_items,
    narrower,
    other_readings,
    rows_of,
    shape,
    so_many,
    with_its_qualifier,
)
from gaoxin.answers.operators import dated
from gaoxin.answers.phrases import mask_of
from gaoxin.answers.ranked_figures import is_ranking, ranked_rows, within_bounds
from gaoxin.answers.rendering import render
from gaoxin.answers.replies import Reply, called, cited, told
from gaoxin.answers.search import QuestionSearch

UNDERSTOOD = 0.5
"""Share of the weight of a question that an answer has to cover."""
MOST_ROWS = 200
_ALIKE, _ALIKE_FIGURE = 1.0, 0.12
_SAID_OTHERWISE = 0.4
_CHOICE, _NEARLY = 0.3, 1.0
_ASKS_SEVERAL = re.compile("哪[两二三四五六七八九]")
_COUNT = 0.8  # how much better a count must be than a figure


def answer_by_facts(search: QuestionSearch) -> Reply:
    """The best list of candidates, with its sources, its query and other readings."""
    coverage, expected, file = search.coverage, search.expected, search.file
    candidates = _ranked(search)
    if not candidates:
        return declined(search.judged, coverage, expected)
    best = candidates[0]
    if items := listed_items(search.judged, best, coverage, expected):
        return items
    covered = best.mask | coverage.choice_mask
    for phrase in search.question.phrases_of("level"):  # a candidate of another level is forbidden
        covered |= phrase.mask
    if coverage.weight(covered) / max(coverage.total, 0.01) < UNDERSTOOD:
        return declined(search.judged, coverage, expected)
    strictly = expected.form in ("number", "time", "rank")
    left = coverage.left_over(covered, strictly=strictly)
    if left and not _is_said_otherwise(left, best, search):
        return declined(search.judged, coverage, expected, left)
    within = within_bounds(candidates, search.question)
    if candidates[0] not in within and not _has_shape(within, best, coverage):
        return declined(search.judged, coverage, expected, reason=none_within_bounds())
    candidates = within
    group = _group(candidates, search)
    best = group[0]
    if is_ranked := is_ranking(group):
        rows = ranked_rows(group, search.question.key, file)
    else:
        rows = rows_of(group, expected, file)
    if is_doubtful(candidates, best, coverage, rows, expected):
        return asked_back(candidates, best, coverage, expected)
    is_list = len(rows) > 1 or not search.question.phrases_of("ask")
    if is_list and _asks_one(search, covered):
        return declined(search.judged, coverage, expected, reason=no_extreme())
    is_single = len(rows) == 1 and _ASKS_SEVERAL.search(search.question.key)
    if expected.several > 1 and (expected.several < len(rows) or is_single):
        return declined(search.judged, coverage, expected, reason=not_so_many(expected.several))
    rendered = render(group, search.question, expected, file)
    return Reply(
        True,
        rows[:MOST_ROWS] + described(group, rows, coverage),
        called(file, best.chain.last.object) if is_ranked else told(best, file),
        rendered.query,
        rendered.parameters or {},
        rendered.sparql,
        rendered.cypher,
        cited([fact for c in group for fact in c.facts], file),
        other_readings(candidates, best, coverage, expected),
        len(rows) > MOST_ROWS,
        used={f.number for c in group for f in c.facts},
        nodes=[n for n in best.chain.nodes if n],
    )


def _has_shape(
    candidates: list[CandidateAnswer], best: CandidateAnswer, coverage: Coverage
) -> bool:
    """Whether some of the candidates make a list with the best one."""
    return any(shape(c, coverage) == shape(best, coverage) for c in candidates)


def _is_said_otherwise(left: str, best: CandidateAnswer, search: QuestionSearch) -> bool:
    """Whether the words that are left over weigh little beside those that only the last fact of
    the best candidate has: it is that fact, told in other words.
    """
    coverage, last = search.coverage, best.chain.last
    own = coverage.words(last) & ~coverage.relation(last.predicate)
    if best.chain.end:
        own |= coverage.thing(best.chain.end)[0]
    own &= ~coverage.named
    for _, year in search.question.years:
        own &= ~year
    key = search.question.key
    lost = sum(
        coverage.weight(mask_of(key.index(word), key.index(word) + len(word)))
        for word in left.split("、")
        if word in key
    )
    others = [c for c in search.candidates if c.chain.last != last]
    margin = best.score - others[0].score if others else best.score
    return lost <= _SAID_OTHERWISE * coverage.weight(own) and margin > lost


def _asks_one(search: QuestionSearch, covered: int) -> bool:
    """Whether the question asks for the most, of which the facts say nothing."""
    orders = search.question.phrases_of("superlative")
    return any("最" in order.text and order.mask & ~covered for order in orders)


def _ranked(search: QuestionSearch) -> list[CandidateAnswer]:
    """The candidates, best first; things to be counted if they fit better than any figure."""
    coverage, expected = search.coverage, search.expected
    candidates = search.candidates + _dated(coverage, expected)
    candidates.sort(key=lambda c: -c.score)
    if expected.form != "number" or not expected.classes:
        return candidates
    things = ExpectedAnswer("thing", expected.classes)
    counted = [c for c in search.judged_as(things) if not c.why]
    counted += _dated(coverage, things)
    counted.sort(key=lambda c: -c.score)
    counted = [c for c in counted if is_countable(c, coverage)]
    if counted and (not candidates or counted[0].score - _COUNT > candidates[0].score):
        return counted
    return candidates


def _dated(coverage: Coverage, expected: ExpectedAnswer) -> list[CandidateAnswer]:
    """Things with a date in the year of the question, in the places that it names."""
    return [c for c in judge(dated(coverage, expected), coverage, expected) if not c.why]


def _group(candidates: list[CandidateAnswer], search: QuestionSearch) -> list[CandidateAnswer]:
    """The candidates that make one list with the best one."""
    coverage, best = search.coverage, candidates[0]
    alike = [c for c in candidates if shape(c, coverage) == shape(best, coverage)]
    margin = _ALIKE if best.chain.end else _ALIKE_FIGURE
    group = [c for c in alike if c.score >= best.score - margin]
    if best.chain.end:
        group = as_first(group, coverage)
        group = as_called(group, search.expected, coverage)
        if not search.expected.several:
            group += narrower(group, candidates)
    if search.expected.form != "number":
        group = with_its_qualifier(group, alike, coverage)
    group = so_many(group, alike, search.expected, coverage)
    if coverage.choices and best.chain.end:
        return group + [c for c in candidates if c not in group and _is_choice(c, best, search)]
    if search.expected.several > 1 and _ends(group) != search.expected.several:
        return _of_that_size(candidates, search) or group
    return group


def _ends(group: list[CandidateAnswer]) -> int:
    return len({c.chain.end for c in group})


def _of_that_size(
    candidates: list[CandidateAnswer], search: QuestionSearch
) -> list[CandidateAnswer]:
    """Another list, nearly as good as the best, with as many things as the question says."""
    coverage, seen = search.coverage, set()
    for other in candidates:
        own = shape(other, coverage)
        if other.score < candidates[0].score - _NEARLY:
            break
        if own in seen or not other.chain.end:
            continue
        seen.add(own)
        alike = [c for c in candidates if shape(c, coverage) == own]
        group = [c for c in alike if c.score >= other.score - _ALIKE]
        group = so_many(group, alike, search.expected, coverage)
        if _ends(group) == search.expected.several:
            return group
    return []


def _is_choice(candidate: CandidateAnswer, best: CandidateAnswer, search: QuestionSearch) -> bool:
    """Whether a candidate has another one of the things of which one is enough: 甲或乙."""
    coverage = search.coverage
    rest = (1 << len(search.question.key)) - 1 ^ coverage.choice_mask
    return (
        bool(candidate.chain.end)
        and len(candidate.facts) <= len(best.facts)
        and bool(coverage.choices & candidate.nodes)
        and coverage.weight(candidate.mask & rest) >= coverage.weight(best.mask & rest) - _CHOICE
    )
