"""The rows of which the profile of a dataset consists, and the handles by which they are found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from gaoxin.graph.names.firm_forms import short_of
from gaoxin.graph.names.keys import is_unnamed, match_key, short_hash
from gaoxin.loaders.resolving.evidence import Whereabouts
from gaoxin.loaders.resolving.name_set import NameKey, RowForm
from gaoxin.ontology.terms import vocabulary

CATALOGUED = ("zone", "division", "industry", "indicator")
"""Kinds whose names are also found by rule (:mod:`gaoxin.graph.names.gazetteer`)."""

ANY = "*"
"""Stands for every name of a catalogued kind; no match key of a name with a meaning is this."""

_NONE = ("", "")
"""The handle of a row that has none of its sort."""


def kind_of(type_: str) -> str:
    """The kind within which names of a class are compared; Zone and NationalZone have the same."""
    return vocabulary().find_class(type_).kind


def name_key(kind: str, form: str, dataset: str) -> NameKey:
    """The name of a mention as it is compared; for an unnamed thing it includes the dataset."""
    key = match_key(form, kind)
    return kind, f"{key}\x1f{dataset}" if is_unnamed(form) else key


class Declared(NamedTuple):
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


class Mentioned(NamedTuple):
    """A name that a dataset contains, as a name of a thing of class ``type``."""

    kind: str
    form: str
    type: str


class Alias(NamedTuple):
    """A row ``subject alias form`` or (``canonical``) ``subject name form``."""

    kind: str
    type: str
    subject: str
    form: str
    canonical: bool


class Same(NamedTuple):
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


def stem(kind: str, form: str) -> NameKey:
    """The name of a firm without its legal form; a short name of it may mean the firm."""
    short = short_of(kind, form)
    return (kind, match_key(short, kind)) if short else _NONE


def declared_form() -> RowForm[Declared]:
    """Declared names, found by ``name``, ``key`` (``("", key)``) and ``stem``."""
    return RowForm(
        "declared",
        Declared,
        (str, str, str, str, tuple),
        {
            "name": lambda row: row.name,
            "key": lambda row: ("", row.key),
            "stem": lambda row: _NONE if row.kind in CATALOGUED else stem(row.kind, row.form),
        },
    )


def mention_form(dataset: str) -> RowForm[Mentioned]:
    """Mentions, found by ``name``, ``stem``, and ``key`` if a key stands in place of a name."""
    return RowForm(
        "mentions",
        Mentioned,
        (str, str, str),
        {
            "name": lambda row: name_key(row.kind, row.form, dataset),
            "stem": lambda row: stem(row.kind, row.form),
            "key": lambda row: ("", row.form) if "/" in row.form else _NONE,
        },
    )


def alias_form(dataset: str) -> RowForm[Alias]:
    """Aliases, found by ``form``, by ``subject``, and by the subject as a ``key``."""
    return RowForm(
        "aliases",
        Alias,
        (str, str, str, str, bool),
        {
            "form": lambda row: (row.kind, match_key(row.form, row.kind)),
            "subject": lambda row: name_key(row.kind, row.subject, dataset),
            "key": lambda row: ("", row.subject) if "/" in row.subject else _NONE,
        },
    )


def place_form(dataset: str) -> RowForm[Whereabouts]:
    """Places, found by the ``subject`` and the ``place`` (names or keys), and by the ``mark`` of a
    new thing with the subject's name.
    """
    return RowForm(
        "places",
        Whereabouts,
        (str, str, str, str),
        {
            "subject": lambda row: located_name(row, dataset),
            "place": lambda row: place_name(row, dataset),
            "mark": lambda row: _mark(row, dataset),
        },
    )


def located_name(row: Whereabouts, dataset: str) -> NameKey:
    """The name, or the key as a name, of what is in the place."""
    return name_key(row.kind, row.form, dataset) if row.kind else ("", row.form)


def place_name(row: Whereabouts, dataset: str) -> NameKey:
    """The name, or the key as a name, of the place."""
    if not row.place_type:
        return "", row.place
    return name_key(kind_of(row.place_type), row.place, dataset)


def _mark(row: Whereabouts, dataset: str) -> NameKey:
    """The end of the key that :func:`gaoxin.graph.names.keys.mint` makes from the name."""
    if not row.kind:
        return _NONE
    kind, name = name_key(row.kind, row.form, dataset)
    return kind, short_hash(kind, *name.split("\x1f"))


def most_written(forms: Mapping[str, int]) -> str:
    """The form of a name that most datasets write; of several, the shortest and first."""
    return min(forms, key=lambda form: (-forms[form], len(form), form))
