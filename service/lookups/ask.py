"""``/ask``: a question in a person's words, answered as ``gaoxin ask`` does."""

from __future__ import annotations

from typing import Any

from gaoxin.answers.answering import ask as answer_question
from gaoxin.answers.replies import Reply
from gaoxin.answers.reply_words import row_words
from gaoxin.graph.facts.grades import grade_word
from gaoxin.graph.facts.period_words import period_words
from gaoxin.queries.catalogue import catalogue
from gaoxin.service.lookups.links import link_of, path_with, thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.things_asked import basis_of


def ask(asked: LookupRequest) -> dict[str, Any]:
    """The answer to ``q``: rows, how it was understood, what ran, sources, other readings.

    ``answered`` is false if there is no answer; ``reason`` then says why, and ``alternatives`` are
    what the graph knows that is near, or, if the question is ``doubtful``, its readings.  Without
    a question, which is how the page is first opened, there is no row and no reason.
    """
    text = asked.text("q").strip()
    reply = Reply(False)
    if text:
        year = asked.number("as_of") or None
        reply = answer_question(asked.generation, text, year, asked.text("grade"))
    return {
        "q": text,
        "answered": reply.ok,
        "rows": [_row(asked, row) for row in reply.rows],
        "truncated": reply.truncated,
        "reason": reply.reason,
        "compared": reply.compared,
        "doubtful": reply.is_doubtful,
        "understood": reply.understood,
        "query": _query(reply),
        "sparql": reply.sparql,
        "cypher": reply.cypher,
        "alternatives": [
            {
                "number": each["number"],
                "understood": each["understood"],
                "answer": each["answer"],
                "unit": each["unit"],
                "text": row_words(each),
            }
            for each in reply.alternatives
        ],
        "basis": basis_of(asked),
        "sources": [_source(number, each) for number, each in enumerate(reply.sources, 1)],
    }


def _row(asked: LookupRequest, row: dict[str, Any]) -> dict[str, Any]:
    """A row with its answer in words (``text``), and a link if it is a thing."""
    iri = str(row.get("iri") or "")
    return {
        "text": row_words(row),
        "iri": iri,
        "link": link_of(asked.generation, iri),
        "answer": row["answer"],
        "also": row["also"],
        "unit": row["unit"],
        "comparator": row.get("comparator", ""),
        "about": row.get("about", ""),
        "value": row.get("value", ""),
        "time": row.get("time", ""),
        "status": row.get("status", ""),
        "qualifier": row.get("qualifier", ""),
        "verdict": row.get("verdict", ""),
    }


def _query(reply: Reply) -> dict[str, Any] | None:
    """The saved query that gives the answer, if there is one."""
    if not reply.query:
        return None
    return {
        "name": reply.query,
        "title": catalogue().get(reply.query).title,
        "parameters": reply.parameters,
        "link": path_with(f"/queries/{reply.query}", list(reply.parameters.items())),
        "command": catalogue().get(reply.query).command(reply.parameters),
    }


def _source(number: int, source: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": number,
        "key": source["key"],
        "link": thing_link(f"source/{source['key']}"),
        "title": source["title"] or source["key"],
        "date": source["date"],
        "when": period_words(source["date"]) if source["date"] else "",
        "publisher": source["publisher"],
        "grade": source["grade"],
        "grade_word": grade_word(source["grade"]),
    }
