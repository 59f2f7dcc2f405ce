"""Weights are written together with their sha256, which the program checks."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gaoxin.files import write_whole


def packed(arrays: Mapping[str, Any]) -> bytes:
    """The arrays as an ``.npz`` file; the same arrays give the same bytes."""
    file = io.BytesIO()
    ordered: dict[str, Any] = {name: np.asarray(arrays[name]) for name in sorted(arrays)}
    np.savez(file, **ordered)
    return file.getvalue()


def write_weights(folder: Path, name: str, content: bytes) -> None:
    """Write a file of weights and its sha256 in ``weights.toml``, which has the file already."""
    table = folder / "weights.toml"
    digest = hashlib.sha256(content).hexdigest()
    entry = re.compile(rf'(\["{re.escape(name)}"\]\nsha256 = ")[0-9a-f]*"')
    text, count = entry.subn(rf'\g<1>{digest}"', table.read_text(encoding="utf-8"))
    if count != 1:
        raise ValueError(f"{table} does not list {name}")
    write_whole(folder / name, content)
    write_whole(table, text.encode())
