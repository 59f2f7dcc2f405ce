"""What held in an earlier year: later facts and ended ones are left out, undated ones are kept."""

from __future__ import annotations

import pytest

from gaoxin.graph.facts.finding import incoming, outgoing
from gaoxin.graph.facts.reader import Reader
from gaoxin.graph.facts.valid_then import ValidThen, held_in, held_then
from tests.fixtures.told import thing, told

ZONE = "甲高新区|Zone"


def figure(time: str, status: str = "actual", kind: str = "observation") -> str:
    return f"{ZONE}|{kind}|总产值|Indicator|value=1|unit=亿元|time={time}|status={status}"


CASES = [
    # the fact, a year in which it holds or None, a year in which it does not or None
    (f"{ZONE}|hasIndustry|光伏|Industry|status=actual", 1990, None),
    (f"{ZONE}|hasIndustry|光伏|Industry|time=2018|status=actual", 2018, 2017),
    (f"{ZONE}|hasIndustry|光伏|Industry|time=2018|status=actual", 2024, 2017),
    (f"{ZONE}|hasIndustry|光伏|Industry|time=2015/2018|status=actual", 2016, 2019),
    (f"{ZONE}|hasIndustry|光伏|Industry|time=2018|status=historical", 2018, 2019),
    (f"{ZONE}|hasIndustry|光伏|Industry|time=2018/..|status=actual", 2030, 2017),
    (f"王某|Person|holdsPosition|{ZONE}|time=2020|qualifier=主任", 2021, 2019),
    (figure("2014"), 2020, 2013),
    (figure("2014-01/2014-09"), 2020, 2013),
    (figure("2030", "target", "target"), 2023, 2021),
    (f"{ZONE}|approved|||value=2010-11", 2010, 2009),
]


@pytest.mark.parametrize(("row", "held", "not_held"), CASES)
def test_facts_of_a_year(row: str, held: int | None, not_held: int | None) -> None:
    reader = Reader(told(paper_a=[row]))  # paper-a is of December 2022
    zone = thing("甲高新区", "Zone")
    names = ("skos:prefLabel",)
    facts = [f for f in (*outgoing(reader, zone), *incoming(reader, zone)) if not f.inferred]
    facts = [fact for fact in facts if fact.predicate not in names]
    assert facts
    for year, expected in ((held, True), (not_held, False)):
        if year is not None:
            then = ValidThen(reader, year)
            assert {then.keeps(fact) for fact in facts} == {expected}, year


def test_things_that_began_later_are_left_out() -> None:
    reader = Reader(
        told(
            paper_a=[
                f"甲公司|Enterprise|locatedIn|{ZONE}",
                "甲公司|Enterprise|established|||value=2020",
                f"{ZONE}|issues|甲政策|Policy",
                "甲政策|Policy|issued|||value=2015-06",
                "甲政策|Policy|expires|||value=2018-12-31",
            ]
        )
    )
    zone = thing("甲高新区", "Zone")

    def known(year: int) -> set[str]:
        then = ValidThen(reader, year)
        found = [*outgoing(reader, zone), *incoming(reader, zone)]
        return {f.predicate for f in found if not f.inferred and f.object and then.keeps(f)}

    assert known(2014) == set()
    assert known(2016) == {"issues"}
    assert known(2021) == {"locatedIn"}


def test_times_as_written() -> None:
    assert held_then(2020, "某年")
    assert held_then(2020, "2018")
    assert not held_then(2020, "2021-Q1")
    assert not held_then(2020, "2015/2018")
    assert held_then(2020, "2025", "target")
    assert held_in(2020, "", "")
