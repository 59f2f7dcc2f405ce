"""The weights of the encoder as arrays: read from its ONNX file, written back as int8.

The graph of the file stays as it is; its arrays are exchanged.  A matrix has 8 bits for each number
and a scale for each column.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper

LAYERS = 4
_MATRICES = ("query", "key", "value", "attention", "intermediate", "output")
_BIASES = {
    "query": "attention.self.query.bias",
    "key": "attention.self.key.bias",
    "value": "attention.self.value.bias",
    "attention": "attention.output.dense.bias",
    "intermediate": "intermediate.dense.bias",
    "output": "output.dense.bias",
    "attention_norm": "attention.output.LayerNorm",
    "output_norm": "output.LayerNorm",
}

Weights = dict[str, Any]


def read_encoder(model: bytes) -> Weights:
    """The arrays of an encoder: ``embeddings`` and ``layers``, as float32."""
    graph = onnx.load_from_string(model).graph
    arrays = {item.name: numpy_helper.to_array(item) for item in graph.initializer}

    def whole(name: str) -> Any:
        return _dequantised(*(arrays[f"{name}_{part}"] for part in _PARTS))

    layers = []
    matrices = iter(_matrix_names(graph))
    for number in range(LAYERS):
        layer: Weights = {name: whole(next(matrices)) for name in _MATRICES}
        for name, stored in _BIASES.items():
            path = f"encoder.layer.{number}.{stored}"
            if name.endswith("norm"):
                layer[name] = arrays[f"{path}.weight"].copy()
                layer[f"{name}_bias"] = arrays[f"{path}.bias"].copy()
            else:
                layer[f"{name}_bias"] = arrays[path].copy()
        layers.append(layer)
    return {
        "embeddings": {
            "words": whole("embeddings.word_embeddings.weight"),
            "places": whole("embeddings.position_embeddings.weight"),
            "kinds": whole("embeddings.token_type_embeddings.weight"),
            "norm": arrays["embeddings.LayerNorm.weight"].copy(),
            "norm_bias": arrays["embeddings.LayerNorm.bias"].copy(),
        },
        "layers": layers,
    }


def write_layers(model: bytes, layers: list[Weights]) -> bytes:
    """The ONNX file with other layers; its embeddings stay."""
    loaded = onnx.load_from_string(model)
    new: dict[str, Any] = {}
    matrices = iter(_matrix_names(loaded.graph))
    for number, layer in enumerate(layers):
        for name in _MATRICES:
            stored = next(matrices)
            for part, array in zip(_PARTS, _quantised(np.asarray(layer[name])), strict=True):
                new[f"{stored}_{part}"] = array
        for name, stored in _BIASES.items():
            path = f"encoder.layer.{number}.{stored}"
            if name.endswith("norm"):
                new[f"{path}.weight"] = np.asarray(layer[name])
                new[f"{path}.bias"] = np.asarray(layer[f"{name}_bias"])
            else:
                new[path] = np.asarray(layer[f"{name}_bias"])
    for item in loaded.graph.initializer:
        if item.name in new:
            array = new.pop(item.name)
            item.CopyFrom(numpy_helper.from_array(array, item.name))
    assert not new
    content: bytes = loaded.SerializeToString(deterministic=True)
    return content


_PARTS = ("quantized", "scale", "zero_point")


def _matrix_names(graph: Any) -> list[str]:
    """The names of the matrices in the order in which the graph multiplies by them."""
    names = [node.input[1] for node in graph.node if node.op_type == "MatMulInteger"]
    assert len(names) == LAYERS * len(_MATRICES)
    return [name.removesuffix("_quantized") for name in names]


def _dequantised(array: Any, scale: Any, zero: Any) -> Any:
    return (array.astype(np.float32) - zero.astype(np.float32)) * scale


def _quantised(array: Any) -> tuple[Any, Any, Any]:
    scale = np.maximum(np.abs(array).max(0), 1e-8).astype(np.float32) / 127
    return (
        np.clip(np.rint(array / scale), -127, 127).astype(np.int8),
        scale,
        np.zeros(array.shape[1], np.int8),
    )
