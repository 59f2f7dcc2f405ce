"""Routes for those who keep the service running: is it well, and what has it done."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from gaoxin.errors import StoreEmpty
from gaoxin.service.front.metrics import sample
from gaoxin.service.front.running import Running
from gaoxin.service.workers.pool import WorkerPool

TELLING = 1.0
"""Seconds between two reports to the processes beside this one."""

router = APIRouter(tags=["operation"])


@router.get("/healthz")
async def health(request: Request) -> Response:
    """Whether the service can answer: 200 or 503, with the generation and the workers."""
    running: Running = request.app.state.running
    number, age = generation_and_age(running)
    workers = {
        name: {"alive": pool.alive, "busy": pool.busy, "waiting": pool.waiting, "size": pool.size}
        for name, pool in pools_of(running).items()
    }
    state = "ok"
    if not number:
        state = "empty"
    elif not all(pool.alive for pool in pools_of(running).values()):
        state = "no workers"
    body = {
        "status": state,
        "generation": number,
        "age_seconds": age,
        "process": os.getpid(),
        "workers": workers,
    }
    return JSONResponse(body, 200 if state == "ok" else 503, {"cache-control": "no-store"})


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics(request: Request) -> Response:
    """Numbers for Prometheus."""
    running: Running = request.app.state.running
    number, age = generation_and_age(running)
    shared = {"gaoxin_generation": number, "gaoxin_generation_age_seconds": age}
    counts, gauges = numbers_of_workers(running)
    text = running.metrics.text(counts, gauges, shared)
    return Response(text, headers={"cache-control": "no-store"}, media_type="text/plain")


async def tell_numbers(running: Running) -> None:
    """Tell the processes beside this one its numbers, again and again until cancelled."""
    try:
        while True:
            running.metrics.write(*numbers_of_workers(running))
            await asyncio.sleep(TELLING)
    finally:
        running.metrics.write(*numbers_of_workers(running))


def pools_of(running: Running) -> Mapping[str, WorkerPool]:
    """The pools by name."""
    return {"lookup": running.lookups, "sparql": running.sparql}


def generation_and_age(running: Running) -> tuple[int, int]:
    """The number of the published generation, and its age in seconds; 0 and 0 for none."""
    try:
        manifest = running.current.manifest
    except StoreEmpty:
        return 0, 0
    age = datetime.now(UTC) - datetime.fromisoformat(manifest.time)
    return manifest.number, max(0, round(age.total_seconds()))


def numbers_of_workers(running: Running) -> tuple[dict[str, int], dict[str, int]]:
    """Counts and gauges of the workers of this process."""
    counts, gauges = {}, {"gaoxin_requests_in_hand": running.metrics.in_hand}
    for name, pool in pools_of(running).items():
        for reason, number in pool.killed.items():
            counts[sample("gaoxin_workers_killed_total", pool=name, reason=reason)] = number
        gauges[sample("gaoxin_workers", pool=name)] = pool.alive
        gauges[sample("gaoxin_workers_busy", pool=name)] = pool.busy
        gauges[sample("gaoxin_requests_waiting", pool=name)] = pool.waiting
    return counts, gauges
