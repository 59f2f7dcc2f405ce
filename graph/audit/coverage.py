"""Coverage: what is known of each zone, from how many sources and how recent, and what is missing.

Missing facts are of three kinds.  A zone that no statement table mentions is ``unread``: its
sources were not read, so nothing follows from the lack of facts.  The same holds if only excerpts
of pages were seen (``excerpts``).  If the zone was read about, a kind without a fact is
``not_stated``.  If a source says that there are none (a figure of 0), the kind is ``none_stated``.

The kinds are columns that the ontology declares: ``gx:coveredAs`` gives the column in which the
members of a class are counted, ``gx:zoneEnd`` the end of a relation at which the zone stands.  The
other facts that ``show`` lists (titles, events, partners …) are the kind ``others``, so that all
kinds together are the facts that every output counts (:mod:`gaoxin.graph.lookup.sections`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from gaoxin.graph.audit.readings import (
    READ,
    READINGS,
    UNREAD,
    Readings,
    national_zones,
)
from gaoxin.graph.facts.figures import PROMISED, Figure, figures
from gaoxin.graph.facts.finding import incoming, outgoing
from gaoxin.graph.facts.node_lookup import fact_in, nodes_with_object, nodes_with_subject
from gaoxin.graph.facts.node_shapes import node_shapes
from gaoxin.graph.facts.reader import Reader, text_of
from gaoxin.graph.lookup.placement import places_of
from gaoxin.graph.lookup.sections import is_counted
from gaoxin.graph.lookup.told_items import HELD, told_items
from gaoxin.language import counted, say
from gaoxin.model import Answer
from gaoxin.ontology.main_class import main_class
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH, RDF_TYPE
from gaoxin.ontology.terms import vocabulary

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

KNOWN, NONE_STATED, NOT_STATED = "known", "none_stated", "not_stated"
OTHER = "others"

DETAIL_COLUMNS = [
    "zone",
    "kind",
    "state",
    "count",
    "source_count",
    "sources",
    "latest_source_date",
    "latest_period",
    "examples",
]
# Words that mark an indicator as counting all members of a kind, not a part of them.
_ALL_OF = r"(?:入驻|注册|园区)?({kinds})(?:总数量|总数|数量|个数|数)"


def kinds() -> tuple[str, ...]:
    """The kinds that are counted for a zone: the ontology's columns, figures, targets, others."""
    return (*(column.key for column in vocabulary().columns), "figures", "targets", OTHER)


def columns() -> list[str]:
    """The columns of :func:`coverage`."""
    return [
        "zone",
        "province",
        "reading",
        *kinds(),
        "none_stated",
        "facts",
        "source_count",
        "sources",
        "latest_source_date",
        "latest_period",
        "key",
        "iri",
    ]


@dataclass(slots=True)
class Known:
    """What is known of one kind: the things or figures, their sources, and the latest period.

    ``things`` are IRIs; of the kind ``others``, one that stands in two sections is counted in both,
    and has the key of its section before it.
    """

    things: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    latest_period: str = ""
    denied_by: set[str] = field(default_factory=set)


@dataclass(slots=True)
class ZoneCoverage:
    """What is known of one zone, by kind; ``reading`` is one of :data:`READINGS`, ``zeros`` are
    the indicators for which a source says 0.
    """

    iri: str
    province: str
    reading: str
    kinds: dict[str, Known]
    zeros: list[str] = field(default_factory=list)

    def state(self, kind: str) -> str:
        """``known``, ``none_stated``, ``not_stated`` or ``unread``."""
        known = self.kinds[kind]
        if known.things:
            return KNOWN
        if known.denied_by:
            return NONE_STATED
        return NOT_STATED if self.reading == READ else UNREAD


def coverage(
    generation: Generation, zones: Sequence[str] | None = None, province: str | None = None
) -> Answer:
    """One row for each zone (:func:`columns`): for all national zones, or for those given.

    The cell of a kind is a count.  It is 0 if the zone was read about but nothing of the kind is
    stated, and ``None`` if nothing about it or only excerpts were read.  If ``province`` (an IRI)
    is given, only zones in it.
    """
    reader = Reader(generation)
    survey = _ZoneSurvey(generation, reader)
    rows = []
    for iri in national_zones(reader) if zones is None else zones:
        if province is None or province in places_of(reader, iri):
            rows.append(_row(generation, reader, survey.zone(iri)))
    rows.sort(key=lambda row: (READINGS.index(row["reading"]), -row["facts"], row["zone"]))
    answer = Answer(columns(), rows)
    read, excerpts, unread = (sum(row["reading"] == r for row in rows) for r in READINGS)
    answer.notes.append(
        say(
            f"{len(rows)} 家高新区：{read} 家有文章读过，{excerpts} 家只见过网页摘录，"
            f"{unread} 家尚无人读过（空格表示无人读过全文，0 表示读过而未提及）。",
            f"{counted(len(rows), 'zone')}: {read} with a text that was read, {excerpts} with "
            f"excerpts of pages only, {unread} with neither (blank: no text was read; 0: a text "
            "was read and mentions none).",
        )
    )
    return answer


def coverage_of(generation: Generation, zone: str) -> Answer:
    """One zone in detail: a row for each kind (:data:`DETAIL_COLUMNS`)."""
    reader = Reader(generation)
    known = _ZoneSurvey(generation, reader).zone(zone)
    rows = []
    for kind in kinds():
        item = known.kinds[kind]
        names = sorted({reader.entry(iri.rpartition(" ")[2]).name for iri in item.things})
        rows.append(
            {
                "zone": reader.entry(zone).name,
                "kind": kind,
                "state": known.state(kind),
                "count": len(item.things)
                or (0 if known.reading == READ or item.denied_by else None),
                **_provenance(generation, reader, [item]),
                "examples": names[:5] if kind not in ("figures", "targets", OTHER) else [],
            }
        )
    answer = Answer(DETAIL_COLUMNS, rows)
    if known.zeros:
        listed = known.zeros
        answer.notes.append(
            say(
                f"来源明说为 0 的指标：{'、'.join(listed)}。",
                f"Indicators that a source puts at 0: {', '.join(listed)}.",
            )
        )
    return answer


class _ZoneSurvey:
    """Reads zones one at a time, each with a few lookups of quads."""

    def __init__(self, generation: Generation, reader: Reader) -> None:
        self.reader = reader
        self.sources = generation.graph_sources
        self.readings = Readings(generation)
        words = vocabulary()
        # By relation: the end at which the zone stands, and the relation's own column.
        self.ends = {
            term.iri: (term.zone_end, term.covered_as)
            for term in words.properties.values()
            if term.zone_end
        }
        self.by_name = {name: column.key for column in words.columns for name in column.names_zh}
        self.all_of = re.compile(_ALL_OF.format(kinds="|".join(map(re.escape, self.by_name))))
        self._columns: dict[str, str] = {}

    def zone(self, iri: str) -> ZoneCoverage:
        """What is known of one zone."""
        node = ox.NamedNode(iri)
        known = {kind: Known() for kind in kinds()}
        kinds_of: dict[str, set[str]] = defaultdict(set)
        graphs = set()
        for pattern, out in (((node, None), True), ((None, node), False)):
            for quad in self.reader.store.quads_for_pattern(pattern[0], None, pattern[1], None):
                graph = getattr(quad.graph_name, "value", "")
                if graph not in self.sources:
                    continue
                graphs.add(graph)
                other = text_of(quad.object if out else quad.subject)
                for kind in self._kinds(quad.predicate.value, other, out):
                    known[kind].things.add(other)
                    known[kind].sources.add(self.sources[graph])
                    kinds_of[other].add(kind)
        self._periods(node, known, kinds_of)
        reading = self.readings.among(graphs)
        found = ZoneCoverage(iri, self._province(iri), reading, known)
        zeros = set()
        for figure in figures(self.reader, [iri]):
            self._figure(figure, found)
            if figure.number == 0 and not figure.is_promise and not figure.is_growth:
                zeros.add(self.reader.entry(figure.indicator).name)
        found.zeros = sorted(zeros)
        self._others(iri, known)
        return found

    def _others(self, iri: str, known: dict[str, Known]) -> None:
        """The facts in sections that are no column of the report."""
        facts = [
            fact
            for fact in (*outgoing(self.reader, iri), *incoming(self.reader, iri))
            if not fact.inferred
        ]
        for section, items in told_items(self.reader, iri, facts).items():
            if (section in known and section != OTHER) or not is_counted(section):
                continue
            for item in items:
                known[OTHER].things.add(f"{section} {item.ident}")
                known[OTHER].sources |= {source.key for source in item.sources}
                if item.state == HELD:
                    known[OTHER].latest_period = max(known[OTHER].latest_period, item.latest)

    def _kinds(self, predicate: str, other: str, out: bool) -> Iterator[str]:
        """The columns in which ``other`` counts for the zone; ``out`` is true if the zone is the
        subject.
        """
        end, column = self.ends.get(predicate, ("", None))
        if end != ("subject" if out else "object"):
            return
        if kind := self._column(other):
            yield kind
        if column:
            yield column.key

    def _column(self, iri: str) -> str:
        """The column in which a thing is counted because of its class; ``""`` if none."""
        # Reader.entry would also read the names, which a count does not need.
        if iri not in self._columns:
            quads = self.reader.store.quads_for_pattern(
                ox.NamedNode(iri), RDF_TYPE, None, DEFAULT_GRAPH
            )
            term = main_class({text_of(quad.object) for quad in quads})
            column = term.covered_as if term else None
            self._columns[iri] = column.key if column else ""
        return self._columns[iri]

    def _periods(
        self, zone: ox.NamedNode, known: dict[str, Known], kinds_of: dict[str, set[str]]
    ) -> None:
        """The latest end of a period among the facts about the zone; plans are left out."""
        store, shapes = self.reader.store, node_shapes()
        told = [shape for shape in shapes.by_class.values() if not shape.is_figure]
        nodes = {
            *nodes_with_subject(store, zone, [shapes.statement]),
            *nodes_with_object(store, zone, told),
        }
        for node in nodes:
            fact = fact_in(store, node, DEFAULT_GRAPH)
            if fact is None or not fact.end or fact.status in PROMISED:
                continue
            for other in {fact.subject.value, fact.object.value}:
                for kind in kinds_of.get(other, ()):
                    known[kind].latest_period = max(known[kind].latest_period, fact.end)

    def _figure(self, figure: Figure, found: ZoneCoverage) -> None:
        known = found.kinds["targets" if figure.is_promise else "figures"]
        keys = {source.key for source in figure.sources}
        known.things.add(figure.iri)
        known.sources |= keys
        if figure.end:
            known.latest_period = max(known.latest_period, figure.end.isoformat())
        if figure.number == 0 and not figure.is_promise:
            counted = self.all_of.fullmatch(self.reader.entry(figure.indicator).zh)
            if counted:
                denied = found.kinds[self.by_name[counted[1]]]
                denied.denied_by |= keys
                denied.sources |= keys

    def _province(self, iri: str) -> str:
        for place in places_of(self.reader, iri):
            classes = self.reader.store.quads_for_pattern(
                ox.NamedNode(place), RDF_TYPE, None, DEFAULT_GRAPH
            )
            if any(text_of(quad.object) == GX + "Province" for quad in classes):
                return self.reader.entry(place).name
        return ""


def _row(generation: Generation, reader: Reader, known: ZoneCoverage) -> dict[str, Any]:
    nothing = 0 if known.reading == READ else None
    denied = [kind for kind in kinds() if known.state(kind) == NONE_STATED]
    cells = {
        kind: len(item.things) or (0 if kind in denied else nothing)
        for kind, item in known.kinds.items()
    }
    return {
        "zone": reader.entry(known.iri).name,
        "province": known.province,
        "reading": known.reading,
        **cells,
        "none_stated": [*denied, *known.zeros],
        "facts": sum(len(item.things) for kind, item in known.kinds.items() if kind != "leading"),
        **_provenance(generation, reader, known.kinds.values()),
        # The due dates of targets do not tell how recent the knowledge is.
        "latest_period": max(
            item.latest_period for kind, item in known.kinds.items() if kind != "targets"
        ),
        "key": generation.minter.key(known.iri),
        "iri": known.iri,
    }


def _provenance(generation: Generation, reader: Reader, items: Iterable[Known]) -> dict[str, Any]:
    """The number of sources, their keys, the latest date and period; ``""`` if there is none."""
    listed = list(items)
    keys = sorted(set().union(*(item.sources for item in listed)))
    dates = [reader.source(generation.minter.source(key).value).date for key in keys]
    return {
        "source_count": len(keys),
        "sources": keys,
        "latest_source_date": max(dates, default=""),
        "latest_period": max((item.latest_period for item in listed), default=""),
    }
