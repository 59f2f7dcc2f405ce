"""What the front has while it runs: settings, the current generation, the workers."""

from __future__ import annotations

from dataclasses import dataclass

from gaoxin.service.front.current_generation import CurrentGeneration
from gaoxin.service.front.gathered_facts import GatheredFacts
from gaoxin.service.workers.pool import WorkerPool
from gaoxin.settings import Settings


@dataclass(frozen=True, slots=True)
class Running:
    """``lookups`` are the workers that make documents and pages, ``sparql`` those that run the
    queries of clients; ``facts`` sees to it that questions can be answered.
    """

    settings: Settings
    current: CurrentGeneration
    lookups: WorkerPool
    sparql: WorkerPool
    facts: GatheredFacts
