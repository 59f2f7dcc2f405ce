"""What pages load: one style sheet, and scripts.  They are read once, from the package."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from gaoxin.graph.appearance.design_tokens import stylesheet
from gaoxin.service.pages.glyphs import colour_rules

_STYLES = ("base.css", "facts.css", "lists.css", "thing.css", "home.css", "pages.css", "review.css")
"""The parts of the style sheet; a later one may refine an earlier one."""

STYLE = "style.css"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent, with its media type and the version that its address names."""

    content: bytes
    kind: str
    version: str


@cache
def assets() -> dict[str, Asset]:
    """All files by the last part of their address."""
    folder = resources.files("gaoxin.service.pages") / "static"
    parts = [stylesheet(), colour_rules()]
    parts += [(folder / name).read_text(encoding="utf-8") for name in _STYLES]
    found = {STYLE: _asset("\n".join(parts).encode(), "text/css; charset=utf-8")}
    for file in folder.iterdir():
        if file.name.endswith(".js"):
            found[file.name] = _asset(file.read_bytes(), "text/javascript; charset=utf-8")
    return found


def asset_address(name: str) -> str:
    """The address of a file; it changes with the content, so clients may keep what it gives."""
    return f"/static/{name}?v={assets()[name].version}"


def _asset(content: bytes, kind: str) -> Asset:
    return Asset(content, kind, hashlib.sha256(content).hexdigest()[:12])
