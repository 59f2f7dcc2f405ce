"""Random SPARQL against the guard: the engine must not connect for any query that it passes.

``GAOXIN_SEED`` gives other queries, ``GAOXIN_NIGHTLY`` many more.
"""

from __future__ import annotations

import os
import re

from gaoxin.errors import QueryFailed
from gaoxin.queries.guard import TokenReadings, check_query, is_harmless
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


def test_quick_look_passes_nothing_that_a_reading_forbids() -> None:
    """Mostly without the word, because the quick look passes nothing that has it."""
    writer, passed = Writer(SEED, "127.0.0.1:9"), 0
    for number in range(QUERIES):
        query = writer.query()
        text = query if number % 10 == 0 else re.sub("service", "care", query, flags=re.IGNORECASE)
        if is_harmless(text):
            passed += 1
            assert TokenReadings(text).follow() is None, f"seed {SEED}, query {number}: {text!r}"
    assert passed > QUERIES / 100, "a look that passes nothing passes this test"
