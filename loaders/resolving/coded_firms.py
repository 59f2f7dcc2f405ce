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
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from gaoxin.graph.names.keys import match_key
from gaoxin.loaders.resolving.evidence import Whereabouts, code_in_key
from gaoxin.loaders.resolving.profile import Declared, NameKey, Profile, name_key
from gaoxin.ontology.terms import vocabulary

Mention = tuple[str, str, str]
"""Type, written form, and the dataset that contains it."""

_DIVISION = "division/"
_MUNICIPALITIES = ("11", "12", "31", "50")
_BRACKETS = re.compile(r"\(([^()]+)\)")
_LONGEST_PLACE = 12
_STEPS = 3
"""From a place to the division that contains it: a park in a zone, in a city."""


class CodedFirms:
    """The places of firms over all datasets; ``key_of`` resolves the name of a place."""

    def __init__(
        self, profiles: Mapping[str, Profile], key_of: Callable[[str, str, str], str]
    ) -> None:
        self._profiles, self._key_of = profiles, key_of
        self._of_key: dict[str, list[tuple[Whereabouts, str]]] = defaultdict(list)
        self._of_name: dict[tuple[str, NameKey], list[tuple[Whereabouts, str]]] = defaultdict(list)
        self._related: dict[str, dict[NameKey, set[str]]] = {}
        for dataset, profile in profiles.items():
            for place in profile.places:
                if place.kind:
                    name = name_key(place.kind, place.form, dataset)
                    self._of_name[dataset, name].append((place, dataset))
                else:
                    self._of_key[place.form].append((place, dataset))

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
        own = self._profiles[mention[2]].declared if mention[2] in self._profiles else set()
        if here := [e for e in coded if e in own or self._is_related(e.key, mention)]:
            return here
        rest = [entry for entry in entries if not code_in_key(entry.key)]
        return rest + [entry for entry in coded if self._is_in_one_place(entry, mention, written)]

    def _is_related(self, key: str, mention: Mention) -> bool:
        """Whether the dataset gives the code to another name, and relates both by an alias."""
        type_, form, dataset = mention
        kind = vocabulary().find_class(type_).kind
        if dataset not in self._related:
            self._related[dataset] = self._codes_by_alias(dataset)
        return key in self._related[dataset].get((kind, match_key(form, kind)), ())

    def _codes_by_alias(self, dataset: str) -> dict[NameKey, set[str]]:
        """The keys of firms with a code that the dataset names by an alias of the given name."""
        links: dict[NameKey, set[NameKey]] = defaultdict(set)
        profile = self._profiles.get(dataset, Profile(dataset))
        for alias in profile.aliases:
            subject, form = (
                (alias.kind, match_key(text, alias.kind)) for text in (alias.subject, alias.form)
            )
            links[subject].add(form)
            links[form].add(subject)
        found: dict[NameKey, set[str]] = defaultdict(set)
        for entry in profile.declared if links else ():
            for name in links.get(entry.name, ()) if code_in_key(entry.key) else ():
                found[name].add(entry.key)
        return found

    def _is_in_one_place(self, entry: Declared, mention: Mention, written: str) -> bool:
        type_, form, dataset = mention
        name = name_key(vocabulary().find_class(type_).kind, written or form, dataset)
        said = self._of_name.get((dataset, name), [])
        places = {code for place in said for code in self._codes(place)}
        if not said:
            places = set(self._named_places(form))
        return _share_a_city(places, self._codes_of_firm(entry))

    def _codes_of_firm(self, entry: Declared) -> set[str]:
        codes = {code_in_key(entry.key)[2:8]}
        for place in self._of_key.get(entry.key, ()):
            codes |= self._codes(place)
        for dataset, profile in self._profiles.items():
            if entry in profile.declared:  # a row of the common table places the name, not the key
                for place in self._of_name.get((dataset, entry.name), ()):
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
        found = self._of_key.get(key, []) + self._bodies_named.get(key, [])
        return {code[2:8]} - {""} | {c for place in found for c in self._codes(place)}

    def _codes(self, at: tuple[Whereabouts, str]) -> set[str]:
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

    def _places_of(self, key: str) -> list[tuple[Whereabouts, str]]:
        return self._of_key.get(key, []) + self._zones_named.get(key, [])

    @cached_property
    def _zones_named(self) -> dict[str, list[tuple[Whereabouts, str]]]:
        """Where rows of common tables say that zones are, by the key of the zone."""
        return self._named("zone")

    @cached_property
    def _bodies_named(self) -> dict[str, list[tuple[Whereabouts, str]]]:
        """Where rows of common tables say that zones and bodies are, by their keys."""
        return self._named("zone", "enterprise", "organization")

    def _named(self, *kinds: str) -> dict[str, list[tuple[Whereabouts, str]]]:
        found: dict[str, list[tuple[Whereabouts, str]]] = defaultdict(list)
        for (dataset, (kind, _)), places in self._of_name.items():
            if kind in kinds:
                for place in places:
                    type_ = kind[0].upper() + kind[1:]
                    found[self._key_of(type_, place[0].form, dataset)].append(place)
        return found

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
        for profile in self._profiles.values():
            for entry in profile.declared:
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
