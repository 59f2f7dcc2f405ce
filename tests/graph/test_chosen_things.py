"""Lists of things: choices and counts agree with what single look-ups find."""

from __future__ import annotations

import pytest

from gaoxin.graph.catalogue import chosen_things
from gaoxin.graph.catalogue.chosen_things import BY_FACTS, ThingLists
from gaoxin.graph.catalogue.list_file import LIST_FOLDER, write_lists
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.lookup.placement import places_of
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.store import Store
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home

ZONES = ("Zone", "NationalZone")


@pytest.fixture(scope="module")
def lists(shipped: Generation) -> ThingLists:
    return ThingLists(shipped)


def test_provinces_are_those_in_which_things_lie(shipped: Generation, lists: ThingLists) -> None:
    reader = Reader(shipped)
    found = lists.choose(ZONES, {"province": ["division/340000"]}, most=1000)
    listed = {thing.key for thing in found.things}
    assert listed
    anhui = shipped.minter.iri("division/340000")
    whole = lists.choose(ZONES, {}, most=1000).things
    assert listed == {thing.key for thing in whole if anhui in places_of(reader, thing.iri)}


def test_sources_are_those_whose_graphs_name_the_thing(
    shipped: Generation, lists: ThingLists
) -> None:
    import pyoxigraph as ox

    source = "article-001"
    named = set()
    for graph in shipped.manifest.graphs_of_source(source):
        for quad in shipped.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            named |= {getattr(term, "value", "") for term in (quad.subject, quad.object)}
    found = lists.choose((), {"source": [source]}, most=10_000)
    whole = lists.choose((), {}, most=100_000).things
    assert (
        {thing.iri for thing in found.things} == {t.iri for t in whole if t.iri in named} != set()
    )


def test_long_lists_are_in_the_same_order_as_short_ones(
    lists: ThingLists, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = {"province": ["division/340000", "division/320000"]}
    short = lists.choose((), chosen, first=5, most=50, order=BY_FACTS)
    monkeypatch.setattr(chosen_things, "_FEW", 0)
    assert lists.choose((), chosen, first=5, most=50, order=BY_FACTS).things == short.things


def test_every_thing_of_a_page_has_its_values(lists: ThingLists) -> None:
    page = lists.choose(ZONES, {"province": ["division/340000"]}, most=5).things
    values = lists.values_of(page, "province")
    assert [values[thing.number] for thing in page] == [["division/340000"]] * len(page)


def test_lists_are_made_in_memory_if_the_home_cannot_be_written_to(
    several: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*written: object) -> None:
        raise PermissionError

    monkeypatch.setattr("gaoxin.graph.store.derived_file.DerivedFile.write", refused)
    generation = Store(several).read()
    assert ThingLists(generation).choose(("Enterprise",), {}).total == _firms(generation)
    assert not (several.home / LIST_FOLDER).exists()


def test_a_damaged_file_is_written_again(
    several: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = copy_home(several, tmp_path_factory.mktemp("damaged") / "home")
    generation = Store(settings).read()
    path = write_lists(generation)
    path.write_bytes(b"no lists")
    assert ThingLists(generation).choose(("Enterprise",), {}).total == _firms(generation)
    assert path.read_bytes().startswith(b"SQLite")


def _firms(generation: Generation) -> int:
    found = generation.names.count("Enterprise")
    assert found
    return found
