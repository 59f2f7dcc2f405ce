"""What the graph holds, its sources and its weak facts as texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gaoxin.cli.reading_page import ReadingPage
from gaoxin.cli.relation_pages import AnswerRow
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.lookup.relation_words import relation_sentence
from gaoxin.graph.names.keys import has_han
from gaoxin.graph.wording.code_words import word
from gaoxin.graph.wording.headings import heading
from gaoxin.language import counted, in_brackets, language, say
from gaoxin.ontology.literals_in_words import literal_words
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
            placed = f"{counted(count, 'fact')} with a place in it"
            parts.append(say(f"{count} 条事实注明位置", placed))
        page.text(str(row["source"]))
        page.text(" · ".join(map(str, parts)), indent=4, hang=2)
    return str(page)


def weak_page(rows: Sequence[AnswerRow], *, grouped: bool) -> str:
    """The rows of :func:`gaoxin.graph.audit.weakness.weak_facts`: one sentence for each fact.

    If ``grouped``, only the number of facts of each kind, with a few of them: there are thousands.
    """
    page = ReadingPage()
    if not rows:
        page.text(say("没有依据薄弱的事实。", "No fact has weak evidence only."))
    elif grouped and len(rows) > _LISTED:
        _weak_groups(page, rows)
    else:
        for row in rows:
            page.text(_weak_sentence(row))
            keys = say("、", ", ").join(row["sources"])
            page.text(f"{heading('sources')} {keys}", indent=4, hang=2)
    return str(page)


_LISTED = 40
"""Up to so many weak facts are listed one by one."""
_EXAMPLES = 3
_ENGLISH = re.compile("[a-z]{2}")


def _weak_groups(page: ReadingPage, rows: Sequence[AnswerRow]) -> None:
    """How many facts there are of each kind and grade, with the first ones."""
    page.text(
        say(
            f"依据薄弱的事实共 {len(rows):,} 条，各类举几例。逐条列出：gaoxin sources --weak "
            "-n 100；写出全部：-o 文件.xlsx。",
            f"{len(rows):,} facts have weak evidence only; a few of each kind follow. One by one: "
            "gaoxin sources --weak -n 100; all: -o FILE.xlsx.",
        )
    )
    groups: dict[tuple[str, str], list[AnswerRow]] = {}
    for row in rows:
        if not str(row["predicate"]).startswith("qudt:"):  # the numbers of unit conversions
            groups.setdefault((str(row["confidence"]), str(row["predicate"])), []).append(row)
    last = ""
    for (grade, predicate), members in sorted(
        groups.items(), key=lambda group: (group[0][0], -len(group[1]))
    ):
        if grade != last:
            last = grade
            count = sum(len(m) for (g, _), m in groups.items() if g == grade)
            page.blank()
            page.heading(f"{word('grade', grade)} {count:,}")
        page.text(f"{word('predicate', predicate)} {len(members):,}", indent=2)
        told = [row for row in members if _is_readable(row)]
        for row in told[:_EXAMPLES]:
            page.text(f"· {_weak_sentence(row, graded=False)}", indent=4, hang=2)


def _is_readable(row: AnswerRow) -> bool:
    """Whether an example is in the language in force: a remark may have no form in it."""
    term = vocabulary().properties.get(str(row["predicate"]))
    if term is not None and term.is_relation:
        return True
    value = literal_words(str(row["predicate"]), str(row["object"]))
    return not has_han(value) if language() == "en" else not _ENGLISH.search(value)


def _weak_sentence(row: AnswerRow, *, graded: bool = True) -> str:
    term = vocabulary().properties.get(str(row["predicate"]))
    if term is not None and term.is_relation:
        said = relation_sentence(str(row["predicate"]), row["subject"], row["object"])
    else:
        name = word("predicate", str(row["predicate"]))
        told = literal_words(str(row["predicate"]), str(row["object"]))
        value = " ".join(filter(None, (told, str(row["unit"]))))
        said = say(f"{row['subject']}：{name} {value}", f"{row['subject']}: {name} {value}")
    asides = [period_words(row["time"])] if row["time"] else []
    if row["status"] not in ("", "actual"):
        asides.append(word("status", row["status"]))
    if graded:
        asides.append(word("grade", row["confidence"]))
    return said + in_brackets(*asides)


def settings_page(rows: Sequence[AnswerRow]) -> str:
    """The settings: name of the variable and meaning, then the value and where it comes from."""
    page = ReadingPage()
    for row in rows:
        page.text(f"{row['variable']}{say('：', ': ')}{row['description']}", hang=4)
        value = "-" if row["value"] == "" else str(row["value"])
        page.text(value + in_brackets(word("from", row["from"])), indent=4, hang=2)
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
        names = say("、", ", ").join(f"{name}=" for name in row.get("examples", ()))
        page.text(
            str(row["title"])
            + in_brackets(names and say(f"{names} 后是例子", f"an example after {names}"))
        )
        page.command(str(row["command"]), indent=4)
    return str(page)
