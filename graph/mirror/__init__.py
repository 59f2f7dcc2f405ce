"""The mirror: Neo4j holds exactly what the default graph says, and can prove it.

Pure parts, without a driver: ``scheme`` (names), ``values`` (literals as Neo4j values and back),
``extraction`` (graph → nodes and relationships), ``ordered`` and ``rows`` (the same in one walk),
``readback`` (nodes and relationships → triples), ``touched`` (patch → what must be looked at
again), ``comparison`` (wanted against found), ``statements`` (Cypher).  Parts that speak to the
server: ``connecting``, ``session``, ``schema``, ``journal``, ``writing``, ``run``, ``filling`` (an
empty database), ``bulk`` (by files), ``partial`` (one source), ``verification``, ``inventory``.
See docs/mirror.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaoxin.graph.mirror.report import MirrorReport, VerifyReport
    from gaoxin.graph.mirror.run import mirror
    from gaoxin.graph.mirror.verification import repair, verify

__all__ = ["MirrorReport", "VerifyReport", "mirror", "repair", "verify"]

_HOMES = {
    "MirrorReport": "report",
    "VerifyReport": "report",
    "mirror": "run",
    "repair": "verification",
    "verify": "verification",
}


def __getattr__(name: str) -> object:
    """Import on first use: the driver alone takes a quarter of a second."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"gaoxin.graph.mirror.{_HOMES[name]}"), name)
