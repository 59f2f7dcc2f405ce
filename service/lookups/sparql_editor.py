"""``/sparql-editor``: what the editor of SPARQL needs: a query, the terms, examples."""

from __future__ import annotations

from typing import Any

from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.catalogue import catalogue
from gaoxin.queries.sparql import QUERY_PREFIXES
from gaoxin.service.lookups.lookup_request import LookupRequest

_EXAMPLES = 8
"""How many saved queries are offered; only those without parameters run as they stand."""

FIRST = """SELECT ?zone ?name WHERE {
  ?zone a gx:NationalZone ;
        skos:prefLabel ?name .
  FILTER(LANG(?name) = "zh")
}
LIMIT 20"""


def sparql_editor(asked: LookupRequest) -> dict[str, Any]:
    """``query`` is the text to begin with, ``base`` the beginning of the IRIs of things.

    ``terms`` are the classes and properties of the ontology: ``name`` with its prefix, ``label``,
    ``kind`` (``class``, ``relation`` or ``property``).  ``prefixes`` need no declaration.
    """
    words = vocabulary()
    classes = [
        (term.name, say(term.label_zh, term.label_en), "class") for term in words.classes.values()
    ]
    properties = [
        (
            term.name,
            say(term.label_zh, term.label_en),
            "relation" if term.is_relation else "property",
        )
        for term in words.properties.values()
    ]
    return {
        "query": asked.text("query") or FIRST,
        "base": asked.settings.base,
        "prefixes": dict(QUERY_PREFIXES),
        "terms": [
            {"name": _prefixed(name), "label": label, "kind": kind}
            for name, label, kind in (*classes, *properties)
        ],
        "examples": [
            {"title": query.title, "query": query.sparql}
            for query in [each for each in catalogue() if not each.parameters][:_EXAMPLES]
        ],
    }


def _prefixed(name: str) -> str:
    return name if ":" in name else f"gx:{name}"
