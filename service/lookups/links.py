"""Addresses of pages and of other forms of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


def thing_link(key: str) -> str:
    """The path of the page of a thing, a source or a fact: ``/things/zone/tianjin-binhai``."""
    return "/things/" + quote(key, safe="/")


def link_of(generation: Generation, iri: str) -> str:
    """The path of the page of a thing by its IRI; an IRI from elsewhere leads there itself.

    ``""`` if the IRI is empty or is no address of the web.
    """
    if iri.startswith(generation.minter.base):
        return thing_link(generation.minter.key(iri))
    return iri if iri.startswith(("http://", "https://")) else ""


def path_with(path: str, values: Sequence[tuple[str, object]] = ()) -> str:
    """A path with the parameters that have a value."""
    given = [(name, value) for name, value in values if value not in ("", None, False)]
    return path + ("?" + urlencode(given) if given else "")


def changed(address: str, **values: str) -> str:
    """The address with these parameters set; an empty value removes one."""
    parts = urlsplit(address)
    kept = parse_qsl(parts.query, keep_blank_values=True)
    given = [(name, value) for name, value in kept if name not in values]
    given += [(name, value) for name, value in values.items() if value]
    return parts.path + ("?" + urlencode(given) if given else "")


def toggled(address: str, name: str, value: str) -> str:
    """The address with this value of a parameter added, or removed if it is there.

    A parameter may have several values.  The first page of the rows is asked for.
    """
    given = [(n, v) for n, v in parse_qsl(urlsplit(address).query) if n != "offset"]
    pair = (name, value)
    chosen = [p for p in given if p != pair] if pair in given else [*given, pair]
    return urlsplit(address).path + ("?" + urlencode(chosen) if chosen else "")
