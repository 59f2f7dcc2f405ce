"""Write ``property_shapes.ttl``: shapes for the classes and values that each property allows.

In the modules, ``schema:domainIncludes``, ``schema:rangeIncludes`` and ``gx:valuesFrom`` only
describe the properties; the shapes made from them here are enforced.  One more shape refuses things
whose class is abstract.  Run ``python -m gaoxin.ontology.property_shapes`` after changing a module
of the ontology; a test fails if the file is out of date.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gaoxin.ontology.namespaces import PREFIXES, SH, compact
from gaoxin.ontology.terms import PropertyTerm, Vocabulary, vocabulary

_HEADER = """
# Made by `python -m gaoxin.ontology.property_shapes` from the modules: change those, not this.

<https://w3id.org/gaoxin/ontology/property_shapes> a owl:Ontology ;
    owl:versionIRI <https://w3id.org/gaoxin/ontology/{version}/property_shapes> ;
    owl:versionInfo "{version}" ;
    dct:title "属性的形状"@zh , "Property shapes"@en ;
    dct:abstract "每个属性可以连接哪些类、数据类型和取值。"@zh ,
        "Which classes, datatypes and values each property may join."@en ;
    dct:creator "Gaoxin Graph contributors" ;
    dct:license <https://creativecommons.org/licenses/by/4.0/> ;
    dct:created "2026-11-21"^^xsd:date ;
    dct:modified "2026-11-21"^^xsd:date ;
    schema:creativeWorkStatus "provisional" ;
    owl:imports <https://w3id.org/gaoxin/ontology> ;
    skos:changeNote "0.1.0：首个版本。"@zh , "0.1.0: first version."@en .
"""

_USED = ("gx", "rdf", "rdfs", "owl", "xsd", "skos", "dct", "prov", "schema", "wgs84", "qudt")


def property_shapes() -> str:
    """Return the text of ``property_shapes.ttl``."""
    terms = vocabulary()
    lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in _USED]
    lines += ["@prefix gxs: <https://w3id.org/gaoxin/shapes#> .", f"@prefix sh: <{SH}> ."]
    text = "\n".join(lines) + "\n" + _HEADER.format(version=terms.version)
    shapes = (_shape(terms, term) for term in terms.properties.values())
    return text + _abstract_classes(terms) + "".join(shape for shape in shapes if shape)


def _abstract_classes(terms: Vocabulary) -> str:
    """The shape that refuses an abstract class as the class of a thing."""
    names = [term.name for term in terms.classes.values() if term.abstract]
    listed = " ".join(f"gx:{name}" for name in names)
    return f"""
gxs:AbstractClasses a sh:NodeShape ;
    rdfs:label "抽象类的形状"@zh , "abstract classes shape"@en ;
    sh:targetSubjectsOf rdf:type ;
    sh:property [
        sh:path rdf:type ;
        sh:not [ sh:in ( {listed} ) ] ;
        sh:message "事物不能属于抽象类（{"、".join(names)}）；请改用其下位类。"@zh ,
            "An abstract class ({", ".join(names)}) is not the class of a thing; use a subclass."@en
    ] .
"""


def _shape(terms: Vocabulary, term: PropertyTerm) -> str:
    domain, target = _condition("class", term.domain), _object_condition(terms, term)
    if not domain and not target:
        return ""
    curie = term.name if ":" in term.name else f"gx:{term.name}"
    name = curie.replace(":", "-") if ":" in term.name else term.name
    lines = [
        f"\ngxs:{name}-property a sh:NodeShape ;",
        f'    rdfs:label "{term.label_zh}（{curie}）的形状"@zh , "{term.label_en} '
        f'({curie}) shape"@en ;',
        f"    sh:targetSubjectsOf {curie}",
    ]
    if domain:
        zh, en = _labels(terms, term.domain)
        lines[-1] += " ;"
        lines += [
            f"    {domain} ;",
            f'    sh:message "使用「{term.label_zh}」的必须是：{zh}。"@zh ,',
            f'        "Only these may have the property {term.label_en!r}: {en}."@en',
        ]
    if target:
        zh, en = _expected(terms, term)
        lines[-1] += " ;"
        lines += [
            "    sh:property [",
            f"        sh:path {curie} ;",
            f"        {target} ;",
            f'        sh:message "「{term.label_zh}」的值必须是：{zh}。"@zh ,',
            f'            "A value of {term.label_en!r} must be: {en}."@en',
            "    ]",
        ]
    return "\n".join(lines) + " .\n"


def _object_condition(terms: Vocabulary, term: PropertyTerm) -> str:
    if codes := terms.codes(term.name):
        # This refuses plain strings that are not in the list, and literals of other types.
        return "sh:in ( " + " ".join(f'"{code}"' for code in codes) + " )"
    if term.datatypes:
        return "sh:nodeKind sh:Literal ; " + _condition(
            "datatype", [compact(iri) for iri in term.datatypes]
        )
    if term.is_term or (term.is_relation and not term.property_key and not term.range):
        return "sh:nodeKind sh:IRI"
    if term.is_relation and term.range:
        return "sh:nodeKind sh:IRI ; " + _condition("class", term.range)
    return ""


def _condition(component: str, names: Sequence[str]) -> str:
    """``sh:class gx:Zone``, or ``sh:or`` if there are several classes."""
    single = [f"sh:{component} {n if ':' in n else 'gx:' + n}" for n in names]
    if len(single) < 2:
        return "".join(single)
    return "sh:or ( " + " ".join(f"[ {item} ]" for item in single) + " )"


def _labels(terms: Vocabulary, names: Sequence[str]) -> tuple[str, str]:
    found = [terms.classes[name] for name in names]
    return "、".join(t.label_zh for t in found), ", ".join(t.label_en for t in found)


def _expected(terms: Vocabulary, term: PropertyTerm) -> tuple[str, str]:
    if codes := terms.codes(term.name):
        return "、".join(codes), ", ".join(codes)
    if term.datatypes:
        names = [compact(iri) for iri in term.datatypes]
        return "、".join(names), ", ".join(names)
    if term.is_relation and term.range and not isinstance(term.range, str):
        return _labels(terms, term.range)
    return "一个 IRI", "an IRI"


def main() -> None:
    """Write ``property_shapes.ttl`` into this folder."""
    target = Path(__file__).with_name("property_shapes.ttl")
    target.write_text(property_shapes(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
