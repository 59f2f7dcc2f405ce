"""An answer is in one language: no English word in a Chinese one, and the other way round.

Proper names, codes and units may stand in both; so may what the user typed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from gaoxin.graph.store.generation import Generation
from gaoxin.ontology.namespaces import DCT, SKOS
from tests.cli.conftest import Command
from tests.cli.every_command import COMMANDS, HELP

# Commands and options, keys, paths, codes, IRIs: written in one way in every language.
_CODE = re.compile(
    r"gaoxin(?:\s+(?:neo4j|watch|token|spark)\s+[a-z]+|\s+[a-z]+)?"
    r"|--?[a-z][a-z-]*"
    r"|https?://\S+"
    r"|neo4j-admin [a-z]+"
    r"|[\w.%*~-]*[/_\\][\w./%*~-]*"
    r"|[\w-]+\.[a-z]+\b"
    r"|\b\w+=[a-z]*"
    r"|参数 \w+"
    r"|[\w.]+(?:-[\w.]+)+"
    r"|<[a-z|]+>"
    r"|\b[A-Z][A-Z0-9+/&.-]*\b"
    r"|\w*\d\w*"
    r"|\.[a-z]+\b"
)
_NAMES_OF_PROGRAMS = frozenset(
    (
        "Neo4j",
        "Browser",
        "Cypher",
        "Python",
        "Excel",
        "Word",
        "Apache",
        "Spark",
        "Parquet",
        "Turtle",
        "Gephi",
        "yEd",
        "geometry",
        "QUDT",
        "OpenAI",
        "BibTeX",
    )
)
# What is typed as it stands: formats, values of options, datasets, kinds of lists.
_FORMATS = re.compile(
    r"\b(parquet|csv|tsv|xlsx?|ods|json(ld)?|turtle|ntriples|nquads|trig|rdfxml|graphml|gexf|"
    r"cytoscape|statements|sparql|cypher|table|text|markdown|zh|en|requests|queries|errors|yes|no|"
    r"whole|sample|counts|both|bibtex|charts|identity|decisions|"
    r"enterprises|projects|platforms|policies|figures)\b"
)


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables are wide, so that no word is broken."""
    monkeypatch.setenv("COLUMNS", "300")


def _texts(generation: Generation, names: tuple[str, ...]) -> Iterator[ox.Quad]:
    for name in names:
        yield from generation.store.quads_for_pattern(
            None, ox.NamedNode(name), None, ox.DefaultGraph()
        )


_NAMING = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", SKOS + "notation")
_CITING = (DCT + "title", DCT + "publisher")


@pytest.fixture(scope="module")
def proper(shipped: Generation) -> frozenset[str]:
    """The Latin words within Chinese names, titles of sources and names of publishers."""
    words: set[str] = set()
    for quad in _texts(shipped, (*_NAMING, *_CITING)):
        assert isinstance(quad.object, ox.Literal)
        if quad.object.language != "en":
            words.update(re.findall(r"[A-Za-z]+", quad.object.value))
    return frozenset(words)


@pytest.fixture(scope="module")
def without_english(shipped: Generation) -> str:
    """All names of things that have no English one, titles, posts and attributes."""
    english = {
        quad.subject
        for quad in _texts(shipped, (SKOS + "prefLabel",))
        if getattr(quad.object, "language", "") == "en"
    }
    found = {
        quad.object.value
        for quad in _texts(shipped, (*_NAMING, *_CITING))
        if quad.subject not in english and isinstance(quad.object, ox.Literal)
    }
    found |= {
        quad.object.value
        for quad in _texts(shipped, ("https://w3id.org/gaoxin/ontology#title",))
        if isinstance(quad.object, ox.Literal)
    }
    return re.sub(r"\s", "", "\n".join(sorted(found)))


def told(gaoxin: Command, command: tuple[str, ...], code: str) -> str:
    """What a command says, without what was typed."""
    _, out, err = gaoxin(*command, "--lang", code)
    text = re.sub(r"^(SPARQL|Cypher):\n(  .*\n)+", "", out + err, flags=re.M)  # code
    text = re.sub(r"^@.*\n(?:.*\n)*?}\n", "", text, flags=re.M).replace("BibTeX", "")
    typed = command if command == ("lod",) else command[1:]
    for argument in sorted(typed, key=len, reverse=True):
        if not argument.startswith("-"):
            text = text.replace(argument.rpartition("=")[2], " ")
    return text


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_english_word_in_chinese(
    command: tuple[str, ...], gaoxin: Command, proper: frozenset[str]
) -> None:
    text = re.sub(r"^  名称 +[A-Za-z -]+", "", told(gaoxin, command, "zh"), flags=re.M)
    text = _FORMATS.sub(" ", _CODE.sub(" ", text))
    words = set(re.findall(r"[A-Za-z]{2,}", text))
    assert words <= proper | _NAMES_OF_PROGRAMS


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_chinese_but_names_in_english(
    command: tuple[str, ...], gaoxin: Command, without_english: str
) -> None:
    text = re.sub(r"\w+=\S+", " ", told(gaoxin, command, "en"))  # values as they were typed
    joined = re.sub(r"(?<=[\u4e00-\u9fff])\n {4,}(?=[\u4e00-\u9fff])", "", text)
    for run in re.findall(r"[\u4e00-\u9fff]+", joined):
        was_typed = any(run in argument for argument in command)
        assert was_typed or run in without_english, run


ARTICLE = """东山高新区开局良好

2024年东山高新区实现工业总产值512亿元，同比增长8.5%，高新技术企业达到86家。园区主导产业为集成电路。

江州芯联微电子有限公司落户东山高新区，总投资30亿元。到2026年，园区力争营业收入突破800亿元。
"""


def test_an_article_is_told_in_one_language(
    gaoxin: Command, tmp_path: Path, proper: frozenset[str], without_english: str
) -> None:
    """The facts of an article: in English, only its own words and names are Chinese."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    chinese = told(gaoxin, ("extract", str(path)), "zh")
    assert "工业总产值" in chinese
    words = set(re.findall(r"[A-Za-z]{2,}", _FORMATS.sub(" ", _CODE.sub(" ", chinese))))
    assert words <= proper | _NAMES_OF_PROGRAMS
    english = told(gaoxin, ("extract", str(path)), "en")
    assert "billion yuan" in english
    for run in re.findall(r"[\u4e00-\u9fff]+", english):
        name = run.removesuffix("增速")  # the growth of an indicator is named after it
        assert name in ARTICLE or run in without_english, run


_ABBREVIATIONS = {"CSV", "HTTP", "IRI", "JDBC", "MCP", "RDF", "SPARQL", "TOML", "URL"}


def help_page(command: str, code: str) -> str:
    """A page of help; its language is chosen when the commands are imported."""
    arguments = [command] if command else []
    program = [sys.executable, "-m", "gaoxin", *arguments, "--help", "--lang", code]
    return subprocess.run(program, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("command", ["", *HELP])
def test_help_in_one_language(command: str) -> None:
    chinese = help_page(command, "zh").partition("\n")[2]
    if not command:  # the list of the commands begins with their names
        chinese = re.sub(r"^  [a-z0-9]+  ", "", chinese, flags=re.M)
    words = set(re.findall(r"[A-Za-z]{2,}", _FORMATS.sub(" ", _CODE.sub(" ", chinese))))
    assert words <= _NAMES_OF_PROGRAMS
    assert set(re.findall(r"(?<![\w-])[A-Z]{3,}(?![\w-])", chinese)) <= _ABBREVIATIONS  # no FILE
    english = re.sub(r"\n +", " ", help_page(command, "en"))
    examples = re.compile(r"gaoxin \S+ (?:[^.]|\.\d)*|\([^)]*\)|\w+=\S+|\S+: [\u4e00-\u9fff]+")
    assert not re.search(r"[\u4e00-\u9fff]", examples.sub("", english))


@pytest.mark.parametrize("name", ["高新", "鼓楼区"])
def test_a_message_lists_its_names_once(name: str, gaoxin: Command) -> None:
    for code in ("zh", "en"):
        status, _, err = gaoxin("show", name, "--lang", code)
        assert status == 1
        keys = re.findall(r"\b[a-z]+/[\w.-]+", err)
        assert len(keys) > 1
        assert len(keys) == len(set(keys))
