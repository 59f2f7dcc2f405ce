"""The ontology in a few lines: what an assistant needs to write SPARQL."""

from __future__ import annotations

from typing import Any

from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.sparql import QUERY_PREFIXES


def schema() -> dict[str, Any]:
    """Prefixes, classes and properties with their labels, domains and ranges.

    ``facts`` says how a fact with a time, a status or a number is written.
    """
    known = vocabulary()
    classes = {
        name: f"{term.label_zh} / {term.label_en}"
        for name, term in known.classes.items()
        if not term.abstract
    }
    properties = {
        name: f"{term.label_zh} / {term.label_en}: {_ends(term.domain)} → {_ends(term.range)}"
        for name, term in known.properties.items()
        if term.is_relation and ":" not in name
    }
    return {
        "prefixes": QUERY_PREFIXES,
        "classes": classes,
        "relations": properties,
        "names": "skos:prefLabel (one @zh, one @en), skos:altLabel",
        "facts": (
            "Relations are plain triples: ?zone gx:hasIndustry ?industry. Figures are nodes: "
            "?f a gx:Observation (or gx:Target, gx:Ranking); gx:about ?thing; gx:indicator ?i; "
            "gx:value ?v; gx:unit ?u; gx:time ?t. A statement node (gx:Statement; rdf:subject, "
            "rdf:predicate, rdf:object; gx:status, gx:time) tells more of a triple. Sources: "
            "GRAPH ?g { triple } . ?g dct:source ?source."
        ),
    }


def _ends(names: tuple[str, ...] | str) -> str:
    return names if isinstance(names, str) else "|".join(names)
