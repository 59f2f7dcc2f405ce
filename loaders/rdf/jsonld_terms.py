"""The term definitions of a JSON-LD document's contexts that decide what a parser would drop.

Contexts are not processed; the definitions of all contexts are collected together.  If a document
defines a term twice, both definitions apply.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

KEYWORDS = frozenset(
    """
    @base @container @context @direction @graph @id @import @included @index @json
    @language @list @nest @none @prefix @propagate @protected @reverse @set @type
    @value @version @vocab
    """.split()  # noqa: SIM905 - easier to read
)
IN_DATA = frozenset(
    """
    @context @direction @graph @id @included @index @language @list @nest @none
    @reverse @set @type @value
    """.split()  # noqa: SIM905 - easier to read
)
"""The keywords that a document may contain outside its contexts."""
IN_DEFINITION = frozenset(
    """
    @id @type @container @context @language @direction @index @nest @prefix
    @propagate @protected @reverse
    """.split()  # noqa: SIM905 - easier to read
)
IN_CONTEXT = frozenset(
    """
    @base @direction @import @language @propagate @protected @type @version @vocab
    """.split()  # noqa: SIM905 - easier to read
)


@dataclass(slots=True)
class ContextTerms:
    """The collected terms, grouped by how their values are interpreted.

    ``aliases`` maps other names to keywords.  ``defined`` has all terms, ``dropped`` those set to
    null, whose values are omitted on purpose.  For terms in ``references`` strings are IRIs, in
    ``lists`` arrays are lists, in ``maps`` objects are maps by index, language, IRI or class, and
    in ``languages`` maps by language.  ``longest`` is the length of the longest IRI of a term, in
    characters.  ``is_plain`` is true if no definition changes how triples are counted.
    """

    aliases: dict[str, str] = field(default_factory=dict)
    defined: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)
    maps: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    longest: int = 0
    is_plain: bool = True

    def keyword(self, key: str) -> str:
        """The keyword of which ``key`` is an alias, else the key itself."""
        return self.aliases.get(key, key)

    def add(self, context: Any) -> None:
        """Collect the definitions of a context, which is an object or an array of contexts."""
        for item in context if isinstance(context, list) else [context]:
            if not isinstance(item, dict):
                continue
            for term, definition in item.items():
                if isinstance(definition, str):
                    self.longest = max(self.longest, len(definition))
                if term not in IN_CONTEXT:
                    self._define(term, definition)
                elif term == "@propagate":
                    self.is_plain = False

    def _define(self, term: str, definition: Any) -> None:
        self.defined.add(term)
        if not isinstance(definition, dict):
            definition = {"@id": definition}
        target = definition.get("@id", term)
        self.longest = max(self.longest, len(target or ""))
        if target is None:
            self.dropped.add(term)
        elif isinstance(target, str) and target in KEYWORDS:
            self.aliases[term] = target
        if definition.get("@type") in ("@id", "@vocab"):
            self.references.add(term)
        containers = definition.get("@container", [])
        containers = {containers} if isinstance(containers, str) else set(containers or ())
        if "@list" in containers:
            self.lists.add(term)
        if containers & {"@index", "@language", "@id", "@type", "@graph"}:
            self.maps.add(term)
            self.is_plain = False
        if "@language" in containers:
            self.languages.add(term)
        if definition.get("@type") == "@json" or {"@context", "@nest", "@reverse"} & set(
            definition
        ):
            self.is_plain = False
