"""Whether a firm that is named without its credit code is one that another dataset gives a code.

A name alone does not say so: many firms share a name or a short form.  The name joins the firm
with the code only if the places agree, too.  The place of a name is where its dataset says that the
firm is; if it says nothing, the place in the name itself (合肥甲有限公司, 甲(合肥)有限公司).  The
places of a code are the division in it and where its datasets say that it is.  Places agree if one
contains the other, or if both are in one city.

Within one dataset a name and a code on the same name, or on an alias of it, are one firm.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from gaoxin.graph.names.keys import match_key
from gaoxin.loaders.resolving.all_names import AllNames, Mention, SaidPlace
from gaoxin.loaders.resolving.evidence import Whereabouts, code_in_key
from gaoxin.loaders.resolving.name_rows import Declared, kind_of, name_key
from gaoxin.ontology.terms import vocabulary

_DIVISION = "division/"
_MUNICIPALITIES = ("11", "12", "31", "50")
_BRACKETS = re.compile(r"\(([^()]+)\)")
_LONGEST_PLACE = 12
_STEPS = 3
"""From a place to the division that contains it: a park in a zone, in a city."""


class CodedFirms:
    """The places of firms over all datasets; ``key_of`` resolves the name of a place."""

    def __init__(self, names: AllNames, key_of: Callable[[str, str, str], str]) -> None:
        self._names, self._key_of = names, key_of

    def may_join(
        self, entries: Sequence[Declared], mention: Mention, written: str = ""
    ) -> list[Declared]:
        """Those of the declared things that the mention may mean; other than firms with codes,
        all.

        ``written`` is the form in the dataset, if the mention is the full name made from it.
        """
        coded = [entry for entry in entries if code_in_key(entry.key)]
        if not coded:
            return list(entries)
        profile = self._names.profiles.get(mention[2])
        own = profile.declared if profile else ()
        if here := [e for e in coded if e in own or self._is_related(e.key, mention)]:
            return here
        rest = [entry for entry in entries if not code_in_key(entry.key)]
        return rest + [entry for entry in coded if self._is_in_one_place(entry, mention, written)]

    def _is_related(self, key: str, mention: Mention) -> bool:
        """Whether the dataset gives the code to another name, and relates both by an alias."""
        type_, form, dataset = mention
        linked = self._names.linked_names(dataset, name_key(kind_of(type_), form, dataset))
        if not linked or not code_in_key(key):
            return False
        declared = self._names.profiles[dataset].declared
        return any(entry.key == key for name in linked for entry in declared.having("name", name))

    def _is_in_one_place(self, entry: Declared, mention: Mention, written: str) -> bool:
        type_, form, dataset = mention
        name = name_key(kind_of(type_), written or form, dataset)
        said = self._names.places_of_name(dataset, name)
        places = {code for place in said for code in self._codes(place)}
        if not said:
            places = set(self._named_places(form))
        return _share_a_city(places, self._codes_of_firm(entry))

    def _codes_of_firm(self, entry: Declared) -> set[str]:
        codes = {code_in_key(entry.key)[2:8]}
        for place in self._names.places_of_key(entry.key):
            codes |= self._codes(place)
        for dataset, profile in self._names.profiles.items():
            if entry in profile.declared:  # a row of the common table places the name, not the key
                for place in self._names.places_of_name(dataset, entry.name):
                    codes |= self._codes(place)
        return codes

    def are_apart(self, a: str, b: str) -> bool:
        """Whether two organizations, given by their keys, are known to be in different cities."""
        first, second = self._codes_of_key(a), self._codes_of_key(b)
        return bool(first and second) and not _share_a_city(first, second)

    def _codes_of_key(self, key: str) -> set[str]:
        if key.startswith(_DIVISION):
            return {key.removeprefix(_DIVISION)}
        code = code_in_key(key)
        found = self._names.places_of_key(key) + self._bodies_named.get(key, [])
        found += (at for at in self._names.places_marked(key) if self._located_key(at) == key)
        return {code[2:8]} - {""} | {c for place in found for c in self._codes(place)}

    def _codes(self, at: SaidPlace) -> set[str]:
        """The codes of the divisions of a place, directly or through the zones that it is in."""
        front, codes = [at], set[str]()
        seen: set[str] = set()
        for _ in range(_STEPS):
            keys = {self._key(place, dataset) for place, dataset in front} - seen
            seen |= keys
            codes |= {key.removeprefix(_DIVISION) for key in keys if key.startswith(_DIVISION)}
            front = [found for key in keys for found in self._places_of(key)]
        return codes

    def _key(self, place: Whereabouts, dataset: str) -> str:
        if not place.place_type:
            return place.place
        terms = vocabulary()
        if not terms.is_a(place.place_type, ["Territory"]):
            return ""
        return self._key_of(place.place_type, place.place, dataset)

    def _places_of(self, key: str) -> list[SaidPlace]:
        return self._names.places_of_key(key) + self._zones_named.get(key, [])

    @cached_property
    def _zones_named(self) -> dict[str, list[SaidPlace]]:
        """Where rows of common tables say that zones are, by the key of the zone."""
        return self._named("zone")

    @cached_property
    def _bodies_named(self) -> dict[str, list[SaidPlace]]:
        """Where rows of common tables say that zones and bodies are, by their keys."""
        return self._named("zone", "enterprise", "organization")

    def _named(self, *kinds: str) -> dict[str, list[SaidPlace]]:
        found: dict[str, list[SaidPlace]] = defaultdict(list)
        for kind in kinds:
            for at in self._names.places_named(kind):
                found[self._located_key(at)].append(at)
        return found

    def _located_key(self, at: SaidPlace) -> str:
        """The key of what a dataset, by its name, says to be in a place."""
        place, dataset = at
        type_ = place.kind[0].upper() + place.kind[1:]
        return self._key_of(type_, place.form, dataset)

    def _named_places(self, form: str) -> Iterator[str]:
        """The codes of the place with which the name of a firm begins, or that stands in brackets
        in it.
        """
        key = match_key(form)
        for size in range(min(_LONGEST_PLACE, len(key)), 1, -1):
            if codes := self._divisions.get(key[:size]):
                yield from codes
                break
        for inner in _BRACKETS.findall(key):
            yield from self._divisions.get(inner, ())

    @cached_property
    def _divisions(self) -> dict[str, set[str]]:
        """The codes of divisions by their names and short names."""
        found: dict[str, set[str]] = defaultdict(set)
        for entry in self._names.catalogued():
            if entry.key.startswith(_DIVISION) and entry.how in ("preferred", "short"):
                found[match_key(entry.form)].add(entry.key.removeprefix(_DIVISION))
        return found


def agree(a: str, b: str) -> bool:
    """Whether two divisions are in one city, or one contains the other.

    >>> agree("340104", "340100"), agree("110108", "110105"), agree("340000", "340100")
    (True, True, True)
    >>> agree("340100", "340200")
    False
    """
    first, second = _city(a), _city(b)
    return first.startswith(second) or second.startswith(first)


def _share_a_city(first: set[str], second: set[str]) -> bool:
    """Whether two sets of divisions agree; a province counts only where no city in it is known."""
    return any(agree(a, b) for a in _finest(first) for b in _finest(second))


def _finest(codes: set[str]) -> set[str]:
    cities = {_city(code) for code in codes}
    return {code for code in codes if not any(_lies_above(_city(code), other) for other in cities)}


def _lies_above(outer: str, inner: str) -> bool:
    return outer != inner and inner.startswith(outer)


def _city(code: str) -> str:
    """The digits of a code that name the city, or the province if it names no city."""
    return code[:2] if code[:2] in _MUNICIPALITIES or code[2:4] == "00" else code[:4]
