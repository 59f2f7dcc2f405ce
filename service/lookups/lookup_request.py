"""A request as a lookup sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.settings import Settings


@dataclass(frozen=True, slots=True)
class LookupRequest:
    """What is asked of which generation.

    ``values`` are the parameters, checked and converted by the front.  ``address`` is the path and
    query of the request, for links to other pages and forms of the same answer; ``nonce`` allows
    the scripts and styles of the page that is made (Content Security Policy Level 3).  ``day`` is
    the day of the request: what is due, and how an answer is cited, depends on it.  ``form`` is the
    form of the answer, as :data:`gaoxin.service.front.negotiation.MEDIA_TYPES` names it.
    """

    generation: Generation
    settings: Settings
    values: Mapping[str, Any]
    address: str = "/"
    nonce: str = ""
    day: date = field(default_factory=date.today)
    form: str = "json"

    def text(self, name: str) -> str:
        """A text parameter, ``""`` if it is not given."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def number(self, name: str) -> int:
        """A whole number, 0 if it is not given."""
        return int(self.values.get(name) or 0)

    def texts(self, name: str) -> list[str]:
        """A parameter that may be given several times."""
        return [str(value) for value in self.values.get(name) or ()]
