"""The catalogue: every file read, twins alike, nothing that the engines would silently ignore."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from gaoxin.errors import InvalidSource, UnknownQuery
from gaoxin.language import choose_language
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.catalogue import SavedQuery, catalogue, read_catalogue
from gaoxin.queries.favourites import favourites
from gaoxin.queries.guard import check_query
from gaoxin.queries.header import split_header
from gaoxin.queries.reference import reference_page

ROOT = Path(__file__).parents[2]
TOPICS = {
    "comparisons": 8, "enterprises": 9, "figures": 8, "industries": 12, "paths": 4, "people": 7,
    "platforms": 11, "policies": 15, "sources": 5, "targets": 6, "zones": 15,
}  # fmt: skip
EVERY = list(catalogue())


def test_every_file_is_read() -> None:
    folder = ROOT / "queries"
    assert len(list(folder.glob("*/*.rq"))) == len(list(folder.glob("*/*.cypher"))) == 100
    counted = {topic: sum(q.topic == topic for q in EVERY) for topic in TOPICS}
    assert counted == TOPICS
    assert len(catalogue()) == sum(TOPICS.values()) == 100


@pytest.mark.parametrize("query", EVERY, ids=lambda q: q.name)
def test_both_halves_use_what_the_header_says(query: SavedQuery) -> None:
    code = re.sub(r"(?m)#.*$", "", re.sub(r"<[^>]*>", "", query.sparql))
    head, _, body = code.partition("WHERE")
    projected = re.findall(r"\?(\w+)(?=[\s)])", re.sub(r"\([^()]*(\([^()]*\))*[^()]*AS", "", head))
    parameters = [p.name for p in query.parameters]
    # What is not projected is not bound (an error), in a subselect silently not.
    assert sorted(projected) == sorted([*parameters, *query.columns])
    assert "SELECT" not in body
    assert not re.search(r"\bLIMIT\b|\bSERVICE\b", code + query.cypher, re.IGNORECASE)
    assert set(re.findall(r"\$(\w+)", query.cypher)) == set(parameters)
    for name in parameters:
        assert re.search(rf"\?{name}\b", body)
    last = query.cypher.rpartition("RETURN")[2]
    assert all(re.search(rf"\b{column}\b", last) for column in query.columns)
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|LOAD)\b", query.cypher)
    check_query(query.sparql)
    for parameter in query.parameters:
        assert parameter.default is not None
        if parameter.class_name:
            assert parameter.class_name in vocabulary().classes


def test_titles_and_names_are_unique() -> None:
    for attribute in ("title_zh", "title_en"):
        assert len({getattr(q, attribute) for q in EVERY}) == len(EVERY)
    assert len({q.name.partition("/")[2] for q in EVERY}) == len(EVERY)


def test_find_by_name_part_and_words() -> None:
    assert catalogue().get("zones_in_place").name == "zones/zones_in_place"
    assert catalogue().get("zones/zones_in_place.rq").name == "zones/zones_in_place"
    assert [q.name for q in catalogue().search("平台 几个 COUNTS")] == ["platforms/number_named"]
    assert len(catalogue().search("")) == len(EVERY)
    choose_language("en")
    try:
        assert catalogue().get("leaders_of").title == "Who holds posts in a zone or organization"
    finally:
        choose_language(None)


def test_an_unknown_query_names_the_nearest() -> None:
    with pytest.raises(UnknownQuery) as caught:
        catalogue().get("zones/zone_in_place")
    assert caught.value.facts["nearest"][0] == "zones/zones_in_place"
    assert "zones/zones_in_place" in caught.value.zh
    with pytest.raises(UnknownQuery) as caught:
        catalogue().get("@@@@")
    assert caught.value.facts["nearest"] == []


def test_the_page_is_current() -> None:
    written = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    assert written == reference_page(), "run python -m gaoxin.queries.reference > docs/queries.md"


def test_questions_name_queries_and_columns_that_exist() -> None:
    with (ROOT / "queries" / "questions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 273
    asked = {row["question"]: row for row in rows}
    last = {"A": 50, "B": 90, "C": 99}
    assert sorted(asked) == [f"{s}{n:02}" for s in "ABC" for n in range(1, last[s] + 1)]
    # C01 to C90 are by somebody who did not know the others: five are word for word the same.
    assert len({row["text"] for row in asked.values()}) == 234
    kinds = {"lookup", "list", "count", "number", "compare", "multi-hop", "path"}
    for row in rows:
        assert row["kind"] in kinds
        assert row["who"] or row["question"].startswith("A")
        assert row["compare"] in {"set", "count", "first", "contains", "items"}
        query = catalogue().get(row["query"])
        assert row["column"] in query.columns
        assert set(json.loads(row["where"] or "{}")) <= set(query.columns)
        assert set(json.loads(row["parameters"])) <= {p.name for p in query.parameters}
        assert json.loads(row["answers"])


def test_favourites_are_what_the_browser_reads() -> None:
    archive = zipfile.ZipFile(io.BytesIO(favourites()))
    assert sorted(archive.namelist()) == [f"{name}.cypher" for name in catalogue().names]
    text = archive.read("zones/zones_in_place.cypher").decode()
    assert text.startswith("// 某地有哪些高新区 Which zones lie in a place\n")
    assert text.rstrip().endswith("ORDER BY zone;")
    assert favourites() == favourites()


GOOD = """#+ summary: {zh: 甲, en: A}
#+ description: {zh: "有 # 和 , 和 }", en: "a \\"b\\""}
#+ who: {zh: 人, en: people}
#+ tags: [a, b]
#+ columns: [x]
#+ parameters:
#+   - {name: n, type: "thing:Zone", zh: 区, en: zone, values: names}

SELECT ?n ?x WHERE { ?n ?p ?x }
"""


def twins(folder: Path, sparql: str, cypher: str | None = None) -> Path:
    (folder / "t").mkdir(parents=True)
    (folder / "t" / "q.rq").write_text(sparql, encoding="utf-8")
    other = "// 甲 A\n" + sparql.replace("#+", "//+") if cypher is None else cypher
    if other:
        (folder / "t" / "q.cypher").write_text(other, encoding="utf-8")
    return folder


def test_a_header_is_read(tmp_path: Path) -> None:
    query = read_catalogue(twins(tmp_path, GOOD)).get("t/q")
    assert (query.description_zh, query.description_en) == ("有 # 和 , 和 }", 'a "b"')
    assert query.tags == ("a", "b")
    assert query.parameters[0].class_name == "Zone"
    assert query.parameters[0].default is None
    assert query.sparql == "SELECT ?n ?x WHERE { ?n ?p ?x }\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#+ tags: [a, b]", "#+ tags: [a, b"),
        ("#+ tags: [a, b]", "#+ tags [a, b]"),
        ("#+ tags: [a, b]", "#+ tags: [a] b"),
        ("#+ tags: [a, b]", "#+ who: {zh: 人, en: people}"),
        ("#+ tags: [a, b]\n", ""),
        ("#+ parameters:\n", ""),
        ("{zh: 甲, en: A}", "{zh: 甲, zh: A}"),
        ("thing:Zone", "zone"),
        ("values: names", "values: "),
        ("en: A}", "en: B}"),
    ],
)
def test_a_bad_header_is_refused_with_its_place(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(InvalidSource) as caught:
        read_catalogue(twins(tmp_path, GOOD.replace(old, new)))
    assert caught.value.facts["file"].startswith("t/q")


def test_a_missing_or_different_twin_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSource):
        read_catalogue(twins(tmp_path / "1", GOOD, ""))
    other = "// 甲 A\n" + GOOD.replace("#+", "//+").replace("[a, b]", "[a]")
    with pytest.raises(InvalidSource):
        read_catalogue(twins(tmp_path / "2", GOOD, other))
    with pytest.raises(InvalidSource):
        split_header("MATCH (n) RETURN n", ".cypher", "t/q.cypher")
