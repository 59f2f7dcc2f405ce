"""A saved query described, for lists and for programs."""

from __future__ import annotations

from typing import Any

from gaoxin.language import say
from gaoxin.queries.catalogue import SavedQuery


def described(saved: SavedQuery, *, texts: bool = False) -> dict[str, Any]:
    """Its name, title, parameters, tags, description and columns, in the language in force.

    With ``texts`` the parameters are described one by one, and both twins are added.
    """
    parameters = [
        f"{p.name}={p.example or '…'}" if p.is_required else f"[{p.name}={p.default or '…'}]"
        for p in saved.parameters
    ]
    row: dict[str, Any] = {
        "name": saved.name,
        "title": saved.title,
        "parameters": parameters,
        "tags": list(saved.tags),
        "description": say(saved.description_zh, saved.description_en),
        "columns": list(saved.columns),
    }
    if texts:
        row["parameters"] = [
            {
                "name": p.name,
                "type": p.type,
                "description": say(p.zh, p.en),
                "required": p.is_required,
                "default": p.default,
                "example": p.example,
                "values": list(p.values),
                "source": p.source,
            }
            for p in saved.parameters
        ]
        row["example"] = saved.command({n: v for n, v in saved.examples.items() if v})
        row |= {"sparql": saved.sparql, "cypher": saved.cypher}
    return row
