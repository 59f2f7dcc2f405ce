"""Patches: joined, undone, written and read; and the lines that digests sum."""

from __future__ import annotations

import gzip
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.errors import BadParameter, StoreCorrupt
from gaoxin.graph.store import find_damage
from gaoxin.graph.store.digest import (
    Digest,
    MirroredTerms,
    attribution_line,
    line_number,
    quad_line,
    triple_line,
)
from gaoxin.graph.store.patch import PATCH_FILES, Patch, files_in, quads_in
from gaoxin.graph.store.sealing import sum_of
from gaoxin.graph.store.store import Store
from gaoxin.ontology.namespaces import GX, RDF, SKOS
from gaoxin.ontology.terms import vocabulary
from gaoxin.settings import Settings, read_settings
from tests.graph.test_store import put

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


# -- patches of a store -------------------------------------------------------------------


def test_patches_between_generations(tmp_path: Path) -> None:
    settings = read_settings(
        {"GAOXIN_HOME": str(tmp_path), "GAOXIN_KEEP_PATCHES": "3", "GAOXIN_KEEP_GENERATIONS": "2"}
    )
    for name in "abcd":
        put(settings, "d", (name, "z"))
    store = Store(settings)
    assert store.numbers() == [2, 3, 4]
    one, two = store.patch(3), store.patch(4)
    assert store.patch_between(2, 4) == one.then(two) == store.diff(2, 4)
    assert store.diff(4, 2) == one.then(two).inverted()
    assert store.diff(3, 4) == two
    assert store.diff(4, 3) == two.inverted()
    assert store.diff(3, 3) == store.patch_between(4, 4) == Patch()
    for older, newer in ((1, 4), (4, 1), (5, 4), (4, 5)):
        with pytest.raises(BadParameter):
            store.diff(older, newer)
    digest = store.manifest(2).digest
    assert Store(settings).rollback(2).digest == digest
    (tmp_path / "generations" / "000004" / "removed.nq.gz").write_bytes(b"x")
    with pytest.raises(StoreCorrupt, match=r"removed\.nq\.gz of generation 4 is damaged"):
        store.patch(4)
    assert store.patch(3) == one


def test_a_writer_starts_where_it_is_told_and_leaves_nothing_unpublished(home: Settings) -> None:
    for name in "abc":
        put(home, "d", (name, "z"))
    store = Store(home)
    with store.write("nothing") as change:
        assert change.parent is not None
        assert (change.parent.number, change.number) == (3, 4)
    with store.write("from the second", 2) as change:
        assert change.parent is not None
        assert (change.parent.number, change.number) == (2, 4)
    assert store.current() == 3
    assert store.numbers() == [1, 2, 3]
    assert store.damage == []
    assert sorted(p.name for p in store.generations.iterdir()) == ["000001", "000002", "000003"]


def test_rollback_is_told_in_the_log_with_its_patch(home: Settings) -> None:
    digests = [manifest.digest for name in "abc" if (manifest := put(home, "d", (name, "z")))]
    back = Store(home).rollback(1)
    assert (back.number, back.parent, back.cause) == (4, 3, "rollback 1")
    assert back.digest == digests[0]
    assert Store(home).patch(4) == Store(home).diff(1, 3).inverted()
    with pytest.raises(BadParameter, match="3 is no ancestor of generation 1"):
        Store(home).patch_between(3, 1)
    assert Store(home).read().number == 4
    forward = Store(home).rollback(3)
    assert (forward.number, forward.parent, forward.digest) == (5, 4, digests[2])


def test_reading_a_patch_reads_no_store(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        put(home, "d", (name, "z"))
    checked: list[str] = []

    def noted(path: Path) -> str:
        checked.append(path.name)
        return sum_of(path)

    monkeypatch.setattr(find_damage, "sum_of", noted)
    assert Store(home).patch(2)
    assert sorted(checked) == sorted(PATCH_FILES)
