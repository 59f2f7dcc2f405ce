"""Possible duplicates: which pairs are reported, and which are already decided."""

from __future__ import annotations

from pathlib import Path

from gaoxin.graph.audit.duplicates import COLUMNS, duplicates
from gaoxin.graph.audit.similar_pairs import near_pairs
from gaoxin.graph.names.core_names import core_of
from gaoxin.graph.store.generation import Generation
from gaoxin.loaders.decisions import decided_pairs
from gaoxin.progress import silent
from gaoxin.settings import Settings
from tests.fixtures.judged import generation_of

IDENTITY = "left,left_type,right,right_type,relation,reason,source\n"


def located(name: str, zone: str, kind: str = "Enterprise") -> str:
    return f"{name}|{kind}|locatedIn|{zone}|Zone"


def told(generation: Generation, decided: frozenset[frozenset[tuple[str, str]]]) -> dict[str, str]:
    rows = duplicates(generation, decided).rows
    assert all(set(row) == set(COLUMNS) for row in rows)
    return {"+".join(sorted((row["name"], row["other"]))): row["reason"] for row in rows}


ROWS = [
    located("力神电池有限公司", "甲高新区"),
    located("力神电池（集团）股份有限公司", "乙高新区"),  # legal form
    located("海光信息", "甲高新区"),
    located("海广信息", "乙高新区"),  # pinyin
    located("沈阳飞机制造", "丙高新区"),
    located("沈飞", "丙高新区"),  # abbreviation in one zone
    located("大明钢铁", "丁高新区"),
    located("大钢", "甲高新区"),  # the same, in two zones: no reason
    located("三江航天", "丙高新区"),
    located("三江航天红阳机电", "丙高新区"),  # contained, in one zone
    located("一期工程", "甲高新区", "Project"),
    located("二期工程", "甲高新区", "Project"),  # different numbers
    located("紫光展锐", "甲高新区"),
    "紫光展锐公司|Enterprise|invests|紫光展锐|Enterprise",  # related: a whole and its part
]


def test_reasons(home: Settings, tmp_path: Path) -> None:
    generation = generation_of(home, tmp_path / "in", paper_a=ROWS)
    assert told(generation, frozenset()) == {
        "力神电池(集团)股份有限公司+力神电池有限公司": "same_core",
        "海光信息+海广信息": "same_pinyin",
        "沈阳飞机制造+沈飞": "abbreviation",
        "三江航天+三江航天红阳机电": "contained",
    }


def test_decided_pairs_are_not_asked_about_again(home: Settings, tmp_path: Path) -> None:
    table = tmp_path / "identity.csv"
    table.write_text(
        IDENTITY
        + "海广信息,Enterprise,海光信息,Enterprise,different,两家公司,paper-a\n"
        + "沈飞,Enterprise,沈阳飞机制造,Enterprise,same,简称,paper-a\n",
        encoding="utf-8",
    )
    generation = generation_of(home, tmp_path / "in", [table], paper_a=ROWS)
    decided = decided_pairs(home)
    assert len(decided) == 2
    assert sorted(told(generation, decided)) == [
        "三江航天+三江航天红阳机电",
        "力神电池(集团)股份有限公司+力神电池有限公司",
    ]


def test_cores() -> None:
    assert core_of("赣锋锂电（集团）有限公司") == "赣锋锂电"
    assert core_of("长沙高新技术产业开发区", "zone") == core_of("长沙国家高新区", "zone")
    assert core_of("长沙经济技术开发区", "zone") != core_of("长沙高新区", "zone")
    assert core_of("公司") == "公司"  # the core of a name is never empty


def test_official_things_are_not_compared_among_themselves(shipped: Generation) -> None:
    rows = duplicates(shipped).rows
    assert rows
    assert not [row for row in rows if row["type"] in ("NationalZone", "County", "City")]
    assert all(row["score"] >= 75 for row in rows)
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)


def test_firms_of_one_trade_are_no_duplicates(home: Settings, tmp_path: Path) -> None:
    """Their names have most characters in common, but their brands differ."""
    rows = [
        located("华海智能装备制造有限公司", "甲高新区"),
        located("华光智能装备制造有限公司", "乙高新区"),
        located("合肥赣锋锂电新材料有限公司", "甲高新区"),
        located("合肥赣锋锂电池新材料有限公司", "乙高新区"),
    ]
    generation = generation_of(home, tmp_path / "in", paper_a=rows)
    assert told(generation, frozenset()) == {
        "合肥赣锋锂电新材料有限公司+合肥赣锋锂电池新材料有限公司": "alike"
    }


def test_each_pair_is_compared_once(home: Settings, tmp_path: Path) -> None:
    rows = [located(f"同城{letter}电池材料", "甲高新区") for letter in "甲乙丙丁戊己"]
    rows += [located("同城甲电池材料", "乙高新区", "Platform")]
    generation = generation_of(home, tmp_path / "in", paper_a=rows)
    pairs = [(a.iri, b.iri) for a, b in near_pairs(generation, silent) if a.kind == "enterprise"]
    assert len(pairs) == len({frozenset(pair) for pair in pairs}) == 15
    assert all(a != b for a, b in pairs)
