"""The profile of a dataset: the names that it declares and the names that it only mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, ClassVar

import pyoxigraph as ox

from gaoxin.graph.names.firm_forms import short_of
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.names.keys import is_unnamed, match_key, normal_form
from gaoxin.loaders.problems import split_place
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.code_watch import CodeWatch
from gaoxin.loaders.resolving.evidence import (
    CREDIT_CODE,
    Post,
    Whereabouts,
    coded_key,
    located_in,
    posts_in,
)
from gaoxin.model import Entity, Key, Name, Record, Statement, Thing
from gaoxin.ontology.main_class import main_class
from gaoxin.ontology.namespaces import RDF_TYPE_IRI, SKOS
from gaoxin.ontology.terms import vocabulary

NameKey = tuple[str, str]
"""Kind and match key."""

CATALOGUED = ("zone", "division", "industry", "indicator")
"""Kinds whose names are also found by rule (:mod:`gaoxin.graph.names.gazetteer`)."""

ANY = "*"
"""Stands for every name of a catalogued kind; no match key of a name with a meaning is this."""


def kind_of(type_: str) -> str:
    """The kind within which names of a class are compared; Zone and NationalZone have the same."""
    return vocabulary().find_class(type_).kind


def name_key(kind: str, form: str, dataset: str) -> NameKey:
    """The name of a mention as it is compared; for an unnamed thing it includes the dataset."""
    key = match_key(form, kind)
    return kind, f"{key}\x1f{dataset}" if is_unnamed(form) else key


_LABELS = {
    f"{SKOS}prefLabel": "preferred",
    f"{SKOS}altLabel": "alias",
    f"{SKOS}hiddenLabel": "short",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared name: ``form`` is a name, of the sort ``how``, of the thing ``key`` with
    ``classes``.
    """

    kind: str
    form: str
    how: str
    key: str
    classes: tuple[str, ...]

    @property
    def name(self) -> NameKey:
        """Kind and match key of the form."""
        return self.kind, match_key(self.form, self.kind)


@dataclass(frozen=True, slots=True)
class Alias:
    """A row ``subject alias form`` or (``canonical``) ``subject name form``."""

    kind: str
    type: str
    subject: str
    form: str
    canonical: bool


@dataclass(frozen=True, slots=True)
class Same:
    """A row of the identity table."""

    left_type: str
    left: str
    right_type: str
    right: str
    same: bool

    @property
    def is_about_itself(self) -> bool:
        """Whether both ends are one name: it is one person everywhere, or a new thing."""
        return (self.left_type, self.left) == (self.right_type, self.right)


@dataclass(slots=True)
class Profile:
    """The names of a dataset, for resolving them; ``mentions`` are (kind, form, type).

    ``places`` and ``posts`` tell firms and persons of one name apart.  ``shown`` has the name of
    each credit code that stands beside several names, and ``contested`` the pairs (key, name) of
    those that contradict it.
    """

    FORM: ClassVar[int] = 1
    """Raise it when the content of a profile changes: profiles of another form are made anew."""

    dataset: str
    declared: set[Declared] = field(default_factory=set)
    mentions: set[tuple[str, str, str]] = field(default_factory=set)
    aliases: set[Alias] = field(default_factory=set)
    identities: set[Same] = field(default_factory=set)
    places: set[Whereabouts] = field(default_factory=set)
    posts: set[Post] = field(default_factory=set)
    shown: dict[str, str] = field(default_factory=dict)
    contested: set[tuple[str, str]] = field(default_factory=set)
    used_sources: set[str] = field(default_factory=set)
    source_places: dict[str, tuple[str, int | None]] = field(default_factory=dict, compare=False)

    def entries(self) -> Iterator[tuple[NameKey, object]]:
        """Everything that can change the thing or the shown form of a name."""
        for declared in self.declared:
            yield declared.name, declared
            yield ("", declared.key), declared  # a table may contain a key in place of a name
            if declared.kind in CATALOGUED:
                yield (declared.kind, ANY), declared
            elif stem := short_of(declared.kind, declared.form):
                yield (declared.kind, match_key(stem, declared.kind)), declared
        for kind, form, _ in self.mentions:
            yield name_key(kind, form, self.dataset), (form, self.dataset)
            if stem := short_of(kind, form):
                yield (kind, match_key(stem, kind)), (form, self.dataset)
        for alias in self.aliases:
            yield (alias.kind, match_key(alias.form, alias.kind)), alias
            yield name_key(alias.kind, alias.subject, self.dataset), alias
        for row in self.identities:
            kind = kind_of(row.left_type)
            yield (kind, match_key(row.left, kind)), row
        for place in self.places:
            yield self._located_name(place), (place, self.dataset)
        for post in self.posts:
            yield name_key("person", post.form, self.dataset), (post, self.dataset)

    def _located_name(self, place: Whereabouts) -> NameKey:
        """The name, or the key as a name, of what is in the place."""
        if not place.kind:
            return "", place.form
        return name_key(place.kind, place.form, self.dataset)

    def leads(self) -> Iterator[tuple[NameKey, NameKey]]:
        """Pairs (a, b) of names: b must be resolved again if a resolves to another thing."""
        for alias in self.aliases:
            led = (alias.kind, match_key(alias.form, alias.kind))
            yield name_key(alias.kind, alias.subject, self.dataset), led
            yield ("", alias.subject), led
        for row in self.identities:
            left, right = kind_of(row.left_type), kind_of(row.right_type)
            led = (left, match_key(row.left, left))
            yield name_key(right, row.right, self.dataset), led
            yield ("", row.right), led
        for place in self.places:
            led = self._located_name(place)
            if place.place_type:
                yield name_key(kind_of(place.place_type), place.place, self.dataset), led
            yield ("", place.place), led
        for post in self.posts:
            led = name_key("person", post.form, self.dataset)
            if post.organization_type:
                kind = kind_of(post.organization_type)
                yield name_key(kind, post.organization, self.dataset), led
            yield ("", post.organization), led

    def is_touched(self, names: set[NameKey]) -> bool:
        """Whether the dataset mentions any of ``names``, or may mean one by another form."""
        if any((kind, ANY) in names for kind in CATALOGUED) and self._has_forms():
            return True
        return any(
            name_key(kind, form, self.dataset) in names or ("", form) in names
            for kind, form, _ in self.mentions
        )

    def _has_forms(self) -> bool:
        """Whether a mention is of a kind whose written forms are read by the catalogues."""
        return any(kind in CATALOGUED or kind == "organization" for kind, _, _ in self.mentions)

    def dump(self) -> dict[str, Any]:
        """The profile as plain JSON, sorted."""
        return {
            "form": self.FORM,
            "declared": sorted(map(cells_of(Declared), self.declared)),
            "mentions": sorted(self.mentions),
            "aliases": sorted(map(cells_of(Alias), self.aliases)),
            "identities": sorted(map(cells_of(Same), self.identities)),
            "used_sources": sorted(self.used_sources),
            "places": sorted(map(cells_of(Whereabouts), self.places)),
            "posts": sorted(map(cells_of(Post), self.posts)),
            "shown": sorted(self.shown.items()),
            "contested": sorted(self.contested),
        }

    @classmethod
    def load(cls, dataset: str, body: dict[str, Any]) -> Profile:
        """Read a profile from the result of :meth:`dump`."""
        return cls(
            dataset,
            {Declared(k, f, h, key, tuple(c)) for k, f, h, key, c in body["declared"]},
            {(k, f, t) for k, f, t in body["mentions"]},
            {Alias(*row) for row in body["aliases"]},
            {Same(*row) for row in body["identities"]},
            # Versions before these four kept none.
            {Whereabouts(*row) for row in body.get("places", ())},
            {Post(*row) for row in body.get("posts", ())},
            dict(body.get("shown", ())),
            {(key, form) for key, form in body.get("contested", ())},
            set(body["used_sources"]),
        )


def profile_of_records(
    dataset: str,
    records: Iterable[Record | Identity],
    watch: CodeWatch | None = None,
    *,
    is_list: bool = False,
) -> Profile:
    """Collect the names in a dataset's records; ``watch`` finds clashes of credit codes in them.

    In a list (``is_list``) each row is about one person, so only those whom their traits tell
    apart are kept.
    """
    if watch is None:
        with CodeWatch() as own:
            return profile_of_records(dataset, records, own, is_list=is_list)
    profile = Profile(dataset)

    def mention(type_: str, form: str) -> None:
        profile.mentions.add((kind_of(type_), normal_form(form), type_))

    for record in records:
        profile.used_sources.add(record.source)
        profile.source_places.setdefault(record.source, split_place(record.place))
        watch.add(record)
        if isinstance(record, Identity):
            left, right = record.left, record.right
            profile.identities.add(Same(left.type, left.form, right.type, right.form, record.same))
            if record.same:
                mention(right.type, right.form)
            continue
        profile.places.update(located_in(record))
        for post in posts_in(record):
            if post.traits:
                watch.add_post(post)
            elif not is_list:
                profile.posts.add(post)
        if isinstance(record, Entity):
            _add_entity(profile, record, mention)
        elif isinstance(record, Thing):
            kind = kind_of(record.classes[0])
            for form, how, _ in record.names:
                profile.declared.add(
                    Declared(kind, normal_form(form), how, record.key, record.classes)
                )
            if kind == "source":
                form = record.key.partition("/")[2]
                profile.declared.add(Declared(kind, form, "code", record.key, record.classes))
        elif isinstance(record, Statement):
            mention(record.subject_type, record.subject)
            if record.predicate == CREDIT_CODE:
                kind, form = kind_of(record.subject_type), normal_form(record.subject)
                key = coded_key(record.subject_type, record.value)
                classes = (record.subject_type,)
                profile.declared.add(Declared(kind, form, "preferred", key, classes))
            elif record.predicate in ("alias", "name"):
                kind = kind_of(record.subject_type)
                profile.aliases.add(
                    Alias(
                        kind,
                        record.subject_type,
                        normal_form(record.subject),
                        normal_form(record.object or record.value),
                        record.predicate == "name",
                    )
                )
            elif record.object_type:
                mention(record.object_type, record.object)
        else:
            for end in (record.subject, record.object):
                if isinstance(end, Name):
                    mention(end.type, end.form)
    profile.posts.update(watch.posts_told_apart())
    for key, shown, contested in watch.names_shown():
        profile.shown[key] = shown
        profile.contested |= {(key, form) for form in contested}
    return profile


def _add_entity(profile: Profile, entity: Entity, mention: Callable[[str, str], None]) -> None:
    """Add the names of a row of a list: a key declares them, a name has them as aliases."""
    main = entity.classes[0]
    kind = kind_of(main)
    if isinstance(entity.subject, Key):
        for form, how, _ in entity.names:
            key = entity.subject.path
            profile.declared.add(Declared(kind, normal_form(form), how, key, entity.classes))
    else:
        mention(entity.subject.type, entity.subject.form)
        subject = normal_form(entity.subject.form)
        for form, _, _ in entity.names:
            profile.aliases.add(Alias(kind, entity.subject.type, subject, normal_form(form), False))
    for _, value in entity.facts:
        if isinstance(value, Name):
            mention(value.type, value.form)


def profile_of_quads(dataset: str, quads: Iterable[ox.Quad], minter: Minter) -> Profile:
    """Collect the names in RDF: those of our things that have a class and labels."""
    profile = Profile(dataset)
    classes: dict[str, set[str]] = {}
    labels: dict[str, set[tuple[str, str]]] = {}
    official: set[str] = set()  # concepts of official schemes never capture trade names
    for quad in quads:
        subject, predicate = getattr(quad.subject, "value", ""), quad.predicate.value
        if parts := minter.graph_parts(getattr(quad.graph_name, "value", "")):
            profile.used_sources.add(parts[1])
        if predicate == RDF_TYPE_IRI:
            classes.setdefault(subject, set()).add(getattr(quad.object, "value", ""))
        elif predicate in _LABELS and isinstance(quad.object, ox.Literal):
            labels.setdefault(subject, set()).add((quad.object.value, _LABELS[predicate]))
        elif predicate == f"{SKOS}inScheme":
            official.add(subject)
    for subject, forms in labels.items():
        term = main_class(classes.get(subject, ()))
        if term is None:
            continue
        names = [term.name, *sorted(_local_names(classes[subject]) - {term.name})]
        key = minter.key(subject)
        for form, label in forms:
            how = "official" if subject in official else label
            profile.declared.add(Declared(term.kind, normal_form(form), how, key, tuple(names)))
    for subject, types in classes.items():
        key = minter.key(subject)
        if key.startswith("source/") and "Source" in _local_names(types):
            profile.declared.add(Declared("source", key[7:], "code", key, ("Source",)))
    return profile


def cells_of(cls: type) -> Callable[[Any], tuple[Any, ...]]:
    """A function that returns the values of a record's fields, without copies.

    dataclasses.astuple makes deep copies, which took a quarter of the time of a load.
    """
    names = [item.name for item in fields(cls)]
    if len(names) == 1:  # attrgetter would not return a tuple
        return lambda record: (getattr(record, names[0]),)
    return attrgetter(*names)


def _local_names(iris: Iterable[str]) -> set[str]:
    terms = vocabulary()
    return {t.name for iri in iris if (t := terms.by_iri(iri)) is not None}
