"""What the cells of a column said before: many rows of a list have the same zone, date or sum.

Reading a cell takes much longer than finding out that the same text was read before.
"""

from __future__ import annotations

from gaoxin.loaders.lists.column_readers import depends_on_text_only
from gaoxin.loaders.lists.list_mapping import ListColumn
from gaoxin.loaders.lists.row_draft import FactValue, RowDraft

_REMEMBERED = 16_384
"""Texts of one column."""
_LONGEST = 60
"""Characters; longer texts, such as a scope of business, are hardly ever the same."""

Counts = tuple[int, int, int]


class RepeatedCells:
    """The plain facts that texts of one column have given."""

    __slots__ = ("_facts",)

    def __init__(self) -> None:
        # The currency of the row belongs to the text of an amount.
        self._facts: dict[tuple[str, str], tuple[tuple[str, FactValue], ...]] = {}

    def repeat(self, draft: RowDraft, text: str) -> bool:
        """Add to a row what this text gave before; ``False`` if that is not known."""
        facts = self._facts.get((text, draft.currency))
        if facts is None:
            return False
        draft.facts += facts
        return True

    def remember(self, draft: RowDraft, text: str, before: Counts) -> None:
        """Remember what reading a text has added to a row since ``before`` (:func:`counts`).

        Only plain facts are remembered, because whatever else a cell gives belongs to its row.
        """
        if before[1:] != counts(draft)[1:] or len(text) > _LONGEST:
            return
        if len(self._facts) >= _REMEMBERED:
            self._facts.clear()
        self._facts[text, draft.currency] = tuple(draft.facts[before[0] :])


def counts(draft: RowDraft) -> Counts:
    """How many facts, figures and later records a row has so far."""
    return len(draft.facts), len(draft.figures), len(draft.later)


def repeated_cells(column: ListColumn) -> RepeatedCells | None:
    """A memory for a column; ``None`` if its cells depend on others of their row."""
    return RepeatedCells() if depends_on_text_only(column.meaning) else None
