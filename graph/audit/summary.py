"""Counts of the graph's content, and the list of its sources."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from gaoxin.graph.facts.node_shapes import LOCATOR
from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.language import say
from gaoxin.model import Answer
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_COUNT = "SELECT ?what (COUNT(*) AS ?count) WHERE {{ {pattern} }} GROUP BY ?what"


def statistics(generation: Generation) -> Answer:
    """Rows ``kind, name, label, count`` for totals, datasets, classes, relations and properties."""
    manifest = generation.manifest
    rows: list[dict[str, Any]] = []

    def row(kind: str, name: str, label: str, count: int) -> None:
        rows.append({"kind": kind, "name": name, "label": label, "count": count})

    row("total", "generation", say("代", "generation"), manifest.number)
    row("total", "quads", say("明示四元组", "asserted quads"), manifest.quads)
    row(
        "total",
        "triples",
        say("三元组（含推出）", "triples, inferred ones included"),
        manifest.triples,
    )
    row("total", "inferred", say("推出的三元组", "inferred triples"), manifest.inferred)
    row("total", "sources", say("来源", "sources"), len(manifest.sources))
    for key, dataset in sorted(manifest.datasets.items()):
        row("dataset", key, dataset.kind, dataset.records)
    terms = vocabulary()
    for name, count in _counted(generation, "?s a ?what", terms.classes):
        term = terms.classes[name]
        row("class", name, say(term.label_zh, term.label_en), count)
    for name, count in _counted(generation, "?s ?what ?o", terms.properties):
        prop = terms.properties[name]
        row(
            "relation" if prop.is_relation else "property",
            name,
            say(prop.label_zh, prop.label_en),
            count,
        )
    order = ["total", "dataset", "class", "relation", "property"]
    rows.sort(key=lambda r: order.index(r["kind"]))
    return Answer(["kind", "name", "label", "count"], rows)


def _counted(generation: Generation, pattern: str, known: dict[str, Any]) -> list[tuple[str, int]]:
    by_iri = {term.iri: name for name, term in known.items()}
    found = generation.store.query(_COUNT.format(pattern=pattern))
    assert isinstance(found, ox.QuerySolutions)
    counts = [
        (by_iri[s["what"].value], int(s["count"].value)) for s in found if s["what"].value in by_iri
    ]
    return sorted(counts, key=lambda pair: (-pair[1], pair[0]))


def sources(generation: Generation) -> Answer:
    """Every source that states a fact: its metadata, its grade and the number of its facts.

    ``located`` counts the facts that have a place in the source.
    """
    reader = Reader(generation)
    said: Counter[str] = Counter()
    located: Counter[str] = Counter()
    used: dict[str, set[str]] = {}
    for key, dataset in generation.manifest.datasets.items():
        for source, graph in dataset.graphs.items():
            said[source] += sum(
                1 for _ in generation.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))
            )
            places = generation.store.quads_for_pattern(None, LOCATOR, None, ox.NamedNode(graph))
            located[source] += len({text_of(quad.subject) for quad in places})
            used.setdefault(source, set()).add(key)
    rows = []
    for key in sorted(said):
        iri = generation.minter.source(key)
        ref = reader.source(iri.value)
        plain = {
            name: _literal(generation, iri, property_iri)
            for name, property_iri in (
                ("kind", GX + "sourceKind"),
                ("corroboration", GX + "corroboration"),
                ("page", GX + "page"),
            )
        }
        rows.append(
            {
                "source": key,
                "confidence": ref.grade,
                "title": ref.title,
                "publisher": ref.publisher,
                "date": ref.date,
                **plain,
                "quads": said[key],
                "located": located[key],
                "datasets": sorted(used[key]),
                "iri": iri.value,
            }
        )
    return Answer(
        [
            "source",
            "confidence",
            "title",
            "publisher",
            "date",
            "page",
            "kind",
            "corroboration",
            "quads",
            "located",
            "datasets",
            "iri",
        ],
        rows,
    )


def _literal(generation: Generation, subject: ox.NamedNode, predicate: str) -> str:
    found = generation.triples(subject, ox.NamedNode(predicate))
    return "; ".join(sorted(text_of(quad.object) for quad in found))
