"""Pages of the project that the managed Neo4j serves beside Neo4j Browser: style, guide and so on.

Neo4j serves the Browser from a jar and has no folder for other pages.  So the server runs with a
copy of that jar to which the pages were added.  They have the Browser's own address, so it may read
them without permission from another server (CORS), and no second process is needed.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from gaoxin.files import write_whole
from gaoxin.neo4j.configuration import Layout
from gaoxin.neo4j.process import HOST

FOLDER = "gaoxin"
STYLE, GUIDE, FAVOURITES = "style.grass", "guide.html", "favourites.zip"
_BROWSER = "neo4j-browser-"
_ORIGIN = "gaoxin/origin"
"""Entry of the copy that says of what it was made."""


def jars_with_pages(
    layout: Layout, jars: list[Path], pages: Mapping[str, bytes] | None
) -> list[Path]:
    """The jars, that of the Browser replaced by a copy with ``pages``.

    ``pages`` are the contents by file name; ``None`` keeps those of the last start, if any.
    """
    browser = next(path for path in jars if path.name.startswith(_BROWSER))
    copy = layout.browser
    if pages is None and not copy.exists():
        return jars
    if pages is not None and _origin_of(copy) != (wanted := _origin(browser, pages)):
        content = io.BytesIO(browser.read_bytes())
        with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
            for name, page in pages.items():
                archive.writestr(f"browser/{FOLDER}/{name}", page)
            archive.writestr(_ORIGIN, wanted)
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(copy, content.getvalue())
    return [copy if path == browser else path for path in jars]


def page_address(http_port: int, name: str) -> str:
    """The address of one of the pages."""
    return f"http://{HOST}:{http_port}/browser/{FOLDER}/{name}"


def commands_after_connecting(layout: Layout, http_port: int) -> str:
    """What the Browser runs when somebody connects; ``""`` without pages."""
    if not layout.browser.exists():
        return ""
    style, guide = (page_address(http_port, name) for name in (STYLE, GUIDE))
    return f"style {style}; play {guide}"


def _origin(browser: Path, pages: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(browser.name.encode())
    for name, content in sorted(pages.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()


def _origin_of(copy: Path) -> str:
    try:
        with zipfile.ZipFile(copy) as archive:
            return archive.read(_ORIGIN).decode()
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return ""
