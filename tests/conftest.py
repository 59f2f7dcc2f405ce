"""Fixtures for all folders of tests; they stop everything that they start."""

from __future__ import annotations

import os

import pytest

from gaoxin.garbage import freeze

pytest_plugins = [
    "tests.fixtures.languages",
    "tests.fixtures.property_tests",
    "tests.fixtures.neo4j",
    "tests.fixtures.shipped",
    "tests.fixtures.homes",
    "tests.fixtures.interrupted_loads",
    "tests.fixtures.browser",
    "tests.fixtures.view_page",
    "tests.fixtures.shipped_pages",
    "tests.fixtures.service",
    "tests.fixtures.sparql_engines",
]

LONG = ("neo4j", "browser", "long")
"""Markers of tests that take seconds or minutes."""


@pytest.fixture(scope="session", autouse=True)
def _width_of_no_terminal() -> None:
    """pytest-xdist sets COLUMNS in its processes; the program folds its tables to that width."""
    os.environ.pop("COLUMNS", None)


@pytest.fixture(scope="session", autouse=True)
def _collected_tests_are_no_garbage() -> None:
    """Every load collects garbage; it need not look at ten thousand collected tests each time."""
    freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with long tests come first, or one process would wait for the other at the end; tests
    of the night are left to ``make test-nightly``.
    """
    if not os.environ.get("GAOXIN_NIGHTLY"):
        for item in items:
            if item.get_closest_marker("nightly"):
                item.add_marker(pytest.mark.skip(reason="long; run by make test-nightly"))
    long = {item.path for item in items if any(map(item.get_closest_marker, LONG))}
    items.sort(key=lambda item: item.path not in long)
