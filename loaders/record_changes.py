"""How the records of a list differ from those with which it was loaded before."""

from __future__ import annotations

from dataclasses import dataclass

from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.model import Record


@dataclass(frozen=True, slots=True)
class RecordChanges:
    """The records that came and went.

    ``input`` is the name of the kept input that the list was compared with, and ``before`` the
    profile of the names in it.  ``added_at`` are the positions of the ``added`` records among all
    records of the list.  A record that only moved to another row is neither added nor removed.
    """

    input: str
    before: Profile
    removed: list[Record | Identity]
    added: list[Record | Identity]
    added_at: frozenset[int]
