"""Which language a person is spoken to in: Chinese or English.

Every text for people is written twice at the place where it is used, ``say("中文", "English")``, so
that neither language can lag behind the other.  The language is chosen once, by ``--lang``, by
``GAOXIN_LANG`` or by the locale.
"""

from __future__ import annotations

import os

LANGUAGES = ("zh", "en")
_chosen: str | None = None


def language() -> str:
    """Return ``"zh"`` or ``"en"``: what was chosen, else ``GAOXIN_LANG``, else the locale's."""
    if _chosen:
        return _chosen
    for variable in ("GAOXIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def choose_language(code: str | None) -> None:
    """Speak ``code`` (``"zh"`` or ``"en"``) from now on; ``None``: the environment's."""
    global _chosen
    if code is not None and code not in LANGUAGES:
        raise ValueError(code)
    _chosen = code


def say(zh: str, en: str) -> str:
    """Return the text of the language in force."""
    return zh if language() == "zh" else en
