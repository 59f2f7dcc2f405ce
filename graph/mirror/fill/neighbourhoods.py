"""Brings together what must be known to build the elements of each subject of a sorted graph.

A store answers any question about a graph; sorted lines tell only what is about one subject.  But
the node of a thing and the relationships that start there need little more:

- the nodes of statements about the thing (:func:`anchor_of`), which become its relationships;
- whether a relation points at it;
- names of the objects of figures, statements and positions, for captions, and grades of sources.

All of it is written out as lines under the subject that needs it, sorted, and read again beside the
graph.  So memory does not grow with the graph.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path

import pyoxigraph as ox

from gaoxin.graph.facts.node_shapes import GRADE, node_shapes
from gaoxin.graph.mirror.mapping.term_names import Neo4jNames
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.lines import NOTHING, Lines, Sorter, by_subject, parts_of, quads_of_lines
from gaoxin.graph.store.sorted_graph import Block, SortedGraph
from gaoxin.ontology.rdf_terms import PREFERRED, RDF_TYPE

_RECENT = 100_000
"""So many things are remembered of which a line says already that a relation points at them."""
_TYPE = str(RDF_TYPE).encode()
_PREFERRED = str(PREFERRED).encode()
_GRADE = str(GRADE).encode()


class LinkFinder:
    """Tells which nodes are built together with the thing that they are about."""

    def __init__(self, names: Neo4jNames) -> None:
        shapes = node_shapes()
        self._classes = {f"<{iri}>".encode() for iri in names.labels}
        self._subjects = {
            str(shape.type).encode(): str(shape.subject).encode()
            for shape in shapes.by_class.values()
            if not shape.is_figure
        }

    def anchor_of(self, block: Block) -> bytes | None:
        """The thing that a statement or position is about; ``None`` for all other subjects.

        Only nodes with one class and one subject can become relationships; classes that Neo4j does
        not have, and literals, do not count.
        """
        types = self._classes.intersection(_values(block, _TYPE))
        subject = self._subjects.get(next(iter(types))) if len(types) == 1 else None
        if subject is None:
            return None
        ends = {value for value in _values(block, subject) if value[:1] == b"<"}
        return ends.pop() if len(ends) == 1 else None


def _values(block: Block, predicate: bytes) -> Iterator[bytes]:
    return (parts[2] for line in block if (parts := parts_of(line))[1] == predicate)


class Neighbourhoods:
    """What the subjects of ``graph`` need besides their own lines; files go into ``scratch``.

    ``grades`` has the grade of each source, after :meth:`gather`.
    """

    def __init__(
        self, graph: SortedGraph, names: Neo4jNames, minter: Minter, scratch: Path
    ) -> None:
        self._graph, self._scratch = graph, scratch
        self._links = LinkFinder(names)
        self._relations = {f"<{iri}>".encode() for iri in names.relationships}
        self._objects = {str(node).encode() for node in node_shapes().parts.objects}
        self._source_keys = {
            str(minter.source(key)).encode(): key for key in set(graph.sources.values())
        }
        self._marks, self._near = NOTHING, NOTHING
        self.grades: dict[str, str] = {}

    def gather(self, look: Callable[[Block], None]) -> None:
        """Read the graph twice; ``look`` gets each block once."""
        wanted = self._find_marks()
        near = Sorter(self._scratch)
        with contextlib.closing(sqlite3.connect(self._names_file)) as names, names:
            names.execute("CREATE TABLE names (iri BLOB PRIMARY KEY, name TEXT) WITHOUT ROWID")
            for subject, (block, marks, is_wanted) in aligned(
                self._graph.blocks(), by_subject(self._marks), by_subject(wanted)
            ):
                look(block)
                if subject in self._source_keys:
                    self._add_grade(self._source_keys[subject], block)
                if is_wanted and (name := _chinese_name(block)):
                    names.execute("INSERT INTO names VALUES (?, ?)", (subject, name))
                if block and not marks and (anchor := self._links.anchor_of(block)):
                    near.extend(anchor + b" " + line for line in block)
        self._near = near.sorted()

    def _find_marks(self) -> Lines:
        """Keep one of the relations that point at each thing; return the objects of n-ary nodes."""
        marks, wanted = Sorter(self._scratch), Sorter(self._scratch)
        recent: set[bytes] = set()
        for _, block in self._graph.blocks():
            for line in block:
                _, predicate, rest = line.split(b" ", 2)
                if predicate not in self._relations or rest[:1] != b"<":
                    continue
                value = rest[: rest.index(b" ")]
                if predicate in self._objects:
                    wanted.add(value + b" \n")
                if value not in recent:
                    if len(recent) >= _RECENT:
                        recent.clear()
                    recent.add(value)
                    marks.add(value + b" " + line)
        self._marks = marks.sorted()
        return wanted.sorted()

    def _add_grade(self, key: str, block: Block) -> None:
        grades = quads_of_lines(line for line in block if line.split(b" ", 2)[1] == _GRADE)
        found = sorted({str(getattr(quad.object, "value", "")) for quad in grades})
        if found:
            self.grades[key] = found[0]

    def __iter__(self) -> Iterator[tuple[bytes, Block, Block, Block]]:
        """Each thing with its own lines, one relation that points at it, and the lines of the
        nodes that are built with it.  Those nodes are not given themselves.
        """
        found = aligned(self._graph.blocks(), by_subject(self._marks), by_subject(self._near))
        for subject, (block, marks, near) in found:
            if block and not marks and self._links.anchor_of(block):
                continue
            mark = [line.split(b" ", 1)[1] for line in marks[:1]]
            yield subject, block, mark, [line.split(b" ", 1)[1] for line in near]

    @property
    def _names_file(self) -> Path:
        return self._scratch / "captions.sqlite"

    @cached_property
    def name_of(self) -> Callable[[str], str]:
        """The Chinese name of an object of a figure, statement or position; ``""`` without one."""
        names = sqlite3.connect(f"file:{self._names_file}?mode=ro", uri=True)

        @lru_cache(_RECENT)
        def name_of(iri: str) -> str:
            key = f"<{iri}>".encode()
            row = names.execute("SELECT name FROM names WHERE iri = ?", (key,)).fetchone()
            return str(row[0]) if row else ""

        return name_of


def _chinese_name(block: Block) -> str:
    named = quads_of_lines(line for line in block if line.split(b" ", 2)[1] == _PREFERRED)
    values = (quad.object for quad in named)
    chinese = (v.value for v in values if isinstance(v, ox.Literal) and v.language == "zh")
    return min(chinese, default="")


def aligned(
    *sources: Iterator[tuple[bytes, Iterable[bytes]]],
) -> Iterator[tuple[bytes, list[Block]]]:
    """Each subject that any of the sources has, ascending, with the lines of each source."""
    heads = [next(source, None) for source in sources]
    while live := [head[0] for head in heads if head]:
        subject, blocks = min(live), defaultdict[int, Block](list)
        for number, head in enumerate(heads):
            if head and head[0] == subject:
                blocks[number] = list(head[1])
                heads[number] = next(sources[number], None)
        yield subject, [blocks[number] for number in range(len(sources))]
