"""Write a timeline as a text: dates at the left, what is known beside them, sources at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.cli.reading_page import ReadingPage
from gaoxin.cli.source_marks import SourceMarks
from gaoxin.graph.facts.period_words import period_words
from gaoxin.language import counted, in_brackets, say

if TYPE_CHECKING:
    from gaoxin.graph.comparison.timeline import DatedFact, Timeline


def timeline_page(found: Timeline, name: str, marks: SourceMarks, basis: str = "") -> str:
    """The text; ``basis`` is a sentence on what it is based on."""
    page = ReadingPage()
    page.heading(name)
    if basis:
        page.text(basis)
    dated, undated = len(found.facts), found.undated
    more_zh = f"；另有 {undated} 条没有日期，不在其中" if undated else ""
    more_en = f"; {undated} more without a date are not listed" if undated else ""
    page.text(
        say(
            f"有日期的事实 {dated} 条{more_zh}。",
            f"{counted(dated, 'fact')} with a date{more_en}.",
        )
    )
    page.blank()
    groups: dict[tuple[str, str], list[str]] = {}
    for fact in found.facts:
        said = f"{fact.name}{_aside(fact)}{marks.mark(fact.sources)}"
        told = groups.setdefault((period_words(fact.time), fact.label), [])
        if said not in told:  # remarks that tell them apart may have no English form
            told.append(said)
    last = ""
    rows = []
    for (when, label), told in groups.items():
        joint = say("：", ": ") if told[0][:1] not in "[ " else ""
        rows.append(("" if when == last else when, label + joint + say("、", "; ").join(told)))
        last = when
    page.labelled(rows)
    page.sources(marks)
    return str(page)


def _aside(fact: DatedFact) -> str:
    """In brackets: what the source adds, and whether it is a promise or over."""
    parts = [fact.remark] if fact.remark else []
    status = fact.fact.status
    if fact.is_promise:
        parts.append(say("计划", "planned") if status == "planned" else say("目标", "target"))
    elif status == "historical":
        parts.append(say("过去", "formerly"))
    return in_brackets(*parts)
