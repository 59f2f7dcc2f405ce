"""Sorted lines: sorting, merging and comparing give what sets would, in memory and in files."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaoxin.graph.store import lines as module
from gaoxin.graph.store.lines import (
    NOTHING,
    AmendedLines,
    Lines,
    by_subject,
    compare,
    gathered,
    held,
    line_of,
    merged,
    parts_of,
    quads_of_lines,
    read_chunks,
    sort_lines,
    triple_of,
    union,
    write_packed,
)

names = st.sampled_from(["a", "ab", "a/b", "甲", "z"])
quads = st.builds(
    lambda s, p, o, g: ox.Quad(
        ox.NamedNode(f"x:{s}"), ox.NamedNode(f"p:{p}"), o, ox.NamedNode(f"g:{g}")
    ),
    names,
    st.sampled_from("pq"),
    st.one_of(
        names.map(lambda n: ox.NamedNode(f"x:{n}")),
        st.text(' "\\\n.<>@a甲', max_size=4).map(ox.Literal),
        names.map(lambda n: ox.Literal(n, language="zh")),
    ),
    st.sampled_from("gh"),
)
texts = st.sets(quads.map(line_of), max_size=30)


@pytest.fixture(autouse=True)
def _small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IN_MEMORY", 7)
    monkeypatch.setattr(module, "CHUNK_BYTES", 60)


def _sorted(texts: set[bytes], folder: str) -> Lines:
    lines = sort_lines([*texts, *texts], Path(folder))
    assert len(lines) == len(texts)
    assert list(lines) == list(lines) == sorted(texts)
    return lines


@given(texts, texts)
def test_lines_behave_as_sets(left: set[bytes], right: set[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        a, b = _sorted(left, folder), _sorted(right, folder)
        added, removed = compare(a, b, Path(folder))
        assert (list(added), list(removed)) == (sorted(right - left), sorted(left - right))
        assert (len(added), len(removed)) == (len(right - left), len(left - right))
        assert list(union((a, b, a), Path(folder))) == sorted(left | right)
        together = list(merged(lines.chunks() for lines in (a, b, a)))
        assert [line for chunk in together for line in chunk] == sorted(left | right)
        write_packed(a.chunks(), Path(folder) / "x.nq.gz")
        again = gathered(read_chunks(Path(folder) / "x.nq.gz"), Path(folder))
        assert (list(again), len(again)) == (sorted(left), len(left))


@given(texts, texts, texts)
def test_amended_lines_are_those_after_a_change(
    before: set[bytes], more: set[bytes], fewer: set[bytes]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        some = (before, more - before, before & fewer)
        amended = AmendedLines(*(_sorted(lines, folder) for lines in some))
        expected = sorted((before - fewer) | (more - before))
        assert list(amended) == list(amended) == expected
        assert len(amended) == len(expected)


@given(st.sets(quads, max_size=20))
def test_a_line_is_taken_apart_as_it_was_written(some: set[ox.Quad]) -> None:
    lines = sorted(map(line_of, some))
    assert set(quads_of_lines(lines)) == some
    for line in lines:
        quad = next(quads_of_lines([line]))
        assert parts_of(line) == tuple(
            str(part).encode()
            for part in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        )
        assert triple_of(line) == f"{quad.subject} {quad.predicate} {quad.object}".encode()
    subjects = [subject for subject, _ in by_subject(lines)]
    assert len(subjects) == len({quad.subject for quad in some})


@given(st.sets(quads, max_size=30))
def test_triples_keep_the_order_of_their_lines(some: set[ox.Quad]) -> None:
    triples = [triple_of(line) + b" .\n" for line in sorted(map(line_of, some))]
    assert triples == sorted(triples)


def test_nothing_has_no_chunks() -> None:
    assert list(NOTHING.chunks()) == []
    assert not len(NOTHING)
    assert list(merged([])) == []
    assert list(held([b"a"]).chunks()) == [[b"a"]]


def test_temporary_files_do_not_pile_up(tmp_path: Path) -> None:
    lines = sort_lines((b"%05d" % number for number in range(100)), tmp_path)
    assert lines.path is not None
    assert list(tmp_path.iterdir()) == [lines.path]
