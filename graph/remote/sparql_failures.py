"""Why a SPARQL store did not do what it was asked for, in words."""

from __future__ import annotations

import re
import socket
import ssl
from http import HTTPStatus
from urllib.parse import urlsplit

from gaoxin.errors import GaoxinError, QueryFailed, ServiceUnavailable
from gaoxin.graph.remote.sparql_addresses import SparqlAddresses, shown_address
from gaoxin.system_reasons import system_reason

_MOST_TOLD = 300
"""Characters of a message of the store that are told."""


def broken(place: SparqlAddresses, cause: Exception, seconds: float) -> GaoxinError:
    """The error for a connection that failed, or took longer than ``seconds``."""
    if isinstance(cause, TimeoutError):
        return QueryFailed(
            f"SPARQL 服务在 {seconds:g} 秒内没有答完；请缩小范围，或提高 "
            "GAOXIN_QUERY_SECONDS（查询）与 GAOXIN_SPARQL_SECONDS（读取、发布）。",
            f"The SPARQL store did not end its answer within {seconds:g} s; ask for less, or "
            "raise GAOXIN_QUERY_SECONDS (queries) or GAOXIN_SPARQL_SECONDS (lookups, "
            "publishing).",
            reason="time",
            seconds=seconds,
        )
    zh, en = _reasons(cause)
    host = urlsplit(place.query).netloc
    return ServiceUnavailable(
        f"连不上 SPARQL 服务 {host}（{zh}）；请检查它是否在运行，以及 GAOXIN_SPARQL_ENDPOINT。",
        f"The SPARQL store {host} cannot be reached ({en}); check that it runs, and "
        "GAOXIN_SPARQL_ENDPOINT.",
        address=host,
    )


def refused(place: SparqlAddresses, address: str, status: int, body: bytes) -> GaoxinError:
    """The error for an answer of ``address`` with a ``status`` that is no success; ``body`` is what
    came with it.
    """
    where, told = shown_address(address), _told(body)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return ServiceUnavailable(
            f"{where} 不接受这个身份（HTTP {status}）；请检查 GAOXIN_SPARQL_USERNAME 与 "
            "GAOXIN_SPARQL_PASSWORD，或 GAOXIN_SPARQL_TOKEN，以及是否允许写入。",
            f"{where} does not accept who asks (HTTP {status}); check GAOXIN_SPARQL_USERNAME "
            "and GAOXIN_SPARQL_PASSWORD, or GAOXIN_SPARQL_TOKEN, and whether one may write.",
            status=status,
        )
    is_query = address == place.query
    if is_query and status == HTTPStatus.BAD_REQUEST:
        return QueryFailed(
            f"SPARQL 服务拒绝了查询：{told or status}",
            f"The SPARQL store refused the query: {told or status}",
            reason="refused",
        )
    if status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.GATEWAY_TIMEOUT):
        return broken(place, TimeoutError(), place.seconds)
    if status in range(300, 400) or status in (
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        HTTPStatus.NOT_ACCEPTABLE,
    ):
        return not_sparql(address, f"HTTP {status}")
    zh = "查询" if is_query else "写入"
    en = "a query" if is_query else "a write"
    return ServiceUnavailable(
        f"{where} 没有完成{zh}（HTTP {status}{'：' + told if told else ''}）；"
        "请查看那台服务器的日志，再运行一次。",
        f"{where} did not complete {en} (HTTP {status}{': ' + told if told else ''}); see the "
        "log of that server, then run this again.",
        status=status,
    )


def not_sparql(address: str, got: str) -> ServiceUnavailable:
    """The error for an answer that is none to SPARQL; ``got`` is its media type or status."""
    where = shown_address(address)
    return ServiceUnavailable(
        f"{where} 的答复不是 SPARQL 的答复（{got or '无类型'}）；请检查 "
        "GAOXIN_SPARQL_ENDPOINT、GAOXIN_SPARQL_UPDATE 与 GAOXIN_SPARQL_GRAPH_STORE。",
        f"{where} does not answer as a SPARQL store does ({got or 'no type'}); check "
        "GAOXIN_SPARQL_ENDPOINT, GAOXIN_SPARQL_UPDATE and GAOXIN_SPARQL_GRAPH_STORE.",
        address=where,
    )


def too_large() -> QueryFailed:
    """The error for an answer with more bytes than are read."""
    return QueryFailed(
        "SPARQL 服务的答复过大，已停止读取；请缩小范围。",
        "The answer of the SPARQL store is too large and was not read to the end; ask for less.",
        reason="size",
    )


def _told(body: bytes) -> str:
    """What a store says about an error, as one short line without control characters or tags."""
    text = re.sub(r"<[^<>]{0,200}>", " ", body[:4096].decode("utf-8", "replace"))
    words = "".join(c if c.isprintable() else " " for c in text).split()
    line = " ".join(words)
    return line if len(line) <= _MOST_TOLD else line[:_MOST_TOLD] + "…"


def _reasons(cause: Exception) -> tuple[str, str]:
    """Why a connection failed, in Chinese and English."""
    if isinstance(cause, ssl.SSLError):
        return "证书或加密连接有问题", f"the encrypted connection failed: {cause.reason or cause}"
    if isinstance(cause, socket.gaierror):
        return "找不到这台主机", "no such host"
    if isinstance(cause, OSError) and cause.strerror:
        return system_reason(cause), cause.strerror
    return "连接中断", "the connection broke"
