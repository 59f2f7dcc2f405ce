"""What records tell about the identity of firms and persons, apart from their names.

A firm is known by its credit code and its place, a person by the organization.  The profile of a
dataset holds this evidence; :mod:`.coded_firms` and :mod:`.persons` judge by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern
from typing import NamedTuple

from gaoxin.graph.names.keys import normal_form
from gaoxin.model import Entity, Fact, Key, Name, Record, Statement
from gaoxin.ontology.check_characters import is_credit_code
from gaoxin.ontology.terms import vocabulary

CREDIT_CODE = "creditCode"
_LOCATED = "locatedIn"


class Whereabouts(NamedTuple):
    """``form`` is said to be in ``place``; ``kind`` is ``""`` if ``form`` is a key, and so is
    ``place_type`` if ``place`` is one.
    """

    kind: str
    form: str
    place_type: str
    place: str


class Post(NamedTuple):
    """A mention of a person, with the organization in the same record, ``""`` if there is none.

    ``traits`` is what else the record says about the person, such as the year of birth.
    """

    form: str
    organization_type: str = ""
    organization: str = ""
    traits: str = ""


def coded_key(type_: str, code: str) -> str:
    """The key of the thing with a credit code: ``enterprise/91350100M000100Y43``."""
    return f"{vocabulary().find_class(type_).kind}/{code}"


def code_in_key(key: str) -> str:
    """The credit code in the key of a thing, ``""`` if it is identified otherwise."""
    code = key.rpartition("/")[2]
    return code if is_credit_code(code) else ""


def located_in(record: Record) -> Iterator[Whereabouts]:
    """Where the record says that a firm or a zone is."""
    if isinstance(record, Statement):
        if record.predicate == _LOCATED and _is_placed(record.subject_type):
            kind = vocabulary().find_class(record.subject_type).kind
            subject = normal_form(record.subject)
            yield Whereabouts(kind, subject, record.object_type, normal_form(record.object))
    elif isinstance(record, Fact):
        if record.predicate == _LOCATED:
            yield from _located(record.subject, record.object)
    elif isinstance(record, Entity):
        for predicate, value in record.facts:
            if predicate == _LOCATED:
                yield from _located(record.subject, value)


def posts_in(record: Record) -> Iterator[Post]:
    """The persons in the record, each with the organization that the record is about."""
    if isinstance(record, Statement):
        subject = (record.subject_type, normal_form(record.subject))
        other = (record.object_type, normal_form(record.object))
        for (type_, form), beside in ((subject, other), (other, subject)):
            if type_ == "Person":
                at = beside if is_organization(beside[0]) else ("", "")
                yield Post(form, *at, record.traits)
    elif isinstance(record, Fact):
        for end, other_end in (
            (record.subject, record.object),
            (record.object, record.subject),
        ):
            if isinstance(end, Name) and end.type == "Person":
                yield Post(normal_form(end.form), *organization_of(other_end))
    elif isinstance(record, Entity):
        yield from _posts_of_row(record)


def _posts_of_row(row: Entity) -> Iterator[Post]:
    if isinstance(row.subject, Name) and row.subject.type == "Person":
        yield post_of_row(row)
    for _, value in row.facts:
        if isinstance(value, Name) and value.type == "Person":
            yield Post(normal_form(value.form), *organization_of(row.subject))


def post_of_row(row: Entity) -> Post:
    """The person that a row of a list is about, with the first organization in the row."""
    assert isinstance(row.subject, Name)
    found = (organization_of(value) for _, value in row.facts)
    organization = next((pair for pair in found if pair[1]), ("", ""))
    return Post(normal_form(row.subject.form), *organization, row.traits)


def organization_of(end: object) -> tuple[str, str]:
    """Class and name of an organization, ``("", key)`` of a key, else ``("", "")``."""
    if isinstance(end, Key):
        return "", end.path
    if isinstance(end, Name) and is_organization(end.type):
        return end.type, normal_form(end.form)
    return "", ""


def is_organization(type_: str) -> bool:
    """Whether persons can be told apart by a thing of this class: a body, a zone, a division."""
    return _is(type_, ("CollectiveAgent",))


def _located(subject: object, place: object) -> Iterator[Whereabouts]:
    if not isinstance(place, Key | Name):
        return
    at = ("", place.path) if isinstance(place, Key) else (place.type, normal_form(place.form))
    at = at[0], intern(at[1])  # many rows name few places
    if isinstance(subject, Key) and not subject.path.startswith("division/"):
        yield Whereabouts("", subject.path, *at)
    elif isinstance(subject, Name) and _is_placed(subject.type):
        kind = vocabulary().find_class(subject.type).kind
        yield Whereabouts(kind, normal_form(subject.form), *at)


def _is_placed(type_: str) -> bool:
    """Whether the place of such a thing tells it, or what lies in it, apart from others."""
    return _is(type_, ("CorporateBody",)) or _is(type_, ("Zone",))


def _is(type_: str, parents: tuple[str, ...]) -> bool:
    terms = vocabulary()
    return type_ in terms.classes and terms.is_a(type_, parents)
