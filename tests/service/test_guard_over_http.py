"""Random SPARQL against the endpoint: it never connects, crashes or gets as far as the kernel.

The queries are those of tests/queries/random_queries.py.  ``GAOXIN_SEED`` gives others,
``GAOXIN_NIGHTLY`` many more.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import httpx

from scripts.data_endpoint import DataHome, serving
from tests.queries.canary import BareEngine, listening
from tests.queries.random_queries import SEED, Writer

QUERIES = 200_000 if os.environ.get("GAOXIN_NIGHTLY") else 3_000
HEADERS = {"content-type": "application/sparql-query"}


def test_no_query_reaches_the_network(tmp_path: Path) -> None:
    home = DataHome(tmp_path)
    found: Counter[str] = Counter()
    with listening() as canary:
        engine = BareEngine(canary)
        home.add(iter(engine.store))
        writer = Writer(SEED + 1, canary.address)
        with (
            serving(home.home) as (address, _),
            httpx.Client(base_url=address, timeout=300) as client,
        ):
            for number in range(QUERIES):
                query = writer.query()
                before = canary.hits
                reply = client.post("/sparql", content=query.encode(), headers=HEADERS)
                assert canary.hits == before, f"seed {SEED + 1}, query {number}: {query!r}"
                assert reply.status_code in (200, 400, 403), (reply.status_code, query)
                if reply.status_code == 200:
                    found["answered"] += 1
                    continue
                body = reply.json()
                # The second barrier would have stopped it; the first one should have.
                assert "not permitted" not in body["detail"], f"query {number}: {query!r}"
                found["passed"] += body["facts"]["reason"] == "refused"  # by the engine
                is_refused = body["facts"]["reason"] == "service"
                found["refused"] += is_refused
                found["would call"] += is_refused and number % 20 == 0 and engine.calls(query)
    assert found["answered"] > 0, found
    assert found["passed"] > QUERIES / 20, found
    assert found["refused"] > QUERIES / 10, found
    assert found["would call"] > QUERIES / 1000, found
