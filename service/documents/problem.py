"""The document of an error (RFC 9457)."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from gaoxin.service.documents.parts import DocumentPart


class ProblemDocument(DocumentPart):
    """What was wrong, and what to do."""

    status: int = Field(description="The status of the answer.")
    title: str = Field(description="The kind of error, such as AmbiguousName.")
    detail: str = Field(description="What was wrong and what to do, in the language of the answer.")
    facts: Any = Field(None, description="The details behind it, by kind of error.")
    notes: list[str] | None = Field(None, description="Further sentences.")
    candidates: list[Any] | None = Field(
        None,
        description="What may be meant, each with a link to it, and as `instead` the same request "
        "with the key of the thing in place of the name.",
    )
