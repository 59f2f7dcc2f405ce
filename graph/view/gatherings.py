"""Pictures of many things: all members of a class in blocks, all that a source says, the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from statistics import fmean

import pyoxigraph as ox

from gaoxin.errors import BadParameter, UnresolvedName
from gaoxin.graph.appearance.palette import line_kind
from gaoxin.graph.facts.finding import Finding
from gaoxin.graph.facts.reader import Readable, Reader, text_of
from gaoxin.graph.lookup.brief_names import brief_english, brief_name
from gaoxin.graph.lookup.coordinates import coordinates
from gaoxin.graph.lookup.thing import class_labels_of
from gaoxin.graph.view.arrangement import Arrangement, NamedBlock, Title
from gaoxin.graph.view.communities import communities
from gaoxin.graph.view.subgraph import Subgraph, fill
from gaoxin.language import counted
from gaoxin.ontology.rdf_terms import ALTERNATIVE, DEFAULT_GRAPH, RDF_TYPE
from gaoxin.ontology.term_names import class_named, relation_named
from gaoxin.ontology.terms import vocabulary

PROVINCE, INDUSTRY = "province", "industry"
_WORDS = {"省": PROVINCE, "省份": PROVINCE, "产业": INDUSTRY, "主导产业": INDUSTRY}
# Where a thing says nothing of its province, it may lie in something that does (an enterprise in a
# zone): so many steps up.
_STEPS_UP = 3
# A thing that a source says so much about has blocks of its own.
_SUBJECT = 5


def members(reader: Reader, cls: str) -> list[str]:
    """The IRIs of all things of a class, its subclasses included; of zones the national ones.

    Raises:
        UnknownTerm: there is no such class.
    """
    term = class_named(cls)
    # People who say "zones" mean the national ones, as everywhere else (``coverage``).
    iri = vocabulary().classes["NationalZone"].iri if term.name == "Zone" else term.iri
    quads = reader.store.quads_for_pattern(None, RDF_TYPE, ox.NamedNode(iri), DEFAULT_GRAPH)
    return sorted(
        {text_of(quad.subject) for quad in quads if reader.is_thing(text_of(quad.subject))}
    )


def class_picture(
    generation: Readable, cls: str, by: str = PROVINCE, *, limit: int = 20_000
) -> tuple[Subgraph, Arrangement]:
    """All members of a class: by province, by industry, or by any relation.

    Raises:
        UnknownTerm: there is no such class or relation.
        BadParameter: the class has no members.
    """
    reader = Reader(generation)
    things = members(reader, cls)
    if not things:
        raise BadParameter(
            f"图谱中没有这一类的事物：{cls}。gaoxin search 可查有哪些。",
            f"The graph has no things of this class: {cls}. Look for some with gaoxin search.",
        )
    by = _WORDS.get(by, by)
    if by == PROVINCE:
        groups = {iri: _provinces(reader, iri) for iri in things}
    else:
        groups = _by_relation(reader, things, _relation_for(reader, things, by))
    kept = things[:limit]
    blocks = _blocks(reader, kept, groups, on_map=by == PROVINCE)
    drawn = dict.fromkeys(kept, 0)
    for block in blocks:
        drawn.update((iri, 0) for iri in block.members)
    heads = {head for found in groups.values() for head in found}
    drawn.update((iri, 1) for iri in heads if iri not in drawn)
    found = Subgraph([], 1, limit, left_out=len(things) - len(kept))
    fill(reader, found, drawn, {term.name for term in reader.relations.values()}, {})
    return found, Arrangement("blocks", tuple(blocks))


def _relation_for(reader: Reader, things: Iterable[str], by: str) -> set[str]:
    """The relation that ``by`` means for these things, as IRIs."""
    if by != INDUSTRY:
        return {relation_named(by, reader.relations.values()).iri}
    used = {relation for iri in things for _, relation, out in reader.links(iri) if out}
    for name in ("leadingIndustry", "operatesIn", "hasIndustry"):
        iri = vocabulary().properties[name].iri
        if iri in used:
            return {iri}
    return {vocabulary().properties["hasIndustry"].iri}


def _by_relation(reader: Reader, things: Iterable[str], chosen: set[str]) -> dict[str, set[str]]:
    return {
        iri: {other for other, relation, out in reader.links(iri) if out and relation in chosen}
        for iri in things
    }


def _provinces(reader: Reader, iri: str) -> set[str]:
    """The province of a thing; a municipality, which lies in none, stands for itself."""
    located = {vocabulary().properties["locatedIn"].iri}
    level, top = {iri}, set[str]()
    for _ in range(_STEPS_UP):
        above = _by_relation(reader, level, located)
        level = set().union(*above.values())
        found = {place for place in level if reader.entry(place).cls == "Province"}
        if found:
            return found
        top = {place for place, higher in above.items() if place != iri and not higher} or top
        if not level:
            break
    return {place for place in top if _is_division(reader.entry(place).cls)}


def _is_division(cls: str) -> bool:
    term = vocabulary().classes.get(cls)
    return term is not None and "AdministrativeDivision" in (cls, *term.parents)


def _blocks(
    reader: Reader, things: list[str], groups: dict[str, set[str]], *, on_map: bool
) -> list[NamedBlock]:
    """One block for each head, the largest first; heads with one member share a block."""
    inside: dict[str, list[str]] = defaultdict(list)
    for iri in things:
        for head in sorted(groups[iri]):
            inside[head].append(iri)
    ordered = sorted(inside, key=lambda head: (-len(inside[head]), reader.entry(head).name))
    blocks = []
    alone = []
    for head in ordered:
        entry = reader.entry(head)
        if len(inside[head]) == 1 and not on_map:
            alone.append(head)
            continue
        place = _middle(reader, inside[head]) if on_map else None
        zh, en = entry.zh or entry.name, entry.en or entry.name
        blocks.append(NamedBlock(zh, en, tuple(inside[head]), place))
    if alone:
        blocks.append(NamedBlock("只与一个相连的", "linked with one only", tuple(alone)))
    nowhere = tuple(iri for iri in things if not groups[iri])
    if nowhere:
        blocks.append(NamedBlock("没有来源说到", "no source says", nowhere))
    return blocks


def _middle(reader: Reader, iris: Iterable[str]) -> tuple[float, float] | None:
    """The mean longitude and latitude of things, in degrees; ``None`` if none has coordinates."""
    found = [place for iri in iris if (place := coordinates(reader, iri)) is not None]
    if not found:
        return None
    return round(fmean(lon for lon, _ in found), 3), round(fmean(lat for _, lat in found), 3)


def source_picture(
    generation: Readable, key: str, *, limit: int = 1000
) -> tuple[Subgraph, Arrangement, Title]:
    """Everything that one source says, by kind, and the title of the source.

    Raises:
        UnresolvedName: no fact has this source.
    """
    reader = Reader(generation)
    graphs = [
        graph
        for graph in reader.store.named_graphs()
        if (source := reader.source_of(text_of(graph))) is not None and source.key == key
    ]
    degree: dict[str, int] = defaultdict(int)
    for graph in graphs:
        for quad in reader.store.quads_for_pattern(None, None, None, graph):
            for end in (quad.subject, quad.object):
                if isinstance(end, ox.NamedNode) and reader.entry(text_of(end)).cls:
                    degree[text_of(end)] += 1
    things = [iri for iri in degree if reader.is_thing(iri)]
    if not things:
        raise UnresolvedName(
            f"没有来源「{key}」的事实；gaoxin sources 列出所有来源的键。",
            f"No fact has the source {key!r}; gaoxin sources lists the keys of all sources.",
            name=key,
        )
    ranked = sorted(things, key=lambda iri: (-degree[iri], iri))
    found = Subgraph([], 1, limit, left_out=max(0, len(ranked) - limit))
    relations = {term.name for term in reader.relations.values()}
    fill(reader, found, dict.fromkeys(ranked[:limit], 0), relations, {})
    found.edges[:] = [edge for edge in found.edges if _says(edge, key)]
    ends = {end for edge in found.edges for end in (edge.subject, edge.object)}
    nodes = [
        replace(node, facts=tuple(f for f in node.facts if _says(f, key))) for node in found.nodes
    ]
    found.nodes[:] = [node for node in nodes if node.iri in ends or node.facts]
    told = [fact for node in found.nodes for fact in node.facts] + found.edges
    title = next((s.title for fact in told for s in fact.sources if s.key == key), "") or key
    return found, Arrangement("blocks", _by_subject(reader, found)), Title(title, title)


def _says(fact: Finding, key: str) -> bool:
    return any(source.key == key for source in fact.sources)


def _by_subject(reader: Reader, found: Subgraph) -> tuple[NamedBlock, ...]:
    """What the source says, by the things that it says most about, and the kind of the others."""
    about: dict[str, list[Finding]] = defaultdict(list)
    for edge in found.edges:
        about[edge.subject].append(edge)
    blocks: list[NamedBlock] = []
    placed: set[str] = set()
    for subject in sorted(about, key=lambda iri: (-len(about[iri]), iri)):
        if len(about[subject]) < _SUBJECT:
            break
        placed.add(subject)
        head = reader.entry(subject)
        kinds: dict[str, dict[str, bool]] = defaultdict(dict)
        for edge in about[subject]:
            planned = line_kind(edge.status, inferred=edge.inferred) == "planned"
            kind = kinds[reader.entry(edge.object).cls]
            kind[edge.object] = planned and kind.get(edge.object, True)
        for cls, objects in kinds.items():
            zh, en = class_labels_of(cls)
            placed.update(objects)
            name = brief_name(head.zh or head.name, reader.labels(subject, ALTERNATIVE))
            planned_ones = tuple(iri for iri, planned in objects.items() if planned)
            blocks.append(
                NamedBlock(
                    f"{name} {zh}",
                    f"{brief_english(head.en) or name}: {en}",
                    tuple(objects),
                    planned=planned_ones,
                )
            )
    rest = [node for node in found.nodes if node.iri not in placed]
    for cls in dict.fromkeys(node.cls for node in rest):
        zh, en = class_labels_of(cls)
        others = tuple(node.iri for node in rest if node.cls == cls)
        blocks.append(NamedBlock(f"其他{zh}", f"other: {en}", others))
    return tuple(blocks)


def whole_picture(generation: Readable, *, limit: int = 20_000) -> tuple[Subgraph, Arrangement]:
    """All things with their relations, as communities.

    If there are more than ``limit``, the best connected are kept.
    """
    reader = Reader(generation)
    things = {
        text_of(quad.subject)
        for quad in reader.store.quads_for_pattern(None, RDF_TYPE, None, DEFAULT_GRAPH)
        if isinstance(quad.subject, ox.NamedNode) and reader.is_thing(text_of(quad.subject))
    }
    links = {iri: {other for other, _, _ in reader.links(iri)} for iri in sorted(things)}
    ranked = sorted(links, key=lambda iri: (-len(links[iri]), iri))
    kept = [iri for iri in ranked[:limit] if links[iri]]
    found = Subgraph([], 0, limit, left_out=max(0, len(ranked) - limit))
    relations = {term.name for term in reader.relations.values()}
    fill(reader, found, dict.fromkeys(kept, 0), relations, {})
    notes: tuple[tuple[str, str], ...] = ()
    alone = sum(1 for iri in ranked[:limit] if not links[iri])
    if alone:
        notes = (
            (
                f"另有 {alone} 个事物与其他事物没有关系，未画出。",
                f"{counted(alone, 'more thing')} without a relation, not drawn.",
            ),
        )
    groups = communities(kept, ((edge.subject, edge.object) for edge in found.edges))
    return found, Arrangement("discs", communities=groups, notes=notes)


def class_title(cls: str, by: str) -> Title:
    """The title of :func:`class_picture`."""
    term = class_named(cls)
    if term.name == "Zone":
        term = vocabulary().classes["NationalZone"]
    by = _WORDS.get(by, by)
    if by == PROVINCE:
        return Title(f"各省{term.label_zh}", f"{term.label_en}: by province")
    if by == INDUSTRY:
        leading = term.name == "NationalZone"
        return Title(
            f"{term.label_zh}与{'主导' if leading else ''}产业",
            f"{term.label_en}: by {'leading ' if leading else ''}industry",
        )
    found = relation_named(by, vocabulary().properties.values())
    return Title(f"{term.label_zh}：按{found.label_zh}", f"{term.label_en}: by {found.label_en}")
