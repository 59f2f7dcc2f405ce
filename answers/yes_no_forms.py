"""Questions of yes and no that other questions answer: whether a thing is the largest of its kind
(合肥高新区是安徽GDP最高的吗), and whether there are any (安徽有国家高新区吗).
"""

from __future__ import annotations

import re

from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.phrases import mask_of
from gaoxin.answers.question import AskedQuestion

_COPULA = re.compile("(?:算)?(?:是不是|是否是|是否|不是|就是|是)")
_HAS = re.compile(
    "(?:里|里面|内)?(?:有没有|有无|有)(?!哪|什|啥|几|多|谁|[0-9一二两三四五六七八九十百])(?:没有)?"
)
_COUNT = re.compile("(?:是不是|是否)?(?:一?共)?有(?P<number>[0-9]{1,4})(?P<unit>[个家])")
_END = re.compile("(?:吗|么|吧|呢|呀|啊|对不对|对吗|是吗)*[?。!]*$")
_KINDS = {"zone": "高新区", "enterprise": "企业", "organization": "机构"}


def said_of(question: AskedQuestion) -> tuple[int, str]:
    """The thing with which a question of yes and no begins, and what it is said to be; ``(0, "")``
    if it has another form.
    """
    key = question.key
    for mention in question.mentions:
        if mention.start == 0 and (copula := _COPULA.match(key, mention.end)):
            return mention.things[0], _END.sub("", key[copula.end() :])
        if key[: mention.start] == "is":  # an article stays: in anational nobody sees where it ends
            return mention.things[0], _END.sub("", key[mention.end :])
    return 0, ""


def has_any(question: AskedQuestion) -> str:
    """The question for the members of a class of which it is asked whether there are any:
    安徽有国家高新区吗 asks for 安徽有哪些国家高新区; ``""`` for other questions.
    """
    key, kinds = question.key, question.phrases_of("class")
    for mention in question.mentions:
        if mention.start == 0 and (has := _HAS.match(key, mention.end)):
            rest = _END.sub("", key[has.end() :])
            end = has.end() + len(rest)
            if not any(kind.end == end and kind.start >= has.end() for kind in kinds):
                continue
            words = mask_of(has.end(), end)
            for kind in kinds:
                words &= ~kind.mask
            if not any(m.mask & words or m.start == end for m in question.mentions):
                return f"{mention.text}有哪些{rest}"
    return ""


def how_many(question: AskedQuestion) -> tuple[int, str]:
    """The number of national zones that the question gives, and the question how many there are;
    ``(0, "")`` for other questions.  Of other classes the graph need not have all.
    """
    found = _COUNT.search(question.key) if "国家" in question.key else None
    if not any("NationalZone" in p.meanings for p in question.phrases_of("class")):
        found = None
    if not found:
        return 0, ""
    rest = _END.sub("", question.key[found.end() :])
    return int(found["number"]), f"{question.key[: found.start()]}有多少{found['unit']}{rest}"


def which_is_it(question: AskedQuestion, file: FactFile) -> tuple[int, str]:
    """The thing of which the question says that it is the largest, and the question which one is;
    ``(0, "")`` for other questions.
    """
    thing, rest = said_of(question)
    if rest.endswith("的"):
        rest += _KINDS.get(file.thing(thing).kind, "")
    return (thing, f"{rest}是哪个") if rest else (0, "")
