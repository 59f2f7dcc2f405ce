"""Random SPARQL against the guard: the engine must not connect for any query that it passes.

``GAOXIN_SEED`` gives other queries, ``GAOXIN_NIGHTLY`` many more.
"""

from __future__ import annotations

import os

from gaoxin.errors import QueryFailed
from gaoxin.queries.guard import check_query
from tests.queries.canary import BareEngine, listening
from tests.queries.random_queries import SEED, Writer

QUERIES = 1_000_000 if os.environ.get("GAOXIN_NIGHTLY") else 20_000


def test_no_query_that_passes_calls() -> None:
    refused = passed = evaluated = 0
    with listening() as canary:
        writer, engine = Writer(SEED, canary.address), BareEngine(canary)
        for number in range(QUERIES):
            query = writer.query()
            try:
                check_query(query)
            except QueryFailed:
                refused += 1
                # Sometimes check whether a refused query would have connected.
                evaluated += number % 20 == 0 and engine.calls(query)
                continue
            passed += 1
            assert not engine.calls(query), f"seed {SEED}, query {number}: {query!r}"
    assert passed > QUERIES / 20, "a guard that refuses everything passes this test"
    assert evaluated > QUERIES / 1000, "queries that the engine never evaluates prove nothing"
