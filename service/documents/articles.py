"""Documents of articles that were read, and of decisions about them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gaoxin.service.documents.parts import LINK, DocumentPart, PagedDocument

_STATES = "waiting (a person must decide), sure, accepted, corrected, rejected or added."


class FactCounts(DocumentPart):
    """The facts of an article by state."""

    waiting: int = Field(description="Facts that wait for a person.")
    sure: int = Field(description="Facts that are loaded without a person.")
    accepted: int
    corrected: int
    rejected: int
    added: int = Field(description="Facts that a person found.")
    total: int
    settled: int = Field(description="All but those that wait.")


class RefusedFact(DocumentPart):
    """Why a load was refused."""

    fact: str = Field(description="The `id` of the fact; empty if it is not about one.")
    reason: str


class ArticleLoad(DocumentPart):
    """How the last load of an article ended."""

    time: str = Field(description="When (UTC, ISO 8601).")
    facts: int = Field(description="How many facts were loaded.")
    generation: int = Field(description="The generation that was published; 0 if it was refused.")
    refused: list[RefusedFact]
    since: int = Field(description="How many decisions were made since.")


class ToldArticle(DocumentPart):
    """An article."""

    key: str = Field(description="The sha256 of its text.")
    link: str = Field(description=LINK)
    title: str
    publisher: str
    date: str = Field(description="EDTF; empty if it is not known.")
    url: str
    characters: int
    kept: str = Field(description="When it was last read (UTC, ISO 8601).")
    counts: FactCounts
    load: ArticleLoad | None


class ArticlesDocument(PagedDocument):
    """The articles that were read."""

    rows: list[ToldArticle]
    damaged: list[str] = Field(
        description="Beginnings of the keys of articles whose files are damaged; they are not "
        "among the rows."
    )


class TextPiece(DocumentPart):
    """A piece of the text."""

    start: int = Field(description="Its first character in the text, from 0.")
    text: str
    type: str = Field("", description="The class of the name that it is part of.")
    known: bool = Field(False, description="Whether the graph has the thing that is named.")


class ToldSentence(DocumentPart):
    """A sentence."""

    start: int
    facts: list[str] = Field(description="The `id` of each fact that it states.")
    pieces: list[TextPiece]


class ToldParagraph(DocumentPart):
    """A paragraph."""

    number: int
    sentences: list[ToldSentence]


class FactEnd(DocumentPart):
    """The subject or the object of a fact."""

    name: str
    type: str = Field(description="Its class; empty for a text.")
    class_: str = Field(alias="class", description="The label of its class.")
    link: str = Field(description=LINK)
    thing: str = Field(description="The name of the thing, if the article has another one.")
    known: bool
    merged: bool = Field(description="Whether a person said that it is `thing`.")


class NameCandidate(DocumentPart):
    """A thing that a name may mean."""

    key: str
    name: str
    type: str
    class_: str = Field(alias="class")
    link: str = Field(description=LINK)
    score: int = Field(description="How near the names are, from 0 to 100.")
    reason: str


class OpenName(DocumentPart):
    """A name that is not simply that of a known thing."""

    name: str
    type: str
    class_: str = Field(alias="class")
    standing: Literal["known", "new", "choose"] = Field(
        description="new: accepting a fact makes it a new thing; choose: say first what it means."
    )
    key: str = Field(description="The thing that it was merged with.")
    thing: str
    decision: int = Field(description="The number of the decision about it; 0 if there is none.")
    candidates: list[NameCandidate]


class StatingWords(DocumentPart):
    """The words that state a fact."""

    text: str
    start: int
    end: int = Field(description="The first character after them.")
    paragraph: int


class ReviewFact(DocumentPart):
    """A fact of an article."""

    id: str
    state: str = Field(description=_STATES)
    state_word: str
    text: str = Field(description="The fact as a sentence.")
    subject: FactEnd
    relation: str
    object: FactEnd
    amount: str
    is_figure: bool
    planned: bool
    remarks: list[str]
    cells: dict[str, str] = Field(description="By the columns of the common table.")
    evidence: StatingWords
    confidence: float = Field(description="How sure the program is, from 0 to 1; 0: not judged.")
    bars: int
    method: str = Field(description="rule, model, person or language model.")
    names: list[OpenName]
    complaints: list[str] = Field(description="Why it cannot be loaded as it is.")
    decision: int = Field(description="The number of the decision about it; 0 if there is none.")
    shared: int = Field(description="How many other facts have a name of this one.")


class FactGroup(DocumentPart):
    """The facts of a paragraph."""

    paragraph: int
    total: int
    settled: int
    facts: list[ReviewFact]


class ArticleDocument(ToldArticle):
    """An article with its facts."""

    show: str
    all: str = Field(description="The address with all facts.")
    to_decide: str = Field(description="The address with the facts that wait.")
    active: str = Field(description="The `id` of the fact to look at.")
    last: int = Field(description="The number of the last decision that holds.")
    lost: int = Field(description="Decisions about words that the text no longer has.")
    loadable: int = Field(description="How many facts a load would take.")
    unnamed: list[str] = Field(description="Accepted facts with a name that is not clear.")
    loading: bool
    unlisted: int = Field(description="How many further facts there are, before or after these.")
    paragraphs: list[ToldParagraph]
    groups: list[FactGroup]


class DecisionDocument(DocumentPart):
    """What a decision changed."""

    key: str
    what: str
    number: int = Field(description="The number of the decision, by which it is undone.")
    fact: ReviewFact | None
    next: str = Field(description="The `id` of the next fact that waits; empty if none does.")
    counts: FactCounts
    loadable: int = Field(description="How many facts a load would take.")
    last: int


class LoadDocument(DocumentPart):
    """How a load ended, or that it goes on."""

    key: str
    running: bool
    load: ArticleLoad | None
