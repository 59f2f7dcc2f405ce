"""Prove that a SPARQL store holds a generation: by counts, by a sample of things, by digests."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox

from gaoxin.errors import MirrorDiverged
from gaoxin.graph.remote.remote_store import RemoteStore
from gaoxin.graph.remote.sparql_results import rows_of
from gaoxin.graph.store.digest import Digest, quad_line, triple_line
from gaoxin.graph.store.generation import Generation
from gaoxin.ontology.rdf_terms import DEFAULT_GRAPH
from gaoxin.progress import Progress

SAMPLE = 1_000
"""About how many things a sample has."""


def check_counts(generation: Generation, store: RemoteStore, *, union: bool) -> None:
    """Compare the number of triples of each graph.

    Raises:
        MirrorDiverged: they differ.
    """
    found = dict(_counts(store))
    if union:
        found.pop("", None)
    wanted = Counter(
        quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        for quad in generation.store.quads_for_pattern(None, None, None, None)
    )
    if union:
        wanted.pop("", None)
    for graph in sorted(found.keys() | wanted.keys()):
        if found.get(graph, 0) != wanted.get(graph, 0):
            raise _differs(
                f"{_graph_zh(graph)}有 {found.get(graph, 0):,} 条三元组，应为 "
                f"{wanted.get(graph, 0):,} 条",
                f"{_graph_en(graph)} has {found.get(graph, 0):,} triples instead of "
                f"{wanted.get(graph, 0):,}",
            )


def _counts(store: RemoteStore) -> Iterator[tuple[str, int]]:
    place = store.connection.place
    texts = (
        'SELECT ("" AS ?g) (COUNT(*) AS ?n) WHERE { ?s ?p ?o }',
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    )
    for text in texts:
        answer = store.connection.query(text, seconds=place.seconds, most=64 << 20)
        for graph, number in rows_of(answer, ("g", "n")):
            name = graph.value if isinstance(graph, (ox.NamedNode, ox.Literal)) else ""
            if name and (name == place.record_graph or not name.startswith(place.graphs)):
                continue
            if isinstance(number, ox.Literal) and number.value.isdecimal():
                yield name, int(number.value)


def check_sample(generation: Generation, store: RemoteStore, *, union: bool) -> int:
    """Compare everything that is said of some things, chosen by the digest; return how many.

    Raises:
        MirrorDiverged: something is missing or too much.
    """
    subjects = _some_subjects(generation)
    for iri in subjects:
        node = ox.NamedNode(iri)
        wanted, found = (
            {
                quad
                for quad in each.quads_for_pattern(node, None, None, None)
                if not union or quad.graph_name != DEFAULT_GRAPH
            }
            for each in (generation.store, store)
        )
        if wanted != found:
            raise _differs(
                f"关于 {iri} 缺 {len(wanted - found)} 条、多 {len(found - wanted)} 条",
                f"of {iri}, {len(wanted - found)} quads are missing and {len(found - wanted)} are "
                "too many",
            )
    return len(subjects)


def _some_subjects(generation: Generation) -> list[str]:
    seed = generation.manifest.digest[:8]
    share = max(1, generation.manifest.triples // (8 * SAMPLE))
    found: dict[str, None] = {}
    for quad in generation.triples():
        iri = getattr(quad.subject, "value", "")
        if iri not in found and zlib.crc32(f"{seed}{iri}".encode()) % share == 0:
            found[iri] = None
    return list(found)


def check_digests(
    generation: Generation, store: RemoteStore, progress: Progress, *, union: bool
) -> str:
    """Read everything back and compare the digests of the named graphs, of what is inferred and,
    without ``union``, of the default graph; return the first.

    Raises:
        MirrorDiverged: they differ.
    """
    manifest = generation.manifest
    ours, inferred = store.connection.place.graphs, generation.minter.inferred
    total, asserted, derived = manifest.quads + manifest.inferred, Digest(), Digest()
    for done, quad in enumerate(store.asserted()):
        graph = getattr(quad.graph_name, "value", "")
        if quad.graph_name == inferred:
            derived.add(triple_line(quad))
        elif graph.startswith(ours):
            asserted.add(quad_line(quad))
        if done % 1_000 == 0:
            progress("verify", done, total)
    if str(asserted) != manifest.digest:
        raise _differs(
            f"摘要是 {str(asserted)[:12]}，应为 {manifest.digest[:12]}",
            f"the digest is {str(asserted)[:12]} instead of {manifest.digest[:12]}",
        )
    known = generation.store.quads_for_pattern(None, None, None, inferred)
    if str(derived) != _sum(known):
        raise _differs("推断的三元组的摘要不同", "the digest of the inferred triples differs")
    if not union:
        there, here = (
            _sum(each.quads_for_pattern(None, None, None, DEFAULT_GRAPH))
            for each in (store, generation.store)
        )
        if there != here:
            raise _differs("默认图的摘要不同", "the digest of the default graph differs")
    return str(asserted)


def _sum(quads: Iterator[ox.Quad]) -> str:
    digest = Digest()
    for quad in quads:
        digest.add(triple_line(quad))
    return str(digest)


def _differs(zh: str, en: str) -> MirrorDiverged:
    return MirrorDiverged(
        f"SPARQL 服务中的内容与这一代不同：{zh}。请运行 gaoxin publish --whole；若写入期间"
        "没有别的程序写入，请检查那台服务器。",
        f"The SPARQL store does not hold this generation: {en}. Run gaoxin publish --whole; if "
        "nothing else writes there, check that server.",
    )


def _graph_zh(graph: str) -> str:
    return f"图 {graph} " if graph else "默认图"


def _graph_en(graph: str) -> str:
    return f"the graph {graph}" if graph else "the default graph"
