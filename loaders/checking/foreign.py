"""Foreign terms and nodes (outside the ontology), and misspelt terms of our own namespace.

A foreign term is a property or class that the ontology does not declare.  A foreign node is a
subject whose IRI is not below our base IRI, and which has neither a class nor a property of ours,
for example a term of another vocabulary.  Both are refused, or kept with ``--keep-foreign``.  The
shapes are not applied to foreign nodes, even if these use properties that the ontology reuses
(``dct:title``, ``skos:definition``), because other vocabularies may use them differently.

An IRI in our own namespace that the ontology does not declare is a mistake and is never kept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache

import pyoxigraph as ox

from gaoxin.loaders.problems import did_you_mean, split_place
from gaoxin.model import Problem
from gaoxin.ontology.modules import MODULES, ONTOLOGY, read_module
from gaoxin.ontology.namespaces import GX, RDF_TYPE_IRI
from gaoxin.ontology.terms import vocabulary

_HOST = re.escape(ONTOLOGY.partition("://")[2])
# Our namespace, also with http, www, a slash instead of the #, or other upper and lower case.
_LIKE_OURS = re.compile(rf"https?://(?:www\.)?{_HOST}[#/]([^/#]*)", re.IGNORECASE)


def is_foreign(
    iri: str, properties: Iterable[str], classes_of: Callable[[str], Collection[str]], base: str
) -> bool:
    """Whether a node is outside the ontology.

    ``properties`` are its properties in one graph, ``classes_of(iri)`` gives its classes in all
    graphs, and ``base`` is the base IRI of things.  An IRI that was made from a blank node does not
    count as ours.
    """
    if iri.startswith(base) and not iri.startswith(f"{base}genid/"):
        return False
    if any(name.startswith(GX) for name in properties):
        return False
    return _classes().isdisjoint(classes_of(iri))


@cache
def _classes() -> frozenset[str]:
    return frozenset(term.iri for term in vocabulary().classes.values())


@cache
def _properties() -> frozenset[str]:
    return frozenset(term.iri for term in vocabulary().properties.values())


@cache
def _declared() -> frozenset[str]:
    """All IRIs of our namespace that the ontology declares: terms, values of lists, and schemes."""
    found = set(_classes() | _properties())
    for name in MODULES:
        for quad in ox.parse(read_module(name), ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(GX):
                found.add(quad.subject.value)
    return frozenset(found)


def count_foreign(quads: Iterable[ox.Quad]) -> Counter[str]:
    """Count the uses of foreign properties and classes, by IRI."""
    known, classes = _properties(), _classes()
    found: Counter[str] = Counter()
    for quad in quads:
        predicate = quad.predicate.value
        if predicate not in known:
            found[predicate] += 1
        elif predicate == RDF_TYPE_IRI:
            value = quad.object.value if isinstance(quad.object, ox.NamedNode) else str(quad.object)
            if value not in classes:
                found[value] += 1
    return found


def foreign_terms(
    quads: Iterable[ox.Quad], origins: Mapping[str, str] | None = None, file: str = ""
) -> list[Problem]:
    """Return a problem for each foreign term, most used first, without misspelt terms.

    ``file`` is the place to report if ``origins`` has none for the first node that uses the term.
    """
    kept = list(quads)
    counted = {iri: n for iri, n in count_foreign(kept).items() if not _LIKE_OURS.fullmatch(iri)}
    first = _first_uses(kept, counted)
    problems = []
    for iri, number in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        name, line = split_place((origins or {}).get(first.get(iri, ""), file))
        zh = f"本体中没有术语 {iri}（用了 {number} 次）；"
        en = f"The ontology has no term {iri} (used {number} times); use one of its terms, "
        zh, en = zh + "请改用本体的术语，或加 --keep-foreign 保留。", en + "or add --keep-foreign."
        problems.append(Problem(name, line, "", iri, zh, en))
    return problems


def misspelt_terms(
    quads: Iterable[ox.Quad], origins: Mapping[str, str] | None = None
) -> list[Problem]:
    """Return a problem for each undeclared IRI in our namespace or in a misspelt form of it."""
    kept = list(quads)
    found = dict.fromkeys(iri for iri in count_foreign(kept) if _LIKE_OURS.fullmatch(iri))
    found |= dict.fromkeys(
        iri for iri in set(map(_object_iri, kept)) if iri.startswith(GX) and iri not in _declared()
    )
    if not found:
        return []
    first = _first_uses(kept, found)
    properties = {quad.predicate.value for quad in kept}
    words = vocabulary()
    problems = []
    for iri in sorted(found):
        local = _local_name(iri)
        names = words.properties if iri in properties else {**words.classes, **words.properties}
        zh, en = did_you_mean(local, [name for name in names if ":" not in name])
        if local in names:
            zh, en = f"是否想写 {GX}{local}？", f" Did you mean {GX}{local}?"
        name, line = split_place((origins or {}).get(first.get(iri, ""), ""))
        problems.append(
            Problem(
                name,
                line,
                local,
                iri,
                f"本体中没有 {iri}；请改正。{zh}",
                f"The ontology has no {iri}; correct it.{en}",
            )
        )
    return problems


def foreign_nodes(quads: Iterable[ox.Quad], origins: Mapping[str, str], base: str) -> list[Problem]:
    """Return a problem for each foreign node, in the order of ``quads``.

    Their classes are those in ``quads``.  A node that uses a foreign term is left out, because
    :func:`foreign_terms` reports it.
    """
    properties: dict[str, set[str]] = defaultdict(set)
    classes: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            properties[quad.subject.value].add(quad.predicate.value)
            if quad.predicate.value == RDF_TYPE_IRI and isinstance(quad.object, ox.NamedNode):
                classes[quad.subject.value].add(quad.object.value)
    problems = []
    for iri, used in properties.items():
        if is_foreign(iri, used, lambda node: classes[node], base):
            name, line = split_place(origins.get(iri, ""))
            problems.append(
                Problem(
                    name,
                    line,
                    "",
                    iri,
                    f"{iri} 不属于本体的任何类；请写明它的类，或加 --keep-foreign 保留。",
                    f"{iri} is of no class of the ontology; state its class, or add "
                    "--keep-foreign.",
                )
            )
    return problems


def _object_iri(quad: ox.Quad) -> str:
    """The IRI of an object, or of its datatype."""
    term = quad.object
    if isinstance(term, ox.Literal):
        return term.datatype.value
    return term.value if isinstance(term, ox.NamedNode) else ""


def _local_name(iri: str) -> str:
    match = _LIKE_OURS.fullmatch(iri)
    return match[1] if match else iri.removeprefix(GX)


def _first_uses(quads: Iterable[ox.Quad], terms: Collection[str]) -> dict[str, str]:
    """For each of ``terms``, the first subject that uses it as a predicate or an object."""
    first: dict[str, str] = {}
    for quad in quads if terms else ():
        if isinstance(quad.subject, ox.NamedNode):
            for iri in (quad.predicate.value, _object_iri(quad)):
                if iri in terms:
                    first.setdefault(iri, quad.subject.value)
    return first
