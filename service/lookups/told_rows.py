"""Facts in words as rows of a list, with the links and classes of the things in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gaoxin.graph.audit.told_changes import Changes, tells_class
from gaoxin.graph.facts.finding import Finding
from gaoxin.graph.facts.reader import Reader, SourceRef, text_of
from gaoxin.graph.store.patch import Patch
from gaoxin.language import say
from gaoxin.model import Answer
from gaoxin.ontology.main_class import main_class
from gaoxin.ontology.rdf_terms import RDF_TYPE
from gaoxin.service.lookups.links import link_of
from gaoxin.service.lookups.lookup_request import LookupRequest

FACT_COLUMNS = ["subject", "relation", "value", "remark", "source", "subject_iri"]
CHANGE_COLUMNS = ["change", *FACT_COLUMNS[:4], "earlier", *FACT_COLUMNS[4:]]


def told_changes(asked: LookupRequest, patch: Patch) -> Answer:
    """What came, went and changed by a patch: a row for each fact."""
    words = _Words(asked, patch)
    rows = [
        {
            "change": change.kind,
            **words.row(change.fact),
            "earlier": words.value(change.earlier) if change.earlier else "",
        }
        for change in words.changes.told()
    ]
    return Answer(CHANGE_COLUMNS, rows)


def told_facts(asked: LookupRequest, patch: Patch) -> Answer:
    """The facts of the added quads of ``patch``: a row for each, sorted by subject, and those that
    only tell a class at the end.
    """
    words = _Words(asked, patch)
    facts = sorted(words.changes.added, key=tells_class)
    return Answer(FACT_COLUMNS, [words.row(fact) for fact in facts])


class _Words:
    """Words, links and classes for the facts of one patch."""

    def __init__(self, asked: LookupRequest, patch: Patch) -> None:
        self._asked, self._reader = asked, Reader(asked.generation)
        self.changes = Changes(asked.generation, patch)
        self._gone: dict[str, set[str]] = {}
        for quad in patch.removed:
            if quad.predicate == RDF_TYPE:
                classes = self._gone.setdefault(text_of(quad.subject), set())
                classes.add(text_of(quad.object))

    def row(self, fact: Finding) -> dict[str, Any]:
        """``refs`` are the parts of the sources, for marks."""
        subject, relation, value = self.changes.parts(fact)
        generation = self._asked.generation
        is_thing = fact.object.startswith(generation.minter.base)
        return {
            "subject": subject,
            "relation": relation,
            "value": value,
            "remark": say("，", ", ").join(self.changes.asides(fact)),
            "source": [source.key for source in fact.sources],
            "subject_iri": fact.subject,
            "subject_link": link_of(generation, fact.subject),
            "subject_class": self._class_of(fact.subject),
            "value_iri": fact.object if is_thing else "",
            "value_link": link_of(generation, fact.object) if is_thing else "",
            "value_class": self._class_of(fact.object) if is_thing else "",
            "refs": source_parts(fact.sources),
        }

    def value(self, fact: Finding) -> str:
        """The value with its remarks, as one text."""
        joint = say("，", ", ")
        return joint.join([self.changes.parts(fact)[2], *self.changes.asides(fact)])

    def _class_of(self, iri: str) -> str:
        """The class of a thing, also if the patch removed it."""
        if known := self._reader.entry(iri).cls:
            return known
        term = main_class(self._gone.get(iri, set()))
        return term.name if term else ""


def source_parts(sources: Iterable[SourceRef]) -> list[tuple[str, ...]]:
    """The sources as plain values, which can be kept and read again as :class:`SourceRef`."""
    return [(s.key, s.title, s.date, s.grade, s.publisher, s.locator) for s in sources]
