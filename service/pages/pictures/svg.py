"""Pieces of SVG that the pictures share.  Colours come from classes of the style sheet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape


def text_width(text: str, size: float = 13) -> float:
    """About how wide a text is in pixels: Chinese letters are square, others half as wide."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return size * (wide + 0.56 * (len(text) - wide))


def shortened(text: str, room: float, size: float = 13) -> str:
    """The text, or its beginning with ``…``, in so many pixels."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def in_two_lines(text: str, room: float, size: float = 13) -> list[str]:
    """The text in one line, or in two that are so many pixels wide; what is longer is cut.

    Words stay whole; Chinese is divided anywhere.
    """
    if text_width(text, size) <= room:
        return [text]
    end = max(n for n in range(1, len(text)) if n == 1 or text_width(text[:n], size) <= room)
    if text[end - 1 : end + 1].isascii() and (space := text.rfind(" ", 1, end + 1)) > 0:
        end = space
    return [text[:end].rstrip(), shortened(text[end:].lstrip(), room, size)]


def label(x: float, y: float, text: str, classes: str = "", anchor: str = "start") -> str:
    """A line of text; ``y`` is its base line."""
    named = f' class="{classes}"' if classes else ""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{named}{placed}>{escape(text)}</text>'


def linked(address: str, title: str, inside: str) -> str:
    """Shapes without text that lead to a page; the title is their name for screen readers, too."""
    return (
        f'<a href="{escape(address)}" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{inside}</a>"
    )


def linked_text(address: str, text: str) -> str:
    """A line of text that leads to a page; the text is its name."""
    return f'<a href="{escape(address)}">{text}</a>'


def picture(width: float, height: float, classes: str, title: str, lines: Iterable[str]) -> Markup:
    """A whole picture that is named for screen readers."""
    return Markup(
        f'<svg class="{classes}" viewBox="0 0 {width:.0f} {height:.0f}" role="group" '
        f'aria-label="{escape(title)}">{"".join(lines)}</svg>'
    )
