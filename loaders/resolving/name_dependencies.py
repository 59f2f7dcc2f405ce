"""Which names a row of a profile can change, and which names depend on others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gaoxin.graph.names.keys import match_key
from gaoxin.loaders.resolving.evidence import Whereabouts, code_in_key
from gaoxin.loaders.resolving.name_rows import (
    ANY,
    CATALOGUED,
    Alias,
    Declared,
    Mentioned,
    located_name,
    name_key,
    place_name,
    stem,
)
from gaoxin.loaders.resolving.name_set import NameKey

_CODED = ("enterprise", "organization")
"""Kinds of things that may have a credit code."""


def entries_of(row: tuple[Any, ...], dataset: str) -> Iterator[tuple[NameKey, object]]:
    """What a row of a profile can change: the names, each with what is said of it."""
    if isinstance(row, Declared):
        yield row.name, row
        yield ("", row.key), row  # a table may contain a key in place of a name
        if row.kind in CATALOGUED:
            yield (row.kind, ANY), row
        elif (name := stem(row.kind, row.form))[0]:
            yield name, row
    elif isinstance(row, Alias):
        yield (row.kind, match_key(row.form, row.kind)), row
        yield name_key(row.kind, row.subject, dataset), row
    elif isinstance(row, Whereabouts):
        yield located_name(row, dataset), ("place", row, dataset)


def names_of_mention(row: Mentioned, dataset: str) -> Iterator[NameKey]:
    """What a mention can change: its name, and the short form of it."""
    yield name_key(row.kind, row.form, dataset)
    if (name := stem(row.kind, row.form))[0]:
        yield name


def leads_of_alias(alias: Alias, dataset: str) -> Iterator[tuple[NameKey, NameKey]]:
    """Its form must be resolved again if its subject is another thing."""
    led = (alias.kind, match_key(alias.form, alias.kind))
    yield name_key(alias.kind, alias.subject, dataset), led
    yield ("", alias.subject), led


def leads_of_declared(row: Declared) -> Iterator[tuple[NameKey, NameKey]]:
    """The names of a firm with a code depend on what is said of the code: where the firm is."""
    if row.kind in _CODED and code_in_key(row.key):
        yield ("", row.key), row.name
        if (name := stem(row.kind, row.form))[0]:
            yield ("", row.key), name


def leads_of_place(place: Whereabouts, dataset: str) -> Iterator[tuple[NameKey, NameKey]]:
    """What is in a place must be resolved again if the place is another one."""
    led = located_name(place, dataset)
    if place.place_type:
        yield place_name(place, dataset), led
    yield ("", place.place), led
