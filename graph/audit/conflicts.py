"""Conflicts between sources: on figures, on single-valued attributes, on posts held by one person,
and on the identifiers of firms (:mod:`.code_clashes`).  On attributes and identifiers a source may
also contradict itself.

A conflict is reported with all its sides and never resolved here.  ``degree`` is ``contradicts`` if
the sides cannot all be true, and ``may_agree`` if they differ as written but could all be true
("more than 1000" and 1010).  Claims about different or unknown periods are not a conflict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any

import pyoxigraph as ox

from gaoxin.graph.audit.code_clashes import code_clashes
from gaoxin.graph.audit.conflict_sides import CONTRADICTS, MAY_AGREE, Conflict, Side
from gaoxin.graph.facts.figures import Figure, figures, source_columns
from gaoxin.graph.facts.finding import Finding, outgoing
from gaoxin.graph.facts.node_lookup import fact_in, nodes_of
from gaoxin.graph.facts.node_shapes import node_shapes
from gaoxin.graph.facts.reader import Readable, Reader, text_of
from gaoxin.graph.facts.spans import same_unit
from gaoxin.graph.lookup.thing import label_of
from gaoxin.language import counted, say
from gaoxin.model import Answer
from gaoxin.ontology.namespaces import GX
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH
from gaoxin.ontology.terms import PropertyTerm, vocabulary

COLUMNS = [
    "conflict",
    "kind",
    "degree",
    "subject",
    "what",
    "value",
    "unit",
    "time",
    "status",
    "qualifier",
    "source",
    "source_title",
    "source_date",
    "grade",
    "subject_iri",
    "iri",
]

_POST = "holdsPosition"
_HEADS = re.compile(
    r"(书记|主任|局长|厅长|部长|市长|省长|区长|县长|州长|镇长|师长|董事长|理事长|总经理|总裁|院长|校长|所长|"
    r"会长|主席|秘书长|行长|社长|馆长|首席执行官|首席科学家|CEO|组长|站长)$",
    re.IGNORECASE,
)
_NOT_ONE = re.compile(r"副|助理|原|前|名誉|委员|成员|联席|车间|科室|办公室主任|执行(?!官)")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_MARKS = re.compile(r"[\s,，。.、;；()（）\-—]+")


def conflicts(generation: Readable, thing: str | None = None) -> Answer:
    """All conflicts, one row for each side (:data:`COLUMNS`), contradictions first.

    If ``thing`` (an IRI) is given, only conflicts about it and about posts in it or held by it.
    """
    reader = Reader(generation)
    found = [
        *_figures(reader, thing),
        *_attributes(reader, thing),
        *_posts(reader, thing),
    ]
    if names := getattr(generation, "names", None):
        found += code_clashes(reader, names, thing)
    found.sort(key=lambda c: (c.degree, c.kind, reader.entry(c.subject).name, c.what, c.subject))
    rows: list[dict[str, Any]] = []
    for number, conflict in enumerate(found, 1):
        for side in conflict.sides:
            rows.append(
                {
                    "conflict": number,
                    "kind": conflict.kind,
                    "degree": conflict.degree,
                    "subject": reader.entry(conflict.subject).name,
                    "what": conflict.what,
                    "value": side.value,
                    "unit": side.unit,
                    "time": side.time,
                    "status": side.status,
                    "qualifier": side.qualifier,
                    **source_columns(side.sources),
                    "subject_iri": conflict.subject,
                    "iri": side.iri,
                }
            )
    sure = sum(conflict.degree == CONTRADICTS for conflict in found)
    answer = Answer(list(COLUMNS), rows)
    answer.notes.append(
        say(
            f"相互矛盾 {sure} 处，写法不同而可能都对 {len(found) - sure} 处。",
            f"{counted(sure, 'contradiction')}, {len(found) - sure} that may both be true.",
        )
    )
    return answer


def _figures(reader: Reader, thing: str | None) -> Iterator[Conflict]:
    groups: dict[object, list[Figure]] = defaultdict(list)
    for figure in figures(reader, None if thing is None else [thing]):
        if figure.number is None or not figure.time:
            continue
        period = (figure.start, figure.end) if figure.start or figure.end else figure.time
        stance = "promised" if figure.is_promise else figure.status
        key = (figure.subject, figure.indicator, period, stance, figure.is_growth)
        groups[key].append(figure)
    for said in sorted(groups, key=str):
        for group in _of_one_unit(groups[said]):
            if len({figure.number for figure in group}) < 2 or not _by_two(group):
                continue
            pairs = [(a, b) for a, b in combinations(group, 2) if a.number != b.number]
            sure = any(_apart(a, b) for a, b in pairs if _by_two((a, b)))
            sides = sorted(group, key=lambda f: (f.number or 0, f.comparator, f.iri))
            yield Conflict(
                "figure",
                CONTRADICTS if sure else MAY_AGREE,
                group[0].subject,
                reader.entry(group[0].indicator).name,
                tuple(
                    Side(f.written, f.sources, f.unit, f.time, f.status, f.qualifier, f.iri)
                    for f in sides
                ),
            )


def _of_one_unit(group: Sequence[Figure]) -> list[list[Figure]]:
    parts: list[list[Figure]] = []
    for figure in group:
        part = next((p for p in parts if same_unit(p[0].base_unit, figure.base_unit)), None)
        if part is None:
            parts.append([figure])
        else:
            part.append(figure)
    return parts


def _by_two(sides: Sequence[Figure] | Sequence[Side]) -> bool:
    """False if all sides come from the same single source, which is then not a conflict of
    sources.
    """
    keys = [frozenset(source.key for source in side.sources) for side in sides]
    return any(a != b or len(a) > 1 for a, b in combinations(keys, 2))


def _apart(a: Figure, b: Figure) -> bool:
    first, second = a.span, b.span
    return first is not None and second is not None and first.is_apart(second)


def _attributes(reader: Reader, thing: str | None) -> Iterator[Conflict]:
    subject = None if thing is None else ox.NamedNode(thing)
    for term in vocabulary().properties.values():
        if not term.single_valued:
            continue
        predicate = ox.NamedNode(term.iri)
        values: dict[str, set[str]] = defaultdict(set)
        for quad in reader.store.quads_for_pattern(subject, predicate, None, DEFAULT_GRAPH):
            values[text_of(quad.subject)].add(text_of(quad.object))
        for iri in sorted(values):
            if len(values[iri]) > 1:
                yield from _attribute(reader, iri, term)


def _attribute(reader: Reader, iri: str, term: PropertyTerm) -> Iterator[Conflict]:
    """The conflicts of one attribute: values for the same time that cannot mean the same.

    A source that says both contradicts itself, as a list that has a firm twice.
    """
    told = [
        fact
        for fact in outgoing(reader, iri)
        if fact.predicate == term.name and fact.status in ("", "actual") and not fact.inferred
    ]
    sides = [
        Side(f.text, f.sources, f.unit or term.unit, f.time, f.status, f.qualifier, f.iri)
        for f in sorted(told, key=lambda f: (f.text, f.time, f.iri))
    ]
    pairs = [
        (a, b)
        for a, b in combinations(sides, 2)
        if (term.single_valued == "always" or a.time == b.time)
        and not _same_value(a.value, b.value)
        and (term.single_valued != "usually" or _by_two((a, b)))
    ]
    if pairs:
        involved = {side for pair in pairs for side in pair}
        may_agree = term.single_valued == "usually"
        yield Conflict(
            "attribute",
            MAY_AGREE if may_agree else CONTRADICTS,
            iri,
            label_of(term.name),
            tuple(side for side in sides if side in involved),
        )


def _same_value(a: str, b: str) -> bool:
    """Whether two values agree; one may be less precise than the other (1991 and 1991-03)."""
    if _DATE.fullmatch(a) and _DATE.fullmatch(b):
        return a.startswith(b) or b.startswith(a)
    return _MARKS.sub("", a).casefold() == _MARKS.sub("", b).casefold()


def _posts(reader: Reader, thing: str | None) -> Iterator[Conflict]:
    holders: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for person in sorted(_holders(reader, thing)):
        for fact in outgoing(reader, person):
            if fact.predicate == _POST and fact.status in ("", "actual"):
                title = _MARKS.sub("", fact.title)
                if is_of_one(title):
                    holders[fact.object, title].append(fact)
    for (organization, title), facts in sorted(holders.items()):
        pairs = [
            (a, b) for a, b in combinations(facts, 2) if a.subject != b.subject and _overlap(a, b)
        ]
        clashing = {fact for pair in pairs for fact in pair}
        if not clashing or (
            thing not in (None, organization) and thing not in {f.subject for f in clashing}
        ):
            continue
        sides = sorted(clashing, key=lambda f: (reader.entry(f.subject).name, f.time, f.iri))
        yield Conflict(
            "post",
            CONTRADICTS if any(_at_once(a, b) for a, b in pairs) else MAY_AGREE,
            organization,
            title,
            tuple(
                Side(
                    reader.entry(f.subject).name,
                    f.sources,
                    "",
                    f.time,
                    f.status,
                    f.qualifier,
                    f.iri,
                )
                for f in sides
            ),
        )


def _holders(reader: Reader, thing: str | None) -> set[str]:
    """All holders of posts; if ``thing`` is given, only in it and in the organizations where it
    has one.
    """
    store, post = reader.store, node_shapes().stating(GX + _POST)
    if thing is None:
        stated = (fact_in(store, node, DEFAULT_GRAPH) for node in nodes_of(store, [post]))
        return {fact.subject.value for fact in stated if fact is not None}
    holds = ox.NamedNode(GX + _POST)
    organizations = {thing} | {
        text_of(quad.object)
        for quad in store.quads_for_pattern(ox.NamedNode(thing), holds, None, DEFAULT_GRAPH)
    }
    return {
        text_of(quad.subject)
        for organization in organizations
        for quad in store.quads_for_pattern(None, holds, ox.NamedNode(organization), DEFAULT_GRAPH)
    }


def is_of_one(title: str) -> bool:
    """Whether only one person at a time holds a post with this title (书记, not 副书记)."""
    return bool(_HEADS.search(title)) and not _NOT_ONE.search(title)


def _overlap(a: Finding, b: Finding) -> bool:
    """Whether the two periods have a day in common; false if one is unknown."""
    if not (a.start or a.end) or not (b.start or b.end):
        return False
    far = date.max.isoformat()
    return max(a.start, b.start) <= min(a.end or far, b.end or far)


def _at_once(a: Finding, b: Finding) -> bool:
    """Whether both certainly held the post on the same day; "in 2022" twice may mean one after the
    other.

    An interval (``2020/2023``) covers all its days, so any period within it overlaps for certain.
    Where an end is open (``../2022``) nobody can tell how far the period reaches.
    """
    same_day = a.start == a.end == b.start == b.end != ""
    return same_day or any(
        "/" in whole.time
        and "" < whole.start <= part.start
        and part.end
        and whole.end
        and part.end <= whole.end
        for whole, part in ((a, b), (b, a))
    )
