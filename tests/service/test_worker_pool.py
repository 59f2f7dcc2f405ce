"""The pool of workers: deadlines, deaths, replacements, clients that go away."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from gaoxin.errors import QueryFailed
from gaoxin.service.workers.failures import NoWorkers, Overloaded, WorkerDied, WorkerSlow
from gaoxin.service.workers.pool import WorkerPool

SLOW = {"do": "sleep", "seconds": 60}


@asynccontextmanager
async def pool(size: int = 1, *arguments: str, **options: int) -> AsyncIterator[WorkerPool]:
    made = WorkerPool("tests.fixtures.odd_worker", size, arguments, **options)
    try:
        yield made
    finally:
        await made.close()


async def who(workers: WorkerPool) -> int:
    """The process id of the worker that answers."""
    return int((await workers.answer({}, 300)).body)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(300):
        while not condition():
            await asyncio.sleep(0.02)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def run(test: Callable[[], Awaitable[Any]]) -> None:
    async def limited() -> None:
        async with asyncio.timeout(120):
            await test()

    asyncio.run(limited())


def test_worker_is_killed_at_its_deadline_and_replaced_at_once() -> None:
    async def test() -> None:
        async with pool() as workers:
            first = await who(workers)
            with pytest.raises(WorkerSlow):
                await workers.answer(SLOW, 0.3)
            assert workers.killed == {"time": 1}
            await until(lambda: workers.alive == 1)  # although nobody asks
            assert not is_running(first)
            assert await who(workers) != first

    run(test)


def test_waiting_counts_towards_the_deadline() -> None:
    async def test() -> None:
        async with pool() as workers:
            await who(workers)
            slow = asyncio.create_task(workers.answer(SLOW, 40))
            await until(lambda: workers.busy == 1)
            with pytest.raises(Overloaded):
                await workers.answer({}, 0.2)
            assert workers.waiting == 0
            slow.cancel()

    run(test)


def test_too_many_requests_are_refused_at_once() -> None:
    async def test() -> None:
        async with pool(1, waiting=1) as workers:
            await who(workers)
            slow = [asyncio.create_task(workers.answer(SLOW, 40)) for _ in range(2)]
            await until(lambda: workers.waiting == 1)
            with pytest.raises(Overloaded):
                await workers.answer({}, 40)
            for task in slow:
                task.cancel()

    run(test)


def test_worker_that_prints_much_is_not_held_up() -> None:
    async def test() -> None:
        async with pool() as workers:
            assert (await workers.answer({"do": "print"}, 30)).body
            assert workers.killed == {}

    run(test)


@pytest.mark.parametrize("told", ["die", "memory"])
def test_worker_that_dies_takes_only_its_own_request_with_it(told: str) -> None:
    async def test() -> None:
        async with pool(2) as workers:
            await workers.warm_up()
            beside = asyncio.create_task(workers.answer({"do": "sleep", "seconds": 1}, 30))
            with pytest.raises(WorkerDied) as caught:
                await workers.answer({"do": told}, 30)
            assert caught.value.facts["reason"] == ("memory" if told == "memory" else "crash")
            assert (await beside).body
            assert await who(workers)

    run(test)


def test_worker_that_dies_while_it_waits_is_replaced() -> None:
    async def test() -> None:
        async with pool() as workers:
            first = await who(workers)
            os.kill(first, signal.SIGKILL)
            await until(lambda: workers.killed["crash"] == 1 and workers.alive == 1)
            assert await who(workers) != first

    run(test)


def test_client_that_goes_away_stops_a_long_answer_but_not_a_short_one() -> None:
    async def test() -> None:
        async with pool() as workers:
            first = await who(workers)
            for seconds, reason in ((0.2, None), (60, "gone")):
                asked = {"do": "sleep", "seconds": seconds}
                work = asyncio.create_task(workers.answer(asked, 90))
                await until(lambda: workers.busy == 1)
                work.cancel()
                await until(lambda: workers.busy == 0 and workers.alive == 1)
                assert workers.killed == ({reason: 1} if reason else {})
                assert (await who(workers) == first) is (reason is None)

    run(test)


def test_client_that_goes_away_while_it_waits_takes_no_worker() -> None:
    async def test() -> None:
        async with pool() as workers:
            await who(workers)
            slow = asyncio.create_task(workers.answer({"do": "sleep", "seconds": 1}, 30))
            await until(lambda: workers.busy == 1)
            waits = asyncio.create_task(workers.answer({}, 300))
            await until(lambda: workers.waiting == 1)
            waits.cancel()
            await until(lambda: workers.waiting == 0)
            assert (await slow).body == str(await who(workers)).encode()

    run(test)


def test_workers_that_do_not_start_are_told_and_tried_again(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.touch()

    async def test() -> None:
        async with pool(1, str(broken)) as workers:
            with pytest.raises(NoWorkers):
                await workers.answer({}, 60)
            broken.unlink()
            while True:
                try:
                    assert await who(workers)
                    return
                except NoWorkers:
                    continue

    run(test)


def test_worker_is_replaced_after_its_last_answer() -> None:
    async def test() -> None:
        async with pool(1, lifetime=2) as workers:
            seen = [await who(workers) for _ in range(6)]
            assert seen[0] == seen[1]
            assert len(set(seen)) == 3
            await until(lambda: not is_running(seen[0]))
            assert workers.killed == {}

    run(test)


def test_large_answers_come_whole() -> None:
    async def test() -> None:
        async with pool() as workers:
            reply = await workers.answer({"do": "large", "size": 5_000_000}, 60)
            assert len(reply.body) == 5_000_000

    run(test)


def test_no_worker_is_left_behind() -> None:
    async def test() -> None:
        async with pool(3) as workers:
            await workers.warm_up()
            seen = {await who(workers) for _ in range(3)}
            busy = asyncio.create_task(workers.answer(SLOW, 60))
            await until(lambda: workers.busy == 1)
        assert not any(map(is_running, seen))
        with pytest.raises(QueryFailed):
            await busy

    run(test)
