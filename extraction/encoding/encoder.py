"""A vector for each character of a text, by a small encoder that runs on the processor."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from gaoxin.extraction.encoding.tokenizer import NO_TOKEN, Tokenizer
from gaoxin.extraction.weights import read_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DIMENSION = 512
_WINDOW = 382
"""Tokens that are read together; with the two marks at the ends it is 384.  The encoder takes up to
512, but its time grows faster than the length."""

_SHARED = 64
"""Tokens that two neighbouring windows have both: each window gives the half that is nearer to its
middle, so that no token is read without what stands around it."""


class Encoder:
    """Vectors of characters.  The same text has the same vectors: one thread, windows of a fixed
    length.
    """

    def __init__(self, model: bytes, vocabulary: str) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer(vocabulary.removesuffix("\n").split("\n"))

    def vectors(self, text: str) -> Vectors:
        """The vectors of the characters, float32 of shape ``[len(text), 512]``.

        The characters of a word in Latin letters or digits share those of its pieces.  Spaces and
        ends of lines have zeros.
        """
        import numpy as np

        tokens = self.tokenizer.tokens(text)
        rows = np.zeros((len(tokens.ids) + 1, DIMENSION), np.float32)  # the last one for spaces
        start = 0
        while start < len(tokens.ids):
            end = min(start + _WINDOW, len(tokens.ids))
            kept = start + _SHARED // 2 if start else 0
            rows[kept:end] = self._window(tokens.ids[start:end])[kept - start :]
            if end == len(tokens.ids):
                break
            start = end - _SHARED
        owners = np.array(tokens.of_character, np.int64)
        owners[owners == NO_TOKEN] = len(tokens.ids)
        return rows[owners]

    def _window(self, ids: tuple[int, ...]) -> Vectors:
        import numpy as np

        row = np.array([[self.tokenizer.start, *ids, self.tokenizer.end]], np.int64)
        given = {
            "input_ids": row,
            "attention_mask": np.ones_like(row),
            "token_type_ids": np.zeros_like(row),
        }
        found: Vectors = self._session.run(None, given)[0][0, 1:-1]
        return found


@cache
def load_encoder() -> Encoder | None:
    """The encoder, ``None`` without its weights or without onnxruntime (the extra ``articles``).

    Raises:
        GaoxinError: the weights are damaged.
    """
    model = read_weights(__package__, "encoder.onnx")
    vocabulary = read_weights(__package__, "vocab.txt")
    if model is None or vocabulary is None:
        return None
    try:
        return Encoder(model, vocabulary.decode())
    except ModuleNotFoundError:
        return None
