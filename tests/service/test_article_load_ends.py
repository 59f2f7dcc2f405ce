"""What is told of a load of an article that did not end by itself is true."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from gaoxin.extraction.decisions.load_reviewed import last_load
from gaoxin.extraction.decisions.running_loads import is_loading, load_of
from gaoxin.graph.store.folder import StoreFolder
from gaoxin.service.front import article_loads
from gaoxin.service.front.article_loads import ArticleLoads
from gaoxin.service.front.module_process import ProcessEnd, run_module
from gaoxin.settings import read_settings
from tests.fixtures.made_up_articles import kept


@pytest.mark.parametrize("status", [None, -9])
@pytest.mark.parametrize("publishes", [False, True])
def test_nothing_was_written_only_if_nothing_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int | None, *, publishes: bool
) -> None:
    """A process may end between the publication and its report."""
    settings = read_settings({"GAOXIN_HOME": str(tmp_path)})
    key = kept(tmp_path)

    async def ended(*arguments: str, seconds: float = 0) -> ProcessEnd:
        assert is_loading(tmp_path, key)
        if publishes:
            StoreFolder(settings).point_to(1)
        return ProcessEnd(status, "")

    monkeypatch.setattr(article_loads, "run_module", ended)
    StoreFolder(settings).point_to(2)
    assert asyncio.run(ArticleLoads(settings).load(key, "en", 60))
    told = last_load(tmp_path, key)
    assert told is not None
    (refused,) = told.refused
    assert ("nothing was written" in refused[2]) is not publishes
    assert ("什么也没有写入" in refused[1]) is not publishes
    assert ("see Changes" in refused[2]) is publishes
    assert not is_loading(tmp_path, key)


def test_a_load_elsewhere_is_not_repeated(tmp_path: Path) -> None:
    settings = read_settings({"GAOXIN_HOME": str(tmp_path)})
    key = kept(tmp_path)
    with load_of(tmp_path, key):
        assert not asyncio.run(ArticleLoads(settings).load(key, "en", 60))
    assert last_load(tmp_path, key) is None


def test_a_process_is_stopped_at_its_limit() -> None:
    """One module ends at once, the other would never."""
    assert asyncio.run(run_module("gaoxin.child_process")).status == 0
    assert asyncio.run(run_module("timeit", "while True: pass", seconds=0.2)).status is None
