"""``/``: what the graph holds."""

from __future__ import annotations

from typing import Any

from gaoxin.service.lookups.lookup_request import LookupRequest


def home(asked: LookupRequest) -> dict[str, Any]:
    """The generation, and how many facts and sources it has."""
    manifest = asked.generation.manifest
    return {
        "generation": manifest.number,
        "time": manifest.time,
        "triples": manifest.triples,
        "datasets": len(manifest.datasets),
    }
