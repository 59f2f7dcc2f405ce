"""The colours of all pages and pictures, read from ``tokens.css``, which is their one source."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Literal

Colours = Literal["light", "dark"]

_TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6}(?:[0-9a-f]{2})?);")


@cache
def tokens(colours: Colours = "light") -> dict[str, str]:
    """Each token with its colour, as ``#rrggbb`` or ``#rrggbbaa``."""
    return dict(_TOKEN.findall(_block(colours)))


@cache
def stylesheet() -> str:
    """The style sheet that a page puts before its own.

    A page without ``data-colours`` is light or dark as the system asks.
    """
    dark = f":root:not([data-colours]) {{{_block('dark')}}}"
    return f"{_file()}@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def _block(colours: Colours) -> str:
    found = re.search(rf'\[data-colours="{colours}"\] {{(.*?)}}', _file(), re.DOTALL)
    assert found is not None, colours
    return found.group(1)


@cache
def _file() -> str:
    return (resources.files(__package__) / "tokens.css").read_text(encoding="utf-8")
