"""Resolve the name that a person typed, for every command that takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gaoxin.cli.asked import remember_generation
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

NameArgument = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help=say(
            "名称、简称、拼音、首字母、键或 IRI。",
            "A name, short form, pinyin, initials, a key or an IRI.",
        ),
    ),
]


def _class_of(text: str | None) -> str | None:
    from gaoxin.ontology.term_names import class_named

    return None if text is None else class_named(text).name


TypeOption = Annotated[
    str | None,
    typer.Option(
        "--type",
        "-t",
        callback=_class_of,
        help=say(
            "只在这一类中找（高新区、企业、政策……）。",
            "Look among this class only (zone, enterprise, policy, …).",
        ),
    ),
]
RelationOption = Annotated[
    list[str] | None,
    typer.Option(
        "--relation",
        "-r",
        help=say(
            "只看这种关系（可重复，如 拥有产业）。",
            'Only this relation (repeatable: "has industry").',
        ),
    ),
]


def open_graph(number: int | None = None) -> Generation:
    """The published generation, or generation ``number``.

    Raises:
        StoreEmpty: nothing was loaded yet.
        BadParameter: there is no generation of this number, or its store is no longer kept.
        ServiceUnavailable: ``GAOXIN_SPARQL_ENDPOINT`` cannot be reached.
    """
    from gaoxin.graph.remote.open_published import open_published
    from gaoxin.settings import read_settings

    return remember_generation(open_published(read_settings(), number))


def about(generation: Generation, iri: str) -> dict[str, str]:
    """A thing's name, class, key and IRI, for JSON."""
    found = generation.names.by_iri(iri)
    if found is None:
        return {"name": generation.names.name_of(iri), "iri": iri}
    return {"name": found.name, "type": found.type, "key": found.key, "iri": found.iri}
