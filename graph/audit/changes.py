"""Changes between two generations, as rows: facts that were added and facts that were removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from gaoxin.graph.facts.reader import Reader
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.graph.store.patch import Patch
    from gaoxin.graph.store.store import Store

COLUMNS = [
    "change",
    "dataset",
    "source",
    "subject",
    "predicate",
    "object",
    "subject_iri",
    "predicate_iri",
    "object_iri",
]


def changes(store: Store, older: int, newer: int, limit: int) -> Answer:
    """One row for each asserted fact that ``newer`` has and ``older`` lacks (``+``), or the reverse
    (``-``).

    Inferred facts are left out, because they follow from the others.  Names are those of the
    published generation; a thing that it no longer has is shown by its key.

    Raises:
        BadParameter: a generation is no longer kept, or is not an ancestor of the other.
    """
    patch = patch_between(store, older, newer)
    generation = store.read()
    reader = Reader(generation)
    minter = generation.minter
    rows: list[dict[str, Any]] = []
    total = 0
    for mark, quads in (("-", patch.removed), ("+", patch.added)):
        asserted = [quad for quad in quads if quad.graph_name != minter.inferred]
        total += len(asserted)
        for quad in sorted(asserted, key=str)[: max(0, limit - len(rows))]:
            dataset, source = minter.graph_parts(getattr(quad.graph_name, "value", "")) or ("", "")
            rows.append(
                {
                    "change": mark,
                    "dataset": dataset,
                    "source": source,
                    "subject": _shown(reader, generation, quad.subject),
                    "predicate": _predicate(reader, quad.predicate),
                    "object": _shown(reader, generation, quad.object),
                    "subject_iri": _iri(quad.subject),
                    "predicate_iri": _iri(quad.predicate),
                    "object_iri": _iri(quad.object),
                }
            )
    return Answer(COLUMNS, rows, truncated=total > len(rows))


def patch_between(store: Store, older: int, newer: int) -> Patch:
    """The patch that turns generation ``older`` into ``newer``.

    Raises:
        BadParameter: a generation is no longer kept, or is not an ancestor of the other.
    """
    for number in (older, newer):
        store.manifest(number)
    return store.diff(older, newer)


def _iri(term: Any) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _shown(reader: Reader, generation: Any, term: Any) -> str:
    if not isinstance(term, ox.NamedNode):
        return str(term.value)
    known = reader.vocabulary.by_iri(term.value)
    if known is not None:
        return known.name
    entry = reader.entry(term.value)
    named = entry.zh or entry.en
    return entry.name if named else str(generation.minter.key(term.value))


def _predicate(reader: Reader, predicate: Any) -> str:
    known = reader.vocabulary.by_iri(predicate.value)
    return known.name if known else str(predicate.value)
