"""Break a long command of a shell so that it can be copied: lines end with a backslash."""

from __future__ import annotations

import re
import shlex

from rich.cells import cell_len

_AT_THE_END = re.compile(r"(.*[:：])\s*(gaoxin [^。；;，]+)", re.DOTALL)
_INDENT = "  "


def split_command(text: str) -> tuple[str, str]:
    """The text up to the command with which it ends, and this command; ``""`` if there is none.

    >>> split_command("改正后这样补上：gaoxin load 名单.xlsx")
    ('改正后这样补上：', 'gaoxin load 名单.xlsx')
    """
    found = _AT_THE_END.fullmatch(text)
    return (found[1], found[2]) if found else (text, "")


def fold_command(command: str, width: int) -> list[str]:
    """The lines of a command, at most ``width`` columns wide unless a word is wider.

    >>> fold_command("gaoxin load 名单.xlsx --source 合肥高新区", 30)
    ['gaoxin load 名单.xlsx \\\\', '  --source 合肥高新区']
    """
    if cell_len(command) <= width:
        return [command]
    lines = [""]
    for part in _parts(command):
        longer = f"{lines[-1]} {part}" if lines[-1].strip() else f"{lines[-1]}{part}"
        if lines[-1].strip() and cell_len(longer) > width - len(" \\"):
            lines[-1] += " \\"
            longer = f"{_INDENT}{part}"
            lines.append("")
        lines[-1] = longer
    return lines


def _parts(command: str) -> list[str]:
    """The words of a command as they are written, each option with its value."""
    try:
        words = shlex.split(command, posix=False)
    except ValueError:  # an apostrophe that quotes nothing
        words = command.split()
    parts: list[str] = []
    for word in words:
        last = parts[-1] if parts else ""
        is_open = last == "gaoxin" or (last.startswith("-") and " " not in last)
        if is_open and not word.startswith("-"):
            parts[-1] = f"{last} {word}"
        else:
            parts.append(word)
    return parts
