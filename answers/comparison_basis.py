"""Among what the largest or first was found: the order of known figures says nothing of others."""

from __future__ import annotations

from collections.abc import Collection

from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import KnownFact
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary


def compared_words(
    compared: Collection[KnownFact], partial: Collection[int], file: FactFile
) -> str:
    """How many things were compared, by figures of which years, and how many could not be because
    only a part of a year is known of them (``partial``).
    """
    things = {fact.subject for fact in compared}
    if not things:
        return ""
    if len(things) == 1 and not partial:
        return say(
            "图谱里没有别的对象有这样的数值，没有可比较的。",
            "Nothing else has such a figure in the graph, so it was compared with nothing.",
        )
    zh, en = _class_words(things, file)
    years = _years(compared)
    when = say(f"（{years} 年）", f" ({years})") if years else ""
    words = say(
        f"在图谱有这项数值的 {len(things)} 个{zh}中比较{when}；没有数值的未比较",
        f"Compared: the {len(things)} {en} of which the graph has this figure{when}; others may "
        "have more or less",
    )
    if partial:
        words += say(
            f"，只有不足一年数值的 {len(partial)} 个也未比较",
            f"; of {len(partial)} only a part of a year is known",
        )
    return words + say("。", ".")


def counted_words() -> str:
    """What a number of known things is worth as an order."""
    return say(
        "按图谱中已收录的计数；图谱不一定收全。",
        "Counted by what is in the graph, which need not have all.",
    )


def _class_words(things: Collection[int], file: FactFile) -> tuple[str, str]:
    for name, zh, en in _CLASSES:
        if all(vocabulary().is_a(file.thing(thing).type, (name,)) for thing in things):
            return zh, en
    return "对象", "things"


_CLASSES = (
    ("Zone", "高新区或园区", "zones"),
    ("Enterprise", "企业", "enterprises"),
    ("Industry", "产业", "industries"),
)


def _years(compared: Collection[KnownFact]) -> str:
    years = sorted({(fact.end or fact.time)[:4] for fact in compared} - {""})
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}" if years else ""
