"""All lookups by name.  The name is also that of the page's template, and of the route."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gaoxin.service.lookups.api import api
from gaoxin.service.lookups.article import article
from gaoxin.service.lookups.article_decide import decide
from gaoxin.service.lookups.article_load import article_load
from gaoxin.service.lookups.articles import articles
from gaoxin.service.lookups.ask import ask
from gaoxin.service.lookups.chain import chain
from gaoxin.service.lookups.changes import changes
from gaoxin.service.lookups.changes_feed import FEED, feed
from gaoxin.service.lookups.check import check
from gaoxin.service.lookups.cite import BIBTEX, bibtex, cite
from gaoxin.service.lookups.compare import compare, compared_rows
from gaoxin.service.lookups.fact import fact
from gaoxin.service.lookups.find import find
from gaoxin.service.lookups.help_page import help_page
from gaoxin.service.lookups.home import home
from gaoxin.service.lookups.judged import conflicts, coverage, targets
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.named_thing import named_thing
from gaoxin.service.lookups.neighbors import neighbors
from gaoxin.service.lookups.path import path
from gaoxin.service.lookups.queries import queries
from gaoxin.service.lookups.rdf_forms import RDF_FORMS
from gaoxin.service.lookups.read_properties import extend, propose
from gaoxin.service.lookups.reconcile import manifest, match_names, preview, suggest
from gaoxin.service.lookups.row_tables import CSV_KIND, FILES, WORKBOOK, files_of
from gaoxin.service.lookups.saved_query import as_csv, as_workbook, saved_query
from gaoxin.service.lookups.search import search
from gaoxin.service.lookups.source_facts_list import source_facts
from gaoxin.service.lookups.sources import sources
from gaoxin.service.lookups.sparql_editor import sparql_editor
from gaoxin.service.lookups.thing import thing
from gaoxin.service.lookups.things import things
from gaoxin.service.lookups.timeline import dated_rows, timeline
from gaoxin.service.lookups.view import PAGE, view, view_page
from gaoxin.service.lookups.written_form import WrittenForm

Document = dict[str, Any]
"""The answer of a lookup as JSON values; the page shows the same document."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """One kind of request.

    ``find`` makes the document.  ``forms`` are forms other than JSON and HTML, by their short name:
    the media type and the function that writes the form.  ``direct`` are forms that are made
    without the document.  ``reads_facts`` is true if the parameter ``q`` is a question, which is
    answered from the file of facts; ``reads_lists`` if the lookup reads the file of lists.  The
    front waits for these files before it asks a worker.
    """

    find: Callable[[LookupRequest], Document]
    forms: Mapping[str, tuple[str, Callable[[LookupRequest, Document], bytes | WrittenForm]]] = (
        field(default_factory=dict)
    )
    direct: Mapping[str, tuple[str, Callable[[LookupRequest], bytes | WrittenForm]]] = field(
        default_factory=dict
    )
    has_page: bool = True
    reads_facts: bool = False
    reads_lists: bool = False

    @property
    def offered(self) -> tuple[str, ...]:
        """All forms."""
        return (*(["html"] if self.has_page else []), "json", *self.forms, *self.direct)


LOOKUPS: dict[str, Lookup] = {
    "api": Lookup(api),
    "article": Lookup(article),
    "article_decide": Lookup(decide, has_page=False),
    "article_load": Lookup(article_load, has_page=False),
    "articles": Lookup(articles),
    "check": Lookup(check, reads_facts=True),
    "find": Lookup(find),
    "help_page": Lookup(help_page),
    "home": Lookup(home),
    "search": Lookup(search),
    "thing": Lookup(thing, direct=RDF_FORMS),
    "fact": Lookup(fact, direct=RDF_FORMS),
    "named_thing": Lookup(named_thing),
    "neighbors": Lookup(neighbors),
    "cite": Lookup(cite, {"bibtex": (BIBTEX, bibtex)}),
    "path": Lookup(path),
    "compare": Lookup(compare, direct=files_of(compared_rows)),
    "chain": Lookup(chain),
    "timeline": Lookup(timeline, direct=files_of(dated_rows)),
    "view": Lookup(view, direct={"html": (PAGE, view_page)}),
    "ask": Lookup(ask, reads_facts=True),
    "queries": Lookup(queries, reads_facts=True),
    "sparql_editor": Lookup(sparql_editor),
    "things": Lookup(things, FILES, reads_lists=True),
    "reconcile": Lookup(manifest),
    "reconcile_names": Lookup(match_names, has_page=False),
    "reconcile_extend": Lookup(extend, has_page=False),
    "reconcile_properties": Lookup(propose, has_page=False),
    "reconcile_suggest": Lookup(suggest, has_page=False),
    "reconcile_preview": Lookup(preview),
    "saved_query": Lookup(
        saved_query,
        direct={
            "csv": (CSV_KIND, as_csv),
            "xlsx": (WORKBOOK, as_workbook),
        },
    ),
    "changes": Lookup(changes, FILES, direct={"atom": (FEED, feed)}),
    "targets": Lookup(targets, FILES),
    "conflicts": Lookup(conflicts, FILES),
    "coverage": Lookup(coverage, FILES),
    "sources": Lookup(sources, FILES),
    "source_facts": Lookup(source_facts, FILES),
}
