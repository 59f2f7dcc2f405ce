"""The catalogue: all files are valid, twins match, and nothing is silently ignored by the
engines.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaoxin.errors import InvalidSource, UnknownQuery
from gaoxin.graph.wording.code_words import word
from gaoxin.language import choose_language
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.browser.favourites import favourites, folder, topics
from gaoxin.queries.catalogue import OtherQuery, SavedQuery, catalogue, read_catalogue
from gaoxin.queries.cypher_text import cypher_literal
from gaoxin.queries.guard import check_query
from gaoxin.queries.reference import reference_page

ROOT = Path(__file__).parents[2]
NAMES = {"thing", "other", "zone", "place", "industry", "indicator", "award"}
NAMES |= {"source", "year", "level", "minimum", "text"}
EVERY = list(catalogue())


def test_every_file_is_read() -> None:
    folder = ROOT / "queries"
    for ending in ("toml", "rq", "cypher"):
        stems = [path.relative_to(folder).with_suffix("") for path in folder.glob(f"*/*.{ending}")]
        assert sorted(stem.as_posix() for stem in stems) == catalogue().names
    assert EVERY


def _subselects(body: str) -> Iterator[tuple[set[str], str]]:
    """Of each subselect the variables that it projects, and what stands in its braces."""
    for match in re.finditer(r"SELECT\b([^{]*?)(?:WHERE\s*)?\{", body):
        depth, end = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(body[end], 0)
            end += 1
        yield set(re.findall(r"\?(\w+)", match[1])), body[match.end() : end - 1]


def test_a_parameter_that_a_subselect_does_not_project_would_be_found() -> None:
    (names, inner), *others = _subselects("{ { SELECT ?a WHERE { ?a ?b { ?c ?d } } } ?e ?f }")
    assert (names, inner, others) == ({"a"}, " ?a ?b { ?c ?d } ", [])


@pytest.mark.parametrize("query", EVERY, ids=lambda q: q.name)
def test_both_halves_use_what_the_header_says(query: SavedQuery) -> None:
    code = re.sub(r"(?m)#.*$", "", re.sub(r"<[^>]*>", "", query.sparql))
    head, _, body = code.partition("WHERE")
    projected = re.findall(r"\?(\w+)(?=[\s)])", re.sub(r"\([^()]*(\([^()]*\))*[^()]*AS", "", head))
    parameters = [p.name for p in query.parameters]
    # A parameter that is not projected is not bound: an error, but silent within a subselect.
    assert sorted(projected) == sorted([*parameters, *query.columns])
    for names, inner in _subselects(body):
        used = {name for name in parameters if re.search(rf"\?{name}\b", inner)}
        assert used <= names
    assert not re.search(r"\bLIMIT\b|\bSERVICE\b", code + query.cypher, re.IGNORECASE)
    assert re.findall(r"\$(\w+)", query.cypher_with_parameters) == parameters
    assert "$" not in query.cypher
    for name in parameters:
        assert re.search(rf"\?{name}\b", body)
    last = query.cypher.rpartition("\nRETURN")[2]
    assert all(re.search(rf"\b{column}\b", last) for column in query.columns)
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|LOAD)\b", query.cypher)
    check_query(query.sparql)
    for parameter in query.parameters:
        assert parameter.is_required is (parameter.default is None)
        assert parameter.name in NAMES
        # Examples are examples: no text, and no thing, is taken for one that was left out.
        assert parameter.default in (None, "") or parameter.type in ("integer", "decimal")
        if parameter.class_name:
            assert parameter.class_name in vocabulary().classes


@pytest.mark.parametrize("query", EVERY, ids=lambda q: q.name)
def test_every_query_says_how_people_ask_it(query: SavedQuery) -> None:
    names = {p.name for p in query.parameters}
    assert len(query.asked_zh) > 1
    assert query.asked_en
    for text in (*query.asked_zh, *query.asked_en):
        for name, class_name in re.findall(r"\{(\w+)(?::(\w+))?\}", text):
            if class_name:
                assert class_name in vocabulary().classes
            else:
                assert name in names | {"year", "minimum", "text"}


def test_other_queries_take_what_a_query_without_an_answer_has() -> None:
    pairs = [(query, catalogue().get(other.query)) for query in EVERY for other in query.otherwise]
    assert len(pairs) > 10
    for query, other in pairs:
        assert other is not query
        needed = {p.name for p in other.parameters if p.is_required}
        things = {p.name for p in query.parameters if p.name in ("thing", "zone")}
        known = {p.name for p in query.parameters}
        assert len(needed - known) <= len(things), (query.name, other.name)


def test_titles_and_names_are_unique() -> None:
    for attribute in ("title_zh", "title_en"):
        assert len({getattr(q, attribute) for q in EVERY}) == len(EVERY)
    assert len({q.name.partition("/")[2] for q in EVERY}) == len(EVERY)


def test_find_by_name_part_and_words() -> None:
    assert catalogue().get("zones_in_place").name == "zones/zones_in_place"
    assert catalogue().get("zones/zones_in_place.rq").name == "zones/zones_in_place"
    assert [q.name for q in catalogue().search("平台 几个 COUNTS")] == ["platforms/number_named"]
    assert len(catalogue().search("")) == len(EVERY)
    assert catalogue().get("leaders_of").title == "Who holds posts in a zone or organization"


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
    asked = {row["question"]: row for row in rows}
    for series in (
        "ABC"
    ):  # numbered without gaps; A and B are our own questions, C was written by somebody else
        count = sum(key.startswith(series) for key in asked)
        assert count
        assert all(f"{series}{n:02}" in asked for n in range(1, count + 1))
    assert {key[0] for key in asked} == set("ABC")
    kinds = {"lookup", "list", "count", "number", "compare", "multi-hop", "path"}
    for row in rows:
        assert row["kind"] in kinds
        assert row["who"] or row["question"].startswith("A")
        assert row["compare"] in {"set", "count", "first", "contains", "items"}
        query = catalogue().get(row["query"])
        assert row["column"] in query.columns
        assert set(json.loads(row["where"] or "{}")) <= set(query.columns)
        given = json.loads(row["parameters"])
        assert set(given) <= {p.name for p in query.parameters}
        assert {p.name for p in query.parameters if p.is_required} <= set(given)
        assert json.loads(row["answers"])


def test_favourites_are_what_the_browser_reads() -> None:
    archive = zipfile.ZipFile(io.BytesIO(favourites()))
    texts = {name: archive.read(name).decode() for name in archive.namelist()}
    offered = [query for query in EVERY if "checks" not in query.tags]
    drawn = [query for query in offered if query.cypher_text.drawn]
    assert len(texts) == len(offered) + len(drawn)
    assert len(drawn) >= 25
    assert all(name.endswith(".cypher") for name in texts)
    folders = {name.rpartition("/")[0] for name in texts}
    assert folders == {folder(query.topic) for query in EVERY}
    titles = [text.partition("\n")[0] for text in texts.values()]
    assert len(set(titles)) == len(titles)
    rows = texts["Gaoxin Graph: Zones/zones_in_place.cypher"]
    assert rows.startswith("// Which zones lie in a place\n")
    assert rows.rstrip().endswith("ORDER BY zone")
    graph = texts["Gaoxin Graph: Zones/zones_in_place.graph.cypher"]
    assert graph.startswith("// Which zones lie in a place (graph)\n")
    assert graph.rstrip().endswith("RETURN path")
    for text in texts.values():
        code = re.sub(r"(?m)^ *//.*$", "", text)
        assert not re.search(r"\$|;|:param", code)  # a second statement would show no result
    assert favourites() == favourites()


def test_every_topic_has_a_name() -> None:
    assert topics().keys() == {query.topic for query in EVERY}


@pytest.mark.parametrize("topic", sorted({query.topic for query in EVERY}))
def test_every_topic_has_a_word_in_both_languages(topic: str) -> None:
    choose_language("zh")
    assert not word("topic", topic).isascii()
    choose_language("en")
    assert word("topic", topic).isascii()


HEADER = """\
tags = ["a", "b"]
columns = ["x"]

[summary]
zh = "甲"
en = "A"

[description]
zh = "有 # 和 , 和 }"
en = 'a "b"'

[who]
zh = "人"
en = "people"

[[parameters]]
name = "n"
type = "thing:Zone"
zh = "区"
en = "zone"
values = "names"
example = "甲区"
formerly = "area"

[[parameters]]
name = "kind"
type = "string"
zh = "类"
en = "kind"
default = "p"
values = ["p", "q"]

[asked]
zh = ["{n}有什么"]

[[otherwise]]
query = "t/r"
zh = "没有，但有"
en = "none, but"
"""
SPARQL = "SELECT ?n ?x WHERE { ?n ?p ?x }\n"
CYPHER = """\
// 甲 A
WITH '甲区' AS n, 'p' AS kind
MATCH (z:Zone)-[r]->(o)
RETURN z.name AS x
// 画图 as a graph: RETURN z, r, o
"""


def written(folder: Path, toml: str = HEADER, rq: str = SPARQL, cypher: str = CYPHER) -> Path:
    """A folder with one saved query; if a text is ``""``, its file is left out."""
    (folder / "t").mkdir(parents=True)
    texts = {"toml": toml, "rq": rq, "cypher": cypher}
    for ending, text in texts.items():
        if text:
            (folder / "t" / f"q.{ending}").write_text(text, encoding="utf-8")
    return folder


def test_a_query_is_read(tmp_path: Path) -> None:
    query = read_catalogue(written(tmp_path)).get("t/q")
    assert (query.title_zh, query.title_en) == ("甲", "A")
    assert (query.description_zh, query.description_en) == ("有 # 和 , 和 }", 'a "b"')
    assert (query.who_zh, query.who_en) == ("人", "people")
    assert (query.tags, query.columns) == (("a", "b"), ("x",))
    zone, kind = query.parameters
    assert (zone.class_name, zone.default, zone.values, zone.source) == ("Zone", None, (), "names")
    assert (zone.example, zone.formerly, zone.is_required) == ("甲区", "area", True)
    assert (kind.example, kind.formerly, kind.is_required) == ("p", "", False)
    assert (query.asked_zh, query.asked_en) == (("{n}有什么",), ())
    assert query.otherwise == (OtherQuery("t/r", "没有，但有", "none, but"),)
    assert query.command({"n": "a 'b"}) == "gaoxin query t/q 'n=a '\\''b'"
    assert query.examples == {"n": "甲区", "kind": "p"}
    assert query.command() == "gaoxin query t/q n=甲区"
    assert query.command({"n": "…", "kind": "p"}) == "gaoxin query t/q n=… kind=p"
    assert (kind.type, kind.default, kind.values) == ("string", "p", ("p", "q"))
    assert query.sparql == SPARQL
    pattern, rows = "MATCH (z:Zone)-[r]->(o)\n", "RETURN z.name AS x\n"
    assert query.cypher == f"WITH '甲区' AS n, 'p' AS kind\n{pattern}{rows}"
    assert query.cypher_with_parameters == f"WITH $n AS n, $kind AS kind\n{pattern}{rows}"
    assert query.cypher_text.drawn == (f"WITH '甲区' AS n, 'p' AS kind\n{pattern}RETURN z, r, o\n")


def test_a_query_may_have_no_parameters(tmp_path: Path) -> None:
    header = HEADER.partition("[[parameters]]")[0]
    query = read_catalogue(written(tmp_path, header, cypher="// 甲 A\nRETURN 1 AS x")).get("q")
    assert query.parameters == ()
    assert query.cypher == query.cypher_with_parameters == "RETURN 1 AS x\n"
    assert query.cypher_text.drawn == ""


@pytest.mark.parametrize("line", ["", "WITH '乙区' AS n, 'p' AS kind\n", "WITH $n AS n\n"])
def test_the_cypher_file_names_its_example_values(tmp_path: Path, line: str) -> None:
    with pytest.raises(InvalidSource) as caught:
        read_catalogue(written(tmp_path, cypher=f"// 甲 A\n{line}RETURN 1 AS x"))
    assert "WITH '甲区' AS n, 'p' AS kind" in caught.value.en


def test_values_in_cypher() -> None:
    assert cypher_literal("string", "a'b\\") == "'a\\'b\\\\'"
    assert cypher_literal("decimal", "1000") == "1000.0"
    assert cypher_literal("decimal", "1.5") == "1.5"
    assert cypher_literal("year", "2024") == "2024"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('tags = ["a", "b"]', 'tags = ["a", "b"', "not TOML"),
        ('tags = ["a", "b"]', 'tags = ["a"]\ntags = ["b"]', "line 2"),
        ('tags = ["a", "b"]\n', "", "tags is missing"),
        ('tags = ["a", "b"]', "tags = []", "tags must be"),
        ('tags = ["a", "b"]', 'tags = "a"', "tags must be"),
        ('columns = ["x"]', "columns = [1]", "columns must be"),
        ('columns = ["x"]', 'columns = ["x"]\ncolumn = "y"', "column is unknown"),
        ('[summary]\nzh = "甲"\nen = "A"', 'summary = "A"', "summary must be"),
        ('en = "A"', "", "[summary] en is missing"),
        ('en = "A"', 'en = " "', "[summary] en must be"),
        ('en = "A"', 'en = "A"\nfr = "B"', "[summary] fr is unknown"),
        ('en = "people"', "en = 1", "[who] en must be"),
        ('"thing:Zone"', '"zone"', "[[parameters]] n type must be"),
        ('"thing:Zone"', '"thing:zone"', "[[parameters]] n type must be"),
        ('"thing:Zone"', '"yearly"', "[[parameters]] n type must be"),
        ('values = "names"', "", "[[parameters]] n values is missing"),
        ('values = "names"', 'values = ""', "[[parameters]] n values must be"),
        ('example = "甲区"', "", "[[parameters]] n needs example"),
        ('example = "甲区"', "example = 1", "[[parameters]] n example must be"),
        ('formerly = "area"', "formerly = 1", "[[parameters]] n formerly must be"),
        ('default = "p"', "default = 1", "[[parameters]] kind default must be"),
        ('default = "p"', 'preset = "p"', "[[parameters]] kind preset is unknown"),
        ('name = "n"', 'name = "n m"', "name must be"),
        ('name = "n"', 'name = "kind"', "kind is there twice"),
        ("[[parameters]]", "[[parameter]]", "parameter is unknown"),
        ('zh = ["{n}有什么"]', 'zh = "{n}有什么"', "[asked] zh must be"),
        ('zh = ["{n}有什么"]', 'fr = ["{n}"]', "[asked] fr is unknown"),
        ('query = "t/r"', "query = 1", "[[otherwise]] query must be"),
        ('query = "t/r"', "", "[[otherwise]] query is missing"),
    ],
)
def test_a_bad_header_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in HEADER
    with pytest.raises(InvalidSource) as caught:
        read_catalogue(written(tmp_path, HEADER.replace(old, new)))
    assert caught.value.facts["file"] == "t/q.toml"
    assert "t/q.toml" in caught.value.en
    assert told in caught.value.en


def test_parameters_that_are_no_tables_are_refused(tmp_path: Path) -> None:
    bare = HEADER.partition("[[parameters]]")[0]
    for number, value in enumerate(("1", "[1]")):
        with pytest.raises(InvalidSource, match="parameters"):
            read_catalogue(written(tmp_path / str(number), f"parameters = {value}\n{bare}"))


@pytest.mark.parametrize("ending", ["toml", "rq", "cypher"])
def test_a_missing_file_is_named(tmp_path: Path, ending: str) -> None:
    with pytest.raises(InvalidSource) as caught:
        read_catalogue(written(tmp_path, **{ending: ""}))
    assert caught.value.facts["file"] == f"t/q.{ending}"


def test_the_cypher_file_begins_with_the_titles(tmp_path: Path) -> None:
    for number, text in enumerate(("RETURN 1 AS x", "// A\nRETURN 1 AS x", "//甲 A\nRETURN 1")):
        with pytest.raises(InvalidSource) as caught:
            read_catalogue(written(tmp_path / str(number), cypher=text))
        assert caught.value.facts["file"] == "t/q.cypher"
        assert "// 甲 A" in caught.value.en
