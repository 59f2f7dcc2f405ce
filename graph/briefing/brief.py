"""The content of a brief: key facts, industries, figures, promises and their state, gaps.

Every piece of text carries its sources (:class:`~gaoxin.graph.portrait.key_facts.Told`); the writer
turns them into footnotes.  Lists are cut so that the whole fits two pages, and say how many more
there are.
"""

from __future__ import annotations

from datetime import date

from gaoxin.errors import BadParameter
from gaoxin.graph.audit.targets import targets
from gaoxin.graph.briefing.gaps import gaps_part
from gaoxin.graph.briefing.parts import (
    Brief,
    BriefLine,
    BriefPart,
    BriefTable,
    Drawer,
    entries,
    joined,
    line,
    named,
)
from gaoxin.graph.briefing.promises import promises_part
from gaoxin.graph.charts.years import figures_over_years
from gaoxin.graph.facts.grades import grade_word
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import REMARK_SIGN, remark_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.told_items import HELD, PLANNED, ToldItem, figure_words
from gaoxin.graph.portrait.known_facts import KeyFact, Told
from gaoxin.graph.portrait.portrait import Filter, Portrait, portrait
from gaoxin.graph.store.generation import Generation
from gaoxin.language import in_brackets, say

_FIGURES = 9


def brief(
    generation: Generation,
    iri: str,
    today: date,
    draw: Drawer | None = None,
    grade: str = "",
) -> Brief:
    """The brief about one thing, as of ``today``, with a chart of its figures if ``draw`` can.

    With a ``grade`` only what a source of it or a stronger one says.

    Raises:
        UnresolvedName: the store knows nothing of the IRI.
    """
    told_of = portrait(generation, iri, Filter(grade=grade))
    promises = targets(generation, today, iri, grade=grade).rows
    parts = (
        _key_facts(told_of),
        _industries(told_of),
        _figures(told_of, _chart(generation, iri, draw, grade)),
        promises_part([(told_of.name, promises)]),
        gaps_part([told_of], [promises]),
    )
    title = say(f"{told_of.name}简报", f"{told_of.name}: brief")
    return Brief(title, basis_line(generation, today, grade), parts)


def basis_line(generation: Generation, today: date, grade: str = "") -> str:
    """From what the brief was made, and how it is to be read."""
    manifest = generation.manifest
    day, published = period_words(today.isoformat()), period_words(manifest.time[:10])
    word = grade_word(grade)
    limit = say(
        f"只用可信度不低于“{word}”的事实。", f" Only facts of the grade “{word}” or better."
    )
    return say(
        f"据高新图谱第 {manifest.number} 代（{published}发布），{day}制。"
        "来源见脚注，* 表示文中隐含、没有明说，? 表示未经查证的常识；没有写到的，不等于没有。",
        f"From generation {manifest.number} of Gaoxin Graph (published {published}), made on "
        f"{day}. Footnotes name the sources; * marks what they only imply, ? unverified general "
        f"knowledge, {REMARK_SIGN} a remark in Chinese, which may limit the fact. What is not "
        "mentioned may still exist.",
    ) + (limit if grade else "")


def key_cell(fact: KeyFact | None) -> BriefLine:
    """The values of a key fact as one cell, or the words that it is not known."""
    if fact is None:
        return line(say("没有来源报道", "no source reports it"))
    if not fact.values:
        return line(fact.absent)
    return joined(fact.values, say("；", "; "))


def _key_facts(told_of: Portrait) -> BriefPart:
    rows = tuple((line(fact.label), key_cell(fact)) for fact in told_of.key_facts)
    head = (say("要点", "key fact"), say("内容", "what is known"))
    return BriefPart(say("要点", "Key facts"), table=BriefTable(head, rows, (20, 80)))


def _industries(told_of: Portrait) -> BriefPart:
    found = entries(told_of, "industries")
    groups = (
        (say("主导", "leading"), [e for e in found if e.leading and e.state == HELD]),
        (say("已在发展", "present"), [e for e in found if not e.leading and e.state == HELD]),
        (say("计划中", "planned"), [e for e in found if e.state == PLANNED]),
    )
    lines = tuple(named(heading, items) for heading, items in groups if items)
    absent = line(say("没有来源报道其产业。", "No source reports its industries."))
    return BriefPart(say("产业", "Industries"), lines or (absent,))


def _chart(generation: Generation, iri: str, draw: Drawer | None, grade: str) -> bytes:
    """The figures over the years; nothing if none of them has a year."""
    if draw is None:
        return b""
    try:
        spec = figures_over_years(Reader(generation), iri, grade=grade)
    except BadParameter:
        return b""
    return draw(spec)


def _figures(told_of: Portrait, picture: bytes) -> BriefPart:
    found = [e for e in entries(told_of, "figures") if e.state == HELD and e.facts[0].figure]
    heading = say("数字", "Figures")
    if not found:
        return BriefPart(
            heading, (line(say("没有来源报道数字。", "No source reports any figure.")),)
        )
    rows = tuple(_figure_row(entry) for entry in found[:_FIGURES])
    head = (say("指标", "indicator"), say("数值", "value"), say("时期", "period"))
    more = len(found) - len(rows)
    lines = (
        (line(say(f"另有 {more} 项数字，见图谱。", f"{more} more figures are in the graph.")),)
        if more
        else ()
    )
    return BriefPart(heading, lines, BriefTable(head, rows, (50, 25, 25)), picture)


def _figure_row(entry: ToldItem) -> tuple[BriefLine, ...]:
    fact = entry.facts[0]
    remark = remark_words(fact.qualifier)
    name = entry.name + in_brackets(remark)
    when = period_words(fact.time) if fact.time else say("时期未注明", "no period given")
    return line(name), line("", Told(figure_words(fact), entry.sources)), line(when)
