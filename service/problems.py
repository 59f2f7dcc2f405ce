"""Errors as problem documents (RFC 9457), the same for workers and the front."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from typing import Any

from gaoxin.errors import (
    AmbiguousName,
    ArticleDamaged,
    BadParameter,
    BadUsage,
    GaoxinError,
    NoGeneration,
    QueryFailed,
    ServiceUnavailable,
    StoreEmpty,
    StoreError,
    UnknownQuery,
    UnknownTerm,
    UnresolvedName,
)
from gaoxin.language import say
from gaoxin.service.page_advice import for_pages

_BY_REASON = {"time": 504, "memory": 503, "crash": 503, "busy": 503, "removed": 503, "update": 403}
_BY_CLASS: tuple[tuple[type[GaoxinError], int], ...] = (
    (AmbiguousName, 409),
    (UnresolvedName, 404),
    (UnknownQuery, 404),
    (NoGeneration, 404),
    (UnknownTerm, 400),
    (BadParameter, 400),
    (BadUsage, 400),
    (StoreError, 503),
    (ServiceUnavailable, 503),
)


class RequestRefused(GaoxinError):
    """A request is not let in; ``status`` is the HTTP status of the answer, ``headers`` are
    further header fields.
    """

    def __init__(
        self, status: int, zh: str, en: str, headers: dict[str, str] | None = None, **facts: Any
    ) -> None:
        super().__init__(zh, en, **facts)
        self.status, self.headers = status, headers or {}


def status_of(error: Exception) -> int:
    """The HTTP status that says what kind of error it is."""
    if isinstance(error, RequestRefused):
        return error.status
    if isinstance(error, QueryFailed):
        return _BY_REASON.get(str(error.facts.get("reason")), 400)
    return next((status for cls, status in _BY_CLASS if isinstance(error, cls)), 500)


def problem_of(error: Exception) -> dict[str, Any]:
    """``status``, ``title`` (the kind of error), ``detail`` (what was wrong and what to do), and
    ``facts``, ``notes`` and ``candidates`` if the error has any.

    What went wrong inside the program is not told to the client.
    """
    if not isinstance(error, GaoxinError):
        told = say(
            "服务自身出错；请把时间与地址告诉管理员。",
            "Something went wrong inside the service; tell its keeper the time and the address.",
        )
        return {"status": 500, "title": "Unexpected", "detail": told}
    if isinstance(error, StoreError) and not isinstance(
        error, ArticleDamaged
    ):  # its message and facts name folders of this machine
        told = (
            say("还没有数据。", "There are no data yet.")
            if isinstance(error, StoreEmpty)
            else say("图库无法读取；请告诉管理员。", "The store cannot be read; tell its keeper.")
        )
        return {"status": 503, "title": error.kind, "detail": told}
    if isinstance(error, ServiceUnavailable):  # its message names addresses behind the service
        told = say(
            "存放图谱的 SPARQL 服务现在读不到；请稍后再试。",
            "The SPARQL store that holds the graph cannot be read now; try again later.",
        )
        return {"status": 503, "title": error.kind, "detail": told}
    body: dict[str, Any] = {
        "status": status_of(error),
        "title": error.kind,
        "detail": for_pages(str(error)),
        "facts": error.facts,
    }
    if notes := getattr(error, "__notes__", None):
        body["notes"] = [for_pages(note) for note in notes]
    if candidates := getattr(error, "candidates", None):
        body["candidates"] = [
            asdict(c) if is_dataclass(c) and not isinstance(c, type) else c for c in candidates
        ]
    return body
