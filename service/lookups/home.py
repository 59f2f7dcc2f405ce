"""``/``: what the graph holds."""

from __future__ import annotations

from typing import Any

from gaoxin.extraction.decisions.article_summaries import article_summaries
from gaoxin.graph.audit.readings import READ
from gaoxin.graph.audit.summary import statistics
from gaoxin.graph.audit.targets import targets
from gaoxin.graph.store.store import Store
from gaoxin.language import say
from gaoxin.service.lookups.changes import made_until, told_generation
from gaoxin.service.lookups.kept import kept
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.promise_views import by_due_year
from gaoxin.service.lookups.zone_points import zone_points

_CHANGES = 5
_NATIONAL = "/zones?class=NationalZone"
_READ = f"/coverage?reading={READ}"


def home(asked: LookupRequest) -> dict[str, Any]:
    """The generation, how many things of each kind there are, the zones, promises by the year in
    which they fall due, and the newest generations; to who may review also how many facts of
    articles wait (``None`` to others).
    """
    manifest = asked.generation.manifest
    zones = kept(asked, "zones", lambda: zone_points(asked))
    promises = kept(asked, f"promises {asked.day}", lambda: _promises(asked))
    return {
        "generation": manifest.number,
        "time": manifest.time,
        "triples": manifest.triples,
        "datasets": len(manifest.datasets),
        "numbers": kept(asked, "numbers", lambda: _numbers(asked, zones, promises["count"])),
        "zones": zones,
        "promises": promises["years"],
        "changes": _changes(asked),
        "waiting": _waiting(asked),
    }


def _promises(asked: LookupRequest) -> dict[str, Any]:
    rows = targets(asked.generation, asked.day).rows
    return {"count": len(rows), "years": by_due_year(rows)}


def _numbers(
    asked: LookupRequest, zones: list[dict[str, Any]], promises: int
) -> list[dict[str, Any]]:
    """Numbers, each with the page that lists what it counts."""
    classes = {r["name"]: r["count"] for r in statistics(asked.generation).rows}
    figures, indicators = classes.get("Observation", 0), classes.get("Indicator", 0)
    figures += classes.get("Ranking", 0)
    read = sum(zone["reading"] == READ for zone in zones)
    told = (
        ("zones", len(zones), say("家国家高新区", "national high-tech zones"), _NATIONAL),
        ("read", read, say("家有文章读过", "of them read about in articles"), _READ),
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
        (
            "figures",
            figures,
            say(
                f"个数字与排名，属 {indicators} 项指标",
                f"figures and ranks of {indicators} indicators",
            ),
            "/things?class=Indicator",
        ),
        ("promises", promises, say("项承诺", "promises"), "/targets"),
        ("sources", classes.get("sources", 0), say("个来源", "sources"), "/sources"),
    )
    return [{"key": k, "count": n, "label": label, "link": link} for k, n, label, link in told]


def _waiting(asked: LookupRequest) -> int | None:
    if not asked.values.get("reviews"):
        return None
    return article_summaries(asked.settings.home).waiting


def _changes(asked: LookupRequest) -> list[dict[str, Any]]:
    """The newest generations up to the one that is asked, newest first."""
    made = made_until(Store(asked.settings), asked.generation.manifest, _CHANGES)
    return [told_generation(asked, manifest) for manifest in made]
