"""What a person types at a question."""

from __future__ import annotations


def typed_answer() -> tuple[str, str]:
    """The first word that is typed, in lower case, and the rest of the line.

    An empty line is ``s`` (skip), the end of the input and an interruption are ``q`` (quit).
    """
    try:
        words = input("> ").split(maxsplit=1)
    except (EOFError, KeyboardInterrupt):
        return "q", ""
    return (words[0].lower() if words else "s"), (words[1] if len(words) > 1 else "").strip()
