"""``/sources``: every source that states a fact."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from gaoxin.graph.facts.grades import grade_word, grades
from gaoxin.language import say
from gaoxin.ontology.literals_in_words import literal_words
from gaoxin.service.lookups.facets import RowFacet, chosen_in, rows_by_facets, year_facet
from gaoxin.service.lookups.kept import kept_answer
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.row_tables import headed, page_of_rows
from gaoxin.service.lookups.surveys import survey


def sources(asked: LookupRequest) -> dict[str, Any]:
    """The sources with what is known of them, as ``gaoxin sources`` gives them.

    ``link`` leads to the page of a source, ``says`` to everything that it says.
    """
    answer = kept_answer(asked, "sources", lambda: survey(asked.generation, "sources"))
    facets = [
        RowFacet(
            "grade",
            say("可信度", "grade"),
            lambda row: [str(row["confidence"])],
            lambda value: grade_word(value) or say("未评级", "not graded"),
            grades(),
        ),
        RowFacet(
            "kind",
            say("种类", "kind"),
            lambda row: [str(row["kind"])],
            lambda value: literal_words("sourceKind", value),
        ),
        year_facet(lambda row: str(row["date"])[:4]),
    ]
    rows, told = rows_by_facets(asked, answer.rows, facets)
    body = page_of_rows(asked, [dict(row) for row in rows])
    for row in body["rows"]:
        row["link"] = thing_link(f"source/{row['source']}")
        row["says"] = "/sources/" + quote(row["source"], safe="")
    return {
        "columns": headed(answer.columns),
        **body,
        "all": len(answer.rows),
        "facets": told,
        "chosen": chosen_in(told),
    }
