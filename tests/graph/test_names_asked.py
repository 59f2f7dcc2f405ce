"""Names of things to be compared: only things of one kind can be."""

from __future__ import annotations

import pytest

from gaoxin.errors import UnresolvedName
from gaoxin.graph.comparison.names_asked import names_asked
from gaoxin.graph.store.generation import Generation


def keys(generation: Generation, *names: str) -> list[str]:
    return [generation.minter.key(iri) for iri in names_asked(generation, names)]


def test_beside_a_zone_a_city_means_its_zone(shipped: Generation) -> None:
    assert keys(shipped, "天津滨海高新区", "合肥") == ["zone/tianjin-binhai", "zone/hefei"]


def test_zone_may_be_called_without_the_word_for_its_class(shipped: Generation) -> None:
    assert keys(shipped, "武汉东湖", "西安高新区") == ["zone/wuhan-donghu", "zone/xian"]


def test_name_of_a_city_may_end_like_that_of_a_prefecture(shipped: Generation) -> None:
    assert keys(shipped, "合肥高新区", "杭州") == ["zone/hefei", "zone/hangzhou"]
    assert keys(shipped, "合肥高新区", "苏州")[1].startswith("zone/")


def test_cities_stay_cities(shipped: Generation) -> None:
    assert keys(shipped, "合肥市", "芜湖市") == ["division/340100", "division/340200"]


def test_name_without_a_thing_of_the_kind_keeps_its_meaning(shipped: Generation) -> None:
    assert keys(shipped, "天津滨海高新区", "人工智能")[1].startswith("industry/")
    with pytest.raises(UnresolvedName):
        names_asked(shipped, ["天津滨海高新区", "没有这个"])
