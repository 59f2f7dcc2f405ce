"""Write a portrait as a text: one screen first, one section, or everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from gaoxin.cli.reading_page import ReadingPage
from gaoxin.cli.source_marks import SourceMarks
from gaoxin.graph.lookup.sections import is_counted
from gaoxin.graph.lookup.told_items import PLANNED, ToldItem
from gaoxin.graph.portrait.known_facts import KeyFact, state_word
from gaoxin.language import counted, in_brackets, say
from gaoxin.shell_words import shell_word

if TYPE_CHECKING:
    from gaoxin.graph.portrait.portrait import Part, Portrait

_NAMES_SHOWN = 3
_BY_LINE = ("figures", "rankings", "targets", "basics", "names")
"""Sections whose entries are a name and a value."""


class PortraitPage:
    """Writes one portrait on a page; ``asked`` is the name that the user typed, ``basis`` a
    sentence on what it is based on.
    """

    def __init__(self, portrait: Portrait, marks: SourceMarks, asked: str, basis: str = "") -> None:
        self._basis = basis
        self._profile, self._marks, self._asked = portrait, marks, asked
        self._page = ReadingPage()
        self._labels = 0  # the width of the headings of sections

    def overview(self) -> str:
        """The first screen: who it is, key facts, what else is known, what is not, sources."""
        self._head()
        self._page.blank()
        self._page.labelled(row for fact in self._profile.key_facts for row in self._key(fact))
        self._contents()
        self._page.sources(self._marks)
        return str(self._page)

    def whole(self, parts: tuple[Part, ...], *, chosen: bool) -> str:
        """These sections in full, with places in the sources; with ``chosen`` they are only a part
        of what is known.
        """
        self._marks.placed = True
        self._head(chosen=chosen)
        if not parts:
            self._page.text(say("没有这样的事实。", "No such facts are known."))
        if not chosen:
            self._page.blank()
            self._page.labelled(row for fact in self._profile.key_facts for row in self._key(fact))
        for part in parts:
            self._page.blank()
            self._section(part)
        if self._profile.untranslated:
            self._page.blank()
            self._page.text(
                say(
                    "有些内容没有中文。",
                    "Notes and other names in Chinese are left out; --lang zh shows them.",
                )
            )
        self._page.sources(self._marks)
        return str(self._page)

    def _head(self, *, chosen: bool = False) -> None:
        portrait = self._profile
        self._page.heading(portrait.name)
        parts = [portrait.class_name]
        if portrait.other_names:
            names = say("、", ", ").join(portrait.other_names[:_NAMES_SHOWN])
            parts.append(say(f"又名{names}", f"also {names}"))
        self._page.text(say(" · ", " · ").join(filter(None, parts)))
        if self._basis:
            self._page.text(self._basis)
        facts, sources = portrait.facts, len(portrait.fact_sources)
        others = len(portrait.other_sources)
        if facts and not chosen:
            more_zh = f"；另有 {others} 个来源只给出名称、位置等" if others else ""
            give = "gives" if others == 1 else "give"
            more_en = f"; {others} more {give} only names, place and the like" if others else ""
            self._page.text(
                say(
                    f"已知 {facts} 条事实，出自 {sources} 个来源{more_zh}。",
                    f"{counted(facts, 'fact')} known, from {counted(sources, 'source')}{more_en}.",
                )
            )
        if not chosen and portrait.reading and portrait.reading != "read":
            self._page.text(
                say(
                    "还没有人读过关于它的文章：以下出自名单、摘录和常识，没有列出的不等于没有。",
                    "Nobody has read an article about it: this comes from lists, excerpts and "
                    "general knowledge. What is not listed may still exist.",
                )
            )

    def _key(self, fact: KeyFact) -> list[tuple[str, str]]:
        if not fact.values:
            return [(fact.label, fact.absent)]
        told = [value.text + self._marks.mark(value.sources) for value in fact.values]
        if fact.lines:
            return [(fact.label if n == 0 else "", text) for n, text in enumerate(told)]
        joint = say("、", "; ")
        return [(fact.label, joint.join(told))]

    def _contents(self) -> None:
        portrait = self._profile
        if portrait.parts:
            self._page.blank()
            example = f"gaoxin show {shell_word(self._asked)} --section "
            example += shell_word(portrait.parts[0].section.heading)
            self._page.heading(
                say(
                    f"各类（看一类：{example}；看全部：--all）",
                    f"Sections (one: {example}; all: --all)",
                )
            )
            self._labels = max(cell_len(p.section.heading) for p in portrait.parts) + 4
            self._page.labelled(self._line(part) for part in portrait.parts)
        if portrait.missing:
            names = say("、", ", ").join(section.heading for section in portrait.missing)
            self._page.labelled(
                [(say("还不知道", "not known"), say(f"{names}（没有来源报道）", names))]
            )

    def _line(self, part: Part) -> tuple[str, str]:
        """A section in one line: heading, count and the first names."""
        key = part.section.key
        if is_counted(key):
            label = f"{part.section.heading} {len(part.entries)}"
            names = dict.fromkeys(entry.name for entry in part.entries)
        else:
            label, names = part.section.heading, dict.fromkeys(e.label for e in part.entries)
        planned = sum(entry.state == PLANNED for entry in part.entries)
        tail = ""
        if planned and key not in ("targets", "positioning"):
            tail = say(f"；计划 {planned}", f"; {planned} planned")
        return label, self._page.enumerated(list(names), tail, self._labels)

    def _section(self, part: Part) -> None:
        count = len(part.entries)
        self._page.heading(f"{part.section.heading} {count}")
        if not part.entries:
            self._page.text(say("没有来源报道。", "No source reports any."), indent=2)
            return
        if part.section.key in _BY_LINE:
            self._page.labelled(map(self._row, part.entries))
            return
        for entry in part.entries:
            self._page.text(self._sentence(entry), indent=2, hang=2)

    def _row(self, entry: ToldItem) -> tuple[str, str]:
        marks = self._marks.mark(entry.sources)
        if entry.section in ("basics", "names"):
            planned = entry.section == "basics" and self._state(entry)
            said = (entry.name, *entry.details, *([self._state(entry)] if planned else []))
            return entry.label, say("，", ", ").join(said) + marks
        details = [*entry.details]
        if entry.section != "targets" and (word := self._state(entry)):
            details.append(word)
        return entry.name, say("，", ", ").join(details) + marks

    def _sentence(self, entry: ToldItem) -> str:
        details = [self._state(entry)] if self._state(entry) else []
        if entry.leading:
            details.insert(0, say("主导", "leading"))
        details += entry.details
        return entry.name + in_brackets(*details) + self._marks.mark(entry.sources)

    def _state(self, entry: ToldItem) -> str:
        return "" if entry.state == "held" else state_word(entry)
