"""What a conflict between sources consists of: one thing, and the sides that disagree about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from gaoxin.graph.facts.reader import SourceRef

CONTRADICTS, MAY_AGREE = "contradicts", "may_agree"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: a value as written, its period, and its sources."""

    value: str
    sources: tuple[SourceRef, ...]
    unit: str = ""
    time: str = ""
    status: str = ""
    qualifier: str = ""
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict about one thing.

    ``kind`` is ``figure``, ``attribute``, ``post``, or one of :mod:`.code_clashes`: ``code_names``,
    ``name_codes``, ``alias``.
    """

    kind: str
    degree: str
    subject: str
    what: str
    sides: tuple[Side, ...] = field(default=())
