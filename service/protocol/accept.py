"""The header field ``Accept`` and its like (RFC 9110, section 12.5)."""

from __future__ import annotations


def accepted_values(field: str) -> list[tuple[str, float]]:
    """The values of a field such as ``Accept`` with their quality, as they are written."""
    found = []
    for part in field.split(","):
        value, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, number = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    quality = min(max(float(number), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if value:
            found.append((value.lower(), quality))
    return found


def quality_of(kind: str, accepted: list[tuple[str, float]]) -> float:
    """How much a media type is wanted; the most specific range that fits decides."""
    family = kind.split("/")[0] + "/*"
    for wanted in (kind, family, "*/*"):
        for value, quality in accepted:
            if value == wanted:
                return quality
    return 0.0
