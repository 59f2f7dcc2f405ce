"""Groups that sources count, such as 四个平台: all members, if as many are known as they say."""

from __future__ import annotations

import re

from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import DIGITS, ExpectedAnswer
from gaoxin.answers.known import KnownFact, has_year
from gaoxin.answers.replies import Reply, called, cited, thing_row
from gaoxin.graph.names.keys import match_key

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
