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
    "area": ("它是下列园区内的一片", "it is an area within the following zone"),
    "part": ("它指的是下列事物的一部分或下属", "it names a part or a body of the following"),
    "joined": ("它把几个名称写在一起", "it joins several names"),
    "disagree": ("代码与名称不一致", "its code and its name disagree"),
    "misspelt": (
        "目录中没有它，却有很像的，或它自称国家级",
        "the catalogue does not have it, but one almost of this name, or it claims to be national",
    ),
    "code": ("没有这个代码", "there is no such code"),
    "general": ("它没有说是哪一个；请写上城市", "it does not say which one; write the city, too"),
    "level": ("它是城市的名称，不是园区的", "it is the name of a city, not of a zone"),
    "new": ("它是新事物", "it is a new thing"),
    "near": ("它是新事物，但与已有的相近", "it is a new thing, and similar ones exist"),
}
_SHOWN = 3  # candidates in a message


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
    """A name that a person should judge: why, and which things are near.

    ``fault`` is one of ``Reading``, or ``ambiguous``, or ``new`` or ``near`` for a name that became
    a new thing.  ``place`` is the first of ``rows`` places that contain the name, in ``dataset``.
    ``key`` is that of the new thing.
    """

    type: str
    name: str
    fault: str
    near: tuple[Near, ...]
    place: str = ""
    rows: int = 1
    dataset: str = ""
    key: str = ""

    @property
    def is_tied(self) -> bool:
        """Whether the first two candidates are equally near, so that none is the first."""
        return len(self.near) > 1 and self.near[0].score == self.near[1].score

    @property
    def why(self) -> tuple[str, str]:
        """The reason for asking, in Chinese and English, without a full stop."""
        return _WHY[self.fault]

    def problem(self, place: str, column: str = "") -> Problem:
        """The problem of the row at ``place`` that contains the name."""
        term = vocabulary().find_class(self.type)
        zh, en = self.why
        near = self.near[:_SHOWN]
        listed = "、".join(f"{n.name}（{n.key}，{n.score:.0f} 分：{n.zh}）" for n in near)
        listed_en = ", ".join(f"{n.name} ({n.key}, score {n.score:.0f}: {n.en})" for n in near)
        file, line = split_place(place)
        return Problem(
            file,
            line,
            column,
            self.name,
            f"认不出{term.label_zh}「{self.name}」：{zh}。"
            + (f"相近的有：{listed}。" if listed else "")
            + "请改正它，或写括号中的键，或用 gaoxin review 决定。",
            f"the {term.label_en} {self.name!r} is not recognised: {en}. "
            + (f"Near: {listed_en}. " if listed else "")
            + "Correct it, write the key in brackets, or decide with gaoxin review.",
        )


def admits(type_: str, fault: str, *, has_catalogue: bool) -> str:
    """How a name of class ``type_`` with this fault may become a new thing."""
    if not has_catalogue:
        return REVIEWED
    if fault not in ("", "area", "ambiguous"):
        return CLOSED
    return vocabulary().find_class(type_).admits or OPEN
