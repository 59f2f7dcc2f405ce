"""Lookups of one thing: its facts, its neighbours, and what two things have in common.

The answers are rows that a command prints unchanged.  For paths between things see
:mod:`gaoxin.graph.lookup.paths`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from gaoxin.errors import UnresolvedName
from gaoxin.graph.facts.figures import locator_column, source_columns
from gaoxin.graph.facts.finding import Finding, incoming, outgoing, some_incoming
from gaoxin.graph.facts.reader import Readable, Reader
from gaoxin.language import say
from gaoxin.model import Answer
from gaoxin.ontology.terms import PropertyTerm, vocabulary

_FIGURE_LABELS = {
    "observation": ("指标值", "figure"),
    "target": ("目标", "target"),
    "rank": ("排名", "rank"),
}

COLUMNS = [
    "direction",
    "predicate",
    "label",
    "name",
    "class",
    "iri",
    "value",
    "unit",
    "time",
    "status",
    "qualifier",
    "source",
    "source_title",
    "source_date",
    "grade",
    "locator",
    "inferred",
]
COMMON_COLUMNS = ["name", "class", "iri", "relations_a", "relations_b"]

Keeps = Callable[[Finding], bool]
"""Tells whether a fact is wanted."""


def any_fact(fact: Finding) -> bool:
    """The filter that keeps every fact."""
    return True


def labels_of(predicate: str) -> tuple[str, str]:
    """The Chinese and the English label of a fact's predicate, or the predicate if it has none."""
    term = vocabulary().properties.get(predicate)
    if term is not None:
        return term.label_zh or predicate, term.label_en or predicate
    return _FIGURE_LABELS.get(predicate, (predicate, predicate))


def class_labels_of(cls: str) -> tuple[str, str]:
    """The Chinese and the English label of a class, or its name if it has none."""
    term = vocabulary().classes.get(cls)
    return (term.label_zh, term.label_en) if term else (cls, cls)


def label_of(predicate: str) -> str:
    """The label of a predicate in the current language."""
    return say(*labels_of(predicate))


def rows(reader: Reader, iri: str, findings: Iterable[Finding]) -> Iterator[dict[str, object]]:
    """The facts as rows of :data:`COLUMNS`, seen from the thing ``iri``.

    ``source``, ``source_title``, ``source_date``, ``grade`` and ``locator`` are lists of equal
    length joined by ``"; "``; ``locator`` is empty if no source has one.
    """
    for fact in findings:
        out = fact.subject == iri
        other = fact.object if out else fact.subject
        entry = reader.entry(other) if other else None
        yield {
            "direction": "out" if out else "in",
            "predicate": fact.predicate,
            "label": label_of(fact.predicate),
            "name": entry.name if entry else "",
            "class": entry.cls if entry else "",
            "iri": other,
            "value": fact.figure,
            "unit": fact.unit,
            "time": fact.time,
            "status": fact.status,
            "qualifier": fact.remark,
            **source_columns(fact.sources),
            "locator": locator_column(fact.sources),
            "inferred": fact.inferred,
        }


def facts_of(
    generation: Readable,
    iri: str,
    *,
    echoes: bool = False,
    keeps: Keeps = any_fact,
) -> Answer:
    """Every fact of a thing as :data:`COLUMNS`: first as subject, then as object.

    With ``echoes`` inferred facts that only repeat stated ones are included; ``keeps`` tells which
    facts are wanted.

    Raises:
        UnresolvedName: the store knows nothing of this IRI.
    """
    reader = Reader(generation)
    require(reader, iri)
    found = [*outgoing(reader, iri), *incoming(reader, iri)]
    kept = [fact for fact in found if (echoes or not fact.echo) and keeps(fact)]
    return Answer(COLUMNS, list(rows(reader, iri, kept)))


def kept_links(
    reader: Reader, iri: str, chosen: dict[str, PropertyTerm], keeps: Keeps = any_fact
) -> Iterator[tuple[str, str, bool]]:
    """The links of :meth:`Reader.links` of which at least one fact is wanted.

    With :func:`any_fact` the facts are not read, which is much faster.
    """
    if keeps is any_fact:
        yield from reader.links(iri, chosen)
        return
    relations = {term.name: term.iri for term in chosen.values()}
    for fact in (*outgoing(reader, iri), *incoming(reader, iri)):
        relation = relations.get(fact.predicate)
        out = fact.subject == iri
        other = fact.object if out else fact.subject
        if relation and other not in ("", iri) and reader.is_thing(other) and keeps(fact):
            yield other, relation, out


def require(reader: Reader, iri: str) -> None:
    """Check that the store knows the thing.

    Raises:
        UnresolvedName: the store knows nothing of this IRI.
    """
    if not reader.exists(iri):
        raise UnresolvedName(
            f"图谱中没有 {iri}；请用 gaoxin search 查找名称。",
            f"Nothing in the graph has the IRI {iri}; look its name up with: gaoxin search.",
            iri=iri,
        )


class Neighbours(NamedTuple):
    """Related things as rows (``answer``), and the relations (local names) that were ``cut``."""

    answer: Answer
    cut: tuple[str, ...]


def neighbours(
    generation: Readable,
    iri: str,
    relations: Iterable[str] | None = None,
    limit: int = 1000,
    *,
    echoes: bool = False,
    keeps: Keeps = any_fact,
    most: int = 0,
) -> Neighbours:
    """The things that are related to this one, as :data:`COLUMNS`, ``limit`` rows at most.

    Of each relation of other things to this one, at most ``most`` are read; 0 for all.

    ``relations`` keeps some relations only (local names, either direction).  Stated relations come
    before inferred ones; ``keeps`` tells which are wanted.  Figures, rankings and attributes are
    not neighbours; see :func:`facts_of`.

    Raises:
        UnresolvedName: the store knows nothing of this IRI.
        UnknownTerm: there is no such relation.
    """
    reader = Reader(generation)
    chosen = {term.name for term in reader.chosen_relations(relations).values()}
    require(reader, iri)
    coming, cut = some_incoming(reader, iri, most) if most else (incoming(reader, iri), ())
    found = [
        fact
        for fact in (*outgoing(reader, iri), *coming)
        if fact.predicate in chosen and fact.object and (echoes or not fact.echo) and keeps(fact)
    ]
    found.sort(key=lambda fact: fact.inferred)
    told = list(rows(reader, iri, found[:limit]))
    return Neighbours(Answer(COLUMNS, told, truncated=len(found) > limit), cut)


def common_neighbours(
    generation: Readable,
    a: str,
    b: str,
    relations: Iterable[str] | None = None,
    limit: int = 1000,
    keeps: Keeps = any_fact,
) -> Answer:
    """The things that both are related to, as :data:`COMMON_COLUMNS`, least connected first.

    ``keeps`` tells which facts are wanted.  ``relations_a`` and ``relations_b`` name how each is
    related, joined by ``"; "``; ``←`` marks a relation that points at it.

    Raises:
        UnresolvedName: the store knows nothing of one of the IRIs.
        UnknownTerm: there is no such relation.
    """
    reader = Reader(generation)
    chosen = reader.chosen_relations(relations)
    around: list[dict[str, set[str]]] = []
    for iri in (a, b):
        require(reader, iri)
        found: dict[str, set[str]] = {}
        for other, relation, out in kept_links(reader, iri, chosen, keeps):
            label = label_of(chosen[relation].name)
            found.setdefault(other, set()).add(label if out else "←" + label)
        around.append(found)
    shared = sorted((set(around[0]) & set(around[1])) - {a, b})
    shared.sort(key=lambda iri: sum(1 for _ in reader.links(iri)))
    answer: list[dict[str, object]] = []
    for iri in shared[:limit]:
        entry = reader.entry(iri)
        ways = ["; ".join(sorted(side[iri])) for side in around]
        answer.append(dict(zip(COMMON_COLUMNS, (entry.name, entry.cls, iri, *ways), strict=True)))
    return Answer(COMMON_COLUMNS, answer, truncated=len(shared) > limit)
