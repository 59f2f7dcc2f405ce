"""The interface to read a graph for a first filling: every subject once, with its facts.

Two classes implement it.  ``StoreReader`` reads the store of a generation, ``PatchReader`` the
patches that led to the generation, which is faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

Rows = list[tuple[str, Any]]
"""(predicate IRI, object) of the triples about one subject."""


@dataclass(slots=True)
class Stated:
    """What one named graph states about a subject."""

    graph: str
    rows: Rows


class SubjectReader(Protocol):
    """Gives (IRI, what each named graph states about it), each subject once, in any order.

    Only triples whose predicate the mirror uses are given.
    """

    def __iter__(self) -> Iterator[tuple[str, list[Stated]]]:
        """Read.

        Raises:
            Incomplete: at the end, or in the middle: subjects are missing.
        """
        ...


class Incomplete(Exception):
    """A reader did not give everything; the text says why, in one line."""


class NotInOrder(Incomplete):
    """The store is not sorted by subject."""
