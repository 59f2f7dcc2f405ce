"""IRIs of things, graphs and sources under the base IRI (a setting), and the way back."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

import pyoxigraph as ox

from gaoxin.settings import Settings

_SAFE = "-._~!$&'()*+,;=:@"
_PLAIN = re.compile(rf"[A-Za-z0-9/{re.escape(_SAFE)}]*")


class Minter:
    """Makes and reads the IRIs under one base."""

    def __init__(self, settings: Settings) -> None:
        self.base = settings.base
        self.inferred = ox.NamedNode(f"{self.base}graph/inferred")

    def thing(self, key: str) -> ox.NamedNode:
        """``zone/tianjin-binhai`` → its IRI; other characters are percent-encoded."""
        return ox.NamedNode(self.iri(key))

    def iri(self, key: str) -> str:
        """The IRI of :meth:`thing` as text."""
        return self.base + (key if _PLAIN.fullmatch(key) else quote(key, safe=_SAFE + "/"))

    def source(self, key: str) -> ox.NamedNode:
        """``article-002`` → the source's IRI."""
        return self.thing(f"source/{key}")

    def graph(self, dataset: str, source: str) -> ox.NamedNode:
        """The named graph of what ``source`` says in ``dataset``."""
        return ox.NamedNode(
            f"{self.base}graph/{quote(dataset, safe=_SAFE)}/{quote(source, safe=_SAFE)}"
        )

    def graph_parts(self, iri: str) -> tuple[str, str] | None:
        """``(dataset, source)`` of a named graph's IRI; ``None`` if it is not one of ours."""
        prefix = f"{self.base}graph/"
        if not iri.startswith(prefix):
            return None
        dataset, slash, source = iri[len(prefix) :].partition("/")
        return (unquote(dataset), unquote(source)) if slash and source else None

    def key(self, iri: str) -> str:
        """``zone/tianjin-binhai`` of a thing's IRI; a foreign IRI stays as it is."""
        return unquote(iri[len(self.base) :]) if iri.startswith(self.base) else iri
