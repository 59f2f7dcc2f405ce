"""``/things``, ``/zones`` and ``/industries``: all things of a class, narrowed by facets."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from gaoxin.graph.catalogue.chosen_things import BY_FACTS, BY_NAME, ThingLists
from gaoxin.graph.catalogue.thing_values import (
    CLASS,
    FACETS,
    GRADE_FACET,
    INDUSTRY,
    PROVINCE,
    SOURCE,
    YEAR,
    ListedThing,
)
from gaoxin.graph.facts.grades import grade_word, grades
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.coordinates import coordinates
from gaoxin.graph.lookup.thing import class_labels_of
from gaoxin.graph.wording.headings import heading
from gaoxin.language import language, say
from gaoxin.ontology.term_names import class_named
from gaoxin.ontology.terms import vocabulary
from gaoxin.service.lookups.facets import FacetCount, chosen_in, chosen_values, facet_document
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.pagination import most_rows, paging
from gaoxin.service.lookups.row_tables import headed

COLUMNS = ["name", "also", "type", "key", "province", "industry", "facts", "iri"]
_INDUSTRIES_SHOWN = 6
_LISTS = {"Zone": ("高新区与园区", "Zones"), "Industry": ("产业", "Industries")}
_KEPT = 3
_lists: OrderedDict[str, ThingLists] = OrderedDict()


def lists_of(asked: LookupRequest) -> ThingLists:
    """The lists of the generation, kept open by the worker."""
    digest = asked.generation.manifest.digest
    if digest not in _lists:
        _lists[digest] = ThingLists(asked.generation)
        while len(_lists) > _KEPT:
            _lists.popitem(last=False)
    _lists.move_to_end(digest)
    return _lists[digest]


def things(asked: LookupRequest) -> dict[str, Any]:
    """A page of the things, with facets.

    Each row has ``name``, ``also`` (the name in the other language), ``type``, ``class``, ``key``,
    ``iri``, ``link``, ``province``, ``industry`` (names, a few of them), ``facts`` (triples that
    sources state of it), and ``longitude`` and ``latitude`` if known; an industry has ``zones``,
    the number of its zones.

    Raises:
        UnknownTerm: there is no such class.
    """
    lists, only = lists_of(asked), asked.text("list")
    named = [class_named(name).name for name in asked.texts(CLASS)]
    chosen = {facet: chosen_values(asked, facet) for facet in FACETS}
    chosen[CLASS] = vocabulary().concrete(named)
    limit = most_rows(asked)
    found = lists.choose(
        vocabulary().concrete([only]) if only else (),
        chosen,
        first=asked.number("offset"),
        most=limit,
        order=asked.text("sort") or (BY_FACTS if only == "Industry" else BY_NAME),
    )
    told = _Told(asked, lists, found.things)
    facets = [
        told.facet(facet, found.counts[facet])
        for facet in FACETS
        if facet != CLASS or len(found.counts[CLASS]) > 1
    ]
    facets = [facet for facet in facets if facet["values"]]
    return {
        "list": only,
        "heading": _heading(only, named),
        "columns": headed(COLUMNS),
        "rows": [told.row(thing) for thing in found.things],
        **paging(asked, found.total, len(found.things), limit),
        "all": found.all,
        "facets": facets,
        "chosen": chosen_in(facets),
    }


def _heading(only: str, named: list[str]) -> str:
    if only:
        return say(*_LISTS[only])
    if not named:
        return say("全部事物", "All things")
    return say("、", ", ").join(say(*class_labels_of(name)) for name in named)


class _Told:
    """Words for the things and values of one page."""

    def __init__(self, asked: LookupRequest, lists: ThingLists, shown: list[ListedThing]) -> None:
        self._asked, self._lists = asked, lists
        self._provinces = lists.values_of(shown, PROVINCE)
        self._industries = lists.values_of(shown, INDUSTRY)
        self._generation = asked.generation
        self._reader = Reader(asked.generation)

    def row(self, thing: ListedThing) -> dict[str, Any]:
        first, second = thing.name, thing.name_en
        if language() == "en":
            first, second = second, first
        place = coordinates(self._reader, thing.iri)
        row = {
            "name": first or second,
            "also": second if first and second != first else "",
            "type": thing.cls,
            "class": say(*class_labels_of(thing.cls)),
            "key": thing.key,
            "iri": thing.iri,
            "link": thing_link(thing.key),
            "province": self._names(self._provinces[thing.number][:3]),
            "industry": self._names(self._industries[thing.number][:_INDUSTRIES_SHOWN]),
            "facts": thing.facts,
            "longitude": place[0] if place else None,
            "latitude": place[1] if place else None,
        }
        if thing.cls == "Industry":
            zones = vocabulary().concrete(["Zone"])
            row["zones"] = self._lists.having_industry(thing.key, zones)
        return row

    def _names(self, keys: list[str]) -> list[str]:
        return [self._name(key) for key in keys]

    def _name(self, key: str) -> str:
        return self._reader.entry(self._generation.minter.thing(key).value).name

    def facet(self, facet: str, counts: dict[str, int]) -> dict[str, Any]:
        """The document of a facet; of values with the same count the order is fixed."""
        chosen = chosen_values(self._asked, facet)
        if facet == CLASS:
            counts = {text: _with_subclasses(text, counts) for text in (*counts, *chosen)}
        values = list(dict.fromkeys((*counts, *chosen)))
        if facet == GRADE_FACET:
            values = [*grades()]
        elif facet == YEAR:
            values.sort(reverse=True)
        else:
            values.sort(key=lambda value: (-counts.get(value, 0), value))
        document = facet_document(
            self._asked,
            facet,
            heading(facet),
            [FacetCount(value, "", counts.get(value, 0)) for value in values],
        )
        for value in document["values"]:  # only values that are shown are put into words
            value["label"] = self._label(facet, value["value"])
        return document

    def _label(self, facet: str, value: str) -> str:
        if facet == CLASS:
            return say(*class_labels_of(class_named(value).name))
        if facet in (PROVINCE, INDUSTRY):
            return self._name(value)
        if facet == SOURCE:
            return self._reader.source(self._generation.minter.source(value).value).title or value
        return grade_word(value) if facet == GRADE_FACET else value


def _with_subclasses(text: str, counts: dict[str, int]) -> int:
    """How many things there are of a class, written in any way, and of its subclasses."""
    classes = vocabulary().concrete([class_named(text).name])
    return sum(counts.get(name, 0) for name in classes)
