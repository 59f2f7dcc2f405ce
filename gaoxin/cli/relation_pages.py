"""Related things as texts: neighbours by relation, what two things share, paths as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gaoxin.cli.reading_page import ReadingPage
from gaoxin.cli.source_marks import SourceMarks
from gaoxin.graph.facts.figures import sources_in
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.relation_words import relation_heading, relation_sentence
from gaoxin.graph.lookup.told_items import readable
from gaoxin.graph.wording.code_words import word
from gaoxin.language import counted, in_brackets, say

if TYPE_CHECKING:
    from gaoxin.graph.facts.finding import Finding
    from gaoxin.graph.lookup.paths import Path, PathSearch
    from gaoxin.graph.store.generation import Generation

AnswerRow = Mapping[str, Any]


def neighbours_page(
    generation: Generation, thing: AnswerRow, rows: Sequence[AnswerRow], basis: str = ""
) -> str:
    """The rows of :func:`gaoxin.graph.lookup.thing.neighbours`, grouped by relation.

    A related thing stands once under a relation, with everything that is said of it.  ``basis``
    says to which facts the answer is limited.
    """
    page, marks = ReadingPage(), SourceMarks(generation)
    page.heading(title(generation, thing))
    if basis:
        page.text(basis)
    page.text(_count(len({row["iri"] for row in rows})))
    groups: dict[tuple[str, bool], dict[str, list[AnswerRow]]] = {}
    for row in rows:
        group = groups.setdefault((row["predicate"], row["direction"] == "out"), {})
        group.setdefault(row["iri"], []).append(row)
    for (predicate, out), things in groups.items():
        page.blank()
        page.heading(f"{relation_heading(predicate, out=out)} {len(things)}")
        for facts in things.values():
            page.text(_neighbour(facts, marks), indent=2, hang=2)
    page.sources(marks)
    return str(page)


def _count(number: int) -> str:
    if not number:
        return say("没有直接相关的事物。", "Nothing is directly related to it.")
    noun = "thing is" if number == 1 else "things are"
    return say(f"直接相关的事物 {number} 个。", f"{number} {noun} directly related to it.")


def _neighbour(facts: Sequence[AnswerRow], marks: SourceMarks) -> str:
    said: dict[str, None] = {}
    for row in facts:
        if row["status"] not in ("", "actual"):
            said[word("status", row["status"])] = None
        for part in remark_words(row["qualifier"]).split(say("；", "; ")):
            said[part] = None
        if row["time"]:
            said[period_words(row["time"])] = None
        if row["inferred"]:
            said[say("推出", "inferred")] = None
    return str(facts[0]["name"]) + in_brackets(*said) + marks.mark(sources_in(facts))


def shared_page(pair: tuple[str, str], rows: Sequence[AnswerRow], basis: str = "") -> str:
    """The things that two things are related to, with how each of the two is."""
    page = ReadingPage()
    page.heading(say(f"{pair[0]}与{pair[1]}", f"{pair[0]} and {pair[1]}"))
    if basis:
        page.text(basis)
    if not rows:
        page.text(say("没有共同关联的事物。", "They are related to nothing in common."))
    else:
        page.text(
            say(
                f"共同关联的事物 {len(rows)} 个。",
                f"Both are related to {counted(len(rows), 'thing')}.",
            )
        )
    page.blank()
    for row in rows:
        ways = [
            str(row[name]).replace("; ", say("、", ", ")) for name in ("relations_a", "relations_b")
        ]
        if ways[0] == ways[1]:
            how = say(f"关系都是“{ways[0]}”", f"both: {ways[0]}")
        else:
            how = say(
                f"前者“{ways[0]}”，后者“{ways[1]}”", f"the first: {ways[0]}; the second: {ways[1]}"
            )
        name, cls = row["name"], word("class", row["class"])
        page.text(say(f"{name}（{cls}）：{how}", f"{name} ({cls}): {how}"), indent=2, hang=2)
    return str(page)


def paths_page(generation: Generation, search: PathSearch, basis: str = "") -> str:
    """Each path with one sentence for each step."""
    reader = Reader(generation)
    page, marks = ReadingPage(), SourceMarks(generation)
    ends = [reader.entry(iri).name for iri in (search.a, search.b)]
    page.heading(f"{ends[0]} → {ends[1]}")
    if basis:
        page.text(basis)
    if search.paths:
        steps = len(search.paths[0].steps)
        count = len(search.paths)
        more = (
            say("，还有别的（-k 多列几条）", "; there are more (-k lists more)")
            if search.more
            else ""
        )
        zh = f"最短 {steps} 步，列出 {count} 条{more}。"
        en = f"Shortest: {counted(steps, 'step')}; {counted(count, 'path')} listed{more}."
        page.text(say(zh, en))
    for number, path in enumerate(search.paths, 1):
        page.blank()
        names = " → ".join(reader.entry(iri).name for iri in path.nodes[1:-1])
        via = say(f"，经过{names}", f", via {names}") if names else ""
        page.heading(say(f"路径 {number}{via}", f"Path {number}{via}"))
        for line in _steps(reader, marks, path):
            page.text(line, indent=2, hang=2)
    page.sources(marks)
    return str(page)


def _steps(reader: Reader, marks: SourceMarks, path: Path) -> Iterable[str]:
    for facts in path.steps:
        leading = [fact for fact in facts if fact.predicate == "leadingIndustry"]
        first = (leading or list(facts))[0]
        alike = [
            fact
            for fact in facts
            if (fact.predicate, fact.subject, fact.title)
            == (first.predicate, first.subject, first.title)
        ]
        yield _step(reader, marks, alike)


def _step(reader: Reader, marks: SourceMarks, facts: Sequence[Finding]) -> str:
    first = facts[0]
    subject, target = reader.entry(first.subject).name, reader.entry(first.object).name
    said = dict.fromkeys(
        word("status", fact.status) for fact in facts if fact.status not in ("", "actual")
    )
    said |= dict.fromkeys(period_words(fact.time) for fact in facts if fact.time)
    if first.inferred:
        said[say("推出", "inferred")] = None
    sources = {source.key: source for fact in facts for source in fact.sources}
    sentence = relation_sentence(first.predicate, subject, target, first.title)
    return sentence + in_brackets(*said) + marks.mark(sources.values())


def title(generation: Generation, thing: AnswerRow) -> str:
    """The name of a thing with its class."""
    name = Reader(generation).entry(str(thing["iri"])).name
    return " · ".join(filter(None, (name, word("class", str(thing.get("type", ""))))))


def found_page(text: str, rows: Sequence[AnswerRow]) -> str:
    """The things found by a name; keys only where name and class do not tell them apart."""
    page = ReadingPage()
    if not rows:
        page.text(
            say(
                f"没有名称像「{text}」的事物；换一个说法，或只写名称的一部分。",
                f"Nothing has a name like {text!r}; try another form, or a part of the name.",
            )
        )
        return str(page)
    shown = [(_shown_name(row), word("type", str(row["type"]))) for row in rows]
    page.heading(
        say(f"像「{text}」的名称，最像的在前", f"Names like {text!r}, the most similar first")
    )
    for row, (name, cls) in zip(rows, shown, strict=True):
        parts = [name, cls]
        if row["form"] not in (name, row["name"]) and readable(str(row["form"])):
            parts.append(say(f"又写作{row['form']}", f"also written {row['form']}"))
        if shown.count((name, cls)) > 1:
            parts.append(str(row["key"]))
        page.text(" · ".join(parts), indent=2, hang=2)
    return str(page)


def _shown_name(row: AnswerRow) -> str:
    return say(str(row["name"]), str(row.get("name_en") or row["name"]))
