"""Where a generation is fetched from: the service of another machine, or an archive."""

from __future__ import annotations

import http.client
import json
import shutil
import tarfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.parse import quote, urlsplit

from gaoxin.errors import BadUsage, ServiceUnavailable
from gaoxin.graph.copies.archive import archive_damaged, read_list
from gaoxin.graph.store.manifest import MANIFEST_FILES
from gaoxin.system_reasons import system_reason

_SECONDS = 30.0
"""How long an answer, or its next part, may take."""
_ATTEMPTS = 4
_MOST_JSON = 256 << 20
"""The largest list or manifest that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A generation that can be fetched: its number, parent and digest, and whether its store and
    its patch are there.
    """

    number: int
    parent: int | None
    digest: str
    has_store: bool
    has_patch: bool


class Origin(Protocol):
    """Where generations come from."""

    def offered(self) -> tuple[int, dict[int, Offered]]:
        """The number of the published generation, and all generations by number."""

    def manifest(self, number: int) -> bytes:
        """The manifest of a generation as a file."""

    def fetch(self, number: int, name: str, target: Path) -> int:
        """Write a file of a generation to ``target``; return how many bytes came.

        What ``target`` has already from an earlier attempt need not come again.
        """


class HttpOrigin:
    """The service of another machine."""

    def __init__(self, address: str, token: str = "") -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise BadUsage(
                f"「{address}」不是服务的网址；例如 https://graph.example.org。",
                f"{address!r} is no address of a service, such as https://graph.example.org.",
            )
        self._address = address.rstrip("/")
        self._headers = {"authorization": f"Bearer {token}"} if token else {}
        # A redirection would take the token to another host.
        self._opener = urllib.request.build_opener(_NoRedirection)

    def offered(self) -> tuple[int, dict[int, Offered]]:
        """The list at ``/generations``."""
        try:
            told = json.loads(self._small("/generations"))
            found = [_offered(item) for item in told["generations"]]
            return int(told["current"]), {item.number: item for item in found}
        except (ValueError, TypeError, KeyError) as cause:
            raise self._unusable("/generations", "JSON") from cause

    def manifest(self, number: int) -> bytes:
        """The manifest of a generation."""
        return self._small(f"/generations/{number}/{MANIFEST_FILES[0]}")

    def fetch(self, number: int, name: str, target: Path) -> int:
        """Fetch a file; if the connection breaks, go on where it broke."""
        path = f"/generations/{number}/files/{quote(name)}"
        received = 0
        for attempt in range(_ATTEMPTS):
            done = target.stat().st_size if target.exists() else 0
            further = {"range": f"bytes={done}-"} if done else {}
            try:
                with self._open(path, further) as answer, target.open("ab") as file:
                    if done and answer.status != http.client.PARTIAL_CONTENT:
                        file.truncate(0)
                    shutil.copyfileobj(answer, file, 1 << 20)
                    received += file.tell() - done
                return received
            except _RangeBeyondEnd:
                if done:  # it was whole already, or is another file: its checksum tells
                    return received
                raise
            except (OSError, http.client.HTTPException) as cause:
                if attempt == _ATTEMPTS - 1:
                    raise self._unusable(path, *_reasons(cause)) from cause
                time.sleep(2**attempt / 4)
        return received

    def _small(self, path: str) -> bytes:
        try:
            with self._open(path) as answer:
                return bytes(answer.read(_MOST_JSON))
        except (OSError, http.client.HTTPException) as cause:
            raise self._unusable(path, *_reasons(cause)) from cause

    def _open(self, path: str, headers: dict[str, str] | None = None) -> Any:
        request = urllib.request.Request(
            self._address + path, headers={**self._headers, **(headers or {})}
        )
        try:
            return self._opener.open(request, timeout=_SECONDS)
        except urllib.error.HTTPError as error:
            if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                raise _RangeBeyondEnd from error
            raise self._unusable(path, f"HTTP {error.code}") from error

    def _unusable(self, path: str, zh: str, en: str = "") -> ServiceUnavailable:
        return ServiceUnavailable(
            f"无法从 {self._address}{path} 取得数据（{zh}）；请检查网址与令牌，再运行一次，"
            "会从中断处继续。",
            f"{self._address}{path} cannot be fetched ({en or zh}); check address and token, then "
            "run this again: it goes on where it stopped.",
            address=self._address,
        )


class ArchiveOrigin:
    """An archive written by ``gaoxin export --generation`` or ``gaoxin backup``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._archive = tarfile.open(path, mode="r:")  # noqa: SIM115 read until the end
            first = self._archive.next()
            if first is None:
                raise ValueError(path)
            self._list = read_list(self._archive, first)
        except (tarfile.TarError, ValueError, KeyError, TypeError) as cause:
            raise archive_damaged(path, "archive.json") from cause

    def offered(self) -> tuple[int, dict[int, Offered]]:
        """The published generation; others in the archive are left out."""
        number = self._list.generation
        return number, {number: Offered(number, None, self._list.digest, True, True)}

    def manifest(self, number: int) -> bytes:
        """The manifest of a generation."""
        with self._member(number, MANIFEST_FILES[0]) as content:
            return content.read()

    def fetch(self, number: int, name: str, target: Path) -> int:
        """Unpack a file."""
        with self._member(number, name) as content, target.open("wb") as file:
            shutil.copyfileobj(content, file, 1 << 20)
            return file.tell()

    def _member(self, number: int, name: str) -> IO[bytes]:
        try:
            content = self._archive.extractfile(f"generations/{number:06d}/{name}")
        except (tarfile.TarError, KeyError, OSError) as cause:
            raise archive_damaged(self._path, name) from cause
        if content is None:
            raise archive_damaged(self._path, name)
        return content


def _reasons(cause: Exception) -> tuple[str, str]:
    """Why a connection failed, in Chinese and English."""
    reason = getattr(cause, "reason", cause)
    if isinstance(reason, OSError) and reason.strerror:
        return system_reason(reason), reason.strerror
    return "连接中断", str(reason) or "the connection broke"


class _RangeBeyondEnd(Exception):
    """The file has no bytes after those that are here."""


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: Any) -> None:
        """Follow none."""


def _offered(item: dict[str, Any]) -> Offered:
    parent = item["parent"]
    return Offered(
        int(item["number"]),
        None if parent is None else int(parent),
        str(item["digest"]),
        bool(item["has_store"]),
        bool(item["has_patch"]),
    )
