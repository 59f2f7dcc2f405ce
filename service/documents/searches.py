"""The document of a search by name."""

from __future__ import annotations

from pydantic import Field

from gaoxin.service.documents.parts import DocumentPart, LinkedThing


class FoundThing(LinkedThing):
    """A thing whose name is like the text."""

    form: str = Field(description="The name that was hit.")
    score: float = Field(description="How like the text it is, 0 to 100.")


class ClassFacet(DocumentPart):
    """How many of the best hits are of a class."""

    type: str
    class_: str = Field(alias="class")
    count: int


class SearchDocument(DocumentPart):
    """Things by their names, the most similar first."""

    q: str
    type: str | None
    rows: list[FoundThing]
    truncated: bool = Field(description="Whether there are more.")
    limit: int
    facets: list[ClassFacet]
