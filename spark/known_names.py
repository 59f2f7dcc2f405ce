"""The names of the other datasets of the home, as they are sent to the workers of Spark."""

from __future__ import annotations

import gzip
import hashlib
import json
import pickle
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from gaoxin.graph.store.store import Store
from gaoxin.loaders.inputs import profile_kept
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.settings import Settings


class NamesOfHome:
    """The profiles of datasets in one packed text, which a worker opens once.

    ``mark`` is its sha256.
    """

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        packed = {key: _packed(profile) for key, profile in sorted(profiles.items())}
        self.content = gzip.compress(pickle.dumps(packed), 1, mtime=0)
        self.mark = hashlib.sha256(self.content).hexdigest()

    def profiles(self) -> dict[str, Profile]:
        """The profiles; they are not to be changed."""
        return _opened(self)

    def registry(self) -> Registry:
        """A registry of these datasets alone."""
        return _registry(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NamesOfHome) and self.mark == other.mark

    def __hash__(self) -> int:
        return hash(self.mark)


def known_names(settings: Settings, but: str) -> NamesOfHome:
    """The names of all datasets of the home except ``but``; none if nothing was loaded yet.

    Raises:
        StoreCorrupt: the kept input of a dataset is damaged.
    """
    store = Store(settings)
    if store.published() is None:
        return NamesOfHome({})
    generation = store.read()
    keys = [key for key in generation.manifest.datasets if key != but]
    return NamesOfHome({key: profile_kept(store.inputs, generation, key) for key in keys})


def _packed(profile: Profile) -> tuple[str, bytes]:
    """Small profiles as lines of JSON, large ones as the file that holds them."""
    if profile.is_large:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "names.sqlite"
            profile.save(path)
            return "file", path.read_bytes()
    lines = (json.dumps(part, ensure_ascii=False) for part in profile.dump())
    return "lines", "\n".join(lines).encode("utf-8", "surrogatepass")


@lru_cache(2)
def _opened(known: NamesOfHome) -> dict[str, Profile]:
    out: dict[str, Profile] = {}
    for key, (form, content) in pickle.loads(gzip.decompress(known.content)).items():
        if form == "file":
            handle = tempfile.NamedTemporaryFile(suffix=".sqlite", delete=False)  # noqa: SIM115
            with handle:
                handle.write(content)
            out[key] = Profile.adopt(key, Path(handle.name))
        else:
            parts = iter(map(json.loads, content.decode("utf-8", "surrogatepass").split("\n")))
            out[key] = Profile.load(key, next(parts), parts)
    return out


@lru_cache(2)
def _registry(known: NamesOfHome) -> Registry:
    return Registry(_opened(known))
