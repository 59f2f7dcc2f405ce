"""Which articles are being loaded, in whichever process: a lock on ``HOME/articles/<key>``.

The system lifts the lock however its holder ends, so an article never stays "being loaded".
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gaoxin.errors import StoreLocked
from gaoxin.extraction.decisions.kept_articles import article_folder
from gaoxin.locks import exclusive

_PATIENCE = 0.05
"""Seconds for which a holder is waited for: somebody may just be looking (:func:`is_loading`)."""


@contextmanager
def load_of(home: Path, key: str) -> Iterator[None]:
    """Tell everybody that the article with this (whole) key is being loaded, or waits for its turn.

    Raises:
        StoreLocked: another process loads it.
    """
    with exclusive(_lock(home, key), _PATIENCE, refusal=_runs):
        yield


def is_loading(home: Path, key: str) -> bool:
    """Whether any process loads the article with this (whole) key."""
    try:
        import fcntl

        handle = os.open(_lock(home, key), os.O_RDONLY)
    except (ImportError, OSError):  # nobody ever loaded it
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _lock(home: Path, key: str) -> Path:
    return article_folder(home, key) / "load.lock"


def _runs(path: Path, holder: str) -> StoreLocked:
    return StoreLocked(
        "这篇文章正在载入；请等它结束后再试。",
        "This article is being loaded already; try again when that has ended.",
        process=holder,
    )
