"""Read the Turtle modules into a :class:`gaoxin.ontology.term_records.Vocabulary`.

pyoxigraph parses all modules in a few milliseconds, so no cache file is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

import pyoxigraph as ox

from gaoxin.errors import InvalidOntology
from gaoxin.ontology.namespaces import GX, LANG_STRING, OWL, RDF, RDFS, SCHEMA, SKOS, XSD, compact
from gaoxin.ontology.term_records import (
    ClassTerm,
    Column,
    ControlledValue,
    Look,
    PropertyTerm,
    ValueScheme,
    Vocabulary,
)

MODULES = (
    "core",
    "usage",
    "upper",
    "places",
    "zones",
    "industries",
    "organizations",
    "innovation",
    "policies",
    "indicators",
    "evidence",
    "values",
    "reused",
    "mirror",
)
"""The modules in the order in which terms are listed."""

ONTOLOGY = GX.rstrip("#")
# Objects of a property with one of these ranges are terms of an ontology, not things.
META_RANGES = (RDFS + "Class", RDF + "Property")
# A term is listed where it is declared, not where another module annotates it.
_DECLARING = (RDF + "type", SCHEMA + "rangeIncludes")


def read_module(name: str) -> bytes:
    """Return the Turtle text of a file in this folder, by its name without suffix: ``"zones"``."""
    return files("gaoxin.ontology").joinpath(f"{name}.ttl").read_bytes()


def read_vocabulary() -> Vocabulary:
    """Read every module.

    Raises:
        InvalidOntology: a module does not parse, a label is missing, or a name is used twice.
    """
    return _Reader({name: read_module(name) for name in MODULES}).read()


class _Reader:
    """Converts the triples of all modules to terms."""

    def __init__(self, modules: dict[str, bytes]) -> None:
        # (subject, predicate) -> (text, language) of each object, in the order of the modules.
        self.objects: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.above: dict[str, list[str]] = {}
        self.subjects: dict[str, None] = {}
        for name, text in modules.items():
            try:
                for triple in ox.parse(text, format=ox.RdfFormat.TURTLE):
                    self._keep(triple)
            except SyntaxError as cause:
                raise InvalidOntology(
                    f"本体模块 {name}.ttl 无法解析：{cause}",
                    f"The ontology module {name}.ttl does not parse: {cause}",
                    module=name,
                ) from cause

    def _keep(self, triple: ox.Quad) -> None:
        node, predicate, thing = triple.subject, triple.predicate.value, triple.object
        if not isinstance(node, ox.NamedNode) or not isinstance(thing, (ox.NamedNode, ox.Literal)):
            return
        subject = node.value
        language = "" if isinstance(thing, ox.NamedNode) else thing.language or ""
        if predicate in _DECLARING:
            self.subjects[subject] = None
        self.objects.setdefault((subject, predicate), []).append((thing.value, language))

    def read(self) -> Vocabulary:
        """Return the vocabulary."""
        classes: dict[str, ClassTerm] = {}
        properties: dict[str, PropertyTerm] = {}
        for iri in self.subjects:
            types = set(self._values(iri, RDF + "type"))
            if OWL + "Class" in types:
                term = self._class(iri)
                classes[term.name] = term
            elif self._is_property(iri, types):
                item = self._property(iri, types)
                properties[item.name] = item
        terms: list[ClassTerm | PropertyTerm] = [*classes.values(), *properties.values()]
        self._check_names(classes.values(), properties.values())
        return Vocabulary(
            classes,
            properties,
            self._text(ONTOLOGY, OWL + "versionInfo"),
            {term.iri: term for term in terms},
            {term.predicate: term for term in terms if term.predicate},
            {scheme.name: scheme for scheme in self._schemes()},
            tuple(self._columns()),
        )

    def _is_property(self, iri: str, types: set[str]) -> bool:
        if OWL + "AnnotationProperty" in types:
            return False
        own = {OWL + "ObjectProperty", OWL + "DatatypeProperty"} & types
        return bool(own) or (iri, SCHEMA + "rangeIncludes") in self.objects

    def _class(self, iri: str) -> ClassTerm:
        abstract = self._value(iri, GX + "isAbstract") == "true"
        priority = self._value(iri, GX + "displayPriority")
        table_class = self._value(iri, GX + "tableClass")
        return ClassTerm(
            iri=iri,
            name=_short(iri),
            label_zh=self._text(iri, RDFS + "label", "zh"),
            label_en=self._text(iri, RDFS + "label", "en"),
            definition_zh=self._meaning(iri, "zh"),
            definition_en=self._meaning(iri, "en"),
            parents=tuple(map(_short, self._ancestors(iri))),
            kind=self._value(iri, GX + "keyKind"),
            label=self._value(iri, GX + "neo4jLabel")
            if abstract
            else self._text(iri, GX + "neo4jLabel"),
            nary=self._inherited(iri, GX + "isNary") == "true",
            predicate=self._value(iri, GX + "tablePredicate"),
            subject_property=self._inherited(iri, GX + "subjectProperty"),
            object_property=self._inherited(iri, GX + "objectProperty"),
            predicate_property=self._inherited(iri, GX + "predicateProperty"),
            states_relation=self._inherited(iri, GX + "statesRelation"),
            abstract=abstract,
            bookkeeping=self._inherited(iri, GX + "isBookkeeping") == "true",
            display_priority=int(priority) if priority else None,
            table_class=_short(table_class) if table_class else "",
            name_form=self._inherited(iri, GX + "nameForm"),
            official_keys=self._inherited(iri, GX + "officialKeys"),
            admits=self._inherited(iri, GX + "admits"),
            covered_as=self._column([iri, *self._ancestors(iri)]),
            look=self._look(iri),
        )

    def _inherited(self, iri: str, predicate: str) -> str:
        """The value of the class, or of its nearest superclass that has one."""
        values = (self._value(name, predicate) for name in (iri, *self._ancestors(iri)))
        return next(filter(None, values), "")

    def _look(self, iri: str) -> Look | None:
        colour, shape, size = (
            self._inherited(iri, GX + name) for name in ("colour", "shape", "size")
        )
        return Look(colour, shape, int(size)) if colour and shape and size else None

    def _column(self, iris: Iterable[str]) -> Column | None:
        for iri in iris:
            key = self._value(iri, GX + "coveredAs", "en")
            if key:
                self._text(iri, GX + "coveredAs", "zh")
                named = self.objects[iri, GX + "coveredAs"]
                return Column(key, tuple(text for text, tag in named if tag == "zh"))
        return None

    def _columns(self) -> Iterator[Column]:
        """The columns of the coverage report, in the order of the modules."""
        seen = set()
        for iri, predicate in self.objects:
            column = self._column([iri]) if predicate == GX + "coveredAs" else None
            if column and column.key not in seen:
                seen.add(column.key)
                yield column

    def _schemes(self) -> Iterator[ValueScheme]:
        """The schemes of values that properties refer to, each once."""
        names: dict[str, None] = {}
        members: dict[str, list[str]] = {}
        for (iri, predicate), items in self.objects.items():
            if predicate == GX + "valuesFrom":
                names |= dict.fromkeys(text for text, _ in items)
            elif predicate == SKOS + "inScheme":
                for scheme, _ in items:
                    members.setdefault(scheme, []).append(iri)
        for scheme in names:
            is_open = self._value(scheme, GX + "isOpen") == "true"
            values = tuple(map(self._controlled, members.get(scheme, ())))
            yield ValueScheme(_short(scheme), is_open, values)

    def _controlled(self, iri: str) -> ControlledValue:
        return ControlledValue(
            tuple(self._values(iri, SKOS + "notation")),
            self._text(iri, SKOS + "prefLabel", "zh"),
            self._text(iri, SKOS + "prefLabel", "en"),
            tuple(self._values(iri, SKOS + "exactMatch")),
            tuple(self._values(iri, SKOS + "closeMatch")),
            self._text(iri, SKOS + "definition", "zh"),
            self._text(iri, SKOS + "definition", "en"),
        )

    def _ancestors(self, iri: str) -> list[str]:
        """IRIs of all superclasses in the vocabulary, breadth first, without repetition."""
        if iri not in self.above:
            queue, found = [iri], dict.fromkeys([iri])
            while queue:
                for parent in self._values(queue.pop(0), RDFS + "subClassOf"):
                    if parent.startswith(GX) and parent not in found:
                        found[parent] = None
                        queue.append(parent)
            self.above[iri] = list(found)[1:]
        return self.above[iri]

    def _property(self, iri: str, types: set[str]) -> PropertyTerm:
        ranges = list(self._values(iri, SCHEMA + "rangeIncludes"))
        datatypes = tuple(r for r in ranges if r.startswith(XSD) or r == LANG_STRING)
        relationship = self._value(iri, GX + "neo4jRelationship") or None
        predicate = self._value(iri, GX + "tablePredicate")
        any_thing = RDFS + "Resource"
        things = tuple(_short(r) for r in ranges if r not in datatypes and r != any_thing)
        literal = datatypes[0] if len(datatypes) == 1 else datatypes
        inverse = self._value(iri, OWL + "inverseOf")
        return PropertyTerm(
            iri=iri,
            name=_short(iri),
            label_zh=self._text(iri, RDFS + "label", "zh"),
            label_en=self._text(iri, RDFS + "label", "en"),
            definition_zh=self._meaning(iri, "zh"),
            definition_en=self._meaning(iri, "en"),
            is_relation=relationship is not None,
            is_term=any(r in META_RANGES for r in ranges),
            domain=tuple(_short(d) for d in self._values(iri, SCHEMA + "domainIncludes")),
            range=literal if datatypes else things,
            datatypes=datatypes,
            inverse=_short(inverse) if inverse else None,
            symmetric=OWL + "SymmetricProperty" in types,
            transitive=OWL + "TransitiveProperty" in types,
            implies=tuple(
                _short(p) for p in self._values(iri, RDFS + "subPropertyOf") if p.startswith(GX)
            ),
            relationship=relationship,
            property_key=self._value(iri, GX + "neo4jProperty") or None,
            property_key_en=self._value(iri, GX + "neo4jPropertyEn"),
            statement=bool(predicate),
            predicate=predicate,
            single_valued=self._value(iri, GX + "singleValued"),
            values_from=_short(self._value(iri, GX + "valuesFrom")),
            unit=self._unit(iri),
            zone_end=self._value(iri, GX + "zoneEnd"),
            covered_as=self._column([iri]),
        )

    def _unit(self, iri: str) -> str:
        """The unit of all numbers of a property, as written in the data."""
        return next(
            (self._text(unit, SKOS + "notation") for unit in self._values(iri, GX + "fixedUnit")),
            "",
        )

    def _values(self, iri: str, predicate: str) -> list[str]:
        return [text for text, _ in self.objects.get((iri, predicate), ())]

    def _value(self, iri: str, predicate: str, language: str | None = None) -> str:
        for text, tag in self.objects.get((iri, predicate), ()):
            if language is None or tag == language:
                return text
        return ""

    def _meaning(self, iri: str, language: str) -> str:
        """The definition of a term; for a reused term, what it is used for here."""
        return self._value(iri, SKOS + "definition", language) or self._text(
            iri, SKOS + "scopeNote", language
        )

    def _text(self, iri: str, predicate: str, language: str | None = None) -> str:
        found = self._value(iri, predicate, language)
        if not found:
            tag = f"@{language}" if language else ""
            raise InvalidOntology(
                f"本体术语 {_short(iri)} 缺少 {_short(predicate)}{tag}；请在模块中补上。",
                f"The term {_short(iri)} lacks {_short(predicate)}{tag}; add it to its module.",
                term=iri,
                missing=predicate,
            )
        return found

    @staticmethod
    def _check_names(classes: Iterable[ClassTerm], properties: Iterable[PropertyTerm]) -> None:
        """Check that no two terms share a label, relationship type or property name in Neo4j."""
        items = list(properties)
        _refuse_twins((c.label, c.name) for c in classes)
        _refuse_twins((p.relationship, p.name) for p in items)
        _refuse_twins((key, p.name) for p in items for key in (p.property_key, p.property_key_en))
        for item in items:
            if not (item.relationship or item.property_key or item.name == "rdf:type"):
                raise InvalidOntology(
                    f"本体属性 {item.name} 在 mirror.ttl 中没有名称；请补上。",
                    f"The property {item.name} has no name in mirror.ttl; add one.",
                    term=item.iri,
                )


def _refuse_twins(pairs: Iterable[tuple[str | None, str]]) -> None:
    owner: dict[str, str] = {}
    for key, name in pairs:
        if key and owner.setdefault(key, name) != name:
            raise InvalidOntology(
                f"mirror.ttl 中 {owner[key]} 与 {name} 同名「{key}」；请改其一。",
                f"In mirror.ttl {owner[key]} and {name} share the name {key!r}; change one.",
                name=key,
                terms=[owner[key], name],
            )


def _short(iri: str) -> str:
    """Local name for gx, CURIE for known prefixes, else the IRI itself."""
    return compact(iri).removeprefix("gx:")
