"""Exports equal what was loaded: every row of the project's articles, every quad."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from gaoxin.errors import BadParameter
from gaoxin.graph.export.formats import export
from gaoxin.graph.quad_parts import value_of
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.reference.bundled import bundled_datasets
from gaoxin.model import STATEMENT_COLUMNS
from gaoxin.ontology.namespaces import SKOS
from gaoxin.ontology.terms import PropertyTerm, vocabulary
from gaoxin.settings import Settings, read_settings
from tests.fixtures.tables import write_sources, write_statements

ARTICLES = [item for item in bundled_datasets() if item.name.startswith("article-")]


def rows(path: Path, generation: Generation) -> Counter[tuple[str, ...]]:
    """Rows with names replaced by the keys that they resolve to, without evidence."""
    out: Counter[tuple[str, ...]] = Counter()
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for name, kind in (("subject", "subject_type"), ("object", "object_type")):
                if row[name] and row[kind]:
                    row[name] = generation.names.resolve(row[name], row[kind]).key
            out[tuple(row.get(c, "") for c in STATEMENT_COLUMNS if c != "evidence")] += 1
    return out


def test_there_are_five_articles_with_1425_rows(shipped: Generation) -> None:
    assert [item.name for item in ARTICLES] == [f"article-{n:03}" for n in range(5)]
    assert sum(shipped.manifest.datasets[item.key].records for item in ARTICLES) == 1425


@pytest.mark.parametrize("item", ARTICLES, ids=lambda item: item.name)
def test_every_row_of_an_article_comes_back(item, shipped: Generation, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "out.csv"
    count = export(shipped, "statements", target, source=item.name)
    loaded = rows(item.path, shipped)
    assert rows(target, shipped) == loaded
    assert count.count == sum(loaded.values())


def test_a_source_is_named_by_its_title_or_by_a_key_like_it(
    shipped: Generation, tmp_path: Path
) -> None:
    titled = {
        entry.name: entry.key.removeprefix("source/")
        for key in shipped.manifest.sources
        if (entry := shipped.names.by_iri(f"source/{key}")) is not None
    }
    title, key = next((t, k) for t, k in sorted(titled.items()) if t != k)
    by_title, by_key = (
        export(shipped, "statements", tmp_path / name, source=asked)
        for name, asked in (("a.csv", title), ("b.csv", key))
    )
    assert by_title.count == by_key.count > 0
    with pytest.raises(BadParameter, match=r"article-001.*gaoxin sources"):
        export(shipped, "statements", tmp_path / "c.csv", source="article-01")


def test_every_column_comes_back(tmp_path: Path, home: Settings) -> None:
    table = write_statements(
        tmp_path,
        "facts.csv",
        [
            "甲区|Zone|observation|产值|Indicator|value=69.70|unit=亿元|time=2025-Q1|status=actual"
            "|qualifier=~;yoy|evidence=第二段|locator=para. 3; para. 12",
            "甲区|Zone|target|产值|Indicator|value=|time=../2024-09|status=target",
            "甲区|Zone|observation|人数|Indicator|value=1,234|unit=人|time=2025-春季|status=actual",
            "甲区|Zone|rank|进出口总额|Indicator|status=actual|qualifier=无名次",
            "张三|Person|holdsPosition|甲区|Zone|status=actual|qualifier=主任; implied"
            "|time=2020/..",
            "甲区|Zone|awarded|优秀园区|Award|value=2|unit=年|status=historical",
            "甲区|Zone|locatedIn|江阴市|City|status=planned|time=2022-01/2022-09",
            "甲区|Zone|area||​|value=12.50|unit=公顷|status=actual".replace("\u200b", ""),
            "甲区|Zone|website|https://example.org/|​|status=actual".replace("\u200b", ""),
            "甲区|Zone|approved|1991-03|​|status=actual".replace("\u200b", ""),
            "甲区|Zone|alias|甲园|​|status=actual".replace("\u200b", ""),
        ],
    )
    load_paths(home, [write_sources(tmp_path), table])
    generation, target = Store(home).read(), tmp_path / "out.csv"
    export(generation, "statements", target, dataset="facts")
    assert rows(target, generation) == rows(table, generation)
    with target.open(encoding="utf-8") as file:
        told = [(r["evidence"], r["locator"]) for r in csv.DictReader(file) if r["locator"]]
    assert told == [("第二段", "para. 3; para. 12")]


def test_a_fact_that_two_sources_state_comes_back_from_each(tmp_path: Path, home: Settings) -> None:
    row = "甲公司|Enterprise|locatedIn|某区|Zone|status=actual"
    one = write_statements(tmp_path, "one.csv", [f"{row}|locator=para. 3"])
    two = write_statements(tmp_path, "two.csv", [f"{row}|locator=p. 7"], "paper-b")
    load_paths(home, [write_sources(tmp_path), one, two])
    target = tmp_path / "out.csv"
    for dataset, source, place in (("one", "paper-a", "para. 3"), ("two", "paper-b", "p. 7")):
        export(Store(home).read(), "statements", target, dataset=dataset)
        with target.open(encoding="utf-8") as file:
            told = [(r["source"], r["locator"]) for r in csv.DictReader(file)]
        assert told == [(source, place)]


@pytest.mark.parametrize(
    ("format_", "reader"),
    [("nquads", ox.RdfFormat.N_QUADS), ("jsonld", ox.RdfFormat.JSON_LD)],
)
def test_quads_come_back(
    shipped: Generation, tmp_path: Path, format_: str, reader: ox.RdfFormat
) -> None:
    target = tmp_path / "out"
    count = export(shipped, format_, target).count
    assert count == shipped.manifest.quads
    parsed = ox.Store()
    parsed.bulk_load(path=str(target), format=reader)
    assert len(parsed) == count
    sample = [
        q
        for q in shipped.store.quads_for_pattern(None, None, None, None)
        if isinstance(q.graph_name, ox.NamedNode) and "article" in q.graph_name.value
    ]
    assert sample
    assert all(quad in parsed for quad in sample)


def test_an_export_as_quads_loads_to_the_same_facts(
    shipped: Generation, tmp_path: Path, home: Settings
) -> None:
    load_paths(home, [item.path for item in bundled_datasets() if item.kind != "statements"])
    target = tmp_path / "article-004.nq"
    export(shipped, "nquads", target, dataset="article-004")
    load_paths(home, [target])
    two = tmp_path / "two.nq"
    export(Store(home).read(), "nquads", two, dataset="article-004")
    # Equal except for the dataset: one is the project's own, the other a user's file.
    given = target.read_text("utf-8").replace("gaoxin%2Farticle", "article")
    given = given.replace('"gaoxin/article-004"', '"article-004"')
    assert sorted(two.read_text("utf-8").splitlines()) == sorted(given.splitlines())


def test_unknown_sources_and_formats_are_told(shipped: Generation, tmp_path: Path) -> None:
    for wanted in ({"source": "nobody"}, {"dataset": "nothing"}):
        with pytest.raises(BadParameter, match=r"article-000|divisions"):
            export(shipped, "turtle", tmp_path / "x", **wanted)
    with pytest.raises(BadParameter, match="turtle"):
        export(shipped, "word", tmp_path / "x")
    assert not list(tmp_path.iterdir())


GRAPH_FILES = ("graphml", "gexf", "cytoscape")


def elements(path: Path, form: str) -> tuple[dict[str, dict[str, object]], list[dict[str, object]]]:
    """Nodes by IRI, and edges, as the target program of the format would read them."""
    if form == "cytoscape":
        found = json.loads(path.read_text(encoding="utf-8"))["elements"]
        return {n["data"]["id"]: n["data"] for n in found["nodes"]}, [
            edge["data"] for edge in found["edges"]
        ]
    network = getattr(nx, f"read_{form}")(path)
    return dict(network.nodes(data=True)), [told for _, _, told in network.edges(data=True)]


@pytest.fixture
def figures(tmp_path: Path, home: Settings) -> Generation:
    table = write_statements(
        tmp_path,
        "facts.csv",
        [
            "甲区|Zone|locatedIn|江阴市|City|status=planned|time=2022-01/2022-09|qualifier=一期",
            "甲区|Zone|website|https://example.org/|​|status=actual".replace("\u200b", ""),
            "甲区|Zone|observation|产值|Indicator|value=69.70|unit=亿元|status=actual",
            "张三|Person|holdsPosition|甲区|Zone|status=actual|qualifier=主任",
            "孤立公司|Enterprise|alias|孤司|​|status=actual".replace("\u200b", ""),
        ],
    )
    load_paths(home, [write_sources(tmp_path), table])
    return Store(home).read()


@pytest.mark.parametrize("form", GRAPH_FILES)
def test_graph_file_holds_every_thing_with_attributes(
    form: str, figures: Generation, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    told = export(figures, form, target, dataset="facts")
    nodes, edges = elements(target, form)
    by_name = {node["label"]: node for node in nodes.values()}
    assert {"甲区", "江阴市", "产值", "张三", "孤立公司"} <= set(by_name)
    assert by_name["甲区"]["website"] == "https://example.org/"
    assert by_name["孤立公司"]["aliases"] == "孤司"
    located = [e for e in edges if "LOCATED_IN" in (e.get("type"), e.get("relation"))]
    assert len(located) == 1
    assert located[0]["status"] == "planned"
    assert located[0]["time"] == "2022-01/2022-09"
    assert located[0]["sources"] == "paper-a"
    posts = [e for e in edges if "HOLDS_POSITION" in (e.get("type"), e.get("relation"))]
    assert [post["qualifier"] for post in posts] == ["主任"]
    assert {name: n for name, n in told.left_out.items() if n} == {"Observation": 1}
    assert told.count == len(edges)


@pytest.mark.parametrize("form", GRAPH_FILES)
def test_graph_file_of_the_shipped_data_has_every_stated_relation(
    form: str, shipped: Generation, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    export(shipped, form, target)
    nodes, edges = elements(target, form)
    terms = vocabulary()
    stated, things = set(), set()
    for quad in shipped.store.quads_for_pattern(None, None, None, None):
        graph = getattr(quad.graph_name, "value", "")
        if not graph or graph == shipped.minter.inferred.value:
            continue
        term = terms.by_iri(quad.predicate.value)
        if quad.predicate.value == SKOS + "prefLabel":
            things.add(value_of(quad.subject))
        if isinstance(term, PropertyTerm) and term.relationship:
            ends = (value_of(quad.subject), getattr(quad.object, "value", ""))
            if all(end in nodes for end in ends):
                stated.add((*ends, term.relationship))
    assert things <= set(nodes)
    assert len(edges) >= len(stated) > 1000


def test_formula_cells_of_statements_are_counted_and_exact(tmp_path: Path, home: Settings) -> None:
    table = write_statements(
        tmp_path,
        "facts.csv",
        [
            "=甲公司|Enterprise|locatedIn|某区|Zone|status=actual",
        ],
    )
    load_paths(home, [write_sources(tmp_path), table])
    target = tmp_path / "out.csv"
    told = export(Store(home).read(), "statements", target, dataset="facts")
    assert told.formulas == 1
    assert "\n=甲公司," in target.read_text(encoding="utf-8")


LIST = """企业名称,统一社会信用代码,注册资本（万元）,成立日期,英文名称,法定代表人,2024年营收（万元）
合肥甲科技有限公司,9134010000000005XC,5000,2018-05-17,Jia Tech,张三,12000
合肥乙软件有限公司,,300,2019-01,,李四,
"""


def test_plain_facts_of_a_list_come_back(tmp_path: Path) -> None:
    """A list states most facts without nodes: as quads they give the same graph, as statements
    the same facts.
    """
    (tmp_path / "firms.csv").write_text(LIST, "utf-8")
    homes = [read_settings({"GAOXIN_HOME": str(tmp_path / name)}) for name in ("a", "b", "c")]
    load_paths(homes[0], [tmp_path / "firms.csv"])
    first = Store(homes[0]).read()
    quads, statements = tmp_path / "quads" / "firms.nq", tmp_path / "rows" / "firms.csv"
    for format_, target in (("nquads", quads), ("statements", statements)):
        target.parent.mkdir()
        export(first, format_, target, dataset="firms")
    with statements.open(encoding="utf-8") as file:
        plain = [r for r in csv.DictReader(file) if r["predicate"] in ("established", "creditCode")]
    assert len(plain) == 3
    assert {row["status"] for row in plain} == {"actual"}

    load_paths(homes[1], [quads])
    assert Store(homes[1]).read().manifest.digest == first.manifest.digest

    (source,) = first.manifest.datasets["firms"].graphs
    (tmp_path / "sources.csv").write_text(f"key,title,confidence\n{source},甲,C\n", "utf-8")
    load_paths(homes[2], [tmp_path / "sources.csv", statements])
    again = tmp_path / "again.csv"
    export(Store(homes[2]).read(), "statements", again, dataset="firms")
    assert again.read_text("utf-8") == statements.read_text("utf-8")
