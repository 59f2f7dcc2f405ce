"""What a thing is, and what is known of it first: 宋道军是谁, 介绍一下合肥高新区."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import OBSERVATION, KnownFact
from gaoxin.answers.replies import Reply, called, cited, thing_row, value_row
from gaoxin.answers.reply_words import row_words
from gaoxin.answers.search import QuestionSearch
from gaoxin.answers.told_beside import told_of
from gaoxin.graph.lookup.relation_words import relation_heading
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary

_BEFORE = re.compile(
    "|请?问?(?:请|给我|帮我)?(?:介绍|讲讲|说说|聊聊|讲|说)(?:一?下|一介绍)?|谁是|什么是|啥是|(?:请|我想)?了解(?:一?下)?"
    "|whois|whatis|tellmeabout|describe|introduce"
)
_BEHIND = re.compile(
    "(?:这一?[家个所片]?(?:公司|企业|单位|机构|平台|项目|政策|园区|高新区|地方|人))?"
    "(?:(?:到底|究竟|其实)?(?:是|系)(?:谁|哪位|什么|啥|什么人|哪个|做什么的|干什么的|做啥的|干啥的|怎么回事"
    "|(?:个|一个|一家|一所|家)?(?:什么|啥)样?的?(?:公司|企业|单位|机构|平台|项目|政策|园区|地方|组织|东西|人物?|产品|技术|产业|活动))"
    "|做什么的|干什么的|的?(?:简介|介绍|概况|基本情况|基本信息|情况介绍|背景资料|资料)(?:是什么|有哪些|如何)?)?"
    "(?P<tail>(?:[啊呀呢吗吧]|来着)*[?。!,;]*)"
)
_DOES = re.compile("[做干][什啥]")
_TOLD = (
    "holdsPosition",
    "locatedIn",
    "hosts",
    "operatesIn",
    "leadingIndustry",
    "hasIndustry",
    "produces",
    "develops",
    "participatesIn",
    "invests",
    "approvedAs",
    "awarded",
    "issues",
    "appliesTo",
    "implements",
    "approved",
    "established",
    "issued",
    "documentNumber",
    "totalInvestment",
    "kind",
)
"""Relations and attributes in the order in which they are told."""
_MOST, _MOST_FIGURES, _MOST_NAMES = 8, 3, 5


def introduced(search: QuestionSearch) -> Reply | None:
    """What a thing is, unless the words may ask for an industry or a post (是做什么的)."""
    return None if _DOES.search(search.question.key) else what_it_is(search)


def what_it_is(search: QuestionSearch) -> Reply | None:
    """The class of the one thing that a question names, and what is known of it first; ``None`` if
    the question asks for anything else, or nothing is known.
    """
    question, file = search.question, search.file
    if len(question.mentions) != 1 or len(question.mentions[0].things) != 1:
        return None
    mention, thing = question.mentions[0], question.mentions[0].things[0]
    before, behind = question.key[: mention.start], question.key[mention.end :]
    asked = _BEHIND.fullmatch(behind)
    if asked is None or not _BEFORE.fullmatch(before) or not (before or asked["tail"] != behind):
        return None
    terms, known = vocabulary(), file.thing(thing)
    classes = {c for phrase in question.phrases_of("class") for c in phrase.meanings}
    if classes and not terms.is_a(known.type, tuple(classes)):
        return None  # 某公司是什么产业 asks for its industry
    rows, facts = _known(file, thing)
    if not facts:
        return None
    term = terms.classes.get(known.type)
    first = thing_row(file, thing) | {"value": say(term.label_zh, term.label_en) if term else ""}
    return Reply(
        True,
        [first, *rows],
        called(file, thing),
        sources=cited(facts, file),
        used={fact.number for fact in facts},
        nodes=[thing],
    )


def _known(file: FactFile, thing: int) -> tuple[list[dict[str, Any]], list[KnownFact]]:
    """Rows of what is known of a thing, and the facts that say so."""
    groups: dict[tuple[bool, int], list[KnownFact]] = {}  # what is said of others comes last
    for fact in file.around(thing):
        if fact.predicate in _TOLD:
            place = _TOLD.index(fact.predicate)
            is_last = fact.subject != thing and fact.predicate != "hosts"
            groups.setdefault((is_last, place), []).append(fact)
    rows, used = [], []
    for (_, place), facts in sorted(groups.items())[:_MOST]:
        told, names = _names(file, thing, facts)
        used += told
        about = relation_heading(_TOLD[place], out=facts[0].subject == thing)
        rows.append({"answer": names, "also": [], "unit": "", "about": about})
    for fact in _newest(file.around(thing), thing):
        used.append(fact)
        about = called(file, fact.object)
        rows.append(value_row(fact) | {"about": about})
    return rows, used


def _names(file: FactFile, thing: int, facts: list[KnownFact]) -> tuple[list[KnownFact], str]:
    """The other ends or texts of facts of one relation, and those of the facts that are told."""
    by_end: dict[tuple[int, str], list[KnownFact]] = {}
    for fact in sorted(facts, key=lambda fact: fact.is_promise):
        by_end.setdefault((fact.other(thing), fact.literal), []).append(fact)
    words = []
    for (end, _), same in list(by_end.items())[:_MOST_NAMES]:
        row = thing_row(file, end) if end else value_row(same[0])
        words.append(row_words(row | told_of(same)))
    more = len(by_end) - len(words)
    text = say("、", ", ").join(words) + (
        say(f"等 {len(by_end)} 个", f" and {more} more") if more > 0 else ""
    )
    return [fact for same in list(by_end.values())[:_MOST_NAMES] for fact in same], text


def _newest(facts: Iterable[KnownFact], thing: int) -> list[KnownFact]:
    """The newest figure of each of a few measures."""
    newest: dict[int, KnownFact] = {}
    for fact in facts:
        if fact.predicate == OBSERVATION and fact.subject == thing:
            before = newest.get(fact.object)
            if before is None or (fact.end or fact.time) > (before.end or before.time):
                newest[fact.object] = fact
    return sorted(newest.values(), key=lambda f: f.end or f.time, reverse=True)[:_MOST_FIGURES]
