"""Articles are loaded as far as they are sure; the rest waits, and nothing is half published."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.errors import BadUsage, InvalidSource
from gaoxin.extraction.decisions.decision_log import about_fact, record
from gaoxin.extraction.decisions.kept_articles import kept_article, kept_articles
from gaoxin.extraction.decisions.stated_fact import stated
from gaoxin.extraction.extract import Extraction
from gaoxin.extraction.load_articles import LoadedArticle, load_articles
from gaoxin.graph.store.store import Store
from gaoxin.loaders.source_line import SourceLine
from gaoxin.settings import Settings
from tests.fixtures.homes import copy_home
from tests.fixtures.made_up_articles import Finder

TEXT = """合肥高新区集成电路产业提速
合肥高新区大力发展集成电路。全区2025年拥有国家高新技术企业3200家，青禾指数达到88.6。
云岭光电股份有限公司位于合肥高新区，总投资20亿元。
"""


def found_in(path: Path) -> Extraction:
    """What a finder proposes: two facts are sure, the others are not or have unknown names."""
    found = Finder(path.read_text(encoding="utf-8"))
    zone = found.name("合肥高新区", "Zone")
    firm = found.name("云岭光电股份有限公司", "Enterprise")
    chips = found.name("集成电路", "Industry")
    found.states("大力发展集成电路", zone, "hasIndustry", chips, 0.95)
    figure = {"value": "3200", "unit": "家", "time": "2025"}
    found.states(
        "拥有国家高新技术企业3200家", zone, "observation", "高新技术企业数", 0.97, **figure
    )
    index = {"value": "88.6", "time": "2025"}
    found.states("青禾指数达到88.6", zone, "observation", "青禾指数", 0.97, **index)
    found.states("位于合肥高新区", firm, "locatedIn", zone, 0.97)
    sum_ = {"value": "20", "unit": "亿元"}
    found.states("总投资20亿元", firm, "target", "总投资", 0.5, status="target", **sum_)
    return found.extraction


@pytest.fixture
def settings(shipped_settings: Settings, tmp_path: Path) -> Settings:
    return copy_home(shipped_settings, tmp_path / "home")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "集成电路.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def load(settings: Settings, *files: Path, line: SourceLine | None = None) -> list[LoadedArticle]:
    return load_articles(settings, files, found_in, line or SourceLine())[0]


def rows(settings: Settings, pattern: str, *names: str) -> list[tuple[str, ...]]:
    """The values of these variables where the published graph has the pattern."""
    text = f"""PREFIX gx: <https://w3id.org/gaoxin/ontology#>
    PREFIX dct: <http://purl.org/dc/terms/> SELECT DISTINCT * WHERE {{ {pattern} }}"""
    found = Store(settings).read().store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(row[n].value if row[n] else "" for n in names) for row in found)


def statements(settings: Settings, dataset: str) -> list[tuple[str, ...]]:
    """What the graph holds of a dataset: evidence, locator and value of each of its facts."""
    pattern = f"""GRAPH ?g {{ ?f gx:evidence ?evidence ; gx:locator ?locator .
        OPTIONAL {{ ?f gx:value ?value }} }} ?g gx:dataset "{dataset}" """
    return rows(settings, pattern, "evidence", "locator", "value")


def source_of(settings: Settings, key: str) -> list[tuple[str, ...]]:
    """The description of a source."""
    pattern = f"""<https://w3id.org/gaoxin/id/source/{key}> dct:title ?title ; gx:url ?url ;
        dct:publisher ?publisher ; dct:date ?date"""
    return rows(settings, pattern, "title", "publisher", "date", "url")


def test_only_what_is_sure_is_loaded(settings: Settings, article: Path) -> None:
    before = Store(settings).current()
    line = SourceLine("集成电路提速", "庐阳晨报", "2025年6月3日", "https://example.cn/1.html")
    (done,) = load(settings, article, line=line)
    assert (done.facts, done.loaded, done.waiting) == (5, 2, 3)
    assert done.generation == Store(settings).current() == (before or 0) + 1
    dataset = f"article-{done.key[:12]}"
    assert statements(settings, dataset) == [
        ("大力发展集成电路", "para. 2", ""),
        ("拥有国家高新技术企业3200家", "para. 2", "3200"),
    ]
    assert source_of(settings, dataset) == [
        ("集成电路提速", "庐阳晨报", "2025-06-03", "https://example.cn/1.html")
    ]


def test_the_same_article_again_changes_nothing(settings: Settings, article: Path) -> None:
    first = load(settings, article)[0]
    assert first.changed
    again = load(settings, article)[0]
    assert not again.changed
    assert (again.loaded, again.generation) == (first.loaded, first.generation)
    assert Store(settings).current() == first.generation


def test_names_of_closed_classes_never_become_new_things(settings: Settings, article: Path) -> None:
    load(settings, article)
    names = Store(settings).read().names
    assert not names.candidates("青禾指数", spoken=False)
    assert not names.candidates("云岭光电股份有限公司", spoken=False)


def test_a_changed_text_takes_the_place_of_the_earlier_one(
    settings: Settings, article: Path
) -> None:
    old = load(settings, article)[0]
    kept = kept_article(settings.home, old.key).extraction
    accepted = next(fact for fact in kept.proposals if fact.predicate == "locatedIn")
    record(settings.home, old.key, [about_fact("accept", stated(accepted), kept.article)])
    article.write_text(TEXT.replace("3200", "3210"), encoding="utf-8")

    def changed(path: Path) -> Extraction:
        whole = path.read_text(encoding="utf-8")
        path.write_text(TEXT, encoding="utf-8")
        extraction = found_in(path)
        path.write_text(whole, encoding="utf-8")
        text = type(extraction.article)(whole, whole)
        return Extraction(text, extraction.mentions, extraction.proposals)

    (new,), _ = load_articles(settings, [article], changed, SourceLine())
    assert [one.key for one in kept_articles(settings.home)] == [new.key]
    assert new.loaded == 3  # with the fact that was accepted in the earlier text
    datasets = Store(settings).read().manifest.datasets
    assert [key for key in datasets if key.startswith("article-")] == [f"article-{old.key[:12]}"]


def test_several_articles_are_one_generation(settings: Settings, article: Path) -> None:
    before = Store(settings).current() or 0
    other = article.with_name("另一篇.txt")
    other.write_text(TEXT.replace("提速", "加速"), encoding="utf-8")
    done = load(settings, article, other)
    assert [item.loaded for item in done] == [2, 2]
    assert Store(settings).current() == before + 1
    with pytest.raises(BadUsage, match="--source"):
        load(settings, article, other, line=SourceLine("题"))


def test_a_fact_that_cannot_be_loaded_waits(settings: Settings, article: Path) -> None:
    def odd(path: Path) -> Extraction:
        found = Finder(path.read_text(encoding="utf-8"))
        zone = found.name("合肥高新区", "Zone")
        chips = found.name("集成电路", "Industry")
        found.states("大力发展集成电路", zone, "hasIndustry", chips, 0.95)
        found.states("3200家", zone, "observation", "高新技术企业数", 0.95, value="三千多")
        return found.extraction

    (done,), _ = load_articles(settings, [article], odd, SourceLine())
    assert (done.loaded, done.waiting) == (1, 1)


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    settings: Settings, article: Path, tmp_path: Path
) -> None:
    def reading(path: Path) -> Extraction:
        if path.name == "坏.txt":
            raise InvalidSource("坏", "bad")
        return found_in(path)

    bad = tmp_path / "坏.txt"
    done, refused = load_articles(settings, [bad, article], reading, SourceLine())
    assert [item.file for item in done] == [article]
    assert len(refused) == 1
    with pytest.raises(InvalidSource):
        load_articles(settings, [bad], reading, SourceLine())
