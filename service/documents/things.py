"""Documents about one thing or one fact."""

from __future__ import annotations

from pydantic import Field

from gaoxin.service.documents.parts import (
    GRADE,
    LINK,
    WHEN,
    DocumentPart,
    LinkedThing,
    ListedSource,
    PagedDocument,
    SourceMark,
    ToldText,
)

STATE = "held, planned (or promised) or past."


class ToldKeyFact(DocumentPart):
    """A labelled line; without values, `absent` says that nobody reports it."""

    label: str
    values: list[ToldText]
    absent: str


class SectionEntry(DocumentPart):
    """A related thing, a figure or a text; one entry, however many facts state it."""

    name: str
    type: str = Field(description="The class of the related thing or indicator; or empty.")
    iri: str = Field(description="The related thing or indicator; empty for a text.")
    link: str = Field(description=LINK)
    relation: str = Field(description="The label of the relation or attribute.")
    details: list[str] = Field(description="Value, time and remarks in words.")
    value: str = Field(description="Of a figure: its value with the unit, in words; or empty.")
    start: str = Field(description="The first day of its time, as an ISO 8601 date; or empty.")
    end: str = Field(description="The last day; or empty.")
    state: str = Field(description=STATE)
    state_word: str = Field(description="The state in words; empty for held.")
    leading: bool = Field(description="Whether it is a leading industry.")
    implied: bool = Field(description="Whether sources only imply it.")
    sources: list[SourceMark]
    verdict: str | None = Field(
        None, description="Of a promise: reached, missed, not_due, unreported or unknown."
    )
    verdict_word: str | None = None
    why: str | None = Field(None, description="Why the sources do not decide it, in words.")


class ThingSection(DocumentPart):
    """A section of facts, as `gaoxin show` has them."""

    key: str
    heading: str
    entries: list[SectionEntry]


class MissingSection(DocumentPart):
    """A section that one expects, and of which no source reports anything."""

    key: str
    heading: str


class CountedGrade(DocumentPart):
    """How many facts have a grade at best."""

    grade: str
    word: str
    count: int


class ThingReliability(DocumentPart):
    """How many facts hold and are only planned, and how reliable they are."""

    held: int
    planned: int
    grades: list[CountedGrade]


class ThingDocument(LinkedThing):
    """A thing: key facts, sections of facts, sources."""

    other_names: list[str]
    facts: int = Field(description="How many facts are known; names, codes and places not counted.")
    reading: str = Field(
        description="For a zone: read, excerpts or unread (has anybody read an article about it)."
    )
    reliability: ThingReliability
    citation: str = Field(description="How the page is cited, by GB/T 7714-2015.")
    neo4j: str = Field(description="The address that shows it in Neo4j Browser; or empty.")
    basis: str = Field(description="To which facts the answer is limited, in words; or empty.")
    notes: list[str]
    key_facts: list[ToldKeyFact]
    sections: list[ThingSection]
    missing: list[MissingSection]
    sources: list[ListedSource]


class FactDocument(DocumentPart):
    """One fact by its permanent IRI: a statement, figure, target, ranking or position."""

    iri: str
    key: str
    link: str = Field(description=LINK)
    sentence: str = Field(description="The fact in words.")
    heading: str = Field(description="The section in which it stands.")
    subject: LinkedThing
    relation: str = Field(description="The property of the ontology, or observation, target, rank.")
    label: str = Field(description="Its label.")
    object: LinkedThing | None = Field(description="The other thing, or the indicator of a figure.")
    text: str = Field(description="The text, if the object is no thing.")
    value: str = Field(description="The number as written, without its unit.")
    comparator: str = Field(description=">, >=, <, <= or ~ before the value; or empty.")
    unit: str
    time: str = Field(description="As the source writes it (EDTF or a quarter).")
    start: str = Field(description="The first day of the time, as an ISO 8601 date.")
    end: str = Field(description="The last day of the time.")
    status: str = Field(description="actual, target, planned or historical; or empty.")
    qualifier: str = Field(description="What the source adds, as written.")
    title: str = Field(description="The title of a post.")
    inferred: bool
    marks: list[SourceMark]
    sources: list[ListedSource]


class NeighborRow(LinkedThing):
    """A related thing, and one relation to it."""

    relation: str = Field(description="The property of the ontology.")
    direction: str = Field(description="out if the relation starts at the thing asked about.")
    label: str = Field(description="What the related thing is, in words.")
    status: str = Field(description="actual, target, planned or historical; or empty.")
    status_word: str
    time: str
    when: str = Field(description=WHEN)
    remark: str
    inferred: bool = Field(description="Whether it follows from other facts.")
    sources: list[SourceMark]


class CountedRelation(DocumentPart):
    """How many rows a relation has in one direction."""

    relation: str
    direction: str
    label: str
    count: int
    link: str = Field(description="The address of the rows of this relation only.")
    chosen: bool = Field(description="Whether the request chose it.")


class NeighborsDocument(PagedDocument):
    """What is directly related to a thing."""

    thing: LinkedThing
    basis: str
    rows: list[NeighborRow]
    relations: list[CountedRelation]
    whole: str = Field(description="The address without a choice of relations.")
    notes: list[str]
    sources: list[ListedSource]


class CitationEntry(DocumentPart):
    """An entry of a bibliography: of the graph itself, or of a source."""

    source: str = Field(description="The key of the source; empty for the graph itself.")
    link: str = Field(description=LINK)
    iri: str
    grade: str = Field(description=GRADE)
    gbt7714: str = Field(description="The entry by GB/T 7714-2015.")
    bibtex: str = Field(description="The entry for BibTeX.")
    missing: list[str] = Field(description="What is not known and has to be added.")


class FactToCite(DocumentPart):
    """A fact for which the entries are."""

    iri: str = Field(description="Its permanent IRI; empty for a plain triple of a table.")
    link: str
    sentence: str
    heading: str
    sources: list[SourceMark]


class CiteDocument(DocumentPart):
    """How a thing, a source or facts are cited."""

    title: str
    key: str
    link: str = Field(description=LINK)
    chosen: bool = Field(description="Whether facts were chosen (`fact`).")
    entries: list[CitationEntry]
    facts: list[FactToCite]
    sources: list[ListedSource]
