"""Patches: joined, undone, written and read; and the lines that digests sum."""

from __future__ import annotations

import gzip
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.graph.store.digest import (
    Digest,
    MirroredTerms,
    attribution_line,
    line_number,
    quad_line,
    triple_line,
)
from gaoxin.graph.store.patch import PATCH_FILES, Patch, files_in, quads_in
from gaoxin.ontology.namespaces import GX, RDF, SKOS
from gaoxin.ontology.terms import vocabulary

N = ox.NamedNode


def quad(name: str) -> ox.Quad:
    return ox.Quad(N(f"x:{name}"), N("x:p"), ox.Literal("甲\n", language="zh"), N("x:g"))


def between(before: set[ox.Quad], after: set[ox.Quad]) -> Patch:
    return Patch(after - before, before - after)


def test_two_patches_as_one_lead_to_the_same_graph() -> None:
    # a quad is in each of three generations or not: eight kinds of quads, all at once
    history = {quad("".join(map(str, kind))): kind for kind in product([0, 1], repeat=3)}
    first, second, third = ({q for q, kind in history.items() if kind[n]} for n in range(3))
    joined = between(first, second).then(between(second, third))
    assert joined == between(first, third)
    assert joined.added.isdisjoint(joined.removed)
    assert joined.inverted() == between(third, first)
    assert Patch().then(joined) == joined.then(Patch()) == joined
    assert joined.then(joined.inverted()) == Patch()


def test_a_patch_is_true_if_it_changes_anything() -> None:
    assert not Patch()
    assert Patch({quad("a")}, set())
    assert Patch(set(), {quad("a")})


def test_the_inverse_is_a_copy() -> None:
    patch = Patch({quad("a")}, {quad("b")})
    patch.inverted().removed.clear()
    assert patch.added == {quad("a")}


def test_what_is_written_is_read_again_and_does_not_depend_on_order(tmp_path: Path) -> None:
    names = ["c", "a", "b", "d"]
    contents = set()
    for number, order in enumerate((names, names[::-1])):
        folder = tmp_path / str(number)
        folder.mkdir()
        patch = Patch({quad(n) for n in order}, {quad("z"), quad("y")})
        patch.write(folder)
        assert sorted(p.name for p in folder.iterdir()) == sorted(PATCH_FILES)
        assert Patch.read(folder) == patch
        contents.add(tuple((folder / name).read_bytes() for name in PATCH_FILES))
        assert files_in(folder) == (folder / "added.nq.gz", folder / "removed.nq.gz")
        added, removed = quads_in(folder)
        assert list(added) == [quad(n) for n in "abcd"]
        assert list(removed) == [quad("y"), quad("z")]
        lines = gzip.decompress((folder / "removed.nq.gz").read_bytes()).decode().splitlines()
        assert lines == [f"{quad(n)} ." for n in "yz"]
    assert len(contents) == 1


def test_an_empty_patch_has_two_empty_files(tmp_path: Path) -> None:
    Patch().write(tmp_path)
    assert Patch.read(tmp_path) == Patch()


# -- digests ------------------------------------------------------------------------------


def test_a_digest_is_the_sum_of_hashes() -> None:
    one = int("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", 16)  # of "a"
    assert line_number("a") == one
    assert str(Digest()) == "0" * 64
    digest = Digest()
    digest.add("a")
    assert str(digest) == f"{one:064x}"
    digest.add_all(["a", "b"])
    assert str(digest) == f"{(2 * one + line_number('b')) % 2**256:064x}"
    digest.remove("a")
    again = Digest(str(digest))
    again.remove("a")
    assert str(again) == f"{line_number('b'):064x}"
    again.remove("b")
    again.remove("a")
    assert str(again) == f"{2**256 - one:064x}"
    assert str(again) == str(again)


def test_the_lines_that_are_summed() -> None:
    q = quad("a")
    assert quad_line(q) == '<x:a> <x:p> "甲\\n"@zh <x:g>'
    assert triple_line(q) == triple_line(q.triple) == '<x:a> <x:p> "甲\\n"@zh'
    assert attribution_line(q, "s") == triple_line(q) + "\ts"


@pytest.mark.parametrize(
    ("predicate", "object_", "mirrored", "attributed"),
    [
        (RDF + "type", N(GX + "Zone"), True, False),
        (RDF + "type", N(GX + "Statement"), True, True),
        (RDF + "type", N(GX + "Position"), True, True),
        (RDF + "type", N("x:Foreign"), False, False),
        (RDF + "type", ox.Literal(GX + "Statement"), True, True),
        (GX + "hosts", N("x:b"), True, True),
        (GX + "hosts", ox.Literal("b"), True, False),
        (GX + "approved", ox.Literal("1991"), True, False),
        (SKOS + "prefLabel", ox.Literal("甲"), True, False),
        (GX + "holder", N("x:b"), True, False),
        (RDF + "subject", N("x:b"), True, False),
        (GX + "about", N("x:b"), True, False),
        ("x:foreign", N("x:b"), False, False),
    ],
)
def test_what_the_mirror_holds_and_attributes(
    predicate: str, object_: ox.NamedNode | ox.Literal, mirrored: bool, attributed: bool
) -> None:
    terms = MirroredTerms(vocabulary())
    triple = ox.Triple(N("x:a"), N(predicate), object_)
    assert terms.is_mirrored(triple) is mirrored
    assert terms.is_attributed(triple) is attributed
