"""Questions that ask the same of several things, years or measures: 2016年和2017年的产值分别是多少.

Such a question is written once for each of them.  A question for a course (从多少涨到多少) is
written as one for the figure, of which all values are told.
"""

from __future__ import annotations

import re
from itertools import pairwise

from gaoxin.answers.question import AskedQuestion

_EACH = re.compile(r"分别|各自|各是|各有|各为|各多少|各几|各排|各在|各叫|各由")
_BOTH = re.compile("都(?:是|在|有|属于|做|搞|发展)[^,;?。!]*[吗么]")
"""Whether of several things each is so: 合肥和苏州都有光伏吗."""
_AND = re.compile(
    r"(?:和|与|跟|同|及|以及|还有|、|,)?(?:在|的|年|到|至)?(?:和|与|跟|同|及|以及|还有|、|,)?"
)
_ONE_EACH = re.compile(
    r",?一(?P<counter>[家个])(?:位于|地处|在)(?P<one>[^,;、。?!]{2,8})[,、和](?:另)?一(?P=counter)(?:位于|地处|在)"
    r"(?P<other>[^,;、。?!]{2,8})[?。!]*$"
)
"""Two answers that lie in different places: 一家在河北、一家在江西."""
_YEARS_AND = re.compile(r"年?度?(?:的|在)?(?:和|与|跟|同|及|以及|还有|、|,|到|至|-|比)+(?:在|的)?")
_CHANGED = re.compile(
    r"从(?:多少|几|哪)[^,;?。!]{0,3}?(?:涨|增|升|提高|提升|增长|增加|上升|扩大|降|下降|减少|变|发展)?"
    r"[^,;?。!]{0,2}?(?:到|至|成|为)了?(?:多少|几|哪)[^,;?。!]{0,3}"
)
_OVER_YEARS = re.compile(
    r"(?P<over>历年|逐年|(?:这|近|最近|过去)(?:些|几|[两二三四五六七八九十]|\d{1,2})年|每一?年)来?的?"
    r"|(?:是|又|都)?(?:怎么|如何|怎样)(?:变化|变|发展|增长)的?"
    r"|的?(?:变化|走势|趋势)(?:情况|趋势|如何|怎样|怎么样)?|(?:分别)?(?:是)?多少"
)
"""Words by which people ask for all values of a figure: 历年, 这些年是怎么变的."""
_EXCEPT = re.compile(
    r"(?:除了|除开|除去|除|刨去|不算)(?P<name>[^,;?。!]{2,20}?)(?:之外|以外|外|,)*"
    r"(?=还有|还|,|哪|谁|有|都|其他|另外)(?:还有(?=谁|哪)|还|,)?"
)
_COMPARES = frozenset({"compare", "superlative", "path"})
_GROWS = re.compile("增长|增加|增幅|提高了|下降|减少|翻|变化了|差")


def says_each(question: AskedQuestion) -> bool:
    """Whether the question says that an answer is wanted for each of several: 分别, 都有…吗."""
    return bool(_EACH.search(question.key) or _BOTH.search(question.key))


def spread(question: AskedQuestion) -> list[tuple[str, str]]:
    """The question once for each of several things, years or measures that it joins by 和, with
    the words for that one; ``[]`` if it joins none.
    """
    if any(p.kind in _COMPARES for p in question.phrases):
        return []
    key = question.key
    if apart := _ONE_EACH.search(key):
        before = key[: apart.start()]
        return [(apart[group] + before, apart[group]) for group in ("one", "other")]
    names = {(m.start, m.end): m.text for m in question.mentions}
    years = sorted((_span(mask), text) for text, mask in question.years)
    groups = [_joined([span for span, _ in years], key, _YEARS_AND)]
    if _EACH.search(key):
        groups.append(_joined(list(names), key, _AND))
        measures = [(p.start, p.end) for p in question.phrases_of("indicator")]
        groups.append(_joined(_apart(measures), key, _AND))
    elif _GROWS.search(key):
        return []
    elif _BOTH.search(key):
        groups.append(_joined(list(names), key, _AND))
    for spans in groups:
        if len(spans) > 1:
            first, last = spans[0][0], spans[-1][1]
            rest = (_EACH.sub("", key[:first]), _EACH.sub("", key[last:]).removeprefix("都"))
            words = [names.get(span, key[slice(*span)]) for span in spans]
            return [(f"{rest[0]}{word}{rest[1]}", word) for word in words]
    return []


def left_out(question: AskedQuestion) -> tuple[str, str] | tuple[()]:
    """A question without what it leaves out, and this: 除了合肥还有哪些…; ``()`` if nothing."""
    found = _EXCEPT.search(question.key)
    if not found or not any(found.start() <= m.start < found.end() for m in question.mentions):
        return ()
    return question.key[: found.start()] + question.key[found.end() :], found["name"]


def course(text: str) -> str:
    """A question for a course, written as one for the figure; ``""`` if it is none."""
    if _CHANGED.search(text):
        return _CHANGED.sub("是多少", text)
    is_course = any(f["over"] or "变" in f.group() for f in _OVER_YEARS.finditer(text))
    return _OVER_YEARS.sub("", text).rstrip("?。的") + "是多少" if is_course else ""


def says_ends(text: str) -> bool:
    """Whether a question for a course wants its two ends: 从多少涨到多少."""
    return _CHANGED.search(text) is not None


def _joined(
    spans: list[tuple[int, int]], key: str, joint: re.Pattern[str]
) -> list[tuple[int, int]]:
    """The longest row of spans between which only 和, 、 … stand."""
    best: list[tuple[int, int]] = []
    row = spans[:1]
    for before, after in pairwise(spans):
        between = key[before[1] : after[0]]
        if between and joint.fullmatch(between):
            row.append(after)
        else:
            row = [after]
        best = max(best, list(row), key=len)
    return best


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans without those that overlap one before."""
    out: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not out or span[0] >= out[-1][1]:
            out.append(span)
    return out


def _span(mask: int) -> tuple[int, int]:
    """The places from the first to behind the last character of a mask, which is not empty."""
    return (mask & -mask).bit_length() - 1, mask.bit_length()
