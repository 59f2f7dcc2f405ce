"""The sections of facts that a person names."""

from __future__ import annotations

from collections.abc import Iterable

from gaoxin.errors import BadParameter
from gaoxin.graph.lookup.sections import FactSection, section_named, sections
from gaoxin.language import say


def sections_asked(texts: Iterable[str] | None) -> frozenset[str]:
    """The keys of the sections that a person names; none means all.

    Raises:
        BadParameter: there is no such section; the message lists them.
    """
    return frozenset(_section_asked(text).key for text in texts or ())


def _section_asked(text: str) -> FactSection:
    found = section_named(text)
    if found is None:
        listed = say("、", ", ").join(section.heading for section in sections())
        raise BadParameter(
            f"没有「{text}」这一类；可写：{listed}。",
            f"There is no section {text!r}; there are: {listed}.",
            section=text,
        )
    return found
