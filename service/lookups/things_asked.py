"""The things that a request is about: by their key in the path, or by a name in a parameter."""

from __future__ import annotations

from typing import Any

from gaoxin.errors import UnresolvedName
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.facts.valid_then import ValidThen
from gaoxin.graph.lookup.asked_source import source_asked
from gaoxin.graph.lookup.basis import basis
from gaoxin.graph.lookup.thing import class_labels_of
from gaoxin.graph.names.index import Match
from gaoxin.graph.portrait.portrait import Filter
from gaoxin.language import say
from gaoxin.service.lookups.links import link_of, thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.moved import Moved


def thing_in_path(asked: LookupRequest) -> Match:
    """The thing with the key that stands in the path.

    Raises:
        UnresolvedName: there is no thing with this key.
        Moved: it is a former key.
    """
    key = f"{asked.text('kind')}/{asked.text('key')}"
    found = asked.generation.names.by_iri(key)
    if found is None:
        raise UnresolvedName(
            f"没有键为「{key}」的事物；请按名称搜索。",
            f"There is no thing with the key {key!r}; search for its name.",
            key=key,
        )
    if found.key != key:
        before, after = thing_link(key), thing_link(found.key)
        raise Moved(asked.address.replace(before, after, 1) if before in asked.address else after)
    return found


def thing_named(asked: LookupRequest, name: str, kind: str | None = None) -> Match:
    """The thing that the parameter ``name`` means: by its name, short form, pinyin, key or IRI.

    Raises:
        UnresolvedName: nothing has this name.
        AmbiguousName: several things have it.
    """
    return asked.generation.names.resolve(asked.text(name), kind)


def told_thing(asked: LookupRequest, iri: str, reader: Reader | None = None) -> dict[str, Any]:
    """A thing as other documents name it: IRI, key, names, class and link."""
    entry = (reader or Reader(asked.generation)).entry(iri)
    return {
        "iri": iri,
        "key": asked.generation.minter.key(iri),
        "name": entry.name,
        "also": entry.also,
        "type": entry.cls,
        "class": say(*class_labels_of(entry.cls)) if entry.cls else "",
        "link": link_of(asked.generation, iri),
    }


def facts_wanted(asked: LookupRequest, iri: str) -> Filter:
    """Which facts of a thing are wanted: ``source``, ``year``, ``as_of`` and ``grade``.

    Raises:
        UnresolvedName, AmbiguousName: there is no such source, or several have the title.
    """
    as_of = asked.number("as_of")
    return Filter(
        source_asked(asked.generation, iri, asked.text("source")),
        asked.number("year"),
        ValidThen(Reader(asked.generation), as_of) if as_of else None,
        asked.text("grade"),
    )


def basis_of(asked: LookupRequest) -> str:
    """On what the answer is based, if not on everything known now; else ``""``."""
    return basis(
        asked.generation, asked.number("as_of"), asked.number("generation"), asked.text("grade")
    )
