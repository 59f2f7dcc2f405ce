"""Claims: a text compared with the facts of the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaoxin.answers.claims.checking import check
from gaoxin.answers.fact_file import FactFile, open_facts
from gaoxin.answers.known import OBSERVATION, KnownFact
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.settings import Settings
from tests.fixtures.tables import write_sources, write_statements

pytestmark = pytest.mark.usefixtures("chinese")


@pytest.fixture(scope="module")
def file(shipped: Generation) -> FactFile:
    return open_facts(shipped)


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("天津滨海高新区2022年前三季度生产总值增长8.8%", ["agrees"]),
        ("天津滨海高新区2022年前三季度生产总值增长9.8%", ["contradicts"]),
        # The same number of something else is no agreement.
        ("鹰潭高新区2024年工业营收1150亿元", ["contradicts"]),
        ("鹰潭高新区2024年工业营收超过1200亿元", ["agrees"]),
        ("鹰潭高新区2024年工业营收不到1200亿元", ["contradicts"]),
        ("鹰潭高新区2024年工业营收1.258千亿元", ["agrees"]),
        ("鹰潭高新区2019年工业营收1258亿元", ["unknown"]),
        # A unit that people leave out is that of the figure, wherever the number stands.
        ("鹰潭高新区2024年工业营收1258亿", ["agrees"]),
        ("鹰潭高新区2024年工业营收1150亿", ["contradicts"]),
        ("鹰潭高新区2024年实现1258亿工业营收", ["agrees"]),
        ("鹰潭高新区2024年工业营收达1258亿以上", ["agrees"]),
        ("合肥高新区2014年高新技术企业365", ["agrees"]),
        ("合肥高新区2014年高新技术企业366", ["unknown"]),
        ("合肥高新区2014年进出口总额18.2亿", ["agrees"]),  # of dollars, perhaps
        ("合肥高新区2014年进出口总额19.2亿", ["unknown"]),
        # A growth and a place without a measure are those of the measure before.
        ("2022年前三季度，天津滨海高新区生产总值增长8.8%，位列全市第一", ["agrees", "agrees"]),
        ("宝鸡高新区重点项目总投资388.7亿元", ["unknown"]),  # planned, which the text does not say
        ("宝鸡高新区计划2025年重点项目总投资388.7亿元", ["agrees"]),
        ("天津滨海高新区位于天津市", ["agrees"]),
        ("天津滨海高新区位于河北省", ["contradicts"]),
        ("天津滨海高新区1991年3月获批", ["agrees"]),
        ("天津滨海高新区1992年获批", ["contradicts"]),
        ("天津滨海高新区1991年4月获批", ["contradicts"]),
        # The second number speaks of the same zone, although its words begin alike.
        ("合肥高新区2014年生产总值444.7亿元高新技术企业365家", ["agrees", "agrees"]),
        ("火星高新区2024年工业营收1150亿元", ["unknown"]),
        # A clause that says only when is about the clause behind it, whoever that names.
        ("2024年，鹰潭高新区工业营收1258亿元", ["agrees"]),
        ("2019年，鹰潭高新区工业营收1258亿元", ["unknown"]),
        ("到2030年，鹰潭高新区工业营收1258亿元", ["unknown"]),
        ("2019年，鹰潭高新区工业营收1258亿元，天津滨海高新区位于天津市", ["unknown", "agrees"]),
        ("In 2024, Yingtan high-tech zone's industrial revenue was 125.8 billion yuan", ["agrees"]),
        (
            "In 2019, Yingtan high-tech zone's industrial revenue was 125.8 billion yuan",
            ["unknown"],
        ),
        ("Yingtan high-tech zone's industrial revenue was 125.8 billion yuan in 2024", ["agrees"]),
        ("Nanchang high-tech zone GDP was 90 billion yuan in 2023", ["contradicts"]),
        ("今天天气很好", ["unknown"]),
        ("", []),
    ],
)
def test_verdict(file: FactFile, text: str, verdicts: list[str]) -> None:
    assert [claim.verdict for claim in check(file, text)] == verdicts


def test_unknown_says_why_and_what_is_nearest(file: FactFile) -> None:
    (claim,) = check(file, "宝鸡高新区集中开工项目总投资388.7亿元")
    assert claim.verdict == "unknown"
    assert claim.reason
    assert "388.7" in {fact.value for fact in claim.facts}


def test_a_period_that_the_graph_does_not_say_is_told(file: FactFile) -> None:
    (claim,) = check(file, "鹰潭高新区2024年铜产业发展方向数2个")
    assert (claim.verdict, [fact.time for fact in claim.facts]) == ("agrees", [""])
    assert "哪一段时间" in claim.reason
    (claim,) = check(file, "鹰潭高新区2024年工业营收1258亿元")
    assert not claim.reason


def test_decided_claims_have_sources(file: FactFile) -> None:
    for text in ("天津滨海高新区1992年获批", "鹰潭高新区2024年工业营收1258亿元"):
        (claim,) = check(file, text)
        assert all(fact.sources for fact in claim.facts)
        assert claim.facts


def sentences(file: FactFile, change: float) -> Iterator[tuple[KnownFact, str]]:
    """Every yearly figure as a sentence, its number changed by a factor."""
    for fact in file.stating(OBSERVATION):
        is_exact = fact.amount and not fact.comparator and fact.unit
        if not is_exact or not (fact.time.isdigit() and len(fact.time) == 4):
            continue
        names = [form for form in file.thing(fact.subject).forms if form.endswith("高新区")]
        number = float(fact.value) * change + (change != 1)
        written = fact.value if change == 1 else f"{number:.0f}"
        name, indicator = names[:1] or [file.thing(fact.subject).zh], file.thing(fact.object).zh
        yield fact, f"{fact.time}年{name[0]}{indicator}{written}{fact.unit}"


def test_known_figures_agree_and_others_do_not(file: FactFile) -> None:
    right = Counter(check(file, text)[-1].verdict for _, text in sentences(file, 1))
    wrong = Counter(check(file, text)[-1].verdict for _, text in sentences(file, 3))
    assert right.total() > 20
    assert right["contradicts"] == 0
    assert right["agrees"] > 0.85 * right.total()
    assert wrong["agrees"] == 0
    assert wrong["contradicts"] > 0.85 * wrong.total()


def test_a_source_that_gives_another_figure_is_told(home: Settings, tmp_path: Path) -> None:
    row = "甲高新区|Zone|observation|生产总值|Indicator|unit=亿元|time=2014|value="
    first = write_statements(tmp_path, "one.csv", [f"{row}444.7"], "paper-a")
    other = write_statements(tmp_path, "two.csv", [f"{row}500"], "paper-b")
    load_paths(home, [write_sources(tmp_path), first, other])
    facts = open_facts(Store(home).read())
    for value, denying in (("444.7", "500"), ("500", "444.7")):
        (claim,) = check(facts, f"甲高新区2014年生产总值{value}亿元")
        assert (claim.verdict, [f.value for f in claim.facts]) == ("agrees", [value, denying])
        assert "另有来源" in claim.reason
