"""How the front and a worker talk: one request, one reply, over the worker's stdin and stdout.

A request is its length (4 bytes, most significant first) and so many bytes of JSON.  A reply is two
lengths, the head as JSON (:class:`WorkerReply` without its body), and the body as it goes to the
client.  First the worker sends a reply of which both lengths are 0: it is ready.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from typing import Any, BinaryIO

LENGTH = struct.Struct(">I")
LENGTHS = struct.Struct(">II")
READY = LENGTHS.pack(0, 0)
"""What a worker sends when it can answer."""


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


def request_frame(payload: bytes) -> bytes:
    """A request as it is sent."""
    return LENGTH.pack(len(payload)) + payload


def read_request(stream: BinaryIO) -> bytes | None:
    """The next request, or ``None`` if the stream has ended."""
    size = stream.read(LENGTH.size)
    if len(size) < LENGTH.size:
        return None
    payload = stream.read(LENGTH.unpack(size)[0])
    return payload if len(payload) == LENGTH.unpack(size)[0] else None


def reply_frame(reply: WorkerReply) -> bytes:
    """A reply as it is sent."""
    head = reply.head()
    return LENGTHS.pack(len(head), len(reply.body)) + head + reply.body


class ReplyReader:
    """Puts replies together from the pieces in which they come."""

    def __init__(self) -> None:
        self._received = bytearray()

    def feed(self, piece: bytes) -> bool:
        """Take a piece; whether the reply is whole now."""
        received = self._received
        received += piece
        if len(received) < LENGTHS.size:
            return False
        head, body = LENGTHS.unpack_from(received)
        return len(received) >= LENGTHS.size + int(head + body)

    def take(self) -> WorkerReply | None:
        """The reply, which must be whole; ``None`` if it says that the worker is ready."""
        head, body = LENGTHS.unpack_from(self._received)
        if not head:
            del self._received[: LENGTHS.size]
            return None
        begin = LENGTHS.size + head
        told: dict[str, Any] = json.loads(self._received[LENGTHS.size : begin])
        content = bytes(memoryview(self._received)[begin : begin + body])
        self._received = self._received[begin + body :]
        return WorkerReply(content, told["kind"], told["status"], told["headers"])
