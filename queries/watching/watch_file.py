"""The file of watches in the home, ``watches.json``; it is written whole, under a lock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gaoxin.errors import BadParameter, InvalidSource
from gaoxin.files import write_whole
from gaoxin.locks import exclusive
from gaoxin.queries.watching.watch import Watch, watch_of
from gaoxin.settings import Settings

_WAIT = 10.0
"""Seconds to wait for another command that changes the watches."""


class WatchFile:
    """The watches of a home, by name."""

    def __init__(self, settings: Settings) -> None:
        self.path = settings.home / "watches.json"

    def read(self) -> dict[str, Watch]:
        """All watches, in the order in which they were added.

        Raises:
            InvalidSource: the file is damaged.
        """
        try:
            listed = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError as cause:
            raise self._damaged() from cause
        if not isinstance(listed, list):
            raise self._damaged()
        watches = [watch_of(document, str(self.path)) for document in listed]
        return {watch.name: watch for watch in watches}

    def named(self, name: str) -> Watch:
        """The watch with this name.

        Raises:
            BadParameter: there is none.
        """
        watches = self.read()
        if name not in watches:
            raise unknown_watch(name, list(watches))
        return watches[name]

    @contextmanager
    def changing(self) -> Iterator[dict[str, Watch]]:
        """The watches, to be changed; they are written when the block ends without an error."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with exclusive(Path(f"{self.path}.lock"), _WAIT):
            watches = self.read()
            yield watches
            documents = [watch.document() for watch in watches.values()]
            text = json.dumps(documents, ensure_ascii=False, indent=1)
            write_whole(self.path, text.encode("utf-8", "backslashreplace"))

    def _damaged(self) -> InvalidSource:
        return InvalidSource(
            f"{self.path} 已损坏；请删除它，再用 gaoxin watch add 重新添加。",
            f"{self.path} is damaged; delete it and add the watches again with gaoxin watch add.",
            file=str(self.path),
        )


def unknown_watch(name: str, known: list[str]) -> BadParameter:
    """The error for a name that no watch has."""
    listed = "、".join(known) or "（还没有）"
    listed_en = ", ".join(known) or "none yet"
    return BadParameter(
        f"没有名为「{name}」的关注；已有：{listed}。",
        f"There is no watch {name!r}; there are: {listed_en}.",
        watch=name,
    )
