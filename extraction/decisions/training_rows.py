"""What a person settled, as training data: rows as in ``labels/`` (docs/annotation.md).

Names and evidence are spans of the text, which is told by its hash, so that rows can be handed on
without the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from gaoxin.extraction.decisions.review import Review
from gaoxin.extraction.decisions.stated_fact import CELLS

LABEL_COLUMNS = (
    *("text", "reader", *CELLS, "evidence"),
    *("sha256", "characters", "verdict", "complete"),
)
"""The columns of labels, then: the hash and the length of the text, ``right`` or ``wrong``, and
whether every fact that was proposed is settled (``yes``), so that what is missing is not said.
"""
_READER = "review"


def label_rows(review: Review) -> Iterator[dict[str, str]]:
    """The facts that a person decided about, in the order of the text.

    What the program was sure of and nobody looked at is left out, or it would learn from itself.
    """
    text = review.article.text
    whole = {
        "text": review.article.key,
        "reader": _READER,
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "characters": str(len(text)),
        "complete": "no" if review.counts["waiting"] else "yes",
    }
    for fact in review.facts:
        if fact.state in ("waiting", "sure"):
            continue
        told = fact.fact
        near = told.evidence.start
        yield (
            whole
            | told.cells()
            | {
                "subject": _span(told.subject, text, near),
                "object": _span(told.object, text, near),
                "evidence": f"{near}-{told.evidence.end}",
                "verdict": "wrong" if fact.state == "rejected" else "right",
            }
        )


def _span(name: str, text: str, near: int) -> str:
    """Where the name stands nearest to a place; ``=name`` if the text does not have it."""
    if not name:
        return ""
    before = text.rfind(name, 0, near + len(name))
    after = text.find(name, near)
    places = [place for place in (before, after) if place >= 0]
    if not places:
        return f"={name}"
    best = min(places, key=lambda place: abs(place - near))
    return f"{best}-{best + len(name)}"
