"""Fixtures for all folders of tests; they stop everything that they start."""

pytest_plugins = [
    "tests.fixtures.neo4j",
    "tests.fixtures.shipped",
    "tests.fixtures.homes",
    "tests.fixtures.browser",
    "tests.fixtures.view_page",
]
