"""The header of a saved query: a small part of YAML behind ``#+`` (SPARQL) or ``//+`` (Cypher).

Read here are ``key: value`` lines, flow lists ``[a, b]``, flow maps ``{k: v}``, block lists of flow
values (``- {…}``) and double-quoted text.  That is all that the headers use; a YAML library would
be one more dependency of every start for the sake of these few lines.
"""

from __future__ import annotations

import re
from typing import Any

from gaoxin.errors import InvalidSource

MARKS = {".rq": "#+", ".cypher": "//+"}
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_]*):(?:\s+(.*))?$")


def split_header(text: str, suffix: str, place: str) -> tuple[str, dict[str, Any], str]:
    """Return the title line (``""`` in SPARQL), the header's keys and the query itself.

    Raises:
        InvalidSource: the title line is missing in Cypher, or a header line cannot be read.
    """
    mark = MARKS[suffix]
    lines = text.splitlines()
    title = ""
    at = 0
    if suffix == ".cypher":
        if not lines or not lines[0].startswith("// "):
            raise _broken(place, 1, lines[0] if lines else "")
        title, at = lines[0][3:].strip(), 1
    start = at
    while at < len(lines) and lines[at].startswith(mark):
        at += 1
    keys = _parse([line[len(mark) :] for line in lines[start:at]], place, start + 1)
    return title, keys, "\n".join(lines[at:]).strip() + "\n"


def _parse(lines: list[str], place: str, first: int) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    block: list[Any] | None = None
    for number, raw in enumerate(lines, first):
        line = raw.strip()
        if not line:
            continue
        try:
            if line.startswith("- "):
                if block is None:
                    raise ValueError(line)
                block.append(_flow(line[2:]))
                continue
            found = _KEY.match(line)
            if found is None or found[1] in keys:
                raise ValueError(line)
            if found[2]:
                keys[found[1]] = _flow(found[2])
                block = None
            else:
                block = keys[found[1]] = []
        except ValueError as cause:
            raise _broken(place, number, line) from cause
    return keys


def _flow(text: str) -> Any:
    value, rest = _value(text.strip(), "")
    if rest.strip():
        raise ValueError(text)
    return value


def _value(text: str, stops: str) -> tuple[Any, str]:
    """Read one value off the front; a plain one ends at any of ``stops``."""
    text = text.lstrip()
    if text.startswith("["):
        return _list(text[1:])
    if text.startswith("{"):
        return _map(text[1:])
    quoted = _QUOTED.match(text)
    if quoted:
        return re.sub(r"\\(.)", r"\1", quoted[1]), text[quoted.end() :]
    end = min((i for i in (text.find(c) for c in stops) if i >= 0), default=len(text))
    if stops and end == len(text):
        raise ValueError(text)
    return text[:end].strip(), text[end:]


def _list(text: str) -> tuple[list[Any], str]:
    items: list[Any] = []
    text = text.lstrip()
    while not text.startswith("]"):
        item, text = _value(text, ",]")
        items.append(item)
        text = _after_item(text, "]")
    return items, text[1:]


def _map(text: str) -> tuple[dict[str, Any], str]:
    items: dict[str, Any] = {}
    text = text.lstrip()
    while not text.startswith("}"):
        key, colon, rest = text.partition(":")
        if not colon or not key.strip().isidentifier() or key.strip() in items:
            raise ValueError(text)
        items[key.strip()], text = _value(rest, ",}")
        text = _after_item(text, "}")
    return items, text[1:]


def _after_item(text: str, close: str) -> str:
    text = text.lstrip()
    if text.startswith(","):
        return text[1:].lstrip()
    if not text.startswith(close):
        raise ValueError(text)
    return text


def _broken(place: str, line: int, value: str) -> InvalidSource:
    return InvalidSource(
        f"{place} 第 {line} 行不是查询文件头应有的写法：「{value}」；写法见 docs/queries.md。",
        f"{place}, line {line} is not what a query's header may say: {value!r}; "
        "docs/queries.md shows how it is written.",
        file=place,
        line=line,
        value=value,
    )
