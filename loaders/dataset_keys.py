"""Keys of datasets: for users' files and folders, and for the project's own tables.

The key of a user's file is its name.  The keys of the project's tables are ``gaoxin/zones`` and so
on; a file name cannot contain a slash, so a user's file can never replace one of these.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from gaoxin.errors import BadUsage
from gaoxin.graph.store.manifest import OWN_PREFIX, Dataset
from gaoxin.loaders.reference.bundled import bundled_datasets

MAX_KEY_CHARS = 200
_UNUSABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\\?#%<>\"{}|^`/]+")


def dataset_key(path: Path) -> str:
    """The dataset's key: the file's name without its suffix, or the folder's name.

    >>> dataset_key(Path("data/My facts.v2.csv"))
    'My-facts.v2'
    """
    path = _absolute(path)
    return _clean(path.name if path.is_dir() else path.stem) or "dataset"


def assign_keys(paths: Sequence[Path], known: Mapping[str, Dataset]) -> list[tuple[str, Path]]:
    """Assign a key to each path; repeated paths count once.

    A path that was loaded before keeps its key from ``known`` (the published datasets).  If paths
    would get the same key, the names of their folders are put before it, as many as make the keys
    unique: ``2024/企业`` and ``2025/企业``.  Files of the same folder get their suffix appended
    instead.  Paths that differ only in characters that no key contains get a hash appended, too.
    """
    absolute = list(dict.fromkeys(_absolute(path) for path in paths))
    kept = {path: key for path in absolute if (key := _key_of_origin(path, known))}
    fresh = [path for path in absolute if path not in kept]
    base = {path: dataset_key(path) for path in fresh}
    for rename in (_with_suffix, _with_hash):
        siblings = Counter((base[path], *_folders(path)) for path in fresh)
        alike = [path for path in fresh if siblings[base[path], *_folders(path)] > 1]
        base |= {path: rename(path) for path in alike}
    keys = {path: base[path] for path in fresh}
    taken = Counter(kept.values())
    for depth in range(1, max((len(path.parts) for path in fresh), default=1)):
        count = Counter(keys.values()) + taken
        double = [path for path in fresh if count[keys[path]] > 1]
        if not double:
            break
        for path in double:
            keys[path] = _with_folders(path, base[path], depth)
    return [(kept.get(path) or keys[path], path) for path in absolute]


def check_key(key: str) -> str:
    """Check a key that a user chose; return it without outer white space.

    Raises:
        BadUsage: it is empty or too long, has a forbidden character, or has the prefix of the
            project's own tables.
    """
    text = unicodedata.normalize("NFC", key.strip())
    if text.startswith(OWN_PREFIX):
        raise BadUsage(
            f"数据集的键不能以 {OWN_PREFIX} 开头，那是项目自带数据的；请另取一个名称。",
            f"A dataset's key must not begin with {OWN_PREFIX}, which marks the project's own "
            "data; choose another name.",
            dataset=key,
        )
    parts = text.split("/")
    if len(text) > MAX_KEY_CHARS or any(not part or _clean(part) != part for part in parts):
        raise BadUsage(
            f'「{key}」不能作数据集的键；请用不含空格和 \\ ? # % < > " {{ }} | ^ ` 的名称，'
            f"最多 {MAX_KEY_CHARS} 个字符。",
            f"{key!r} cannot be a dataset's key; use a name without spaces and without "
            f'\\ ? # % < > " {{ }} | ^ `, of at most {MAX_KEY_CHARS} characters.',
            dataset=key,
        )
    return text


def earlier_keys(known: Mapping[str, Dataset]) -> dict[str, str]:
    """Keys of the project's own tables in earlier versions, mapped to the current keys.

    A dataset that a user loaded has an absolute path as its origin; the project's own tables do
    not.
    """
    own = {item.name: item.key for item in bundled_datasets()}
    return {
        key: own[key]
        for key, dataset in known.items()
        if key in own and not Path(dataset.origin).is_absolute()
    }


def is_same_origin(old: Dataset, origin: str) -> bool:
    """Whether the dataset was loaded from the path ``origin``."""
    return os.path.normpath(old.origin) == os.path.normpath(origin)


def _key_of_origin(path: Path, known: Mapping[str, Dataset]) -> str | None:
    """The key under which ``path`` was loaded before, else ``None``.

    If several datasets were loaded from it, only the key that the path itself gives counts.
    """
    keys = [key for key, dataset in known.items() if is_same_origin(dataset, str(path))]
    own = dataset_key(path)
    if own in keys:
        return own
    return keys[0] if len(keys) == 1 else None


def _with_suffix(path: Path) -> str:
    return _clean(path.name) or "dataset"


def _with_hash(path: Path) -> str:
    return f"{_with_suffix(path)}-{hashlib.sha256(os.fsencode(path)).hexdigest()[:8]}"


def _folders(path: Path) -> list[str]:
    """The names of all folders above, as they appear in keys; the nearest one is last."""
    return [name for part in path.parent.parts[1:] if (name := _clean(part))]


def _with_folders(path: Path, base: str, depth: int) -> str:
    """``base`` preceded by the names of ``depth`` parent folders; never a key of the project's
    own.
    """
    key = "/".join([*_folders(path)[-depth:], base])
    return f"files/{key}" if key.startswith(OWN_PREFIX) else key


def _clean(name: str) -> str:
    text = _UNUSABLE.sub("-", unicodedata.normalize("NFC", name)).strip("-")
    # As a part of a graph's IRI, "." and ".." would be resolved away.
    return "" if text in (".", "..") else text


def _absolute(path: Path) -> Path:
    """The absolute path without ``..``; symlinks are not resolved, so that the name is the
    user's.
    """
    return Path(os.path.normpath(path.absolute()))
