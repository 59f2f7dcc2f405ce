"""Commands in messages, written so that a user can copy them into a shell."""

from __future__ import annotations

import re
import shlex


def shell_word(text: str) -> str:
    """The text as one word for a shell: in quotation marks only where it needs them, so that
    Chinese file names stay readable.
    """
    return text if re.fullmatch(r"[\w./:@%+=,-]+", text) else shlex.quote(text)


def shell_command(*words: str) -> str:
    """The words as a command.

    >>> shell_command("gaoxin", "load", "我的 名单.xlsx")
    "gaoxin load '我的 名单.xlsx'"
    """
    return " ".join(map(shell_word, words))
