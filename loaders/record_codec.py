"""Records as JSON arrays, one in a line, as they are kept in a home and in temporary files."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.profile import cells_of
from gaoxin.model import Entity, Fact, Key, Name, Record, Statement, Text, Thing, VocabularyTerm

# The names in files of all versions, so they stay the same if a class is renamed.
_ENDS: dict[str, type[Key | Name | VocabularyTerm | Text]] = {
    "Key": Key,
    "Name": Name,
    "Term": VocabularyTerm,
    "Text": Text,
}
_END_NAMES = {cls: name for name, cls in _ENDS.items()}

# json.dumps and json.loads would make an encoder and guess the encoding for each record.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_decode = json.JSONDecoder().raw_decode


def line_of_record(record: Record | Identity) -> bytes:
    """The record as a line of JSON."""
    return _encode(_dump(record)).encode("utf-8", "surrogatepass") + b"\n"


def record_of_line(line: bytes) -> Record | Identity:
    """The record that :func:`line_of_record` wrote."""
    return _restore(_decode(line.decode("utf-8", "surrogatepass"))[0])


def names_of_line(line: bytes) -> Record | Identity:
    """The same without the plain facts of a list that are literals, because they name nothing."""
    row = _decode(line.decode("utf-8", "surrogatepass"))[0]
    if row[0] == "Entity":
        row[4] = [fact for fact in row[4] if fact[1][0] != "Text"]
    return _restore(row)


_CELLS = {
    cls: cells_of(cls) for cls in (Statement, Thing, Identity, Key, Name, VocabularyTerm, Text)
}


def _cells(value: Any) -> tuple[Any, ...]:
    return _CELLS[type(value)](value)


def _dump(record: Record | Identity) -> list[Any]:
    if isinstance(record, Fact):
        subject, value = _dump_end(record.subject), _dump_end(record.object)
        return ["Fact", subject, record.predicate, value, record.source, record.place]
    if isinstance(record, Entity):
        facts = [[predicate, _dump_end(value)] for predicate, value in record.facts]
        subject = _dump_end(record.subject)
        rest = [record.source, record.place, *filter(None, [record.traits])]
        return ["Entity", subject, record.classes, record.names, facts, *rest]
    if isinstance(record, Identity):
        left, right, *rest = _cells(record)
        return ["Identity", _cells(left), _cells(right), *rest]
    cells = _cells(record)
    if isinstance(record, Statement) and not record.locator:
        cells = cells[:-1]  # as lines of versions without this cell
    return [type(record).__name__, *cells]


def _restore(row: list[Any]) -> Record | Identity:
    name, *cells = row
    if name == "Statement":
        return Statement(*cells)
    if name == "Thing":
        key, classes, names, source, place = cells
        return Thing(key, tuple(classes), tuple(tuple(n) for n in names), source, place)
    if name == "Fact":
        subject, predicate, value, source, place = cells
        return Fact(_end(subject), predicate, _end(value), source, place)  # type: ignore[arg-type]
    if name == "Entity":
        subject, classes, names, facts, source, place, *traits = cells
        return Entity(
            _end(subject),  # type: ignore[arg-type]
            tuple(classes),
            tuple(tuple(n) for n in names),
            tuple((predicate, _end(value)) for predicate, value in facts),
            source,
            place,
            *traits,
        )
    left, right, *rest = cells
    return Identity(Name(*left), Name(*right), *rest)


def _dump_end(end: Key | Name | VocabularyTerm | Text) -> list[str]:
    return [_END_NAMES[type(end)], *_cells(end)]


def _end(cells: list[str]) -> Key | Name | VocabularyTerm | Text:
    if cells[0] == "Name":  # many rows of a list have the same
        return _name(cells[1], cells[2])
    if cells[0] == "Text":
        return _text(cells[1], cells[2], cells[3])
    return _ENDS[cells[0]](*cells[1:])


_name, _text = lru_cache(16_384)(Name), lru_cache(16_384)(Text)
