"""Documents about how things are related, compared, and what happened when."""

from __future__ import annotations

from pydantic import Field

from gaoxin.service.documents.parts import (
    LINK,
    WHEN,
    DocumentPart,
    LinkedThing,
    ListedSource,
    PagedDocument,
    SourceMark,
    ToldText,
)
from gaoxin.service.documents.things import STATE


class FactOnPath(DocumentPart):
    """A fact that links two things of a path."""

    relation: str
    label: str
    direction: str = Field(description="out if it leads on, in if it points back.")
    sentence: str = Field(description="The fact in words.")
    status: str
    status_word: str
    time: str
    when: str = Field(description=WHEN)
    inferred: bool
    sources: list[SourceMark]


class FoundPath(DocumentPart):
    """A path: its things from end to end, and for each step the facts that make it."""

    things: list[LinkedThing]
    steps: list[list[FactOnPath]]


class PathDocument(DocumentPart):
    """The shortest paths between two things; without both names, there are none."""

    from_: LinkedThing | None = Field(alias="from")
    to: LinkedThing | None
    max_hops: int
    paths: list[FoundPath]
    more: bool = Field(description="Whether there are further paths of this length.")
    basis: str
    notes: list[str]
    sources: list[ListedSource]


class ComparedThing(LinkedThing):
    """One of the things that are compared."""

    short_name: str
    facts: int
    reading: str


class ComparedKeyFact(DocumentPart):
    """What one thing has for a label."""

    values: list[ToldText]
    absent: str


class KeyFactRow(DocumentPart):
    """A key fact of all things."""

    label: str
    cells: list[ComparedKeyFact]


class ComparedItem(DocumentPart):
    """A related thing as one side has it."""

    name: str
    iri: str
    link: str = Field(description=LINK)
    details: list[str]
    state: str = Field(description=STATE)
    state_word: str
    leading: bool
    sources: list[SourceMark]


class SharedRow(DocumentPart):
    """A related thing, by side; null where a side has none."""

    shared: str = Field(description="same, same_class (similar industries) or one (side only).")
    shared_word: str
    name: str
    link: str
    cells: list[ComparedItem | None]


class ComparedSection(DocumentPart):
    """The related things of one section."""

    key: str
    heading: str
    rows: list[SharedRow]


class ComparedFigure(DocumentPart):
    """A figure of one side."""

    text: str = Field(description="The number with its unit, in words.")
    value: str
    comparator: str
    unit: str
    time: str
    when: str = Field(description=WHEN)
    remark: str
    iri: str
    link: str
    sources: list[SourceMark]


class ComparedFigures(DocumentPart):
    """Figures of one indicator (several if they are only similar), by side."""

    indicators: list[LinkedThing]
    verdict: str = Field(description="compared, refused or alone.")
    verdict_word: str
    why: str = Field(description="Why they are not compared, as a code; or empty.")
    why_word: str
    difference: str | None = Field(description="The second less the first, in the unit written.")
    difference_words: str = Field(description="Who has how much more than whom.")
    cells: list[list[ComparedFigure]]


class ComparedPromise(DocumentPart):
    """A target or an aim of one side, and what became of it."""

    about: str
    name: str
    text: str = Field(description="The number with its unit, in words; empty if there is none.")
    unit: str
    time: str
    when: str = Field(description=WHEN)
    due: str = Field(description="The day on which it falls due, as an ISO 8601 date; or empty.")
    verdict: str = Field(description="reached, missed, not_due, unreported or unknown.")
    verdict_word: str
    why: str
    why_word: str
    reached: str
    reached_unit: str
    remark: str
    iri: str
    link: str
    sources: list[SourceMark]


class KindRow(DocumentPart):
    """How many enterprises of a kind each side has."""

    kind: str
    cells: list[int]


class CompareDocument(DocumentPart):
    """Things side by side: every `cells` has one member for each of `things`, in their order."""

    things: list[ComparedThing]
    basis: str
    key_facts: list[KeyFactRow]
    sections: list[ComparedSection]
    figures: list[ComparedFigures]
    targets: list[list[ComparedPromise]] = Field(description="A list for each of `things`.")
    notes: list[str] = Field(description="Of which sides not everything was compared.")
    asked: list[LinkedThing] = Field(description="The one thing to which another is to be chosen.")
    kinds: list[KindRow]
    sources: list[ListedSource]


class ChainItem(DocumentPart):
    """What sources say of a zone or an enterprise in a part of the chain."""

    name: str
    link: str
    state: str = Field(description=STATE)
    state_word: str
    leading: bool
    sources: list[SourceMark]


class ToldChainPart(DocumentPart):
    """A part of the chain: an industry, and how many zones lead in it, have it, plan it."""

    industry: LinkedThing
    leading: int
    held: int
    planned: int
    enterprises: list[ChainItem]


class ToldChainRow(DocumentPart):
    """A zone with a cell for each of the first parts; null where no source reports any."""

    zone: LinkedThing
    cells: list[ChainItem | None]


class ChainDocument(PagedDocument):
    """An industry as a chain across zones; the industry itself is the first part."""

    industry: LinkedThing | None
    summary: str
    parts: list[ToldChainPart]
    columns: int = Field(description="How many of the parts have a cell in each row.")
    rows: list[ToldChainRow]
    sources: list[ListedSource]


class TimelineFact(DocumentPart):
    """A fact with its time."""

    time: str = Field(description="As the source writes it.")
    when: str = Field(description=WHEN)
    start: str = Field(description="The first day, as an ISO 8601 date; or empty.")
    end: str = Field(description="The last day; or empty.")
    section: str
    heading: str
    label: str = Field(description="The relation, attribute or indicator.")
    name: str = Field(description="The other thing, or the amount; empty if the date says it all.")
    link: str = Field(description=LINK)
    remark: str
    promise: bool = Field(description="Whether it is a target or a plan.")
    past: bool = Field(description="Whether the source says that it is over.")
    sources: list[SourceMark]


class TimelineDocument(PagedDocument):
    """The dated facts of a thing, the oldest first."""

    thing: LinkedThing | None
    basis: str
    undated: int = Field(description="How many facts have no date and are not listed.")
    notes: list[str] = Field(description="Which relations are too frequent to be looked at.")
    facts: list[TimelineFact]
    sources: list[ListedSource]
