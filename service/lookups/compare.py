"""``/compare``: two to four things side by side, as ``gaoxin compare`` tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from gaoxin.graph.comparison.compare import Comparison, JudgedPromise
from gaoxin.graph.comparison.compare import compare as compare_things
from gaoxin.graph.comparison.difference_words import difference_words
from gaoxin.graph.comparison.figure_rows import FigureRow
from gaoxin.graph.comparison.names_asked import names_asked
from gaoxin.graph.comparison.rows import rows_of
from gaoxin.graph.comparison.shared_items import SharedItem
from gaoxin.graph.comparison.short_names import short_names
from gaoxin.graph.facts.amount_words import amount_words
from gaoxin.graph.facts.figures import Figure
from gaoxin.graph.facts.period_words import period_words
from gaoxin.graph.facts.qualifiers import remark_words
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.asked_sections import sections_asked
from gaoxin.graph.lookup.cut_relations import TOLD, cut_notes
from gaoxin.graph.lookup.told_items import HELD, ToldItem
from gaoxin.graph.portrait.known_facts import state_word
from gaoxin.graph.portrait.portrait import Portrait
from gaoxin.graph.wording.code_words import word
from gaoxin.language import say
from gaoxin.model import Answer
from gaoxin.service.lookups.links import link_of
from gaoxin.service.lookups.lookup_request import LookupRequest
from gaoxin.service.lookups.source_list import SourceList
from gaoxin.service.lookups.things_asked import basis_of, told_thing


def compare(asked: LookupRequest) -> dict[str, Any]:
    """What the things share and do not share, their figures, targets and numbers of enterprises.

    Every list named ``cells`` has one member for each of ``things``, in their order.  Without
    names, which is how the page is first opened, or with one (``asked``), to which another is to be
    chosen, there is nothing to compare yet.

    Raises:
        UnresolvedName, AmbiguousName: a name means nothing, or several things.
        BadParameter: one thing twice, things of different kinds, or no such section.
    """
    names = [name for name in asked.texts("name") if name.strip()]
    body: dict[str, Any] = {"things": [], "basis": "", "key_facts": [], "sections": []}
    body |= {"notes": [], "figures": [], "targets": [], "kinds": [], "sources": [], "asked": []}
    if len(names) < 2:
        matches = [
            asked.generation.names.resolve(name, asked.text("type") or None) for name in names
        ]
        return body | {"asked": [told_thing(asked, match.iri) for match in matches]}
    chosen = sections_asked(asked.texts("section"))
    return body | _Told(asked, _compared(asked, names), chosen).document()


def compared_rows(asked: LookupRequest) -> Answer:
    """A row for each side of what is compared, as ``gaoxin compare -o x.xlsx`` writes them.

    Raises:
        The same errors as :func:`compare`; fewer than two names are an error here.
    """
    chosen = sections_asked(asked.texts("section"))
    names = [name for name in asked.texts("name") if name.strip()]
    answer = rows_of(Reader(asked.generation), _compared(asked, names))
    if chosen:
        answer.rows = [row for row in answer.rows if row["section"] in chosen]
    return answer


def _compared(asked: LookupRequest, names: Sequence[str]) -> Comparison:
    iris = names_asked(asked.generation, names, asked.text("type") or None)
    year = asked.number("as_of") or None
    day = date(year, 12, 31) if year else asked.day
    return compare_things(asked.generation, iris, day, year, asked.text("grade"), TOLD)


class _Told:
    """Puts one comparison into JSON and numbers its sources."""

    def __init__(self, asked: LookupRequest, found: Comparison, chosen: frozenset[str]) -> None:
        self._asked, self._found, self._chosen = asked, found, chosen
        self._reader = Reader(asked.generation)
        self._sources = SourceList(asked.generation)

    def document(self) -> dict[str, Any]:
        found = self._found
        short = short_names(found.sides)
        body: dict[str, Any] = {
            "things": [
                told_thing(self._asked, side.iri, self._reader)
                | {"short_name": name, "facts": side.facts, "reading": side.reading}
                for side, name in zip(found.sides, short, strict=True)
            ],
            "basis": basis_of(self._asked),
            "notes": self._notes(),
            "key_facts": [] if self._chosen else self._key_facts(found.sides),
            "sections": [
                {
                    "key": section.key,
                    "heading": section.heading,
                    "rows": [self._shared(row) for row in rows],
                }
                for section, rows in found.shared
                if self._wants(section.key)
            ],
        }
        if self._wants("figures"):
            body["figures"] = [self._figures(row, short) for row in found.figures]
        if self._wants("targets"):
            body["targets"] = [[self._promise(p) for p in side] for side in found.targets]
        if self._wants("enterprises"):
            kinds = dict.fromkeys(kind for counts in found.kinds for kind in counts)
            body["kinds"] = [
                {"kind": kind, "cells": [counts.get(kind, 0) for counts in found.kinds]}
                for kind in kinds
            ]
        return body | {"sources": self._sources.listed()}

    def _notes(self) -> list[str]:
        """Of which sides and relations not everything was compared."""
        return [
            f"{side.name}{say('：', ': ')}{note}"
            for side in self._found.sides
            for note in cut_notes(self._reader, side.iri, side.cut, TOLD)
        ]

    def _wants(self, key: str) -> bool:
        return not self._chosen or key in self._chosen

    def _key_facts(self, sides: tuple[Portrait, ...]) -> list[dict[str, Any]]:
        labels = dict.fromkeys(fact.label for side in sides for fact in side.key_facts)
        by_side = [{fact.label: fact for fact in side.key_facts} for side in sides]
        rows = []
        for label in labels:
            cells = []
            for facts in by_side:
                known = facts.get(label)
                values = known.values if known else ()
                told = [
                    {"text": value.text, "sources": self._sources.marks(value.sources)}
                    for value in values
                ]
                cells.append({"values": told, "absent": known.absent if known else ""})
            rows.append({"label": label, "cells": cells})
        return rows

    def _shared(self, row: SharedItem) -> dict[str, Any]:
        return {
            "shared": row.how,
            "shared_word": word("shared", row.how),
            "name": row.first.name,
            "link": link_of(self._asked.generation, row.first.iri),
            "cells": [None if item is None else self._item(item) for item in row.items],
        }

    def _item(self, item: ToldItem) -> dict[str, Any]:
        return {
            "name": item.name,
            "iri": item.iri,
            "link": link_of(self._asked.generation, item.iri),
            "details": list(item.details),
            "state": item.state,
            "state_word": "" if item.state == HELD else state_word(item),
            "leading": item.leading,
            "sources": self._sources.marks(item.sources),
        }

    def _figures(self, row: FigureRow, names: Sequence[str]) -> dict[str, Any]:
        return {
            "indicators": [told_thing(self._asked, iri, self._reader) for iri in row.indicators],
            "verdict": row.verdict,
            "verdict_word": word("shared", row.verdict),
            "why": row.why,
            "why_word": word("why", row.why) if row.why else "",
            "difference": None if row.difference is None else f"{row.difference:f}",
            "difference_words": difference_words(row, names),
            "cells": [[self._figure(figure) for figure in cell] for cell in row.cells],
        }

    def _figure(self, figure: Figure) -> dict[str, Any]:
        return {
            "text": amount_words(figure.value, figure.comparator, figure.unit),
            "value": figure.value,
            "comparator": figure.comparator,
            "unit": figure.unit,
            "time": figure.time,
            "when": period_words(figure.time) if figure.time else "",
            "remark": remark_words(figure.qualifier),
            "iri": figure.iri,
            "link": link_of(self._asked.generation, figure.iri),
            "sources": self._sources.marks(figure.sources),
        }

    def _promise(self, promise: JudgedPromise) -> dict[str, Any]:
        row, figure = promise.row, promise.figure
        is_number = figure is not None and bool(figure.value)
        return {
            "about": row["subject"],
            "name": row["indicator"],
            "text": amount_words(figure.value, figure.comparator, figure.unit)
            if figure is not None and is_number
            else "",
            "unit": row["unit"],
            "time": row["time"],
            "when": period_words(row["time"]) if row["time"] else "",
            "due": row["due"],
            "verdict": row["verdict"],
            "verdict_word": word("verdict", row["verdict"]),
            "why": row["why"],
            "why_word": word("why", row["why"]) if row["why"] else "",
            "reached": row["reached"],
            "reached_unit": row["reached_unit"],
            "remark": remark_words(row["qualifier"]),
            "iri": row["iri"],
            "link": link_of(self._asked.generation, row["iri"]),
            "sources": self._sources.marks(promise.sources),
        }
