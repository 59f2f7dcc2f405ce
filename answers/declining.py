"""Say in words why a question is not answered, and what the graph knows that is nearest."""

from __future__ import annotations

from typing import Any

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.replies import Reply, called, told, value_row
from gaoxin.answers.told_beside import state_of
from gaoxin.graph.names.keys import has_han
from gaoxin.language import say

_MOST = 4
_NEAR = 0.45  # share of the question that a fact must have to be told as near
_NEVER_TOLD = ("named", "relation")


def declined(
    judged: list[CandidateAnswer],
    coverage: Coverage,
    expected: ExpectedAnswer,
    left: str = "",
    reason: str = "",
) -> Reply:
    """No answer: the reason, with the nearest facts as alternatives.

    ``left`` are words of the question that no fact has, if these are the reason; ``reason`` is a
    sentence that says why, if the caller knows better.
    """
    near = _nearest(judged, coverage)
    why = "" if left or not near else near[0].why
    if why == "status" and near[0].chain.last.is_promise:
        why = "promise"
    return Reply(
        False,
        reason=reason or _reason(why, left, coverage),
        alternatives=[
            _told(candidate, number, coverage, expected)
            for number, candidate in enumerate(near[:_MOST], 1)
        ],
        near=next((c for c in near if _says_more(c, coverage)), None),
    )


def _nearest(judged: list[CandidateAnswer], coverage: Coverage) -> list[CandidateAnswer]:
    """The best candidates about what the question names, each fact once."""
    named = set(coverage.question.named_things)
    found: dict[tuple[int, int], CandidateAnswer] = {}
    for candidate in judged:
        share = coverage.weight(candidate.mask) / max(coverage.total, 0.01)
        if share < _NEAR or candidate.why in _NEVER_TOLD:
            continue
        if named and not named & candidate.nodes:
            continue
        found.setdefault((candidate.chain.last.number, candidate.chain.end), candidate)
        if len(found) == _MOST:
            break
    return list(found.values())


def _says_more(candidate: CandidateAnswer, coverage: Coverage) -> bool:
    """Whether a candidate has more of the question than its names and years."""
    named = coverage.named
    for _, year in coverage.question.years:
        named |= year
    return coverage.weight(candidate.mask & ~named) > 0


def _told(
    candidate: CandidateAnswer, number: int, coverage: Coverage, expected: ExpectedAnswer
) -> dict[str, Any]:
    chain, file = candidate.chain, coverage.file
    state: dict[str, Any] = {}
    if chain.end:
        state = state_of(chain.last)
        thing = file.thing(chain.end)
        answer: Any = say(thing.zh or thing.en, thing.en or thing.zh)
        unit = ""
    else:
        row = value_row(chain.last)
        answer, unit = row["answer"], row["unit"]
    return {
        "number": number,
        "understood": told(candidate, file),
        "answer": answer,
        "unit": unit,
        **state,
    }


def not_comparable() -> str:
    """Why two things cannot be compared."""
    return say(
        "图谱里没有两者同一时期的这项指标，不能比较。",
        "The graph does not have this indicator of both for the same period.",
    )


def no_extreme() -> str:
    """Why the most or the least of something cannot be told."""
    return say(
        "图谱里没有可以据以比出高低的数值。",
        "The graph has no figures by which these could be ranked.",
    )


def none_within_bounds() -> str:
    """Why no figure is told: none is as large or as small as the question says."""
    return say(
        "图谱所知的数里没有符合这个范围的。",
        "None of the figures that the graph knows lies within these bounds.",
    )


def not_so_many(wanted: int) -> str:
    """Why a list is not told: the question says how many there are, and more are known."""
    return say(
        f"图谱里没有哪一组正好是 {wanted} 个。",
        f"The graph has no group of exactly {wanted} of these.",
    )


def _reason(why: str, left: str, coverage: Coverage) -> str:
    question = coverage.question
    years = "、".join(year for year, _ in question.years)
    is_english = not has_han(question.key)
    names = [
        called(coverage.file, m.things[0]) if is_english else m.text for m in question.mentions
    ]
    joined = "、".join(f"「{name}」" for name in names)
    joined_en = ", ".join(map(repr, names))
    if left:
        return say(
            f"图谱没有说到「{left}」。可以换个说法再问。",
            f"The graph says nothing about {left!r}. Try other words.",
        )
    if why == "year" and years:
        return say(f"图谱里没有 {years} 年的这项事实。", f"The graph has no such fact for {years}.")
    reasons = {
        "role": ("图谱没有说谁担任这个职务。", "The graph does not say who holds this post."),
        "level": ("图谱里没有这一级别的。", "The graph has none of this level."),
        "unit": ("图谱里没有以此为单位的数值。", "The graph has no figure in this unit."),
        "promise": (
            "图谱里只有目标，没有实际达到的数值。",
            "The graph has only a target, no figure that was reached.",
        ),
        "scope": (
            "图谱里没有这个范围内的名次。",
            "The graph does not have the rank among these.",
        ),
        "rank": ("图谱里没有这个名次。", "The graph does not have this rank."),
        "status": ("图谱里没有这项目标。", "The graph has no such target."),
        "indicator": ("图谱里没有这项指标的数值。", "The graph has no figure of this indicator."),
    }
    if why in reasons:
        return say(*reasons[why])
    if names:
        return say(
            f"图谱认得{joined}，但没有说到所问的事。",
            f"The graph knows {joined_en}, but does not say what is asked.",
        )
    if measures := question.phrases_of("indicator"):
        text = measures[0].text
        return say(
            f"图谱里没有可以回答的「{text}」的数值。",
            f"The graph has no figures of {text!r} that answer this.",
        )
    return say(
        "没有读懂这个问题。请写出园区、企业、人物等的名称再问。",
        "The question was not understood. Name a zone, an enterprise, a person …",
    )
