"""Resolve written names to the keys of things, over all datasets at once.

The result depends on the set of datasets and never on the order in which they were loaded.  Each
dataset has a *profile* (the names that it declares and mentions).  The registry is built from all
profiles.  A dataset whose mentions now resolve differently is translated again (loaders/load.py).

Loading uses written forms only: canonical names, aliases and short forms, also in full-width or
traditional characters.  Pinyin and initials are used for queries only, because a company "TCL" in a
table must never be taken for the initials of another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from gaoxin.graph.names.keys import is_unnamed, match_key, mint, normal_form
from gaoxin.loaders.resolving.coded_firms import CodedFirms, Mention
from gaoxin.loaders.resolving.evidence import Post, code_in_key
from gaoxin.loaders.resolving.persons import Persons
from gaoxin.loaders.resolving.profile import (
    Declared,
    NameKey,
    Profile,
    cells_of,
    kind_of,
    name_key,
)
from gaoxin.ontology.terms import vocabulary

_CELLS = cells_of(Declared)
_TIERS = {"preferred": 0, "alias": 1, "short": 2, "code": 3}


@dataclass(frozen=True, slots=True)
class Resolution:
    """The thing that a written name resolves to.

    ``key`` is the key of the thing.  ``declared`` is true if a dataset declares it; then ``main``
    is its main class, otherwise ``canonical`` is its name.  ``known`` is true if the written form
    is already one of its declared names.  If the name is ambiguous, ``candidates`` are the keys,
    and ``key`` is a separate thing for the name as written.
    """

    key: str
    declared: bool
    main: str
    canonical: str
    known: bool
    candidates: tuple[str, ...] = ()


@dataclass
class Registry:
    """The profiles of all datasets, indexed to resolve names."""

    profiles: Mapping[str, Profile]
    _declared: dict[NameKey, list[Declared]] = field(init=False)
    _forms: dict[NameKey, dict[str, set[str]]] = field(init=False)
    _chosen: dict[NameKey, set[str]] = field(init=False)
    _alias: dict[NameKey, set[Mention]] = field(init=False)
    _same: dict[NameKey, Mention] = field(init=False)
    _apart: dict[NameKey, set[tuple[str, str]]] = field(init=False)
    _shown: dict[str, set[str]] = field(init=False)
    _classes: dict[str, tuple[str, ...]] = field(init=False)
    _cache: dict[tuple[str, str, str], Resolution] = field(init=False)
    _one_person: set[NameKey] = field(init=False)
    _firms: CodedFirms = field(init=False)
    _persons: Persons = field(init=False)

    def __post_init__(self) -> None:
        self._one_person = set()
        self._firms = CodedFirms(self.profiles, self._key_of)
        self._persons = Persons(self.profiles, self._key_of, self._firms.are_apart)
        self._declared, self._forms = defaultdict(list), defaultdict(lambda: defaultdict(set))
        self._chosen, self._alias = defaultdict(set), defaultdict(set)
        self._apart, self._shown = defaultdict(set), defaultdict(set)
        same: dict[NameKey, set[Mention]] = defaultdict(set)
        self._cache, self._classes = {}, {}
        for dataset, profile in sorted(self.profiles.items()):
            for entry in sorted(profile.declared, key=_CELLS):
                self._declared[entry.name].append(entry)
                self._shown[entry.key].add(entry.form)
                self._classes[entry.key] = entry.classes
            for kind, form, _ in profile.mentions:
                self._forms[name_key(kind, form, dataset)][form].add(dataset)
            for alias in profile.aliases:
                subject = name_key(alias.kind, alias.subject, dataset)
                self._alias[alias.kind, match_key(alias.form, alias.kind)].add(
                    (alias.type, alias.subject, dataset)
                )
                if alias.canonical:
                    self._chosen[subject].add(alias.form)
            for row in profile.identities:
                left = (kind_of(row.left_type), match_key(row.left, kind_of(row.left_type)))
                if row.same and (row.left_type, row.left) == (row.right_type, row.right):
                    self._one_person.add(left)
                elif row.same:
                    same[left].add((row.right_type, row.right, dataset))
                else:
                    self._apart[left].add((row.right_type, row.right))
        self._same = {left: min(rights) for left, rights in same.items()}

    def resolve(self, type_: str, form: str, dataset: str) -> Resolution:
        """Resolve ``form``, which ``dataset`` contains as the name of a thing of class
        ``type_``.
        """
        form = normal_form(form)
        if type_ == "Person":
            return self.resolve_person(Post(form), dataset)
        depends = is_unnamed(form) or self._is_coded(kind_of(type_), form)
        memory = (type_, form, dataset if depends else "")
        if memory not in self._cache:
            self._cache[memory] = self._resolve(type_, form, dataset)
        return self._cache[memory]

    def resolve_person(self, post: Post, dataset: str) -> Resolution:
        """Resolve the name of a person, who is told apart by the organization beside it."""
        mention = ("Person", post.form, dataset)
        name = name_key("person", post.form, dataset)
        own = {e.key for e in self._best("Person", name) if e in self.profiles[dataset].declared}
        if post.form in self._classes or name in self._same or len(own) == 1:
            return self._resolve(*mention)
        if name in self._one_person:
            return self._minted(mention, ())
        aliased = {form for _, form, where in self._alias.get(name, ()) if where == dataset}
        if len(aliased) == 1:  # the dataset says that this is another name of somebody
            post = replace(post, form=aliased.pop())
        found = self._persons.find(post, dataset)
        return replace(self._minted(mention, found.candidates), key=found.key)

    def _key_of(self, type_: str, form: str, dataset: str) -> str:
        return self.resolve(type_, form, dataset).key

    def _is_coded(self, kind: str, form: str) -> bool:
        """Whether a firm with a credit code has this name, so that the place decides."""
        entries = self._declared.get((kind, match_key(form, kind)), ())
        return any(code_in_key(entry.key) for entry in entries)

    def _resolve(self, type_: str, form: str, dataset: str) -> Resolution:
        if (
            form in self._classes
        ):  # a key in place of a name, as the messages about ambiguous names advise
            return Resolution(form, True, self._classes[form][0], "", True)
        start = (type_, form, dataset)
        ends, circle = self._ends(start)
        if not ends:  # aliases that form a cycle: the first in sort order is used for all
            ends = {min(circle, key=lambda node: name_key(kind_of(node[0]), *node[1:]))}
        found: dict[str, Resolution] = {}
        for end in sorted(ends):
            for resolution in self._endings(end):
                found.setdefault(resolution.key, resolution)
        if len(found) != 1:
            return self._minted(start, tuple(sorted(found)))
        end_resolution = next(iter(found.values()))
        known = start in ends and end_resolution.declared
        known = known and form in self._shown[end_resolution.key]
        return replace(end_resolution, known=known)

    def _ends(self, start: Mention) -> tuple[set[Mention], set[Mention]]:
        """Follow aliases and identities from a mention to the names at which they end.

        The subject of an alias is resolved in the dataset of its row.  Return the last names, and
        all names that were visited.
        """
        seen, front, ends = {start}, [start], set()
        while front:
            mention = front.pop()
            type_, form, dataset = mention
            name = name_key(kind_of(type_), form, dataset)
            if name in self._same:
                leads = {self._same[name]}
            elif form in self._classes or self._declared_for(mention):
                leads = set()
            else:
                leads = self._alias.get(name, set())
            if not leads:
                ends.add(mention)
            for lead in leads - seen:
                seen.add(lead)
                front.append(lead)
        return ends, seen

    def _endings(self, mention: Mention) -> list[Resolution]:
        """The declared things with the name of the mention, or a new thing made from the name."""
        type_, form, dataset = mention
        if form in self._classes:
            return [Resolution(form, True, self._classes[form][0], "", True)]
        entries = self._declared_for(mention)
        if not entries:
            if type_ == "Person":  # the identity table names it without an organization
                person = self._persons.find_anywhere(form, dataset)
                return [replace(self._minted(mention, ()), key=person.key)]
            apart = self._best(type_, name_key(kind_of(type_), form, dataset))
            return [self._minted(mention, tuple(sorted({entry.key for entry in apart})))]
        return [Resolution(e.key, True, e.classes[0], "", False) for e in entries]

    def _declared_for(self, mention: Mention) -> list[Declared]:
        """The declared candidates, without firms with a code that are in another place."""
        type_, form, dataset = mention
        entries = self._best(type_, name_key(kind_of(type_), form, dataset))
        return self._firms.may_join(entries, mention)

    def _best(self, type_: str, name: NameKey) -> list[Declared]:
        """The declared candidates of the best tier; those of class ``type_`` are preferred."""
        entries = [e for e in self._declared.get(name, ()) if e.how in _TIERS]
        for other_type, other in self._apart.get(name, ()):
            other_kind = kind_of(other_type)
            apart = self._declared.get((other_kind, match_key(other, other_kind)), ())
            keys = {other} if other in self._classes else {a.key for a in apart}
            entries = [e for e in entries if e.key not in keys]
        terms = vocabulary()
        typed = [e for e in entries if any(terms.is_a(c, [type_]) for c in e.classes)]
        entries = typed or entries
        best = min((_TIERS[e.how] for e in entries), default=0)
        return [e for e in entries if _TIERS[e.how] == best]

    def _minted(self, mention: Mention, candidates: tuple[str, ...]) -> Resolution:
        type_, form, dataset = mention
        kind = kind_of(type_)
        name = name_key(kind, form, dataset)
        forms = self._forms.get(name, {})
        if chosen := self._chosen.get(name):
            canonical = min(chosen, key=lambda f: (len(f), f))
        else:
            canonical = min(forms or {form}, key=lambda f: (-len(forms.get(f, ())), len(f), f))
        return Resolution(mint(kind, form, dataset), False, "", canonical, False, candidates)


def changed_names(before: Iterable[Profile], after: Iterable[Profile]) -> set[NameKey]:
    """The names whose candidates or written forms may differ between two sets of profiles."""

    def entries(profiles: Iterable[Profile]) -> set[tuple[NameKey, object]]:
        return {entry for profile in profiles for entry in profile.entries()}

    return {name for name, _ in entries(before) ^ entries(after)}
