"""How the front and a worker talk: one request, one reply, over the worker's stdin and stdout.

First the worker sends an empty frame: it is ready.  A *frame* is its length (4 bytes, most
significant first) and so many bytes.  A request is a frame of JSON.  A reply is two frames: the
head as JSON (:class:`WorkerReply` without its body), and the body as it goes to the client.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from typing import Any, BinaryIO

LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class WorkerReply:
    """What a worker answers, nearly as it goes to the client.

    ``status`` is the HTTP status; ``kind`` the media type; ``headers`` further header fields.
    """

    body: bytes
    kind: str = "application/json"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def head(self) -> bytes:
        """The head as JSON."""
        told = {"kind": self.kind, "status": self.status, "headers": self.headers}
        return json.dumps(told).encode()


def frame(payload: bytes) -> bytes:
    """The payload with its length before it."""
    return LENGTH.pack(len(payload)) + payload


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next payload, or ``None`` if the stream has ended."""
    size = stream.read(LENGTH.size)
    if len(size) < LENGTH.size:
        return None
    payload = stream.read(LENGTH.unpack(size)[0])
    return payload if len(payload) == LENGTH.unpack(size)[0] else None


def reply_of(head: bytes, body: bytes) -> WorkerReply:
    """The reply whose frames these are."""
    told: dict[str, Any] = json.loads(head)
    return WorkerReply(body, told["kind"], told["status"], told["headers"])
