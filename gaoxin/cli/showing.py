"""What ``gaoxin show`` does: the portrait as a text, or the same facts as rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.cli.answers import cut, is_text, print_answer
from gaoxin.cli.names import about, open_graph
from gaoxin.cli.portrait_page import PortraitPage
from gaoxin.cli.source_marks import SourceMarks
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.facts.valid_then import ValidThen
from gaoxin.graph.lookup.asked_sections import sections_asked
from gaoxin.graph.lookup.asked_source import source_asked, told_by_none
from gaoxin.graph.lookup.basis import about_basis, basis
from gaoxin.graph.lookup.cut_relations import TOLD, cut_notes
from gaoxin.graph.lookup.sections import sections
from gaoxin.graph.lookup.thing import facts_of
from gaoxin.graph.lookup.told_items import section_of
from gaoxin.graph.portrait.portrait import Filter, Part, portrait
from gaoxin.language import say
from gaoxin.model import Answer
from gaoxin.shell_words import shell_command

if TYPE_CHECKING:
    from gaoxin.graph.facts.finding import Finding


@dataclass(frozen=True, slots=True)
class ShowRequest:
    """What was asked for: a name, its class, sections, everything, a source, a year (0: any), the
    year as of which (0: now), an earlier generation, and the weakest grade.
    """

    name: str
    kind: str | None
    sections: tuple[str, ...]
    everything: bool
    source: str
    year: int
    as_of: int = 0
    generation: int | None = None
    grade: str = ""


def show_thing(asked: ShowRequest, limit: int, form: str | None, output: Path | None) -> None:
    """Print the answer to ``asked``."""
    generation = open_graph(asked.generation)
    found = generation.names.resolve(asked.name, asked.kind)
    chosen = sections_asked(asked.sections)
    reader = Reader(generation)
    then = ValidThen(reader, asked.as_of) if asked.as_of else None
    source = source_asked(generation, found.iri, asked.source)
    wanted = Filter(source, asked.year, then, asked.grade)

    def keeps(fact: Finding) -> bool:
        return wanted.keeps(fact) and (not chosen or section_of(reader, found.iri, fact) in chosen)

    answer = Answer([], [])  # a text has no use for the rows
    if not is_text(form, output):
        answer = cut(facts_of(generation, found.iri, echoes=asked.everything, keeps=keeps), limit)
    if source:
        answer.notes += told_by_none(generation, found.iri, source)
    if found.type == "Source":
        answer.notes.append(_of_source(found.key.partition("/")[2]))
    others = [m for m in generation.names.namesakes(asked.name) if m.iri != found.iri]
    if others and asked.kind is None:
        listed = "、".join(f"{m.name}（{m.key}）" for m in others)
        listed_en = ", ".join(f"{m.name} ({m.key})" for m in others)
        answer.notes.append(say(f"另有同名的：{listed}。", f"Also of this name: {listed_en}."))

    def text() -> str:
        is_overview = not (chosen or wanted.source or wanted.year or asked.everything)
        read = portrait(generation, found.iri, wanted, TOLD if is_overview else 0)
        answer.notes += cut_notes(reader, found.iri, read.cut)
        page = PortraitPage(
            read,
            SourceMarks(generation, source),
            asked.name,
            basis(generation, asked.as_of, asked.generation, asked.grade),
        )
        if is_overview:
            return page.overview()
        parts = read.parts
        if chosen:  # a section that was asked for and is empty says so
            known = {part.section.key: part for part in parts}
            asked_for = (section for section in sections() if section.key in chosen)
            parts = tuple(known.get(section.key, Part(section, ())) for section in asked_for)
        return page.whole(parts, chosen=bool(chosen or wanted.source or wanted.year))

    told = about(generation, found.iri) | about_basis(asked.as_of, asked.generation, asked.grade)
    print_answer(answer, form, output, about=told, text=text)


def _of_source(key: str) -> str:
    """How to see what a source says."""
    figures = shell_command("gaoxin", "query", "sources/figures_of_source", f"source={key}")
    table = ("gaoxin", "export", "--format", "statements", "--source", key, "-o")
    return say(
        f"它说了哪些数字：{figures}；它的全部事实，成一张表：{shell_command(*table, '事实.xlsx')}",
        f"Its figures: {figures}; all of its facts as a table: "
        f"{shell_command(*table, 'facts.xlsx')}",
    )
