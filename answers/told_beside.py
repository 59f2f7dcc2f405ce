"""What is told beside a thing that is an answer: the post, the time, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from gaoxin.answers.known import HISTORICAL, KnownFact


def told_of(facts: Sequence[KnownFact]) -> dict[str, Any]:
    """What facts of one relation, all about one answer, say beside it.

    ``title`` are the posts; ``time`` that of the fact that began last; ``status`` is given if none
    of them holds now: ``planned``, ``target`` or ``historical``.
    """
    now = [fact for fact in facts if not fact.is_promise and fact.status != HISTORICAL] or facts
    found: dict[str, Any] = {}
    if titles := dict.fromkeys(fact.title for fact in now if fact.title):
        found["title"] = "、".join(titles)
    if (last := max(now, key=_began)).time:
        found["time"] = last.time
    if now is facts:
        found["status"] = last.status or "target"
    return found


def state_of(fact: KnownFact) -> dict[str, Any]:
    """The time and the status alone, beside a text that has the post already."""
    return {key: value for key, value in told_of([fact]).items() if key != "title"}


def latest_first(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Holders of posts, those who began last first; the order of other rows stays.

    Of several directors the last is likely in office, and who asks sees since when.
    """
    found = list(rows)
    if not all(row.get("title") for row in found):
        return found
    return sorted(found, key=lambda row: str(row.get("time", "")).strip("./"), reverse=True)


def _began(fact: KnownFact) -> str:
    return fact.start or fact.time
