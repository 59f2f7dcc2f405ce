"""Collect the names in the records of a dataset."""

from __future__ import annotations

from collections.abc import Iterable

from gaoxin.graph.names.keys import normal_form
from gaoxin.loaders.problems import split_place
from gaoxin.loaders.reference.identity import Identity
from gaoxin.loaders.resolving.code_watch import CodeWatch
from gaoxin.loaders.resolving.evidence import CREDIT_CODE, coded_key, located_in, posts_in
from gaoxin.loaders.resolving.name_rows import Alias, Declared, Mentioned, Same, kind_of
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.model import Entity, Key, Name, Record, Statement, Thing

_REMEMBERED = 16_384
"""Mentions that are remembered, because many rows of a list have the same."""


class NameCollector:
    """Collects the profile of a dataset; ``watch`` finds clashes of credit codes in its records."""

    def __init__(self, dataset: str, watch: CodeWatch) -> None:
        self._profile, self._watch = Profile(dataset), watch
        self._mentioned: set[tuple[str, str]] = set()

    def add(self, record: Record | Identity) -> None:
        """Collect the names in a record."""
        profile = self._profile
        if record.source not in profile.used_sources:
            profile.used_sources.add(record.source)
            profile.source_places[record.source] = split_place(record.place)
        self._watch.add(record)
        if isinstance(record, Identity):
            left, right = record.left, record.right
            profile.identities.add(Same(left.type, left.form, right.type, right.form, record.same))
            if record.same:
                self._mention(right.type, right.form)
            return
        profile.places.update(located_in(record))
        for post in posts_in(record):
            self._watch.add_post(post)
        if isinstance(record, Entity):
            self._entity(record)
        elif isinstance(record, Statement):
            self._statement(record)
        elif isinstance(record, Thing):
            kind = kind_of(record.classes[0])
            for form, how, _ in record.names:
                self._declare(kind, form, how, record.key, record.classes)
            if kind == "source":
                form = record.key.partition("/")[2]
                profile.declared.add(Declared(kind, form, "code", record.key, record.classes))
        else:
            for end in (record.subject, record.object):
                if isinstance(end, Name):
                    self._mention(end.type, end.form)

    def profile(self, *, is_list: bool) -> Profile:
        """The profile of all records.

        In a list (``is_list``) each row is about one person, so only those whom their traits tell
        apart are kept.
        """
        profile = self._profile
        if not is_list:
            profile.posts.update(self._watch.posts_without_traits())
        profile.posts.update(self._watch.posts_told_apart())
        for key, shown, contested in self._watch.names_shown():
            profile.shown[key] = shown
            profile.contested |= {(key, form) for form in contested}
        return profile

    def _mention(self, type_: str, form: str) -> None:
        if (type_, form) in self._mentioned:
            return
        if len(self._mentioned) >= _REMEMBERED:
            self._mentioned.clear()
        self._mentioned.add((type_, form))
        self._profile.mentions.add(Mentioned(kind_of(type_), normal_form(form), type_))

    def _declare(self, kind: str, form: str, how: str, key: str, classes: tuple[str, ...]) -> None:
        self._profile.declared.add(Declared(kind, normal_form(form), how, key, classes))

    def _entity(self, entity: Entity) -> None:
        """Add the names of a row of a list: a key declares them, a name has them as aliases."""
        kind = kind_of(entity.classes[0])
        if isinstance(entity.subject, Key):
            for form, how, _ in entity.names:
                self._declare(kind, form, how, entity.subject.path, entity.classes)
        else:
            type_, subject = entity.subject.type, normal_form(entity.subject.form)
            self._mention(type_, entity.subject.form)
            for form, _, _ in entity.names:
                self._profile.aliases.add(Alias(kind, type_, subject, normal_form(form), False))
        for _, value in entity.facts:
            if isinstance(value, Name):
                self._mention(value.type, value.form)

    def _statement(self, row: Statement) -> None:
        self._mention(row.subject_type, row.subject)
        if row.predicate == CREDIT_CODE:
            key = coded_key(row.subject_type, row.value)
            classes = (row.subject_type,)
            self._declare(kind_of(row.subject_type), row.subject, "preferred", key, classes)
        elif row.predicate in ("alias", "name"):
            self._profile.aliases.add(
                Alias(
                    kind_of(row.subject_type),
                    row.subject_type,
                    normal_form(row.subject),
                    normal_form(row.object or row.value),
                    row.predicate == "name",
                )
            )
        elif row.object_type:
            self._mention(row.object_type, row.object)


def profile_of_records(
    dataset: str, records: Iterable[Record | Identity], *, is_list: bool = False
) -> Profile:
    """Collect the names in a dataset's records; ``is_list`` as in :meth:`NameCollector.profile`."""
    with CodeWatch() as watch:
        collector = NameCollector(dataset, watch)
        for record in records:
            collector.add(record)
        return collector.profile(is_list=is_list)
