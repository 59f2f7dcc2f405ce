"""Queries about an industry include its parts, and its names in the trade and in both schemes."""

from __future__ import annotations

import pytest

from gaoxin.graph.store.generation import Generation
from gaoxin.queries.catalogue import catalogue
from gaoxin.queries.sparql import run_sparql
from gaoxin.settings import Settings

STATED = [query.name for query in catalogue() if "stated" in query.columns]


@pytest.mark.parametrize("name", STATED)
def test_what_matched_is_shown(name: str, shipped: Generation, shipped_settings: Settings) -> None:
    rows = run_sparql(
        shipped, catalogue().get(name), catalogue().get(name).examples, shipped_settings
    ).rows
    assert rows
    assert all(row["stated"] for row in rows)


def test_parts_and_classes_of_both_schemes_lead_to_zones(
    shipped: Generation, shipped_settings: Settings
) -> None:
    def zones(industry: str) -> set[tuple[str, str]]:
        query = catalogue().get("zones_with_industry")
        rows = run_sparql(shipped, query, {"industry": industry}, shipped_settings).rows
        return {(row["zone"], row["stated"]) for row in rows}

    part = zones("农业资源转化")  # no zone has it itself; its parts are 纺织服装 and 食品饮料
    assert ("石河子高新技术产业开发区", "纺织服装") in part
    trade = zones("光伏")
    assert trade
    for code in ("gbt4754-3825", "sei-6.3"):  # classes that the trade name means
        assert {zone for zone, _ in trade} <= {zone for zone, _ in zones(code)}


def test_the_industry_queries_are_found() -> None:
    assert {"industries/zones_with_industry", "enterprises/in_industry"} <= set(STATED)
