"""An answer in a form that is made without its document."""

from __future__ import annotations

from dataclasses import dataclass, field

TRUNCATED = "gaoxin-truncated"
"""The header field that says that a form has not all rows, where the form itself cannot."""


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """The content, and header fields that belong to it."""

    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
