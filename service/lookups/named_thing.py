"""``/resolve``: the one thing that a name means."""

from __future__ import annotations

from typing import Any

from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.things_asked import thing_named, told_thing


def named_thing(asked: LookupRequest) -> dict[str, Any]:
    """The thing that ``name`` means: by its name, short form, pinyin, initials, key or IRI.

    Raises:
        UnresolvedName: nothing has this name; the nearest are candidates.
        AmbiguousName: several things have it.
    """
    return told_thing(asked, thing_named(asked, "name").iri)
