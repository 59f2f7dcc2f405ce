"""Find the dataset that a person names: by its key, or by the file that it came from."""

from __future__ import annotations

from pathlib import Path

from gaoxin.errors import BadParameter
from gaoxin.graph.store.manifest import OWN_PREFIX, Manifest
from gaoxin.loaders.dataset_keys import is_same_origin
from gaoxin.loaders.problems import did_you_mean

_SHOWN = 8
"""Number of datasets that an error lists."""


def dataset_named(text: str, manifest: Manifest | None) -> str:
    """The key of the dataset that ``text`` names: a key, or the path or name of its file.

    Raises:
        BadParameter: there is none, or several came from files of this name; the message lists
            some and tells how to list all.
    """
    known = manifest.datasets if manifest else {}
    if manifest and (found := manifest.find_dataset(text)):
        return found
    path = Path(text).expanduser()
    whole = str(path.absolute())
    if same := [key for key, dataset in known.items() if is_same_origin(dataset, whole)]:
        if len(same) == 1:
            return same[0]
    elif path.suffix:
        same = [key for key, dataset in known.items() if Path(dataset.origin).name == path.name]
        if len(same) == 1:
            return same[0]
    if same:
        raise BadParameter(
            f"有 {len(same)} 个数据集来自叫「{path.name}」的文件；"
            f"请写其中一个的键：{_some(same)}。",
            f"{len(same)} datasets came from files called {path.name!r}; give the key of one of "
            f"them: {_some(same, ', ')}.",
            dataset=text,
        )
    keys = sorted(known, key=lambda key: (key.startswith(OWN_PREFIX), key))
    short = [key.removeprefix(OWN_PREFIX) for key in keys]
    zh, en = did_you_mean(path.stem if path.suffix else text, [*keys, *short])
    more = len(keys) - _SHOWN
    rest = f" 等 {len(keys)} 个" if more > 0 else ""
    rest_en = f" and {more} more" if more > 0 else ""
    raise BadParameter(
        f"没有数据集「{text}」，也没有来自这个文件的数据集；{zh}"
        f"现有：{_some(keys) or '（没有）'}{rest}。全部见 gaoxin stats。",
        f"There is no dataset {text!r}, nor one from a file of this name.{en} There are: "
        f"{_some(keys, ', ') or 'none'}{rest_en}. gaoxin stats lists all.",
        dataset=text,
    )


def _some(keys: list[str], mark: str = "、") -> str:
    return mark.join(keys[:_SHOWN])
