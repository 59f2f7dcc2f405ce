"""What the contexts of a JSON-LD document define, as far as it decides what the standard drops.

The contexts are not processed; only the definitions are gathered, all together.  A document that
defines a term in two ways is judged by both.
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
"""The keywords that a document may have outside its contexts."""
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
    """Terms by what their definitions say of their values.

    ``aliases``: other names of keywords; ``defined``: every term; ``dropped``: terms set to null,
    whose values are left out on purpose; ``references``: terms whose strings are IRIs; ``maps``:
    terms whose objects are maps by index, language, IRI or class; ``languages``: those by language;
    ``lists``: terms whose arrays are lists; ``longest``: the characters of the longest IRI that a
    name stands for; ``is_plain``: no definition changes how values are counted.
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
        """The keyword that ``key`` is an alias of, else the key itself."""
        return self.aliases.get(key, key)

    def add(self, context: Any) -> None:
        """Gather the definitions of a context: an object, or an array of contexts."""
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
