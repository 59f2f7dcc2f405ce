"""Groups that sources count, such as 四个平台: all members, if as many are known as they say."""

from __future__ import annotations

import re

from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import DIGITS, ExpectedAnswer
from gaoxin.answers.known import KnownFact, has_year
from gaoxin.answers.phrases import light_words, mask_of
from gaoxin.answers.question import is_class_word
from gaoxin.answers.replies import Reply, called, cited, thing_row
from gaoxin.answers.search import QuestionSearch
from gaoxin.graph.names.keys import match_key
from gaoxin.language import say

_COUNTED = re.compile(
    r"(?P<n>[两二三四五六七八九])(?:大|个|项|条|家|类|种)(?P<what>[\u4e00-\u9fff]{2,})"
)


def counted_group(coverage: Coverage, expected: ExpectedAnswer) -> Reply | None:
    """The members of a group that the question calls as a source does (三个特色模式).

    ``None`` unless the thing that the question names has exactly as many of them.
    """
    question, file = coverage.question, coverage.file
    if expected.form not in ("thing", "") or not question.asks("which"):
        return None
    groups: dict[tuple[int, str, str], list[KnownFact]] = {}
    for thing in dict.fromkeys(question.named_things):
        if file.thing(thing).kind == "industry":
            continue
        for fact in file.around(thing):
            if fact.subject != thing or not fact.object or fact.is_figure:
                continue
            for found in _COUNTED.finditer(match_key(fact.qualifier)):
                if found.group() in question.key:
                    group = groups.setdefault((thing, found.group(), fact.predicate), [])
                    group.append(fact)
    others = [
        mention
        for mention in question.mentions
        if not {file.thing(t).kind for t in mention.things} <= {"industry", "indicator"}
    ]
    for (thing, words, _), facts in groups.items():
        if any(thing not in mention.things and mention.text not in words for mention in others):
            continue
        if any(not any(has_year(f, year) for f in facts) for year, _ in question.years):
            continue
        members = list(dict.fromkeys(fact.object for fact in facts))
        if len(members) != DIGITS[words[0]]:
            continue
        return Reply(
            True,
            [thing_row(file, member) for member in members],
            f"{called(file, thing)} · {words}",
            sources=cited(facts, file),
            used={fact.number for fact in facts},
            nodes=[thing, *members],
        )
    return None


def number_of_all_zones(search: QuestionSearch) -> Reply | None:
    """How many national zones there are, all of which the graph knows: 全国有多少个国家高新区;
    ``None`` if the question says anything else.
    """
    question, coverage = search.question, search.coverage
    is_counted = search.expected.form == "number" and question.asks("count", "amount")
    zones = [p for p in question.phrases_of("class") if "NationalZone" in p.meanings]
    is_named = any(
        not is_class_word(mention.text) and mention.text != "中国" for mention in question.mentions
    )
    if not is_counted or not zones or is_named or question.years or question.phrases_of("relation"):
        return None
    mask = coverage.named
    for phrase in question.phrases:
        if phrase.kind in _SAID_OF_ALL or "NationalZone" in phrase.meanings:
            mask |= phrase.mask
    read = mask
    for phrase in question.phrases_of("stop"):
        read |= phrase.mask
    for word in filter(question.key.__contains__, light_words()):
        read |= mask_of(question.key.index(word), question.key.index(word) + len(word))
    if any(not read >> at & 1 and _WORD.match(c) for at, c in enumerate(question.key)):
        return None
    rest = (p for p in question.phrases if p.kind not in ("stop", "status", "time"))
    if any(p.mask & ~mask for p in rest) or coverage.left_over(mask, strictly=True):
        return None
    facts = [
        fact
        for fact in search.file.stating("approved")
        if search.file.thing(fact.subject).type == "NationalZone"
    ]
    number = len({fact.subject for fact in facts})
    return Reply(
        number > 0,
        [{"answer": number, "also": [], "unit": ""}],
        say("全部国家高新区的个数", "the number of all national zones"),
        sources=cited(facts, search.file),
        used={fact.number for fact in facts},
    )


_WORD = re.compile(r"[^\W_]")
_SAID_OF_ALL = frozenset({"ask", "unit", "scope", "level"})
