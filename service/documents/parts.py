"""Parts that several documents have."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

LINK = "Path on this server that leads to it; an address of the web for a thing from elsewhere."
GRADE = "A, D, B, C, I or U, from the strongest down; empty if there is none."
WHEN = "The time in words."


class DocumentPart(BaseModel):
    """A document or a part of one; members may be added in later versions."""

    model_config = ConfigDict(populate_by_name=True)


class SourceMark(DocumentPart):
    """A source of one fact."""

    number: int = Field(description="Its number in the list of sources of this document.")
    key: str = Field(description="Its key, such as article-002.")
    grade: str = Field(description="How reliable it is for this fact. " + GRADE)
    locator: str = Field(description="The place in the source as written; empty if unknown.")
    place: str = Field(description="The place in words, in the language of the answer.")


class ListedSource(DocumentPart):
    """A source of a document."""

    number: int
    key: str
    link: str = Field(description=LINK)
    title: str
    date: str = Field(description="As the source gives it: 2025, 2025-06 or 2025-06-30; or empty.")
    when: str = Field(description="The date in words.")
    publisher: str = Field(description="Empty if it is not known.")
    grade: str = Field(description="How reliable it is as a whole. " + GRADE)
    grade_word: str = Field(description="The grade in words.")


class LinkedThing(DocumentPart):
    """A thing as documents name it."""

    iri: str = Field(description="Its permanent IRI.")
    key: str = Field(description="The short, permanent name: the end of the IRI.")
    name: str = Field(description="Its name in the language of the answer, if it has one.")
    also: str = Field("", description="Its name in the other language; empty if there is none.")
    type: str = Field(description="The local name of its class in the ontology.")
    class_: str = Field(alias="class", description="The label of its class.")
    link: str = Field(description=LINK)


class PagedDocument(DocumentPart):
    """A document with one page of a list."""

    total: int = Field(description="The number of all rows.")
    limit: int = Field(description="The most rows of a page.")
    offset: int = Field(description="How many rows stand before this page.")
    next: str = Field(description="The address of the next page; empty on the last.")
    previous: str = Field(description="The address of the page before; empty on the first.")


class ToldText(DocumentPart):
    """A text with the sources that say it."""

    text: str
    sources: list[SourceMark]


class HeadedColumn(DocumentPart):
    """A column of rows."""

    key: str
    heading: str = Field(description="Its heading in the language of the answer.")
