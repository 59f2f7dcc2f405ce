"""A list as the published generation holds it, if a new version of it can be compared with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gaoxin.graph.store.dataset_content import names_file
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import Manifest, current_versions
from gaoxin.loaders.resolving.profile import Profile


@dataclass(frozen=True, slots=True)
class EarlierList:
    """A list that was loaded: the name of its kept input in the folder ``inputs``, the name of its
    ``file`` and the profile of its names.
    """

    inputs: Path
    input: str
    file: str
    profile: Profile


def earlier_list(store: StoreFolder, published: Manifest | None, key: str) -> EarlierList | None:
    """The list that the dataset ``key`` holds.

    ``None`` if it is no large list, if this version of the program would translate it differently,
    or if the meaning of some of its names is open: a load tells those of all rows.
    """
    dataset = published.datasets.get(key) if published else None
    if published is None or dataset is None or dataset.kind != "list" or dataset.ambiguous != 0:
        return None
    if published.versions != current_versions():
        return None
    path = names_file(store.folder(published.number), published, key)
    profile = Profile.open(key, path) if path else None
    if profile is None:
        return None
    return EarlierList(store.inputs, dataset.input, Path(dataset.origin).name, profile)
