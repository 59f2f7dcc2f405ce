"""Cut a text into claims: one for each number, or one for a clause that has none.

A clause that names nobody speaks of what the clause before it named, and of its period; a growth
without a measure (同比增长8%) is that of the measure before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.lexicon.expressions import Expression, expressions
from gaoxin.answers.linking import NamedSpan
from gaoxin.answers.question import read_question

_CLAUSE = re.compile(r"[，；。！？;!?\n]+|,(?!\d{3})|(?<!\d)\.(?!\d)|\.(?=\s|$)")
_WITHOUT_MEASURE = re.compile(
    "(?:其?比上年|较上年|同比|环比)?(?:增长|增速|下降|增幅|提高)|(?:位列|位居|排名?|居|列)[^，]{0,6}第"
)
"""How a part begins that says how a measure grew, or which place it takes."""
_ALONE = re.compile(
    r"截[至止]|[到在至自于从末底初]|\b(?:in|by|during|for|as of|until|since|the end of|end of)\b",
    re.IGNORECASE,
)
"""What may stand beside a period in a clause that says only when: 到2030年, In 2019."""
_MEASURES = frozenset({"industry", "indicator"})
"""Kinds of things that say what is measured, not of whom."""
_NUMBERS = ("number", "rank")
"""Kinds of expressions that are a value."""


@dataclass(frozen=True, slots=True)
class ClaimText:
    """``written`` is the part of the text that claims something; ``whole`` is it with what it takes
    from the parts before it, so that it can be understood alone.
    """

    written: str
    whole: str


def claims_in(text: str, file: FactFile) -> Iterator[ClaimText]:
    """The claims of a text, in its order."""
    subject = period = measure = ""
    is_announced = False
    for clause in filter(None, (part.strip() for part in _CLAUSE.split(text))):
        question = read_question(clause, file)
        named = [m for m in question.mentions if not _is_measure(m, file)]
        if named:
            subject, measure = file.thing(named[0].things[0]).zh, ""
            period = period if is_announced else ""
        is_announced = False
        read = expressions(clause)
        if dates := [e for e in read if e.kind == "period"]:
            period = dates[0].text
        is_same = len(question.key) == len(clause)  # else places in the key are other places
        values = values_in(read, question.mentions if is_same else [])
        if dates and len(_ALONE.sub("", clause.replace(dates[0].text, "", 1)).strip()) <= 1:
            is_announced = True  # 2019年，某某高新区…: it is that of the clause behind
            continue
        begin = 0
        parts: list[Expression | None] = [*values] or [None]
        for value in parts:
            end = _end(clause, value, values)
            part = clause[begin:end].strip(" ,，、")
            is_first, begin = begin == 0, end
            if _WITHOUT_MEASURE.match(part):
                whole = measure + part
            else:
                whole = part
                measure = part[: part.find(value.text)] if value and value.text in part else ""
            lacking = "" if named and is_first else subject
            dated = "" if any(e.kind == "period" for e in expressions(whole)) else period
            dated += " " * bool(dated and whole[:1].isascii())
            yield ClaimText(
                part, f"{dated}{'' if lacking and lacking in whole else lacking}{whole}"
            )


def values_in(read: Iterable[Expression], mentions: list[NamedSpan]) -> list[Expression]:
    """The values among expressions, without numbers that are a part of a name (5米宽厚板厂)."""
    return [
        e
        for e in read
        if e.kind in _NUMBERS and not any(m.start <= e.start and e.end <= m.end for m in mentions)
    ]


def _end(clause: str, value: Expression | None, values: list[Expression]) -> int:
    """Where the part of a value ends: behind it, or with the clause if it is the last."""
    if value is None or value is values[-1]:
        return len(clause)
    return value.end


def _is_measure(mention: NamedSpan, file: FactFile) -> bool:
    return {file.thing(thing).kind for thing in mention.things} <= _MEASURES
