"""A request as a lookup sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.settings import Settings


@dataclass(frozen=True, slots=True)
class LookupRequest:
    """What is asked of which generation.

    ``values`` are the parameters, checked and converted by the front.  ``address`` is the path and
    query of the request, for links to other pages and forms of the same answer; ``nonce`` allows
    the scripts and styles of the page that is made (Content Security Policy Level 3).
    """

    generation: Generation
    settings: Settings
    values: Mapping[str, Any]
    address: str = "/"
    nonce: str = ""

    def text(self, name: str) -> str:
        """A text parameter, ``""`` if it is not given."""
        value = self.values.get(name)
        return "" if value is None else str(value)
