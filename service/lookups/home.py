"""``/``: what the graph holds."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from gaoxin.errors import BadParameter, StoreCorrupt
from gaoxin.graph.audit.readings import READ, zone_readings
from gaoxin.graph.audit.summary import statistics
from gaoxin.graph.audit.targets import VERDICTS, targets
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.brief_names import brief_english, brief_name
from gaoxin.graph.lookup.coordinates import coordinates
from gaoxin.graph.store.cause_words import cause_words
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.graph.store.manifest import Manifest
from gaoxin.language import say
from gaoxin.ontology.rdf_terms import ALTERNATIVE
from gaoxin.service.lookups.kept import kept
from gaoxin.service.lookups.links import thing_link
from gaoxin.service.lookups.lookup_request import LookupRequest

_CHANGES = 5


def home(asked: LookupRequest) -> dict[str, Any]:
    """The generation, how many things of each kind there are, the zones, promises by the year in
    which they fall due, and the newest generations.
    """
    manifest = asked.generation.manifest
    zones = kept(asked, "zones", lambda: zone_points(asked))
    return {
        "generation": manifest.number,
        "time": manifest.time,
        "triples": manifest.triples,
        "datasets": len(manifest.datasets),
        "numbers": kept(asked, "numbers", lambda: _numbers(asked, zones)),
        "zones": zones,
        "promises": kept(asked, f"promises {date.today()}", lambda: _promises(asked)),
        "changes": _changes(asked),
    }


def zone_points(asked: LookupRequest) -> list[dict[str, Any]]:
    """Each national zone with its place: ``key``, ``link``, ``name``, ``brief``, ``reading`` (how
    it was read about), ``stated`` (the number of triples about it), ``longitude`` and ``latitude``
    in degrees (``None`` if no source gives them); those about which most is said first.
    """
    reader = Reader(asked.generation)
    found = []
    for zone in sorted(zone_readings(asked.generation), key=lambda zone: -zone.stated):
        place = coordinates(reader, zone.iri)
        entry = reader.entry(zone.iri)
        others = reader.labels(zone.iri, ALTERNATIVE, "zh")
        brief = brief_name(entry.zh or entry.name, others).removesuffix("高新区")
        key = asked.generation.minter.key(zone.iri) or ""
        found.append(
            {
                "key": key,
                "link": thing_link(key),
                "name": entry.name,
                "brief": say(brief, brief_english(entry.en or entry.name)),
                "reading": zone.reading,
                "stated": zone.stated,
                "longitude": place[0] if place else None,
                "latitude": place[1] if place else None,
            }
        )
    return found


def _numbers(asked: LookupRequest, zones: list[dict[str, Any]]) -> list[dict[str, Any]]:
    classes = {r["name"]: r["count"] for r in statistics(asked.generation).rows}
    figures = sum(classes.get(cls, 0) for cls in ("Observation", "Target", "Ranking"))
    read = sum(zone["reading"] == READ for zone in zones)
    told = (
        ("zones", len(zones), say("家国家高新区", "national high-tech zones"), "/zones"),
        ("read", read, say("家有文章读过", "of them read about in articles"), "/coverage"),
        (
            "industries",
            classes.get("Industry", 0),
            say("个产业与分类", "industries and classes of them"),
            "/industries",
        ),
        (
            "policies",
            classes.get("Policy", 0),
            say("项政策与举措", "policies and measures"),
            "/things?class=Policy",
        ),
        ("figures", figures, say("个数字、目标与排名", "figures, targets and ranks"), "/targets"),
        ("sources", classes.get("sources", 0), say("个来源", "sources"), "/sources"),
    )
    return [{"key": k, "count": n, "label": label, "link": link} for k, n, label, link in told]


def _promises(asked: LookupRequest) -> list[dict[str, Any]]:
    """How many promises fall due in each year, by verdict; those without a date are left out."""
    rows = targets(asked.generation, date.today()).rows
    years: dict[str, Counter[str]] = {}
    for row in rows:
        if row["due"]:
            years.setdefault(str(row["due"])[:4], Counter())[row["verdict"]] += 1
    return [
        {"year": year, **{verdict: years[year][verdict] for verdict in VERDICTS}}
        for year in sorted(years)
    ]


def _changes(asked: LookupRequest) -> list[dict[str, Any]]:
    """The newest generations up to the one that is asked, newest first."""
    folder = StoreFolder(asked.settings)
    made = [asked.generation.manifest]
    while len(made) < _CHANGES and (parent := made[-1].parent) is not None:
        try:
            made.append(folder.manifest(parent))
        except (BadParameter, StoreCorrupt):
            break  # no longer kept, or damaged
    return [_change(manifest) for manifest in made]


def _change(manifest: Manifest) -> dict[str, Any]:
    parent, number = manifest.parent, manifest.number
    return {
        "generation": number,
        "time": manifest.time,
        "cause": cause_words(manifest.cause),
        "added": manifest.added,
        "removed": manifest.removed,
        "link": f"/changes?from={parent}&to={number}" if parent is not None else "",
    }
