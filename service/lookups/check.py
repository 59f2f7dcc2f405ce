"""``/check``: a sentence or a number compared with the graph, as ``gaoxin check`` does."""

from __future__ import annotations

from typing import Any

from gaoxin.answers.claims.checking import check as check_text
from gaoxin.answers.claims.checking import rows
from gaoxin.answers.fact_file import open_facts
from gaoxin.graph.wording.code_words import word
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest


def check(asked: LookupRequest) -> dict[str, Any]:
    """The claims of the text ``q``.

    Each has ``claim`` (as written), ``verdict`` (``agrees``, ``contradicts`` or ``unknown``),
    ``verdict_word``, ``reason``, and ``facts``: those that decide it or, if it is unknown, the
    nearest, each with ``fact`` (in words), ``subject`` and ``sources``.
    """
    text = asked.text("q")
    file = open_facts(asked.generation)
    claims: dict[int, dict[str, Any]] = {}
    for row in rows(file, check_text(file, text)):
        claim = claims.setdefault(
            row["number"],
            {
                "claim": row["claim"],
                "verdict": row["verdict"],
                "verdict_word": word("verdict", row["verdict"]),
                "reason": row["reason"],
                "facts": [],
            },
        )
        if row["fact"]:
            sources = [s | {"link": thing_link(f"source/{s['key']}")} for s in row["sources"]]
            told = {"fact": row["fact"], "subject": row["subject"], "sources": sources}
            claim["facts"].append(told)
    return {"q": text, "claims": list(claims.values())}
