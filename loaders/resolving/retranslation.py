"""Which datasets must be translated again, because a name in them may now mean another thing.

A dataset is *affected* if it contains a name whose candidates changed, or a name that depends on
such a name (:meth:`.Profile.leads`).  Too many are better than too few: a dataset that is
translated again without need gives the same quads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from gaoxin.loaders.resolving.name_dependencies import (
    entries_of,
    leads_of_alias,
    leads_of_declared,
    leads_of_place,
    names_of_mention,
)
from gaoxin.loaders.resolving.name_rows import (
    ANY,
    CATALOGUED,
    Mentioned,
    most_written,
    name_key,
)
from gaoxin.loaders.resolving.name_set import NameKey, NameSet
from gaoxin.loaders.resolving.profile import Profile

MOST = 200_000
"""Maximum number of changed names in memory; if a profile has more, all its names count."""


def names_to_resolve(before: Mapping[str, Profile], after: Mapping[str, Profile]) -> ChangedNames:
    """The names that may now mean another thing; the profiles of all datasets are by their keys."""
    for profile in (*before.values(), *after.values()):
        profile.settle()  # SQLite sorts no table while another one of the file is being read
    changes = changed_names(before, after)
    changes.follow(after.values())
    return changes


def affected_datasets(
    changes: ChangedNames, profiles: Mapping[str, Profile], apart: Iterable[str]
) -> list[str]:
    """The datasets to translate again, other than those in ``apart``."""
    left_out = set(apart)
    return [
        key for key, profile in profiles.items() if key not in left_out and changes.touch(profile)
    ]


def changed_names(before: Mapping[str, Profile], after: Mapping[str, Profile]) -> ChangedNames:
    """The names whose candidates or written forms may differ between two sets of profiles."""
    changes = ChangedNames(WrittenForms(before), WrittenForms(after))
    small: tuple[list[Profile], list[Profile]] = ([], [])
    for key in {*before, *after}:
        old, new = before.get(key), after.get(key)
        if old is new:
            continue
        pair = [profile for profile in (old, new) if profile]
        if any(profile.is_large for profile in pair):
            changes.add_large(key, old, new)
            continue
        if old:
            small[0].append(old)
        if new:
            small[1].append(new)
    olds, news = ({e for p in profiles for e in p.entries()} for profiles in small)
    changes.names |= {name for name, _ in olds ^ news}
    said, says = ({(m, p.dataset) for p in profiles for m in p.mentions} for profiles in small)
    for mention, dataset in said ^ says:
        changes.names.update(changes.names_of(mention, dataset))
    return changes


class WrittenForms:
    """The form in which a name is shown that only mentions have."""

    def __init__(self, profiles: Mapping[str, Profile]) -> None:
        self._profiles = profiles
        self._shown: dict[NameKey, str] = {}

    def shown(self, name: NameKey) -> str:
        """The form that most datasets write; ``""`` if none contains the name."""
        if name not in self._shown:
            forms: dict[str, int] = defaultdict(int)
            for profile in self._profiles.values():
                for form in {row.form for row in profile.mentions.having("name", name)}:
                    forms[form] += 1
            if len(self._shown) >= MOST:
                self._shown.clear()
            self._shown[name] = most_written(forms) if forms else ""
        return self._shown[name]


class ChangedNames:
    """Changed names: ``names``, and all names of the profiles in ``whole``.

    A mention changes a name only if the name is now shown in another form, or is new or gone:
    ``before`` and ``after`` tell.
    """

    def __init__(self, before: WrittenForms, after: WrittenForms) -> None:
        self._before, self._after = before, after
        self.names: set[NameKey] = set()
        self.whole: list[_Whole] = []

    def names_of(self, mention: Mentioned, dataset: str) -> Iterator[NameKey]:
        """The names that a mention changes, which only one of both sides has."""
        if self.is_shown_anew(name_key(mention.kind, mention.form, dataset)):
            yield from names_of_mention(mention, dataset)

    def is_shown_anew(self, name: NameKey) -> bool:
        """Whether the form in which the mentions of a name are shown changes."""
        return self._before.shown(name) != self._after.shown(name)

    def add_large(self, dataset: str, old: Profile | None, new: Profile | None) -> None:
        """Add the names that differ between two profiles, at least one of which is large."""
        found: set[NameKey] = set()
        if old and new:
            for name in self._differences(dataset, old, new):
                found.add(name)
                if len(found) > MOST:
                    break
            else:
                self.names |= found
                return
        self.whole += (_Whole(profile, self) for profile in (old, new) if profile)

    def _differences(self, dataset: str, old: Profile, new: Profile) -> Iterator[NameKey]:
        """The names of the rows that only one of two profiles has."""
        revision = new.revision
        if revision and revision.before is old:
            for rows in (*revision.lost.values(), *revision.new.values()):
                for row in rows:
                    if isinstance(row, Mentioned):
                        yield from self.names_of(row, dataset)
                    else:
                        yield from (name for name, _ in entries_of(row, dataset))
            return
        growing: list[tuple[NameSet[Any], NameSet[Any]]] = [
            (old.declared, new.declared),
            (old.aliases, new.aliases),
            (old.places, new.places),
        ]
        for before, after in growing:
            for row in _in_one(iter(before), iter(after)):
                for name, _ in entries_of(row, dataset):
                    yield name
        for mention in _in_one(iter(old.mentions), iter(new.mentions)):
            yield from self.names_of(mention, dataset)
        for name, _ in set(old.small_entries()) ^ set(new.small_entries()):
            yield name

    def __bool__(self) -> bool:
        return bool(self.names or self.whole)

    def __contains__(self, name: NameKey) -> bool:
        return name in self.names or any(name in profile for profile in self.whole)

    def forms_in(self, profile: Profile) -> set[str] | None:
        """The forms in which a dataset writes changed names; ``None`` if they cannot be listed."""
        if self.whole or any((kind, ANY) in self.names for kind in CATALOGUED):
            return None
        return {
            row.form
            for name in self.names
            for sort in ("name", "key")
            for row in profile.mentions.having(sort, name)
        }

    def follow(self, profiles: Iterable[Profile]) -> None:
        """Add the names that depend on changed ones, and those that depend on them, and so on."""
        if not self:
            return
        profiles = list(profiles)
        large = [profile for profile in profiles if profile.is_large]
        leads: dict[NameKey, set[NameKey]] = defaultdict(set)
        for profile in profiles:
            for name, led in profile.small_leads() if profile.is_large else profile.leads():
                leads[name].add(led)
        if self.whole:
            self.names |= {name for name in leads if name in self}
            for profile in large:
                self._follow_whole(profile)
        front = list(self.names)
        while front:
            name = front.pop()
            found = set(leads.get(name, ()))
            for profile in large:
                found |= _led_in(profile, name)
            found -= self.names
            self.names |= found
            front += found

    def _follow_whole(self, profile: Profile) -> None:
        """Add the names of whole profiles on which names in a large one depend."""
        if any(profile is item.profile for item in self.whole):
            return  # what depends on a name in a whole profile is in it, and so counts anyhow
        for rows, sorts in ((profile.places, ("place",)), (profile.aliases, ("subject", "key"))):
            self.names |= {n for sort in sorts for n in rows.handles(sort) if n in self}
        for item in self.whole:
            placed = (name for name in item.profile.places.handles("subject") if not name[0])
            self.names |= {name for name in placed if profile.declared.having("key", name)}

    def touch(self, profile: Profile) -> bool:
        """Whether the dataset contains a changed name, or may mean one by another form."""
        if any((kind, ANY) in self for kind in CATALOGUED) and profile.has_written_forms():
            return True
        mentions = profile.mentions
        if profile.is_large and not self.whole:
            return any(
                mentions.having(sort, name) for name in self.names for sort in ("name", "key")
            )
        names = chain(mentions.handles("name"), mentions.handles("key"))
        return any(name in self for name in names if name[1])


class _Whole:
    """All names of a profile that can change another."""

    def __init__(self, profile: Profile, changes: ChangedNames) -> None:
        self.profile, self._changes = profile, changes
        self._small = {name for name, _ in profile.small_entries()}
        self._any = {
            kind for kind in CATALOGUED if next(profile.declared.starting("name", (kind, "")), None)
        }

    def __contains__(self, name: NameKey) -> bool:
        kind, text = name
        profile = self.profile
        if text == ANY:
            return kind in self._any
        if not kind:
            return bool(
                profile.declared.having("key", name) or profile.places.having("subject", name)
            )
        rows: list[tuple[NameSet[Any], tuple[str, ...]]] = [
            (profile.declared, ("name", "stem")),
            (profile.aliases, ("form", "subject")),
            (profile.places, ("subject",)),
        ]
        if name in self._small or any(
            names.having(sort, name) for names, sorts in rows for sort in sorts
        ):
            return True
        mentions = profile.mentions
        if mentions.having("name", name) and self._changes.is_shown_anew(name):
            return True
        return any(
            self._changes.is_shown_anew(name_key(row.kind, row.form, profile.dataset))
            for row in mentions.having("stem", name)
        )


def _led_in(profile: Profile, name: NameKey) -> set[NameKey]:
    """The names that depend on a name by the aliases and places of a large profile."""
    dataset = profile.dataset
    found: set[NameKey] = set()
    for alias in profile.aliases.having("subject" if name[0] else "key", name):
        found |= {led for a, led in leads_of_alias(alias, dataset) if a == name}
    for place in profile.places.having("place", name):
        found |= {led for a, led in leads_of_place(place, dataset) if a == name}
    if not name[0]:
        for declared in profile.declared.having("key", name):
            found |= {led for _, led in leads_of_declared(declared)}
    return found


def _in_one(left: Iterator[Any], right: Iterator[Any]) -> Iterator[Any]:
    """The rows that only one of two ascending iterators has."""
    a, b = next(left, None), next(right, None)
    while a is not None or b is not None:
        if b is None or (a is not None and a < b):
            yield a
            a = next(left, None)
        elif a is None or b < a:
            yield b
            b = next(right, None)
        else:
            a, b = next(left, None), next(right, None)
