"""The codec of facts: a Statement, Position, Observation, Target or Ranking in its three forms.

A fact is a *row* of the common table (:class:`gaoxin.model.Statement`), the *properties* of one
node in a named graph, or an object, :class:`NodeFact`.  This module contains both directions of
both steps::

    row  -- fact_of_row -->  NodeFact  -- properties_of -->  properties
    row  <-- row_of     ---  NodeFact  <-- fact_of      ---  properties

No step loses information; only the value of an attribute may return in another cell (``object`` or
``value``) than it came from.  No other module creates or decodes such nodes, except that the mirror
uses the tables of :mod:`gaoxin.graph.facts.node_shapes`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from gaoxin.graph.facts.locators import joined_locators, locators_in
from gaoxin.graph.facts.node_shapes import GRADE, LOCATOR, NodeShape, node_shapes
from gaoxin.graph.facts.periods import parse_period
from gaoxin.graph.facts.qualifiers import read_qualifier
from gaoxin.graph.facts.units import normalise, parse_figure
from gaoxin.graph.names.keys import normal_form, short_hash
from gaoxin.model import Statement
from gaoxin.ontology.literals import date_type, literal
from gaoxin.ontology.namespaces import GX, RDFS, XSD
from gaoxin.ontology.rdf_terms import RDF_TYPE, RdfTerm
from gaoxin.ontology.terms import ClassTerm, PropertyTerm, vocabulary

_NAMES = ("name", "alias")


@dataclass(frozen=True, slots=True)
class NodeFact:
    """The content of a node about a fact; missing fields are ``""``.

    ``states`` is the IRI of the stated property, or for a figure that of its class.  ``value`` and
    ``normal_value`` are canonical decimals.  ``value_text`` is the written form if it differs from
    the value, or from the literal of an attribute.  ``start`` and ``end`` are ISO 8601 dates, the
    first and the last day of ``time``.  ``grade`` is set only if it differs from that of the
    source.  ``locator`` has the places in the source, separated by ``"; "``.  ``subject_type`` and
    ``object_type`` are local names of classes, set only if the row's type is not the one with which
    the thing is exported.
    """

    shape: NodeShape
    subject: ox.NamedNode
    states: str
    object: ox.NamedNode | ox.Literal
    status: str = ""
    value: str = ""
    value_text: str = ""
    unit: str = ""
    comparator: str = ""
    normal_value: str = ""
    normal_unit: str = ""
    time: str = ""
    start: str = ""
    end: str = ""
    qualifier: str = ""
    title: str = ""
    grade: str = ""
    evidence: str = ""
    locator: str = ""
    subject_type: str = ""
    object_type: str = ""

    @property
    def written(self) -> str:
        """The value as written in the table; for an attribute, its literal as written."""
        if self.value_text:
            return self.value_text
        return self.object.value if isinstance(self.object, ox.Literal) else self.value

    @property
    def key(self) -> str:
        """The key of the node, derived from the content of the fact only.

        So two sources that state the same fact share the node.  The key does not depend on the
        evidence and its place, nor on fields derived from others (``start``, ``normal_value``).
        """
        types = {"subjectType": self.subject_type, "objectType": self.object_type}
        code = short_hash(
            str(self.subject),
            self.states,
            str(self.object),
            self.written,
            self.unit,
            self.time,
            self.status,
            self.qualifier,
            *sorted(str(item) for item in types.items() if item[1]),
            digits=16,
        )
        return f"{self.shape.term.kind}/{code}"


_CLASS = ox.NamedNode(RDFS + "Class")
_DECIMAL, _DATE = ox.NamedNode(XSD + "decimal"), ox.NamedNode(XSD + "date")
# Field, the property that holds it, and its datatype: none for plain text, _CLASS for a class.
_PROPERTIES: tuple[tuple[str, ox.NamedNode, ox.NamedNode | None], ...] = tuple(
    (field, ox.NamedNode(GX + name), datatype)
    for field, name, datatype in (
        ("status", "status", None),
        ("value", "value", _DECIMAL),
        ("value_text", "valueText", None),
        ("unit", "unit", None),
        ("comparator", "comparator", None),
        ("normal_value", "normalValue", _DECIMAL),
        ("normal_unit", "normalUnit", None),
        ("time", "time", None),
        ("start", "start", _DATE),
        ("end", "end", _DATE),
        ("qualifier", "qualifier", None),
        ("title", "title", None),
        ("grade", GRADE.value.removeprefix(GX), None),
        ("evidence", "evidence", None),
        ("locator", LOCATOR.value.removeprefix(GX), None),
        ("subject_type", "subjectType", _CLASS),
        ("object_type", "objectType", _CLASS),
    )
)


# -- properties of a node -----------------------------------------------------------------


def properties_of(fact: NodeFact) -> Iterator[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]]:
    """The properties and values of the node for this fact."""
    shape = fact.shape
    yield RDF_TYPE, shape.type
    yield shape.subject, fact.subject
    if shape.predicate is not None:
        yield shape.predicate, ox.NamedNode(fact.states)
    yield shape.object, fact.object
    for field, predicate, datatype in _PROPERTIES:
        text: str = getattr(fact, field)
        if not text:
            continue
        if predicate == LOCATOR:
            yield from ((predicate, ox.Literal(part)) for part in locators_in(text))
        elif datatype is None:
            yield predicate, ox.Literal(text)
        elif datatype is _CLASS:
            yield predicate, ox.NamedNode(GX + text)
        else:
            yield predicate, ox.Literal(text, datatype=datatype)


def fact_of(properties: Mapping[str, Collection[RdfTerm]]) -> NodeFact | None:
    """The fact of a node; ``None`` if the node is not about a fact, or its subject or object is
    missing.

    ``properties`` maps property IRIs to values, from one named graph or from several.  If a
    property has several values, the first by the order of their texts is used; of places all are.
    """
    shape = _shape_of(properties)
    if shape is None:
        return None
    subject, value = _first(properties, shape.subject), _first(properties, shape.object)
    states: RdfTerm | None = ox.NamedNode(shape.states) if shape.states else None
    if shape.predicate is not None:
        states = _first(properties, shape.predicate)
    if not (
        isinstance(subject, ox.NamedNode)
        and isinstance(states, ox.NamedNode)
        and isinstance(value, ox.NamedNode | ox.Literal)
    ):
        return None
    fields: dict[str, str] = {}
    for field, predicate, datatype in _PROPERTIES:
        if predicate == LOCATOR:
            fields[field] = joined_locators(
                value.value
                for value in properties.get(LOCATOR.value, ())
                if isinstance(value, ox.Literal)
            )
            continue
        found = _first(properties, predicate)
        if isinstance(found, ox.NamedNode | ox.Literal):
            fields[field] = found.value.removeprefix(GX) if datatype is _CLASS else found.value
    return NodeFact(shape, subject, states.value, value, **fields)


def _shape_of(properties: Mapping[str, Collection[RdfTerm]]) -> NodeShape | None:
    classes = {str(value) for value in properties.get(RDF_TYPE.value, ())}
    for shape in node_shapes().by_class.values():
        if str(shape.type) in classes:
            return shape
    return None


def _first(
    properties: Mapping[str, Collection[RdfTerm]], predicate: ox.NamedNode
) -> RdfTerm | None:
    return min(properties.get(predicate.value, ()), key=str, default=None)


# -- rows ---------------------------------------------------------------------------------


def attribute_value(row: Statement, term: PropertyTerm) -> ox.Literal:
    """The literal of an attribute row, from its column ``value`` or ``object``.

    Raises:
        ValueError: the attribute is a number or a date, but the cell is not.
    """
    text = row.value or row.object
    if row.predicate in _NAMES:
        return ox.Literal(normal_form(text), language="zh")
    if _DECIMAL.value in term.datatypes:
        return literal(parse_figure(text)[0], _DECIMAL.value)
    if XSD + "gYear" in term.datatypes:
        return literal(text, date_type(text))
    return literal(text, term.datatypes[0] if term.datatypes else "")


def fact_of_row(
    row: Statement,
    term: ClassTerm | PropertyTerm,
    subject: ox.NamedNode,
    value: ox.NamedNode | ox.Literal,
    *,
    subject_type: str = "",
    object_type: str = "",
) -> NodeFact:
    """The fact of a row whose names have been resolved to ``subject`` and ``value``.

    ``term`` is the term that its predicate stands for; the types are given if the node must keep
    them.

    Raises:
        ValueError: the time or the value cannot be read; ``args`` are the reason in both languages.
    """
    shapes, qualifier = node_shapes(), read_qualifier(row.qualifier)
    shape = shapes.by_class[term.iri] if isinstance(term, ClassTerm) else shapes.stating(term.iri)
    number = text = normal = base_unit = ""
    if isinstance(value, ox.Literal):
        written = row.value or row.object
        text = written if written != value.value else ""
    elif row.value:
        number, differs = parse_figure(row.value)
        text = row.value if differs else ""
        if shape.is_figure:
            normal, base_unit = normalise(number, row.unit)
    period = parse_period(row.time) if row.time else None
    return NodeFact(
        shape=shape,
        subject=subject,
        states=term.iri,
        object=value,
        status=row.status or "actual",
        value=number,
        value_text=text,
        unit=row.unit,
        comparator=qualifier.comparator if shape.is_figure else "",
        normal_value=normal,
        normal_unit=base_unit,
        time=row.time,
        start=period.start.isoformat() if period and period.start else "",
        end=period.end.isoformat() if period and period.end else "",
        qualifier=row.qualifier,
        title=qualifier.title if shape.term.states_relation else "",
        grade="I" if qualifier.implied else "",
        evidence=row.evidence,
        locator=joined_locators([row.locator]),
        subject_type=subject_type,
        object_type=object_type,
    )


def table_predicate(states: str) -> str:
    """The predicate of the common table for a property or a class of figures, given as a full
    IRI; ``""`` if there is none.
    """
    term = vocabulary().by_iri(states)
    return term.predicate if term is not None else ""


def row_of(
    fact: NodeFact, subject: tuple[str, str], value: tuple[str, str], source: str = ""
) -> Statement:
    """The row of a fact; ``subject`` and ``value`` are the name and type of its subject and object.

    For an attribute, ``value`` is not used: its literal is written into the column ``value`` if it
    is a number, else into ``object``.
    """
    number, (name, type_) = fact.written, value
    if isinstance(fact.object, ox.Literal):
        is_number = fact.object.datatype == _DECIMAL
        number, name, type_ = (number, "", "") if is_number else ("", number, "")
    return Statement(
        subject=subject[0],
        subject_type=fact.subject_type or subject[1],
        predicate=table_predicate(fact.states),
        object=name,
        object_type=fact.object_type or type_,
        value=number,
        unit=fact.unit,
        time=fact.time,
        status=fact.status,
        qualifier=fact.qualifier,
        source=source,
        evidence=fact.evidence,
        locator=fact.locator,
    )


def row_of_triple(
    triple: ox.Triple | ox.Quad, subject: tuple[str, str], value: tuple[str, str], source: str = ""
) -> Statement:
    """The row of a plain triple that no node describes."""
    assert isinstance(triple.subject, ox.NamedNode)
    assert isinstance(triple.object, ox.NamedNode | ox.Literal)
    states = triple.predicate.value
    shape = node_shapes().stating(states)
    fact = NodeFact(shape, triple.subject, states, triple.object, status="actual")
    return row_of(fact, subject, value, source)
