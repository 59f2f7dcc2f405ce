"""The ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from gaoxin import __version__
from gaoxin.service.front.current_generation import CurrentGeneration
from gaoxin.service.front.gathered_facts import GatheredFacts
from gaoxin.service.front.refusals import answer_with_problems
from gaoxin.service.front.routers import ROUTERS
from gaoxin.service.front.running import Running
from gaoxin.service.workers.pool import WorkerPool
from gaoxin.settings import Settings, read_settings


def create_application(settings: Settings | None = None) -> FastAPI:
    """The application; its workers start and end with it."""
    used = settings or read_settings()

    @asynccontextmanager
    async def lifespan(application: FastAPI) -> AsyncIterator[None]:
        current = CurrentGeneration(used)
        current.look()
        lookups = WorkerPool(
            "gaoxin.service.workers.lookup_worker",
            used.service_workers,
            waiting=used.service_waiting,
        )
        sparql = WorkerPool(
            "gaoxin.service.workers.sparql_worker",
            used.service_sparql_workers,
            waiting=used.service_waiting,
        )
        facts = GatheredFacts(used)
        application.state.running = Running(used, current, lookups, sparql, facts)
        following = asyncio.gather(current.follow(), facts.follow(current))
        await lookups.warm_up()
        yield
        following.cancel()
        await facts.close()
        await lookups.close()
        await sparql.close()

    application = FastAPI(
        title="Gaoxin Graph",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,  # its page loads scripts from another host
        redoc_url=None,
    )
    answer_with_problems(application)
    for router in ROUTERS:
        application.include_router(router)
    return application
