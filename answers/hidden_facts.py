"""Hide facts before a question is asked: those that did not hold in an earlier year (``gaoxin ask
--as-of YEAR``), and those that have only weak sources (``--grade``).
"""

from __future__ import annotations

from collections.abc import Iterator

from gaoxin.answers.fact_file import FactFile
from gaoxin.answers.known import KnownFact
from gaoxin.graph.facts.grades import weakness
from gaoxin.graph.facts.valid_then import BEGINS, DATED, ENDS, began_in, held_in


def hide_outside(file: FactFile, year: int) -> None:
    """Hide in ``file`` what did not hold in the year, by the rules of
    :mod:`gaoxin.graph.facts.valid_then`.
    """
    file.hidden = frozenset({*file.hidden, *_outside(file, year)})


def hide_weaker(file: FactFile, grade: str) -> None:
    """Hide in ``file`` the facts without a source of this grade (a letter) or a stronger one."""
    least = weakness(grade)
    weak = (
        number
        for number, sources in file.sources_of_facts()
        if all(weakness(given) > least for _, given in sources)
    )
    file.hidden = frozenset({*file.hidden, *weak})


def _outside(file: FactFile, year: int) -> Iterator[int]:
    for fact in file.with_time():
        if not _held(file, fact, year):
            yield fact.number
    absent: set[int] = set()
    for predicate in DATED:
        for fact in file.stating(predicate):
            began = began_in(fact.literal)
            if began > year and predicate not in ENDS:
                yield fact.number
            if (predicate in BEGINS and began > year) or (predicate in ENDS and began < year):
                absent.add(fact.subject)
    for thing in absent:
        for fact in file.around(thing):
            if fact.object:
                yield fact.number


def _held(file: FactFile, fact: KnownFact, year: int) -> bool:
    if fact.is_promise:
        dates = [file.source(key).date[:4] for key, _ in fact.sources]
        return not dates or min(int(text) if text.isdigit() else 0 for text in dates) <= year
    past = fact.status == "historical"
    return held_in(year, fact.start, fact.end, is_figure=fact.is_figure, past=past)
