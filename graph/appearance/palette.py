"""Colours and shapes of the classes and the kinds of lines.

The ontology says how members of a class are drawn (``gx:colour``, ``gx:shape``, ``gx:size``); a
class without a look has that of its superclass.  Every colour has a contrast of 3:1 or more with
white (WCAG 2.2, 1.4.11), and a shape tells families of classes apart where colour does not: places,
knowledge, actors, undertakings, texts.
"""

from __future__ import annotations

from gaoxin.ontology.terms import Look, vocabulary

OTHER = Look("#78716c", "dot", 8)

# Kind of line, strongest first: its dash pattern in pixels, or False for a solid line.  Its colour
# is the token of the same name.
DASHES: dict[str, list[int] | bool] = {
    "stated": False,
    "planned": [9, 5],
    "historical": [14, 4, 3, 4],
    "inferred": [2, 4],
}


def look(cls: str) -> Look:
    """Colour, shape and size (in pixels) of a class; :data:`OTHER` where the ontology has none."""
    term = vocabulary().classes.get(cls)
    return (term.look if term else None) or OTHER


def line_kind(status: str, *, inferred: bool) -> str:
    """Which of :data:`DASHES` a relation is drawn with."""
    if inferred:
        return "inferred"
    if status in ("planned", "target"):
        return "planned"
    return "historical" if status == "historical" else "stated"
