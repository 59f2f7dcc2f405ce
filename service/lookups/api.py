"""``/api``: what programs can ask, for people who write them."""

from __future__ import annotations

from typing import Any

from gaoxin.service.lookups.lookup_request import LookupRequest


def api(asked: LookupRequest) -> dict[str, Any]:
    """The routes as the front lists them from its own description, and where that stands."""
    return {"routes": list(asked.values.get("routes") or ()), "link": "/openapi.json"}
