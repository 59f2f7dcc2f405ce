"""What the page of a thing says about its facts as a whole: verdicts on promises, and grades."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from gaoxin.graph.audit.targets import promises_of
from gaoxin.graph.citing.citations import thing_reference
from gaoxin.graph.facts.grades import grade_word, grades
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.sections import is_counted
from gaoxin.graph.lookup.told_items import PLANNED
from gaoxin.graph.portrait.portrait import Part, Portrait
from gaoxin.graph.wording.code_words import word
from gaoxin.neo4j.browser import browser_page, with_query
from gaoxin.service.lookups.lookup_request import LookupRequest


def verdicts(asked: LookupRequest, iri: str) -> dict[str, dict[str, str]]:
    """For each promise of the thing, by IRI: ``verdict`` (a code), ``verdict_word``, and ``why`` in
    words where the sources do not decide it.
    """
    rows = promises_of(Reader(asked.generation), asked.day, subjects=[iri])
    return {
        str(row["iri"]): {
            "verdict": str(row["verdict"]),
            "verdict_word": word("verdict", str(row["verdict"])),
            "why": word("why", str(row["why"])) if row["why"] else "",
        }
        for row in rows
    }


def reliability(read: Portrait) -> dict[str, Any]:
    """How many facts hold and are only planned, and how many have which grade at best.

    ``grades`` has only grades that occur, strongest first: ``grade``, ``word`` and ``count``.
    """
    entries = [entry for part in _counted(read.parts) for entry in part.entries]
    best = Counter(entry.sources[0].grade for entry in entries if entry.sources)
    planned = sum(entry.state == PLANNED for entry in entries)
    return {
        "held": len(entries) - planned,
        "planned": planned,
        "grades": [
            {"grade": grade, "word": grade_word(grade), "count": best[grade]}
            for grade in grades()
            if best[grade]
        ],
    }


def browser_link(asked: LookupRequest, iri: str) -> str:
    """The address that shows the thing in Neo4j Browser; ``""`` if that is not known."""
    page = browser_page(asked.settings)
    if page is None:
        return ""
    written = iri.replace("\\", "\\\\").replace("'", "\\'")
    query = (
        f"MATCH (x:Resource {{uri: '{written}'}})-[r]-(y)\n"
        "WHERE NOT y:Statement AND NOT y:StatementGraph\nRETURN x, r, y LIMIT 60"
    )
    return with_query(page, query)


def citation(asked: LookupRequest, read: Portrait) -> str:
    """How the page is cited, by GB/T 7714-2015."""
    return thing_reference(asked.generation, read.iri, read.name, asked.day).gbt


def _counted(parts: Iterable[Part]) -> list[Part]:
    return [part for part in parts if is_counted(part.section.key)]
