"""Write ``context.jsonld``, the JSON-LD context, from the vocabulary.

Run ``python -m gaoxin.ontology.context`` after changing a module of the ontology; a test fails if
the file is out of date.
"""

from __future__ import annotations

import json
from pathlib import Path

from gaoxin.ontology.namespaces import PREFIXES, RDF, compact
from gaoxin.ontology.terms import PropertyTerm, Vocabulary, vocabulary

_UNUSED = {"owl", "org", "schema", "geo"}


def jsonld_context() -> dict[str, object]:
    """Return the context: all classes and properties by local name, including reused ones.

    A reused property has its CURIE as the key if its local name is taken by one of our own
    properties (``dct:title``).  Multilingual texts are language maps: ``"prefLabel": {"zh": "…",
    "en": "…"}``.
    """
    terms = vocabulary()
    context: dict[str, object] = {"@version": 1.1, "id": "@id", "type": "@type"}
    context |= {prefix: iri for prefix, iri in PREFIXES.items() if prefix not in _UNUSED}
    context |= {name: f"gx:{name}" for name, term in terms.classes.items() if not term.abstract}
    for term in terms.properties.values():
        if term.iri != RDF + "type":
            context[_key(terms, term)] = _definition(term)
    return {"@context": context}


def _key(terms: Vocabulary, term: PropertyTerm) -> str:
    local = term.name.rpartition(":")[2]
    taken = ":" in term.name and (local in terms.properties or local in terms.classes)
    return term.name if taken else local


def _definition(term: PropertyTerm) -> dict[str, str]:
    definition = {"@id": term.name if ":" in term.name else f"gx:{term.name}"}
    if term.is_term:
        definition["@type"] = "@vocab"
    elif term.datatypes == (RDF + "langString",):
        definition["@container"] = "@language"
    elif len(term.datatypes) == 1:
        definition["@type"] = compact(term.datatypes[0])
    elif term.is_relation and not term.property_key:
        definition["@type"] = "@id"
    return definition


def context_text() -> str:
    """Return the text of ``context.jsonld``."""
    return json.dumps(jsonld_context(), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write ``context.jsonld`` into this folder."""
    target = Path(__file__).with_name("context.jsonld")
    target.write_text(context_text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
