"""What the front has while it runs: settings, the current generation, the workers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from gaoxin.graph.catalogue.list_file import path_of_lists
from gaoxin.service.front.article_loads import ArticleLoads
from gaoxin.service.front.current_generation import CurrentGeneration
from gaoxin.service.front.gathered_facts import GatheredFacts
from gaoxin.service.front.metrics import Metrics
from gaoxin.service.workers.pool import WorkerPool
from gaoxin.settings import Settings


@dataclass(frozen=True, slots=True)
class Running:
    """``lookups`` are the workers that make documents and pages, ``sparql`` those that run the
    queries of clients; ``facts`` sees to it that questions can be answered, ``lists`` that things
    can be listed; ``loads`` loads articles; ``metrics`` has the numbers about the service.
    """

    settings: Settings
    current: CurrentGeneration
    lookups: WorkerPool
    sparql: WorkerPool
    facts: GatheredFacts
    lists: GatheredFacts
    loads: ArticleLoads
    metrics: Metrics


@asynccontextmanager
async def running_workers(
    settings: Settings, metrics: Metrics | None = None
) -> AsyncIterator[Running]:
    """Start the workers and follow the published generation until the block ends."""
    current = CurrentGeneration(settings)
    current.look()
    lookups = WorkerPool(
        "gaoxin.service.workers.lookup_worker",
        settings.service_workers,
        waiting=settings.service_waiting,
    )
    sparql = WorkerPool(
        "gaoxin.service.workers.sparql_worker",
        settings.service_sparql_workers,
        waiting=settings.service_waiting,
    )
    facts = GatheredFacts(settings)
    lists = GatheredFacts(settings, path_of_lists, "gaoxin.service.workers.write_lists")
    loads = ArticleLoads(settings)
    follows = (current.follow(), lists.follow(current), facts.follow(current))
    following = [asyncio.create_task(each) for each in follows]
    try:
        await asyncio.gather(lookups.warm_up(), sparql.warm_up())
        numbers = metrics or Metrics()
        yield Running(settings, current, lookups, sparql, facts, lists, loads, numbers)
    finally:
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)
        await loads.close()
        await facts.close()
        await lists.close()
        await lookups.close()
        await sparql.close()
