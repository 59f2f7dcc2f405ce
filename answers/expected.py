"""What kind of answer a question wants: a person, a thing of a class, a number, a time …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gaoxin.answers.phrases import Spoken
from gaoxin.answers.question import AskedQuestion, is_class_word
from gaoxin.graph.names.keys import has_han

_BEHIND, _BEFORE = 12, 2
DATES = frozenset(
    {"approved", "established", "issued", "started", "completed", "takesEffect", "expires"}
)
_NUMBERS = frozenset({"area", "registeredCapital", "paidInCapital", "totalInvestment"})


@dataclass(frozen=True, slots=True)
class ExpectedAnswer:
    """``form`` is ``person``, ``thing``, ``number``, ``time``, ``place``, ``title``, ``rank``,
    ``code``, ``truth`` or ``""``; ``classes`` are those that a thing may have, () for any;
    ``count`` is true if a number may be a count of things; ``several`` is how many answers there
    should be, 0 if unsaid.  ``doing`` are the relations of which somebody is the doer (谁生产),
    ``noun`` the word for the class.
    """

    form: str
    classes: tuple[str, ...] = ()
    count: bool = False
    several: int = 0
    doing: frozenset[str] = frozenset()
    noun: str = ""

    @property
    def is_doer(self) -> bool:
        """Whether it is asked who does something: 谁, 哪家."""
        return self.form == "person" or "Agent" in self.classes


_HOW = re.compile("[怎那这多]么")
"""Words whose 么 asks nothing by itself."""
DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def expect(question: AskedQuestion) -> ExpectedAnswer:
    """Read the question words."""
    asked = [p for p in question.phrases_of("ask") if "list" not in p.meanings]
    if _HOW.search(question.key):
        asked = [phrase for phrase in asked if phrase.text != "么"]
    if _is_yes_no(question, asked):
        return ExpectedAnswer("truth")
    classes, noun = _classes(question)
    several = _several(question)
    meanings = {meaning for phrase in asked for meaning in phrase.meanings}
    meant = {meaning for phrase in question.phrases_of("relation") for meaning in phrase.meanings}
    if _RISEN.search(question.key):
        return ExpectedAnswer("number", doing=frozenset())
    if _RANKED.search(question.key):
        return ExpectedAnswer("rank")
    if "title" in meanings:
        return ExpectedAnswer("title", (), several=several)
    if meanings & {"which", "amount"} and _CODE.search(question.key):
        return ExpectedAnswer("code", several=several)
    if ("who" in meanings or noun == "谁") and _is_about_having(question):
        return ExpectedAnswer("thing", ("Zone",), several=several)
    if "who" in meanings and _is_who_came(question):
        return ExpectedAnswer("thing", ("Agent",), several=several)
    if "who" in meanings and (body := _body_before_who(question)):
        return ExpectedAnswer("thing", body.meanings, several=several, noun=body.text)
    if "who" in meanings:
        return ExpectedAnswer("person", ("Person",), several=several, doing=_doing(question))
    whens = [p for p in asked if "when" in p.meanings and p.text not in _WEAK_WHEN]
    if whens or meanings == {"when"}:
        return ExpectedAnswer("time")
    if meanings & {"amount", "count"} and "rank" not in meanings:
        counted = classes if _COUNTING.search(question.key) else ()
        doing = frozenset(meant & _NUMBERS)
        noun = noun if counted else ""
        return ExpectedAnswer("number", counted, count=True, doing=doing, noun=noun)
    if "rank" in meanings:
        return ExpectedAnswer("rank")
    if "where" in meanings and "awarded" in meant:
        return ExpectedAnswer("thing", ("Award",), several=several)
    if _WORKPLACE.search(question.key) or (
        question.is_of_person and _BODY_OF_PERSON.search(question.key)
    ):
        return ExpectedAnswer("thing", ("Zone", "Agent"), doing=frozenset({"holdsPosition"}))
    if "which" in meanings and noun == "谁" and meant & _DOING:
        return ExpectedAnswer("thing", ("Agent", "Zone"), several=several, doing=_doing(question))
    is_english = not has_han(question.key)  # "what is the" asks for figures, too
    if "which" in meanings and is_english and not classes and question.phrases_of("indicator"):
        return ExpectedAnswer("number", count=True)
    if "which" in meanings:
        is_of_bodies = not classes and any(p.text in _BODIES for p in asked)
        classes = ("Agent", "Zone") if is_of_bodies else classes
        return ExpectedAnswer("thing", classes, several=several, noun=noun)
    if "where" in meanings:
        return ExpectedAnswer("place", ("Place", "Territory"))
    if "yes" in meanings:
        return ExpectedAnswer("truth", classes)
    nouns = None if asked else _listed_nouns(question)
    indicators = question.phrases_of("indicator")
    if nouns and "Ranking" in nouns.meanings:
        # 生产总值排名 asks for the figures of all, 济南高新区生产总值排名 for the place of one.
        measures = [p for p in indicators if "排" not in p.text]
        if not measures or _names_before(question, measures[0].start):
            return ExpectedAnswer("rank")
    if indicators and max(p.end for p in indicators) >= len(question.key) - _BEFORE:
        return ExpectedAnswer("number")
    if not asked and _ends_with_post(question):
        return ExpectedAnswer("person", ("Person",), several=several)
    if nouns and "Ranking" not in nouns.meanings:
        return ExpectedAnswer("thing", nouns.meanings, several=several, noun=nouns.text)
    return ExpectedAnswer("", classes, several=several)


def _names_before(question: AskedQuestion, place: int) -> bool:
    """Whether a name, other than that of all zones, stands before a place of the question."""
    return any(m.end <= place and not is_class_word(m.text) for m in question.mentions)


def _ends_with_post(question: AskedQuestion) -> bool:
    """Whether words without a question word end with a post at what they name: 合肥高新区一把手."""
    ending = len(question.key.rstrip("?。!"))
    posts = [p for p in question.phrases_of("role") if p.end == ending]
    return bool(posts and question.mentions) and not question.is_of_person


def _listed_nouns(question: AskedQuestion) -> Spoken | None:
    """The noun with which words without a question word end: 合肥高新区产业."""
    ending = len(question.key.rstrip("?。!"))
    named = {at for m in question.mentions for at in range(m.start, m.end)}
    for noun in question.phrases_of("class"):
        is_last = noun.end == ending and noun.start not in named
        is_of_name = question.mentions and set(noun.meanings) & _LISTED
        is_described = question.key[noun.start - 1 : noun.start] == "的" and noun.text in _ZONES
        is_described = is_described and not question.phrases_of("indicator")  # that is a ranking
        if is_last and (is_of_name or is_described):
            return noun
    return None


_ZONES = frozenset({"高新区", "国家高新区", "园区"})
_LISTED = frozenset(
    {"Industry", "Enterprise", "Policy", "Platform", "Project", "Event", "Product", "Technology"}
    | {"Ranking"}
)


SPECIFIC = frozenset(
    {
        "基地",
        "实验室",
        "改革",
        "工程",
        "模式",
        "中心",
        "基金",
        "研究院",
        "品牌",
        "走廊",
        "科创走廊",
        "联盟",
    }
    | {
        "学院",
        "示范基地",
        "产业园",
        "孵化器",
        "试点",
        "体系",
        "创新中心",
        "大会",
        "论坛",
        "方案",
        "行动",
    }
)
"""Words for classes that narrow them: an answer has the word in its name or qualifier."""
_RANKED = re.compile(
    r"(?:排名|排行|排位|位次|名次|排)[^,;?。!]{0,4}(?:多少|几)(?:[名位](?![\u4e00-\u9fff])|[?。!]*$)"
)
"""A rank that is asked for with a word for counting: 排名是多少名."""
_CODE = re.compile(
    r"(?:哪|什么|多少)[^,;?。!的]{0,8}(?<!信用)(?<!机构)(?:代码|编码)(?:是|呢|吗|啊)?[?。!]*$"
    r"|(?<!信用)(?<!机构)(?:代码|编码)(?:都|分别)?(?:是|为|有)(?:哪|什么|多少)[^,;?。!的]{0,3}[?。!]*$"
)
"""A code of a classification, of a place or of a zone that is asked for."""
_RISEN = re.compile(
    r"(?:升|上升|提升|晋升|前进|跃升|进步|爬升|前移|跌|下降|下滑|后退|退步|掉)了?(?:多少|几)(?:个)?(?:[名位]|$)"
)
"""By how many places something rose or fell, which is a number and no rank."""
_WORKPLACE = re.compile(
    r"在(?:哪里|哪儿|哪|什么地方|什么单位|哪个单位)(?:任职|工作|上班|当官|就职)"
    r"|(?:任职|就职|工作)(?:于|在)(?:哪里|哪儿|哪(?![个些])|什么地方|什么单位|哪个单位)"
)
"""Where somebody works: the body itself, not the place that it lies in."""
_BODY_OF_PERSON = re.compile(
    "(?:哪个|哪家|什么|啥)(?:单位|部门|机构|地方)|在(?:哪里|哪儿|哪)[?。!]*$|(?:哪里|哪儿|哪块|哪)的"
)
_BODIES = frozenset({"哪家", "哪几家", "哪一家"})
_WEAK_WHEN = frozenset({"时间", "日期", "几年", "期限", "时限", "年份"})
"""Words for times that do not ask for one if there is another question word."""
_DOING = frozenset(
    {"produces", "develops", "invests", "issues", "hasPolicy", "partnerOf", "participatesIn"}
    | {"hosts", "operatesIn", "hasIndustry", "awarded", "implements"}
)


def _is_yes_no(question: AskedQuestion, asked: list[Spoken]) -> bool:
    """Whether the question can be answered by yes or no: 吗 at the end, 是不是, 有没有.

    Without such a word it says of one thing that it lies in, or is, another: 益阳高新区在湖北?
    """
    said = [p for p in asked if p.text not in _STATING]
    others = {m for p in said for m in p.meanings} - {"yes"}
    if _YES_NO.search(question.key):
        return not others
    is_stated = _STATED.search(question.key) and not question.phrases_of("indicator")
    return bool(is_stated) and not said and len(question.mentions) > 1


def _body_before_who(question: AskedQuestion) -> Spoken | None:
    """The noun for bodies of which 是谁 asks which one it is: 龙头企业是谁."""
    for who in (p for p in question.phrases_of("ask") if "who" in p.meanings):
        for noun in question.phrases_of("class"):
            is_body = set(noun.meanings) & {"Enterprise", "Organization", "Zone", "NationalZone"}
            between = question.key[noun.end : who.start] + who.text
            if is_body and re.match("都?是[^,]{1,2}$", between):
                return noun
    return None


def _is_about_having(question: AskedQuestion) -> bool:
    """Whether 谁 asks for the zones that have something, not for persons: 谁也有集成电路."""
    meant = {m for p in question.phrases_of("relation") for m in p.meanings}
    is_of_post = bool(question.phrases_of("role")) or bool({"holdsPosition", "approved"} & meant)
    return _HAVING.search(question.key) is not None and not is_of_post


def _is_who_came(question: AskedQuestion) -> bool:
    """Whether 谁 asks for those that settled somewhere, not for persons: 招了谁."""
    return any(
        "locatedIn" in p.meanings and "谁" in p.text for p in question.phrases_of("relation")
    )


_HAVING = re.compile("谁家?[也都还又]*(?:有|拥有|在?发展|在?布局|主打)")
_STATING = frozenset({"位于", "地点", "位置"})
"""Words that ask where only if nothing else is asked."""
_STATED = re.compile(r"[\u4e00-\u9fff](?:在|位于|属于|是)[^?]+[?]$")
_YES_NO = re.compile(
    r"[吗么嘛不没](?<!什么)[?。!]*$|没有[?。!]*$|是不是|是否|有没有|对吧|(?P<verb>[\u4e00-\u9fff])不(?P=verb)"
)


def _doing(question: AskedQuestion) -> frozenset[str]:
    """The relations of which 谁 is the doer; none if the question speaks of a post."""
    if question.phrases_of("role"):
        return frozenset()
    meant = {m for p in question.phrases_of("relation") for m in p.meanings}
    if any(p.text in ("搞", "做", "干", "弄") for p in question.phrases_of("relation")):
        meant |= {"hasPolicy", "hosts", "issues", "produces"}
    return frozenset() if "holdsPosition" in meant else frozenset(meant & _DOING)


def _classes(question: AskedQuestion) -> tuple[tuple[str, ...], str]:
    """The classes of the noun behind the question word, else of the one just before it."""
    nouns = question.phrases_of("class")
    for ask in question.phrases_of("ask"):
        if not set(ask.meanings) & {"which", "amount", "count"}:
            continue
        behind = [
            n
            for n in nouns
            if ask.start <= n.start <= ask.end + _BEHIND
            and n.end >= ask.end
            and n.start > ask.start - (n.end > ask.end)
            and not set(question.key[ask.end : n.start]) & set(",;?。!")
            and (question.key[ask.end : ask.end + 1] != "的" or n.start < ask.end)
        ]
        if behind:
            chosen = behind[0]
            for noun in behind[1:]:
                between = question.key[chosen.end : noun.start]
                if between in _AND:
                    return chosen.meanings + noun.meanings, ""
                if chosen.start < ask.end:
                    break
                if noun.start <= chosen.end + 1 and between in ("", "的"):
                    if between:
                        return chosen.meanings + noun.meanings, noun.text
                    chosen = noun
            if chosen.text.endswith("单位"):
                return ("CollectiveAgent",), chosen.text
            return chosen.meanings, chosen.text
        is_last = ask.end >= len(question.key.rstrip("?。!了呢啊呀"))
        is_count = "几" in ask.text or ask.text.startswith("多少")
        if "which" not in ask.meanings and not (is_count and is_last):
            continue
        if _IS_OTHER.match(question.key, ask.start):
            continue
        before = [
            n
            for n in nouns
            if (0 <= ask.start - n.end <= _BEFORE or _is_topic(n, ask, question))
            and not _is_doer(n, ask, question)
            and not any(
                n.end <= p.start < p.end <= ask.start and len(p.text) > 1
                for p in question.phrases_of("relation")
            )
        ]
        if before and "几" not in ask.text and "which" not in ask.meanings:
            before = [n for n in before if "NationalZone" in n.meanings]  # firms are figures
        if before:
            return before[-1].meanings, before[-1].text
    return (), ""


_AND = frozenset({"和", "与", "及", "以及", "或", "、"})


def _is_topic(noun: Spoken, ask: Spoken, question: AskedQuestion) -> bool:
    """Whether only an aside stands between a noun and the question word.

    So it is in 某地的机构,文中点名了哪几家.
    """
    between = question.key[noun.end : ask.start]
    return between.startswith(",") and _ASIDE.fullmatch(between) is not None


_ASIDE = re.compile(
    r",(?:文章?|报道|材料|原文)?[中里内]?(?:总?共|都|分别|具体)?(?:(?:点名|列出|提到|写明|介绍|说到|列举)了?)?(?:有|是)?"
)
_IS_OTHER = re.compile(r"是哪[个家座一][^,;?。!]*的[^,;?。!]{2,}")
"""A question for something that is not the noun before it: 某高新区是哪个片区的核心区."""


def _is_doer(noun: Spoken, ask: Spoken, question: AskedQuestion) -> bool:
    """Whether a noun ends the name of what does something: the laboratory in 某实验室研究什么."""
    if not any(m.start < noun.start and m.end == noun.end for m in question.mentions):
        return False
    return any(
        p.start >= noun.end and p.end >= ask.end and set(p.meanings) & _DOING
        for p in question.phrases_of("relation")
    )


def _several(question: AskedQuestion) -> int:
    for ask in question.phrases_of("ask"):
        text = ask.text + question.key[ask.end : ask.end + 2]
        for character in text[1:4]:
            if character in DIGITS:
                return DIGITS[character]
            if character.isdigit():
                return int(character)
    said = _SAID.search(question.key)
    return DIGITS[said["n"]] if said else 0


_COUNTING = re.compile(r"(?:多少|几|哪几)[家个项条种类位名所支座次款大处]?|数量|个数|总数")
_SAID = re.compile(r"(?P<n>[两二三四五六七八九])(?:大|个|项|条|家|类|种)")
