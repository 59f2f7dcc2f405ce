"""Weights of models that are shipped with the package, each checked by its sha256."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from gaoxin.errors import GaoxinError


def read_weights(package: str, name: str) -> bytes | None:
    """The bytes of the file ``name`` in the folder ``weights/`` of a package, ``None`` if it is
    not installed.

    ``weights/weights.toml`` states the sha256 of each file.  A damaged file would give other
    facts without a word, so it is refused.

    Raises:
        GaoxinError: the file is not the one whose sha256 is stated.
    """
    folder = files(package) / "weights"
    file = folder / name
    if not file.is_file():
        return None
    content = file.read_bytes()
    stated = tomllib.loads((folder / "weights.toml").read_text("utf-8"))[name]["sha256"]
    if hashlib.sha256(content).hexdigest() != stated:
        raise GaoxinError(
            f"随程序安装的模型文件 {file} 已损坏。请重新安装 gaoxin。",
            f"The model file {file}, which comes with the program, is damaged. "
            "Install gaoxin again.",
        )
    return content


def read_arrays(package: str, name: str) -> dict[str, Any] | None:
    """The arrays of a file of weights by their names; ``None`` if it or numpy (the extra
    ``articles``) is not installed.

    Raises:
        GaoxinError: the file is damaged.
    """
    content = read_weights(package, name)
    if content is None or find_spec("numpy") is None:
        return None
    import numpy as np

    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        return dict(arrays)


def stated_weights() -> str:
    """A short sum over what is stated of all weights: others give other facts."""
    folders = (files(f"gaoxin.extraction.{name}") for name in ("encoding", "tagging", "relations"))
    stated = [folder / "weights" / "weights.toml" for folder in folders]
    text = "".join(file.read_text("utf-8") for file in stated if file.is_file())
    return hashlib.sha256(text.encode()).hexdigest()[:12]
