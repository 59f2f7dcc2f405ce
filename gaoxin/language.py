"""The language of messages: Chinese or English.

Every message is written in both languages where it is used, ``say("中文", "English")``, so that
both stay up to date.  The language is chosen once, by ``--lang``, ``GAOXIN_LANG`` or the locale.
"""

from __future__ import annotations

import os

LANGUAGES = ("zh", "en")
_chosen: str | None = None


def language() -> str:
    """Return ``"zh"`` or ``"en"``: the chosen language, else ``GAOXIN_LANG``, else the locale."""
    if _chosen:
        return _chosen
    for variable in ("GAOXIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def choose_language(code: str | None) -> None:
    """Set the language to ``"zh"`` or ``"en"``; ``None`` follows the environment again."""
    global _chosen
    if code is not None and code not in LANGUAGES:
        raise ValueError(code)
    _chosen = code


def say(zh: str, en: str) -> str:
    """Return the text in the current language."""
    return zh if language() == "zh" else en


def counted(number: int, noun: str) -> str:
    """The number with an English noun: ``1 source``, ``1,200 sources``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def in_brackets(*parts: str) -> str:
    """The parts as they follow a text, ``（甲，乙）`` or `` (a, b)``; ``""`` if all are empty."""
    text = say("，", ", ").join(filter(None, parts))
    return say(f"（{text}）", f" ({text})") if text else ""
