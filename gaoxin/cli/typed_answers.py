"""What a person types at a question."""

from __future__ import annotations

from gaoxin.language import say


def typed_answer() -> tuple[str, str]:
    """The first word that is typed, in lower case, and the rest of the line.

    An empty line is ``s`` (skip), the end of the input and an interruption are ``q`` (quit).
    """
    try:
        words = input("> ").split(maxsplit=1)
    except (EOFError, KeyboardInterrupt):
        return "q", ""
    return (words[0].lower() if words else "s"), (words[1] if len(words) > 1 else "").strip()


def is_number(word: str) -> bool:
    """Whether the word is the number of one of the things that are offered."""
    return word.isdecimal() and len(word) == 1


def not_understood(word: str) -> str:
    """That a word is none of the choices, which are then shown again; empty for ``?``."""
    if word in ("?", "？"):
        return ""
    return say(f"  没有「{word}」这个选择。", f"  {word!r} is none of the choices.")
