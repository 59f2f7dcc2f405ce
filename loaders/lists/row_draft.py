"""A row of a list while its cells are read, and the records that it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from gaoxin.graph.names.keys import short_hash
from gaoxin.loaders.lists.cell_values import Number
from gaoxin.loaders.lists.list_mapping import Meaning
from gaoxin.loaders.lists.place_context import full_county, is_generic, zone_of_city
from gaoxin.model import Entity, Fact, Key, Name, Record, Statement, Text, VocabularyTerm


class UnclearCellError(Exception):
    """A cell says too little to be taken; ``args`` are the reason in Chinese and English.

    It is no fault: the rest of the row is taken, and the report names the cell.
    """


FactValue = Key | Name | VocabularyTerm | Text


@dataclass(slots=True)
class RowDraft:
    """What the cells of a row say so far.

    ``type`` is the class of its thing, ``kind`` the first part of the keys of such things.
    ``names`` are further names and ``facts`` plain facts, as in :class:`gaoxin.model.Entity`.
    ``later`` builds the records that need the subject.  ``given`` are cells that belong together:
    those of the long form of figures, and the title of a post.  ``traits`` tell persons of one name
    apart.  ``region`` is the city or province that the title names, ``zone`` the zone.
    ``currency`` is that of the amount that is read, ``""`` if the row does not say it.
    ``from_1904``: numbers that mean days count from 1904.
    """

    type: str
    kind: str
    source: str
    place: str
    name: str = ""
    from_1904: bool = False
    code: str = ""
    names: list[tuple[str, str, str]] = field(default_factory=list)
    facts: list[tuple[str, FactValue]] = field(default_factory=list)
    later: list[Callable[[], Record]] = field(default_factory=list)
    figures: list[tuple[Meaning, tuple[Number, ...]]] = field(default_factory=list)
    given: dict[str, str] = field(default_factory=dict)
    traits: list[str] = field(default_factory=list)
    region: str = ""
    zone: str = ""
    currency: str = ""

    @property
    def has_post(self) -> bool:
        """Whether the row says of which body it states the post."""
        return any(predicate == "holdsPosition" for predicate, _ in self.facts)

    @property
    def subject(self) -> Key | Name:
        """The thing of the row: by its credit code, or else by its name."""
        return Key(f"{self.kind}/{self.code}") if self.code else Name(self.type, self.name)

    @property
    def written(self) -> str:
        """The thing of the row as a cell of the common table: its key or its name."""
        subject = self.subject
        return subject.path if isinstance(subject, Key) else subject.form

    def records(self) -> list[Record]:
        """The records of the row, when all of its cells have been read."""
        if self.type == "Person":
            return self._person()
        records = [build() for build in self.later]
        records += (
            self._figure(meaning, number) for meaning, numbers in self.figures for number in numbers
        )
        names = list(self.names)
        if self.code:
            names.insert(0, (self.name, "preferred", "zh"))
        if (names or self.facts or not records) and (self.name or self.code):
            records.insert(0, self._entity(names, self.facts))
        return records

    def settle_places(self) -> None:
        """Add the city to a county whose name several have, and to a zone that is only 高新区.

        The city stands in another cell of the row or in the title.

        Raises:
            ValueError: no city says which zone is meant; ``args`` are the reason in both languages.
        """
        places = [value for p, value in self.facts if p == "locatedIn" and isinstance(value, Name)]
        around = [v.form for v in places if _is_city_or_province(v.type)]
        around = [form for form in around if not is_generic(form)] + [self.region]
        for index, (predicate, value) in enumerate(self.facts):
            if predicate != "locatedIn" or not isinstance(value, Name):
                continue
            if is_generic(value.form):
                name = Name("Zone", zone_of_city(value.form, around))
                if not name.form:
                    raise ValueError(
                        f"没有写明是哪个城市的{value.form}；请写全称，或加一列“城市”",
                        f"it is not said of which city the {value.form} is; write its full name or "
                        "add a column 城市 (city)",
                    )
                self.facts[index] = (predicate, name)
            elif value.type == "County":
                self.facts[index] = (predicate, Name("County", full_county(value.form, around)))

    def _entity(
        self, names: list[tuple[str, str, str]], facts: list[tuple[str, FactValue]]
    ) -> Entity:
        return Entity(
            self.subject,
            (self.type,),
            tuple(names),
            tuple(facts),
            self.source,
            self.place,
            self._hidden_traits if self.type == "Person" else "",
        )

    def _person(self) -> list[Record]:
        """The posts of a person, each with its organization; and the person, if more is said."""
        title, time = self.given.get("holder-title", ""), self.given.get("post-time", "")
        records: list[Record] = [
            self.post(self.name, value.form, value.type, title, time)
            for predicate, value in self.facts
            if predicate == "holdsPosition" and isinstance(value, Name)
        ]
        if self.names or not records or len(self.facts) > len(records):
            # With the posts in it, because a person is told apart by the organization.
            records.append(self._entity(self.names, self.facts))
        return records

    @property
    def _hidden_traits(self) -> str:
        """A hash of the traits: they are personal data, which is not kept."""
        return short_hash(*self.traits) if self.traits else ""

    def _figure(self, meaning: Meaning, number: Number) -> Statement:
        status = meaning.status if meaning.status in ("target", "planned") else "actual"
        return Statement(
            subject=meaning.value or self.written,
            subject_type=self.type,
            predicate="observation" if status == "actual" else "target",
            object=meaning.indicator,
            object_type="Indicator",
            value=number.value,
            unit=number.unit,
            time=meaning.time or self.given.get("time", ""),
            status=status,
            qualifier=number.comparator,
            source=self.source,
            place=self.place,
        )

    def post(self, person: str, body: str, type_: str, title: str, time: str = "") -> Statement:
        """The statement that a person holds a post in a body of class ``type_``."""
        return Statement(
            subject=person,
            subject_type="Person",
            predicate="holdsPosition",
            object=body,
            object_type=type_,
            time=time,
            status="actual",
            qualifier=title,
            source=self.source,
            place=self.place,
            traits=self._hidden_traits if self.type == "Person" else "",
        )

    def post_here(self, person: str, title: str) -> Statement:
        """The statement that a person holds a post in the thing of the row."""
        return self.post(person, self.written, self.type, title)

    def stated(
        self, meaning: Meaning, value: str, *, time: str = "", status: str = "actual"
    ) -> Statement:
        """A statement about the thing of the row, for what needs more than a triple."""
        return Statement(
            subject=self.written,
            subject_type=self.type,
            predicate=meaning.means,
            object=value if meaning.type else "",
            object_type=meaning.type,
            value="" if meaning.type else value,
            time=time,
            status=status,
            qualifier=meaning.qualifier,
            source=self.source,
            place=self.place,
        )

    def reverse(self, meaning: Meaning, form: str) -> Fact:
        """The fact that leads from the thing named ``form`` to the thing of the row."""
        name = Name(meaning.type, form)
        return Fact(name, meaning.means, self.subject, self.source, self.place)


def _is_city_or_province(type_: str) -> bool:
    return type_ == "City" or type_ == "Province"


CellReader = Callable[[RowDraft, str], None]
"""Adds what the text of a cell says to the draft of its row."""
