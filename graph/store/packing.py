"""Reproducible compression: the bytes depend only on the content."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib

UNREADABLE = (OSError, EOFError, zlib.error)
"""What reading a damaged gzip file raises."""


def packed(content: bytes) -> bytes:
    """The content compressed by gzip, without a file name and a time stamp."""
    out = io.BytesIO()
    with gzip.GzipFile("", "wb", 1, out, mtime=0) as file:
        file.write(content)
    return out.getvalue()


def is_packed(data: bytes, name: str) -> bool:
    """Whether ``data`` is what :func:`packed` makes of the content with the sha256 ``name``."""
    try:
        content = gzip.decompress(data)
    except UNREADABLE:
        return False
    return hashlib.sha256(content).hexdigest() == name and packed(content) == data
