"""Decisions of the loaded identity tables about pairs of names."""

from __future__ import annotations

from gaoxin.graph.names.keys import match_key
from gaoxin.graph.store.store import Store
from gaoxin.loaders.inputs import profile_kept
from gaoxin.loaders.resolving.name_rows import kind_of
from gaoxin.loaders.resolving.name_set import NameKey
from gaoxin.settings import Settings


def decided_pairs(settings: Settings) -> frozenset[frozenset[NameKey]]:
    """Pairs of (kind, match key) that a row declares the same or different.

    Raises:
        StoreEmpty: nothing was loaded yet.
    """
    store = Store(settings)
    pairs: set[frozenset[NameKey]] = set()
    generation = store.read()
    for key, dataset in generation.manifest.datasets.items():
        if dataset.kind != "identity":
            continue
        for row in profile_kept(store.inputs, generation, key).identities:
            ends = ((row.left_type, row.left), (row.right_type, row.right))
            kinds = [(kind_of(type_), form) for type_, form in ends]
            pairs.add(frozenset((kind, match_key(form, kind)) for kind, form in kinds))
    return frozenset(pairs)
