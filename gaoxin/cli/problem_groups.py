"""Problems of files as text: problems of one kind together, with the first rows of each kind.

A list can have thousands of problems of few kinds.  Nobody reads thousands of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gaoxin.cli.text_folding import fold_indented
from gaoxin.language import say
from gaoxin.model import Problem
from gaoxin.visible import visible

EXAMPLES = 3
"""Number of rows shown of each kind of problem."""
MAX_GROUPS = 20
"""Number of kinds of problems shown."""
_SHOWN_CHARS = 40
_LETTERS = re.compile("[A-Z]{1,3}")
_CLAUSE_ENDS = re.compile("[：；。]|[:;.] ")
_VARYING = re.compile(r"「[^」]*」|\"[^\"]*\"|'[^']*'|\d+")


@dataclass(slots=True)
class ProblemGroup:
    """The problems of one kind in one column: their number, rows and first examples.

    ``shape`` is the first clause of the message, with its quoted parts and numbers replaced: what
    follows, such as similar names, differs from row to row.
    """

    file: str
    sheet: str
    column: str
    shape: str
    count: int = 0
    rows: set[int] = field(default_factory=set)
    examples: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Count a problem; the first ones are kept as examples."""
        self.count += 1
        if problem.line:
            self.rows.add(problem.line)
        if len(self.examples) < EXAMPLES:
            self.examples.append(problem)


def group_problems(problems: Sequence[Problem]) -> list[ProblemGroup]:
    """The kinds of problems, in the order of files and then by number, the largest first."""
    groups: dict[tuple[str, str, str, str], ProblemGroup] = {}
    files: dict[tuple[str, str], int] = {}
    for problem in problems:
        message = say(problem.zh, problem.en)
        if problem.value:
            message = message.replace(problem.value, "…")
        clause = _CLAUSE_ENDS.split(_VARYING.sub("…", message), maxsplit=1)[0]
        key = (problem.file, problem.sheet, problem.column, clause)
        files.setdefault(key[:2], len(files))
        groups.setdefault(key, ProblemGroup(*key)).add(problem)
    return sorted(groups.values(), key=lambda g: (files[g.file, g.sheet], -g.count))


def summary(problems: Sequence[Problem]) -> str:
    """One sentence: the problem, or in which files and rows there are how many problems."""
    if len(problems) == 1:
        (problem,) = problems
        cell = _column(problem.column) + _value(problem)
        parts = [_place(problem.file, problem.sheet), _row(problem), cell]
        where = say("，", ", ").join(filter(None, parts))
        return where + say("：", ": ") + _message(problem)
    files = list(dict.fromkeys(_place(p.file, p.sheet) for p in problems))
    rows = len({(p.file, p.sheet, p.line) for p in problems if p.line})
    count = len(problems)
    shown = say("、", ", ").join(files[:EXAMPLES])
    if len(files) > EXAMPLES:
        shown += say(f" 等 {len(files)} 个文件", f" and {len(files) - EXAMPLES} more files")
    gap = " " if shown[-1].isascii() else ""
    zh, en = f"{shown}{gap}有 {count:,} 处问题", f"{shown}: {count:,} problems"
    if rows:
        zh += f"，在 {rows:,} 行"
        en += f" in {rows:,} row{'s' if rows > 1 else ''}"
    return say(zh + "。", en + ".")


def problem_lines(problems: Sequence[Problem], width: int) -> list[str]:
    """The kinds of problems with their first rows, as lines of at most ``width`` columns."""
    groups = group_problems(problems)
    several = len({(group.file, group.sheet) for group in groups}) > 1
    lines: list[str] = []
    place = ""
    for group in groups[:MAX_GROUPS]:
        now = _place(group.file, group.sheet)
        if several and now != place:
            lines += ["", *_folded(now, 0, width)]
        place = now
        lines += [
            part for text, indent in _described(group) for part in _folded(text, indent, width)
        ]
    more = len(groups) - MAX_GROUPS
    if more > 0:
        lines.append(say(f"……还有 {more} 种问题。", f"… and {more} more kinds of problems."))
    return lines


def _described(group: ProblemGroup) -> Iterator[tuple[str, int]]:
    """The lines about a group, each with its indent."""
    if group.count == 1 and group.rows:
        (problem,) = group.examples
        parts = filter(None, [_column(problem.column), _row(problem) + _value(problem)])
        yield say("，", ", ").join(parts) + say("：", ": ") + _message(problem), 0
        return
    messages = {_message(problem) for problem in group.examples}
    title = _column(group.column) or say("整行", "whole row")
    number = len(group.rows) or group.count
    if group.rows:
        title += say(f"（{number:,} 行）", f" ({number:,} row{'s' if number > 1 else ''})")
    elif not group.column:
        title = say("文件", "file")
    more = number - len({p.line for p in group.examples}) if group.rows else 0
    rest = say(f"另有 {more:,} 行", f"{more:,} more row{'s' if more > 1 else ''}")
    if len(messages) == 1:
        yield title + say("：", ": ") + messages.pop(), 0
        shown = [_row(problem) + _value(problem) for problem in group.examples]
        shown = list(dict.fromkeys(filter(None, shown)))
        if shown:
            yield say("、", ", ").join([*shown, *([rest] if more > 0 else [])]), 2
        return
    yield title, 0
    for problem in group.examples:
        where = _row(problem) + _value(problem)
        yield (where + say("：", ": ") if where else "") + _message(problem), 2
    if more > 0:
        yield rest, 2


def _place(file: str, sheet: str) -> str:
    return visible(say(f"{file}（{sheet}）", f"{file} ({sheet})") if sheet else file)


def _column(column: str) -> str:
    """The heading of the column, or words around its letters."""
    if _LETTERS.fullmatch(column):
        return say(f"{column} 列", f"column {column}")
    return visible(column)


def _message(problem: Problem) -> str:
    return visible(say(problem.zh, problem.en))


def _row(problem: Problem) -> str:
    return say(f"第 {problem.line} 行", f"row {problem.line}") if problem.line else ""


def _value(problem: Problem) -> str:
    """The cell's text in quotation marks, if the message does not repeat it."""
    text = visible(problem.value)
    if not text or text in _message(problem):
        return ""
    if len(text) > _SHOWN_CHARS:
        text = text[:_SHOWN_CHARS] + "…"
    return say(f"「{text}」", f" {text!r}")


def _folded(text: str, indent: int, width: int) -> list[str]:
    """``text`` as lines; those after the first are indented by two more columns."""
    return fold_indented(text, max(indent + 20, width), indent, hang=2)
