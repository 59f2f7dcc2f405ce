"""What a load added: how many things of each class are new, and which known things are alike.

The name indexes of two generations are compared in SQLite, so memory does not grow with the data.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from gaoxin.graph.names.candidates import Candidate, Candidates
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.manifest import NAMES_FILE
from gaoxin.ontology.terms import vocabulary

COMPARED = 50
"""New things of each class that are compared with others."""
SHOWN = 3
LEAST_LIKENESS = 80.0
"""The score from which ``gaoxin review`` asks about a new thing of an open class: what is told here
is asked there.
"""


@dataclass(frozen=True, slots=True)
class NewThings:
    """The new things of one class: their number, and pairs of a new name and what it is like.

    ``named`` are the first others, if new members of the class need review (``gx:admits``).
    ``alike`` is the number of pairs, of which ``similar`` are the nearest.
    """

    type: str
    count: int
    similar: tuple[tuple[str, Candidate], ...]
    named: tuple[str, ...] = ()
    alike: int = 0


def new_things(generation: Generation, before: Path) -> list[NewThings]:
    """The things of ``generation`` that the generation in the folder ``before`` does not have.

    The most numerous class comes first; an empty list if ``before`` was deleted.
    """
    earlier = before / NAMES_FILE
    if not earlier.exists():
        return []
    base = sqlite3.connect(_address(generation.folder / NAMES_FILE), uri=True)
    try:
        base.execute("ATTACH ? AS earlier", (_address(earlier),))
        return list(_compared(base, generation))
    except sqlite3.DatabaseError:  # an index of an earlier version, or a damaged one
        return []
    finally:
        base.close()


def _address(path: Path) -> str:
    return f"file:{quote(str(path))}?mode=ro&immutable=1"


_NEW = "FROM thing WHERE NOT EXISTS (SELECT 1 FROM earlier.thing AS t WHERE t.key = thing.key)"


def _compared(base: sqlite3.Connection, generation: Generation) -> Iterator[NewThings]:
    candidates = Candidates(generation.names)
    classes = vocabulary().classes
    counts = base.execute(f"SELECT class, count(*) {_NEW} GROUP BY class ORDER BY 2 DESC, 1")
    for name, count in counts.fetchall():
        if classes[name].bookkeeping:
            continue
        is_person = classes[name].kind == "person"  # told apart by posts, not by like names
        query = f"SELECT key, name {_NEW} AND class = ? ORDER BY id LIMIT {COMPARED}"
        things = base.execute(query, (name,)).fetchall()
        pairs = [
            (form, found)
            for key, form in things
            if not is_person and (found := _nearest(candidates, classes[name].kind, key, form))
        ]
        pairs.sort(key=lambda pair: (-pair[1].score, pair[0]))
        # Two new things that are like each other are one pair.
        once = {frozenset((form, found.name)): (form, found) for form, found in reversed(pairs)}
        alike = tuple(reversed(once.values()))
        similar = alike[:SHOWN]
        told = {form for form, _ in similar}
        others = [form for _, form in things if form not in told]
        is_open = classes[name].admits in ("", "open")
        named = () if is_open else tuple(others[:SHOWN])
        yield NewThings(name, count, similar, named, len(alike))


def _nearest(candidates: Candidates, kind: str, key: str, form: str) -> Candidate | None:
    """The thing most like the new one, if it is alike enough."""
    for found in candidates.nearest(form, kind, 2) if form else ():
        if found.key != key:
            return found if found.score >= LEAST_LIKENESS else None
    return None
