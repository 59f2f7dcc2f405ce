"""Tell the rows of a list that are things from totals, notes, signatures and repeated headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gaoxin.graph.names.keys import simplify
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.lists.note_lines import SIGNED
from gaoxin.loaders.tables.placeholders import is_placeholder

_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|累计|总数|汇总|平均|均值|total|sum|subtotal|average|mean)"
    r"(?:数|额|值|行)?(?:[\s:：(（\d].*)?"
    r"|(?:全国|全省|全市|全区|全部|所有|各园区|本页|本表|以上)?"
    r"(?:合计|总计|小计|共计|累计|平均|平均值|平均水平|均值)",
    re.IGNORECASE,
)
_PLAIN_TOTAL = re.compile(
    r"(?:全[国省市区县部]|本[页表]|以上|各园区)?(?:合计|总计|小计|共计)[:：]?|(?:sub)?total:?", re.I
)
_NOTE = re.compile(
    r"^(?:备?注|说明|填[表报]说明|附注|(?:数据|资料)?来源|截[至止]|注释|\*)\s*\d*\s*[:：、.．]|^\*|^※"
    r"|^注\s*\d"
    rf"|^(?:{SIGNED})[^:：]{{0,8}}[:：]"
    r"|^第\s*\d+\s*页|^共\s*\d+\s*页|^——|^（?以下空白）?$|^\(?以下(?:空白|无正文)\)?$|^(?:此致|特此)|^note[s]?\s*[:：]",
    re.I,
)
_GROUP = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十\d]{1,3}[批部章类]|[ⅠⅡⅢⅣⅤ]+[、.．])"
)
_GROUP_NUMBER = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?|[ⅠⅡⅢⅣⅤⅥ]+[、.．]?")
_NUMBERED_GROUP = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]).+"
)
_COUNTED_GROUP = re.compile(r".+[(（](?:共|计|合计)?\s*\d+\s*[个家项件户]\s*[)）]")
"""The heading of a group with the number of its rows: 续建项目（3个）."""
_NOT_SO = re.compile(
    r"[(（](?:拟建|拟设立?|规划中?|筹划中?|待建|筹建中?|已?(?:撤销|注销|取消|关闭))[)）]$"
)
EXAMPLE = "示例"
"""How the first cell of an example row, or the name in it, begins in a template."""
_EXAMPLE = re.compile(
    r"(?:填写|填报|填表)?(?:示例|样例|举例|范例|例)\s*\d*\s*(?:[:：].*)?|examples?\b.*", re.I
)
_SIGNS = frozenset("计計总總汇匯均sStTaAmM")
"""Characters of which each text of a total has one."""
KINDS = {
    "total": ("合计行", "totals"),
    "note": ("说明、签字等", "notes and signatures"),
    "group": ("分组标题", "headings of groups"),
    "header": ("重复的表头", "repeated headers"),
    "example": ("示例", "examples"),
    "vacant": ("空缺、待定的姓名", "vacant posts"),
    "not-so": ("名称注明拟建、已撤销之类", "names that say planned or revoked"),
}
NAMED = ("vacant", "not-so")
"""Kinds of rows that are left out for their name."""
SAMPLES = 3
"""Number of rows of each kind that are kept for the report."""


@dataclass(slots=True)
class LeftOutRows:
    """The rows that are no things: the count of each kind, and the first of them with lines."""

    counts: Counter[str] = field(default_factory=Counter)
    samples: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, kind: str, line: int, text: str) -> None:
        """Count a row."""
        self.counts[kind] += 1
        shown = self.samples.setdefault(kind, [])
        if len(shown) < SAMPLES:
            shown.append((line, text))

    def join(self, later: LeftOutRows) -> None:
        """Add the rows of a later piece of the table."""
        self.counts += later.counts
        for kind, samples in later.samples.items():
            shown = self.samples.setdefault(kind, [])
            shown += samples[: SAMPLES - len(shown)]


class RowKinds:
    """Classifies the rows of one table; ``name`` is the column of the names, from 0.

    ``type_`` is the class of the rows.  ``first`` are its first rows: where some are numbered
    1, 2, 3, a row numbered 一 is a heading.
    """

    def __init__(
        self,
        headers: Sequence[tuple[str, ...]],
        name: int | None,
        first: Iterable[Sequence[str]] = (),
        type_: str = "",
    ) -> None:
        self.name, self.type = name, type_
        self.has_digits = any(cells and re.fullmatch(r"\d{1,4}", cells[0]) for cells in first)
        self.name_headers = (
            set(headers[name]) if name is not None and name < len(headers) else set()
        )
        self.headers = {folded(text) for header in headers for text in header}
        known = re.escape("".join(sorted({*"".join(self.headers)})))
        self._foreign = re.compile(f"(?![{known}])[一-鿿]" if known else "[一-鿿]")

    def kind_of(self, cells: Sequence[str]) -> str:
        """The kind of a row that is no thing, ``""`` for a row of data."""
        filled = [cell for cell in cells if cell]
        different = set(filled)
        first = filled[0]
        name = cells[self.name] if self.name is not None and self.name < len(cells) else ""
        if _is_total(name) or (_is_total(first) and not _has_text(filled[1:])):
            return "total"
        if first != name and _PLAIN_TOTAL.fullmatch(folded(first)):  # 合计 | 5个 | 67亿元
            return "total"
        if not name and any(map(_is_total, filled[:2])):
            return "total"
        if (_EXAMPLE.fullmatch(first) and first != name) or name.startswith(EXAMPLE):
            return "example"
        if name and name in self.name_headers:
            return "header"
        if len(different) > 2 and self._is_header(name or first, different):
            return "header"
        if name and (kind := self._kind_of_name(name)):
            return kind
        if _NOTE.match(first) and (
            len(different) == 1 or not name or name == first or _NOTE.match(name)
        ):
            return "note"
        if self._is_group_with_sums(cells[0], name, filled):
            return "group"
        if len(different) == 1:
            if _GROUP.match(first) or (len(filled) > 1 and len(cells) > 2):
                return "group"
            if name != first:
                return "note"
            if len(cells) > 2 and (len(first) > 40 or "：" in first or "。" in first):
                return "note"
        return ""

    def _kind_of_name(self, name: str) -> str:
        """Why a name names nothing that there is; ``""`` if it names something."""
        if self.type == "Person":
            return "vacant" if is_placeholder(name, "name") else ""
        if self.type != "Project" and name[-1] in ")）" and _NOT_SO.search(name):
            return "not-so"
        return ""

    def _is_group_with_sums(self, first: str, name: str, filled: Sequence[str]) -> bool:
        """Whether a row is the heading of a group that has the sums of its rows beside it."""
        heading = name or (first if self.name is not None else "")  # else 一、 numbers indicators
        if not heading or len(heading) > 40:
            return False
        if self.has_digits and _GROUP_NUMBER.fullmatch(first):
            return True
        if not (_COUNTED_GROUP.fullmatch(heading) or _NUMBERED_GROUP.fullmatch(heading)):
            return False
        return not _has_text([cell for cell in filled if cell not in (first, name)])

    def _is_header(self, name: str, cells: set[str]) -> bool:
        """Whether most cells are headers of the table, that under the name included."""
        # Folding a text takes long, and leaves a simplified character as it is.
        foreign = self._foreign.search(name)
        if foreign and simplify(foreign[0]) == foreign[0]:
            return False
        if folded(name) not in self.headers:
            return False
        return sum(folded(cell) in self.headers for cell in cells) * 10 > len(cells) * 7


def _is_total(cell: str) -> bool:
    """Whether a cell says that its row is a sum or a mean (合计, 平均)."""
    # Most cells are told by their length and characters, before anything is folded.
    return len(cell) < 40 and not _SIGNS.isdisjoint(cell) and bool(_TOTAL.fullmatch(folded(cell)))


def _has_text(cells: Sequence[str]) -> bool:
    """Whether any cell is neither a number nor a dash."""
    return any(not re.fullmatch(r"[\d.,%％\s—\-/]*", cell) for cell in cells)
