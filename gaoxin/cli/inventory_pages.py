"""What the graph holds, its sources and its weak facts as texts."""

from __future__ import annotations

from collections.abc import Sequence

from gaoxin.cli.headings import heading
from gaoxin.cli.reading_page import ReadingPage
from gaoxin.cli.relation_pages import AnswerRow
from gaoxin.cli.wording import word
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.lookup.relation_words import relation_sentence
from gaoxin.language import in_brackets, say
from gaoxin.ontology.terms import vocabulary


def stats_page(rows: Sequence[AnswerRow]) -> str:
    """The rows of :func:`gaoxin.graph.audit.summary.statistics`, under one heading a kind."""
    page = ReadingPage()
    last = None
    for row in rows:
        if row["kind"] != last:
            last = row["kind"]
            page.blank()
            page.heading(word("kind", last))
            members = [other for other in rows if other["kind"] == last]
            page.labelled(
                ((_counted_thing(other), str(other["count"])) for other in members), share=0.7
            )
    return str(page)


def _counted_thing(row: AnswerRow) -> str:
    if row["kind"] == "dataset":
        kind = word("kind", row["label"])
        return str(row["name"]) + in_brackets(kind)
    return str(row["label"] or row["name"])


def sources_page(rows: Sequence[AnswerRow]) -> str:
    """The rows of :func:`gaoxin.graph.audit.summary.sources`: key, then what is known of it."""
    page = ReadingPage()
    if not rows:
        page.text(say("还没有来源。", "There are no sources yet."))
    for row in rows:
        parts = [
            row["title"] or row["source"],
            row["publisher"] or say("出版者未注明", "publisher not given"),
            period_words(row["date"]) if row["date"] else say("日期未注明", "no date"),
            word("grade", row["confidence"]) or say("未评级", "not graded"),
        ]
        if count := row["located"]:
            noun = "fact" if count == 1 else "facts"
            parts.append(say(f"{count} 条事实注明位置", f"{count} {noun} with a place in it"))
        page.text(str(row["source"]))
        page.text(" · ".join(map(str, parts)), indent=4, hang=2)
    return str(page)


def weak_page(rows: Sequence[AnswerRow]) -> str:
    """The rows of :func:`gaoxin.graph.audit.weakness.weak_facts`: one sentence for each fact."""
    page = ReadingPage()
    if not rows:
        page.text(say("没有依据薄弱的事实。", "No fact has weak evidence only."))
    for row in rows:
        term = vocabulary().properties.get(str(row["predicate"]))
        if term is not None and term.is_relation:
            said = relation_sentence(str(row["predicate"]), row["subject"], row["object"])
        else:
            name = word("predicate", str(row["predicate"]))
            value = " ".join(filter(None, (str(row["object"]), str(row["unit"]))))
            said = say(f"{row['subject']}：{name} {value}", f"{row['subject']}: {name} {value}")
        asides = [period_words(row["time"])] if row["time"] else []
        if row["status"] not in ("", "actual"):
            asides.append(word("status", row["status"]))
        asides.append(word("grade", row["confidence"]))
        page.text(said + in_brackets(*asides))
        keys = say("、", ", ").join(row["sources"])
        page.text(f"{heading('sources')} {keys}", indent=4, hang=2)
    return str(page)


def queries_page(rows: Sequence[AnswerRow]) -> str:
    """Saved queries: what each answers, and below it the command that runs it.

    Values that stand as examples are named, unless all are examples.
    """
    page = ReadingPage()
    if rows and "examples" not in rows[0]:
        page.text(
            say(
                "命令中的值是例子，换成所要问的。",
                "The values in the commands are examples; put yours for them.",
            )
        )
        page.blank()
    for row in rows:
        names = say("、", ", ").join(row.get("examples", ()))
        page.text(
            str(row["title"])
            + in_brackets(names and say(f"{names} 是例子", f"{names}: an example"))
        )
        page.command(str(row["command"]), indent=4)
    return str(page)
