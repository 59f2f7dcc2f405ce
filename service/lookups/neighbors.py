"""``/things/{kind}/{key}/neighbors``: what is directly related, as ``gaoxin neighbors`` tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.asked_source import told_by_none
from gaoxin.graph.lookup.cut_relations import TOLD, cut_notes
from gaoxin.graph.lookup.relation_words import relation_heading
from gaoxin.graph.lookup.thing import any_fact, neighbours
from gaoxin.graph.wording.code_words import word
from gaoxin.service.lookups.links import changed
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.pagination import paged
from gaoxin.service.lookups.source_list import SourceList
from gaoxin.service.lookups.things_asked import basis_of, facts_wanted, thing_in_path, told_thing

_ALL = 1_000_000_000


def neighbors(asked: LookupRequest) -> dict[str, Any]:
    """The related things, one row for each relation to each of them; ``relation`` (a list) and
    ``direction`` (``out`` or ``in``) choose among them.

    ``relations`` counts the rows of each relation and direction, whatever is chosen; ``whole`` is
    the address without a choice.

    Raises:
        UnresolvedName: there is no such thing or source.
        UnknownTerm: there is no such relation.
    """
    found = thing_in_path(asked)
    wanted = facts_wanted(asked, found.iri)
    limited = wanted.source or wanted.year or wanted.then or wanted.grade
    keeps = wanted.keeps if limited else any_fact
    answer, cut = neighbours(asked.generation, found.iri, limit=_ALL, keeps=keeps, most=TOLD)
    sources, reader = SourceList(asked.generation), Reader(asked.generation)
    notes = cut_notes(reader, found.iri, cut, TOLD)
    if wanted.source:
        notes += told_by_none(asked.generation, found.iri, wanted.source)
    named = asked.texts("relation")
    relations = {term.name for term in reader.chosen_relations(named or None).values()}
    directed = asked.text("direction")
    rows, page = paged(
        asked,
        [
            row
            for row in answer.rows
            if row["predicate"] in relations and directed in ("", row["direction"])
        ],
    )
    told = [_row(asked, reader, sources, row) for row in rows]
    return {
        "thing": told_thing(asked, found.iri, reader),
        "basis": basis_of(asked),
        "rows": told,
        "relations": [
            counted
            | {
                "chosen": bool(named or directed)
                and counted["relation"] in relations
                and directed in ("", counted["direction"])
            }
            for counted in _relations(asked, answer.rows)
        ],
        "whole": changed(asked.address, relation="", direction="", offset=""),
        **page,
        "notes": notes,
        "sources": sources.listed(),
    }


def _row(
    asked: LookupRequest, reader: Reader, sources: SourceList, row: Mapping[str, Any]
) -> dict[str, Any]:
    return told_thing(asked, row["iri"], reader) | {
        "relation": row["predicate"],
        "direction": row["direction"],
        "label": relation_heading(row["predicate"], out=row["direction"] == "out"),
        "status": row["status"],
        "status_word": word("status", row["status"]) if row["status"] else "",
        "time": row["time"],
        "when": period_words(row["time"]) if row["time"] else "",
        "remark": remark_words(row["qualifier"]),
        "inferred": row["inferred"],
        "sources": sources.marks_of_row(row),
    }


def _relations(asked: LookupRequest, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How many rows each relation has in each direction, the most first."""
    counts = Counter((row["predicate"], row["direction"]) for row in rows)
    return [
        {
            "relation": relation,
            "direction": direction,
            "label": relation_heading(relation, out=direction == "out"),
            "count": count,
            "link": changed(asked.address, relation=relation, direction=direction, offset=""),
        }
        for (relation, direction), count in counts.most_common()
    ]
