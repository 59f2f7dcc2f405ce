"""What is not known of a thing, said aloud at the end of a brief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gaoxin.graph.audit.targets import UNREPORTED
from gaoxin.graph.briefing.parts import BriefLine, BriefPart, entries, line
from gaoxin.graph.facts.grades import UNVERIFIED
from gaoxin.graph.portrait.portrait import Portrait
from gaoxin.language import say


def gaps_part(
    sides: Sequence[Portrait], promises: Sequence[Sequence[Mapping[str, Any]]]
) -> BriefPart:
    """What is not known, said aloud."""
    lines: list[BriefLine] = []
    for side, rows in zip(sides, promises, strict=True):
        name = side.name + say("：", ": ") if len(sides) > 1 else ""
        said = list(_gaps(side, rows))
        if said:
            lines.append(line(name + say("；", "; ").join(said) + say("。", ".")))
    if not lines:
        lines.append(line(say("没有发现缺口。", "No gaps were found.")))
    return BriefPart(say("还不知道的", "What is not known"), tuple(lines))


def _gaps(side: Portrait, promises: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if side.reading and side.reading != "read":
        yield say(
            "还没有人读过关于它的文章，以上出自名单、摘录和常识",
            "nobody has read an article about it; this comes from lists, excerpts and general "
            "knowledge",
        )
    if side.missing:
        names = say("、", ", ").join(section.heading for section in side.missing)
        yield say(f"没有来源报道其{names}", f"no source reports its {names}")
    figures = entries(side, "figures")
    undated = sum(not entry.facts[0].time for entry in figures)
    if undated:
        yield say(
            f"{len(figures)} 项数字中有 {undated} 项没有注明时期",
            f"{undated} of {len(figures)} figures have no period",
        )
    unverified = [
        fact.label
        for fact in side.key_facts
        if any(v.sources and {s.grade for s in v.sources} == {UNVERIFIED} for v in fact.values)
    ]
    if unverified:
        labels = say("、", ", ").join(unverified)
        yield say(f"要点中的{labels}未经查证", f"not verified among the key facts: {labels}")
    silent = sum(row["verdict"] == UNREPORTED for row in promises)
    if silent:
        yield say(
            f"{silent} 项承诺已到期而没有来源报道结果",
            f"{silent} promises fell due and no source reports the result",
        )
    unnamed = sum(not source.publisher for source in side.fact_sources)
    if unnamed:
        yield say(
            f"{len(side.fact_sources)} 个来源中有 {unnamed} 个没有注明发布者",
            f"{unnamed} of {len(side.fact_sources)} sources name no publisher",
        )
