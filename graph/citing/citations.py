"""How a thing, a source or facts are cited: the entries of a bibliography, and them as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from gaoxin.errors import UnresolvedName
from gaoxin.graph.citing.cited_facts import CitedFact, cited_fact, cited_facts, is_fact
from gaoxin.graph.citing.references import Reference, graph_reference, reference
from gaoxin.graph.facts.grades import weakness
from gaoxin.graph.facts.locators import joined_locators
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.facts.source_records import source_record
from gaoxin.graph.names.keys import has_han, match_key
from gaoxin.graph.store.generation import Generation
from gaoxin.language import say
from gaoxin.model import Answer

_NEAR = 3
"""Sentences that are told where none has the text that is asked for."""
_COLUMNS = ["fact", "fact_iri", "source", "grade", "locator", "gbt7714", "bibtex", "missing", "iri"]


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
    generation: Generation,
    name: str,
    containing: str | None,
    accessed: date | None,
    today: date,
) -> Citations:
    """How ``name`` is cited; with ``containing``, its facts that have this text.

    ``accessed`` is the day on which the reader opened the online sources, if that is known;
    ``today`` is the day on which the graph was asked.

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
        cited = (fact,)
        return _of_facts(generation, fact.sentence, cited, [iri], day, today, is_choice=True)
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
        near = say("；", "; ").join(_nearest(generation, found.iri, thing.name, containing))
        raise UnresolvedName(
            f"{thing.name}没有「{containing}」这类事实，也没有含它的句子；有这些类：{listed}。"
            + (f"相近的句子：{near}。" if near else ""),
            f"{thing.name} has no section {containing!r} and no fact with this text; its sections "
            f"are: {listed}." + (f" Sentences like it: {near}." if near else ""),
            text=containing,
        )
    iris = [f.iri for f in facts if f.iri] if containing else [found.iri]
    chosen = bool(containing)
    return _of_facts(generation, thing.name, facts, iris, day, today, is_choice=chosen)


def _nearest(generation: Generation, iri: str, name: str, containing: str) -> list[str]:
    """The sentences that have most characters of a text in common: 工业营收 for 营业收入.

    The name of the thing itself, which stands in each, does not count.
    """
    if not has_han(containing):  # the letters of English words say nothing
        return []
    wanted = set(match_key(containing))
    sentences = [fact.sentence for fact in cited_facts(generation, iri)]
    shared = {s: len(wanted & set(match_key(s.replace(name, "")))) for s in sentences}
    best = sorted(shared, key=lambda sentence: -shared[sentence])[:_NEAR]
    return [sentence for sentence in best if 2 * shared[sentence] > len(wanted)]


def _of_facts(
    generation: Generation,
    title: str,
    facts: tuple[CitedFact, ...],
    iris: list[str],
    day: str,
    today: date,
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
    titles = {fact.iri: fact.sentence for fact in facts}
    entries = [
        Citation("", "", iri, thing_reference(generation, iri, titles.get(iri, title), today))
        for iri in iris
    ]
    for key in sorted(grades, key=lambda key: (weakness(grades[key]), key)):
        record = source_record(generation, key)
        at = partial(reference, record, accessed=day)
        place = joined_locators(places[key]) if is_choice else ""
        entries.append(Citation(key, grades[key], record.iri, at(place), at))
    return Citations(title, facts, tuple(entries), is_choice)


def thing_reference(generation: Generation, iri: str, title: str, today: date) -> Reference:
    """How the graph is cited for a thing or a fact; a source is cited itself instead."""
    key = generation.minter.key(iri) or ""
    if key.startswith("source/"):
        return reference(source_record(generation, key.removeprefix("source/")))
    manifest = generation.manifest
    return graph_reference(
        title,
        iri,
        manifest.number,
        manifest.digest,
        manifest.time[:10],
        today.isoformat(),
    )


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
