"""Which rows belong together: those that share a handle, over all parts of the input.

A *handle* is a name or key by which the registry may look at what another row says: the keys and
names of the row's own thing, the same without the legal form, and the names and keys to which
other datasets lead from there.  Rows without a common handle, directly or over others, cannot
change how each other's names resolve; so they may be translated apart.

A *mention* is the name of another thing in a row (a zone, an industry, a parent company).  Many
rows have the same, and every part gets all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from gaoxin.graph.names.keys import match_key, normal_form
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.name_rows import CATALOGUED, kind_of, name_key, stem
from gaoxin.loaders.resolving.name_set import NameKey
from gaoxin.loaders.resolving.persons import name_and_organization
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.model import Entity, Fact, Key, Name, Record, Statement

UNDIVIDED = (*CATALOGUED, "organization", "source")
"""Kinds whose names are read by rules, not only compared: lists of them are never divided."""

NamedBeside = tuple[str, str]
"""Class and written name of a thing that a row names beside its own."""
Ends = tuple[list[Key | Name], list[NamedBeside]]


class RowTies(NamedTuple):
    """The handles and mentions of a row.

    If it ``is_coded``, it is about one thing with a key and one name to be shown, and names no
    person: its names matter only for rows that share a handle with it.
    """

    handles: list[int]
    mentions: list[NamedBeside]
    is_coded: bool


class RowLinks:
    """Finds the ties of rows of ``dataset``; ``registry`` knows the other datasets."""

    def __init__(self, dataset: str, registry: Registry) -> None:
        self._dataset, self._registry = dataset, registry

    def of_row(self, records: Sequence[Record | Identity], types: Collection[str]) -> RowTies:
        """The ties of the records of one row; ``types`` are those of :func:`ends_of_row`."""
        if coded := _coded(records):
            names, mentions = _names_in(coded[0]), _mentions_beside(*coded)
            names.add(("", coded[1].path))
            return RowTies(sorted(set(self.handles(names))), mentions, True)
        own, others = ends_of_row(records, types)
        names = {name for end in own for name in self._names_of(end)}
        for record in records:
            if isinstance(record, Entity):
                names |= _names_in(record)
        return RowTies(sorted(set(self.handles(names))), others, False)

    def of_mention(self, type_: str, form: str) -> list[int]:
        """The handles of a mention."""
        return sorted(set(self.handles(self._names_of(Name(type_, form)))))

    def handles(self, names: Iterable[NameKey]) -> Iterator[int]:
        """The handles of the names and of all to which they lead."""
        seen, front = set[NameKey](), list(names)
        while front:
            name = front.pop()
            if name not in seen:
                seen.add(name)
                if name[0]:
                    front += self._led_to(name)
        return map(_number, seen)

    def _names_of(self, end: Key | Name) -> set[NameKey]:
        if isinstance(end, Key):
            return {("", end.path)}
        kind, form = kind_of(end.type), normal_form(end.form)
        names = {name_key(kind, form, self._dataset)}
        if "/" in form:
            names.add(("", form))
        if kind == "person" and (name := name_and_organization(form)[0]):
            names.add(name_key(kind, name, self._dataset))
        return names

    def _led_to(self, name: NameKey) -> Iterator[NameKey]:
        """Where a name leads: to what other datasets say of it, and to its short form."""
        yield from self._registry.led_to(name)
        if (short := stem(*name)) != ("", ""):
            yield short


def _coded(records: Sequence[Record | Identity]) -> tuple[Entity, Key] | None:
    """The record and the key of a coded row."""
    if len(records) != 1:
        return None
    [record] = records
    if not isinstance(record, Entity) or not isinstance(record.subject, Key):
        return None
    if sum(how == "preferred" for _, how, _ in record.names) > 1:
        return None
    if any(isinstance(end, Name) and end.type == "Person" for _, end in record.facts):
        return None
    return record, record.subject


def _names_in(entity: Entity) -> set[NameKey]:
    kind = kind_of(entity.classes[0])
    return {(kind, match_key(form, kind)) for form, _, _ in entity.names}


def _mentions_beside(entity: Entity, key: Key) -> list[NamedBeside]:
    named = ((end.type, end.form) for _, end in entity.facts if isinstance(end, Name))
    return [name for name in dict.fromkeys(named) if name[1] != key.path]


def ends_of_row(records: Sequence[Record | Identity], types: Collection[str]) -> Ends:
    """The row's own thing, by its key or names, and the other things that it names.

    ``types`` are the classes of the things that lists of the file are about.
    """
    ends = [end for record in records for end in _ends_of(record)]
    own = next((record.subject for record in records if isinstance(record, Entity)), None)
    if own is None:
        names = (end for end in ends if isinstance(end, Name))
        own = next((name for name in names if name.type in types), None)
    mentions = list(dict.fromkeys((end.type, end.form) for end in ends if isinstance(end, Name)))
    if own is None:  # it cannot be told, so the row goes with every thing that it names
        return ends, mentions
    return [own], [mention for mention in mentions if mention[1] != written(own)]


def _ends_of(record: Record | Identity) -> list[Key | Name]:
    if isinstance(record, Entity):
        found = [record.subject, *(value for _, value in record.facts)]
    elif isinstance(record, Fact):
        found = [record.subject, record.object]
    elif isinstance(record, Statement):
        subject, value = record.subject, record.object
        found = [Name(record.subject_type, subject)]
        if value:
            found.append(Name(record.object_type or "Indicator", value))
    else:
        return []
    return [end for end in found if isinstance(end, Key | Name)]


def written(end: Key | Name) -> str:
    """The thing as a cell of the common table: its key or its name."""
    return end.path if isinstance(end, Key) else end.form


def _number(name: NameKey) -> int:
    """A number of 64 bits for a handle; rows with equal ones are only taken together."""
    text = f"{name[0]}\x1f{name[1]}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big", signed=True)
