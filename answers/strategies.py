"""The ways to answer a question, tried in order: the first one that has a reply gives it.

A strategy takes a :class:`~gaoxin.answers.search.QuestionSearch` and returns a
:class:`~gaoxin.answers.replies.Reply`, or ``None`` if the question is none of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from gaoxin.answers.best_facts import UNDERSTOOD, answer_by_facts
from gaoxin.answers.compared import (
    are_measured,
    are_of_other_years,
    compare_two,
    earlier,
    larger,
    share_of,
)
from gaoxin.answers.counted import counted_group, number_of_all_zones
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.declining import declined, not_comparable
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.extremes import extreme
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.figures_in_order import ranking
from gaoxin.answers.known import has_year
from gaoxin.answers.operators import Computed, path_between
from gaoxin.answers.origins import sources_of_statement
from gaoxin.answers.phrases import mask_of
from gaoxin.answers.promises import promises
from gaoxin.answers.question import read_question
from gaoxin.answers.ranked_figures import figure_beside, figure_words
from gaoxin.answers.replies import (
    Reply,
    about_of,
    cited,
    relation_word,
    thing_row,
    told,
    value_row,
)
from gaoxin.answers.search import QuestionSearch
from gaoxin.answers.several import course, says_ends
from gaoxin.answers.short_names import whose_short_name
from gaoxin.answers.what_it_is import introduced, what_it_is
from gaoxin.answers.yes_no import yes_or_no
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary

_RATHER = re.compile(
    r"更[大高多强快靠早少小低好]|(?:谁|哪个|哪家|哪边)(?:更|排)?(?:靠前|领先|[大高多强快早前](?!新))"
    r"|(?:哪个|哪家|谁)的?[^,;?。!]{1,16}(?<!最)(?:[大高多低少小]|靠前|领先)(?:[些点呢]|一些|一点)?[?。!]*$"
)
_EARLIER = re.compile("[批建成]得?更?[早晚]|先批|先获批|更早|更晚")
_DIFFERING = re.compile("有(?:什么|啥|哪些|何)不同|不一样|区别|差别|差异|异同|不同(?:点|之处)")
_NOT_RECORDED = re.compile(
    "电话|手机号|邮箱|微信|公众号|传真|房价|房租|租金|工资|薪资|薪水|年薪|天气|气温|股价|股票|市值"
    "|年龄|岁数|几岁|生日|学历|籍贯|简历|照片|怎么走|怎么去|地铁|公交|停车|食堂|招聘"
    "|phone|e-?mail|salary|salaries|weather|rents?$|housepric"
)
_CHANGED = re.compile(
    r"(?:(?P<up>上升|提升|前进|跃升|进步|升)|下降|下滑|后退|退步|降|跌|掉)了?(?:多少|几)个?[名位]"
)
_EXTREME = 0.8  # how much worse an extreme may be than a plain fact


def reply_to(search: QuestionSearch) -> Reply:
    """The reply of the first strategy that has one; at last what the thing is."""
    for strategy in _STRATEGIES:
        reply = strategy(search)
        if reply is not None:
            return reply
    reply = answer_by_facts(search)
    return reply if reply.ok else what_it_is(search) or reply


def _unknown_name(search: QuestionSearch) -> Reply | None:
    unknown = search.question.unknown
    if not unknown:
        return None
    names_zh = "、".join(f"「{name}」" for name in unknown)
    names_en = ", ".join(map(repr, unknown))
    return Reply(
        False,
        reason=say(
            f"图谱里没有{names_zh}。请核对名称，或用 gaoxin search 查找名称的一部分。",
            f"The graph has nothing called {names_en}. Check the name, or look for a part of it "
            "with gaoxin search.",
        ),
    )


def _reasons_and_opinions(search: QuestionSearch) -> Reply | None:
    if not search.question.phrases_of("refuse"):
        return None
    return Reply(
        False,
        reason=say(
            "图谱只有事实，不说明原因，也不评价。",
            "The graph has facts only; it gives no reasons and no opinions.",
        ),
    )


def _unrecorded(search: QuestionSearch) -> Reply | None:
    """What no source of the graph is about, such as telephone numbers."""
    found = _NOT_RECORDED.search(search.question.key)
    if not found or any(m.start <= found.start() < m.end for m in search.question.mentions):
        return None
    word = found.group()
    return Reply(
        False,
        reason=say(f"图谱不收录「{word}」。", f"The graph does not record this: {word}."),
    )


def _differing(search: QuestionSearch) -> Reply | None:
    """What two things do not share is told side by side by another command."""
    zones = [m for m in search.question.mentions if _is_zone(search.file, m.things)]
    if len(zones) < 2 or not _DIFFERING.search(search.question.key):
        return None
    names = " ".join(search.file.thing(zone.things[0]).zh for zone in zones)
    return Reply(
        False,
        reason=say(
            f"两者的异同请用 gaoxin compare {names} 并排查看。",
            f"gaoxin compare {names} shows side by side what they share and what not.",
        ),
    )


def _is_zone(file: FactFile, things: tuple[int, ...]) -> bool:
    return any(file.thing(thing).kind == "zone" for thing in things)


def _path(search: QuestionSearch) -> Reply | None:
    question, file, classes = search.question, search.file, search.expected.classes
    if not question.phrases_of("path") or len(question.mentions) < 2:
        return None
    ends = [m.things[0] for m in question.mentions]
    found = path_between(file, ends[0], ends[-1], ends[1:-1])
    if found is None:
        return None
    wanted = [
        t for t in found.things if not classes or vocabulary().is_a(file.thing(t).type, classes)
    ]
    rows = [thing_row(file, t) for t in wanted or found.things]
    if not found.things:  # they are joined by facts alone
        words = dict.fromkeys(
            " · ".join(part for part in (relation_word(f.predicate), f.title) if part)
            for f in found.facts
        )
        rows = [{"answer": word, "also": [], "unit": ""} for word in words]
    text = " — ".join(file.thing(m.things[0]).zh for m in question.mentions)
    used = {f.number for f in found.facts}
    sources = cited(found.facts, file)
    return Reply(bool(rows), rows, text, sources=sources, used=used, nodes=wanted)


def _promised(search: QuestionSearch) -> Reply | None:
    return promises(search.coverage, search.expected)


def _course(search: QuestionSearch) -> Reply | None:
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


def _group_of_a_source(search: QuestionSearch) -> Reply | None:
    if search.question.phrases_of("superlative"):
        return None
    return counted_group(search.coverage, search.expected)


def _truth(search: QuestionSearch) -> Reply | None:
    return yes_or_no(search, reply_to)


def _earlier(search: QuestionSearch) -> Reply | None:
    key = search.question.key
    found = earlier(search.coverage, key) if _EARLIER.search(key) else None
    return _computed(found, search.coverage) if found is not None else None


def _larger(search: QuestionSearch) -> Reply | None:
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


def _difference(search: QuestionSearch) -> Reply | None:
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


def _change_of_rank(search: QuestionSearch) -> Reply | None:
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


def _share(search: QuestionSearch) -> Reply | None:
    """What share one figure is of another, if no figure says so."""
    if search.candidates:
        return None
    computed = share_of(search.judged, search.coverage)
    if computed is None or search.coverage.left_over(computed.mask):
        return None
    return _computed(computed, search.coverage)


def _extreme(search: QuestionSearch) -> Reply | None:
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


def _ranking(search: QuestionSearch) -> Reply | None:
    """All that have a figure of one measure, in its order."""
    if search.expected.form not in ("", "rank", "thing", "number"):
        return None
    figures = search.judged_as(ExpectedAnswer("number")) + search.judged_as(ExpectedAnswer("rank"))
    computed = ranking(figures, search.coverage, search.expected)
    if computed is None or search.coverage.left_over(computed.mask):
        return None
    return _computed(computed, search.coverage, with_value=True)


_STRATEGIES: tuple[Callable[[QuestionSearch], Reply | None], ...] = (
    _unknown_name,
    _reasons_and_opinions,
    _unrecorded,
    _differing,
    sources_of_statement,
    _path,
    _promised,
    _group_of_a_source,
    _course,
    _truth,
    _earlier,
    _larger,
    _difference,
    _change_of_rank,
    _share,
    whose_short_name,
    number_of_all_zones,
    _ranking,
    _extreme,
    introduced,
)


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
