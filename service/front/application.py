"""The ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from gaoxin import __version__
from gaoxin.service.front.metrics import Metrics
from gaoxin.service.front.openapi import describe
from gaoxin.service.front.refusals import answer_with_problems
from gaoxin.service.front.routers import ROUTERS
from gaoxin.service.front.routes_operation import tell_numbers
from gaoxin.service.front.running import running_workers
from gaoxin.settings import Settings, read_settings


def create_application(settings: Settings | None = None, metrics: Metrics | None = None) -> FastAPI:
    """The application; its workers start and end with it."""
    used = settings or read_settings()

    @asynccontextmanager
    async def lifespan(application: FastAPI) -> AsyncIterator[None]:
        async with running_workers(used, metrics) as running:
            application.state.running = running
            telling = asyncio.create_task(tell_numbers(running))
            yield
            telling.cancel()

    application = FastAPI(
        title="Gaoxin Graph",
        version=__version__,
        lifespan=lifespan,
        openapi_url=None,  # routes_api has it
        docs_url=None,  # its page loads scripts from another host
        redoc_url=None,
        description="A knowledge graph of China's national high-tech zones: what each zone has, "
        "which figures were reached and which only promised, and which source says so.",
        generate_unique_id_function=lambda route: route.name,
    )
    answer_with_problems(application, ROUTERS)
    for router in ROUTERS:
        application.include_router(router)
    describe(application)
    return application
