"""Fixtures that every folder of tests may use; what they start, they stop."""

pytest_plugins = [
    "tests.fixtures.neo4j",
    "tests.fixtures.shipped",
    "tests.fixtures.homes",
    "tests.fixtures.browser",
    "tests.fixtures.view_page",
]
