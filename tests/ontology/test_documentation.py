"""The ontology's pages: up to date, in one language each, and without network access."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gaoxin.ontology.documentation import LANGUAGES, page
from gaoxin.ontology.terms import ClassTerm, PropertyTerm, vocabulary

FOLDER = Path(__file__).parents[2] / "docs" / "ontology"
CHINESE = re.compile("[\u4e00-\u9fff]")
# Texts that are equal in both languages: names, IRIs, prefixed names, versions, dates.
NEUTRAL = re.compile(
    r"IRI|gx:|[a-z0-9]+|https?://\S+|[a-z0-9]+:\w+|[\d.-]+|Gaoxin Graph contributors|Neo4j|QUDT"
)


class _Texts(HTMLParser):
    """Collects the visible texts, and all addresses that a browser would load."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.loaded: list[str] = []
        self.language = ""
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.hidden = tag in ("style", "script")
        self.language = values["lang"] if tag == "html" else self.language
        self.loaded += [values[name] for name in ("src", "srcset") if name in values]
        if tag == "link":
            self.loaded.append(values.get("href", ""))
        if "title" in values:
            self.texts.append(values["title"])

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if self.hidden:
            self.loaded += re.findall(r"@import[^;]+|url\([^)]+\)", data)
        elif data.strip():
            self.texts.append(data.strip())


def _read(language: str) -> _Texts:
    parser = _Texts()
    parser.feed((FOLDER / f"{language}.html").read_text("utf-8"))
    return parser


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_current(language: str) -> None:
    assert (FOLDER / f"{language}.html").read_text("utf-8") == page(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_load_nothing(language: str) -> None:
    found = _read(language)
    assert found.language == language
    assert len(found.loaded) >= 2
    assert [item for item in found.loaded if not item.startswith("data:")] == []


def test_chinese_page_has_no_english() -> None:
    texts = _read("zh").texts
    assert len(texts) > 1000
    assert [t for t in texts if not CHINESE.search(t) and not NEUTRAL.fullmatch(t)] == []


def test_english_page_has_chinese_only_as_examples_in_definitions() -> None:
    texts = _read("en").texts
    assert len(texts) > 1000
    assert [t for t in texts if CHINESE.search(t) and "such as" not in t] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_documented(language: str) -> None:
    texts = set(_read(language).texts)
    terms = vocabulary()
    every: list[ClassTerm | PropertyTerm] = [*terms.classes.values(), *terms.properties.values()]
    for term in every:
        name, meaning = (
            (term.label_zh, term.definition_zh)
            if language == "zh"
            else (term.label_en, term.definition_en)
        )
        assert name in texts, name
        assert meaning in texts, name
