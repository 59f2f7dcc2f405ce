"""What ``gaoxin cite`` prints: entries of a bibliography as a text."""

from __future__ import annotations

from gaoxin.cli.reading_page import ReadingPage
from gaoxin.graph.citing.citations import Citation, Citations
from gaoxin.graph.facts.grades import grade_word
from gaoxin.graph.facts.locators import locator_words
from gaoxin.language import say
from gaoxin.shell_words import shell_word

_FACTS_SHOWN = 12
_GRAPH_SHOWN = 2


def citation_page(found: Citations, asked_name: str, style: str) -> str:
    """The entries as a text; in the style ``bibtex`` it is a file for BibTeX."""
    if style == "bibtex":
        return "\n\n".join(entry.entry.bibtex for entry in found.entries) + "\n"
    page = ReadingPage()
    page.heading(found.title)
    if found.is_choice:
        _facts(page, found)
    of_graph = [entry for entry in found.entries if not entry.key][:_GRAPH_SHOWN]
    sources = [entry for entry in found.entries if entry.key]
    for heading, entries in (
        (say("图谱本身（永久标识与代）", "the graph itself (permanent IRI, generation)"), of_graph),
        (say("来源，依据强的在前", "sources, the strongest first"), sources),
    ):
        if entries:
            page.blank()
            page.heading(heading)
            for number, entry in enumerate(entries, start=1):
                mark = f"[{number}]" if entry.key else ""
                _entry(page, mark, entry)
            if not entries[0].key and len(found.facts) > _GRAPH_SHOWN and found.is_choice:
                page.text(
                    say("其余事实照此写，换上各自的句子与标识。", "The others likewise."), indent=4
                )
    if style == "both":
        page.blank()
        page.heading("BibTeX")
        for entry in (*of_graph, *sources):
            page.code(entry.entry.bibtex)
    if found.facts and not found.is_choice:
        page.blank()
        heading = shell_word(found.facts[0].heading)
        page.text(
            say(
                f"引用其中的事实：gaoxin cite {shell_word(asked_name)} --fact {heading}",
                f"To cite facts of it: gaoxin cite {shell_word(asked_name)} --fact {heading}",
            )
        )
    return str(page)


def _facts(page: ReadingPage, found: Citations) -> None:
    numbers = {e.key: n for n, e in enumerate((e for e in found.entries if e.key), start=1)}
    for fact in found.facts[:_FACTS_SHOWN]:
        marks = "".join(
            f"[{' '.join(filter(None, (str(numbers[s.key]), locator_words(s.locator))))}]"
            for s in fact.sources
        )
        page.text(fact.sentence + marks, indent=2)
        if fact.iri:
            page.text(fact.iri, indent=4)
    more = len(found.facts) - _FACTS_SHOWN
    if more > 0:
        page.text(say(f"……另有 {more} 条", f"… and {more} more"), indent=2)


def _entry(page: ReadingPage, mark: str, entry: Citation) -> None:
    page.labelled([(mark, entry.entry.gbt)])
    notes = [grade_word(entry.grade)] if entry.grade else []
    if entry.entry.missing:
        listed = say("、", ", ").join(entry.entry.missing)
        notes.append(say(f"待补：{listed}", f"to be added: {listed}"))
    if notes:
        page.text(say("；", "; ").join(notes), indent=6)
