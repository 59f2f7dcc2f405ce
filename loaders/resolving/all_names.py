"""The names of all datasets together.

What small datasets say is merged into dictionaries.  Large ones (:attr:`.Profile.is_large`) are
asked one after the other, so that their names stay in their files.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping

from gaoxin.graph.names.keys import match_key
from gaoxin.loaders.resolving.evidence import Whereabouts
from gaoxin.loaders.resolving.name_rows import CATALOGUED, Alias, Declared, name_key
from gaoxin.loaders.resolving.name_set import NameKey
from gaoxin.loaders.resolving.profile import Profile

Mention = tuple[str, str, str]
"""Type, written form, and the dataset that contains it."""
SaidPlace = tuple[Whereabouts, str]
"""Where something is, and the dataset that says so."""


class AllNames:
    """Looks up what the profiles say of a name or of a key."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        self.profiles = dict(sorted(profiles.items()))
        self._large = {key: p for key, p in self.profiles.items() if p.is_large}
        self._declared: dict[NameKey, list[tuple[str, Declared]]] = defaultdict(list)
        self._of_key: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._shown: dict[str, set[str]] = defaultdict(set)
        self._forms: dict[NameKey, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._aliased: dict[NameKey, set[Mention]] = defaultdict(set)
        self._chosen: dict[NameKey, set[str]] = defaultdict(set)
        self._places: dict[str, list[SaidPlace]] = defaultdict(list)
        for dataset, profile in self.profiles.items():
            if dataset not in self._large:
                self._merge(dataset, profile)

    def beside(self, profile: Profile) -> AllNames:
        """These names and those of one more dataset, which is asked after the others as a large one
        is.  Nothing is merged again.
        """
        names = copy.copy(self)
        more = {profile.dataset: profile}
        names.profiles = dict(sorted({**self.profiles, **more}.items()))
        names._large = dict(sorted({**self._large, **more}.items()))
        return names

    def _merge(self, dataset: str, profile: Profile) -> None:
        for name, entries in profile.declared.index("name").items():
            self._declared[name] += ((dataset, entry) for entry in entries)
        for entry in profile.declared:
            self._shown[entry.key].add(entry.form)
            self._of_key[entry.key] = dataset, entry.classes
        for name, mentions in profile.mentions.index("name").items():
            for form in {mentioned.form for mentioned in mentions}:
                self._forms[name][form] += 1
        for name, aliases in profile.aliases.index("form").items():
            self._aliased[name] |= {(alias.type, alias.subject, dataset) for alias in aliases}
        for name, aliases in profile.aliases.index("subject").items():
            if chosen := {alias.form for alias in aliases if alias.canonical}:
                self._chosen[name] |= chosen
        for place in profile.places:
            if not place.kind:
                self._places[place.form].append((place, dataset))

    def declared(self, name: NameKey) -> list[Declared]:
        """The declared names equal to this one, in the order of their datasets."""
        found = self._declared.get(name, [])
        if self._large:
            more = [
                (dataset, entry)
                for dataset, profile in self._large.items()
                for entry in profile.declared.having("name", name)
            ]
            if more:
                found = sorted([*found, *more], key=lambda item: item[0])
        return [entry for _, entry in found]

    def is_declared(self, name: NameKey) -> bool:
        """Whether any dataset declares the name."""
        return name in self._declared or any(
            profile.declared.having("name", name) for profile in self._large.values()
        )

    def is_mentioned(self, name: NameKey) -> bool:
        """Whether any dataset contains the name."""
        return name in self._forms or any(
            profile.mentions.having("name", name) for profile in self._large.values()
        )

    def classes(self, key: str) -> tuple[str, ...] | None:
        """The classes of a declared thing; ``None`` if ``key`` is no key of one."""
        if "/" not in key:  # most texts are no keys
            return None
        found = self._of_key.get(key)
        for dataset, profile in self._large.items():
            if rows := profile.declared.having("key", ("", key)):
                found = max(found or ("", ()), (dataset, rows[-1].classes), key=lambda x: x[0])
        return found[1] if found else None

    def shown(self, key: str) -> set[str]:
        """All declared forms of the names of a thing."""
        forms = set(self._shown.get(key, ()))
        for profile in self._large.values():
            forms |= {row.form for row in profile.declared.having("key", ("", key))}
        return forms

    def forms(self, name: NameKey) -> dict[str, int]:
        """The forms in which datasets write the name, with the number of these datasets."""
        found = dict(self._forms.get(name, {}))
        for profile in self._large.values():
            for form in {row.form for row in profile.mentions.having("name", name)}:
                found[form] = found.get(form, 0) + 1
        return found

    def aliased(self, name: NameKey) -> set[Mention]:
        """The subjects of which the name is an alias."""
        found = set(self._aliased.get(name, ()))
        for dataset, profile in self._large.items():
            for alias in profile.aliases.having("form", name):
                found.add((alias.type, alias.subject, dataset))
        return found

    def chosen(self, name: NameKey) -> set[str]:
        """The names that rows ``name`` say are to be shown for it."""
        found = set(self._chosen.get(name, ()))
        for profile in self._large.values():
            aliases = profile.aliases.having("subject", name)
            found |= {alias.form for alias in aliases if alias.canonical}
        return found

    def catalogued(self) -> Iterator[Declared]:
        """The declared names of catalogued kinds."""
        for profile in self.profiles.values():
            yield from catalogued_names(profile)

    def zones_located(self) -> Iterator[Whereabouts]:
        """Where the datasets say, by their keys, that zones are."""
        for profile in self.profiles.values():
            yield from located_zones(profile)

    def places_of_key(self, key: str) -> list[SaidPlace]:
        """Where the datasets say that the thing with the key is."""
        found = list(self._places.get(key, ()))
        for dataset, profile in self._large.items():
            found += ((place, dataset) for place in profile.places.having("subject", ("", key)))
        return found

    def places_of_name(self, dataset: str, name: NameKey) -> list[SaidPlace]:
        """Where a dataset says that the thing of this name is."""
        profile = self.profiles.get(dataset)
        if profile is None:
            return []
        return [(place, dataset) for place in profile.places.having("subject", name)]

    def places_named(self, kind: str) -> Iterator[SaidPlace]:
        """Where small datasets say, by name, that things of a kind are."""
        for dataset, profile in self.profiles.items():
            if dataset not in self._large:
                for place in profile.places.starting("subject", (kind, "")):
                    yield place, dataset

    def places_marked(self, key: str) -> Iterator[SaidPlace]:
        """Where large datasets say that something is whose name may lead to the key."""
        kind, _, local = key.partition("/")
        mark = kind, local.rpartition("-")[2]
        for dataset, profile in self._large.items():
            for place in profile.places.having("mark", mark):
                yield place, dataset
        for form in self.shown(key) if self._large else ():
            for dataset, profile in self._large.items():
                name = name_key(kind, form, dataset)
                for place in profile.places.having("subject", name):
                    yield place, dataset

    def linked_names(self, dataset: str, name: NameKey) -> set[NameKey]:
        """The names that a dataset relates to this one by an alias."""
        profile = self.profiles.get(dataset)
        if profile is None:
            return set()
        forms = {_form_of(alias) for alias in profile.aliases.having("subject", name)}
        return forms | {
            name_key(alias.kind, alias.subject, dataset)
            for alias in profile.aliases.having("form", name)
        }


def catalogued_names(profile: Profile) -> Iterator[Declared]:
    """The names of catalogued kinds that a dataset declares."""
    for kind in CATALOGUED:
        yield from profile.declared.starting("name", (kind, ""))


def located_zones(profile: Profile) -> Iterator[Whereabouts]:
    """Where a dataset says, by their keys, that zones are."""
    yield from profile.places.starting("subject", ("", "zone/"))


def _form_of(alias: Alias) -> NameKey:
    return alias.kind, match_key(alias.form, alias.kind)
