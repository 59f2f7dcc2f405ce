"""The colours of the pages: both sets are complete, and what must be read or seen has contrast."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from gaoxin.graph.appearance.design_tokens import Colours, stylesheet, tokens
from gaoxin.graph.appearance.palette import DASHES
from tests.fixtures.contrast import contrast

# Text is read at 4.5:1 or more (WCAG 2.2, 1.4.3), a glyph or a border seen at 3:1 (1.4.11).
READ, SEEN = 4.5, 3.0
ON_PAGES = [
    *[(text, ground, READ) for text in ("ink", "soft", "faint") for ground in ("paper", "ground")],
    *[(text, ground, READ) for text in ("accent", "warn") for ground in ("paper", "ground")],
    *[(text, "paper", READ) for text in ("plan", "good", "bad", "infer", "past")],
    *[(text, text + "-soft", READ) for text in ("plan", "warn", "good", "bad", "infer", "past")],
    *[(text, "accent-soft", READ) for text in ("ink", "accent", "soft")],
    ("on-accent", "accent", READ),
    ("ink", "hit", READ),
    *[("edge", ground, SEEN) for ground in ("paper", "ground")],
    *[(line, "paper", SEEN) for line in DASHES],
]


@pytest.mark.parametrize("colours", get_args(Colours))
@pytest.mark.parametrize(("front", "back", "least"), ON_PAGES)
def test_contrast(colours: Colours, front: str, back: str, least: float) -> None:
    found = tokens(colours)
    assert contrast(found[front], found[back]) >= least, (found[front], found[back])


def test_light_and_dark_have_the_same_tokens() -> None:
    assert len(tokens("light")) > 20
    assert tokens("light").keys() == tokens("dark").keys()
    assert contrast(tokens("light")["paper"], tokens("dark")["paper"]) > 10


def test_a_page_may_leave_the_choice_to_the_system() -> None:
    (by_system,) = re.findall(r":root:not\(\[data-colours\]\) {(.*?)}", stylesheet(), re.DOTALL)
    assert f"--ink: {tokens('dark')['ink']};" in by_system
    assert stylesheet().count("{") == stylesheet().count("}")
