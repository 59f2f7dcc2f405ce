"""The recognition that the title of a list implies: 苏州市国家级专精特新“小巨人”企业名单."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from gaoxin.loaders.lists.award_cells import refuse_candidate
from gaoxin.loaders.lists.dictionary import read_dictionary
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.lists.implied_zone import QUALIFIER
from gaoxin.loaders.lists.list_mapping import ListColumn, Meaning
from gaoxin.loaders.lists.row_draft import UnclearCellError
from gaoxin.loaders.lists.standing_words import refuse_if_not_so
from gaoxin.ontology.terms import vocabulary

_BEHIND = re.compile(
    r"(?:企业)?(?:第.{1,3}批)?(?:认定|入库|公布|通过|复核通过)?(?:企业)?"
    r"(?:名单|名录|清单|一览表|汇总表|登记表|信息表|台账|目录).{0,14}"
)
"""What may stand behind the recognition, so that the rows are those that have it."""
_NOT_YET = re.compile(
    "拟|公示|征集|对比|比较|服务机构|未|非|取消|撤销|到期|异议|复核(?!通过)|复审(?!通过)"
)
_LOST = re.compile("[未不]通过|公示|待发|取消|撤销|失效|过期|摘[帽牌]|未认定|未获|除名")
"""Words in a cell that the enterprise of the row has it not, or no longer."""
LOST = (
    "这一行说没有通过或已取消，没有收标题所说的称号",
    "the row says that it has not passed or has lost it; the recognition of the title is not taken",
)
"""Why a row has not the recognition of the title, in both languages."""


def implied_award(
    type_: str, texts: Iterable[str], columns: Iterable[ListColumn]
) -> Meaning | None:
    """What a title says of every enterprise of a list; ``None`` if a column says it, or nothing.

    ``texts`` are the titles and the names of the sheet and of the file.  They must name one
    recognition, and no word may say that it is only applied for or has ended.
    """
    if not vocabulary().is_a(type_, ["Enterprise"]):
        return None
    if any(column.meaning.means == "approvedAs" for column in columns):
        return None
    found = {award for text in texts if (award := _award_in(text))}
    if len(found) != 1:
        return None
    return Meaning("approvedAs", "Award", value=found.pop(), qualifier=QUALIFIER)


def is_lost(meaning: Meaning, cells: Iterable[str]) -> bool:
    """Whether a cell of a row speaks against the recognition that the title implies."""
    is_implied = meaning.means == "approvedAs" and meaning.qualifier == QUALIFIER
    return is_implied and any(map(_LOST.search, cells))


def _award_in(text: str) -> str:
    """The only recognition whose holders a title lists; ``""`` if there is none."""
    rest, found = folded(text), set[str]()
    if _NOT_YET.search(rest):
        return ""
    try:
        refuse_candidate(rest)
        refuse_if_not_so(rest)
    except UnclearCellError:
        return ""
    for form, award in _forms():
        if form in rest:
            found.add(award)
            rest = rest.replace(form, "\n")
    behind = rest.rpartition("\n")[2]
    return found.pop() if len(found) == 1 and _BEHIND.fullmatch(behind) else ""


@cache
def _forms() -> list[tuple[str, str]]:
    """The forms of all recognitions, the longest first, each with the name."""
    forms = {
        form: entry.meaning.value
        for form, entries in read_dictionary().entries.items()
        for entry in entries
        if entry.meaning.means == "approvedAs" and entry.meaning.value and "是否" not in form
    }
    return sorted(forms.items(), key=lambda item: -len(item[0]))
