"""Write a comparison as a text: sides beside each other, what they share, sources at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.cli.compared_numbers import ComparedNumbers
from gaoxin.cli.reading_page import ReadingPage
from gaoxin.cli.side_rows import SideRows
from gaoxin.cli.source_marks import SourceMarks
from gaoxin.graph.comparison.compare import group_of
from gaoxin.graph.comparison.shared_items import SAME_CLASS, SharedItem
from gaoxin.graph.comparison.short_names import short_names
from gaoxin.graph.lookup.told_items import HELD, ToldItem
from gaoxin.graph.portrait.known_facts import state_word
from gaoxin.language import counted, in_brackets, say
from gaoxin.shell_words import shell_word

if TYPE_CHECKING:
    from gaoxin.graph.comparison.compare import Comparison
    from gaoxin.graph.facts.reader import Reader
    from gaoxin.graph.lookup.sections import FactSection
    from gaoxin.graph.portrait.known_facts import KeyFact

_MAIN = ("industries", "zones", "policies", "enterprises")
"""Sections that are always listed; the others are counted unless they are asked for."""
_NAMED = 8
"""So many names of a group are listed unless everything is asked for."""


class ComparisonPage:
    """Writes one comparison on a page; with ``everything`` no list is cut."""

    def __init__(
        self,
        found: Comparison,
        reader: Reader,
        marks: SourceMarks,
        basis: str = "",
        *,
        everything: bool = False,
        chosen: frozenset[str] = frozenset(),
    ) -> None:
        self._found, self._reader, self._marks = found, reader, marks
        self._basis, self._everything, self._chosen = basis, everything, chosen
        self._page = ReadingPage()
        self._names = short_names(found.sides)
        self._rows = SideRows(self._page, self._names)
        group = group_of(found.sides[0].cls)
        self._of_zones = group == "zone"
        self._of_places = group in ("zone", "division")

    def __str__(self) -> str:
        self._head()
        if not self._chosen:
            self._basics()
        most = None if self._everything else _NAMED
        numbers = ComparedNumbers(
            self._found, self._reader, self._marks, self._rows, most=most, of_places=self._of_places
        )
        shown = {section.key: (section, rows) for section, rows in self._found.shared}
        main = [key for key in _MAIN if key in shown and not (key == "zones" and self._of_zones)]
        first = [key for key in main if key in ("industries", "zones")]
        for key in first:
            self._things(*shown[key])
        if self._wants("figures"):
            numbers.figures()
        if self._wants("targets"):
            numbers.targets()
        for key in main:
            if key not in first:
                self._things(*shown[key])
        if self._wants("enterprises"):
            self._kinds()
        others = [pair for key, pair in shown.items() if key not in main]
        if self._everything or self._chosen:
            for section, rows in others:
                self._things(section, rows)
        elif others:
            self._counts(others)
        self._page.sources(self._marks)
        return str(self._page)

    def _wants(self, key: str) -> bool:
        return not self._chosen or key in self._chosen

    def _head(self) -> None:
        self._page.heading(
            say("对比：" + "、".join(self._names), "Comparison: " + ", ".join(self._names))
        )
        for side, name in zip(self._found.sides, self._names, strict=True):
            facts = side.facts
            known = say(f"已知 {facts} 条事实", f"{counted(facts, 'fact')} known")
            full = [] if side.name == name else [side.name]
            self._page.text(say("：", ": ").join([name, " · ".join([*full, known])]))
        if self._basis:
            self._page.text(self._basis)
        if any(side.reading not in ("", "read") for side in self._found.sides):
            self._page.text(
                say(
                    "没有列出的不等于没有：来源没有报道的，这里不知道。",
                    "What is not listed may still exist: what no source reports is unknown here.",
                )
            )

    def _basics(self) -> None:
        self._page.blank()
        self._rows.heads()
        labels: dict[str, None] = {}
        by_side: list[dict[str, KeyFact]] = []
        for side in self._found.sides:
            facts = {fact.label: fact for fact in side.key_facts}
            by_side.append(facts)
            labels |= dict.fromkeys(facts)
        told_below = (say("最近的数字", "newest figures"), say("目标", "targets"))
        for label in labels:
            if label not in told_below:
                self._rows.row(label, [self._key(facts.get(label)) for facts in by_side])

    def _key(self, fact: KeyFact | None) -> str:
        if fact is None or not fact.values:
            return fact.absent if fact else say("没有来源报道", "no source reports it")
        joint = say("；", "; ") if fact.lines else say("、", "; ")
        return joint.join(value.text + self._marks.mark(value.sources) for value in fact.values)

    def _things(self, section: FactSection, rows: tuple[SharedItem, ...]) -> None:
        if not self._wants(section.key):
            return
        count = len(self._names)
        groups: dict[tuple[bool, tuple[int, ...]], list[SharedItem]] = {}
        for row in rows:
            is_class = row.how == SAME_CLASS
            groups.setdefault((is_class, () if is_class else row.held_by), []).append(row)
        totals = [sum(n in row.held_by for row in rows) for n in range(count)]
        told_totals = say("，", ", ").join(
            f"{name} {total or _none()}" for name, total in zip(self._names, totals, strict=True)
        )
        self._page.blank()
        self._page.heading(section.heading + in_brackets(told_totals))
        lines = []
        if not any(len(held) > 1 or is_class for is_class, held in groups):
            lines.append((say("共有", "shared"), _none()))
        for (is_class, held), listed in groups.items():
            label = self._group(held, is_class=is_class) + f" {len(listed)}"
            lines.append((label, self._list(listed)))
        self._page.labelled(lines)

    def _counts(self, others: list[tuple[FactSection, tuple[SharedItem, ...]]]) -> None:
        """The other sections in one line each: how many things each side has."""
        self._page.blank()
        example = f"--section {shell_word(others[0][0].heading)}"
        self._page.heading(
            say(f"其他（看一类：{example}；看全部：--all）", f"Others (one: {example}; all: --all)")
        )
        self._rows.heads()
        for section, rows in others:
            counts = [sum(n in row.held_by for row in rows) for n in range(len(self._names))]
            shared = sum(len(row.held_by) > 1 for row in rows)
            label = section.heading + (
                say(f"，共有 {shared}", f", {shared} shared") if shared else ""
            )
            self._rows.row(label, [str(count) if count else _none() for count in counts])

    def _group(self, held: tuple[int, ...], *, is_class: bool) -> str:
        if is_class:
            return say("分类相近", "similar class")
        names = say("、", ", ").join(self._names[number] for number in held)
        if len(held) == 1:
            return say(f"仅{names}", f"only {names}")
        if len(held) == len(self._names):
            return say("共有", "shared")
        return names

    def _list(self, rows: list[SharedItem]) -> str:
        most = len(rows) if self._everything else _NAMED
        texts = [self._shared(row) for row in rows[:most]]
        if len(rows) > most:
            more = len(rows) - most
            texts.append(say(f"另有 {more} 项（--all 全部列出）", f"{more} more (--all lists all)"))
        return say("、", "; ").join(texts)

    def _shared(self, row: SharedItem) -> str:
        """A thing of one side or several, with how it is held where that differs."""
        items = [(number, item) for number, item in enumerate(row.items) if item is not None]
        sources = {s.key: s for _, item in reversed(items) for s in item.sources}
        if row.how == SAME_CLASS:
            by_name: dict[str, list[str]] = {}
            for number, item in items:
                by_name.setdefault(item.name, []).append(self._names[number])
            joint = say("、", ", ")
            parts = [f"{name}{in_brackets(joint.join(held))}" for name, held in by_name.items()]
            return " ≈ ".join(parts) + self._marks.mark(sources.values())
        told_states = [_state(item) for _, item in items]
        if len(set(told_states)) == 1:
            aside = in_brackets(told_states[0])
        else:
            aside = in_brackets(
                *(
                    f"{self._names[n]}{say('', ': ')}{state}"
                    for (n, _), state in zip(items, told_states, strict=True)
                    if state
                )
            )
        return items[0][1].name + aside + self._marks.mark(sources.values())

    def _kinds(self) -> None:
        kinds = list(dict.fromkeys(kind for counts in self._found.kinds for kind in counts))
        if not kinds:
            return
        self._page.blank()
        self._page.heading(say("企业种类", "Enterprises by kind"))
        self._rows.heads()
        for kind in kinds:
            counts = [found.get(kind, 0) for found in self._found.kinds]
            self._rows.row(
                kind, [str(count) if count else say("未见", "none known") for count in counts]
            )


def _none() -> str:
    """No source reports any; that does not mean that there are none."""
    return say("未见报道", "none known")


def _state(item: ToldItem) -> str:
    if item.state == HELD:
        return say("主导", "leading") if item.leading else ""
    return state_word(item)
