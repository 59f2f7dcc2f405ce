"""Generated graphs of any size: enterprises in zones, cities and industries, with skewed degrees.

An enterprise has about 10 triples: class, names in Chinese and English, website, year, place, up to
two industries, a product or an investment, sometimes an alias.  A million triples make 119,000
nodes and 383,000 relationships.  They are written as N-Quads in one named graph, for `gaoxin load`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

BASE = "https://w3id.org/gaoxin/id/"
GX = "https://w3id.org/gaoxin/ontology#"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
GRAPH = f"<{BASE}graph/enterprises/benchmark>"
SOURCES = "key,title,confidence\nbenchmark,测试数据,U\nsources-table,来源表,D\n"


def write_sources(folder: Path) -> Path:
    """Write the table of sources that the quads need."""
    path = folder / "sources.csv"
    path.write_text(SOURCES, encoding="utf-8")
    return path


def write_quads(path: Path, quads: int, seed: int = 1) -> int:
    """Write about ``quads`` quads; return how many."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for triple in _triples(quads, random.Random(seed)):
            file.write(f"{triple} {GRAPH} .\n")
            count += 1
    return count


def _iri(kind: str, number: int) -> str:
    return f"<{BASE}{kind}/b{number}>"


def _named(kind: str, cls: str, number: int, name: str) -> Iterator[str]:
    yield f"{_iri(kind, number)} {RDF_TYPE} <{GX}{cls}>"
    yield f'{_iri(kind, number)} <{SKOS}prefLabel> "{name}{number}"@zh'


def _triples(quads: int, chance: random.Random) -> Iterator[str]:
    enterprises = max(quads * 10 // 97, 10)
    products, projects = enterprises // 20 + 1, enterprises // 10 + 1
    frame = (
        ("zone", "Zone", 178, "测试高新区"),
        ("division", "City", 330, "测试市"),
        ("industry", "Industry", 400, "测试产业"),
        ("product", "Product", products, "产品"),
        ("project", "Project", projects, "项目"),
    )
    for kind, cls, number, name in frame:
        for i in range(number):
            yield from _named(kind, cls, i, name)
    for i in range(178):
        yield f"{_iri('zone', i)} <{GX}locatedIn> {_iri('division', i)}"
    for i in range(enterprises):
        enterprise = _iri("enterprise", i)
        yield from _named("enterprise", "Enterprise", i, "测试科技有限公司")
        # A power law: a few zones and industries hold most of the enterprises.
        zone = min(int(chance.paretovariate(1.1)) - 1, 177)
        yield f"{enterprise} <{GX}locatedIn> {_iri('zone', zone)}"
        first, second = (min(int(chance.paretovariate(1.0)) - 1, 399) for _ in range(2))
        for industry in {first, second}:
            yield f"{enterprise} <{GX}operatesIn> {_iri('industry', industry)}"
        yield f'{enterprise} <{SKOS}prefLabel> "Test Technology {i} Co., Ltd."@en'
        yield f'{enterprise} <{GX}website> "https://b{i}.example.cn/"^^<{XSD}anyURI>'
        yield f'{enterprise} <{GX}established> "{1985 + i % 40}"^^<{XSD}gYear>'
        if i % 2:
            yield f"{enterprise} <{GX}produces> {_iri('product', chance.randrange(products))}"
        else:
            yield f"{enterprise} <{GX}invests> {_iri('project', chance.randrange(projects))}"
        if i % 3:
            yield f'{enterprise} <{SKOS}altLabel> "测企{i}"@zh'
