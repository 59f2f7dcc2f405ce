"""Every construction is tested by the examples that its entry has."""

from __future__ import annotations

import pytest

from gaoxin.extraction.relations.constructions import Construction, constructions, matching
from gaoxin.extraction.relations.pairs import MentionPair, MentionTable
from gaoxin.extraction.relations.predicates import predicates_between
from tests.extraction.marked_sentences import marked


def names_of(sentence: str) -> list[str]:
    """The forms that match the marked pair of the sentence."""
    article, named, mentions = marked(sentence)
    table = MentionTable(article, mentions)
    pair = MentionPair(named["S"], named["O"], "sentence", (0, 0))
    return [item.form for _, item, _ in matching(table, pair)]


def test_there_are_constructions() -> None:
    assert len(constructions()) > 20


@pytest.mark.parametrize("item", constructions(), ids=lambda item: f"{item.predicate} {item.form}")
def test_its_examples_have_it_and_the_others_do_not(item: Construction) -> None:
    assert item.examples
    assert item.others
    for example in item.examples:
        assert item.form in names_of(example), example
        _, named, _ = marked(example)
        assert item.predicate in predicates_between(named["S"].type, named["O"].type), example
    for other in item.others:
        _, named, _ = marked(other)
        assert "O" not in named or item.form not in names_of(other), other
