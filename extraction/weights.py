"""Weights of models that are shipped with the package, each checked by its sha256."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files

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


def stated_weights() -> str:
    """A short sum over what is stated of all weights: others give other facts."""
    folders = (files(f"gaoxin.extraction.{name}") for name in ("encoding", "tagging", "relations"))
    stated = [folder / "weights" / "weights.toml" for folder in folders]
    text = "".join(file.read_text("utf-8") for file in stated if file.is_file())
    return hashlib.sha256(text.encode()).hexdigest()[:12]
