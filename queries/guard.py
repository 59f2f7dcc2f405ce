"""Which SPARQL of a stranger may reach the engine at all.

pyoxigraph fetches what ``SERVICE`` names and dies of deep nesting, so both are refused before it
sees the text.  The check works on tokens (strings, IRIs and comments do not count), and where the
engine reads more loosely than the grammar it must not be outwitted: its parser takes
``SERVICEex:a`` and ``FILTER(1<2)SERVICE`` for the keyword, so every bare word or prefix that
*contains* "service" is refused, and so is a ``<`` of which only the engine knows whether it opens
an IRI or means "less than".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gaoxin.errors import QueryFailed

DEPTH = 100
LENGTH = 1 << 20
_UPDATES = {"load", "insert", "delete", "clear", "drop", "create", "copy", "move", "add", "with"}
_TOKEN = re.compile(
    r"""
      (?P<space>[\s]+|\#[^\n\r]*)
    | (?P<long>\"\"\"|''')
    | (?P<string>"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[\w.\-\u00b7]{0,200}[\w\-\u00b7])?:
        (?:(?:[\w:.\-\u00b7]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*))
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING, _CLOSING = "{([", "})]"


def check_query(text: str) -> None:
    """Let a read-only query pass that neither fetches nor nests too deep.

    Raises:
        QueryFailed: with ``facts["reason"]`` one of ``length``, ``service``, ``update``,
            ``nesting``, ``unterminated``, ``ambiguous``.
    """
    if len(text) > LENGTH:
        raise _refuse("length", f"查询长于 {LENGTH} 个字符", f"it is over {LENGTH:,} characters")
    stack: list[str] = []
    rows_ahead = False  # VALUES was read and its block has not begun
    operand = False  # the last token can stand left of "<" meaning "less than"
    run = 0  # prefix operators in a row, each one level of the parser's recursion
    first_word = ""
    last_word = ""
    for kind, token in _tokens(text):
        if kind == "iri" and operand and stack[-1:] == ["("] and re.search(r"[()'#]", token):
            raise _refuse(
                "ambiguous",
                f"无法确定「{token}」是 IRI 还是「小于」；请给「小于」两边加空格",
                f"whether {token} is an IRI or means 'less than' cannot be told; "
                "put spaces around 'less than'",
            )
        if kind in ("word", "name"):
            head = token.partition(":")[0] if kind == "name" else token
            if "service" in head.casefold() or re.search(r"\.\W*service", token.casefold()):
                raise _refuse(
                    "service", "不允许 SERVICE（查询不得访问网络）",
                    "SERVICE is not allowed: a query must not reach into the network",
                )  # fmt: skip
        if kind == "word":
            last_word = token.casefold()
            first_word = first_word or (last_word if last_word not in _PROLOGUE else "")
            rows_ahead = rows_ahead or last_word == "values"
            if last_word in _UPDATES and (first_word == last_word or last_word == "load"):
                raise _refuse(
                    "update", f"不允许 {token.upper()}（查询只能读）",
                    f"{token.upper()} is not allowed: a query may only read",
                )  # fmt: skip
        if kind == "mark" and token in _OPENING:
            stack.append("values" if token == "{" and rows_ahead else token)
            if stack[-2:] == ["values", "("]:
                stack[-1] = "row"
            rows_ahead = rows_ahead and token != "{"
            if len(stack) > DEPTH:
                raise _too_deep()
        elif kind == "mark" and token in _CLOSING and stack:
            stack.pop()
        run = run + 1 if kind == "mark" and token in "!-+^" else 0
        if run > DEPTH:
            raise _too_deep()
        operand = (
            kind in ("variable", "string", "number", "iri", "language", "name")
            or (kind == "word" and last_word.endswith(("true", "false")))
            or (kind == "mark" and token in _CLOSING)
        )


_PROLOGUE = {"prefix", "base"}


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        assert found is not None, "the last alternative takes any character"
        kind = str(found.lastgroup)
        end = found.end()
        if found["long"]:
            kind, end = "string", _long_end(text, end, found["long"])
        elif found["name"]:
            kind = "name"
        elif found["mark"] and found["mark"] in "\"'":
            raise _unterminated()
        elif found["mark"] == "\\":
            # A code point escape outside strings: SPARQL would read it before all else.
            raise _refuse("ambiguous", "字符串之外不允许转义", "an escape outside of a string")
        if kind != "space":
            yield kind, text[at:end]
        at = end


def _long_end(text: str, at: int, quotes: str) -> int:
    """Index behind the closing ``quotes`` of a long string whose content begins at ``at``."""
    while True:
        end = text.find(quotes, at)
        escape = text.find("\\", at)
        if end < 0:
            raise _unterminated()
        if escape < 0 or escape > end:
            return end + 3
        at = escape + 2


def _unterminated() -> QueryFailed:
    return _refuse("unterminated", "有一个字符串没有结束", "a string does not end")


def _too_deep() -> QueryFailed:
    return _refuse("nesting", f"嵌套超过 {DEPTH} 层", f"it is nested more than {DEPTH} levels deep")


def _refuse(reason: str, zh: str, en: str) -> QueryFailed:
    return QueryFailed(f"查询未被执行：{zh}。", f"The query was not run: {en}.", reason=reason)
