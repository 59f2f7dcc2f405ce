"""The default graph stays the union of the named graphs, whatever lines are added and removed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaoxin.graph.store import default_graph, lines
from gaoxin.graph.store.default_graph import union_change, write_lines
from gaoxin.graph.store.lines import held, line_of

names = st.sampled_from(["a", "ab", "a/b", "甲"])
quads = st.sets(
    st.builds(
        lambda s, o, g: ox.Quad(ox.NamedNode(f"x:{s}"), ox.NamedNode("x:p"), o, ox.NamedNode(g)),
        names,
        st.one_of(
            names.map(lambda n: ox.NamedNode(f"x:{n}")),
            st.text(' "\\\n.<>@甲', max_size=3).map(ox.Literal),
            names.map(lambda n: ox.Literal(n, language="zh")),
        ),
        st.sampled_from(["g:a", "g:b", "g:ab"]),
    ),
    max_size=12,
)


@pytest.fixture(autouse=True)
def _small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "IN_MEMORY", 3)
    monkeypatch.setattr(lines, "CHUNK_BYTES", 60)
    monkeypatch.setattr(default_graph, "BULK", 5)
    monkeypatch.setattr(default_graph, "BATCH", 2)


def _line(triple: ox.Triple) -> bytes:
    return f"{triple} .\n".encode()


def _triples(quads: set[ox.Quad]) -> set[ox.Triple]:
    return {quad.triple for quad in quads}


@pytest.mark.parametrize("size", [1, 1_000_000])  # subjects are read at once, or looked up
@settings(deadline=None)
@given(before=quads, after=quads)
def test_the_union_follows_the_named_graphs(
    before: set[ox.Quad], after: set[ox.Quad], size: int
) -> None:
    store = ox.Store()
    store.extend(before)
    store.extend(ox.Quad(*triple) for triple in _triples(before))
    added, removed = (held(sorted(map(line_of, q))) for q in (after - before, before - after))
    with tempfile.TemporaryDirectory() as folder:
        write_lines(store, [added], removed, default=False)
        change = union_change(store, added, removed, Path(folder), before=size if before else 0)
        known = {quad.subject for quad in before}
        came = _triples(after) - _triples(before)
        assert list(change.fresh) == sorted(_line(t) for t in came if t.subject not in known)
        assert list(change.gained) == sorted(_line(t) for t in came if t.subject in known)
        assert list(change.lost) == sorted(map(_line, _triples(before) - _triples(after)))
        assert change.growth == len(_triples(after)) - len(_triples(before))
        write_lines(store, change.came, change.lost, default=True)
        default = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        assert {quad.triple for quad in default} == _triples(after)
