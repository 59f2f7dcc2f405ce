"""The mirror digest that lines update equals that of the whole graph."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.graph.store.default_graph import union_change, write_lines
from gaoxin.graph.store.digest import Digest, MirroredTerms, attribution_line, triple_line
from gaoxin.graph.store.lines import held, line_of
from gaoxin.graph.store.manifest import Dataset
from gaoxin.graph.store.mirror_digest import MirrorDigest, whole_mirror_digest
from gaoxin.ontology.namespaces import DCT, GX, RDF_TYPE_IRI, SKOS
from gaoxin.ontology.terms import vocabulary

# Source s has two graphs, so the sources of its triples must be looked up; t has one.
DATASETS: dict[str, Dataset] = {
    key: Dataset("rdf", "", "", 0, 0, graphs)
    for key, graphs in {"d": {"s": "x:d/s", "t": "x:d/t"}, "e": {"s": "x:e/s"}}.items()
}
SOURCE_OF = {iri: source for d in DATASETS.values() for source, iri in d.graphs.items()}
names = st.sampled_from([ox.NamedNode(f"x:{name}") for name in "abc"])
quads = st.sets(
    st.builds(
        lambda s, pair, g: ox.Quad(s, ox.NamedNode(pair[0]), pair[1], ox.NamedNode(g)),
        names,
        st.one_of(
            st.tuples(
                st.sampled_from([f"{GX}locatedIn", f"{GX}hostedBy", f"{DCT}title", "x:p"]), names
            ),
            st.tuples(
                st.just(RDF_TYPE_IRI),
                st.sampled_from([ox.NamedNode(GX + n) for n in ("Zone", "Statement", "Odd")]),
            ),
            st.tuples(st.just(f"{SKOS}prefLabel"), st.just(ox.Literal("甲", language="zh"))),
        ),
        st.sampled_from(sorted(SOURCE_OF)),
    ),
    max_size=14,
)


def _whole(quads: set[ox.Quad]) -> str:
    terms, digest = MirroredTerms(vocabulary()), Digest()
    triples = {quad.triple for quad in quads}
    digest.add_all(triple_line(t) for t in triples if terms.is_mirrored(t))
    digest.add_all(
        {
            attribution_line(quad, SOURCE_OF[str(quad.graph_name)[1:-1]])
            for quad in quads
            if terms.is_attributed(quad)
        }
    )
    return str(digest)


def _store(quads: set[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    store.extend(ox.Quad(*quad.triple) for quad in quads)
    return store


@settings(deadline=None, max_examples=150)
@given(quads, quads, st.booleans())
def test_lines_update_the_digest(
    before: set[ox.Quad], after: set[ox.Quad], has_single_sources_only: bool
) -> None:
    datasets: Mapping[str, Dataset] = DATASETS
    if has_single_sources_only:
        before, after = (
            {quad for quad in some if quad.graph_name != ox.NamedNode("x:e/s")}
            for some in (before, after)
        )
        datasets = {"d": DATASETS["d"]}
    old, new = _store(before), _store(before)
    added, removed = (held(sorted(map(line_of, q))) for q in (after - before, before - after))
    write_lines(new, [added], removed, default=False)
    with tempfile.TemporaryDirectory() as folder:
        change = union_change(new, added, removed, Path(folder), before=len(before))
    digest = MirrorDigest(_whole(before), (old, datasets), (new, datasets))
    digest.triples(change.came, change.lost)
    digest.attributions(added, removed)
    assert str(digest) == _whole(after)


@given(quads)
def test_a_digest_from_the_store_alone_is_the_same(quads: set[ox.Quad]) -> None:
    assert whole_mirror_digest(_store(quads), DATASETS) == _whole(quads)


def test_a_relation_that_repeats_its_inverse_is_not_mirrored() -> None:
    terms, thing = MirroredTerms(vocabulary()), ox.NamedNode("x:a")
    for name, is_mirrored in (("hosts", True), ("hostedBy", False), ("issuedBy", False)):
        triple = ox.Triple(thing, ox.NamedNode(GX + name), thing)
        assert terms.is_mirrored(triple) is terms.is_attributed(triple) is is_mirrored
