"""The connection is cut at many moments: the run continues, or reports it and the next run
continues.
"""

from __future__ import annotations

import os

import pytest

from tests.fixtures.bolt_proxy import BoltProxy, Volume
from tests.mirror.interruptions import KINDS, SECONDS, Story, Tally, begin_run, end_of

pytestmark = pytest.mark.neo4j

CUTS = 10 if os.environ.get("GAOXIN_NIGHTLY") else 2
SEED = int(os.environ.get("GAOXIN_SEED", "20261122"))


def test_cut_within_a_transaction_the_run_goes_on(
    story: Story, proxy: BoltProxy, usual: dict[str, Volume]
) -> None:
    """The driver repeats the transaction when it can connect again."""
    tally = Tally(SEED)
    chance, cut = tally.chance, 0
    for case in range(CUTS):
        kind = KINDS[-case % len(KINDS)]
        arguments = story.prepare(kind)
        moment = usual[kind].of_kind("answered", chance)
        proxy.arm(moment)
        # On a busy machine half a minute may pass before the first attempt is cut.
        run = begin_run(story.settings, proxy.uri, arguments, patience=SECONDS)
        status, text = end_of(run)
        tally.note(kind, moment, f"exit {status}")
        assert status == 0, text
        cut += proxy.struck.is_set()
        story.assert_whole()
    assert cut >= CUTS * 0.8, "runs that were not cut prove nothing"


def test_cut_for_good_the_next_run_goes_on(
    story: Story, proxy: BoltProxy, usual: dict[str, Volume]
) -> None:
    """At any moment; the connection stays closed until the run has given up."""
    tally = Tally(SEED + 1)
    chance, cut = tally.chance, 0
    for case in range(CUTS):
        kind = KINDS[(case + 1) % len(KINDS)]
        arguments = story.prepare(kind)
        moment = usual[kind].moment(chance)
        proxy.arm(moment, proxy.close_the_way)
        run = begin_run(story.settings, proxy.uri, arguments, patience=1)
        status, text = end_of(run)
        tally.note(kind, moment, f"exit {status}")
        if proxy.struck.is_set():
            cut += 1
            assert (status, '"MirrorUnavailable"' in text) == (3, True), text
        story.next_run()
        story.assert_whole()
    assert cut >= CUTS * 0.8, "runs that were not cut prove nothing"


def test_a_lost_answer_to_a_commit_does_not_end_the_run(
    story: Story, proxy: BoltProxy, usual: dict[str, Volume]
) -> None:
    """The batch was written but not confirmed: the driver repeats it, and it is written once."""
    tally = Tally(SEED + 2)
    chance = tally.chance
    for case in range(CUTS // 2):
        kind = KINDS[case % len(KINDS)]
        arguments = story.prepare(kind)
        moment = usual[kind].of_kind("committed", chance)
        proxy.arm(moment)
        # On a busy machine half a minute may pass before the first attempt is cut.
        run = begin_run(story.settings, proxy.uri, arguments, patience=SECONDS)
        status, text = end_of(run)
        tally.note(kind, moment, f"exit {status}")
        if status:
            story.next_run()
        story.assert_whole()
        assert status == 0, text
