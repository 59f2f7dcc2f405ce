"""Colours and shapes of the classes and the kinds of lines.

Every colour has a contrast of 3:1 or more with white (WCAG 2.2, 1.4.11), and shapes distinguish
families of classes for readers who cannot use colour: places, knowledge, actors, undertakings,
texts.
"""

from __future__ import annotations

# Class: (fill colour, vis-network shape, size in pixels), in the order of the legend.
CLASSES: dict[str, tuple[str, str, int]] = {
    "NationalZone": ("#1d4ed8", "dot", 13),
    "Zone": ("#3b82f6", "dot", 11),
    "DemonstrationZone": ("#1e3a8a", "hexagon", 13),
    "Province": ("#1f2937", "square", 11),
    "City": ("#4b5563", "square", 10),
    "County": ("#7c8594", "square", 8),
    "AdministrativeDivision": ("#6b7280", "square", 8),
    "Industry": ("#047857", "diamond", 11),
    "Technology": ("#0e7490", "diamond", 10),
    "Product": ("#4d7c0f", "diamond", 10),
    "Enterprise": ("#c2410c", "dot", 9),
    "Organization": ("#7e22ce", "dot", 9),
    "Person": ("#be185d", "dot", 8),
    "Platform": ("#6d28d9", "hexagon", 10),
    "Project": ("#b45309", "hexagon", 10),
    "Policy": ("#9f1239", "triangle", 10),
    "Document": ("#a21caf", "triangle", 9),
    "Event": ("#db2777", "triangleDown", 9),
    "Award": ("#8a6d00", "star", 10),
    "Indicator": ("#57534e", "triangleDown", 8),
}
OTHER = ("#78716c", "dot", 8)

# Kind of line: (colour, dash pattern in pixels or False for a solid line).
LINES: dict[str, tuple[str, list[int] | bool]] = {
    "stated": ("#8592a6", False),
    "planned": ("#b45309", [9, 5]),
    "historical": ("#7c6f64", [14, 4, 3, 4]),
    "inferred": ("#6d28d9", [2, 4]),
}


def look(cls: str) -> tuple[str, str, int]:
    """Colour, shape and size of a class; unlisted classes share a default."""
    return CLASSES.get(cls, OTHER)


def line_kind(status: str, *, inferred: bool) -> str:
    """Which of :data:`LINES` a relation is drawn with."""
    if inferred:
        return "inferred"
    if status in ("planned", "target"):
        return "planned"
    return "historical" if status == "historical" else "stated"
