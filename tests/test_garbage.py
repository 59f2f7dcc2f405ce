"""The garbage collector is as it was after long work."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from gaoxin.garbage import fewer_collections, freeze, unfreeze


@pytest.fixture
def nothing_frozen() -> Iterator[None]:
    """The run of the tests keeps its own objects frozen."""
    unfreeze()
    yield
    freeze()


@pytest.mark.usefixtures("nothing_frozen")
def test_nothing_stays_frozen() -> None:
    before = gc.get_threshold()
    with fewer_collections():
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold() > before
        with fewer_collections():
            pass
        assert gc.get_freeze_count() > 0, "the inner one does not end the outer one"
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == before


@pytest.mark.usefixtures("nothing_frozen")
def test_what_was_frozen_before_stays_frozen() -> None:
    freeze()
    frozen = gc.get_freeze_count()
    with fewer_collections():
        assert 0 < gc.get_freeze_count() <= frozen, "nothing that is newer is frozen"
    assert gc.get_freeze_count() > 0
