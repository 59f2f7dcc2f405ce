"""Which names may become new things, and the question that a name raises if it may not.

``gx:admits`` of a class (ontology/usage.ttl) is ``closed``, ``reviewed`` or ``open``.  A name of a
closed class that is not recognised is never a new thing: the row that contains it is refused.  A
row ``new`` of an identity table is the decision that lets a name in.  A closed class without a
single declared member has no catalogue, so nothing could be recognised; it admits names as
``reviewed``.
"""

from __future__ import annotations

from dataclasses import dataclass

from gaoxin.loaders.problems import split_place
from gaoxin.model import Problem
from gaoxin.ontology.terms import vocabulary

CLOSED, REVIEWED, OPEN = "closed", "reviewed", "open"

_WHY = {
    "": ("目录中没有这个名称", "no such name is in the catalogue"),
    "ambiguous": ("它可指几个事物", "it can mean several things"),
    "part": ("它是下列事物的一部分或下属", "it names a part or a body of the following"),
    "joined": (
        "它把几个名称写在一起；请每行（或用、隔开的每项）写一个",
        "it joins several names; write one in each row",
    ),
    "disagree": ("代码与名称不一致", "its code and its name disagree"),
    "unlisted": (
        "它的写法像目录中的名称或代码，目录中却没有",
        "it is written like a name or code of the catalogue, which does not have it",
    ),
    "level": ("它是城市的名称，不是园区的", "it is the name of a city, not of a zone"),
}


@dataclass(frozen=True, slots=True)
class Near:
    """A thing that a name may mean: its key and name, a score from 0 to 100, and its reason."""

    key: str
    name: str
    score: float
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A name that was not resolved: why (a fault of ``Reading``, or ``ambiguous``), and what is
    near.
    """

    type: str
    name: str
    fault: str
    near: tuple[Near, ...]

    def problem(self, place: str, column: str = "") -> Problem:
        """The problem of the row at ``place`` that contains the name."""
        term = vocabulary().find_class(self.type)
        zh, en = _WHY[self.fault]
        listed = "、".join(f"{n.name}（{n.key}，{n.score:.0f} 分：{n.zh}）" for n in self.near)
        listed_en = ", ".join(f"{n.name} ({n.key}, score {n.score:.0f}: {n.en})" for n in self.near)
        file, line = split_place(place)
        return Problem(
            file,
            line,
            column,
            self.name,
            f"认不出{term.label_zh}「{self.name}」：{zh}。"
            + (f"相近的有：{listed}。" if listed else "")
            + "请改正名称或写括号中的键；也可运行 gaoxin review 逐个决定。",
            f"the {term.label_en} {self.name!r} is not recognised: {en}. "
            + (f"Near: {listed_en}. " if listed else "")
            + "Correct the name, or write the key in brackets; gaoxin review settles such names "
            "one by one.",
        )


def admits(type_: str, fault: str, *, has_catalogue: bool) -> str:
    """How a name of class ``type_`` with this fault may become a new thing."""
    if not has_catalogue:
        return REVIEWED
    if fault and fault != "ambiguous":
        return CLOSED
    return vocabulary().find_class(type_).admits or OPEN
