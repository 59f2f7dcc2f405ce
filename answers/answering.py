"""Answer a question: read it, find candidates, judge them, and tell the best or ask back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gaoxin.answers.chains import CandidateAnswer, chains
from gaoxin.answers.clauses import clauses, pointing, without_question_words
from gaoxin.answers.compared import are_measured, compare_two, earlier, larger
from gaoxin.answers.counted import counted_group
from gaoxin.answers.coverage import Coverage
from gaoxin.answers.declining import declined, not_comparable
from gaoxin.answers.expected import DATES, ExpectedAnswer, expect
from gaoxin.answers.fact_file import FactFile, open_facts
from gaoxin.answers.judging import judge
from gaoxin.answers.known import KnownFact
from gaoxin.answers.lists import (
    asked_back,
    is_countable,
    is_doubtful,
    listed_items,
    other_readings,
    rows_of,
    shape,
    so_many,
    with_its_qualifier,
)
from gaoxin.answers.operators import Computed, dated, extreme, path_between
from gaoxin.answers.phrases import phrases_in
from gaoxin.answers.promises import promises
from gaoxin.answers.question import AskedQuestion, read_question
from gaoxin.answers.rendering import render
from gaoxin.answers.replies import Reply, cited, thing_row, told, value_row
from gaoxin.answers.truth import verdict_on
from gaoxin.graph.names.keys import match_key
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

_ALIKE, _ALIKE_FIGURE = 1.0, 0.12
MOST_ROWS = 200
_RATHER = re.compile(
    r"更[大高多强快靠早少小低好]|谁[大高多强快早]|哪个[大高多强快早]|哪家[大高多强快早]"
    r"|(?:哪个|哪家|谁)的?[^,;?。!]{1,16}(?<!最)[大高多低少小](?:[些点呢]|一些|一点)?[?。!]*$"
)
_COUNT = 0.8  # how much better a count must be than a figure
_UNDERSTOOD = 0.5


def ask(generation: Generation, text: str, as_of: int | None = None) -> Reply:
    """Answer a question about the facts of a generation, those that held in the year ``as_of``."""
    file = open_facts(generation)
    if as_of is not None:
        from gaoxin.answers.facts_then import hide_outside  # only questions about the past

        hide_outside(file, as_of)
    return answer(file, text)


def answer(file: FactFile, text: str) -> Reply:
    """Answer a question from the file of facts."""
    parts = clauses(text)
    if len(parts) == 1:
        return _answer_one(file, text)
    replies: list[Reply] = []
    for part in parts:
        replies.append(_answer_one(file, _pointed(file, part, parts, replies)))
    whole = Reply(all(reply.ok for reply in replies))
    for reply in replies:
        whole.rows += [row for row in reply.rows if row not in whole.rows]
        whole.used |= reply.used
        whole.nodes += reply.nodes
        whole.sources += [source for source in reply.sources if source not in whole.sources]
        whole.alternatives = whole.alternatives or reply.alternatives
    whole.understood = "; ".join(dict.fromkeys(r.understood for r in replies if r.understood))
    whole.reason = " ".join(dict.fromkeys(r.reason for r in replies if r.reason))
    return whole


def _pointed(file: FactFile, part: str, parts: list[str], replies: list[Reply]) -> str:
    """A later clause with the thing that it points at."""
    if not replies:
        return part
    word = pointing(part)
    if not word and _is_bare(part) and _asks_amount(part):
        return without_question_words(parts[0]) + part
    if not word and _is_bare(part) and replies[0].nodes:
        verbs = [p.text for p in phrases_in(match_key(parts[0])) if set(p.meanings) & DATES]
        return file.thing(replies[0].nodes[-1]).zh + (verbs[0] if verbs else "") + part
    if not word:
        question = read_question(part, file)
        kinds = {file.thing(t).kind for m in question.mentions for t in m.things}
        if kinds - {"industry", "indicator"}:
            return part
        spoken = [p for p in question.phrases_of("indicator") if not p.text.startswith("多少")]
        if (kinds or spoken) and (zones := [n for n in replies[0].nodes if _is_zone(file, n)]):
            return file.thing(zones[-1]).zh + "的" + part
        return without_question_words(parts[0]) + part
    nodes = replies[0].nodes
    wanted = ("Zone",) if "区" in word else ("Enterprise", "Organization")
    for node in reversed(nodes):
        if vocabulary().is_a(file.thing(node).type, wanted):
            return part.replace(word, file.thing(node).zh, 1)
    if nodes:
        return part.replace(word, file.thing(nodes[-1]).zh, 1)
    return without_question_words(parts[0]) + part


def _is_bare(part: str) -> bool:
    """Whether a clause is nothing but a question word: 哪年."""
    return len(without_question_words(part)) <= 1


def _asks_amount(part: str) -> bool:
    """Whether a clause asks for a number: 是多少亿元."""
    asked = {m for p in phrases_in(match_key(part)) if p.kind == "ask" for m in p.meanings}
    return "amount" in asked


def _is_zone(file: FactFile, thing: int) -> bool:
    return vocabulary().is_a(file.thing(thing).type, ("Zone",))


def _answer_one(file: FactFile, text: str) -> Reply:
    question = read_question(text, file)
    if question.unknown:
        return _declined_unknown(question)
    coverage = Coverage(question, file)
    if question.phrases_of("refuse"):
        return Reply(
            False,
            reason=say(
                "图谱只有事实，不说明原因，也不评价。",
                "The graph has facts only; it gives no reasons and no opinions.",
            ),
        )
    expected = expect(question)
    if question.phrases_of("path") and len(question.mentions) >= 2:
        found = _path(question, coverage, expected)
        if found is not None:
            return found
    if (promised := promises(coverage, expected)) is not None:
        return promised
    if (members := counted_group(coverage, expected)) is not None:
        return members
    found_chains = chains(coverage)
    judged = judge(found_chains, coverage, expected)
    candidates = [c for c in judged if not c.why]
    if expected.form == "truth":
        return _truth(judged, coverage)
    compared = question.phrases_of("compare")
    if re.search("[批建成]得?更?[早晚]|先批|先获批|更早|更晚", question.key):
        computed = earlier(coverage, question.key)
        if computed is not None:
            return _computed(computed, coverage)
    if expected.form in ("thing", "person") and _RATHER.search(question.key):
        figures = judge(found_chains, coverage, ExpectedAnswer("number"))
        figures += judge(found_chains, coverage, ExpectedAnswer("rank"))
        computed = compare_two(figures, coverage, ratio=False, alike=True)
        if computed is not None:
            return _computed(larger(computed, question.key), coverage)
        if are_measured(coverage):
            return declined(figures, coverage, expected, reason=not_comparable())
    if compared:
        ratio = any("ratio" in p.meanings for p in compared)
        computed = compare_two(judged, coverage, ratio=ratio)
        if computed is not None and not coverage.left_over(computed.mask):
            return _computed(computed, coverage)
    orders = question.phrases_of("superlative")
    if orders and expected.form not in ("number", "rank", "time"):
        computed = extreme(judged, coverage, expected, orders[0].meanings[0])
        best = candidates[0].score if candidates else 0.0
        if computed is not None and coverage.weight(computed.mask) + 0.8 > best:
            return _computed(computed, coverage)
    candidates = sorted(candidates + dated(coverage, expected), key=lambda c: -c.score)
    if expected.form == "number" and expected.classes:
        things = ExpectedAnswer("thing", expected.classes)
        counted = [c for c in judge(found_chains, coverage, things) if not c.why]
        counted += dated(coverage, things)
        counted.sort(key=lambda c: -c.score)
        counted = [c for c in counted if is_countable(c, coverage)]
        if counted and (not candidates or counted[0].score - _COUNT > candidates[0].score):
            candidates = counted
    if not candidates:
        return declined(judged, coverage, expected)
    best_one = candidates[0]
    covered = best_one.mask | coverage.choice_mask
    for phrase in question.phrases_of("level"):  # a candidate of another level is forbidden
        covered |= phrase.mask
    if items := listed_items(judged, best_one, coverage, expected):
        return items
    share = coverage.weight(covered) / max(coverage.total, 0.01)
    if share < _UNDERSTOOD:
        return declined(judged, coverage, expected)
    strictly = expected.form in ("number", "time", "rank")
    if left := coverage.left_over(covered, strictly=strictly):
        return declined(judged, coverage, expected, left)
    group = [
        c
        for c in candidates
        if shape(c, coverage) == shape(best_one, coverage)
        and c.score >= best_one.score - (_ALIKE if c.chain.end else _ALIKE_FIGURE)
    ]
    alike = [c for c in candidates if shape(c, coverage) == shape(best_one, coverage)]
    if expected.form != "number":
        group = with_its_qualifier(group, alike, coverage)
    group = so_many(group, alike, expected, coverage)
    used = {f.number for c in group for f in c.facts}
    nodes = [n for n in best_one.chain.nodes if n]
    rows = rows_of(group, expected, file)
    if is_doubtful(candidates, best_one, coverage, rows, expected):
        return asked_back(candidates, best_one, coverage, expected)
    rendered = render(best_one.chain, file)
    facts = [fact for c in group for fact in c.facts]
    return Reply(
        True,
        rows[:MOST_ROWS],
        told(best_one, file),
        rendered.query,
        rendered.parameters,
        rendered.sparql,
        rendered.cypher,
        cited(facts, file),
        other_readings(candidates, best_one, coverage, expected),
        len(rows) > MOST_ROWS,
        used=used,
        nodes=nodes,
    )


def _truth(judged: list[CandidateAnswer], coverage: Coverage) -> Reply:
    found = verdict_on(judged, coverage)
    if found is None:
        return declined(judged, coverage, ExpectedAnswer("truth"))
    file = coverage.file
    row = thing_row(file, found.thing) if found.thing else value_row(found.facts[0])
    return Reply(
        True,
        [row | {"verdict": found.verdict}],
        " · ".join(dict.fromkeys(_about(file, fact) for fact in found.facts[:3])),
        sources=cited(found.facts, file),
        used={fact.number for fact in found.facts},
        nodes=[found.thing] if found.thing else [],
    )


def _declined_unknown(question: AskedQuestion) -> Reply:
    names_zh = "、".join(f"「{name}」" for name in question.unknown)
    names_en = ", ".join(map(repr, question.unknown))
    return Reply(
        False,
        reason=say(
            f"图谱里没有{names_zh}。可用 gaoxin search 查找相近的名称。",
            f"The graph has nothing called {names_en}. gaoxin search finds similar names.",
        ),
    )


def _path(question: AskedQuestion, coverage: Coverage, expected: ExpectedAnswer) -> Reply | None:
    file = coverage.file
    ends = [m.things[0] for m in question.mentions]
    middle = ends[1:-1]
    found = path_between(file, ends[0], ends[-1], middle)
    if found is None:
        return None
    things = [
        t
        for t in found.things
        if not expected.classes or vocabulary().is_a(file.thing(t).type, expected.classes)
    ]
    rows = [thing_row(file, t) for t in things or found.things]
    text = " — ".join(file.thing(m.things[0]).zh for m in question.mentions)
    used = {f.number for f in found.facts}
    sources = cited(found.facts, file)
    return Reply(bool(rows), rows, text, sources=sources, used=used, nodes=list(things))


def _computed(computed: Computed, coverage: Coverage) -> Reply:
    file = coverage.file
    share = coverage.weight(computed.mask) / max(coverage.total, 0.01)
    if share < _UNDERSTOOD:
        return declined([], coverage, ExpectedAnswer(""))
    rows: list[dict[str, Any]] = [
        {"answer": value, "also": [], "unit": unit} for value, unit in computed.values
    ]
    rows += [thing_row(file, thing) for thing in computed.things]
    text = " · ".join(
        " ".join(part for part in (_about(file, f), f.value + f.unit) if part)
        for f in computed.facts[:3]
    )
    used = {f.number for f in computed.facts}
    sources = cited(computed.facts, file)
    nodes = list(computed.things)
    return Reply(True, rows, text, sources=sources, used=used, nodes=nodes)


def _about(file: FactFile, fact: KnownFact) -> str:
    """The subject of a fact, and its indicator or its text."""
    what = file.thing(fact.object).zh if fact.object else fact.literal
    return f"{file.thing(fact.subject).zh} · {what}"
