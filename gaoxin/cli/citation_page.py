"""What ``gaoxin cite`` prints: entries of a bibliography, as rows and as a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from gaoxin.cli.asked import asked
from gaoxin.cli.reading_page import ReadingPage
from gaoxin.errors import UnresolvedName
from gaoxin.graph.citing.cited_facts import CitedFact, cited_fact, cited_facts, is_fact
from gaoxin.graph.citing.references import Reference, graph_reference, reference
from gaoxin.graph.facts.grades import grade_word, weakness
from gaoxin.graph.facts.locators import joined_locators, locator_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.facts.source_records import source_record
from gaoxin.language import say
from gaoxin.model import Answer
from gaoxin.shell_words import shell_word

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_COLUMNS = ["fact", "fact_iri", "source", "grade", "locator", "gbt7714", "bibtex", "missing", "iri"]
_FACTS_SHOWN = 12
_GRAPH_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Citation:
    """An entry: of the graph itself (``key`` is ``""``) or of a source with its grade.

    ``at`` makes the entry with other places in the source.
    """

    key: str
    grade: str
    iri: str
    entry: Reference
    at: Callable[[str], Reference] | None = None


@dataclass(frozen=True, slots=True)
class Citations:
    """The entries for a thing, a source or facts, and which facts they are for."""

    title: str
    facts: tuple[CitedFact, ...]
    entries: tuple[Citation, ...]
    is_choice: bool


def citations(
    generation: Generation, name: str, containing: str | None, accessed: date | None
) -> Citations:
    """How ``name`` is cited; with ``containing``, its facts that have this text.

    Raises:
        UnresolvedName: there is no such thing, source or fact.
        AmbiguousName: several things have the name.
    """
    iri = name if "://" in name else generation.minter.thing(name).value
    day = accessed.isoformat() if accessed else ""
    if is_fact(generation, iri):
        fact = cited_fact(generation, iri)
        if fact is None:
            raise UnresolvedName(
                f"当前这一代没有事实 {name}；用 gaoxin cite 事物名 查看现有的。",
                f"This generation has no fact {name}; gaoxin cite with the name of a thing lists "
                "those that there are.",
                iri=iri,
            )
        return _of_facts(generation, fact.sentence, (fact,), [iri], day, is_choice=True)
    found = generation.names.resolve(name)
    thing = Reader(generation).entry(found.iri)
    if thing.cls == "Source":
        record = source_record(generation, found.key.removeprefix("source/"))
        entry = Citation(record.key, record.grade, record.iri, reference(record, accessed=day))
        return Citations(record.title or record.key, (), (entry,), False)
    facts = tuple(cited_facts(generation, found.iri, containing or ""))
    if containing and not facts:
        headings = dict.fromkeys(f.heading for f in cited_facts(generation, found.iri))
        listed = say("、", ", ").join(headings)
        raise UnresolvedName(
            f"{thing.name} 没有「{containing}」这类事实，也没有含它的句子；有这些类：{listed}。",
            f"{thing.name} has no section {containing!r} and no fact with this text; its sections "
            f"are: {listed}.",
            text=containing,
        )
    iris = [f.iri for f in facts if f.iri] if containing else [found.iri]
    return _of_facts(generation, thing.name, facts, iris, day, is_choice=bool(containing))


def _of_facts(
    generation: Generation,
    title: str,
    facts: tuple[CitedFact, ...],
    iris: list[str],
    day: str,
    *,
    is_choice: bool,
) -> Citations:
    grades: dict[str, str] = {}
    places: dict[str, list[str]] = defaultdict(list)
    for fact in facts:
        for source in fact.sources:
            places[source.key].append(source.locator)
            known = grades.get(source.key)
            if known is None or weakness(source.grade) < weakness(known):
                grades[source.key] = source.grade
    manifest = generation.manifest
    today = asked().time.date().isoformat()
    titles = {fact.iri: fact.sentence for fact in facts}
    entries = [
        Citation(
            "",
            "",
            iri,
            graph_reference(
                titles.get(iri, title),
                iri,
                manifest.number,
                manifest.digest,
                manifest.time[:10],
                today,
            ),
        )
        for iri in iris
    ]
    for key in sorted(grades, key=lambda key: (weakness(grades[key]), key)):
        record = source_record(generation, key)
        at = partial(reference, record, accessed=day)
        place = joined_locators(places[key]) if is_choice else ""
        entries.append(Citation(key, grades[key], record.iri, at(place), at))
    return Citations(title, facts, tuple(entries), is_choice)


def citation_rows(found: Citations) -> Answer:
    """One row for each entry; for chosen facts one for each fact and source."""
    entries = {entry.key or entry.iri: entry for entry in found.entries}
    pairs: Iterator[tuple[CitedFact | None, Citation]]
    if found.is_choice:
        pairs = (
            (fact, entries[key])
            for fact in found.facts
            for key in (fact.iri, *(source.key for source in fact.sources))
            if key in entries
        )
    else:
        pairs = ((None, entry) for entry in found.entries)
    rows = []
    for fact, entry in pairs:
        sources = fact.sources if fact else ()
        place = next((source.locator for source in sources if source.key == entry.key), "")
        cited = entry.at(place) if entry.at and found.is_choice else entry.entry
        rows.append(
            {
                "fact": fact.sentence if fact else "",
                "fact_iri": fact.iri if fact else "",
                "source": entry.key,
                "grade": entry.grade,
                "locator": place,
                "gbt7714": cited.gbt,
                "bibtex": cited.bibtex,
                "missing": list(cited.missing),
                "iri": entry.iri,
            }
        )
    return Answer(_COLUMNS, rows)


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
