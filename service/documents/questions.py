"""Documents of questions in words and of saved queries."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from gaoxin.service.documents.parts import (
    LINK,
    DocumentPart,
    HeadedColumn,
    ListedSource,
    PagedDocument,
    SourceMark,
)


class QuestionAnswer(DocumentPart):
    """One answer."""

    text: str = Field(description="The answer in words.")
    iri: str = Field(description="The permanent IRI of a thing; empty for a value.")
    link: str = Field(description=LINK)
    answer: str | float = Field(description="The name, the number or the text by itself.")
    also: list[str] = Field(description="Other names of the same thing.")
    unit: str
    comparator: str
    about: str = Field(description="Of what, if the question asks for several.")
    value: str
    time: str
    status: str
    qualifier: str
    verdict: str = Field(description="yes or no, if the question asks whether; or empty.")


class RunQuery(DocumentPart):
    """The saved query that gives the answer."""

    name: str
    title: str
    parameters: dict[str, str]
    link: str = Field(description="The address that runs it.")
    command: str = Field(description="The command that runs it.")


class OtherReading(DocumentPart):
    """Another way to understand the question, or a fact that is near."""

    number: int
    understood: str
    answer: str | float
    unit: str
    text: str


class AskDocument(DocumentPart):
    """The answer to a question, or why there is none."""

    q: str
    answered: bool
    rows: list[QuestionAnswer]
    truncated: bool
    reason: str = Field(description="Why there is no answer; or empty.")
    compared: str = Field(description="Among what the largest or first was found; or empty.")
    doubtful: bool = Field(description="Whether one of the alternatives has to be chosen.")
    understood: str = Field(description="How the question was understood.")
    query: RunQuery | None
    sparql: str = Field(description="A query that gives the answer; or empty.")
    cypher: str
    alternatives: list[OtherReading]
    basis: str
    sources: list[ListedSource]


class QueryParameter(DocumentPart):
    """A parameter of a saved query."""

    name: str
    type: str = Field(description="thing, thing:Class, string, integer, decimal or year.")
    description: str
    required: bool
    default: str | None
    example: str
    values: list[str] = Field(description="The allowed values; empty if any is allowed.")
    source: str = Field(description="Where values come from, in words.")


class DescribedQuery(DocumentPart):
    """A saved query."""

    name: str = Field(description="topic/name.")
    title: str
    topic: str
    link: str = Field(description=LINK)
    parameters: list[QueryParameter]
    tags: list[str]
    description: str
    columns: list[str]


class FittingQuery(DescribedQuery):
    """A saved query with the values that a text gives."""

    values: dict[str, str]
    missing: list[str] = Field(description="Required parameters to which the text gives no value.")
    run: str = Field(description="The address that runs it; what is missing has its example.")
    command: str


class QueriesDocument(PagedDocument):
    """The saved queries, or those that fit a text, the best first."""

    q: str
    topic: str = Field(description="The topic that was chosen, or empty.")
    topics: list[str]
    rows: list[FittingQuery]


class WholeQuery(DescribedQuery):
    """A saved query with its texts."""

    sparql: str
    cypher: str


class AnswerCell(DocumentPart):
    """A value in words."""

    text: str
    link: str = Field(description=LINK)


class SavedQueryDocument(PagedDocument):
    """The rows of a saved query."""

    query: WholeQuery
    values: dict[str, str] = Field(description="The values with which it ran.")
    ran: bool = Field(description="False if it needs values and none was given.")
    columns: list[str]
    shown: list[HeadedColumn] = Field(description="The columns of `cells`.")
    rows: list[dict[str, Any]] = Field(description="The values by `columns`.")
    cells: list[list[AnswerCell]] = Field(description="The same in words: a list for each row.")
    marks: list[list[SourceMark]] = Field(description="The sources of each row.")
    truncated: bool = Field(description="Whether the query was cut at a limit.")
    notes: list[str]
    basis: str
    sources: list[ListedSource]
