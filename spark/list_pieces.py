"""What was understood of lists, added up over the pieces in which they were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gaoxin.loaders.lists.list_rows import UnclearCells, unclear_notes
from gaoxin.loaders.lists.understanding import Understanding
from gaoxin.loaders.tables.placeholders import PlaceholderTally


@dataclass(slots=True)
class ListPiece:
    """What a piece of a list told, or a whole list, whose remarks are complete.

    ``unclear`` and ``placeholders`` become remarks when all pieces are there.
    """

    path: Path
    told: Understanding
    unclear: UnclearCells = field(default_factory=dict)
    placeholders: PlaceholderTally = field(default_factory=PlaceholderTally)

    def join(self, later: ListPiece) -> None:
        """Add a later piece: counts are summed, and the first samples are kept."""
        self.told.rows += later.told.rows
        self.told.refused += later.told.refused
        self.told.left_out.join(later.told.left_out)
        self.placeholders.join(later.placeholders)
        for reason, (count, first) in later.unclear.items():
            before, shown = self.unclear.get(reason, (0, first))
            self.unclear[reason] = before + count, shown


def whole_lists(pieces: Iterable[ListPiece]) -> list[Understanding]:
    """What was understood of each list, in the order of the pieces, which are changed."""
    found: dict[tuple[Path, str], ListPiece] = {}
    for piece in pieces:
        whole = found.setdefault((piece.path, piece.told.sheet), piece)
        if whole is not piece:
            whole.join(piece)
    for whole in found.values():
        whole.told.remarks += unclear_notes(whole.unclear)
        if tally := whole.placeholders.note():
            whole.told.remarks.append(tally)
    return [whole.told for whole in found.values()]
