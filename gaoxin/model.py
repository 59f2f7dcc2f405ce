"""Records passed between the layers: statements, things, facts, problems and answers.

Loaders turn files into *records* (:class:`Thing`, :class:`Fact`, :class:`Entity`,
:class:`Statement`); the translation resolves their names and turns them into quads.  Nothing here
knows RDF or files.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

STATEMENT_COLUMNS = (
    "subject",
    "subject_type",
    "predicate",
    "object",
    "object_type",
    "value",
    "unit",
    "time",
    "status",
    "qualifier",
    "source",
    "evidence",
    "locator",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of the common table (docs/data.md), every cell as text, ``""`` for nothing.

    ``place`` is its file and line, for messages: ``"facts.csv:12"``; ``locator`` is the place in
    the source that states the fact.  ``traits`` is what a list says about a person in the row
    beside the name (gender, age), in any form: it only tells persons of one name apart and does not
    come into the graph.
    """

    subject: str
    subject_type: str
    predicate: str
    object: str = ""
    object_type: str = ""
    value: str = ""
    unit: str = ""
    time: str = ""
    status: str = ""
    qualifier: str = ""
    source: str = ""
    evidence: str = ""
    place: str = ""
    traits: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A reference to a thing by a written name, to be resolved among things of class ``type``."""

    type: str
    form: str


@dataclass(frozen=True, slots=True)
class Key:
    """A thing known by its key, ``"division/120000"``, relative to the base IRI."""

    path: str


@dataclass(frozen=True, slots=True)
class VocabularyTerm:
    """A term of the ontology or of a standard vocabulary, as a full IRI."""

    iri: str


@dataclass(frozen=True, slots=True)
class Text:
    """A literal: its lexical form with a datatype (full IRI) or a language, else xsd:string."""

    value: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that a loader declares: its key, its classes and its names.

    ``classes``: local names of the ontology, the one that export shows first.  ``names``: tuples
    ``(form, how, language)``, how being ``preferred`` (one per language), ``alias``, ``short`` or
    ``code``; ``short`` and ``code`` forms lead to the thing without being shown as its alias.
    """

    key: str
    classes: tuple[str, ...]
    names: tuple[tuple[str, str, str], ...]
    source: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A loader states a plain triple: ``predicate`` is a full IRI or a local name of gx."""

    subject: Key | Name
    predicate: str
    object: Key | Name | VocabularyTerm | Text
    source: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """One row of a list: a thing, its names, and its facts that need no more than a triple.

    ``subject`` is a key if the row has an official identifier, else the written name.  ``classes``:
    local names of the ontology, the main one first.  ``names``: tuples ``(form, how, language)`` as
    in :class:`Thing`; for a subject that is a name, these are its further names.  ``facts``: tuples
    ``(predicate, value)``; a predicate is a full IRI or a local name of gx.  ``traits`` tell
    persons of one name apart, as in :class:`Statement`.
    """

    subject: Key | Name
    classes: tuple[str, ...]
    names: tuple[tuple[str, str, str], ...]
    facts: tuple[tuple[str, Key | Name | VocabularyTerm | Text], ...]
    source: str
    place: str = ""
    traits: str = ""


Record = Statement | Thing | Fact | Entity


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row, a line or a node is refused: where, which value, why, and what to do.

    ``sheet`` is the name of the sheet if the file is a workbook.  ``cell`` is the cell as in
    spreadsheets (``C12``), if the reader knows it.  If a problem ``ends_reading``, the rest of the
    file was not read.
    """

    file: str
    line: int | None
    column: str
    value: str
    zh: str
    en: str
    sheet: str = ""
    cell: str = ""
    ends_reading: bool = False

    def document(self) -> dict[str, Any]:
        """The JSON form; ``sheet`` and ``cell`` only where they are known."""
        body = asdict(self)
        del body["ends_reading"]
        return {key: value for key, value in body.items() if value or key not in ("sheet", "cell")}

    @property
    def place(self) -> str:
        """``file:line``, or ``file`` if the line is unknown."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(slots=True)
class Answer:
    """What a command prints: rows of plain values under named columns."""

    columns: list[str]
    rows: list[dict[str, Any]]
    truncated: bool = False
    notes: list[str] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """The JSON form: one document with ``ok``, ``rows``, ``truncated`` (and ``notes``)."""
        body: dict[str, Any] = {"ok": True, "rows": self.rows, "truncated": self.truncated}
        if self.notes:
            body["notes"] = self.notes
        return body
