"""Options that are read before the parser runs: ``--lang``, ``--debug``, ``--bom``, ``--format``.

The first three may stand before or after the command and are removed here.  ``--format`` is only
read, so that a parse error is already reported as JSON.  Nothing after ``--`` is touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gaoxin.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class Invocation:
    """The remaining arguments and the values of the options read early.

    ``bom``: whether CSV files begin with a byte order mark; ``None`` if that was not said.
    """

    arguments: tuple[str, ...]
    language: str | None
    debug: bool
    format: str
    bom: bool | None = None


def read_ahead(arguments: Sequence[str]) -> Invocation:
    """Remove ``--lang``, ``--debug`` and ``--bom`` from ``arguments`` and read ``--format``.

    An unknown language is moved to the front, where the parser rejects it and lists the choices.
    """
    rest: list[str] = []
    language: str | None = None
    debug = False
    bom: bool | None = None
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
        elif argument in ("--bom", "--no-bom"):
            bom = argument == "--bom"
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
    return Invocation(tuple(rest), language, debug, form, bom)
