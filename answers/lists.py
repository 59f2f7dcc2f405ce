"""The rows of an answer: which candidates belong to one list, and which are other readings."""

from __future__ import annotations

import re
from typing import Any

from gaoxin.answers.chains import CandidateAnswer
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.expected import ExpectedAnswer
from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.fit_of_kind import OF_INDUSTRY
from gaoxin.answers.known import KnownFact
from gaoxin.answers.replies import Reply, called, cited, thing_row, told, value_row
from gaoxin.answers.told_beside import latest_first, state_of, told_of
from gaoxin.answers.vetoes import UPWARDS, is_leading_asked
from gaoxin.graph.names.keys import match_key
from gaoxin.language import say

_OTHER, _MOST_OTHERS = 2.0, 4
_ITEMS_NAMED, _FEWEST_ITEMS, _LONGEST_ITEM = 0.7, 3, 6
_QUALIFIED = 0.8  # weight of a qualifier of which the question speaks
_DESCRIBED = 1.0  # share of its name in the question from which a thing is not only described
_MARGIN = 0.05  # readings whose scores differ by less are equally good
_SAME_NAME = 6
"""Characters of an answer that another reading only repeats with a place: 国家自主创新示范区."""
_NOT_QUALIFYING = frozenset({"relation", "superlative", "status", "stop"})
_UNCOUNTED = frozenset({"Enterprise", "Person", "Industry", "Project", "Platform", "Organization"})


def is_doubtful(
    candidates: list[CandidateAnswer],
    best: CandidateAnswer,
    coverage: Coverage,
    rows: list[dict[str, Any]],
    expected: ExpectedAnswer,
) -> bool:
    """Whether another reading is as good and has another answer."""
    given = {str(row["answer"]) for row in rows}
    own = shape(best, coverage)
    if 1 < expected.several == len(rows):
        return False  # another list has not as many as the question says
    return any(
        shape(candidate, coverage) != own
        and len(candidate.chain.facts) == len(best.chain.facts)
        and not _is_given(str(_row(candidate, expected, coverage.file)["answer"]), given)
        for candidate in candidates
        if candidate.score > best.score - _MARGIN
    )


def _is_given(answer: str, given: set[str]) -> bool:
    """Whether an answer is told already, a date perhaps more or less exactly."""
    if answer in given or any(one in answer for one in given if len(one) >= _SAME_NAME):
        return True
    return answer[:4].isdigit() and any(
        one.startswith(answer) or answer.startswith(one) for one in given if "-" in one + answer
    )


def asked_back(
    candidates: list[CandidateAnswer],
    best: CandidateAnswer,
    coverage: Coverage,
    expected: ExpectedAnswer,
) -> Reply:
    """No answer but the readings to choose from."""
    others = other_readings(candidates, best, coverage, expected)
    readings = [_reading(1, best, expected, coverage.file)]
    readings += [other | {"number": other["number"] + 1} for other in others]
    reason = say(
        "这个问题有几种理解，请说明问的是哪一种。",
        "The question can be understood in several ways; say which is meant.",
    )
    return Reply(False, reason=reason, alternatives=readings, is_doubtful=True, near=best)


def other_readings(
    candidates: list[CandidateAnswer],
    best: CandidateAnswer,
    coverage: Coverage,
    expected: ExpectedAnswer,
) -> list[dict[str, Any]]:
    """Other readings of the question, with their answers."""
    found: list[dict[str, Any]] = []
    seen = {shape(best, coverage)}
    for candidate in candidates:
        own = shape(candidate, coverage)
        if candidate.score < best.score - _OTHER or len(found) == _MOST_OTHERS:
            break
        if own in seen:
            continue
        seen.add(own)
        reading = _reading(len(found) + 1, candidate, expected, coverage.file)
        if all(reading["understood"] != other["understood"] for other in found):
            found.append(reading)
    return found


def _reading(
    number: int, candidate: CandidateAnswer, expected: ExpectedAnswer, file: FactFile
) -> dict[str, Any]:
    row = _row(candidate, expected, file)
    reading = {"number": number, "understood": told(candidate, file)}
    state = state_of(candidate.chain.last) if candidate.chain.end else {}
    return reading | {"answer": row["answer"], "unit": row["unit"]} | state


def is_countable(candidate: CandidateAnswer, coverage: Coverage) -> bool:
    """Whether the graph may know all of the things that are counted.

    It knows all national zones, and what a source names, but not all firms of a zone.
    """
    if any(word in coverage.question.key for word in ("点名", "列出", "文中", "记载")):
        return True
    type_ = coverage.file.thing(candidate.chain.end).type if candidate.chain.end else ""
    return type_ not in _UNCOUNTED


def listed_items(
    judged: list[CandidateAnswer],
    best: CandidateAnswer,
    coverage: Coverage,
    expected: ExpectedAnswer,
) -> Reply | None:
    """The items that a qualifier lists of something which the question names: 五大要素."""
    for candidate in judged[:40]:
        last = candidate.chain.last
        items = [part.strip() for part in re.split("[;；]", last.qualifier) if part.strip()]
        end = candidate.chain.end
        is_named = bool(end) and coverage.thing(end)[1] >= _ITEMS_NAMED
        if expected.form != "thing" or not is_named or len(items) < _FEWEST_ITEMS:
            continue
        if expected.several in (0, len(items)) and len(max(items, key=len)) <= _LONGEST_ITEM:
            rows: list[dict[str, Any]] = [
                {"answer": item, "also": [], "unit": ""} for item in items
            ]
            told_text = told(candidate, coverage.file)
            sources = cited(candidate.facts, coverage.file)
            used = {fact.number for fact in candidate.facts}
            return Reply(True, rows, told_text, sources=sources, used=used)
    return None


def so_many(
    group: list[CandidateAnswer],
    alike: list[CandidateAnswer],
    expected: ExpectedAnswer,
    coverage: Coverage,
) -> list[CandidateAnswer]:
    """If the question says how many, those of a source or qualifier that has just so many.

    ``alike`` are all candidates of the shape of the group.
    """
    ends = {c.chain.end for c in group}
    if not expected.several or len(ends) == expected.several or not group[0].chain.end:
        return group
    for pool in (group, alike):
        by: dict[tuple[float, str], dict[int, CandidateAnswer]] = {}
        for candidate in pool:
            qualifiers = {f.qualifier for f in candidate.facts if f.qualifier}
            marks = [(-coverage.weight(coverage.text(q)), q) for q in qualifiers]
            marks += [(0.0, key) for key, _ in candidate.chain.last.sources]
            for mark in marks:
                by.setdefault(mark, {}).setdefault(candidate.chain.end, candidate)
        for _, chosen in sorted(by.items(), key=lambda item: item[0][0]):
            if len(chosen) == expected.several:
                return list(chosen.values())
    return group


def as_first(group: list[CandidateAnswer], coverage: Coverage) -> list[CandidateAnswer]:
    """Of a question for the first ones (全国首批), those that a source calls so."""
    mask = 0
    for phrase in coverage.question.phrases_of("superlative"):
        if "first" in phrase.meanings:
            mask |= phrase.mask
    return [c for c in group if c.mask & mask] or group


def as_called(
    group: list[CandidateAnswer], expected: ExpectedAnswer, coverage: Coverage
) -> list[CandidateAnswer]:
    """Those of a group that their source qualifies by a word of the question: 以哪些产业为方向."""
    names = {expected.noun, *(mention.text for mention in coverage.question.mentions)}
    spoken = [p.text for p in coverage.question.phrases if p.kind in _NOT_QUALIFYING]
    called: dict[str, list[CandidateAnswer]] = {}
    for candidate in group:
        for part in re.split("[;；]", candidate.chain.last.qualifier):
            word = match_key(part)
            if len(word) < 2 or word in names or word not in coverage.question.key:
                continue
            if not any(word in text for text in spoken):
                called.setdefault(word, []).append(candidate)
    return called[max(called, key=len)] if called else group


def narrower(
    group: list[CandidateAnswer], candidates: list[CandidateAnswer]
) -> list[CandidateAnswer]:
    """Candidates who have a part of the industry that those of the group have: 硅光伏 of 光伏."""
    best = group[0].chain
    if (
        len(best.facts) != 1
        or best.last.predicate not in OF_INDUSTRY
        or best.end == best.last.object
    ):
        return []
    others = {n for one in group[0].further for n in one.nodes}
    return [
        c
        for c in candidates
        if len(c.chain.facts) == 2
        and c.chain.nodes[0] == best.nodes[0]
        and c.chain.facts[0].predicate in UPWARDS
        and c.chain.facts[0].object == best.nodes[0]
        and c.chain.last.predicate in OF_INDUSTRY
        and c.chain.end == c.chain.last.subject
        and (c.nodes & others or not others)
    ]


def with_its_qualifier(
    group: list[CandidateAnswer], alike: list[CandidateAnswer], coverage: Coverage
) -> list[CandidateAnswer]:
    """The group with those that have the qualifier of which the question speaks."""
    qualifier = group[0].chain.last.qualifier
    if not qualifier or not group[0].chain.end:
        return group
    if coverage.weight(coverage.text(qualifier)) < _QUALIFIED:
        return group
    return group + [c for c in alike if c.chain.last.qualifier == qualifier and c not in group]


def shape(candidate: CandidateAnswer, coverage: Coverage) -> tuple[object, ...]:
    """What candidates of one list have in common."""
    chain = candidate.chain
    is_leading = is_leading_asked(coverage.question)
    steps = tuple(
        (
            "hasIndustry" if f.predicate == "leadingIndustry" and not is_leading else f.predicate,
            f.subject == node,
        )
        for f, node in zip(chain.facts, chain.nodes, strict=False)
    )
    indicator = chain.last.object if chain.last.is_figure else 0
    start = chain.nodes[0]
    share = coverage.thing(start)[1] if start else 1.0
    is_one_of_many = any(
        start in m.things and len(m.things) > 1 and coverage.file.thing(start).kind == "industry"
        for m in coverage.question.mentions
    )
    begin = -1 if share < 1 or start in coverage.choices or is_one_of_many else start
    return begin, steps, indicator, bool(chain.end)


def rows_of(
    group: list[CandidateAnswer], expected: ExpectedAnswer, file: FactFile
) -> list[dict[str, Any]]:
    """The rows of a list, each answer once; a number of them if that is asked for."""
    rows: dict[str, dict[str, Any]] = {}
    said: dict[str, list[KnownFact]] = {}
    passed = {c.chain.nodes[-2] for c in group if c.chain.end and len(c.chain.nodes) > 2}
    for candidate in group:
        row = _row(candidate, expected, file)
        if expected.form == "person" and len(passed) > 1 and len(candidate.chain.nodes) > 2:
            row["about"] = called(file, candidate.chain.nodes[-2])
        rows.setdefault(str(row["answer"]), row)
        said.setdefault(str(row["answer"]), []).append(candidate.chain.last)
    found = list(rows.values())
    if expected.form == "number" and found and group[0].chain.end:
        return [{"answer": len(found), "also": [], "unit": ""}]
    if group[0].chain.end and expected.form not in ("title", "time"):
        found = latest_first([row | told_of(said[str(row["answer"])]) for row in found])
    return found


def described(
    group: list[CandidateAnswer], rows: list[dict[str, Any]], coverage: Coverage
) -> list[dict[str, Any]]:
    """Rows for the things that the question describes without naming them, such as the zone in
    某企业所在的高新区排名第几: the reader wants to know which one it is.
    """
    file, question = coverage.file, coverage.question
    named = set(question.named_things)
    ends = {candidate.chain.end for candidate in group}
    steps = len(group[0].chain.facts)  # other candidates are about parts of an industry
    passed = {n for c in group if len(c.chain.facts) == steps for n in c.nodes} | {
        fact.subject for candidate in group for fact in candidate.facts if not candidate.chain.end
    }
    found = [
        thing
        for thing in sorted(passed - named - ends)
        if coverage.of_class(file.thing(thing).type) and not _is_called(coverage, thing)
    ]
    if not found and _names_other_class(group, coverage):
        # 拥有某场景的企业位于哪里: the graph has a plant where the question says enterprise.
        found = sorted(passed - named - ends)
    by_type: dict[str, list[int]] = {}
    for thing in found:
        by_type.setdefault(file.thing(thing).type, []).append(thing)
    given = {str(row["answer"]) for row in rows}
    single = [thing_row(file, things[0]) for things in by_type.values() if len(things) == 1]
    return [row | {"described": True} for row in single if row["answer"] not in given]


def _is_called(coverage: Coverage, thing: int) -> bool:
    """Whether the question has the name of a thing elsewhere than within another name."""
    mask, share = coverage.thing(thing)
    within = any(
        not mask & ~m.mask and mask != m.mask and thing not in m.things
        for m in coverage.question.mentions
    )
    return share >= _DESCRIBED and not within


def _names_other_class(group: list[CandidateAnswer], coverage: Coverage) -> bool:
    """Whether the question has a word for bodies that is said of nothing on the chains."""
    nodes = {coverage.file.thing(n).type for candidate in group for n in candidate.nodes}
    said = 0
    for type_ in nodes:
        said |= coverage.of_class(type_)
    return any(
        set(phrase.meanings) & {"Enterprise", "Organization"} and phrase.mask & ~said
        for phrase in coverage.question.phrases_of("class")
    )


def _row(candidate: CandidateAnswer, expected: ExpectedAnswer, file: FactFile) -> dict[str, Any]:
    chain = candidate.chain
    if expected.form == "time" and (chain.end or chain.last.is_figure):
        return {"answer": chain.last.time, "also": [], "unit": ""}
    if chain.end and expected.form != "title":
        return thing_row(file, chain.end)
    return value_row(chain.last, title=expected.form == "title")
