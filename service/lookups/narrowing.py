"""The thing that a list is narrowed to."""

from __future__ import annotations

from typing import Any

from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.thing import class_labels_of
from gaoxin.language import say
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest


def thing_asked(asked: LookupRequest, name: str, kind: str | None = None) -> str | None:
    """The IRI of the thing that the parameter ``name`` means; ``None`` if it is not given.

    Raises:
        UnresolvedName: nothing has this name.
        AmbiguousName: several things have it.
    """
    text = asked.text(name)
    return asked.generation.names.resolve(text, kind).iri if text else None


def about(asked: LookupRequest, iri: str) -> dict[str, Any]:
    """A thing as the document about it names it."""
    entry = Reader(asked.generation).entry(iri)
    key = asked.generation.minter.key(iri)
    return {
        "name": entry.name,
        "type": entry.cls,
        "class": say(*class_labels_of(entry.cls)),
        "key": key,
        "iri": iri,
        "link": thing_link(key),
    }
