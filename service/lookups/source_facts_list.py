"""``/sources/{key}``: everything that a source says."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from gaoxin.errors import UnresolvedName
from gaoxin.graph.facts.reader import SourceRef
from gaoxin.graph.lookup.thing import class_labels_of
from gaoxin.graph.store.patch import Patch
from gaoxin.language import say
from gaoxin.model import Answer
from gaoxin.service.lookups.facets import RowFacet, chosen_in, rows_by_facets
from gaoxin.service.lookups.kept import kept_answer
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.row_tables import headed, page_of_rows
from gaoxin.service.lookups.source_list import SourceList
from gaoxin.service.lookups.things_asked import told_thing
from gaoxin.service.lookups.told_rows import FACT_COLUMNS, told_facts

MOST_QUADS = 300_000
"""Of a source that says more, the first quads are told."""


def source_facts(asked: LookupRequest) -> dict[str, Any]:
    """Every fact that the source states, a row for each, with its place in the source.

    Other sources of the same fact are not told here; the page of the subject has them.

    Raises:
        UnresolvedName: there is no such source.
    """
    key = asked.text("key")
    graphs = asked.generation.manifest.graphs_of_source(key)
    if not graphs:
        raise UnresolvedName(
            f"没有来源「{key}」；全部来源见 /sources。",
            f"There is no source {key!r}; /sources lists all.",
            key=key,
        )
    answer = kept_answer(asked, ("source", key), lambda: _said(asked, graphs))
    facets = [
        RowFacet(
            "subject_class",
            say("类", "class"),
            lambda row: [row["subject_class"]],
            lambda name: say(*class_labels_of(name)),
        ),
        RowFacet("relation", say("关系", "relation"), lambda row: [row["relation"]]),
    ]
    rows, told = rows_by_facets(asked, answer.rows, facets)
    page = page_of_rows(asked, [dict(row) for row in rows])
    sources = SourceList(asked.generation)
    for row in page["rows"]:
        row["marks"] = sources.marks(SourceRef(*one) for one in row.pop("refs"))
    return {
        "about": told_thing(asked, asked.generation.minter.source(key).value),
        "columns": headed(FACT_COLUMNS),
        **page,
        "all": len(answer.rows),
        "truncated": answer.truncated,
        "notes": list(answer.notes),
        "facets": told,
        "chosen": chosen_in(told),
        "sources": sources.listed(),
    }


def _said(asked: LookupRequest, graphs: list[str]) -> Answer:
    quads: set[ox.Quad] = set()
    for graph in graphs:
        for quad in asked.generation.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            if len(quads) >= MOST_QUADS:
                break
            quads.add(quad)
    answer = told_facts(asked, Patch(added=quads))
    if len(quads) >= MOST_QUADS:
        answer.truncated = True
        answer.notes.append(
            say(
                "这个来源的事实太多，只列出一部分；gaoxin export --source 写出全部。",
                "This source says too much, so only a part is listed; gaoxin export --source "
                "writes all of it.",
            )
        )
    return answer
