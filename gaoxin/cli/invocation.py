"""What must be known before the command line is parsed: language, debugging, the form of errors.

``--lang`` and ``--debug`` may stand anywhere, before or after the command, and are taken out here;
``--format`` is only looked at, so that a mistake in the rest of the line is already told as JSON.
Everything after ``--`` is left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gaoxin.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class Invocation:
    """The arguments that are left, and what was read ahead."""

    arguments: tuple[str, ...]
    language: str | None
    debug: bool
    format: str


def read_ahead(arguments: Sequence[str]) -> Invocation:
    """Take ``--lang`` and ``--debug`` out of ``arguments`` and note ``--format``.

    An unknown language is moved to the front, where the parser refuses it with the choices.
    """
    rest: list[str] = []
    language: str | None = None
    debug = False
    form = "table"
    index = 0
    while index < len(arguments):
        argument = arguments[index]
        if argument == "--":
            rest.extend(arguments[index:])
            break
        name, equals, value = argument.partition("=")
        following = arguments[index + 1] if index + 1 < len(arguments) else ""
        given = value if equals else following
        if argument == "--debug":
            debug = True
        elif name == "--lang":
            if given in LANGUAGES:
                language = given
            else:
                rest[:0] = [argument] if equals else list(arguments[index : index + 2])
            index += 0 if equals else 1
        else:
            if name in ("--format", "-f"):
                form = given
            rest.append(argument)
        index += 1
    return Invocation(tuple(rest), language, debug, form)
