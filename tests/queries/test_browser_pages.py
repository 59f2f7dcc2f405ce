"""Style and guide of Neo4j Browser say what the ontology and the catalogue say."""

from __future__ import annotations

import re
from html import unescape

import pytest

from gaoxin.graph.mirror.mapping.term_names import current_names
from gaoxin.language import choose_language
from gaoxin.ontology.terms import vocabulary
from gaoxin.queries.browser.guide import TOUR, guide
from gaoxin.queries.browser.pages import browser_pages
from gaoxin.queries.browser.schema_picture import drawn_labels, schema_picture
from gaoxin.queries.browser.style import colour_of, is_pale, rules, style_sheet
from gaoxin.queries.catalogue import catalogue
from tests.fixtures.contrast import contrast

LABELLED = {term.label: term for term in vocabulary().classes.values() if term.label}


def parsed(text: str) -> dict[str, dict[str, str]]:
    """The rules as the Browser's parser reads them: it splits values at ``;`` and ``:``."""
    found = {}
    for selector, body in re.findall(r"(\S+) \{\n(.*?)\n\}\n", text, flags=re.DOTALL):
        parts = [line.split(":") for line in body.replace('"', "").split(";")]
        found[selector] = {p[0].strip(): p[1].strip() for p in parts if len(p) == 2}
    return found


def test_every_class_has_a_colour_a_size_and_a_caption() -> None:
    found = parsed(style_sheet())
    for label, term in LABELLED.items():
        style = found[f"node.{label}"]
        assert style["color"] == colour_of(term)
        assert style["diameter"].endswith("px")
        assert style["caption"] == ("{caption}" if term.nary else style["caption"])
        assert re.fullmatch(r"\{\w+\}", style["caption"])
    assert len({found[f"node.{label}"]["color"] for label in drawn_labels()}) == len(drawn_labels())


def test_a_class_wins_over_its_superclasses_and_over_the_mirror_s_own_labels() -> None:
    order = [selector for selector, _ in rules(current_names())]
    own = order.index("node.Resource")
    for label, term in LABELLED.items():
        above = [vocabulary().classes[name].label for name in term.parents]
        for parent in (name for name in above if name):
            assert order.index(f"node.{parent}") < order.index(f"node.{label}")
        assert own < order.index(f"node.{label}")
        assert order.index("node._Mirrored") < order.index(f"node.{label}")


def test_labels_that_say_nothing_are_pale() -> None:
    found = parsed(style_sheet())
    upper = [label for label, term in LABELLED.items() if is_pale(term)]
    assert "Agent" in upper
    assert "Zone" not in upper
    for label in ("Resource", "_Mirrored", *upper):
        style = found[f"node.{label}"]
        assert contrast(style["color"], "#ffffff") < 1.2
        assert contrast(style["color"], style["text-color-internal"]) > 4.5
        assert contrast(style["color"], style["border-color"]) > 3
    for label, term in LABELLED.items():
        if label not in upper and not term.bookkeeping:
            assert contrast(found[f"node.{label}"]["color"], "#ffffff") > 3


def test_relations_are_captioned_in_the_language() -> None:
    assert parsed(style_sheet())["relationship"]["caption"] == "<type>"
    assert "relationship.HAS_INDUSTRY" not in parsed(style_sheet())
    choose_language("zh")
    assert parsed(style_sheet())["relationship.HAS_INDUSTRY"]["caption"] == "拥有产业"
    for values in parsed(style_sheet()).values():
        assert values["caption"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_shows_queries_of_the_catalogue(language: str) -> None:
    choose_language(language)
    text = guide()
    assert text.count("<slide") == text.count("</slide>") > 5
    assert "<script" not in text
    queries = [unescape(code) for code in re.findall(r"runnable\">(.*?)</pre>", text, re.DOTALL)]
    for name in (name for names in TOUR.values() for name in names):
        query = catalogue().get(name)
        assert (query.cypher_text.drawn or query.cypher).strip() in queries
        assert query.title in unescape(text)
    assert schema_picture() in queries
    for term in vocabulary().classes.values():
        if term.label and not term.abstract and not term.bookkeeping:
            assert f"<td>{term.label}</td>" in text
    chinese = re.sub(r"<pre.*?</pre>", "", text, flags=re.DOTALL)
    assert bool(re.search("[一-鿿]", chinese)) == (language == "zh")


def test_topics_of_the_tour_are_topics_of_the_catalogue() -> None:
    for topic, names in TOUR.items():
        assert topic in {query.topic for query in catalogue()}
        assert all(name in catalogue().names for name in names)


def test_all_pages_are_made() -> None:
    assert set(browser_pages()) == {"style.grass", "guide.html", "favourites.zip"}
    assert browser_pages() == browser_pages()
