"""What a zone promised and what became of it: targets beside the figures of the same indicator.

A question may ask for the targets (2023年的目标) or what became of them (目标兑现了吗).  Whether a
target was reached is judged by ``gaoxin targets``; here both are only told.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import OBSERVATION, PROMISED, TARGET, KnownFact, has_year
from gaoxin.answers.question import AskedQuestion
from gaoxin.answers.replies import Reply, called, cited, thing_row
from gaoxin.graph.facts.amount_words import amount_words
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import told
from gaoxin.language import in_brackets, say
from gaoxin.ontology.terms import vocabulary

_YEAR = re.compile(r"\d{4}")
_SETTING = re.compile("^(?:有|提|提出|定|立|设|制定|发布|公布|出了?)(?:了|什么|哪些|啥)*$")
"""Words for having or setting a target, which do not narrow which targets are meant."""
_BECOMING = frozenset({"positioning", "approvedAs", "awarded"})
"""Relations to what a thing has become, or means to become."""


def promises(coverage: Coverage, expected: ExpectedAnswer) -> Reply | None:
    """The targets of the one thing that the question names, those of its years if it names any;
    ``None`` if it does not ask for them, or the graph has none.
    """
    question, file = coverage.question, coverage.file
    is_judged = bool(question.phrases_of("verdict")) and expected.form in ("truth", "")
    if question.phrases_of("indicator"):
        return None
    if not question.mentions:
        return _of_all_zones(coverage, expected)
    if len(question.mentions) != 1:
        return None
    if is_judged:
        if question.years or coverage.left_over(_said(coverage), strictly=True):
            return None
    elif not are_targets_asked(question, expected) or _is_narrowed(coverage):
        return None
    thing = question.mentions[0].things[0]
    around = [f for f in file.around(thing) if f.subject == thing]
    aimed = [
        fact
        for fact in around
        if is_target(fact)
        and (fact.value or not is_judged)
        and all(has_year(fact, year) for year, _ in question.years)
    ]
    if not aimed:
        return None
    rows: list[dict[str, Any]] = []
    used: list[KnownFact] = []
    for target in sorted(aimed, key=lambda f: (f.end or "9999", f.number)):
        reached = [f for f in around if _tells(f, target)]
        row = {"answer": _told(target, reached, file), "also": [], "unit": ""}
        if row not in rows:
            rows.append(row)
        used += [target, *reached]
    return Reply(
        True,
        rows,
        say(
            f"{file.thing(thing).zh} · 目标和同一指标的实际数值",
            f"{called(file, thing)} · targets, and figures of the same indicator",
        ),
        sources=cited(used, file),
        used={f.number for f in used},
        nodes=[thing],
    )


def _of_all_zones(coverage: Coverage, expected: ExpectedAnswer) -> Reply | None:
    """The targets of all zones for the years that the question names (2025年各高新区的目标), or
    the zones that have some (哪些高新区2025年有目标).
    """
    question, file = coverage.question, coverage.file
    words = [p for p in question.phrases_of("class") if "Target" in p.meanings]
    words += [p for p in question.phrases_of("status") if "目标" in p.text]
    is_of_zones = coverage.of_class("NationalZone")
    if not (words and is_of_zones and question.years) or _is_narrowed(coverage):
        return None
    aimed = [
        fact
        for fact in file.stating(TARGET)
        if fact.value
        and vocabulary().is_a(file.thing(fact.subject).type, ("Zone",))
        and all(_YEAR.findall(fact.time)[-1:] == [year] for year, _ in question.years)
    ]
    if not aimed:
        return None
    aimed.sort(key=lambda f: (file.thing(f.subject).zh, f.number))
    zones = list(dict.fromkeys(fact.subject for fact in aimed))
    if expected.form == "thing" and not set(expected.classes) & {"Target"}:
        rows = [thing_row(file, zone) for zone in zones]
    else:
        rows = [
            {"answer": _told(fact, [], file, judged=False), "also": [], "unit": ""}
            | {"about": called(file, fact.subject)}
            for fact in aimed
        ]
    years = "、".join(year for year, _ in question.years)
    return Reply(
        True,
        rows,
        say(f"各高新区 · {years} 年的目标", f"zones · targets for {years}"),
        sources=cited(aimed, file),
        used={f.number for f in aimed},
        nodes=zones,
    )


def are_targets_asked(question: AskedQuestion, expected: ExpectedAnswer) -> bool:
    """Whether the answer has to be a target: 有哪些目标, 2023年的目标."""
    if expected.form == "thing":
        return "Target" in expected.classes
    ending = len(question.key.rstrip("?。!"))
    nouns = (p for p in question.phrases_of("class") if "Target" in p.meanings)
    return not expected.form and any(noun.end == ending for noun in nouns)


def is_target(fact: KnownFact) -> bool:
    """Whether a fact states a number to be reached, or what a thing means to become."""
    if fact.is_figure:
        return fact.is_promise
    return bool(fact.object) and fact.predicate in _BECOMING and fact.status in PROMISED


def _said(coverage: Coverage) -> int:
    """The characters that name the thing or speak of targets."""
    question, mask = coverage.question, coverage.named
    for phrase in (*question.phrases_of("verdict"), *question.phrases_of("status")):
        mask |= phrase.mask
    return mask


def _is_narrowed(coverage: Coverage) -> bool:
    """Whether the question asks only for some targets: 产业目标, 最大的目标."""
    question = coverage.question
    mask = _said(coverage)
    for phrase in question.phrases:
        if phrase.kind in ("ask", "stop", "negation") or "Target" in phrase.meanings:
            mask |= phrase.mask
        if phrase.kind == "scope" or (phrase.kind == "relation" and _SETTING.search(phrase.text)):
            mask |= phrase.mask
        if not question.mentions and "NationalZone" in phrase.meanings:
            mask |= phrase.mask
    for _, year in question.years:
        mask |= year
    others = (p for p in question.phrases if p.kind not in ("unit", "time"))
    return any(p.mask & ~mask for p in others) or bool(coverage.left_over(mask, strictly=True))


def _tells(figure: KnownFact, target: KnownFact) -> bool:
    """Whether a figure is of the indicator of a target, and of the year when it falls due."""
    if figure.predicate != OBSERVATION or figure.is_promise or figure.object != target.object:
        return False
    due = _YEAR.findall(target.time)
    return bool(due) and due[-1] in figure.time and figure.base == target.base


def _told(
    target: KnownFact, reached: list[KnownFact], file: FactFile, *, judged: bool = True
) -> str:
    """A target in one sentence, with what became of it if that is to be ``judged``."""
    name = called(file, target.object)
    if not target.is_figure:
        return name + (_when(target) if target.time else "")
    if not target.value:
        words = told(target.qualifier)
        return name + (say("：", ": ") + words if words else "")
    text = say(f"{name}：目标 ", f"{name}: target ") + _amount(target)
    if not target.time:
        return text + say(
            "，来源没有写明期限，无法核对",
            "; the source gives no deadline, so it cannot be checked",
        )
    text += _when(target)
    if not judged:
        return text
    if reached:
        figures = say("、", ", ").join(map(_amount, reached))
        return text + say(f"，实际 {figures}", f"; actual {figures}")
    if target.end > date.today().isoformat():
        return text + say("，尚未到期", "; not yet due")
    return text + say(
        "，图谱里没有到期那年的实际数值",
        "; the graph has no actual figure for the year when it fell due",
    )


def _when(target: KnownFact) -> str:
    return in_brackets(period_words(target.time))


def _amount(fact: KnownFact) -> str:
    return amount_words(fact.value, fact.comparator, fact.unit)
