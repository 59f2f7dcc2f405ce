"""Vectors of characters, and what happens without weights."""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaoxin.errors import GaoxinError
from gaoxin.extraction import weights
from gaoxin.extraction.encoding import encoder
from gaoxin.extraction.encoding.encoder import DIMENSION, Encoder, load_encoder

np = pytest.importorskip("numpy")
pytest.importorskip("onnxruntime")

SENTENCE = "云河高新区（Yunhe）的星禾科技有限公司2018年营收２０亿元🚀。\n它位于 云河。"


@pytest.fixture
def fresh_load() -> Iterator[None]:
    """Nothing that was loaded before is kept, nor afterwards."""
    load_encoder.cache_clear()
    yield
    load_encoder.cache_clear()


@pytest.fixture(scope="module")
def loaded() -> Encoder:
    found = load_encoder()
    assert found is not None
    return found


def test_every_character_has_a_row(loaded: Encoder) -> None:
    rows = loaded.vectors(SENTENCE)
    assert rows.shape == (len(SENTENCE), DIMENSION)
    assert rows.dtype == np.float32
    for place, character in enumerate(SENTENCE):
        assert bool(np.any(rows[place])) is not character.isspace(), place
    assert loaded.vectors("").shape == (0, DIMENSION)


def test_pieces_of_a_word_share_a_row(loaded: Encoder) -> None:
    rows = loaded.vectors(SENTENCE)
    year = SENTENCE.index("2018")
    assert np.array_equal(rows[year], rows[year + 3])
    assert not np.array_equal(rows[year], rows[year + 4])


def test_long_texts_are_read_by_windows_with_what_stands_around(loaded: Encoder) -> None:
    text = "".join(f"第{n}家企业来到云河，它叫星禾{n}科技。" for n in range(120))
    rows = loaded.vectors(text)
    assert len(rows) == len(text)
    assert np.array_equal(rows, loaded.vectors(text))
    assert all(np.any(row) for row in rows)
    # The middle of the text has nearly the vectors that it has when it is read by itself.
    part = text[800:1000]
    own, within = loaded.vectors(part)[80:120], rows[880:920]
    likeness = (own * within).sum(1) / np.linalg.norm(own, axis=1) / np.linalg.norm(within, axis=1)
    assert likeness.min() > 0.7


def test_meaning_shows_in_the_vectors(loaded: Encoder) -> None:
    """Two names of firms are more alike than one of them and a verb."""
    text = "星禾公司投资蓝屿集团。"
    rows = loaded.vectors(text)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    firm, other, verb = (rows[text.index(word)] for word in ("公司", "集团", "投资"))
    assert firm @ other > firm @ verb


@pytest.mark.usefixtures("fresh_load")
def test_without_onnxruntime_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert load_encoder() is None


@pytest.mark.usefixtures("fresh_load")
def test_without_weights_there_is_no_encoder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(weights, "files", lambda package: tmp_path)
    assert load_encoder() is None


def test_damaged_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "a.bin").write_bytes(b"whole")
    (folder / "weights.toml").write_text(
        f'["a.bin"]\nsha256 = "{hashlib.sha256(b"whole").hexdigest()}"\n'
    )
    monkeypatch.setattr(weights, "files", lambda package: tmp_path)
    assert weights.read_weights("any", "a.bin") == b"whole"
    (folder / "a.bin").write_bytes(b"hole")
    with pytest.raises(GaoxinError, match=r"damaged|损坏"):
        weights.read_weights("any", "a.bin")


def test_every_file_of_weights_is_stated_and_together_they_are_small() -> None:
    root = Path(encoder.__file__).parent.parent
    stated = list(root.glob("*/weights/weights.toml"))
    assert stated
    total = 0
    for table in stated:
        named = set(tomllib.loads(table.read_text(encoding="utf-8")))
        there = {
            path.name for path in table.parent.iterdir() if not path.name.startswith("LICENSE")
        }
        assert there == named | {"weights.toml"}
        total += sum(path.stat().st_size for path in table.parent.iterdir())
    assert total <= 30_000_000
