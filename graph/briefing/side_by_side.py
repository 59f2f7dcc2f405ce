"""The brief about two things beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from gaoxin.errors import BadParameter
from gaoxin.graph.audit.targets import targets
from gaoxin.graph.briefing.brief import basis_line, key_cell
from gaoxin.graph.briefing.gaps import gaps_part
from gaoxin.graph.briefing.parts import (
    Brief,
    BriefLine,
    BriefPart,
    BriefTable,
    Drawer,
    joined,
    line,
    named,
)
from gaoxin.graph.briefing.promises import promises_part
from gaoxin.graph.charts.beside import things_over_indicator
from gaoxin.graph.comparison.compare import Comparison, compare
from gaoxin.graph.comparison.figure_rows import ALONE, COMPARED, REFUSED, FigureRow
from gaoxin.graph.comparison.shared_items import ONE, SAME, SAME_CLASS, SharedItem
from gaoxin.graph.comparison.short_names import short_names
from gaoxin.graph.facts.amount_words import amount_words
from gaoxin.graph.facts.figures import Figure
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.told_items import ToldItem
from gaoxin.graph.portrait.known_facts import Told
from gaoxin.graph.store.generation import Generation
from gaoxin.language import in_brackets, say

_ROWS = {COMPARED: 6, REFUSED: 3, ALONE: 3}
_WHY = {
    "period": ("时期不同", "periods differ"),
    "no_period": ("时期未注明", "no period given"),
    "other_unit": ("单位不同", "units differ"),
    "growth": ("一为增速", "one is a growth rate"),
    "indicator": ("指标相近而不同", "similar indicators"),
    "scope": ("口径或有不同", "scopes may differ"),
}


def brief_of_two(
    generation: Generation,
    iris: tuple[str, str],
    today: date,
    draw: Drawer | None = None,
    grade: str = "",
) -> Brief:
    """The brief that sets two things of one kind beside each other; ``draw`` draws a
    figure that can be compared.  With a ``grade`` only what a source of it or a stronger one says.

    Raises:
        BadParameter: the things are of different kinds, or the same.
        UnresolvedName: the store knows nothing of one of the IRIs.
    """
    found = compare(generation, iris, today, grade=grade)
    names = short_names(found.sides)
    rows = [targets(generation, today, iri, grade=grade).rows for iri in iris]
    parts = (
        _key_facts(found, names),
        _industries(found, names),
        _figures(Reader(generation), found, names, draw, grade),
        promises_part(list(zip(names, rows, strict=True))),
        gaps_part(found.sides, rows),
    )
    title = say(f"{names[0]}与{names[1]}对照简报", f"{names[0]} and {names[1]}: brief")
    return Brief(title, basis_line(generation, today, grade), parts)


def _key_facts(found: Comparison, names: tuple[str, ...]) -> BriefPart:
    known = [{fact.label: fact for fact in side.key_facts} for side in found.sides]
    labels = dict.fromkeys(label for facts in known for label in facts)
    rows = tuple(
        (line(label), *(key_cell(facts.get(label)) for facts in known)) for label in labels
    )
    table = BriefTable((say("要点", "key fact"), *names), rows, (16, 42, 42))
    return BriefPart(say("要点", "Key facts"), table=table)


def _industries(found: Comparison, names: tuple[str, ...]) -> BriefPart:
    heading = say("产业", "Industries")
    rows = next((items for section, items in found.shared if section.key == "industries"), ())
    shared = [_of_all_sides(row) for row in rows if row.how == SAME]
    alike = [_alike(row, names) for row in rows if row.how == SAME_CLASS]
    lines: list[BriefLine] = []
    if shared:
        lines.append(named(say("两家都有", "both"), shared))
    if alike:
        head = Told(say("分类相近：", "similar class: "))
        lines.append((head, *joined(alike, say("；", "; "))))
    for number, name in enumerate(names):
        alone = [row.first for row in rows if row.how == ONE and row.held_by == (number,)]
        if alone:
            lines.append(named(say(f"只有{name}有", f"only {name}"), alone, 8))
    absent = line(say("没有来源报道两家的产业。", "No source reports industries of either."))
    return BriefPart(heading, tuple(lines) or (absent,))


def _of_all_sides(row: SharedItem) -> ToldItem:
    """The item with the sources of all sides."""
    sources = (source for item in row.items if item is not None for source in item.sources)
    return replace(row.first, sources=tuple(dict.fromkeys(sources)))


def _alike(row: SharedItem, names: tuple[str, ...]) -> Told:
    """Items of one official class, each with its side: 集成电路（合肥）≈ 芯片（芜湖）."""
    told = [
        say(f"{item.name}（{name}）", f"{item.name} ({name})")
        for item, name in zip(row.items, names, strict=True)
        if item is not None
    ]
    return Told(" ≈ ".join(told), _of_all_sides(row).sources)


def _figures(
    reader: Reader,
    found: Comparison,
    names: tuple[str, ...],
    draw: Drawer | None,
    grade: str,
) -> BriefPart:
    heading = say("数字", "Figures")
    chosen: list[FigureRow] = []
    for verdict, most in _ROWS.items():
        chosen += [row for row in found.figures if row.verdict == verdict][:most]
    if not chosen:
        return BriefPart(heading, (line(say("没有来源报道数字。", "No source reports any.")),))
    head = (say("指标", "indicator"), *names, say("可比否", "comparable"))
    rows = tuple(
        (line(_indicators(reader, row)), *(_cell(cell) for cell in row.cells), _verdict(row))
        for row in chosen
    )
    more = len(found.figures) - len(chosen)
    tail = (line(say(f"另有 {more} 行，见 gaoxin compare。", f"{more} more: gaoxin compare.")),)
    table = BriefTable(head, rows, (28, 26, 26, 20))
    return BriefPart(heading, tail if more else (), table, _chart(reader, found, draw, grade))


def _chart(reader: Reader, found: Comparison, draw: Drawer | None, grade: str) -> bytes:
    """The first figure that can be compared; nothing if there is none."""
    compared = [row for row in found.figures if row.verdict == COMPARED]
    if draw is None or not compared:
        return b""
    iris = [side.iri for side in found.sides]
    try:
        spec = things_over_indicator(reader, iris, compared[0].indicators[0], grade)
    except BadParameter:
        return b""
    return draw(spec)


def _indicators(reader: Reader, row: FigureRow) -> str:
    return say(" / ", " / ").join(reader.entry(iri).name for iri in row.indicators)


def _cell(cell: tuple[Figure, ...]) -> BriefLine:
    if not cell:
        return line(say("没有来源报道", "not reported"))
    return joined([_told(figure) for figure in cell[:2]], say("；", "; "))


def _told(figure: Figure) -> Told:
    when = period_words(figure.time) if figure.time else say("时期未注明", "no period")
    text = amount_words(figure.value, figure.comparator, figure.unit)
    return Told(text + in_brackets(when), figure.sources)


def _verdict(row: FigureRow) -> BriefLine:
    return line(say("，", ", ").join(_judged(row)))


def _judged(row: FigureRow) -> Iterator[str]:
    why = say(*_WHY[row.why]) if row.why in _WHY else row.why
    if row.verdict == REFUSED:
        yield say(f"不可比：{why}", f"no: {why}")
    elif row.verdict == ALONE:
        yield say("只有一家有", "one side only")
    elif row.difference is not None:
        unit = next(figure.unit for cell in row.cells for figure in cell)
        words = amount_words(str(abs(row.difference)), "", unit)
        more = row.difference > 0
        yield say(f"后者{'多' if more else '少'} {words}", f"{words} {'more' if more else 'less'}")
    else:
        yield why or say("可比", "yes")
