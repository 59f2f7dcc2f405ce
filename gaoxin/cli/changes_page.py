"""What a change added and removed: one line for each fact, as a text or as rows for a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gaoxin.cli.reading_page import ReadingPage
from gaoxin.cli.source_marks import SourceMarks
from gaoxin.graph.audit.told_changes import Changes
from gaoxin.graph.facts.finding import Finding
from gaoxin.language import counted, in_brackets, say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.graph.store.patch import Patch


class ChangesPage:
    """The facts of a patch; things that are gone have the names that the patch removed."""

    def __init__(self, generation: Generation, patch: Patch) -> None:
        self._generation = generation
        self._changes = Changes(generation, patch)

    def text(self, older: int, newer: int, limit: int) -> str:
        """At most ``limit`` facts: those removed (-), then those added (+)."""
        page, marks = ReadingPage(), SourceMarks(self._generation)
        page.heading(
            say(
                f"第 {older} 代 → 第 {newer} 代：增加 {len(self._changes.added)} 条事实，"
                f"减少 {len(self._changes.removed)} 条",
                f"Generation {older} → {newer}: {counted(len(self._changes.added), 'fact')} added, "
                f"{len(self._changes.removed):,} removed",
            )
        )
        facts = self._signed()
        page.blank()
        for sign, fact in facts[:limit]:
            parts = [part for part in self._changes.parts(fact) if part]
            aside = in_brackets(*self._changes.asides(fact))
            page.text(f"{sign} {' · '.join(parts)}{aside}{marks.mark(fact.sources)}", hang=2)
        if len(facts) > limit:
            more = len(facts) - limit
            page.blank()
            page.text(
                say(
                    f"……另有 {more:,} 条；用 --limit 多列。",
                    f"… and {more:,} more; --limit lists more of them.",
                )
            )
        page.sources(marks)
        return str(page)

    def rows(self, limit: int) -> Answer:
        """The same in words, for a sheet."""
        columns = ["change", "subject", "predicate", "object", "remark", "sources"]
        rows: list[dict[str, Any]] = []
        facts = self._signed()
        for sign, fact in facts[:limit]:
            subject, predicate, value = self._changes.parts(fact)
            rows.append(
                {
                    "change": sign,
                    "subject": subject,
                    "predicate": predicate,
                    "object": value,
                    "remark": say("，", ", ").join(self._changes.asides(fact)),
                    "sources": [source.key for source in fact.sources],
                }
            )
        return Answer(columns, rows, truncated=len(facts) > limit)

    def _signed(self) -> list[tuple[str, Finding]]:
        removed = [("-", fact) for fact in self._changes.removed]
        return removed + [("+", fact) for fact in self._changes.added]
