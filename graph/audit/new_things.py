"""What a load adds: how many things of each class are new, and which known things are alike.

The name indexes of two generations are compared in SQLite, so memory does not grow with the data.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from gaoxin.graph.facts.reader import text_of
from gaoxin.graph.names.candidates import Candidate, Candidates
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.lines import Lines, quads_of_lines
from gaoxin.graph.store.manifest import NAMES_FILE
from gaoxin.ontology.main_class import main_class
from gaoxin.ontology.namespaces import PREFERRED_IRI, RDF_TYPE_IRI
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
        query = f"SELECT key, name {_NEW} AND class = ? ORDER BY id LIMIT {COMPARED}"
        things = base.execute(query, (name,)).fetchall()
        pairs = _pairs(candidates, classes[name].kind, things)
        yield _told(name, count, pairs, [form for _, form in things])


def _pairs(
    candidates: Candidates, kind: str, things: Iterable[tuple[str, str]]
) -> list[tuple[str, Candidate]]:
    """The new things that are like another one, and this one; ``things`` are keys and names."""
    if kind == "person":  # persons are told apart by posts, not by like names
        return []
    return [
        (form, found)
        for key, form in things
        if (found := _nearest(candidates, kind, key, form)) is not None
    ]


def _told(
    name: str, count: int, pairs: list[tuple[str, Candidate]], forms: Sequence[str]
) -> NewThings:
    pairs.sort(key=lambda pair: (-pair[1].score, pair[0]))
    # Two new things that are like each other are one pair.
    once = {frozenset((form, found.name)): (form, found) for form, found in reversed(pairs)}
    alike = tuple(reversed(once.values()))
    similar = alike[:SHOWN]
    told = {form for form, _ in similar}
    others = [form for form in forms if form not in told]
    is_open = vocabulary().classes[name].admits in ("", "open")
    return NewThings(name, count, similar, () if is_open else tuple(others[:SHOWN]), len(alike))


def announced_things(fresh: Lines, generation: Generation) -> list[NewThings]:
    """The things that a change would add, and what they are like in ``generation``.

    ``fresh`` are all triples of the subjects that are new.  Unlike :func:`new_things`, it does not
    compare new things with each other.
    """
    counts: Counter[str] = Counter()
    first: dict[str, list[tuple[str, str]]] = {}
    for _, lines in groupby(fresh, key=lambda line: line.partition(b" ")[0]):
        types, label = set[str](), b""
        for line in lines:
            _, predicate, value = line.split(b" ", 2)
            if predicate == _TYPE:
                types.add(value[1 : value.index(b">")].decode())
            elif predicate == _LABEL and (not label or b"@zh" in value):
                label = line
        term = main_class(types)
        if term is None or term.bookkeeping or not label:
            continue
        counts[term.name] += 1
        named = first.setdefault(term.name, [])
        if len(named) < COMPARED:
            named += [("", text_of(quad.object)) for quad in quads_of_lines([label])]
    candidates, classes = Candidates(generation.names), vocabulary().classes
    return [
        _told(
            name,
            count,
            _pairs(candidates, classes[name].kind, first[name]),
            [form for _, form in first[name]],
        )
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


_TYPE, _LABEL = f"<{RDF_TYPE_IRI}>".encode(), f"<{PREFERRED_IRI}>".encode()


def _nearest(candidates: Candidates, kind: str, key: str, form: str) -> Candidate | None:
    """The thing most like the new one, if it is alike enough."""
    for found in candidates.nearest(form, kind, 2) if form else ():
        if found.key != key:
            return found if found.score >= LEAST_LIKENESS else None
    return None
