"""Reads the Turtle modules into a :class:`gaoxin.ontology.terms.Vocabulary`.

pyoxigraph parses all modules in a few milliseconds, so no cache file is kept that could lag behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

import pyoxigraph as ox

from gaoxin.errors import InvalidOntology
from gaoxin.ontology.namespaces import GX, LANG_STRING, OWL, PREFIXES, RDF, RDFS, SCHEMA, SKOS, XSD
from gaoxin.ontology.terms import ClassTerm, PropertyTerm, Vocabulary

MODULES = (
    "core", "places", "zones", "industries", "organizations", "innovation", "policies",
    "indicators", "evidence", "reused", "mirror",
)  # fmt: skip

ONTOLOGY = GX.rstrip("#")
# Objects of a property with one of these ranges are terms of an ontology, not things.
META_RANGES = (RDFS + "Class", RDF + "Property")


def read_module(name: str) -> bytes:
    """Return the Turtle text of one file beside this one: ``"zones"``, ``"shapes"``."""
    return files("gaoxin.ontology").joinpath(f"{name}.ttl").read_bytes()


def read_vocabulary() -> Vocabulary:
    """Read every module.

    Raises:
        InvalidOntology: a module does not parse, a label is missing, or a name is used twice.
    """
    return _Reader({name: read_module(name) for name in MODULES}).read()


class _Reader:
    """Turns the triples of all modules into terms."""

    def __init__(self, modules: dict[str, bytes]) -> None:
        self.objects: dict[tuple[str, str], list[ox.NamedNode | ox.Literal]] = {}
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
        node, thing = triple.subject, triple.object
        if isinstance(node, ox.NamedNode) and isinstance(thing, (ox.NamedNode, ox.Literal)):
            self.subjects[node.value] = None
            self.objects.setdefault((node.value, triple.predicate.value), []).append(thing)

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
        )

    def _is_property(self, iri: str, types: set[str]) -> bool:
        if OWL + "AnnotationProperty" in types:
            return False
        own = {OWL + "ObjectProperty", OWL + "DatatypeProperty"} & types
        return bool(own) or (iri, SCHEMA + "rangeIncludes") in self.objects

    def _class(self, iri: str) -> ClassTerm:
        return ClassTerm(
            iri=iri,
            name=_short(iri),
            label_zh=self._text(iri, RDFS + "label", "zh"),
            label_en=self._text(iri, RDFS + "label", "en"),
            definition_zh=self._meaning(iri, "zh"),
            definition_en=self._meaning(iri, "en"),
            parents=tuple(self._ancestors(iri)),
            kind=self._text(iri, GX + "keyKind"),
            label=self._text(iri, GX + "neo4jLabel"),
            nary=self._value(iri, GX + "isNary") == "true",
            predicate=self._value(iri, GX + "tablePredicate"),
            subject_property=self._value(iri, GX + "subjectProperty"),
            object_property=self._value(iri, GX + "objectProperty"),
            predicate_property=self._value(iri, GX + "predicateProperty"),
            states_relation=self._value(iri, GX + "statesRelation"),
        )

    def _ancestors(self, iri: str) -> Iterator[str]:
        """Superclasses within the vocabulary, breadth first, each once."""
        queue, seen = [iri], {iri}
        while queue:
            for parent in self._values(queue.pop(0), RDFS + "subClassOf"):
                if parent.startswith(GX) and parent not in seen:
                    seen.add(parent)
                    queue.append(parent)
                    yield _short(parent)

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
        )

    def _values(self, iri: str, predicate: str) -> Iterator[str]:
        return (item.value for item in self.objects.get((iri, predicate), ()))

    def _value(self, iri: str, predicate: str, language: str | None = None) -> str:
        for item in self.objects.get((iri, predicate), ()):
            if language is None or (isinstance(item, ox.Literal) and item.language == language):
                return item.value
        return ""

    def _meaning(self, iri: str, language: str) -> str:
        """A term's definition; of a reused one, what it is used for here."""
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
        """No two terms may share a label, a relationship type or a property of Neo4j."""
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
    if iri.startswith(GX):
        return iri[len(GX) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
