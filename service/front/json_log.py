"""The log of the service: one JSON object a line, on stderr."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

_MEMBERS = (
    "id",
    "client",
    "token",
    "method",
    "path",
    "query",
    "body",
    "status",
    "seconds",
    "bytes",
    "worker",
)


class JsonLine(logging.Formatter):
    """Writes ``time``, ``level``, ``event``, and what the record has besides."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in _MEMBERS if hasattr(record, name)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def begin_log(kind: str) -> None:
    """Log to stderr: all requests, or with ``errors`` only what went wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLine())
    level = logging.WARNING if kind == "errors" else logging.INFO
    for name, least in (("gaoxin.service", level), ("uvicorn.error", logging.ERROR)):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(least)
        logger.propagate = False
