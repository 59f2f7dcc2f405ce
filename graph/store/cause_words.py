"""What made a generation, in words for people."""

from __future__ import annotations

from gaoxin.language import say

_DATASETS_SHOWN = 4


def cause_words(cause: str) -> str:
    """What made a generation, in words; datasets beyond the first few are counted."""
    done, _, rest = cause.partition(" ")
    names = rest.split(", ")
    joint = say("、", ", ")
    told = joint.join(names[:_DATASETS_SHOWN])
    if len(names) > _DATASETS_SHOWN:
        told += say(" 等", " and others")
    words = {
        "load": say(f"载入 {told}", f"loaded {told}"),
        "remove": say(f"移除 {told}", f"removed {told}"),
        "rollback": say(f"回到第 {rest} 代", f"went back to generation {rest}"),
    }
    return words.get(done, cause)
