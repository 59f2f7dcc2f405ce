"""The first question after a load waits for the file of facts, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.cli.terminal import tell
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.answers.fact_file import FactFile


def facts_or_notice() -> FactFile | None:
    """The facts of the current generation; if they have to be gathered first, ``None``, after
    telling that this takes a few seconds.

    Raises:
        StoreEmpty: nothing was loaded yet.
    """
    from gaoxin.answers.fact_file import ready_facts
    from gaoxin.cli.names import open_graph
    from gaoxin.settings import read_settings

    facts = ready_facts(read_settings())
    if facts is None:
        open_graph()  # says first if there is nothing to gather
        tell(
            say(
                "载入后第一次提问，先整理事实，需要几秒……",
                "First question after a load: gathering the facts, which takes a few seconds …",
            )
        )
    return facts
