"""The thing that a person means by a name when a decision merges another name into it.

Only things of the class that is asked about are meant, unless a key is written.  What was
understood is shown, and of several things a person chooses one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.cli.terminal import put
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.names.index import Match, NameIndex
    from gaoxin.loaders.resolving.admission import Question

_SHOWN = 9
"""Maximum number of things to choose from: the numbers have one digit."""


def named_in_class(names: NameIndex, type_: str, text: str) -> list[Match]:
    """The things of a class that a name, a code or a key means equally well.

    A key is taken whatever its class is, because it cannot mean another thing.
    """
    found = names.candidates(text, type_)
    return [m for m in found if m.key == text or _is_of(m.type, type_)]


def shown_thing(match: Match) -> str:
    """The full name, class and key of a thing."""
    term = vocabulary().classes.get(match.type)
    label = say(term.label_zh, term.label_en) if term else match.type
    return say(f"{match.name}（{label}，{match.key}）", f"{match.name} ({label}, {match.key})")


def chosen_key(names: NameIndex, question: Question, text: str) -> str | None:
    """The key of the thing that ``text`` means for a question: a number of its candidates, a name,
    a code or a key; ``None`` if there is none or the person goes back.
    """
    if text.isdecimal() and len(text) == 1:
        if not 1 <= int(text) <= len(question.near):
            put(say("  没有这个序号。\n", "  There is no such number.\n"))
            return None
        text = question.near[int(text) - 1].key
    found = named_in_class(names, question.type, text) if text else []
    if not found:
        put(_nothing_found(names, question.type, text))
        return None
    if len(found) > 1:
        return _one_of(found, text)
    put(f"  → {shown_thing(found[0])}\n")
    return found[0].key


def _one_of(found: list[Match], text: str) -> str | None:
    """The key that a person chooses from several things."""
    put(
        say(
            f"  「{text}」可指 {len(found)} 个事物；写序号确认，或按回车返回：\n",
            f"  {text!r} can mean {len(found)} things; confirm one by its number, or press Enter "
            "to go back:\n",
        )
    )
    for number, match in enumerate(found[:_SHOWN], 1):
        put(f"  {number}. {shown_thing(match)}\n")
    try:
        answer = input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        return None
    if not answer.isdecimal() or not 1 <= int(answer) <= min(_SHOWN, len(found)):
        return None
    match = found[int(answer) - 1]
    put(f"  → {shown_thing(match)}\n")
    return match.key


def _nothing_found(names: NameIndex, type_: str, text: str) -> str:
    """That no thing of the class has the name, with what has it or is near it."""
    if not text:
        return say("  请写序号、名称或键。\n", "  Give a number, a name or a key.\n")
    term = vocabulary().find_class(type_)
    label = say(term.label_zh, term.label_en)
    others = names.candidates(text)
    near = others or [m for m in names.search(text, 5, type_) if _is_of(m.type, type_)]
    line = say(f"  没有叫「{text}」的{label}。", f"  No {label} is called {text!r}. ")
    if near:
        listed = say("、", "; ").join(map(shown_thing, near[:5]))
        line += (
            say(f"这样叫的有：{listed}；要合并，请写键。", f"Called so: {listed}; write its key.")
            if others
            else say(f"相近的有：{listed}。", f"Nearest: {listed}.")
        )
    return line.rstrip() + "\n"


def _is_of(type_: str, wanted: str) -> bool:
    """Whether a class is the wanted one or one below it."""
    return type_ == wanted or type_ in vocabulary().concrete([wanted])
