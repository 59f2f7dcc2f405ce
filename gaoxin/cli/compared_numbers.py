"""The figures and targets of a comparison, each difference or refusal with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gaoxin.cli.side_rows import SideRows
from gaoxin.cli.source_marks import SourceMarks
from gaoxin.graph.comparison.difference_words import difference_words
from gaoxin.graph.comparison.figure_rows import ALONE, COMPARED, FigureRow
from gaoxin.graph.facts.amount_words import amount_words
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.graph.wording.code_words import word
from gaoxin.language import in_brackets, say

if TYPE_CHECKING:
    from gaoxin.graph.comparison.compare import Comparison, JudgedPromise
    from gaoxin.graph.facts.figures import Figure
    from gaoxin.graph.facts.reader import Reader


class ComparedNumbers:
    """Writes figures and targets; at most ``most`` of a list, all of it if that is ``None``.

    ``of_places``: what no source reports is told, too.
    """

    def __init__(
        self,
        found: Comparison,
        reader: Reader,
        marks: SourceMarks,
        rows: SideRows,
        *,
        most: int | None,
        of_places: bool,
    ) -> None:
        self._found, self._reader, self._marks, self._rows = found, reader, marks, rows
        self._most, self._of_places = most, of_places

    def figures(self) -> None:
        """What can be compared, what cannot and why, and what only one of them has."""
        rows = [row for row in self._found.figures if row.verdict != ALONE]
        alone = [row for row in self._found.figures if row.verdict == ALONE]
        if not self._found.figures and not self._of_places:
            return
        self._rows.page.blank()
        self._rows.page.heading(say("数字", "Figures"))
        if not self._found.figures:
            self._rows.page.text(say("没有来源报道。", "No source reports any."), indent=2)
            return
        compared = [row for row in rows if row.verdict == COMPARED]
        refused = [row for row in rows if row.verdict != COMPARED]
        if compared:
            self._rows.heads()
        for row in compared:
            self._compared(row)
        if not compared:
            self._rows.page.text(
                say(
                    "没有同一指标、同一时期的数字可比。",
                    "No figures of one indicator and one period can be compared.",
                ),
                indent=2,
            )
        if refused:
            self._rows.page.blank()
            self._rows.page.text(say("不可比的（附原因）：", "Not comparable, with the reason:"))
            self._rows.heads()
        for row in refused:
            self._rows.row(self._indicators(row), self._cells(row, dated=True))
            self._rows.page.text("→ " + _reason(row), indent=2)
        self._alone(alone)

    def _compared(self, row: FigureRow) -> None:
        first = next(figure for cell in row.cells for figure in cell)
        label = self._indicators(row) + say("，", ", ") + period_words(first.time)
        self._rows.row(label, self._cells(row, dated=False))
        note = difference_words(row, self._rows.names) or (_reason(row) if row.why else "")
        if note:
            self._rows.page.text("→ " + note, indent=2)

    def _alone(self, alone: list[FigureRow]) -> None:
        lines = []
        for number, name in enumerate(self._rows.names):
            own = [row for row in alone if row.cells[number]]
            if own:
                most = len(own) if self._most is None else self._most
                texts = [
                    f"{self._indicators(row)} {self._cells(row, dated=True)[number]}"
                    for row in own[:most]
                ]
                if len(own) > most:
                    more = len(own) - most
                    texts.append(
                        say(f"另有 {more} 项（--all 全部列出）", f"{more} more (--all lists all)")
                    )
                lines.append((say(f"仅{name} {len(own)}", f"only {name} {len(own)}"), texts))
        if lines:
            self._rows.page.blank()
        self._rows.page.labelled(
            (label if place == 0 else "", text)
            for label, texts in lines
            for place, text in enumerate(texts)
        )

    def _indicators(self, row: FigureRow) -> str:
        return " / ".join(self._reader.entry(iri).name for iri in row.indicators)

    def _cells(self, row: FigureRow, *, dated: bool) -> list[str]:
        absent = say("没有来源报道", "no source reports it")
        joint = say("；", "; ")
        return [
            joint.join(self._figure(figure, dated=dated) for figure in cell) or absent
            for cell in row.cells
        ]

    def _figure(self, figure: Figure, *, dated: bool) -> str:
        remark = remark_words(figure.qualifier)
        undated = say("时期未注明", "no period given")
        when = [period_words(figure.time) if figure.time else undated] if dated else []
        text = amount_words(figure.value, figure.comparator, figure.unit)
        return text + in_brackets(*when, remark) + self._marks.mark(figure.sources)

    def targets(self) -> None:
        """What each of them aims at, and what became of it."""
        if not any(self._found.targets) and not self._of_places:
            return
        self._rows.page.blank()
        self._rows.page.heading(say("目标与结果", "Targets and what became of them"))
        sides = zip(self._found.sides, self._rows.names, self._found.targets, strict=True)
        for side, name, rows in sides:
            if not rows:
                absent = say("没有来源报道目标", "no source reports a target")
                self._rows.page.labelled([(name, absent)])
                continue
            self._rows.page.text(f"{name} {len(rows)}", indent=2)
            self._rows.page.labelled(
                ((self._promise(side.name, each.row), self._outcome(each)) for each in rows),
                indent=4,
            )

    def _promise(self, zone: str, row: dict[str, Any]) -> str:
        own = row["subject"] == zone
        return str(row["indicator"] if own else f"{row['subject']} · {row['indicator']}")

    def _outcome(self, promise: JudgedPromise) -> str:
        figure, row = promise.figure, promise.row
        amount = say("没有数值", "no number") if figure else say("定位", "positioning")
        if figure and figure.value:
            amount = amount_words(figure.value, figure.comparator, figure.unit)
        undated = say("没有写明期限", "no deadline given")
        when = period_words(row["time"]) if row["time"] else undated
        verdict = word("verdict", row["verdict"])
        if row["why"] and not (row["why"] == "no_date" and not row["time"]):
            verdict += in_brackets(word("why", row["why"]))
        if row["reached"]:
            verdict += say("，实际 ", ", reached ") + f"{row['reached']}{row['reached_unit']}"
        text = say("，", ", ").join([amount, when]) + say("：", ": ") + verdict
        return text + self._marks.mark(promise.sources)


def _reason(row: FigureRow) -> str:
    if row.why == "other_unit":
        units = dict.fromkeys(figure.unit for cell in row.cells for figure in cell)
        return say(f"单位不同：{'、'.join(units)}", f"the units differ: {', '.join(units)}")
    return word("why", row.why)
