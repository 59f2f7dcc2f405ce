"""A small store for tests of how queries are run, and a listener that they must not reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest

from gaoxin.settings import Settings, read_settings
from tests.queries.canary import Canary, listening

EX = "http://example.org/"


@dataclass
class Shelf:
    """The parts of a generation that the runner needs (folder and store), and the settings."""

    generation: Any
    settings: Settings

    def within(self, **changes: Any) -> Settings:
        """The settings with other limits."""
        return replace(self.settings, **changes)


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    """A listener that counts connections; no query may reach it."""
    with listening() as canary:
        yield canary


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A chain of two hundred people who each know the next one, and their ages."""
    folder: Path = tmp_path_factory.mktemp("people")
    store = ox.Store(str(folder / "store"))
    knows, age = ox.NamedNode(EX + "knows"), ox.NamedNode(EX + "age")
    person = [ox.NamedNode(f"{EX}{i}") for i in range(201)]
    for i in range(200):
        store.add(ox.Quad(person[i], knows, person[i + 1]))
        store.add(ox.Quad(person[i], age, ox.Literal(i)))
    store.flush()
    del store  # It holds the lock of the folder.
    store = ox.Store.read_only(str(folder / "store"))
    generation = SimpleNamespace(folder=folder, store=store)
    return Shelf(generation, read_settings({"GAOXIN_HOME": str(folder)}))
