"""Weights are written with their sha256."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

np = pytest.importorskip("numpy")


def test_the_same_arrays_give_the_same_bytes_and_their_sha256_is_stated(tmp_path: Path) -> None:
    from training.weights_files import packed, write_weights

    one = packed({"b": np.ones(3), "a": np.zeros((2, 2), np.float32)})
    assert one == packed({"a": np.zeros((2, 2), np.float32), "b": np.ones(3)})
    table = tmp_path / "weights.toml"
    table.write_text('# Why.\n\n["x.npz"]\nsha256 = "00"\n', encoding="utf-8")
    write_weights(tmp_path, "x.npz", one)
    assert (tmp_path / "x.npz").read_bytes() == one
    digest = hashlib.sha256(one).hexdigest()
    assert table.read_text(encoding="utf-8") == f'# Why.\n\n["x.npz"]\nsha256 = "{digest}"\n'
    with pytest.raises(ValueError, match="does not list"):
        write_weights(tmp_path, "y.npz", one)
