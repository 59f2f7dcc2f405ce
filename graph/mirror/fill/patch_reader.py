"""Every thing's facts from the patches that led to a generation, in one walk, in flat memory.

A patch's files are sorted as text, so that what is said of one subject stands together; the files
of all patches are read side by side, each once.  Text in its order is cheaper to read than the
store, which must look up every term by itself: 1.9 against 4.7 s for a million quads, and far more
once the store is larger than its caches (docs/decisions/0004-first-filling.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter

import pyoxigraph as ox

from gaoxin.graph.mirror.fill.store_reader import Rows, Stated
from gaoxin.graph.mirror.plan.patch_chain import UNREADABLE, PatchChain
from gaoxin.graph.store.patch import quads_in

_Part = tuple[str, bool, list[ox.Quad]]
"""What one file holds about a subject: its place in the order, whether it was added, quads."""

_key = itemgetter(0)


class PatchedFacts:
    """Iterates once over (IRI, what each named graph states) of all subjects.

    ``held`` is true afterwards if the patches gave as many quads as the generation holds;
    ``failure`` says why they could not be read to their end.
    """

    def __init__(self, chain: PatchChain, predicates: Iterable[str]) -> None:
        self._chain, self._predicates = chain, frozenset(predicates)
        self.held, self.failure = False, ""

    def __iter__(self) -> Iterator[tuple[str, list[Stated]]]:
        """Walk."""
        count, last = 0, ""
        try:
            for key, parts in groupby(merge(*self._streams(), key=_key), _key):
                if key <= last:
                    self.failure = f"the patches are not sorted at <{key}"
                    return
                last = key
                quads = _resulting(parts)
                count += len(quads)
                if quads:
                    yield key[:-1], self._stated(quads)
        except (*UNREADABLE, ValueError, SyntaxError, MemoryError) as cause:
            self.failure = f"{type(cause).__name__}: {cause}"
            return
        self.held = count == self._chain.quads
        if not self.held:
            self.failure = f"the patches hold {count} quads instead of {self._chain.quads}"

    def _streams(self) -> Iterator[Iterator[_Part]]:
        for folder in self._chain.folders:
            added, removed = quads_in(folder)
            yield _by_subject(removed, is_added=False)
            yield _by_subject(added, is_added=True)

    def _stated(self, quads: Iterable[ox.Quad]) -> list[Stated]:
        mirrored, last = self._predicates, None
        found: dict[str, Rows] = {}
        rows: Rows = []
        for _, predicate, value, graph in quads:
            if graph != last:
                last = graph
                rows = found.setdefault(graph.value, [])
            iri = predicate.value
            if iri in mirrored:
                rows.append((iri, value))
        return [Stated(graph, rows) for graph, rows in found.items() if rows]


def _by_subject(quads: Iterable[ox.Quad], *, is_added: bool) -> Iterator[_Part]:
    last: object = None
    found: list[ox.Quad] = []
    for quad in quads:
        subject = quad.subject
        if subject != last:
            if found:
                yield _place(found), is_added, found
            last, found = subject, []
        found.append(quad)
    if found:
        yield _place(found), is_added, found


def _place(quads: list[ox.Quad]) -> str:
    # As in the text: what ends an IRI there decides between one and another that goes on.
    return f"{quads[0].subject.value}>"  # type: ignore[union-attr]


def _resulting(parts: Iterable[_Part]) -> list[ox.Quad]:
    """What is left after all patches; each adds what was not there and takes what was."""
    quads: list[ox.Quad] = []
    for _, is_added, changed in parts:
        if is_added:
            quads = quads + changed if quads else changed
        else:
            gone = set(changed)
            quads = [quad for quad in quads if quad not in gone]
    return quads
