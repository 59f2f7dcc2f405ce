"""``/reconcile``: names of a client's list matched to things, as ``gaoxin reconcile`` does it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from gaoxin.errors import UnresolvedName
from gaoxin.graph.lookup.cut_relations import TOLD
from gaoxin.graph.lookup.reconciling import ONE, Reconciler
from gaoxin.graph.lookup.thing import class_labels_of
from gaoxin.graph.names.candidates import Candidate
from gaoxin.graph.portrait.portrait import Filter, portrait
from gaoxin.graph.store.generation import Generation
from gaoxin.language import language, say
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.term_names import class_named, name_key
from gaoxin.ontology.terms import vocabulary
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.offered_term import OfferedTerm, terms_like
from gaoxin.service.lookups.read_properties import properties_of
from gaoxin.service.lookups.things_asked import told_thing

PLACE, CODE = "place", "code"
"""The hints that a row can give besides the name; names of properties mean them, too."""
_HINTS = {
    PLACE: PLACE,
    "locatedin": PLACE,
    "province": PLACE,
    "city": PLACE,
    "zone": PLACE,
    CODE: CODE,
    "creditcode": CODE,
}
_DEFAULT_TYPES = ("Enterprise", "Organization", "NationalZone", "Industry", "Platform", "Policy")
_SUGGESTED = 20


def manifest(asked: LookupRequest) -> dict[str, Any]:
    """The manifest: how the service is called, and what it can do."""
    here = asked.text("service")
    path = f"{here}/reconcile"
    return {
        "versions": ["0.1", "0.2"],
        "name": say("高新图谱", "Gaoxin Graph"),
        "identifierSpace": asked.settings.base,
        "schemaSpace": GX,
        "documentation": f"{here}/api",
        "defaultTypes": [_type(name) for name in _DEFAULT_TYPES],
        "view": {"url": f"{here}/things/{{{{id}}}}"},
        "preview": {"url": f"{path}/preview?id={{{{id}}}}", "width": 400, "height": 260},
        "suggest": {
            what: {"service_url": here, "service_path": f"/reconcile/suggest/{what}"}
            for what in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
        "batchSize": 50,
    }


@lru_cache(8)
def _reconciler(generation: Generation, kind: str | None, limit: int) -> Reconciler:
    return Reconciler(generation, kind, limit)


def match_names(asked: LookupRequest) -> dict[str, Any]:
    """For each key of ``names`` the candidates, best first.

    ``match`` is true for the one thing that is certain.  ``features`` are the shares of the score:
    points for name, place and code.

    Raises:
        UnknownTerm: a type is no class.
    """
    return {key: {"result": _result(asked, name)} for key, name in asked.values["names"].items()}


def _result(asked: LookupRequest, name: dict[str, Any]) -> list[dict[str, Any]]:
    places, codes = [], []
    for hint in name["properties"]:
        meant = _HINTS.get(name_key(hint["pid"].rpartition(":")[2]))
        if meant == PLACE:
            places += [_named(asked.generation, text) for text in hint["texts"]]
        elif meant == CODE:
            codes += hint["texts"]
    kinds: list[str | None] = [class_named(text).name for text in name["type"]] or [None]
    found: dict[str, dict[str, Any]] = {}
    for kind in dict.fromkeys(kinds):
        reconciler = _reconciler(asked.generation, kind, name["limit"])
        result = reconciler.match(name["query"], places, codes[0] if codes else "")
        for candidate in filter(None, (result.chosen, *result.candidates)):
            is_match = result.match == ONE and candidate is result.chosen
            told = _candidate(asked, candidate, is_match=is_match)
            if candidate.key not in found or is_match:
                found[candidate.key] = told
    if sum(one["match"] for one in found.values()) > 1:  # certain within two classes: not certain
        for one in found.values():
            one["match"] = False
    ordered = sorted(found.values(), key=lambda one: (not one["match"], -one["score"]))
    return ordered[: name["limit"]]


def _named(generation: Generation, text: str) -> str:
    """The name of a thing that is given by its key; any other text as it is."""
    return generation.names.name_of(text) if "/" in text else text


def _candidate(asked: LookupRequest, candidate: Candidate, *, is_match: bool) -> dict[str, Any]:
    known = asked.generation.names.by_iri(candidate.key)
    english = known.name_en if known and language() == "en" else ""
    return {
        "id": candidate.key,
        "name": english or candidate.name,
        "description": candidate.reason,
        "type": [_type(candidate.type)],
        "score": round(candidate.score, 1),
        "match": is_match,
        "features": [
            {"id": share.aspect, "name": share.told(), "value": round(share.points, 1)}
            for share in candidate.shares
        ],
    }


def _type(name: str) -> dict[str, str]:
    return {"id": name, "name": say(*class_labels_of(name))}


def suggest(asked: LookupRequest) -> dict[str, Any]:
    """What is named like ``prefix``, as ``result``: things, properties or types."""
    prefix, first = asked.text("prefix"), asked.number("cursor")
    if asked.text("what") == "entity":
        found = asked.generation.names.search(prefix, first + _SUGGESTED)[first:] if prefix else []
        return {
            "result": [
                {
                    "id": match.key,
                    "name": (match.name_en if language() == "en" else "") or match.name,
                    "description": say(*class_labels_of(match.type)),
                    "notable": [_type(match.type)],
                }
                for match in found
            ]
        }
    terms = _classes() if asked.text("what") == "type" else [*_hints(), *properties_of("")]
    fitting = terms_like(prefix, terms)[first : first + _SUGGESTED]
    return {"result": [term.told() for term in fitting]}


def _classes() -> list[OfferedTerm]:
    classes = vocabulary().classes.values()
    return [
        OfferedTerm(
            term.name, *class_labels_of(term.name), say(term.definition_zh, term.definition_en)
        )
        for term in classes
        if term.kind and not term.bookkeeping and not term.abstract
    ]


def _hints() -> list[OfferedTerm]:
    where = say("所在城市、区县或高新区", "the city, county or zone")
    code = ("统一社会信用代码", "unified social credit code")
    return [
        OfferedTerm(PLACE, "地点", "place", where),
        OfferedTerm(CODE, *code, say("18 位代码", "a code of 18 characters")),
    ]


def preview(asked: LookupRequest) -> dict[str, Any]:
    """The head of a thing's page: names, class and key facts.

    Raises:
        UnresolvedName: there is no thing with this key.
    """
    found = asked.generation.names.by_iri(asked.text("id"))
    if found is None:
        key = asked.text("id")
        raise UnresolvedName(
            f"没有键为「{key}」的事物。", f"There is no thing with the key {key!r}."
        )
    read = portrait(asked.generation, found.iri, Filter(), TOLD)
    return {
        **told_thing(asked, found.iri),
        "other_names": list(read.other_names)[:3],
        "facts": [
            {
                "label": fact.label,
                "value": say("、", "; ").join(told.text for told in fact.values) or fact.absent,
            }
            for fact in read.key_facts[:5]
        ],
    }
