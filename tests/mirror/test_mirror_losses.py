"""What a run would delete for good, and when the deletion guard stops it; without a database."""

from __future__ import annotations

import pytest

from gaoxin.graph.mirror.mapping.elements import Node, Relationship
from gaoxin.graph.mirror.plan.difference import Losses, Operations, exceeds

FIGURE, TARGET = "Observation", "Target"


def node(uri: str, *labels: str) -> Node:
    return Node(uri, frozenset(labels), {})


def link(start: str, end: str, kind: str = "HOSTS") -> Relationship:
    return Relationship(start, kind, end, {})


def lost(*steps: Operations) -> int:
    losses = Losses(frozenset({FIGURE, TARGET}))
    for operations in steps:
        losses.add(operations)
    return losses.total()


def test_each_thing_is_lost_once_with_its_relationships() -> None:
    gone = Operations(vanished=[node("a", "Zone")])
    assert lost(Operations()) == 0
    assert lost(gone) == lost(gone, gone) == 1
    assert lost(gone, Operations(gone=[link("a", "x"), link("x", "a")])) == 1
    assert lost(gone, Operations(gone=[link("x", "y"), link("a", "x")])) == 2
    assert lost(Operations(vanished=[node("a", "Zone"), node("b", "Zone")])) == 2


def test_a_replaced_figure_is_not_lost() -> None:
    old, new = node("o1", FIGURE), node("o2", FIGURE)
    gone = Operations(vanished=[old])
    assert lost(gone) == 1
    put = Operations(puts=[(new, frozenset())], created={"o2"})
    assert lost(gone, put) == lost(put, gone) == 0
    assert lost(gone, Operations(puts=[(new, frozenset())])) == 1, "it stood there before"
    other = node("t1", TARGET)
    assert lost(gone, Operations(puts=[(other, frozenset())], created={"t1"})) == 1
    # More new figures do not make up for a lost thing.
    assert lost(put, Operations(vanished=[node("a", "Zone")])) == 1
    thing = Operations(puts=[(node("b", "Zone"), frozenset())], created={"b"})
    assert lost(thing, Operations(vanished=[node("a", "Zone")])) == 1


def test_a_replaced_relationship_is_not_lost() -> None:
    gone = Operations(gone=[link("a", "b"), link("a", "b"), link("a", "c")])
    assert lost(gone) == 3
    assert lost(gone, Operations(made=[link("a", "b")])) == 2
    assert lost(gone, Operations(made=[link("b", "a"), link("a", "b", "ISSUES")])) == 3
    more = Operations(made=[link("a", "b")] * 5)
    assert lost(gone, more) == 1


@pytest.mark.parametrize(
    ("deleted", "elements", "share", "stopped"),
    [
        (0, 0, 0.0, False),
        (0, 100, 0.0, False),
        (1, 100, 0.0, True),
        (5, 100, 0.05, False),
        (6, 100, 0.05, True),
        (29, 100, 0.29, False),
        (30, 100, 0.29, True),
        (1, 0, 0.5, True),
        (50, 100, 0.5, False),
        (51, 100, 0.5, True),
        (100, 100, 1.0, False),
        (1, 3, 0.33, True),
        (1, 3, 0.34, False),
    ],
)
def test_exactly_the_share_is_still_allowed(
    deleted: int, elements: int, share: float, stopped: bool
) -> None:
    assert exceeds(deleted, elements, share) is stopped
