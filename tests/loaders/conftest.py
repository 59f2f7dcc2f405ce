"""Load small RDF files into an empty home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin.loaders.load import load_paths
from gaoxin.loaders.publish import LoadReport
from gaoxin.settings import Settings
from tests.fixtures.rdf import TURTLE_HEAD
from tests.fixtures.tables import write_sources

Put = Callable[..., LoadReport]


@pytest.fixture
def put(home: Settings, tmp_path: Path) -> Put:
    """A function that loads Turtle texts as datasets by their names, with the source paper-a."""
    load_paths(home, [write_sources(tmp_path)])

    def load(*, keep_foreign: bool = False, **datasets: str) -> LoadReport:
        paths = []
        for name, turtle in datasets.items():
            paths.append(tmp_path / f"{name}.ttl")
            paths[-1].write_text(TURTLE_HEAD + turtle, "utf-8")
        return load_paths(home, paths, source="paper-a", keep_foreign=keep_foreign)

    return load
