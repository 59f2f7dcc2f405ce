"""``/chain``: an industry as a chain across zones, as ``gaoxin chain`` tells it."""

from __future__ import annotations

from typing import Any

from gaoxin.graph.comparison.industry_chain import (
    ChainPart,
    ChainRow,
    chain_sentence,
    industry_chain,
    industry_named,
)
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.told_items import HELD, ToldItem
from gaoxin.graph.portrait.known_facts import state_word
from gaoxin.service.lookups.links import link_of
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.pagination import paged
from gaoxin.service.lookups.source_list import SourceList
from gaoxin.service.lookups.things_asked import told_thing

_MOST_COLUMNS = 12


def chain(asked: LookupRequest) -> dict[str, Any]:
    """The parts of the chain of the industry ``name``, and its zones, each with a cell for a part.

    Without a name, which is how the page is first opened, there is no chain yet.  ``columns`` are
    the parts of which the cells of ``rows`` speak: the first ones.

    Raises:
        UnresolvedName, AmbiguousName: the name means nothing, or several things.
        BadParameter: it means no industry.
    """
    sources = SourceList(asked.generation)
    body: dict[str, Any] = {"industry": None, "summary": "", "parts": [], "columns": 0}
    if not asked.text("name"):
        nothing: list[ChainRow] = []
        rows, page = paged(asked, nothing)
        return body | {"rows": rows} | page | {"sources": []}
    reader = Reader(asked.generation)
    found = industry_chain(asked.generation, industry_named(asked.generation, asked.text("name")))
    columns = min(_MOST_COLUMNS, len(found.parts))
    shown = [row for row in found.rows if any(row.cells[:columns])]
    rows, page = paged(asked, shown)
    told = [
        {
            "zone": told_thing(asked, row.iri, reader),
            "cells": [None if c is None else _item(asked, sources, c) for c in row.cells[:columns]],
        }
        for row in rows
    ]
    body = {
        "industry": told_thing(asked, found.iri, reader),
        "summary": chain_sentence(found),
        "parts": [_part(asked, sources, reader, part) for part in found.parts],
        "columns": columns,
    }
    return body | {"rows": told} | page | {"sources": sources.listed()}


def _part(
    asked: LookupRequest, sources: SourceList, reader: Reader, part: ChainPart
) -> dict[str, Any]:
    return {
        "industry": told_thing(asked, part.iris[0], reader),
        "leading": len(part.leading),
        "held": len(part.held),
        "planned": len(part.planned),
        "enterprises": [_item(asked, sources, item) for item in part.enterprises],
    }


def _item(asked: LookupRequest, sources: SourceList, item: ToldItem) -> dict[str, Any]:
    return {
        "name": item.name,
        "link": link_of(asked.generation, item.iri),
        "state": item.state,
        "state_word": "" if item.state == HELD else state_word(item),
        "leading": item.leading,
        "sources": sources.marks(item.sources),
    }
