"""The mirror: Neo4j holds exactly what the default graph says, and can prove it.

``mapping`` turns RDF into Neo4j elements and back, without a driver.  ``database`` speaks to the
server.  ``sync`` runs the mirror and verifies it.  ``fill`` fills an empty database.  ``inventory``
lists the content of Neo4j.  See docs/mirror.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaoxin.graph.mirror.plan.report import MirrorReport, VerifyReport
    from gaoxin.graph.mirror.sync.run import mirror
    from gaoxin.graph.mirror.sync.verify import repair, verify

__all__ = ["MirrorReport", "VerifyReport", "mirror", "repair", "verify"]

_HOMES = {
    "MirrorReport": "plan.report",
    "VerifyReport": "plan.report",
    "mirror": "sync.run",
    "repair": "sync.verify",
    "verify": "sync.verify",
}


def __getattr__(name: str) -> object:
    """Import on first use: the driver alone takes a quarter of a second."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"gaoxin.graph.mirror.{_HOMES[name]}"), name)
