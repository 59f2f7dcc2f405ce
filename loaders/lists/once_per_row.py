"""Take what two columns of a row say alike once, and refuse what contradicts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gaoxin.loaders.lists.cell_values import Number
from gaoxin.loaders.lists.dictionary import property_of
from gaoxin.loaders.lists.double_columns import (
    SINGLE,
    SaidOnce,
    differ,
    meant_once,
    more_exact,
    same_base,
)
from gaoxin.loaders.lists.list_mapping import ListColumn
from gaoxin.loaders.lists.row_draft import RowDraft
from gaoxin.loaders.problems import column_letter
from gaoxin.model import Text


class OncePerRow:
    """Compares the columns of a list that mean the same, row by row.

    One object serves all rows; :meth:`next_row` begins a row.  ``watched`` are the columns (their
    places, from 0) that mean the same as another one.
    """

    def __init__(self, columns: Iterable[ListColumn]) -> None:
        said = {column.index: meant_once(column.meaning) for column in columns}
        # Columns of values may mean the same in some rows only, so all of them are compared.
        groups = {i: key[:1] if key[0] == "value" else key for i, key in said.items() if key}
        counts = Counter(groups.values())
        self.watched = {index for index, group in groups.items() if counts[group] > 1}
        self._facts: dict[str, tuple[ListColumn, int]] = {}
        self._figures: dict[SaidOnce, tuple[ListColumn, tuple[Number, ...]]] = {}

    def next_row(self) -> None:
        """Forget the row before."""
        self._facts.clear()
        self._figures.clear()

    def check(self, draft: RowDraft, column: ListColumn, facts: int, figures: int) -> None:
        """Look at what a column has added to the row: all but the first ``facts`` and ``figures``.

        What another column has said is removed again.

        Raises:
            ValueError: another column says something else; ``args`` are the reason in both
                languages.
        """
        if column.index not in self.watched:
            return
        new_facts, new_figures = draft.facts[facts:], draft.figures[figures:]
        del draft.facts[facts:], draft.figures[figures:]
        for predicate, value in new_facts:
            if not (isinstance(value, Text) and self._is_said(draft, column, predicate, value)):
                draft.facts.append((predicate, value))
        for meaning, numbers in new_figures:
            time = meaning.time or draft.given.get("time", "")
            key = (meaning.indicator, meaning.value, time, meaning.status or "actual")
            other, before = self._figures.setdefault(key, (column, numbers))
            if differ(before, numbers):
                raise ValueError(*_contradicts(other, " ".join(n.value + n.unit for n in before)))
            if other is column or not same_base(before, numbers):  # also in dollars
                draft.figures.append((meaning, numbers))

    def _is_said(self, draft: RowDraft, column: ListColumn, predicate: str, value: Text) -> bool:
        """Whether another column has said this value; a more exact date replaces it."""
        term = property_of(predicate)
        if term is None or term.single_valued not in SINGLE:
            return False
        other, place = self._facts.setdefault(predicate, (column, len(draft.facts)))
        if other is column:
            return False
        before = draft.facts[place][1]
        assert isinstance(before, Text)
        if before == value:
            return True
        is_date = value.datatype != before.datatype
        if not (is_date and (exact := more_exact(before.value, value.value))):
            raise ValueError(*_contradicts(other, before.value + term.unit))
        if exact == value.value:
            draft.facts[place] = (predicate, value)
        return True


def _contradicts(other: ListColumn, value: str) -> tuple[str, str]:
    letter = column_letter(other.index)
    return (
        f"与同一行 {letter} 列「{other.header}」（{value}）不符，而两列意思相同；请改正其一，"
        "或在映射里只收一列",
        f"it contradicts column {letter} {other.header!r} of the same row ({value}), which means "
        "the same; correct one of them, or take only one column in a mapping",
    )
