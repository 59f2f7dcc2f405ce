"""The pages that Neo4j serves beside Neo4j Browser: the style, the guide, the favourites."""

from __future__ import annotations

from gaoxin.neo4j.browser_pages import FAVOURITES, GUIDE, STYLE
from gaoxin.queries.browser.favourites import favourites
from gaoxin.queries.browser.guide import guide
from gaoxin.queries.browser.style import style_sheet


def browser_pages() -> dict[str, bytes]:
    """The pages by file name, in the language of the output."""
    return {
        STYLE: style_sheet().encode(),
        GUIDE: guide().encode(),
        FAVOURITES: favourites(),
    }
