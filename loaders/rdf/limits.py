"""Apply the bounds of :class:`gaoxin.settings.Bounds` while an RDF file is read.

One more bound is fixed: all terms together may have 64 times as many characters as the file, plus
16 Mi.  A prefix, an entity or a context can expand a short name to a long IRI, so without this
bound a file of one megabyte could fill gigabytes of memory.  Real files stay below 40 times.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pyoxigraph as ox

from gaoxin.loaders.problems import over_bound
from gaoxin.model import Problem
from gaoxin.settings import DEFAULT_BOUNDS, Bounds

EXPANSION, SPARE = 64, 16 << 20
_CLOCK_EVERY = 1_000  # quads between checks of the time


class OverBound(Exception):
    """Raised if a bound is exceeded; ``problem`` says which one."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.en)
        self.problem = problem


class Limits:
    """The bounds for one file; every method raises :class:`OverBound` if one is exceeded."""

    def __init__(self, path: Path, bounds: Bounds = DEFAULT_BOUNDS) -> None:
        self.name, self.bounds = path.name, bounds
        self.size = path.stat().st_size
        self._deadline = monotonic() + (bounds.max_read_seconds or float("inf"))
        self._quads = self._characters = 0
        # Most terms are shorter than either bound, so one comparison is enough for them.
        self._shortest_bound = min(bounds.max_cell_chars, bounds.max_iri_chars)

    def check_size(self, bound: str = "max_input_bytes") -> None:
        """Refuse a file with more bytes than ``bound``."""
        if self.size > getattr(self.bounds, bound):
            raise self.over(bound, f"文件有 {self.size} 字节", f"the file has {self.size} bytes")

    def check_depth(self, depth: int, line: int | None = None) -> None:
        """Refuse nesting of ``depth`` levels if that is too deep."""
        limit = self.bounds.max_nesting
        if depth > limit:
            raise self.over(
                "max_nesting",
                f"嵌套超过 {limit} 层",
                f"it is nested more than {limit} levels deep",
                line,
            )

    def check_expansion(self, characters: int, line: int | None = None) -> None:
        """Refuse terms that together are much longer than the file."""
        if characters > EXPANSION * self.size + SPARE:
            raise OverBound(
                Problem(
                    self.name,
                    line,
                    "",
                    "",
                    f"内容展开后超过文件大小的 {EXPANSION} 倍；"
                    "请缩短前缀和实体所代表的文字，或拆分文件。",
                    f"its content is more than {EXPANSION} times as long as the file; shorten what "
                    "prefixes and entities stand for, or split the file.",
                )
            )

    def check_time(self) -> None:
        """Refuse a file that takes too long to read."""
        if monotonic() > self._deadline:
            seconds = self.bounds.max_read_seconds
            raise self.over(
                "max_read_seconds", f"读取超过 {seconds:g} 秒", f"reading takes over {seconds:g} s"
            )

    def check_problems(self, number: int) -> None:
        """Stop after too many problems, because the file is probably not the intended one."""
        if number > self.bounds.max_problems:
            raise self.over("max_problems", "问题过多", "it has too many problems")

    def count(self, quad: ox.Quad) -> None:
        """Count a quad: check the number of quads, the length of its terms, and the elapsed
        time.
        """
        self._quads += 1
        if self._quads > self.bounds.max_triples:
            raise self.over("max_triples", "三元组过多", "it has too many triples")
        if self._quads % _CLOCK_EVERY == 0:
            self.check_time()
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, ox.Triple):
                continue
            length = len(term.value)
            self._characters += length
            if length > self._shortest_bound:
                self._check_length(quad, term, length)
        self.check_expansion(self._characters)

    def _check_length(
        self, quad: ox.Quad, term: ox.NamedNode | ox.BlankNode | ox.Literal, length: int
    ) -> None:
        is_literal = isinstance(term, ox.Literal)
        bound = "max_cell_chars" if is_literal else "max_iri_chars"
        if length > getattr(self.bounds, bound):
            zh, en = ("文字", "a literal") if is_literal else ("IRI", "an IRI")
            raise self.over(
                bound,
                f"{quad.predicate.value[:200]} 的一个{zh}有 {length} 个字符",
                f"{en} of a triple of {quad.predicate.value[:200]} has {length} characters",
            )

    def over(self, bound: str, zh: str, en: str, line: int | None = None) -> OverBound:
        """The exception for an exceeded bound; ``bound`` is a field of ``Bounds``."""
        return OverBound(over_bound(bound, self.bounds, self.name, zh, en, line=line))
