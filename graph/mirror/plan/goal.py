"""What Neo4j shall hold: one generation, and how it came from those before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox

from gaoxin.errors import BadParameter, StoreCorrupt
from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.graph.mirror.mapping.to_neo4j import GraphElements
from gaoxin.graph.mirror.plan.patch_chain import PatchChain
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.manifest import Manifest
from gaoxin.graph.store.store import Store

_WORTH = 2
"""Patches that changed more than so many times what is left take longer to read than the store."""
_LONGEST = 40
"""All files of a chain are open at once, and a system may allow no more than 256."""
History = Callable[[tuple[str, ...]], "Iterable[ox.Quad] | None"]


@dataclass(slots=True)
class MirrorGoal:
    """A generation to be mirrored.

    ``identity`` tells generations apart by content.  ``history(identities)`` gives all quads that
    differ between any two neighbours of the sequence of identities that ends with this one, or
    ``None`` where a step is no longer known.  ``folder`` is where the store lies, if on disk;
    ``chain()`` are the patches that led to it, where all are kept and reading them pays.
    """

    number: int
    identity: str
    mirror_digest: str
    base: str
    triples: int
    elements: GraphElements
    history: History
    folder: Path | None = None
    chain: Callable[[], PatchChain | None] = lambda: None


def identity_of(manifest: Manifest) -> str:
    """Two generations of one identity are mirrored alike."""
    return f"{manifest.digest}:{manifest.mirror_digest}"


def published(store: Store) -> MirrorGoal:
    """The published generation.

    Raises:
        StoreEmpty: nothing was loaded yet.
    """
    return goal_of(store, store.read())


def goal_of(store: Store, generation: Generation) -> MirrorGoal:
    """A generation as a goal."""
    manifest = generation.manifest
    return MirrorGoal(
        number=generation.number,
        identity=identity_of(manifest),
        mirror_digest=manifest.mirror_digest,
        base=generation.settings.base,
        triples=manifest.triples,
        elements=GraphElements(
            generation.store,
            generation.graph_sources,
            generation.minter.inferred.value,
            generation.minter.source,
            current_names(),
        ),
        history=lambda identities: _between(store, identities),
        folder=generation.folder / "store",
        chain=lambda: _chain(store, manifest),
    )


def kept_generation(store: Store, identity: str) -> Generation | None:
    """The newest generation of this identity whose store is still there."""
    for manifest in store.log():
        if identity_of(manifest) == identity:
            try:
                return Generation(store.settings, store.folder(manifest.number))
            except (OSError, ValueError, RuntimeError, StoreCorrupt):
                return None
    return None


def _chain(store: Store, manifest: Manifest) -> PatchChain | None:
    steps = [step for step in store.log() if step.number <= manifest.number]
    if not steps or steps[0].number != manifest.number or steps[-1].parent is not None:
        return None
    quads = manifest.quads + manifest.inferred
    changed = sum(step.added + step.removed for step in steps)
    if len(steps) > _LONGEST or changed > _WORTH * quads:
        return None
    chain = PatchChain(tuple(store.folder(step.number) for step in reversed(steps)), quads)
    return chain if chain.is_there() else None


def _between(store: Store, identities: tuple[str, ...]) -> list[ox.Quad] | None:
    numbers: dict[str, int] = {}
    for manifest in store.log():
        numbers.setdefault(identity_of(manifest), manifest.number)
    out: set[ox.Quad] = set()
    for older, newer in pairwise(identities):
        if older not in numbers or newer not in numbers:
            return None
        try:
            patch = store.diff(numbers[older], numbers[newer])
        except (BadParameter, StoreCorrupt, FileNotFoundError):
            return None
        out |= patch.added | patch.removed
    return list(out)
