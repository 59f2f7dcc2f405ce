"""The style sheet of Neo4j Browser (``.grass``): colour, size and caption of each class.

Colours and sizes are those of the ontology, as in the project's own pages.  The Browser applies
every rule whose label a node has, and later rules win, so a class comes after its superclasses.
Its parser drops a value that contains ``:`` or ``;``, and knows no comments.

The Browser lists every label beside a picture.  Those that say nothing to the reader (the mirror's
own, and upper classes without a look) are pale, so that they do not look like classes.
"""

from __future__ import annotations

from gaoxin.graph.appearance.design_tokens import tokens
from gaoxin.graph.appearance.palette import OTHER, look
from gaoxin.graph.mirror.mapping.term_names import (
    CAPTION,
    MIRRORED,
    RESOURCE,
    Neo4jNames,
    current_names,
)
from gaoxin.language import language
from gaoxin.ontology.terms import ClassTerm, Look, vocabulary

_PIXELS = 7
"""Diameter in the Browser for each pixel of ``gx:size``: its captions stand inside the nodes."""
_LIGHT = tokens()
StyleRule = tuple[str, dict[str, str]]


def style_sheet() -> str:
    """The text of the style sheet; relations are captioned in the language of the output."""
    return "".join(_written(selector, values) for selector, values in rules(current_names()))


def rules(names: Neo4jNames) -> list[StyleRule]:
    """All rules in their order: the general ones, classes below their superclasses, relations."""
    terms = vocabulary()
    labelled = [term for term in terms.classes.values() if term.label]
    labelled.sort(key=lambda term: len(term.parents))
    out: list[StyleRule] = [
        ("node", _node(OTHER, "{uri}")),
        (
            "relationship",
            {
                "color": _LIGHT["stated"],
                "shaft-width": "1px",
                "font-size": "9px",
                "padding": "3px",
                "text-color-external": _LIGHT["ink"],
                "text-color-internal": "#FFFFFF",
                "caption": "<type>",
            },
        ),
        *((f"node.{label}", _pale("{uri}")) for label in (RESOURCE, MIRRORED)),
    ]
    for term in labelled:
        drawn = _pale(_caption(term)) if is_pale(term) else _node(look(term.name), _caption(term))
        out.append((f"node.{term.label}", drawn))
    if language() == "zh":
        for relation in terms.properties.values():
            if relation.iri in names.relationships:
                kind = names.relationships[relation.iri]
                out.append((f"relationship.{kind}", {"caption": _plain(relation.label_zh)}))
    return out


def _caption(term: ClassTerm) -> str:
    """Which property of its nodes the Browser shows."""
    if term.nary or term.predicate:
        return f"{{{CAPTION}}}"
    return "{dataset}" if term.name == "StatementGraph" else "{name}"


def _node(drawn: Look, caption: str) -> dict[str, str]:
    return {
        "diameter": f"{drawn.size * _PIXELS}px",
        "color": drawn.colour,
        "border-color": _darker(drawn.colour),
        "border-width": "2px",
        "text-color-internal": "#FFFFFF",
        "font-size": "10px",
        "caption": caption,
    }


def is_pale(term: ClassTerm) -> bool:
    """Whether the ontology gives neither the class nor a class above it a look."""
    return term.abstract and look(term.name) == OTHER


def _pale(caption: str) -> dict[str, str]:
    quiet = {"color": _LIGHT["ground"], "border-color": _LIGHT["edge"]}
    return _node(OTHER, caption) | quiet | {"text-color-internal": _LIGHT["soft"]}


def _darker(colour: str) -> str:
    """The colour at seven tenths of its brightness."""
    parts = (int(colour[i : i + 2], 16) * 7 // 10 for i in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _plain(text: str) -> str:
    """A text without the characters that would end a value."""
    return text.translate(str.maketrans("", "", ":;{}'\""))


def _written(selector: str, values: dict[str, str]) -> str:
    lines = (
        f'  {key}: "{value}";\n' if key == "caption" else f"  {key}: {value};\n"
        for key, value in values.items()
    )
    return f"{selector} {{\n{''.join(lines)}}}\n"


def colour_of(term: ClassTerm) -> str:
    """The colour of a class in the Browser."""
    return _LIGHT["ground"] if is_pale(term) else look(term.name).colour
