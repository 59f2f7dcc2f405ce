"""Clashes of identifiers: one credit code with several names, one name with several codes, one
alias of several firms.

The name index finds them; it is a file, so memory does not grow with the number of firms.  The
store tells which source says what.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import combinations

import pyoxigraph as ox

from gaoxin.graph.audit.conflict_sides import CONTRADICTS, MAY_AGREE, Conflict, Side
from gaoxin.graph.facts.reader import Reader, SourceRef
from gaoxin.graph.names.index import NameIndex
from gaoxin.graph.names.keys import match_key
from gaoxin.graph.quad_parts import value_of
from gaoxin.ontology.check_characters import is_credit_code
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import ALTERNATIVE, DEFAULT_GRAPH, PREFERRED

_KINDS = ("enterprise", "organization")
_CREDIT_CODE = ox.NamedNode(GX + "creditCode")
_CONTESTED = ox.NamedNode(GX + "contestedName")
# The length of a credit code after the kind in a key.
_CODED = "length(key) - instr(key, '/') = 18"


def code_clashes(reader: Reader, names: NameIndex, thing: str | None) -> Iterator[Conflict]:
    """All clashes, or those of one thing (an IRI)."""
    yield from _names_of_codes(reader, names, thing)
    yield from _things_of_codes(reader, names, thing)
    yield from _codes_of_names(reader, names, thing)
    yield from _shared_aliases(reader, names, thing)


def _names_of_codes(reader: Reader, names: NameIndex, thing: str | None) -> Iterator[Conflict]:
    for iri in sorted({*_several_names(names, thing), *_contested(reader, thing)}):
        if not _code_of(reader, iri):
            continue
        said = _Names(reader, iri)
        first = min(said.shown, key=lambda name: (len(name), name), default="")
        others = {name: graphs for name, graphs in said.rivals().items() if name != first}
        if not others:
            continue
        sides = {first: said.shown[first], **others}
        shared = any(
            {s.key for s in _sources(reader, a)} & {s.key for s in _sources(reader, b)}
            for a, b in combinations(sides.values(), 2)
        )
        yield Conflict(
            "code_names",
            CONTRADICTS if shared else MAY_AGREE,
            iri,
            _code_of(reader, iri),
            tuple(Side(name, _sources(reader, graphs)) for name, graphs in sides.items()),
        )


def _things_of_codes(reader: Reader, names: NameIndex, thing: str | None) -> Iterator[Conflict]:
    """Codes that several things have: RDF files may give a firm an address of their own."""
    for match, iris in _shared_forms(names, "hidden", thing, " AND length(form.match) = 18"):
        code = match.upper()
        if not is_credit_code(code):
            continue
        sides = [
            Side(reader.entry(iri).name, _sources(reader, graphs), iri=iri)
            for iri in sorted(iris)
            if (graphs := _graphs_by_name(reader, iri, _CREDIT_CODE).get(code))
        ]
        if len(sides) > 1:
            yield Conflict("code_names", CONTRADICTS, sides[0].iri, code, tuple(sides))


class _Names:
    """The names that sources give to one thing: each with the graphs that have it."""

    def __init__(self, reader: Reader, iri: str) -> None:
        self.shown = _graphs_by_name(reader, iri, PREFERRED)
        self._contested = _graphs_by_name(reader, iri, _CONTESTED)
        aliases = _graphs_by_name(reader, iri, ALTERNATIVE)
        # A source that gives an alias without contesting it says that it is a name of the thing.
        self._related = {
            match_key(name, "enterprise")
            for name, graphs in aliases.items()
            if graphs - self._contested.get(name, set())
        }

    def rivals(self) -> dict[str, set[str]]:
        """The names that no source relates to the thing by an alias, one for each match key."""
        first = min(self.shown, key=lambda name: (len(name), name), default="")
        known = {*self._related, match_key(first, "enterprise")}
        if match_key(first, "enterprise") in self._related:
            return {}
        return {
            name: graphs
            for name, graphs in sorted((self.shown | self._contested).items())
            if match_key(name, "enterprise") not in known
        }


def _codes_of_names(reader: Reader, names: NameIndex, thing: str | None) -> Iterator[Conflict]:
    for _, iris in _shared_forms(names, "preferred", thing, f" AND {_CODED}"):
        coded = {iri: code for iri in iris if (code := _code_of(reader, iri))}
        if len(coded) < 2:
            continue
        cities = [code[2:6] for code in coded.values()]
        first = min(coded)
        yield Conflict(
            "name_codes",
            CONTRADICTS if len(set(cities)) < len(cities) else MAY_AGREE,
            first,
            reader.entry(first).name,
            tuple(
                Side(code, _sources(reader, _graphs(reader, iri, PREFERRED)), iri=iri)
                for iri, code in sorted(coded.items())
            ),
        )


def _shared_aliases(reader: Reader, names: NameIndex, thing: str | None) -> Iterator[Conflict]:
    for form, iris in _shared_forms(names, "alias", thing):
        sides: list[Side] = []
        written = form
        for iri in sorted(iris):
            graphs = _graphs_by_name(reader, iri, ALTERNATIVE)
            said = {g for alias, found in graphs.items() if match_key(alias) == form for g in found}
            written = next((alias for alias in graphs if match_key(alias) == form), written)
            if said:
                sides.append(Side(reader.entry(iri).name, _sources(reader, said), iri=iri))
        if len(sides) > 1:
            yield Conflict("alias", MAY_AGREE, sides[0].iri, written, tuple(sides))


def _several_names(names: NameIndex, thing: str | None) -> Iterator[str]:
    """The IRIs of things with a code and several names; English names are among them."""
    rows = _rows(
        names,
        "SELECT thing.iri FROM thing JOIN form ON form.thing = thing.id "
        f"WHERE form.how = 'preferred' AND thing.kind IN (?, ?) AND {_CODED} "
        "AND (? = '' OR thing.iri = ?) GROUP BY thing.id HAVING COUNT(DISTINCT form.match) > 1",
        *_KINDS,
        thing or "",
        thing or "",
    )
    return (str(iri) for (iri,) in rows)


def _contested(reader: Reader, thing: str | None) -> Iterator[str]:
    subject = ox.NamedNode(thing) if thing else None
    for quad in reader.store.quads_for_pattern(subject, _CONTESTED, None, DEFAULT_GRAPH):
        yield value_of(quad.subject)


def _shared_forms(
    names: NameIndex, how: str, thing: str | None, condition: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Match keys of names that several firms have, with the IRIs of the firms."""
    only = (
        "AND form.match IN (SELECT match FROM form JOIN thing ON thing.id = form.thing "
        "WHERE thing.iri = ?) "
        if thing
        else ""
    )
    found = _rows(
        names,
        "SELECT form.match FROM form JOIN thing ON thing.id = form.thing "
        f"WHERE form.how = ? AND form.kind = 'enterprise'{condition} {only}"
        "GROUP BY form.match HAVING COUNT(DISTINCT form.thing) > 1 ORDER BY form.match",
        how,
        *([thing] if thing else []),
    )
    for (match,) in found.fetchall():
        rows = _rows(
            names,
            "SELECT DISTINCT thing.iri FROM form JOIN thing ON thing.id = form.thing "
            "WHERE form.match = ? AND form.how = ? AND form.kind = 'enterprise'",
            match,
            how,
        )
        yield str(match), [str(iri) for (iri,) in rows]


def _rows(names: NameIndex, query: str, *values: str) -> sqlite3.Cursor:
    return names.connection.execute(query, values)


def _code_of(reader: Reader, iri: str) -> str:
    """The credit code that identifies the thing, ``""`` if none does."""
    code = iri.rpartition("/")[2]
    return code if is_credit_code(code) else ""


def _graphs_by_name(reader: Reader, iri: str, predicate: ox.NamedNode) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in reader.store.quads_for_pattern(ox.NamedNode(iri), predicate, None, None):
        if quad.graph_name == DEFAULT_GRAPH or not isinstance(quad.object, ox.Literal):
            continue
        if quad.object.language != "en":
            found.setdefault(quad.object.value, set()).add(value_of(quad.graph_name))
    return found


def _graphs(reader: Reader, iri: str, predicate: ox.NamedNode) -> set[str]:
    return {g for graphs in _graphs_by_name(reader, iri, predicate).values() for g in graphs}


def _sources(reader: Reader, graphs: set[str]) -> tuple[SourceRef, ...]:
    return reader.sources_of(dict.fromkeys(graphs, ""))
