"""Names of a list that are only pinyin or initials are offered, never linked."""

from __future__ import annotations

import pytest

from gaoxin.graph.lookup.reconciling import NONE, ONE, Reconciler
from gaoxin.graph.store.generation import Generation


@pytest.mark.parametrize("text", ["hfgxq", "hefeigaoxinqu"])
def test_spelled_name_is_a_candidate(shipped: Generation, text: str) -> None:
    result = Reconciler(shipped).match(text)
    assert result.match == NONE
    assert "zone/hefei" in [candidate.key for candidate in result.candidates]


def test_written_name_is_linked_and_nonsense_has_no_candidate(shipped: Generation) -> None:
    reconciler = Reconciler(shipped)
    assert reconciler.match("合肥高新区").match == ONE
    assert reconciler.match("qqqzzz").candidates == ()
