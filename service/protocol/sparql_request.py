"""What an HTTP request asks of a SPARQL endpoint (SPARQL 1.1 Protocol, section 2.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from gaoxin.errors import BadParameter
from gaoxin.service.problems import RequestRefused

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_MOST_FIELDS = 1000
"""Maximum number of parameters of a request, so that a small body cannot keep the parser busy."""


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """A request: ``query`` is ``None`` if it asks for the service description.

    ``default_graphs`` and ``named_graphs`` are IRIs as they were given.  If both are empty, the
    dataset is that of the query, else that of the store.  ``generation`` is ``None`` for the
    published one; ``format`` is empty if ``Accept`` decides.
    """

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""
    generation: int | None = None


def read_request(method: str, query_string: bytes, content_type: str, body: bytes) -> SparqlRequest:
    """The request of ``GET``, ``HEAD`` or ``POST``.

    Args:
        method: the HTTP method.
        query_string: what follows ``?`` in the address, as it was sent.
        content_type: the field ``Content-Type``; only ``POST`` needs one.
        body: the body of ``POST``.

    Raises:
        RequestRefused: an update (403), or a body that is neither a form nor a query (415).
        BadParameter: a parameter is missing, occurs twice, or is not UTF-8.
    """
    fields = _fields(query_string)
    if method == "POST":
        kind = content_type.partition(";")[0].strip().lower()
        _check_charset(content_type)
        if kind == FORM:
            fields += _fields(body)
        elif kind == QUERY:
            if _all(fields, "query"):
                raise _twice("query")
            fields.append(("query", _text(body)))
        elif kind == UPDATE:
            raise _no_update()
        else:
            raise RequestRefused(
                415,
                f"POST 的内容类型应是 {FORM} 或 {QUERY}，而不是「{content_type}」。",
                f"The content type of a POST must be {FORM} or {QUERY}, not {content_type!r}.",
            )
    if _all(fields, "update"):
        raise _no_update()
    query = _one(fields, "query")
    if query is None and method == "POST":
        raise BadParameter(
            "缺少参数 query，其值是 SPARQL 查询。",
            "The parameter query is missing; its value is the SPARQL query.",
            parameter="query",
        )
    return SparqlRequest(
        query,
        _all(fields, "default-graph-uri"),
        _all(fields, "named-graph-uri"),
        _one(fields, "format") or "",
        _number(_one(fields, "generation")),
    )


def _check_charset(content_type: str) -> None:
    named = re.search(r"""charset\s*=\s*["']?([^"';\s]+)""", content_type, re.IGNORECASE)
    if named and named[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise RequestRefused(
            415,
            f"请求的编码是 {named[1]}；请用 UTF-8。",
            f"The request is encoded in {named[1]}; encode it in UTF-8.",
        )


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except UnicodeDecodeError as cause:
        raise _no_text() from cause
    except ValueError as cause:
        raise BadParameter(
            f"请求的参数多于 {_MOST_FIELDS} 个。",
            f"The request has more than {_MOST_FIELDS:,} parameters.",
        ) from cause


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise _no_text() from cause


def _no_text() -> BadParameter:
    return BadParameter(
        "请求不是有效的 UTF-8；请用 UTF-8 编码。",
        "The request is not valid UTF-8; encode it in UTF-8.",
    )


def _all(fields: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in fields if key == name)


def _one(fields: Sequence[tuple[str, str]], name: str) -> str | None:
    values = _all(fields, name)
    if len(values) > 1:
        raise _twice(name)
    return values[0] if values else None


def _twice(name: str) -> BadParameter:
    return BadParameter(
        f"参数 {name} 只能写一次。", f"The parameter {name} may occur only once.", parameter=name
    )


def _number(text: str | None) -> int | None:
    if text is None or text == "":
        return None
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text)):
        raise BadParameter(
            f"参数 generation 应是一代的序号，而不是「{text}」；gaoxin log 列出各代。",
            f"The parameter generation must be the number of a generation, not {text!r}; "
            "gaoxin log lists them.",
            parameter="generation",
        )
    return int(text)


def _no_update() -> RequestRefused:
    return RequestRefused(
        403,
        "不接受更新：这个服务只读；数据用 gaoxin load 写入。",
        "Updates are refused: this service only reads; gaoxin load writes data.",
    )
