"""What translating a dataset gives: its lines, the places of its nodes, and open names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.lines import NOTHING, Lines, quads_of_lines
from gaoxin.language import say
from gaoxin.loaders.resolving.admission import Question
from gaoxin.model import Problem

PLACES = 100_000
"""Maximum number of nodes whose places are remembered."""
MOST_REFUSED = 10_000
"""Maximum number of rows with unrecognised names that are reported."""
_SHOWN = 5
"""Names that are shown of those that were left out; the others are counted."""


@dataclass(slots=True)
class Translation:
    """A dataset as sorted lines, with its graphs by source and the places of nodes.

    ``has_rdf`` tells whether a part of it came from RDF files.  ``origins`` has the places of the
    first :data:`PLACES` nodes; :func:`find_places` finds others.
    ``review`` lists ambiguous names.  Their facts are kept: each name becomes a separate thing
    until a row of the identity table decides.  ``refused`` are the problems of rows with names that
    may not become things, and ``questions`` these names.  ``left_out`` are the names of indicators
    that nobody knows, in rows of lists, by type and name; their figures are left out.
    """

    lines: Lines = NOTHING
    has_rdf: bool = False
    sources: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    review: dict[tuple[str, str], dict[str, object]] = field(default_factory=dict)
    refused: list[Problem] = field(default_factory=list)
    questions: dict[tuple[str, str], Question] = field(default_factory=dict)
    left_out: dict[tuple[str, str], Question] = field(default_factory=dict)

    @property
    def graphs(self) -> dict[str, set[ox.Quad]]:
        """The quads by the IRI of their graph, in memory."""
        out: dict[str, set[ox.Quad]] = {iri: set() for iri in self.sources.values()}
        for quad in quads_of_lines(self.lines):
            out[value_of(quad.graph_name)].add(quad)
        return out

    def refuse(self, question: Question, place: str, dataset: str) -> None:
        """Note a row with a name that may not become a thing; only the first ones are kept."""
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(question.problem(place))
            _count(self.questions, question, place, dataset)

    def leave_out(self, question: Question, place: str, dataset: str) -> None:
        """Note a row of a list whose figure is left out."""
        _count(self.left_out, question, place, dataset)

    def notes(self) -> list[str]:
        """A remark on the figures that were left out."""
        if not self.left_out:
            return []
        asked = list(self.left_out.values())
        rows = sum(question.rows for question in asked)
        more = len(asked) - _SHOWN
        return [
            say(
                f"指标目录里没有这些名称，{rows:,} 个数值不收："
                + "；".join(_shown_zh(question) for question in asked[:_SHOWN])
                + (f"；另有 {more:,} 个名称" if more > 0 else "")
                + "。请改正名称，或用 gaoxin review 决定它们指哪个指标。",
                f"{rows:,} {'figures are' if rows > 1 else 'figure is'} left out, because there "
                "are no such indicators: "
                + "; ".join(_shown_en(question) for question in asked[:_SHOWN])
                + (f"; {more:,} more names" if more > 0 else "")
                + ". Correct the names, or decide with gaoxin review which indicators they are.",
            )
        ]


def _count(
    asked: dict[tuple[str, str], Question], question: Question, place: str, dataset: str
) -> None:
    name = question.type, question.name
    known = asked.get(name) or replace(question, place=place, rows=0, dataset=dataset)
    asked[name] = replace(known, rows=known.rows + 1)


def _shown_zh(question: Question) -> str:
    rows = f"，共 {question.rows:,} 行" if question.rows > 1 else ""
    near = f"，是否指「{question.near[0].name}」" if question.near else ""
    return f"「{question.name}」（{question.place}{rows}{near}）"


def _shown_en(question: Question) -> str:
    rows = f", {question.rows:,} rows" if question.rows > 1 else ""
    near = f"; perhaps {question.near[0].name}" if question.near else ""
    return f"{question.name!r} ({question.place}{rows}{near})"
