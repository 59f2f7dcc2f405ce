"""What Neo4j shall hold: one generation, and how to get there from earlier ones."""

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
from gaoxin.graph.store.digest import MIRROR_VERSION
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.manifest import Manifest
from gaoxin.graph.store.mirror_digest import whole_mirror_digest
from gaoxin.graph.store.store import Store

_WORTH = 2
"""Read patches only if they changed at most twice the current quads; else the store is faster."""
_LONGEST = 40
"""Most patches to read: all their files are open at once, and a system may allow only 256."""
History = Callable[[tuple[str, ...]], "Iterable[ox.Quad] | None"]


@dataclass(slots=True)
class MirrorGoal:
    """A generation to be mirrored.

    ``identity`` is equal for generations with equal content.  ``history(identities)`` gives all
    quads that differ between neighbours in a sequence of identities that ends with this one;
    ``None`` if a step is not kept.  ``folder`` is the folder of the store, if it is on disk.
    ``chain()`` gives the patches that led to the generation, if all are kept and reading them is
    faster than reading the store.  ``beside`` are datasets that no generation has: results of
    ``gaoxin spark load``.
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
    beside: tuple[str, ...] = ()


def identity_of(manifest: Manifest) -> str:
    """The identity of a generation: equal for generations that are mirrored alike."""
    return identity_by(manifest.digest, manifest.mirror_digest)


def identity_by(digest: str, mirror_digest: str) -> str:
    """The identity of a graph with these digests."""
    return f"{digest}:{mirror_digest}"


def published(store: Store) -> MirrorGoal:
    """The published generation.

    Raises:
        StoreEmpty: nothing was loaded yet.
    """
    return goal_of(store, store.read())


def goal_of(store: Store, generation: Generation) -> MirrorGoal:
    """The goal of mirroring a generation."""
    manifest = generation.manifest
    return MirrorGoal(
        number=generation.number,
        identity=identity_of(manifest),
        mirror_digest=_mirror_digest(generation),
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


def _mirror_digest(generation: Generation) -> str:
    manifest = generation.manifest
    if manifest.versions.get("mirror") == MIRROR_VERSION:
        return manifest.mirror_digest
    return whole_mirror_digest(generation.store, manifest.datasets)


def kept_generation(store: Store, identity: str) -> Generation | None:
    """The newest generation of this identity whose store is kept; ``None`` without one."""
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
