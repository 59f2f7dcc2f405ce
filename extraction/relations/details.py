"""What a sentence adds to a relation: whether it is so yet, since when, and as what."""

from __future__ import annotations

import re
from functools import cache

from gaoxin.extraction.article import CLAUSE_MARKS, Article, TextSpan
from gaoxin.extraction.mentions.persons import person_words
from gaoxin.extraction.relations.pairs import MentionPair
from gaoxin.extraction.whole_words import last_whole_word
from gaoxin.graph.facts.written_periods import periods_in

_PLANNED = "拟 将 计划 预计 规划建设 力争 下一步 即将 打算 有望 筹建 筹备 今后 未来"
_FORMER = re.compile("原(?!因|则|来|创|料|材)|曾|历任|时任|前任|前身")
_AIM = re.compile("打造|建设|建成|争创|争当|创建|迈向|目标|加快|努力|力争|将")
_HEADS = "[市区县省镇乡院校所处科司州盟旗组队站园馆台社庭行店厂股班团]长"


def status_of(article: Article, pair: MentionPair, predicate: str) -> str:
    """``planned`` for what is intended, ``target`` for what a thing means to become,
    ``historical`` for a former post, else ``actual``.
    """
    clause = clause_of(article, pair)
    if predicate == "positioning":
        return "target" if _AIM.search(clause.of(article.text)) else "actual"
    if predicate == "holdsPosition":
        return "historical" if _FORMER.search(_between(article, pair)) else "actual"
    if predicate in ("locatedIn", "alias", "subIndustryOf"):
        return "actual"
    is_planned = last_whole_word(article.text, _PLANNED.split(), clause) >= 0
    return "planned" if is_planned else "actual"


def time_of(article: Article, pair: MentionPair) -> str:
    """The date that the clause of the pair names, in EDTF; ``""`` without one or with several.
    今年 and a day without its year count from the date of the article, if it has one.
    """
    clause = clause_of(article, pair)
    dates = periods_in(article.text, clause.start, clause.end, article.date)
    found = {date.value for date in dates}
    return found.pop() if len(found) == 1 else ""


def qualifier_of(article: Article, pair: MentionPair, predicate: str) -> str:
    """The titles of a post, joined by 、; ``name-implied`` for what only a name says."""
    if predicate == "holdsPosition":
        return titles(article, pair)
    return "name-implied" if pair.object.name in pair.subject.name else ""


def titles(article: Article, pair: MentionPair) -> str:
    """The titles that stand between a body and its person, or behind the body."""
    person, body = pair.subject.span, pair.object.span
    if body.end <= person.start:
        words = article.text[body.end : person.start]
    else:
        words = article.text[body.end : body.end + 24]
        words = re.split(f"[{CLAUSE_MARKS}]", words)[0]
    if len(words) > 40:
        return ""
    return "、".join(dict.fromkeys(_title().findall(words)))


@cache
def _title() -> re.Pattern[str]:
    ends = "|".join((_HEADS, *person_words().title_ends))
    return re.compile(rf"[^，。；：！？,;:、（）()“”\s]{{0,14}}(?:{ends})")


def clause_of(article: Article, pair: MentionPair) -> TextSpan:
    """From the clause in which the first of the two begins to the end of the clause of the second,
    but for pairs of several sentences: the clause of the object.
    """
    spans = (pair.subject.span, pair.object.span)
    if pair.together in ("before", "after"):
        spans = (pair.object.span, pair.object.span)
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    sentence = article.sentences[pair.sentences[1]]
    while start > sentence.start and article.text[start - 1] not in CLAUSE_MARKS:
        start -= 1
    while end < sentence.end and article.text[end] not in CLAUSE_MARKS + "\n":
        end += 1
    return TextSpan(start, end)


def _between(article: Article, pair: MentionPair) -> str:
    first, second = sorted((pair.subject.span, pair.object.span))
    before = max(0, first.start - 6)
    return article.text[before : first.start] + article.text[first.end : second.start]
