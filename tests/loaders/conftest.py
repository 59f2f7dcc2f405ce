"""Load small RDF files into an empty home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gaoxin.loaders.load import load_paths
from gaoxin.loaders.publish import LoadReport
from gaoxin.loaders.resolving import name_set
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


@pytest.fixture
def in_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every set of names goes into a file."""
    monkeypatch.setattr(name_set, "IN_MEMORY", 1)
    monkeypatch.setattr(name_set, "_BATCH", 2)


@pytest.fixture(params=["memory", "files"])
def in_both(request: pytest.FixtureRequest) -> None:
    """Names in memory, and then in files."""
    if request.param == "files":
        request.getfixturevalue("in_files")
