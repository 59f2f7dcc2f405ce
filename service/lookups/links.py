"""Addresses of pages."""

from __future__ import annotations

from urllib.parse import quote


def thing_link(key: str) -> str:
    """The path of the page of a thing or a source: ``/things/zone/tianjin-binhai``."""
    return "/things/" + quote(key, safe="/")
