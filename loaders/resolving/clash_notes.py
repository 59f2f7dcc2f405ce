"""Clashes of credit codes and aliases in a dataset, as remarks in the report of a load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gaoxin.language import say
from gaoxin.loaders.resolving.code_watch import CodeClash

_SHOWN = 5
"""Clashes of one kind that are shown; the others are counted."""

_WORDS = {
    "names": (
        "同一信用代码有不同名称，按同一企业处理，请核对",
        "one credit code with different names, taken as one firm; check them",
    ),
    "codes": (
        "同一名称有不同信用代码，按不同企业处理，请核对",
        "one name with different credit codes, taken as different firms; check them",
    ),
    "alias": (
        "几个企业共用一个别名，该别名不指向其中任何一个",
        "an alias of several firms, which leads to none of them",
    ),
}


def clash_notes(clashes: Iterable[CodeClash]) -> list[str]:
    """A remark for each of the first clashes of a kind, and one with the number of the others.

    A remark names both rows (file and line) and what differs between them.
    """
    counts: Counter[str] = Counter()
    notes: list[str] = []
    for clash in clashes:
        counts[clash.kind] += 1
        if counts[clash.kind] <= _SHOWN:
            sides = "; ".join(f"{text} ({place})" for text, place in clash.sides)
            notes.append(f"{say(*_WORDS[clash.kind])}: {clash.shared} – {sides}")
    for kind, count in counts.items():
        if count > _SHOWN:
            zh, en = _WORDS[kind]
            more = count - _SHOWN
            notes.append(
                say(
                    f"{zh}：另有 {more:,} 处；gaoxin conflicts 列出全部。",
                    f"{en}: {more:,} more; gaoxin conflicts lists all.",
                )
            )
    return notes
