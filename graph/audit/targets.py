"""Targets: what was promised, and whether the sources' figures show that it was reached.

A promise is a gx:Target, an observation whose status is ``target`` or ``planned``, or an aim with a
deadline (:mod:`gaoxin.graph.audit.aims`).  A number is judged only by actual figures of the same
thing and the same indicator, for a matching period and in comparable units.  Names that the
identity table merges are one indicator.  If it is due and there is no such figure, the verdict is
``unreported``; if the figures do not decide, it is ``unknown``, with the reason.  Figures of
similar indicators or other years are listed as hints only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gaoxin.graph.audit.aims import AimedAt, aims
from gaoxin.graph.facts.amount_words import amount_words
from gaoxin.graph.facts.figures import Figure, figures, source_columns
from gaoxin.graph.facts.grades import at_least
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.periods import parse_period
from gaoxin.graph.facts.reader import Readable, Reader, SourceRef
from gaoxin.graph.facts.spans import Span, same_unit, span
from gaoxin.graph.lookup.placement import places_of, zones_of
from gaoxin.language import in_brackets, say
from gaoxin.model import Answer

VERDICTS = ("reached", "missed", "not_due", "unreported", "unknown")
REACHED, MISSED, NOT_DUE, UNREPORTED, UNKNOWN = VERDICTS
"""The deadline is over and no source reports the result: :data:`UNREPORTED`.  :data:`UNKNOWN`
means that what is known does not suffice to judge, for one of the reasons in ``why``."""

COLUMNS = [
    "kind",
    "zone",
    "subject",
    "indicator",
    "promised",
    "unit",
    "time",
    "due",
    "fell_due",
    "verdict",
    "why",
    "reached",
    "reached_unit",
    "reached_time",
    "qualifier",
    "source",
    "source_title",
    "source_date",
    "grade",
    "reached_source",
    "reached_source_title",
    "reached_source_date",
    "reached_grade",
    "near",
    "near_grade",
    "subject_iri",
    "indicator_iri",
    "iri",
]

# Less may be better for these, so a plain number does not tell whether it is a minimum or a
# maximum.
_NOT_RISING = re.compile(
    r"排名|排位|名次|位次|耗|排放|时限|时长|天数|所需|周期|成本|负担|失业|空置|不良|事故|下降|降低|减少|"
    r"压减|压缩"
)
# Sums and averages over a period; the figure of its last year does not give them.
_OVER_PERIOD = re.compile(r"累计|年均|平均|新增|合计|共计|总计|总投资|每年")
_TAIL = re.compile(r"(总数|个数|数量|数|规模|总额|总量|额)$")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement of a promise: one of :data:`VERDICTS`, the reason if unknown, and the
    figures used.
    """

    verdict: str
    why: str = ""
    evidence: tuple[Figure, ...] = ()


def judge(
    promise: Figure, reached: Iterable[Figure], as_of: date, indicator_name: str = ""
) -> Judgement:
    """Judge one promise by the actual figures of the same thing and indicator.

    The verdict is :data:`UNREPORTED` if no figure of the promised period is known.  ``why`` is
    ``no_date``, ``no_number``, ``other_unit``, ``open`` (the figures do not decide), ``disagree``
    (the figures contradict each other), or ``estimate`` (all sources are later than the period, so
    that the number is what they expected the figures to show, and nobody's promise).
    """
    fitting = tuple(figure for figure in reached if fits(promise, figure, indicator_name))
    if promise.end is None:
        return Judgement(UNKNOWN, "no_date")
    if promise.end > as_of:
        return Judgement(NOT_DUE)
    if promise.number is None:
        return Judgement(UNKNOWN, "no_number", fitting)
    if not fitting:
        is_estimate = promise.sources and all(
            _is_after(s.date, promise.end) for s in promise.sources
        )
        return Judgement(UNKNOWN, "estimate") if is_estimate else Judgement(UNREPORTED)
    comparable = tuple(
        figure
        for figure in fitting
        if figure.number is not None
        and same_unit(promise.base_unit, figure.base_unit)
        and promise.is_growth == figure.is_growth
    )
    if not comparable:
        return Judgement(UNKNOWN, "other_unit", fitting)
    certain, possible = _goal(promise, rising=not _NOT_RISING.search(indicator_name))
    verdicts = {_compare(figure, certain, possible) for figure in comparable}
    if {REACHED, MISSED} <= verdicts:
        return Judgement(UNKNOWN, "disagree", comparable)
    decided = verdicts - {UNKNOWN}
    if not decided:
        return Judgement(UNKNOWN, "open", comparable)
    return Judgement(decided.pop(), "", comparable)


def _is_after(written: str, day: date) -> bool:
    """Whether the date of a source, as far as it is known, is later than a day."""
    try:
        start = parse_period(written).start if written else None
    except ValueError:
        return False
    return start is not None and start > day


def fits(promise: Figure, figure: Figure, indicator_name: str = "") -> bool:
    """Whether a figure's period matches the period at whose end the promise is due.

    It matches if it is the same period.  It also matches if it is the whole year in which that
    period ends, or its last day, unless a sum or an average over the period was promised.
    """
    if promise.end is None or figure.end != promise.end:
        return False
    if figure.start == promise.start:
        return True
    if _OVER_PERIOD.search(f"{indicator_name};{promise.qualifier}"):
        return False
    if figure.start == figure.end:
        return True
    last_day = date(promise.end.year, 12, 31)
    return promise.end == last_day and figure.start == date(promise.end.year, 1, 1)


def _goal(promise: Figure, *, rising: bool) -> tuple[Span, Span]:
    """The numbers that certainly fulfil the promise, and those that may fulfil it."""
    assert promise.number is not None
    sign, number = promise.comparator, promise.number
    if not rising and sign in ("", "~"):
        return span(number, sign), Span(None, None)
    if sign == "~":
        return span(number, ">="), Span(span(number, "~").low, None)
    return span(number, sign or ">="), span(number, sign or ">=")


def _compare(figure: Figure, certain: Span, possible: Span) -> str:
    amount = figure.span
    assert amount is not None
    if amount.is_within(certain):
        return REACHED
    return MISSED if amount.is_apart(possible) else UNKNOWN


def targets(
    generation: Readable,
    as_of: date,
    place: str | None = None,
    verdict: str | None = None,
    grade: str = "",
) -> Answer:
    """All promises (:data:`COLUMNS`), by due date.

    If ``place`` is given, only promises of that thing and of things in it.  If ``verdict`` is
    given, only promises with this one of :data:`VERDICTS`.  If ``grade`` is given, only what a
    source of it or a stronger one says, promises and figures alike.  The notes count the verdicts.
    """
    rows = promises_of(Reader(generation), as_of, place, grade=grade)
    counts = Counter(str(row["verdict"]) for row in rows)
    rows = [row for row in rows if verdict in (None, row["verdict"])]
    answer = Answer(COLUMNS, rows)
    day = period_words(as_of.isoformat())
    answer.notes.append(
        say(
            f"截至 {day}：完成 {counts[REACHED]}，未完成 {counts[MISSED]}，"
            f"未到期 {counts[NOT_DUE]}，到期未见报道 {counts[UNREPORTED]}，"
            f"依现有来源无法判断 {counts[UNKNOWN]}。",
            f"As of {day}: {counts[REACHED]} reached, {counts[MISSED]} missed, "
            f"{counts[NOT_DUE]} not yet due, {counts[UNREPORTED]} due with nothing reported, "
            f"{counts[UNKNOWN]} cannot be judged from the sources.",
        )
    )
    return answer


def promises_of(
    reader: Reader,
    as_of: date,
    place: str | None = None,
    subjects: Sequence[str] | None = None,
    grade: str = "",
) -> list[dict[str, Any]]:
    """The rows of :func:`targets`.

    If ``subjects`` are given, only their promises are looked up, which is quick in a large graph.
    """
    promises: list[Figure] = []
    actual: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures(reader, subjects):
        if not at_least(figure.sources, grade):
            continue
        if figure.is_promise:
            promises.append(figure)
        elif figure.status == "actual":
            actual[figure.subject].append(figure)
    inside: dict[str, bool] = {}

    def is_inside(iri: str) -> bool:
        if iri not in inside:
            inside[iri] = place is None or place in places_of(reader, iri)
        return inside[iri]

    rows = [
        _row(reader, promise, actual[promise.subject], as_of)
        for promise in promises
        if is_inside(promise.subject)
    ]
    rows += [
        _aim_row(reader, aim, as_of)
        for aim in aims(reader, subjects, grade)
        if is_inside(aim.subject)
    ]
    rows.sort(key=lambda r: (r["due"] or "9999", r["zone"], r["subject"], r["indicator"], r["iri"]))
    return rows


def _row(reader: Reader, promise: Figure, actual: Sequence[Figure], as_of: date) -> dict[str, Any]:
    indicator = reader.entry(promise.indicator)
    same = sorted(
        (figure for figure in actual if figure.indicator == promise.indicator),
        key=lambda figure: (figure.time, figure.iri),
    )
    judged = judge(promise, same, as_of, indicator.zh)
    evidence = judged.evidence
    by_key: dict[str, SourceRef] = {}
    for figure in evidence:
        by_key |= {source.key: source for source in figure.sources}
    return {
        "kind": "target",
        "zone": "; ".join(reader.entry(iri).name for iri in zones_of(reader, promise.subject)),
        "subject": reader.entry(promise.subject).name,
        "indicator": indicator.name,
        "promised": promise.written,
        "unit": promise.unit,
        "time": promise.time,
        "due": promise.end.isoformat() if promise.end else "",
        "fell_due": promise.end <= as_of if promise.end else None,
        "verdict": judged.verdict,
        "why": judged.why,
        "reached": "; ".join(figure.written for figure in evidence),
        "reached_unit": "; ".join(figure.unit for figure in evidence),
        "reached_time": "; ".join(figure.time for figure in evidence),
        "qualifier": promise.qualifier,
        **source_columns(promise.sources),
        **source_columns((by_key[key] for key in sorted(by_key)), "reached_"),
        **_near(reader, promise, actual, evidence),
        "subject_iri": promise.subject,
        "indicator_iri": promise.indicator,
        "iri": promise.iri,
    }


def _aim_row(reader: Reader, aim: AimedAt, as_of: date) -> dict[str, Any]:
    """The row of an aim with a deadline; ``indicator`` is what it aims at."""
    verdict = REACHED if aim.reached else UNREPORTED if aim.end <= as_of else NOT_DUE
    return dict.fromkeys(COLUMNS, "") | {
        "kind": "positioning",
        "zone": "; ".join(reader.entry(iri).name for iri in zones_of(reader, aim.subject)),
        "subject": reader.entry(aim.subject).name,
        "indicator": reader.entry(aim.aim).name,
        "time": aim.time,
        "due": aim.end.isoformat(),
        "fell_due": aim.end <= as_of,
        "verdict": verdict,
        "reached_time": "; ".join(filter(None, aim.reached)),
        "qualifier": aim.qualifier,
        **source_columns(aim.sources),
        **source_columns(aim.evidence, "reached_"),
        "near": [],
        "near_grade": [],
        "subject_iri": aim.subject,
        "indicator_iri": aim.aim,
        "iri": aim.iri,
    }


def _near(
    reader: Reader, promise: Figure, actual: Sequence[Figure], evidence: Sequence[Figure]
) -> dict[str, list[str]]:
    """Figures to show as hints: for other periods, or of indicators with a similar name.

    Each ends with the keys of its sources; ``near_grade`` has their grades in the same order.
    """
    name = reader.entry(promise.indicator).zh
    found: list[tuple[str, str]] = []
    for figure in actual:
        other = reader.entry(figure.indicator)
        if figure in evidence or not (
            figure.indicator == promise.indicator or is_like(name, other.zh)
        ):
            continue
        keys = ", ".join(source.key for source in figure.sources)
        time = in_brackets(period_words(figure.time)) if figure.time else ""
        amount = amount_words(figure.value, figure.comparator, figure.unit)
        grades = "; ".join(source.grade for source in figure.sources)
        found.append((f"{other.name} {amount}{time} ({keys})", grades))
    found.sort()
    return {"near": [text for text, _ in found], "near_grade": [grades for _, grades in found]}


def is_like(name: str, other: str) -> bool:
    """Whether the names of two indicators are similar enough for a hint; they are never merged."""
    from rapidfuzz import fuzz

    a, b = (_TAIL.sub("", text) for text in (name, other))
    if not a or not b:
        return False
    return a in b or b in a or fuzz.ratio(a, b) >= 80
