"""Promises as a chart, on a map and as a network: what the other views of their list show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from gaoxin.graph.audit.targets import VERDICTS
from gaoxin.service.lookups.kept import kept
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.zone_points import zone_points

_DRAWN = 30
"""How many things a network starts from at most."""


def by_due_year(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """How many promises fall due in each year, by verdict; those without a date are left out."""
    years: dict[str, Counter[str]] = {}
    for row in rows:
        if row["due"]:
            years.setdefault(str(row["due"])[:4], Counter())[row["verdict"]] += 1
    return [
        {"year": year, **{verdict: years[year][verdict] for verdict in VERDICTS}}
        for year in sorted(years)
    ]


def by_place(asked: LookupRequest, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The zones that have promised something, with their places; ``stated`` is how much."""
    counts = Counter(str(row["zone"]) for row in rows)
    zones = kept(asked, "zones", lambda: zone_points(asked))
    return [
        zone | {"stated": counts[zone["name"]], "reading": "read"}
        for zone in zones
        if counts[zone["name"]]
    ]


def network_link(asked: LookupRequest, rows: Sequence[Mapping[str, Any]]) -> str:
    """The address of the picture of those who promise; ``""`` if there is nobody."""
    subjects = dict.fromkeys(str(row["subject_iri"]) for row in rows)
    keys = [asked.generation.minter.key(iri) for iri in subjects]
    names = [("name", key) for key in keys if key][:_DRAWN]
    return "/view?" + urlencode(names) if names else ""
