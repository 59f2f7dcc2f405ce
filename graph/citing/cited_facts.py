"""Facts with their permanent IRI, as sentences, and with the sources that state them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gaoxin.graph.facts.finding import Finding, finding_of, incoming, outgoing
from gaoxin.graph.facts.grades import weakness
from gaoxin.graph.facts.reader import Reader, SourceRef
from gaoxin.graph.lookup.relation_words import relation_heading, relation_sentence
from gaoxin.graph.lookup.sections import section_named, sections
from gaoxin.graph.lookup.told_items import ToldItem, told_items
from gaoxin.graph.store.generation import Generation
from gaoxin.language import in_brackets, say

FACT_KINDS = ("statement", "observation", "target", "ranking", "position")
"""The first parts of the keys of facts."""


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A fact as it is cited.

    ``iri`` is its permanent IRI, ``""`` for a plain triple of a reference table.  ``heading`` is
    the section of ``show`` in which it stands.  ``sources`` are sorted, strongest first.
    """

    iri: str
    sentence: str
    heading: str
    sources: tuple[SourceRef, ...]


def is_fact(generation: Generation, iri: str) -> bool:
    """Whether the IRI has the form of a fact's."""
    return generation.minter.key(iri).split("/")[0] in FACT_KINDS


def cited_fact(generation: Generation, iri: str) -> CitedFact | None:
    """The fact with this IRI; ``None`` if the generation does not have it."""
    reader = Reader(generation)
    finding = finding_of(reader, iri)
    return None if finding is None else _cited(reader, finding.subject, finding)


def cited_facts(generation: Generation, iri: str, containing: str = "") -> list[CitedFact]:
    """The facts about a thing that sources state: of the section that ``containing`` names, else
    those whose sentence has this text, else of the section whose name it nearly is.
    """
    reader = Reader(generation)
    chosen = section_named(containing) if containing else None
    found = []
    by_text = []
    for finding in (*outgoing(reader, iri), *incoming(reader, iri)):
        if finding.inferred or not finding.sources:
            continue
        cited = _cited(reader, iri, finding)
        if cited is None:
            continue
        if containing.casefold() in cited.sentence.casefold():
            by_text.append(cited)
        if chosen is not None and cited.heading == chosen.heading:
            found.append(cited)
    if chosen is None or (by_text and not chosen.is_named(containing) and chosen.zh in containing):
        found = by_text  # 民用航空产业产值 names no section, though 产业 is in it
    order = [section.heading for section in sections()]
    return sorted(found, key=lambda fact: order.index(fact.heading))


def _cited(reader: Reader, iri: str, finding: Finding) -> CitedFact | None:
    items = told_items(reader, iri, [finding])
    for section in sections():
        for item in items.get(section.key, ()):
            sources = sorted(finding.sources, key=lambda s: (weakness(s.grade), s.key))
            return CitedFact(
                finding.iri, _sentence(reader, finding, item), section.heading, tuple(sources)
            )
    return None


def _sentence(reader: Reader, finding: Finding, item: ToldItem) -> str:
    """The fact in one sentence, with its time and what the source adds."""
    subject = reader.entry(finding.subject).name
    details = list(_details(finding, item))
    if finding.predicate in ("observation", "target", "rank"):
        indicator = reader.entry(finding.object).name
        said = say(f"{subject}的{indicator}：", f"{subject}, {indicator}: ")
        return said + say("，", ", ").join(details)
    if finding.object:
        target = reader.entry(finding.object).name
        sentence = relation_sentence(finding.predicate, subject, target, finding.title)
    else:
        sentence = say(f"{subject}的{item.label}：", f"{subject}, {item.label}: ") + item.name
    return sentence + in_brackets(*details)


def _details(finding: Finding, item: ToldItem) -> Iterator[str]:
    said = {finding.title, *(relation_heading(finding.predicate, out=o) for o in (True, False))}
    yield from (detail for detail in item.details if detail not in said)
    if item.state == "planned" and finding.predicate != "target":
        yield say("计划或目标", "planned or promised")
    elif item.state == "past":
        yield say("过去", "formerly")
