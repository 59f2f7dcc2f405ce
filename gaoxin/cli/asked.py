"""What was asked, when, and of which generation: for files that are handed on.

Only the command line knows this, and every command writes files in the same way, so it is kept here
instead of being passed through each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from gaoxin.shell_words import shell_word

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation


@dataclass(slots=True)
class CommandRun:
    """One run of the program: its arguments, its time, and the generation that it opened.

    ``bom``: whether CSV files begin with a byte order mark; ``None`` if that was not said.
    """

    arguments: tuple[str, ...] = ()
    bom: bool | None = None
    time: datetime = field(default_factory=lambda: datetime.now().astimezone())
    generation: Generation | None = None

    @property
    def command(self) -> str:
        """The command as it can be typed again."""
        return " ".join(("gaoxin", *map(shell_word, self.arguments)))


_asked = CommandRun()


def remember_command(arguments: Sequence[str], bom: bool | None = None) -> None:
    """Begin a run with these arguments."""
    global _asked
    _asked = CommandRun(tuple(arguments), bom)


def remember_generation(generation: Generation) -> Generation:
    """Keep the generation that the command reads, and return it."""
    _asked.generation = generation
    return generation


def asked() -> CommandRun:
    """The run in progress."""
    return _asked
