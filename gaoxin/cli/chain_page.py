"""Write the chain of an industry as a text: a paragraph for each part, sources at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.cli.reading_page import ReadingPage
from gaoxin.cli.source_marks import SourceMarks
from gaoxin.graph.comparison.industry_chain import chain_sentence
from gaoxin.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaoxin.graph.comparison.industry_chain import ChainPart, IndustryChain
    from gaoxin.graph.lookup.told_items import ToldItem

_MOST_NAMES, _MOST_PARTS, _MOST_LEFT = 4, 8, 20


def chain_page(found: IndustryChain, marks: SourceMarks, everything: bool = False) -> str:
    """The text; of a long list of zones the first are named, unless ``everything`` is wanted."""
    page = ReadingPage()
    page.heading(found.name)
    page.text(chain_sentence(found))
    most = None if everything else _MOST_PARTS + 1
    for number, part in enumerate(found.parts[:most]):
        page.blank()
        page.text(part.name if number else say("这个产业本身", "The industry itself"))
        page.labelled(_groups(part, marks, None if everything else _MOST_NAMES))
    left = found.parts[most:] if most else ()
    if left:
        page.blank()
        names = say("、", "; ").join(part.name for part in left[:_MOST_LEFT])
        names += say("……", "; …") if len(left) > _MOST_LEFT else ""
        page.text(
            say(
                f"另有 {len(left)} 个：{names}。全部列出请加 --all。",
                f"{len(left)} more: {names}. All of them: --all.",
            )
        )
    page.sources(marks)
    return str(page)


def _groups(part: ChainPart, marks: SourceMarks, most: int | None) -> list[tuple[str, str]]:
    groups = (
        (say("主导产业", "leading in"), part.leading),
        (say("有此产业", "present in"), part.held),
        (say("计划发展", "planned in"), part.planned),
        (say("企业", "enterprises"), part.enterprises),
    )
    rows = [(label, _names(items, marks, most)) for label, items in groups if items]
    return rows or [("", say("没有来源报道。", "No source reports any."))]


def _names(items: Sequence[ToldItem], marks: SourceMarks, most: int | None) -> str:
    shown = [f"{item.name}{marks.mark(item.sources)}" for item in items[:most]]
    text = say("、", "; ").join(shown)
    left = len(items) - len(shown)
    return text + (say(f" 等 {len(items)} 个", f"; {len(items)} in all") if left else "")
