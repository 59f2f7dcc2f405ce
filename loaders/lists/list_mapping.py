"""What is known of a list: what each row is and what each column means.

A :class:`ListMapping` comes from the recognition of headers
(:mod:`gaoxin.loaders.lists.recognise_columns`) or from a file that a person has written or edited
(:mod:`gaoxin.loaders.lists.mapping_file`).
"""

from __future__ import annotations

from dataclasses import dataclass

NAMES = {
    "name": ("名称", "name"),
    "alias": ("别名", "other name"),
    "former-name": ("曾用名", "former name"),
    "short-name": ("简称", "short name"),
    "english-name": ("英文名称", "English name"),
    "credit-code": ("统一社会信用代码", "credit code"),
}
"""Words for the names of the thing of a row, in Chinese and English."""
FIGURES_BY_ROW = {
    "indicator": ("指标", "indicator"),
    "value": ("数值", "value"),
    "unit": ("单位", "unit"),
    "time": ("时间", "period"),
    "time-part": ("季度或月份", "part of the year"),
    "status": ("状态", "status"),
}
"""Words for the columns of a list with one figure in a row."""
OTHERS = {
    "position": ("任职", "post held by"),
    "holder-title": ("职务", "title of the post"),
    "post-time": ("任职时间", "time in the post"),
    "trait": ("只用来区分同名的人，不入图谱", "tells persons of one name apart; not stored"),
    "figure": ("数值", "figure"),
    "work-period": ("建设起止时间（计划）", "period of construction (planned)"),
    "currency": ("本行金额的币种", "currency of the amounts in the row"),
    "row-number": ("序号", "row number"),
    "leave-out": ("不收", "left out"),
}
WORDS = NAMES | FIGURES_BY_ROW | OTHERS
"""All words that a meaning may be besides the properties of the ontology."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column means.  Absent parts are ``""``.

    ``means`` is one of :data:`WORDS`, or a property: its name in the ontology (``locatedIn``,
    ``skos:note``).  ``type`` is the class of the thing that a cell names; for ``name`` it is the
    class of the row.  With ``reverse`` the thing in the cell is the subject of the relation.
    ``value`` is the object where the cell only says yes or no.  ``title`` is the post of a
    ``position``.
    ``indicator`` of a ``currency`` is the amount that it is of, ``""`` for all of the row.
    ``indicator``, ``time`` and ``status`` belong to a ``figure``; ``unit`` also to other numbers.
    ``qualifier`` is that of the fact.  ``personal`` tells that the column holds personal data.
    ``zh`` and ``en`` say why a column is left out.
    """

    means: str
    type: str = ""
    reverse: bool = False
    value: str = ""
    title: str = ""
    indicator: str = ""
    unit: str = ""
    time: str = ""
    status: str = ""
    qualifier: str = ""
    personal: bool = False
    zh: str = ""
    en: str = ""

    @property
    def is_left_out(self) -> bool:
        """Whether the column is not taken."""
        return self.means in ("leave-out", "row-number")


def left_out(zh: str, en: str) -> Meaning:
    """The meaning of a column that is left out for a reason."""
    return Meaning("leave-out", zh=zh, en=en)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list: its position from 0, its header as in the file, and its meaning."""

    index: int
    header: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class ListMapping:
    """What a list means: the class of the thing in each row, and the columns.

    ``subject`` is the name of the thing if all rows are about one (figures of one zone).  ``every``
    are facts of every row, each with its ``value``.
    """

    type: str
    columns: tuple[ListColumn, ...]
    subject: str = ""
    every: tuple[Meaning, ...] = ()

    def first(self, means: str) -> ListColumn | None:
        """The first column with this meaning."""
        return next((c for c in self.columns if c.meaning.means == means), None)
