"""What became of watches, as a text or as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gaoxin.cli.reading_page import ReadingPage
from gaoxin.cli.source_marks import SourceMarks
from gaoxin.language import in_brackets, say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.queries.watching.look import WatchedChange, WatchReport

_SIGNS = {"came": "+", "went": "-", "changed": "~"}
_COLUMNS = ["watch", "change", "subject", "predicate", "object", "remark", "earlier", "source"]


def watch_rows(reports: list[WatchReport]) -> Answer:
    """One row for each change."""
    rows: list[dict[str, Any]] = []
    notes: list[str] = []
    for report in reports:
        if report.note:
            notes.append(f"{report.watch.name}: {report.note}")
        for change in report.changes:
            rows.append(
                {
                    "watch": report.watch.name,
                    "change": change.kind,
                    "subject": change.subject,
                    "predicate": change.relation,
                    "object": change.value,
                    "remark": change.remark,
                    "earlier": change.earlier,
                    "source": "; ".join(source.key for source in change.sources),
                }
            )
    return Answer(_COLUMNS, rows, notes=notes)


def watch_page(generation: Generation, reports: list[WatchReport]) -> str:
    """The watches, each with its changes and their sources."""
    page, marks = ReadingPage(), SourceMarks(generation)
    if not reports:
        page.text(
            say(
                "还没有关注；用 gaoxin watch add 添加。",
                "There are no watches yet; gaoxin watch add adds one.",
            )
        )
    for number, report in enumerate(reports):
        if number:
            page.blank()
        page.heading(
            say(
                f"{report.watch.name}（第 {report.since} 代 → 第 {generation.number} 代）",
                f"{report.watch.name} (generation {report.since} → {generation.number})",
            )
        )
        if report.note:
            page.text(report.note, indent=2)
        elif not report.changes:
            page.text(say("没有变化。", "Nothing changed."), indent=2)
        for change in report.changes:
            page.text(f"{_SIGNS[change.kind]} {_told(change)}{marks.mark(change.sources)}", 2, 2)
    if any(report.changes for report in reports):
        page.blank()
        page.text(say("+ 新增，- 减少，~ 改变", "+ came, - went, ~ changed"))
    page.sources(marks)
    return str(page)


def _told(change: WatchedChange) -> str:
    parts = [part for part in (change.subject, change.relation, change.value) if part]
    earlier = say(f"原为{change.earlier}", f"was {change.earlier}") if change.earlier else ""
    return " · ".join(parts) + in_brackets(change.remark, earlier)
