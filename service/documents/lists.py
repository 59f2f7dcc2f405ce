"""Lists with facets: things, promises, disagreements, coverage, sources, changes."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from gaoxin.service.documents.parts import LINK, DocumentPart, HeadedColumn


class FacetValue(DocumentPart):
    """A value of a facet."""

    value: str = Field(description="What the parameter takes.")
    label: str
    count: int = Field(description="Rows with this value that meet the choices of other facets.")
    chosen: bool
    link: str = Field(description="The list with this choice added or removed.")


class Facet(DocumentPart):
    """What rows have in common.  Values of one facet are alternatives."""

    key: str = Field(description="The name of the parameter.")
    label: str
    values: list[FacetValue]
    more: int = Field(description="How many values are not listed.")
    all: str = Field(description="The list with all values of this facet; empty if there are.")


class FacetChoice(DocumentPart):
    """A choice that is in force."""

    facet: str
    heading: str
    value: str
    label: str
    link: str = Field(description="The list without this choice.")


class ListDocument(DocumentPart):
    """A page of a list, with facets; further members depend on the list."""

    columns: list[HeadedColumn]
    rows: list[dict[str, Any]]
    total: int = Field(description="Rows that meet all choices.")
    all: int = Field(description="Rows of the list.")
    limit: int
    offset: int
    next: str = Field(description="The next page; empty at the end.")
    previous: str = Field(description="The page before; empty at the beginning.")
    facets: list[Facet]
    chosen: list[FacetChoice]


class ThingListDocument(ListDocument):
    """All things of some classes."""

    heading: str
    kind_of_list: str = Field(
        alias="list", description="Zone, Industry, or empty for things of any class."
    )


class ChangesDocument(ListDocument):
    """What came, went and changed between two generations."""

    older: int | None = Field(alias="from", description="The earlier generation, if there is one.")
    newer: int = Field(alias="to", description="The later generation.")
    generations: list[dict[str, Any]] = Field(description="The newest generations.")
    about: dict[str, Any] | None = Field(description="The thing to which facts are narrowed.")
    cls: str = Field(alias="class", description="The class to which facts are narrowed.")
    query: str = Field(description="The saved query whose rows are compared.")
    feed: str = Field(description=LINK + " The same as an Atom feed.")
    notes: list[str]
    sources: list[dict[str, Any]]
