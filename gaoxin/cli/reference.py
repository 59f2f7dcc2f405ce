"""The help pages of all commands, for ``docs/cli.md``."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any

_WIDTH = 80


def help_pages() -> dict[str, str]:
    """The help page of each command by its full name (``gaoxin neo4j start``), in menu order.

    The language is fixed when the commands are imported, so one process can write the pages of one
    language only.
    """
    from gaoxin.cli.app import build_command

    # Help is wrapped to the terminal's width; a file needs a fixed width.
    os.environ["COLUMNS"] = str(_WIDTH)
    root = build_command()
    return {" ".join(words): _page(root, words[1:]) for words in _calls(root, ("gaoxin",))}


def _calls(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    for name, inner in getattr(command, "commands", {}).items():
        yield from _calls(inner, (*words, name))


def _page(root: Any, words: tuple[str, ...]) -> str:
    page = io.StringIO()
    with redirect_stdout(page):
        root.main(args=[*words, "--help"], prog_name="gaoxin", standalone_mode=False)
    return "\n".join(line.rstrip() for line in page.getvalue().strip().splitlines())
