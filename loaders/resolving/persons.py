"""Who is meant by a person's name: persons are told apart by their organization, never by name
alone.

- A name and an organization mean one person in all datasets.
- Within one dataset a name at several organizations is one person, as in an article about
  somebody with two posts.  It is not if two of the organizations are enterprises or zones, or if
  their places are known and differ: then each organization has its own person.
- In a list of one thing per row every organization has its own person.  Rows with one name and
  organization are one person, unless they give other traits (gender, age): then they are two.
- A name without an organization is the person of that name in the dataset, if there is only one.
  Otherwise it is a person of that dataset alone.
- 姓名（单位）, a name with the organization in brackets, means the person there.

Two persons are merged by a row of the identity table.  A row whose two sides are the same name says
that the name is one person everywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from gaoxin.graph.names.keys import short_hash, slug
from gaoxin.loaders.resolving.evidence import Post
from gaoxin.loaders.resolving.name_rows import name_key
from gaoxin.loaders.resolving.profile import Profile

_KIND = "person"
_EMPLOYERS = ("enterprise", "zone")
_AT = re.compile(r"(?P<name>[^()]+)\((?P<organization>[^()]+)\)")
Anchor = tuple[str, str]
"""Match key of a person's name, and key of an organization."""


class Person(NamedTuple):
    """The person that a mention means: its key, and other keys if it may mean several."""

    key: str
    candidates: tuple[str, ...] = ()


class Persons:
    """The persons of all datasets.

    ``key_of`` resolves the name of an organization (type, form, dataset); ``are_apart`` tells
    whether two organizations, given by their keys, are known to be in different places.
    """

    def __init__(
        self,
        profiles: Mapping[str, Profile],
        key_of: Callable[[str, str, str], str],
        are_apart: Callable[[str, str], bool],
    ) -> None:
        self._profiles, self._key_of, self._are_apart = profiles, key_of, are_apart

    def find(self, post: Post, dataset: str) -> Person:
        """The person of a mention."""
        name = _name(post.form, dataset)
        organization = self._organization(post, dataset)
        if organization:
            several = self._traits.get((name, organization), set())
            if len(several) > 1 and not post.traits:  # it may be any of them
                keys = (person_key(name, organization, traits) for traits in several)
                return Person(person_key(name, organization), tuple(sorted(keys)))
            return Person(self._anchored(name, organization, post.traits))
        found = sorted({self._anchored(name, key) for key in self._at.get((dataset, name), ())})
        if len(found) == 1:
            return Person(found[0])
        return Person(person_key(name, dataset), tuple(found))

    def find_anywhere(self, form: str, dataset: str) -> Person:
        """The person that the name means for the identity table, whose rows name no dataset."""
        name = _name(form, dataset)
        found = sorted(self._anywhere.get(name, ()))
        if len(found) == 1:
            return Person(found[0])
        return Person(person_key(name), tuple(found))

    def _organization(self, post: Post, dataset: str) -> str:
        if not post.organization_type or not post.organization:
            return post.organization
        return self._key_of(post.organization_type, post.organization, dataset)

    def _anchored(self, name: str, organization: str, traits: str = "") -> str:
        """The key of the person with this name at this organization."""
        organization = self._group.get((name, organization), organization)
        if len(self._traits.get((name, organization), ())) > 1:
            return person_key(name, organization, traits)
        return person_key(name, organization)

    @cached_property
    def _at(self) -> dict[tuple[str, str], set[str]]:
        """The organizations of each name in each dataset, from mentions outside lists."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for dataset, profile in self._profiles.items():
            for post in profile.posts:
                organization = "" if post.traits else self._organization(post, dataset)
                if organization:
                    found[dataset, _name(post.form, dataset)].add(organization)
        return found

    @cached_property
    def _anywhere(self) -> dict[str, set[str]]:
        """The keys of all persons of each name."""
        found: dict[str, set[str]] = defaultdict(set)
        for dataset, profile in self._profiles.items():
            for post in profile.posts:
                found[_name(post.form, dataset)].add(self.find(post, dataset).key)
        return found

    @cached_property
    def _traits(self) -> dict[Anchor, set[str]]:
        """The traits that rows of lists give to a name at an organization."""
        found: dict[Anchor, set[str]] = defaultdict(set)
        for dataset, profile in self._profiles.items():
            for post in profile.posts:
                if post.traits:
                    anchor = _name(post.form, dataset), self._organization(post, dataset)
                    found[anchor].add(post.traits)
        return found

    @cached_property
    def _group(self) -> dict[Anchor, str]:
        """For a name that is one person at several organizations: the one that makes its key."""
        above: dict[Anchor, Anchor] = {}

        def top(anchor: Anchor) -> Anchor:
            while anchor in above:
                anchor = above[anchor]
            return anchor

        for (_, name), organizations in sorted(self._at.items()):
            if self._is_one(organizations):
                first, *rest = (top((name, key)) for key in sorted(organizations))
                for other in rest:
                    low, high = sorted((first, top(other)))
                    if low != high:
                        above[high] = low
                    first = low
        members: dict[Anchor, set[str]] = defaultdict(set)
        for anchor in above:
            members[top(anchor)] |= {anchor[1], top(anchor)[1]}
        return {
            (name, organization): first
            for (name, first), organizations in members.items()
            if self._is_one(organizations)  # several datasets together may contradict it
            for organization in organizations
        }

    def _is_one(self, organizations: Iterable[str]) -> bool:
        """Whether one person may be at all of the organizations."""
        return not any(
            (_kind(a) == _kind(b) and _kind(a) in _EMPLOYERS) or self._are_apart(a, b)
            for a, b in combinations(sorted(organizations), 2)
        )


def _name(form: str, dataset: str) -> str:
    """The match key of a name; somebody whom the source leaves unnamed is one of the dataset."""
    return name_key(_KIND, form, dataset)[1]


def name_and_organization(form: str) -> tuple[str, str]:
    """The parts of 姓名(单位), a person's name with the organization in brackets, else ``""``.

    >>> name_and_organization("张三(甲公司)")
    ('张三', '甲公司')
    """
    found = _AT.fullmatch(form)
    return (found["name"], found["organization"]) if found else ("", "")


def person_key(name: str, *marks: str) -> str:
    """The key of a person: the name in pinyin, and a hash of the name and what tells it apart."""
    stem = slug(name.partition("\x1f")[0])
    code = short_hash(_KIND, name, *marks)
    return f"{_KIND}/{stem}-{code}" if stem else f"{_KIND}/{code}"


def _kind(key: str) -> str:
    return key.partition("/")[0]
