"""The driver's options for encryption, from the scheme of the address and ``NEO4J_CA``.

``+s`` checks the server's certificate against the system's trusted certificates, ``+ssc`` accepts
any.  ``NEO4J_CA`` names a PEM file: then only its certificates are trusted.  The driver accepts
such a file only with the schemes ``bolt`` and ``neo4j``, so ``bolt+s`` with a file becomes ``bolt``
with encryption.
"""

from __future__ import annotations

import re
import ssl
from pathlib import Path
from typing import Any

from gaoxin.errors import MirrorUnavailable
from gaoxin.system_reasons import system_reason

_SCHEME = re.compile(r"^(bolt|neo4j)(\+s|\+ssc)?(?=://)", re.IGNORECASE)


def is_encrypted(uri: str, authorities: Path | None) -> bool:
    """Whether the connection to ``uri`` is encrypted."""
    found = _SCHEME.match(uri)
    return authorities is not None or bool(found and found[2])


def driver_options(uri: str, authorities: Path | None) -> tuple[str, dict[str, Any]]:
    """The address and the options for the driver.

    Raises:
        MirrorUnavailable: the file of ``NEO4J_CA`` cannot be read, or contains no certificate.
    """
    if authorities is None:
        return uri, {}
    from neo4j import TrustCustomCAs

    _require_certificates(authorities)
    # The driver refuses an unknown scheme and names the known ones.
    bare = _SCHEME.sub(lambda found: found[1].lower(), uri)
    return bare, {"encrypted": True, "trusted_certificates": TrustCustomCAs(str(authorities))}


def _require_certificates(path: Path) -> None:
    try:
        ssl.create_default_context(cafile=str(path))
    except OSError as cause:  # includes ssl.SSLError
        zh, en = (
            ("其中没有证书", "it holds no certificate")
            if isinstance(cause, ssl.SSLError)
            else (f"无法读取（{system_reason(cause)}）", f"it cannot be read ({cause.strerror})")
        )
        raise MirrorUnavailable(
            f"NEO4J_CA 指向的 {path} 无法使用：{zh}；请让它指向一个 PEM 证书文件。",
            f"NEO4J_CA names {path}, which cannot be used: {en}; "
            "set it to a PEM file of certificates.",
            file=str(path),
        ) from cause
