"""The names under which parameters may be given: their own, former ones, and ``thing``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gaoxin.errors import BadParameter, UnknownTerm
from gaoxin.ontology.term_names import class_named
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.queries.catalogue import Parameter, SavedQuery


def with_known_names(query: SavedQuery, given: Mapping[str, str]) -> dict[str, str]:
    """The given values under the names that the query uses.

    A former name is accepted.  So is ``thing``, or the name of a class (``zone``, ``person``), for
    the first parameter of this class that is not given under its own name.

    Raises:
        BadParameter: the query has no such parameter, or one is given under two names.
    """
    known = {p.name: p for p in query.parameters}
    named = {name: value for name, value in given.items() if name in known}
    for name, value in given.items():
        if name in known:
            continue
        parameter = _meant(query, name, named)
        if parameter is None:
            raise _unknown(query, name, given)
        if parameter.name in named:
            raise BadParameter(
                f"查询 {query.name} 的参数 {parameter.name} 写了两次（{name} 就是它）；只留一个。",
                f"The parameter {parameter.name} of the query {query.name} is given twice "
                f"({name} means it, too); keep one.",
                query=query.name,
                parameter=parameter.name,
            )
        named[parameter.name] = value
    return named


def _meant(query: SavedQuery, name: str, named: Mapping[str, str]) -> Parameter | None:
    """The parameter that is meant by a name which the query does not use."""
    for parameter in query.parameters:
        if parameter.formerly == name:
            return parameter
    free = [p for p in query.parameters if p.is_thing and p.name not in named]
    if name == "thing":
        return free[0] if free else None
    try:
        wanted = class_named(name).name
    except UnknownTerm:
        return None
    known = vocabulary()
    fitting = [p for p in free if p.class_name is None or known.is_a(p.class_name, [wanted])]
    return fitting[0] if fitting else None


def _unknown(query: SavedQuery, name: str, given: Mapping[str, str]) -> BadParameter:
    listed = ", ".join(p.name for p in query.parameters)
    command = _with_all(query, given)
    return BadParameter(
        f"查询 {query.name} 没有参数「{name}」"
        + (f"；它的参数是：{listed}。" if listed else "；它没有参数。")
        + (f"有这些参数的查询：{command}" if command else ""),
        f"The query {query.name} has no parameter {name!r}; "
        + (f"it takes {listed}." if listed else "it takes none.")
        + (f" Another one takes them: {command}" if command else ""),
        query=query.name,
        parameter=name,
        known=[p.name for p in query.parameters],
    )


def _with_all(query: SavedQuery, given: Mapping[str, str]) -> str:
    """The command of a query of the same topic that takes all the values; ``""`` if none does."""
    from gaoxin.queries.catalogue import catalogue

    topic = query.name.partition("/")[0]
    fitting = [
        other
        for other in catalogue()
        if other.name.partition("/")[0] == topic
        and set(given) <= {p.name for p in other.parameters}
    ]
    best = min(fitting, key=lambda other: len(other.missing(given)), default=None)
    return best.command(given) if best else ""
