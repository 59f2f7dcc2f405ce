"""Turn the problems found in a file into the error that refuses it.

Loaders collect all :class:`gaoxin.model.Problem` of a file, and one caller raises them together by
:func:`refused`, so that the user can correct everything at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gaoxin.errors import InvalidSource
from gaoxin.loaders.personal_texts import covered
from gaoxin.model import Problem
from gaoxin.settings import Bounds, variable_of

SHOWN_CHARS = 200
"""Maximum number of characters of a cell in a problem, because there can be many with long
cells.
"""


def refused(problems: Sequence[Problem], notes: Iterable[str] = ()) -> InvalidSource:
    """The error that carries ``problems`` (at least one), each once; its message is the first one
    and the count.  ``notes`` are remarks that are told with it.
    """
    problems = list(dict.fromkeys(problems))
    first, more = problems[0], len(problems) - 1
    zh, en = f"{first.place}：{first.zh}", f"{first.place}: {first.en}"
    if more:
        zh += f"（此外还有 {more} 处问题）"
        en += f" (and {more} more problem{'s' if more > 1 else ''})"
    refusal = InvalidSource(zh, en, problems)
    for note in dict.fromkeys(notes):
        refusal.add_note(note)
    return refusal


def over_bound(
    bound: str,
    bounds: Bounds,
    file: str,
    zh: str,
    en: str,
    *,
    line: int | None = None,
    column: str = "",
) -> Problem:
    """The problem of a file that exceeds a bound; the message names the setting that changes it.

    ``bound`` is a field of :class:`gaoxin.settings.Bounds`.  ``zh`` and ``en`` say what exceeds it,
    without a full stop.
    """
    limit, variable = getattr(bounds, bound), variable_of(bound)
    return Problem(
        file,
        line,
        column,
        "",
        f"{zh}（{variable} 为 {limit}）；请拆分或改正文件，文件无误时可调高这个设置。",
        f"{en} ({variable} is {limit}); split or correct the file, or raise this setting if the "
        "file is right.",
        ends_reading=True,
    )


def split_place(place: str) -> tuple[str, int | None]:
    """Split ``"facts.csv:12"`` into file and line."""
    file, _, line = place.rpartition(":")
    return (file, int(line)) if file and line.isdigit() else (place, None)


def exceeded(
    bound: str,
    bounds: Bounds,
    file: str,
    zh: str,
    en: str,
    *,
    line: int | None = None,
    column: str = "",
) -> InvalidSource:
    """The error that refuses a file for exceeding a bound; the arguments are those of
    :func:`over_bound`.
    """
    return refused([over_bound(bound, bounds, file, zh, en, line=line, column=column)])


def refusal(file: str, zh: str, en: str, line: int | None = None) -> InvalidSource:
    """The error that refuses a file for one reason."""
    return refused([Problem(file, line, "", "", zh, en)])


def excerpt(text: str) -> str:
    """The cell as shown in a message: a long one is cut off, and personal data are covered."""
    shown = covered(text[: 2 * SHOWN_CHARS])
    return shown if len(shown) <= SHOWN_CHARS else f"{shown[:SHOWN_CHARS]}…"


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice of which ``word`` is most likely a misspelling, or ``None`` if none is similar.

    >>> nearest("locatedin", ["locatedIn", "hosts"])
    'locatedIn'
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    folded = word.casefold().replace("_", "").replace("-", "").replace(" ", "")
    table = {choice: choice.casefold().replace("_", "") for choice in sorted(choices)}
    found = process.extractOne(
        folded, table, scorer=OSA.normalized_similarity, score_cutoff=0.7, processor=None
    )
    return str(found[2]) if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> tuple[str, str]:
    """The "did you mean" sentence for a message, in Chinese and English; empty if nothing is
    similar.
    """
    near = nearest(word, choices)
    return (f"是否想写 {near}？", f" Did you mean {near}?") if near else ("", "")


def column_letter(index: int) -> str:
    """The letters of a column as in spreadsheets: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
