"""Cut a question that asks for several things into questions that each ask for one.

The later ones often say 该区 or 它: the thing that the first answer spoke of takes its place.
"""

from __future__ import annotations

import re

from gaoxin.answers.phrases import phrases_in
from gaoxin.graph.names.keys import match_key

_CUT = re.compile(r"[,，;；。？?！!]+|、(?=哪|什么|谁|多少|几|何)")
_POINTING = re.compile(
    r"该(?:高新区|园区|示范区|开发区|区|企业|公司|链|项目|平台|机构|产业)"
    r"|(?:这|那)(?:个|家|些|两个|几个)?(?:高新区|园区|企业|公司|项目|平台)|(?:这些|那些|它们)(?:各自|分别)?|它|其(?=[^中他实])"
)
_ASKING = frozenset({"who", "which", "amount", "count", "when", "where", "rank", "title"})


def clauses(text: str) -> list[str]:
    """The parts of a question, each with a question word of its own."""
    parts = [part.strip() for part in _CUT.split(text) if part.strip()]
    out: list[str] = []
    waiting = ""
    for part in parts:
        joined = f"{waiting},{part}" if waiting else part
        if _asks(part):
            out.append(joined)
            waiting = ""
        else:
            waiting = joined
    if waiting:
        if out:
            out[-1] = f"{out[-1]},{waiting}"
        else:
            out.append(waiting)
    return out


def _asks(text: str) -> bool:
    return any(p.kind == "ask" and set(p.meanings) & _ASKING for p in phrases_in(match_key(text)))


def pointing(text: str) -> str:
    """The word of a clause that points back (该区), or ``""``."""
    found = _POINTING.search(text)
    return found.group() if found else ""


def without_question_words(text: str) -> str:
    """A clause without its question words, as the beginning of the next one."""
    key = match_key(text)
    cut = [p for p in phrases_in(key) if p.kind == "ask"]
    return "".join(c for i, c in enumerate(key) if not any(p.start <= i < p.end for p in cut))
