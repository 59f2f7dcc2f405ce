"""``/find``: the one box of the first page, for names and for questions."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from gaoxin.errors import UnresolvedName
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest

_LIKE_A_NAME = 60
"""From this score of the best hit on (0 to 100), a text is a name; below it, a question."""


def find(asked: LookupRequest) -> dict[str, Any]:
    """``link``: the page of the thing that has this name, else the search if things are called so,
    else the answer to the question.
    """
    text = asked.text("q").strip()
    names = asked.generation.names
    found = names.search(text, 1) if text and not text.endswith(("?", "？")) else []
    if not text or (found and found[0].score >= _LIKE_A_NAME):
        try:
            link = thing_link(names.resolve(text).key)
        except UnresolvedName:  # none, or several
            link = "/search?" + urlencode({"q": text})
    else:
        link = "/ask?" + urlencode({"q": text})
    return {"q": text, "link": link}
