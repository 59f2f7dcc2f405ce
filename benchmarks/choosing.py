"""Which saved query ``gaoxin queries`` offers: ``python -m benchmarks.choosing [FILE…] [-v]``.

The first three queries offered for a question are run with the values that stand in their
commands.  One is right if it needs no further value and its rows hold every expected answer: a name
or a number in one of their cells, a count of things as the number of rows, yes as the things that
are named.  Files are those of ``python -m benchmarks.answers``; questions without an answer and
those whose answer is ``no`` are left out.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.answers import QUESTIONS, Asked, read_questions
from gaoxin.answers.choosing.fitting import fitting_queries
from gaoxin.errors import GaoxinError
from gaoxin.graph.names.keys import match_key
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.store import Store
from gaoxin.queries.answering import answer_query
from gaoxin.queries.catalogue import SavedQuery
from gaoxin.settings import Settings, read_settings

_FIRST = 3
_PATIENCE = "300"
"""Seconds that a query may take: a busy machine makes no query wrong."""
_LEAST_DIGITS = 4
"""A year or a date in a cell may go on (2018-02), a short number may not."""
_LONG_NAME = 8
"""A name so long may stand in a longer text of a cell."""


def main(arguments: Sequence[str]) -> int:
    """Judge the queries offered for each question of the files, and print how many are right."""
    files = [Path(a) for a in arguments if not a.startswith("-")] or [QUESTIONS]
    settings = read_settings({**os.environ, "GAOXIN_QUERY_SECONDS": _PATIENCE})
    generation = Store(settings).read()
    for path in files:
        judged = [q for q in read_questions(path) if q.answers and q.answers != ["no"]]
        places: Counter[int] = Counter()
        for asked in judged:
            offered = fitting_queries(asked.text, generation)[:_FIRST]
            place = 0
            for number, (query, given) in enumerate(offered, 1):
                rows = cells_of(query, given, generation, settings)
                if holds(rows, asked, generation):
                    place = number
                    break
            places[place] += 1
            if not place and "-v" in arguments:
                print(f"{asked.number} {asked.text} wanted {asked.answers[:4]}")
                for query, given in offered:
                    print(f"    {query.name} {dict(given)}")
        right = len(judged) - places[0]
        shares = ", ".join(f"{places[n]} at place {n}" for n in range(1, _FIRST + 1))
        print(f"{path.name}: {right} of {len(judged)} ({right / len(judged):.1%}): {shares}")
    return 0


def cells_of(
    query: SavedQuery, given: Mapping[str, str], generation: Generation, settings: Settings
) -> list[set[str]] | None:
    """The cells of each row, with the values that the query ran with; ``None`` if they do not
    suffice.  A thing stands as its IRI and its name."""
    if query.missing(given):
        return None
    try:
        ran = answer_query(query, given, generation, settings)
    except GaoxinError:
        return None
    values = [str(value) for value in ran.values.values()]
    return [
        {match_key(str(cell)) for cell in (*row.values(), *values) if cell is not None}
        for row in ran.answer.rows
    ]


def holds(rows: list[set[str]] | None, asked: Asked, generation: Generation) -> bool:
    """Whether rows have every expected answer, or one of them if one is enough."""
    if not rows:
        return False
    cells = set().union(*rows)
    if asked.answers == ["yes"]:
        text = match_key(asked.text)
        return any(len(cell) > 1 and cell in text for cell in cells)
    found = [
        wanted == len(rows) or _is_cell(str(wanted), cells, generation) for wanted in asked.answers
    ]
    return any(found) if asked.any_of else all(found)


def _is_cell(wanted: str, cells: set[str], generation: Generation) -> bool:
    key = match_key(wanted)
    if any(cell == key or _same_number(cell, key) or _goes_on(cell, key) for cell in cells):
        return True
    found = generation.names.connection.execute(
        "SELECT iri FROM thing JOIN form ON form.thing = thing.id WHERE form.match = ?", (key,)
    )
    return any(match_key(iri) in cells for (iri,) in found)


def _same_number(cell: str, key: str) -> bool:
    try:
        return abs(float(cell) - float(key)) < 1e-6
    except ValueError:
        return False


def _goes_on(cell: str, key: str) -> bool:
    if len(key) >= _LONG_NAME:
        return key in cell
    return len(key) >= _LEAST_DIGITS and key[:4].isdigit() and cell.startswith(key)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
