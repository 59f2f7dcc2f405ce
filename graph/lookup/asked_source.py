"""``--source`` on a thing: which source is meant, and which ones there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gaoxin.errors import AmbiguousName, UnresolvedName
from gaoxin.graph.facts.finding import incoming, outgoing
from gaoxin.graph.facts.reader import Reader
from gaoxin.language import counted, say

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_LISTED = 8


def source_asked(generation: Generation, iri: str, text: str) -> str:
    """The key of the source that a person gave by key or title; ``""`` if none was given.

    Raises:
        AmbiguousName: several sources have this title.
        UnresolvedName: there is no such source; the notes list those of the thing ``iri``.
    """
    if not text:
        return ""
    known = generation.names.by_iri(f"source/{text}")
    if known is None:
        try:
            known = generation.names.resolve(text, "Source")
        except AmbiguousName:
            raise
        except UnresolvedName as cause:
            unknown = UnresolvedName(
                f"没有名为「{text}」的来源；可写键或标题。",
                f"No source is called {text!r}; give its key or its title.",
                candidates=cause.candidates,
                source=text,
            )
            for line in sources_of_thing(generation, iri):
                unknown.add_note(line)
            raise unknown from cause
    return known.key.removeprefix("source/")


def told_by_none(generation: Generation, iri: str, key: str) -> list[str]:
    """Sentences for a source that says nothing about a thing; empty if it says something."""
    reader = Reader(generation)
    if key in _counted(reader, iri):
        return []
    source = reader.source(generation.minter.source(key).value)
    name = reader.entry(iri).name
    title = source.title or key
    return [
        say(
            f"来源「{title}」（{key}）没有说到{name}。",
            f"The source {title!r} ({key}) says nothing about {name}.",
        ),
        *sources_of_thing(generation, iri),
    ]


def sources_of_thing(generation: Generation, iri: str) -> list[str]:
    """Which sources speak of a thing, a line for each, those with the most facts first."""
    reader = Reader(generation)
    counts = _counted(reader, iri)
    name = reader.entry(iri).name
    if not counts:
        return [say(f"没有来源说到{name}。", f"No source speaks of {name}.")]
    lines = [say(f"说到{name}的来源：", f"Sources that speak of {name}:")]
    for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_LISTED]:
        source = reader.source(generation.minter.source(key).value)
        lines.append(
            say(
                f"  {key}  {source.title}（{count} 条）",
                f"  {key}  {source.title} ({counted(count, 'fact')})",
            )
        )
    more = len(counts) - _LISTED
    if more > 0:
        lines.append(
            say(
                f"  另有 {more} 个；gaoxin sources 列出全部来源。",
                f"  {more} more; gaoxin sources lists all sources.",
            )
        )
    return lines


def _counted(reader: Reader, iri: str) -> Counter[str]:
    """How many facts of a thing each source states."""
    facts = (*outgoing(reader, iri), *incoming(reader, iri))
    return Counter(source.key for fact in facts for source in fact.sources)
