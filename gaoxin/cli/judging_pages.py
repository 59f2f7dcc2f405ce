"""Promises, disagreements and what is known of zones as texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gaoxin.cli.reading_page import ReadingPage
from gaoxin.cli.relation_pages import AnswerRow
from gaoxin.cli.source_marks import SourceMarks
from gaoxin.graph.facts.amount_words import written_amount_words
from gaoxin.graph.facts.figures import sources_in
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.graph.facts.reader import SourceRef
from gaoxin.graph.wording.code_words import word
from gaoxin.graph.wording.headings import heading
from gaoxin.language import counted, in_brackets, language, say

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_HINT = re.compile(r"(.*) ?\(([^()]*)\)", re.DOTALL)


def targets_page(
    generation: Generation,
    title: str,
    rows: Sequence[AnswerRow],
    notes: Sequence[str],
    basis: str = "",
) -> str:
    """The rows of :func:`gaoxin.graph.audit.targets.targets`, grouped by verdict.

    Each promise has its value and deadline, what was reached, and why it cannot be judged.
    """
    page, marks = ReadingPage(), SourceMarks(generation)
    page.heading(title or say("目标", "Targets"))
    if basis:
        page.text(basis)
    for note in notes:
        page.text(note)
    if not rows:
        page.text(say("没有来源说到这样的目标。", "No source tells of such a target."))
    groups: dict[tuple[str, str], list[AnswerRow]] = {}
    for row in rows:
        groups.setdefault((row["verdict"], row["why"]), []).append(row)
    for (verdict, why), members in groups.items():
        reason = say(f"：{word('why', why)}", f": {word('why', why)}") if why else ""
        page.blank()
        page.heading(f"{word('verdict', verdict)}{reason} {len(members)}")
        for row in members:
            page.text(_promise(row, title, marks), indent=2, hang=2)
            for line in _evidence(row, marks):
                page.text(line, indent=4, hang=2)
    page.sources(marks)
    return str(page)


def _promise(row: AnswerRow, title: str, marks: SourceMarks) -> str:
    subject = "" if title and title.startswith(row["subject"]) else row["subject"]
    parts = [
        written_amount_words(row["promised"], row["unit"]) or say("没有数值", "no number given")
    ]
    if row["kind"] == "positioning":
        parts = [say("定位", "positioning")]
    if row["due"]:
        parts.append(say(f"{period_words(row['due'])}到期", f"due {period_words(row['due'])}"))
    parts += filter(None, [remark_words(row["qualifier"])])
    name = say("，", ", ").join(filter(None, (subject, row["indicator"])))
    text = say("，", ", ").join(parts)
    return say(f"{name}：{text}", f"{name}: {text}") + marks.mark(sources_in([row]))


def _evidence(row: AnswerRow, marks: SourceMarks) -> Iterator[str]:
    if row["reached"]:
        columns = (
            str(row[name]).split("; ") for name in ("reached", "reached_unit", "reached_time")
        )
        values = [
            written_amount_words(value, unit) + in_brackets(period_words(time) if time else "")
            for value, unit, time in zip(*columns, strict=True)
        ]
        text = say("、", "; ").join(values)
        mark = marks.mark(sources_in([row], "reached_"))
        yield say(f"实际：{text}", f"reached: {text}") + mark
    for hint, grades in zip(row["near"], row["near_grade"], strict=True):
        found = _HINT.fullmatch(hint)
        keys = found[2].split(", ") if found else []
        text = found[1].strip() if found else hint
        said = say(f"参考：{text}", f"compare: {text}")
        graded = zip(keys, grades.split("; "), strict=False)
        yield said + marks.mark([SourceRef(key, "", "", grade) for key, grade in graded])
    if row["kind"] == "positioning" and row["reached_source"]:
        when = period_words(row["reached_time"]) if row["reached_time"] else ""
        said = say("来源说已是如此", "a source says that it is so") + in_brackets(when)
        yield said + marks.mark(sources_in([row], "reached_"))


def conflicts_page(
    generation: Generation, title: str, rows: Sequence[AnswerRow], notes: Sequence[str]
) -> str:
    """The rows of :func:`gaoxin.graph.audit.conflicts.conflicts`, a paragraph for each conflict."""
    page, marks = ReadingPage(), SourceMarks(generation)
    page.heading(title or say("说法不同之处", "Where sources disagree"))
    for note in notes:
        page.text(note)
    if not rows:
        page.text(say("没有发现不一致之处。", "No disagreement was found."))
    last = None
    for row in rows:
        if row["conflict"] != last:
            last = row["conflict"]
            page.blank()
            degree, kind = word("degree", row["degree"]), word("kind", row["kind"])
            about = say("，", ", ").join(filter(None, (row["subject"], row["what"])))
            page.heading(f"{last}. {about} · {kind} · {degree}")
        page.text(_side(row, marks), indent=2, hang=2)
    page.sources(marks)
    return str(page)


def _side(row: AnswerRow, marks: SourceMarks) -> str:
    asides = [period_words(row["time"])] if row["time"] else []
    if row["status"] not in ("", "actual"):
        asides.append(word("status", row["status"]))
    asides += filter(None, [remark_words(row["qualifier"]), str(row.get("place") or "")])
    text = written_amount_words(str(row["value"]), row["unit"]) + in_brackets(*asides)
    return text + marks.mark(sources_in([row]))


def zone_coverage_page(
    generation: Generation, title: str, rows: Sequence[AnswerRow], notes: Sequence[str]
) -> str:
    """The rows of :func:`gaoxin.graph.audit.coverage.coverage_of`: a line for each kind."""
    page, marks = ReadingPage(), SourceMarks(generation)
    page.heading(title)
    for note in notes:
        page.text(note)
    total = sum(row["count"] or 0 for row in rows if row["kind"] != "leading")
    keys = {key for row in rows for key in row["sources"]}
    page.text(
        say(
            f"已知 {total} 条事实，出自 {len(keys)} 个来源。",
            f"{counted(total, 'fact')} known, from {counted(len(keys), 'source')}.",
        )
    )
    page.blank()
    page.labelled((_label(row), _known(row, marks)) for row in rows)
    page.sources(marks)
    return str(page)


def _label(row: AnswerRow) -> str:
    count = "" if row["count"] is None else f" {row['count']}"
    return word("kind", row["kind"]) + count


def _known(row: AnswerRow, marks: SourceMarks) -> str:
    if row["state"] != "known":
        return word("state", row["state"]) + marks.mark(_plain(row["sources"]))
    parts = []
    if row["examples"]:
        more = say("等", ", …") if len(row["examples"]) < row["count"] else ""
        parts.append(say("、", ", ").join(row["examples"]) + more)
    if row["latest_period"]:
        latest = period_words(row["latest_period"])
        parts.append(say(f"最近说到 {latest}", f"up to {latest}"))
    text = say("；", "; ").join(parts) or say("已知", "known")
    return text + marks.mark(_plain(row["sources"]))


def _plain(keys: Sequence[str]) -> list[SourceRef]:
    return [SourceRef(key, "", "", "") for key in keys]


# The columns of the survey that fit a screen, each with the width of a number.
_NARROW = 5
_ENGLISH = {
    "facts": "fact",
    "source_count": "src",
    "industries": "ind",
    "enterprises": "firm",
    "people": "pers",
    "platforms": "plat",
    "projects": "proj",
    "policies": "pol",
    "figures": "fig",
    "targets": "targ",
    "others": "oth",
}
_LEGEND = "; ".join(
    f"{short}: {column.replace('_count', 's')}" for column, short in _ENGLISH.items()
)


def coverage_page(rows: Sequence[AnswerRow], kinds: Sequence[str], notes: Sequence[str]) -> str:
    """The rows of :func:`gaoxin.graph.audit.coverage.coverage`: a line for each zone, grouped by
    how it was read about.
    """
    page = ReadingPage()
    page.heading(say("高新区已知多少", "What is known of the zones"))
    for note in notes:
        page.text(note)
    if language() == "en":
        page.text(_LEGEND)
    columns = ("facts", "source_count", *(kind for kind in kinds if kind != "leading"))
    width = page.width - len(columns) * _NARROW
    last = None
    for row in rows:
        if row["reading"] != last:
            last = row["reading"]
            members = sum(other["reading"] == last for other in rows)
            page.blank()
            page.heading(f"{word('reading', last)} {members}")
            page.columns(["", *(_short(column) for column in columns)], width, _NARROW)
        cells = ["" if row[column] is None else str(row[column]) for column in columns]
        page.columns([short_zone(row["zone"]), *cells], width, _NARROW)
    return str(page)


def _short(column: str) -> str:
    """A heading that fits a narrow column."""
    if language() == "zh":
        return heading(column)[:2]
    return _ENGLISH.get(column, heading(column)[: _NARROW - 1])


def short_zone(name: str) -> str:
    """The usual short form of a zone's name."""
    return name.replace("高新技术产业开发区", "高新区").replace(
        " National High-Tech Industrial Development Zone", ""
    )
