"""JSON-LD, made safe and complete before it is parsed.

Three things about it would otherwise go wrong without a word: a context on the web would be needed
(refused: loading reads no network; our own context comes from the package), a key that no context
defines is dropped by the standard (here: a problem), and so is a relative IRI without a base (here:
a problem).  JSON nested thousands deep crashes the parser and is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from gaoxin.model import Problem
from gaoxin.ontology.namespaces import GX

MOST_DEPTH = 200
MOST_BYTES = 256 << 20  # read whole: JSON cannot be understood in part
# IRIs that cannot stand in a real file: what gets one was undefined or relative.
UNDEFINED = "urn:x-gaoxin-undefined:"
RELATIVE = "http://relative.invalid/x-gaoxin/"
_OWN_CONTEXTS = frozenset(
    f"{GX.removesuffix('#')}{tail}" for tail in ("/context.jsonld", "/context", ".jsonld")
)


def prepare(path: Path, name: str, problems: list[Problem]) -> bytes | None:
    """The document with our own contexts put in, ready to be parsed with base ``RELATIVE``.

    ``None`` where it cannot be used; then ``problems`` says why.
    """
    if path.stat().st_size > MOST_BYTES:
        problems.append(Problem(
            name, None, "", "", "JSON-LD 文件超过 256 MiB；请改用 N-Quads。",
            "the JSON-LD file is larger than 256 MiB; use N-Quads.",
        ))  # fmt: skip
        return None
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_no_constant)
    except json.JSONDecodeError as cause:
        problems.append(Problem(
            name, cause.lineno, str(cause.colno), "", f"JSON 语法错误：{cause.msg}。",
            f"JSON syntax error: {cause.msg}.",
        ))  # fmt: skip
        return None
    except UnicodeDecodeError as cause:
        line = cause.object.count(b"\n", 0, cause.start) + 1
        problems.append(Problem(
            name, line, "", "", "不是 UTF-8 文本；请另存为 UTF-8。",
            "this is not UTF-8; save the file as UTF-8.",
        ))  # fmt: skip
        return None
    except (ValueError, RecursionError) as cause:
        problems.append(
            Problem(
                name,
                None,
                "",
                "",
                f"JSON 无法读取：{cause}。",
                f"the JSON cannot be read: {cause}.",
            )
        )
        return None
    before = len(problems)
    problems.extend(_check(document, name))
    if len(problems) > before:
        return None
    items = document if isinstance(document, list) else [document]
    for item in items:
        if isinstance(item, dict):
            own = item.get("@context", [])
            contexts = own if isinstance(own, list) else [own]
            item["@context"] = [{"@vocab": UNDEFINED}, *contexts]
    return json.dumps(document, ensure_ascii=True, allow_nan=False).encode("ascii")


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is no JSON number")


def _check(document: Any, name: str) -> Iterator[Problem]:
    """Walk the whole document without recursion: depth, and every context in it."""
    if not isinstance(document, (dict, list)):
        yield Problem(
            name, None, "", "", "JSON-LD 应是对象或数组。", "JSON-LD is an object or an array."
        )
    stack: list[tuple[Any, int]] = [(document, 1)]
    while stack:
        value, depth = stack.pop()
        if depth > MOST_DEPTH:
            yield Problem(
                name, None, "", "", f"嵌套超过 {MOST_DEPTH} 层；请展平。",
                f"it is nested more than {MOST_DEPTH} levels deep; flatten it.",
            )  # fmt: skip
            return
        if isinstance(value, dict):
            for key in ("@context", "@import"):
                if key in value:
                    value[key], remote = _replace(value[key])
                    for address in remote:
                        yield Problem(
                            name, None, key, address,
                            "不读取网络上的 JSON-LD 上下文；请把它的内容写进文件。",
                            "a JSON-LD context on the web is not fetched; write its content into "
                            "the file.",
                        )  # fmt: skip
            stack.extend((item, depth + 1) for item in value.values())
        elif isinstance(value, list):
            stack.extend((item, depth + 1) for item in value)


def _replace(context: Any) -> tuple[Any, list[str]]:
    """A context with our own in place of its IRI, and the addresses that remain."""
    if isinstance(context, list):
        done, remote = [], []
        for item in context:
            value, left = _replace(item)
            done.append(value)
            remote += left
        return done, remote
    if isinstance(context, str):
        if context in _OWN_CONTEXTS:
            file = resources.files("gaoxin.ontology") / "context.jsonld"
            if file.is_file():
                return json.loads(file.read_text("utf-8"))["@context"], []
        return context, [context]
    return context, []
