"""The error for a name that nothing has: what it may mean instead, and what to do next.

Things are suggested only if their names share more with it than the word for their kind: that
安康高新区 ends like 火星高新区 says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from gaoxin.errors import UnresolvedName
from gaoxin.graph.names.name_endings import kind_told_by, stem_of
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary
from gaoxin.shell_words import shell_command

_SUGGESTED = 5
"""Number of things that the error suggests."""


class _Suggestion(Protocol):
    """A thing found by a name."""

    @property
    def key(self) -> str: ...

    @property
    def form(self) -> str: ...

    def row(self) -> dict[str, object]: ...


class _Names(Protocol):
    """What is asked of the name index."""

    def search(self, text: str, limit: int, kind: str | None) -> Sequence[_Suggestion]: ...

    def count(self, type_: str) -> int: ...


def unresolved(index: _Names, text: str, kind: str | None) -> UnresolvedName:
    """The error for ``text``; ``kind`` is a class's local name or a kind that was asked for."""
    if kind_told_by(text) and not stem_of(text):
        return _only_a_kind(index, text, kind)
    near = _nearest(index, text, kind)
    zh, en = ("名称相近的有下列这些。", "the names nearest to it follow.")
    if not near:
        zh, en = _nothing_near(index, text, kind)
    return UnresolvedName(
        f"没有叫「{text}」的事物；{zh}",
        f"Nothing is called {text!r}; {en}",
        candidates=[match.row() for match in near],
        name=text,
    )


def _nearest(index: _Names, text: str, kind: str | None) -> Sequence[_Suggestion]:
    """Suggestions, those of the kind that the ending of the name says first."""
    told = None if kind else kind_told_by(text)
    first = index.search(text, _SUGGESTED, told) if told else []
    known = {match.key for match in first}
    more = (match for match in index.search(text, _SUGGESTED, kind) if match.key not in known)
    return [*first, *more][:_SUGGESTED]


def _only_a_kind(index: _Names, text: str, kind: str | None) -> UnresolvedName:
    """The error for a word that says what is meant, but not which (高新区)."""
    told = kind or kind_told_by(text)
    found = index.search(text, 1, told) if _are_zones(told) else []
    listed = _listing(told)
    return UnresolvedName(
        f"「{text}」没有说是哪一个；请写名称"
        + (f"，如「{found[0].form}」" if found else "")
        + f"。查找：{listed}",
        f"{text!r} does not say which one; write its name"
        + (f", such as {found[0].form!r}" if found else "")
        + f". To look for it: {listed}",
        name=text,
    )


def _nothing_near(index: _Names, text: str, kind: str | None) -> tuple[str, str]:
    """What to do if no name is like the text."""
    if _are_zones(kind or kind_told_by(text)):
        count = index.count("NationalZone")
        listed = _listing("zone")
        return (
            f"图谱里有 {count} 个国家高新区，名称都不相近。列出全部：{listed}",
            f"none of the {count} national zones in the graph has a name like it. To list all of "
            f"them: {listed}",
        )
    return (
        "也没有相近的名称。请核对写法，或只写名称的一部分再找：gaoxin search 部分名称",
        "nor is any name like it. Check how it is written, or look for a part of it: gaoxin "
        "search PART",
    )


def _are_zones(told: str | None) -> bool:
    """Whether a kind or a class is that of zones."""
    return told == "zone" or (told is not None and vocabulary().is_a(told, ["Zone"]))


def _listing(told: str | None) -> str:
    """The command that lists the things of a kind."""
    if _are_zones(told):  # each of their names has this character
        return shell_command("gaoxin", "search", "区", "--type", "国家高新区", "-n", "300")
    part = say("部分名称", "PART")
    return shell_command("gaoxin", "search", part, *_type_of(told))


def _type_of(kind: str | None) -> tuple[str, ...]:
    classes = vocabulary().classes
    term = classes.get(kind or "")
    if term is None and kind:
        term = next((c for c in classes.values() if c.kind == kind and c.names_things), None)
    return ("--type", term.label_zh) if term else ()
