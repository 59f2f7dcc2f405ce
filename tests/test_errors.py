"""The error classes match the drawn tree, and every error has a message in both languages."""

from __future__ import annotations

import inspect
import re

import pytest

from gaoxin import errors
from gaoxin.errors import GaoxinError
from gaoxin.language import choose_language

CLASSES = [
    cls for _, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, GaoxinError)
]


def drawn_tree() -> dict[str, str | None]:
    """Each class in the docstring's drawing, with its parent class."""
    parents: dict[str, str | None] = {}
    above: list[tuple[int, str]] = []
    for line in str(errors.__doc__).splitlines():
        found = re.match(r"^    ([│├└─ ]*)([A-Z]\w+)\s{2,}\S", line)
        if not found:
            continue
        depth = len(found[1])
        while above and above[-1][0] >= depth:
            above.pop()
        parents[found[2]] = above[-1][1] if above else None
        above.append((depth, found[2]))
    return parents


def test_drawing_shows_every_class_under_its_parent() -> None:
    drawn = drawn_tree()
    assert len(CLASSES) >= 18
    real = {
        cls.__name__: None if cls is GaoxinError else cls.__mro__[1].__name__ for cls in CLASSES
    }
    assert drawn == real


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_error_speaks_the_language_in_force(cls: type[GaoxinError]) -> None:
    error = cls("缺少文件。", "A file is missing.", file="a.csv")
    choose_language("zh")
    assert str(error) == "缺少文件。"
    choose_language("en")
    assert str(error) == "A file is missing."
    assert error.facts == {"file": "a.csv"}
    assert error.kind == cls.__name__


def test_exit_statuses() -> None:
    found = {cls.__name__: cls.exit_status for cls in CLASSES if cls.exit_status != 1}
    assert found == {"BadUsage": 2, "MirrorUnavailable": 3, "ServiceUnavailable": 3}
