"""Filters that every list takes: ``text``, ``source`` and ``grade``.

They choose among the rows of an answer, so they work alike on both engines.  A query that has a
parameter of the same name uses it itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gaoxin.errors import BadParameter, UnresolvedName
from gaoxin.graph.facts.grades import grade_named, weakness
from gaoxin.graph.names.keys import match_key
from gaoxin.language import counted, say
from gaoxin.model import Answer
from gaoxin.ontology.namespaces import GX

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation
    from gaoxin.queries.catalogue import SavedQuery

FILTERS = ("text", "source", "grade")


def split_filters(
    query: SavedQuery, given: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Parameters of the query itself, and filters of its rows; an empty filter is none."""
    own = {name for p in query.parameters for name in (p.name, p.formerly)}
    filters = {n: v for n, v in given.items() if n in FILTERS and n not in own}
    rest = {n: v for n, v in given.items() if n not in filters}
    return rest, {n: v.strip() for n, v in filters.items() if v.strip()}


def filter_rows(
    query: SavedQuery,
    answer: Answer,
    filters: Mapping[str, str],
    generation: Generation | None,
) -> Answer:
    """The rows that pass every filter: their text, their source, a grade at least as strong.

    Raises:
        BadParameter: the rows have no sources, or there is no such source or grade.
    """
    rows = answer.rows
    if text := match_key(filters.get("text", "")):
        named = [column for column in answer.columns if not column.endswith("_iri")]
        rows = [r for r in rows if any(text in match_key(str(r[c])) for c in named if r.get(c))]
    for name in ("source", "grade"):
        if name in filters and "source" not in answer.columns:
            raise BadParameter(
                f"查询 {query.name} 的结果不分来源，不能用 {name} 筛选；请去掉它。",
                f"The rows of the query {query.name} have no sources, so {name} cannot choose "
                "among them; leave it out.",
                query=query.name,
                parameter=name,
            )
    if "source" in filters:
        key = _source_key(filters["source"], generation)
        rows = [row for row in rows if row["source"] == key]
    if "grade" in filters:
        limit = weakness(grade_named(filters["grade"]))
        known: dict[str, int] = {}
        for key in {str(row["source"]) for row in rows}:
            known[key] = weakness(_grade_of(key, generation))
        rows = [row for row in rows if known[str(row["source"])] <= limit]
    return Answer(answer.columns, rows, answer.truncated, answer.notes)


def _source_key(text: str, generation: Generation | None) -> str:
    """The key of a source that is given by its key, its title or its IRI."""
    if generation is None:
        return text
    names = generation.names
    try:
        found = names.resolve(text if "/" in text else f"source/{text}", "source")
    except UnresolvedName:
        found = names.resolve(text, "source")
    return found.key.removeprefix("source/")


def _grade_of(key: str, generation: Generation | None) -> str:
    if generation is None:
        return ""
    import pyoxigraph as ox

    source = ox.NamedNode(f"{generation.settings.base}source/{key}")
    for triple in generation.triples(source, ox.NamedNode(GX + "confidence")):
        if isinstance(triple.object, ox.Literal):
            return triple.object.value
    return ""


def say_filtered(before: int, filters: Mapping[str, str]) -> str:
    """What the filters left out, for an answer that they made empty."""
    shown = " ".join(f"{name}={value}" for name, value in filters.items())
    return say(
        f"不加 {shown} 有 {before} 行；请去掉或放宽它。",
        f"Without {shown} the list has {counted(before, 'row')}; leave it out or widen it.",
    )
