"""Resolve written names to the keys of things, over all datasets at once.

The result depends on the set of datasets and never on the order in which they were loaded.  Each
dataset has a *profile* (the names that it declares and mentions).  The registry is built from all
profiles.  A dataset whose mentions now resolve differently is translated again (loaders/load.py).

Loading uses written forms only: canonical names, aliases and short forms, also in full-width or
traditional characters, and the forms that :mod:`.written_names` reads by rule.  Pinyin and initials
are used for queries only, because a company "TCL" in a table must never be taken for the initials
of another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

from gaoxin.graph.names.firm_forms import full_names
from gaoxin.graph.names.gazetteer import Gazetteer, Reading
from gaoxin.graph.names.keys import is_unnamed, match_key, mint, normal_form
from gaoxin.loaders.resolving.admission import Question
from gaoxin.loaders.resolving.all_names import AllNames, Mention, catalogued_names, located_zones
from gaoxin.loaders.resolving.coded_firms import CodedFirms
from gaoxin.loaders.resolving.evidence import Post, code_in_key
from gaoxin.loaders.resolving.name_rows import Declared, kind_of, most_written, name_key
from gaoxin.loaders.resolving.name_set import NameKey
from gaoxin.loaders.resolving.persons import Persons, name_and_organization
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.resolving.written_names import WrittenNames
from gaoxin.ontology.terms import vocabulary

_REMEMBERED = 100_000
"""Resolved names that are kept; a list has many names that occur once."""
_TIERS = {"preferred": 0, "alias": 1, "short": 2, "code": 3}


@dataclass(frozen=True, slots=True)
class Resolution:
    """The thing that a written name resolves to.

    ``key`` is the key of the thing.  ``declared`` is true if a dataset declares it; then ``main``
    is its main class, otherwise ``canonical`` is its name.  ``known`` is true if the written form
    is already one of its declared names.  If the name is ambiguous, ``candidates`` are the keys,
    and ``key`` is a separate thing for the name as written.

    ``question`` is set if the name was not resolved and may not become a new thing.  ``type`` is
    the class of a new thing if the name tells another one than the row (the administration of a
    zone where a zone is expected).  ``zone`` is the key of the zone in which it lies, if the name
    tells it.
    """

    key: str
    declared: bool
    main: str
    canonical: str
    known: bool
    candidates: tuple[str, ...] = ()
    question: Question | None = None
    type: str = ""
    zone: str = ""


class Registry:
    """Resolves names by the profiles of all datasets."""

    def __init__(self, profiles: Mapping[str, Profile], names: AllNames | None = None) -> None:
        """``names`` are those of the profiles, if they are known already."""
        self.profiles = profiles
        self._names = names or AllNames(profiles)
        self._firms = CodedFirms(self._names, self._key_of)
        self._persons = Persons(profiles, self._key_of, self._firms.are_apart)
        self._cache: dict[tuple[str, str, str], Resolution] = {}
        self._apart: dict[NameKey, set[tuple[str, str]]] = defaultdict(set)
        self._admitted: set[NameKey] = set()
        self._one_person: set[NameKey] = set()
        same: dict[NameKey, set[Mention]] = defaultdict(set)
        for dataset, profile in profiles.items():
            for row in profile.identities:
                left = (kind_of(row.left_type), match_key(row.left, kind_of(row.left_type)))
                if row.is_about_itself:
                    (self._one_person if row.same else self._admitted).add(left)
                elif row.same:
                    same[left].add((row.right_type, row.right, dataset))
                else:
                    self._apart[left].add((row.right_type, row.right))
        self._same = {left: min(rights) for left, rights in same.items()}

    def beside(self, profile: Profile) -> Registry:
        """A registry of these datasets and one that is not among them, in a hundredth of the time
        that a new one takes.
        """
        profiles = {**self.profiles, profile.dataset: profile}
        registry = Registry(profiles, self._names.beside(profile))
        if not any(catalogued_names(profile)) and not any(located_zones(profile)):
            registry._written = self._written
        return registry

    def resolve(self, type_: str, form: str, dataset: str) -> Resolution:
        """Resolve ``form``, which ``dataset`` contains as the name of a thing of class
        ``type_``.
        """
        form = normal_form(form)
        if type_ == "Person":
            return self.resolve_person(Post(form), dataset)
        for where in ("", dataset):
            if found := self._cache.get((type_, form, where)):
                return found
        depends = is_unnamed(form) or self._is_coded(kind_of(type_), form)
        if len(self._cache) >= _REMEMBERED:
            self._cache.clear()
        found = self._resolve(type_, form, dataset)
        self._cache[type_, form, dataset if depends else ""] = found
        return found

    def resolve_person(self, post: Post, dataset: str) -> Resolution:
        """Resolve the name of a person, who is told apart by the organization beside it."""
        found, seen = self._person(post, dataset), set[str]()
        while found.key in self._mergers and found.key not in seen:
            seen.add(found.key)
            found = replace(found, key=self._mergers[found.key])
        return found

    def _person(self, post: Post, dataset: str) -> Resolution:
        """The person before those are merged who are named with their organization."""
        form, name = post.form, name_key("person", post.form, dataset)
        declared = self.profiles[dataset].declared if dataset in self.profiles else ()
        persons = self._best("Person", name)
        own = {entry.key for entry in persons if entry in declared}
        is_merged = name in self._same and not name_and_organization(form)[0]
        if self._names.classes(form) or is_merged or len(own) == 1:
            return self._resolve("Person", form, dataset)
        if name in self._one_person:
            return self._minted(("Person", form, dataset), ())
        aliased = {subject for _, subject, where in self._names.aliased(name) if where == dataset}
        if len(aliased) == 1:  # the dataset says that this is another name of somebody
            post = post._replace(form=aliased.pop())
        post = self._with_organization(post)
        found = self._persons.find(post, dataset)
        minted = self._minted(("Person", post.form, dataset), found.candidates)
        return replace(minted, key=found.key)

    def _with_organization(self, post: Post) -> Post:
        """The mention with the organization that its form names in brackets, if that is one."""
        name, organization = name_and_organization(post.form)
        if post.organization or not name:
            return post
        for type_ in _bodies_with_persons():
            known = kind_of(type_), match_key(organization, kind_of(type_))
            if self._names.is_declared(known) or self._names.is_mentioned(known):
                return Post(name, type_, organization, post.traits)
        return post

    @cached_property
    def _mergers(self) -> dict[str, str]:
        """Merged persons whom the identity table names with their organization (姓名（单位）): the
        key of each, and the key of the person that it is merged into.
        """
        return {
            self._person(Post(left), dataset).key: self._person(Post(right), dataset).key
            for (kind, left), (_, right, dataset) in sorted(self._same.items())
            if kind == "person" and name_and_organization(left)[0]
        }

    def _key_of(self, type_: str, form: str, dataset: str) -> str:
        return self.resolve(type_, form, dataset).key

    def _is_coded(self, kind: str, form: str) -> bool:
        """Whether a firm with a credit code has this name, so that the place decides."""
        if self._names.classes(form):
            return False
        forms = [form, *(full_names(form) if kind == "enterprise" else ())]
        return any(
            code_in_key(entry.key)
            for name in forms
            for entry in self._names.declared((kind, match_key(name, kind)))
        )

    def _resolve(self, type_: str, form: str, dataset: str) -> Resolution:
        # A key in place of a name, as the messages about ambiguous names advise.
        if classes := self._names.classes(form):
            return Resolution(form, True, classes[0], "", True)
        start = (type_, form, dataset)
        ends, circle = self._ends(start)
        if not ends:  # aliases that form a cycle: the first in sort order is used for all
            ends = {min(circle, key=lambda node: name_key(kind_of(node[0]), *node[1:]))}
        found: dict[str, Resolution] = {}
        for end in sorted(ends):
            for resolution in self._endings(end):
                found.setdefault(resolution.key, resolution)
        if len(found) != 1:
            several = self._minted(start, tuple(sorted(found)))
            question = self._written.ambiguous(type_, form, several.candidates)
            return replace(several, question=question) if question else several
        end_resolution = next(iter(found.values()))
        known = start in ends and end_resolution.declared
        known = known and (end_resolution.known or form in self._names.shown(end_resolution.key))
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
            elif self._names.classes(form) or self._declared_for(mention):
                leads = set()
            else:
                leads = self._names.aliased(name)
            if not leads:
                ends.add(mention)
            for lead in leads - seen:
                seen.add(lead)
                front.append(lead)
        return ends, seen

    def _endings(self, mention: Mention, written: str = "") -> list[Resolution]:
        """The declared things with the name of the mention, or a new thing made from the name.

        ``written`` is the short form in the dataset, if the mention is a full name made from it.
        """
        type_, form, dataset = mention
        if classes := self._names.classes(form):
            return [Resolution(form, True, classes[0], "", True)]
        entries = self._declared_for(mention, written)
        if not entries:
            if type_ == "Person":  # the identity table names it without an organization
                post = self._with_organization(Post(form))
                if post.organization:
                    return [self.resolve_person(post, dataset)]
                person = self._persons.find_anywhere(form, dataset)
                return [replace(self._minted(mention, person.candidates), key=person.key)]
            if apart := self._best(type_, name_key(kind_of(type_), form, dataset)):
                return [self._minted(mention, tuple(sorted({entry.key for entry in apart})))]
            return self._by_rule(mention)
        return [Resolution(e.key, True, e.classes[0], "", False) for e in entries]

    def _declared_for(self, mention: Mention, written: str = "") -> list[Declared]:
        """The declared candidates, without firms with a code that are in another place."""
        type_, form, dataset = mention
        entries = self._best(type_, name_key(kind_of(type_), form, dataset))
        return self._firms.may_join(entries, mention, written)

    @cached_property
    def _written(self) -> WrittenNames:
        return WrittenNames(self._names.catalogued(), self._names.zones_located())

    def _main_class(self, key: str) -> str:
        classes = self._names.classes(key)
        assert classes  # a catalogue declares the thing
        return classes[0]

    @property
    def gazetteer(self) -> Gazetteer:
        """The catalogues of the datasets."""
        return self._written.gazetteer

    def classes_of(self, key: str) -> tuple[str, ...]:
        """The classes of a declared thing by its key; none of any other."""
        return self._names.classes(key) or ()

    def led_to(self, name: NameKey) -> Iterator[NameKey]:
        """The names, and keys as names, at which the resolution of a name looks next.

        :mod:`gaoxin.spark.row_links` puts rows together by them.
        """
        yield from (("", entry.key) for entry in self._names.declared(name))
        for type_, subject, dataset in self._names.aliased(name):
            yield name_key(kind_of(type_), subject, dataset)
        if name in self._same:
            type_, right, dataset = self._same[name]
            yield name_key(kind_of(type_), right, dataset)

    def is_decided(self, type_: str, form: str, dataset: str) -> bool:
        """Whether a row of an identity table is about the name."""
        name = name_key(kind_of(type_), normal_form(form), dataset)
        return name in self._admitted or name in self._same or name in self._apart

    def _by_rule(self, mention: Mention) -> list[Resolution]:
        """The things that an undeclared name means by the form in which it is written, or a new
        thing.
        """
        type_, form, dataset = mention
        name = name_key(kind_of(type_), form, dataset)
        if is_unnamed(form) or name in self._admitted:
            return [self._minted(mention, ())]
        if name[0] == "enterprise" and (firms := self._short_named(mention)):
            return firms
        reading = self._without(name, self._written.read(type_, form))
        if name in self._apart and not reading.keys:
            return [self._minted(mention, ())]  # a decision: it is none of them
        if reading.body and len(reading.keys) == 1:
            return [self._body(reading, dataset)]
        if reading.keys and not reading.fault:
            # Known, because a rule finds it: addresses and codes become no aliases.
            return [Resolution(k, True, self._main_class(k), "", True) for k in reading.keys]
        fresh = self._minted(mention, ())
        question = self._written.question(type_, form, reading)
        if question:
            return [replace(fresh, question=question)]
        within = reading.keys[0] if reading.fault == "area" and len(reading.keys) == 1 else ""
        return [replace(fresh, zone=within)]

    def _short_named(self, mention: Mention) -> list[Resolution]:
        """The firms whose names without the legal form are that of the mention."""
        type_, form, dataset = mention
        found: dict[str, Resolution] = {}
        for full in full_names(form):
            name = ("enterprise", match_key(full))
            if self._names.is_declared(name) or self._names.is_mentioned(name):
                for firm in self._endings((type_, full, dataset), form):
                    if firm.candidates:  # a firm with a code that is perhaps in another place
                        return [self._minted(mention, firm.candidates)]
                    found[firm.key] = firm
        return list(found.values())

    def _body(self, reading: Reading, dataset: str) -> Resolution:
        """The administration of a zone: an organization with a name made from the zone's name."""
        zone = reading.keys[0]
        form = self._written.full_name(zone) + reading.body
        entries = self._best("Organization", name_key("organization", form, dataset))
        if len(entries) == 1:
            return Resolution(entries[0].key, True, entries[0].classes[0], "", False)
        found = self._minted(("Organization", form, dataset), ())
        return replace(found, canonical=form, type="Organization", zone=zone)

    def _best(self, type_: str, name: NameKey) -> list[Declared]:
        """The declared candidates of the best tier; those of class ``type_`` are preferred."""
        entries = [e for e in self._names.declared(name) if e.how in _TIERS]
        if apart := self._kept_apart(name):
            entries = [e for e in entries if e.key not in apart]
        terms = vocabulary()
        typed = [e for e in entries if any(terms.is_a(c, [type_]) for c in e.classes)]
        entries = typed or entries
        best = min((_TIERS[e.how] for e in entries), default=0)
        return [e for e in entries if _TIERS[e.how] == best]

    def _kept_apart(self, name: NameKey) -> set[str]:
        """The things that the name is not, by rows of identity tables."""
        keys: set[str] = set()
        for type_, form in self._apart.get(name, ()):
            kind = kind_of(type_)
            entries = self._names.declared((kind, match_key(form, kind)))
            keys |= {form} if self._names.classes(form) else {entry.key for entry in entries}
        return keys

    def _without(self, name: NameKey, reading: Reading) -> Reading:
        apart = self._kept_apart(name)
        if apart.isdisjoint(reading.keys):
            return reading
        return replace(reading, keys=tuple(key for key in reading.keys if key not in apart))

    def _minted(self, mention: Mention, candidates: tuple[str, ...]) -> Resolution:
        type_, form, dataset = mention
        kind = kind_of(type_)
        name = name_key(kind, form, dataset)
        forms = self._names.forms(name)
        if chosen := self._names.chosen(name):
            canonical = min(chosen, key=lambda f: (len(f), f))
        else:
            canonical = most_written(forms) if forms else form
        return Resolution(mint(kind, form, dataset), False, "", canonical, False, candidates)


@cache
def _bodies_with_persons() -> tuple[str, ...]:
    """Classes of what persons hold positions in, by which they are told apart; one of each kind."""
    terms = vocabulary()
    range_ = terms.properties["holdsPosition"].range
    assert isinstance(range_, tuple)
    return tuple({kind_of(name): name for name in terms.concrete(range_)}.values())
