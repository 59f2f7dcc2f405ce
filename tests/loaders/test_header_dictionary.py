"""The dictionary of headers: the project's own is consistent, a user's file comes first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gaoxin.loaders.lists.dictionary import catalogue_units, property_of, read_dictionary
from gaoxin.loaders.lists.header_file import shipped_headers
from gaoxin.loaders.lists.header_forms import folded
from gaoxin.loaders.lists.list_mapping import WORDS
from gaoxin.ontology.terms import vocabulary
from tests.fixtures.officer_lists import write_csv
from tests.fixtures.read_lists import Rows, Told
from tests.fixtures.refusals import refused


def own(folder: Path, text: str) -> Path:
    path = folder / "表头.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_entry_of_the_project_fits_the_ontology() -> None:
    body = shipped_headers()
    words = vocabulary()
    assert len(body["column"]) > 50
    for item in body["column"]:
        term = property_of(item["means"])
        assert item["means"] in WORDS or term is not None
        classes = [*item.get("of", []), item.get("tells", ""), item.get("class", "")]
        assert all(name in words.classes for name in classes if name), item
        if term is not None and isinstance(term.range, tuple) and term.is_relation:
            ends = item.get("of", []) if item.get("reverse") else [item["class"]]
            assert all(words.concrete([end]) for end in ends)
    unknown = {item["indicator"] for item in body["figure"]} - set(catalogue_units())
    assert unknown == set()


def test_no_entry_of_the_project_has_a_text_twice() -> None:
    body = shipped_headers()
    items = [item for table in ("column", "figure", "topic") for item in body[table]]
    lists = [*(item.get("headers") or item["words"] for item in items), *body["words"].values()]
    assert [text for texts in lists for text, count in Counter(texts).items() if count > 1] == []


def test_a_file_of_the_users_own_comes_first(tmp_path: Path) -> None:
    file = own(
        tmp_path,
        '[[column]]\nmeans = "locatedIn"\nclass = "Zone"\nheaders = ["所在组团"]\n'
        '[[figure]]\nindicator = "利润总额"\nheaders = ["营收"]\n',
    )
    rows: Rows = [["企业名称", "所在组团", "2024年营收（万元）"], ["甲厂", "合肥高新区", "3"]]
    path = write_csv(tmp_path / "a.csv", rows)
    told = Told(path, headers=file)
    assert told.columns["所在组团"] == "located in → zone"
    assert told.statements("observation")[0][1] == "利润总额"
    without = Told(path)
    assert "unknown header" in without.columns["所在组团"]
    assert without.statements("observation")[0][1] == "营业收入"


def test_words_for_titles_of_the_users_own(tmp_path: Path) -> None:
    file = own(tmp_path, '[[topic]]\nclass = "Project"\nwords = ["攻坚清单"]\n')
    rows: Rows = [["2025年攻坚清单", ""], ["名称", "位于园区"], ["甲", "合肥高新区"]]
    path = write_csv(tmp_path / "a.csv", rows)
    assert Told(path, headers=file).lists[0].type == "Project"
    refused(lambda: Told(path))


def test_words_that_only_hold_those_of_a_topic_are_compared_as_titles_are(tmp_path: Path) -> None:
    text = '[[topic]]\nclass = "Project"\nwords = ["清单"]\nbut = ["问题 清单"]\n'
    topic = read_dictionary(own(tmp_path, text)).topics[0]
    assert topic.last_in(folded("项目 清单")) > 0
    assert topic.last_in(folded("问题 清单")) == 0


@pytest.mark.parametrize(
    ("title", "type_"),
    [
        ("合肥高新区企业", "Enterprise"),
        ("企业平台", "Platform"),
        ("工程技术人员", "Person"),
        ("重点工程", "Project"),
        ("firms", "Enterprise"),
        ("firmware", ""),
        ("清单", ""),
    ],
)
def test_the_last_word_of_a_title_counts(title: str, type_: str) -> None:
    ends = {topic.type: topic.last_in(title) for topic in read_dictionary().topics}
    assert (max(ends, key=lambda name: ends[name]) if any(ends.values()) else "") == type_


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("[[column]", "no valid TOML"),
        ('[[colum]]\nmeans = "name"', "there is no table 'colum'; only column, figure, topic. Did"),
        ('[[column]]\nmeans = "name"', "headers must be a list"),
        ('[[column]]\nmeans = "nam"\nheaders = ["x"]', "Did you mean name?"),
        ('[[column]]\nmeans = "name"\nclas = "Zone"\nheaders = ["x"]', "unknown key 'clas'"),
        ('[[column]]\nmeans = "name"\nclass = "Zon"\nheaders = ["x"]', "there is no class 'Zon'"),
        ('[[figure]]\nheaders = ["x"]', "it lacks indicator"),
        ('column = "name"', "write it as [[column]]"),
        ('topic = ["x"]', "write it as [[topic]]"),
        ('[figure]\nindicator = "x"', "write it as [[figure]]"),
        ('[[column]]\nmeans = "name"\nof = "Zone"\nheaders = ["x"]', "of must be a list"),
        ('[[figure]]\nindicator = 3\nheaders = ["x"]', "indicator must be a text"),
        ('[[topic]]\nclass = "Zone"\nwords = ["x"]\nbut = "xy"', "but must be a list"),
        ('[[topic]]\nclass = "Zone"', "words must be a list"),
        ('[[topic]]\nclass = "Zon"\nwords = ["x"]', "there is no class 'Zon'"),
    ],
)
def test_a_wrong_file_is_refused_with_its_entry(text: str, english: str, tmp_path: Path) -> None:
    (problem,) = refused(read_dictionary, own(tmp_path, text))
    assert english in problem.en
    assert problem.file == "表头.toml"
