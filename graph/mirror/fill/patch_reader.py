"""Reads the subjects of a generation from the patches of all generations up to it.

The files of a patch are sorted as text, so the quads of one subject are adjacent.  The reader
merges the files of all patches, each read once.  Reading sorted text takes 1.9 s for a million
quads where the store takes 4.7 s, because the store looks up every term; the difference grows when
the store does not fit into its caches (docs/decisions/0004-first-filling.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import attrgetter, itemgetter

import pyoxigraph as ox

from gaoxin.graph.mirror.fill.subject_reader import Incomplete, Stated, stated_of
from gaoxin.graph.mirror.plan.patch_chain import PatchChain
from gaoxin.graph.store.packing import UNREADABLE
from gaoxin.graph.store.patch import quads_in

_Change = tuple[str, bool, list[ox.Quad]]
"""What one file says about a subject: sort key, whether the quads were added, the quads."""

_key = itemgetter(0)
_subject = attrgetter("subject")


class PatchReader:
    """A :class:`SubjectReader` of the facts with these predicates."""

    def __init__(self, chain: PatchChain, predicates: Iterable[str]) -> None:
        self._chain, self._predicates = chain, frozenset(predicates)

    def __iter__(self) -> Iterator[tuple[str, list[Stated]]]:
        """Read.

        Raises:
            Incomplete: a file is damaged or not sorted, or the number of quads is not that of the
                generation.
        """
        count, last = 0, ""
        try:
            for key, changes in groupby(merge(*self._files(), key=_key), _key):
                if key <= last:
                    raise Incomplete(f"the patches are not sorted at <{key}")
                last = key
                quads = _quads_after(changes)
                count += len(quads)
                if quads:
                    yield key[:-1], stated_of(quads, self._predicates)
        except (*UNREADABLE, ValueError, SyntaxError, MemoryError) as cause:
            raise Incomplete(f"{type(cause).__name__}: {cause}") from cause
        if count != self._chain.quads:
            raise Incomplete(f"the patches hold {count} quads instead of {self._chain.quads}")

    def _files(self) -> Iterator[Iterator[_Change]]:
        for folder in self._chain.folders:
            added, removed = quads_in(folder)
            yield _by_subject(removed, is_added=False)
            yield _by_subject(added, is_added=True)


def _by_subject(quads: Iterable[ox.Quad], *, is_added: bool) -> Iterator[_Change]:
    for subject, group in groupby(quads, _subject):
        # With ">" an IRI sorts as in the file: before or after longer IRIs that begin with it.
        yield f"{subject.value}>", is_added, list(group)


def _quads_after(changes: Iterable[_Change]) -> list[ox.Quad]:
    """The quads of a subject after all patches.

    A patch adds only quads that were not there, and removes only quads that were.
    """
    quads: list[ox.Quad] = []
    for _, is_added, changed in changes:
        if is_added:
            quads = quads + changed if quads else changed
        else:
            removed = set(changed)
            quads = [quad for quad in quads if quad not in removed]
    return quads
