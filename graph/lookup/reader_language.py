"""Names of things in the language of the reader."""

from __future__ import annotations

from collections.abc import Sequence

from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.store.generation import Generation
from gaoxin.language import language
from gaoxin.model import Answer


def in_reader_language(generation: Generation, answer: Answer) -> Answer:
    """The answer of a saved query with the names of things in the language in force.

    Queries give Chinese names.  Where a row has the IRI of a thing (``zone_iri`` beside ``zone``),
    an English table has its English name, if there is one.
    """
    pairs = [(name, f"{name}_iri") for name in answer.columns if f"{name}_iri" in answer.columns]
    return named_for_reader(generation, answer, pairs)


def named_for_reader(
    generation: Generation, answer: Answer, pairs: Sequence[tuple[str, str]]
) -> Answer:
    """The answer with the names of things in the language in force; ``pairs`` are the columns of
    a name and of the IRI or the key of the thing that has it.
    """
    if language() == "zh" or not pairs:
        return answer
    reader, things = Reader(generation), generation.minter
    rows = []
    for row in answer.rows:
        told = {
            name: reader.entry(things.thing(things.key(str(row[thing]))).value).name
            for name, thing in pairs
            if row.get(thing)
        }
        rows.append({**row, **told})
    return Answer(answer.columns, rows, answer.truncated, answer.notes)


def english_name(generation: Generation, name: str) -> str:
    """The English name of the one thing that is called ``name``, if that is the language."""
    if language() == "zh":
        return name
    found = {match.iri: match for match in generation.names.namesakes(name)}
    english = {match.name_en for match in found.values() if match.name == name}
    return next(iter(english)) or name if len(english) == 1 else name
