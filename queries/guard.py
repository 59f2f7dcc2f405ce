"""Refuse unsafe SPARQL before the engine sees it: SERVICE, updates and deep nesting.

pyoxigraph calls the address that ``SERVICE`` names, and deep nesting crashes it.  A second,
independent barrier is in :mod:`gaoxin.queries.isolation`: the process that runs the query cannot
open a connection.

A parser decides by context which token a character begins.  For example ``<`` may begin an IRI or
mean "less than": in ``FILTER(1<?x)SERVICE#>`` the longest token is an IRI, but the engine reads
"less than" and later SERVICE.  So the guard follows every way to split the text into tokens (a
*reading*) and refuses the query if any reading contains the keyword.  Readings that reach the same
position are merged, so that the work is linear in the length of the text.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gaoxin.errors import QueryFailed
from gaoxin.queries.tokens import TOKEN, decode_escapes

DEPTH = 100
"""Maximum depth of nested brackets, and maximum number of consecutive prefix operators."""
LENGTH = 1 << 20
"""Maximum length of a query, in characters."""

_SPACE = r"(?:[ \t\r\n]++|#[^\r\n]*+)"
_PROLOGUE = rf"(?:{_SPACE}|prefix{_SPACE}*[^:\s]*+:{_SPACE}*<[^>]*+>|base{_SPACE}*<[^>]*+>)*"
_UPDATE = re.compile(
    rf"{_PROLOGUE}(load|insert|delete|clear|drop|create|copy|move|add|with)\b(?!:)", re.IGNORECASE
)
# Escapes, and characters that are allowed in names but not in IRIs.
_DOUBTFUL_NAME = re.compile(r"[\\\ue000-\U0010ffff]")
# An IRI that ends within its authority: a local name appended to it extends the host or the port.
_OPEN_AUTHORITY = re.compile(r"<[^<>]*//[^<>/?#]*>")


def check_query(text: str) -> None:
    """Refuse a query that updates, contains SERVICE, or nests too deep.

    Raises:
        QueryFailed: with ``facts["reason"]`` one of ``length``, ``service``, ``update``,
            ``nesting``, ``unterminated``, ``token``; the last two with ``line`` and ``column``.
    """
    if len(text) > LENGTH:
        raise _refuse("length", f"查询长于 {LENGTH} 个字符", f"it is over {LENGTH:,} characters")
    # The standard decodes \uXXXX before it splits the text into tokens; pyoxigraph only within
    # tokens.  Both must be safe.
    forms = dict.fromkeys((text, decode_escapes(text)))
    for form in forms:
        update = _UPDATE.match(form)
        if update:
            word = update[1].upper()
            raise _refuse(
                "update",
                f"不允许 {word}（查询只能读）",
                f"{word} is not allowed: a query may only read",
            )
    if is_harmless(text):
        return
    stops = [TokenReadings(form).follow() for form in forms]
    if None not in stops:
        raise _unreadable(text, stops[0] or 0)


def is_harmless(text: str) -> bool:
    """Whether no reading of the text can be refused; most queries are so, and it is quick to see.

    Without escapes and the word there is no SERVICE; with so few brackets and operators no reading
    nests too deep; without three quotes in a row no string is in doubt; and that one reading
    reaches the end is enough.
    """
    if "\\" in text or '"""' in text or "'''" in text or "service" in text.lower():
        return False
    if max(sum(map(text.count, "{([")), sum(map(text.count, "!-+^"))) > DEPTH:
        return False
    end = 0
    for found in TOKEN.finditer(text):
        if found.start() != end or found.lastgroup == "comment":
            return False
        end = found.end()
    return end == len(text)


@dataclass(slots=True)
class _State:
    """The state at a position: the worst case over all readings that reach it."""

    depth: int = 0
    operators: int = 0


class TokenReadings:
    """All ways to split a text into tokens."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._states = {0: _State()}
        self._places = [0]
        self._line_end = -1
        self._broken: int | None = None

    def follow(self) -> int | None:
        """Follow every reading.  Return ``None`` if one reaches the end, else the position of the
        fault.

        Raises:
            QueryFailed: a reading contains SERVICE, or nests too deep.
        """
        furthest = 0
        in_name = doubtful = False
        while self._places:
            at = heapq.heappop(self._places)
            state = self._states.pop(at)
            furthest = at
            for kind, end in self._tokens(at):
                if kind == "word":
                    word = self._text[at:end]
                    in_name = self._check_service(at, word) or in_name
                    doubtful = doubtful or _DOUBTFUL_NAME.search(word) is not None
                self._reach(end, self._after(state, kind, self._text[at]))
        if in_name and (doubtful or _OPEN_AUTHORITY.search(self._text)):
            # If prefix and local name do not form a valid IRI, the engine reads the prefix alone as
            # a name: then e:SERVICE is the name "e:" followed by the keyword.
            raise _refuse(
                "service",
                "名称中含有 service，而其他名称使它可能被读成 SERVICE；请写出完整的 <IRI>",
                "a name contains 'service' and other names here could turn it into the keyword; "
                "write the full <IRI> instead",
            )
        return self._broken if furthest == len(self._text) else furthest

    def _tokens(self, at: int) -> Iterator[tuple[str, int]]:
        """Yield each token that can begin at ``at``, with its end."""
        found = TOKEN.match(self._text, at)
        if found is None:
            return
        kind = str(found.lastgroup)
        if kind == "comment":
            yield kind, self._end_of_line(at)
            return
        if (
            kind == "string"
            and self._text.startswith(self._text[at] * 3, at)
            and (found.end() == at + 2)
        ):
            # An unterminated long string.  The engine then tries an empty string.
            self._broken = at if self._broken is None else self._broken
        yield kind, found.end()
        if kind == "iri":
            yield "mark", at + 1

    def _end_of_line(self, at: int) -> int:
        """The end of the line that contains ``at``; cached, as many readings can share a line."""
        if self._line_end < at:
            ends = (self._text.find(mark, at) for mark in "\r\n")
            self._line_end = min((e for e in ends if e >= 0), default=len(self._text))
        return self._line_end

    def _check_service(self, at: int, word: str) -> bool:
        """Whether ``word`` has "service" in its local name only; raise if it may be the keyword.

        The engine asks for no space around a keyword, so ``SERVICEe:a`` and ``1SERVICE`` count.
        """
        lower = word.lower()
        if "service" not in lower:
            return False
        prefix, _, local = lower.partition(":")
        # After "<" (less than) and "/" a value or a path must follow.
        if "service" in prefix and not (
            lower.startswith("service") and self._text[max(at - 1, 0) : at] in ("<", "/")
        ):
            line, column = _place(self._text, at)
            raise _refuse(
                "service",
                f"不允许 SERVICE（查询不得访问网络；第 {line} 行第 {column} 列）",
                "SERVICE is not allowed: a query must not reach into the network "
                f"(line {line}, column {column})",
                line=line,
                column=column,
            )
        return "service" in local

    def _after(self, state: _State, kind: str, first: str) -> _State:
        if kind in ("space", "comment"):
            return state
        if kind != "mark":
            return _State(state.depth)
        depth = state.depth + (first in "{([") - (first in "})]")
        operators = state.operators + 1 if first in "!-+^" else 0
        if max(depth, operators) > DEPTH:
            raise _refuse(
                "nesting", f"嵌套超过 {DEPTH} 层", f"it is nested more than {DEPTH} levels deep"
            )
        return _State(max(depth, 0), operators)

    def _reach(self, place: int, state: _State) -> None:
        known = self._states.get(place)
        if known is None:
            heapq.heappush(self._places, place)
            self._states[place] = state
        else:
            self._states[place] = _State(
                max(known.depth, state.depth), max(known.operators, state.operators)
            )


def _unreadable(text: str, at: int) -> QueryFailed:
    line, column = _place(text, at)
    if text[at] in "\"'":
        return _refuse(
            "unterminated",
            f"第 {line} 行第 {column} 列开始的字符串没有结束，或其中的转义有误",
            f"the string that begins at line {line}, column {column} does not end, "
            "or has an unknown escape",
            line=line,
            column=column,
        )
    return _refuse(
        "token",
        f"第 {line} 行第 {column} 列的「{text[at]}」不是 SPARQL",
        f"{text[at]!r} at line {line}, column {column} is not SPARQL",
        line=line,
        column=column,
    )


def _place(text: str, at: int) -> tuple[int, int]:
    """The line and column of a position, both counted from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _refuse(reason: str, zh: str, en: str, **facts: int) -> QueryFailed:
    return QueryFailed(
        f"查询未被执行：{zh}。", f"The query was not run: {en}.", reason=reason, **facts
    )
