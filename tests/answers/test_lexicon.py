"""Phrases of the lexicon: the files that people keep, and how they are found in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from gaoxin.answers.lexicon.lexicon import Lexicon, lexicon
from gaoxin.answers.lexicon.meanings import WordMeaning, kept_phrases, read_phrases
from gaoxin.answers.lexicon.sentences import compared, read_sentence
from gaoxin.errors import InvalidSource
from gaoxin.ontology.terms import vocabulary

KINDS = {
    file.name.removesuffix(".toml")
    for file in files("gaoxin.answers.lexicon").joinpath("phrases").iterdir()
    if file.name.endswith(".toml")
}


def kept(kind: str) -> dict[str, list[str]]:
    """The phrases of a kind, by what they mean."""
    found: dict[str, list[str]] = {}
    for phrase, meaning in kept_phrases():
        if meaning.kind == kind:
            found.setdefault(meaning.value, []).append(phrase)
    return found


def texts(sentence: str, lexicon: Lexicon, *, nested: bool = False) -> list[str]:
    return [found.text for found in lexicon.find(sentence, nested=nested)]


def small(*phrases: str) -> Lexicon:
    return Lexicon((phrase, WordMeaning("class", phrase)) for phrase in phrases)


def named_terms() -> Iterator[tuple[str, str, bool]]:
    """Kind, value, and whether the ontology has this value."""
    known = vocabulary()
    for value in kept("class"):
        yield "class", value, value in known.classes and not known.classes[value].abstract
    for kind in ("relation", "attribute"):
        for value in kept(kind):
            yield kind, value, value in known.properties
    for kind, scheme in (("status", "StatusScheme"),):
        for value in kept(kind):
            yield kind, value, value in known.schemes[scheme].codes


def test_what_the_files_name_is_in_the_ontology() -> None:
    found = list(named_terms())
    assert {kind for kind, _, _ in found} == {"class", "relation", "attribute", "status"}
    assert [(kind, value) for kind, value, known in found if not known] == []


def test_every_class_and_relation_has_phrases_in_both_languages() -> None:
    known = vocabulary()
    wanted = {("class", c.name) for c in known.classes.values() if c.names_things}
    wanted |= {
        ("relation", n) for n, p in known.properties.items() if p.statement and p.is_relation
    }
    assert len(wanted) > 20
    have: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for phrase in lexicon():  # a new term of the ontology has its labels
        for meaning in lexicon().meanings(phrase):
            have[phrase.isascii()].add((meaning.kind, meaning.value))
    assert wanted - have[False] == set()
    assert wanted - have[True] == set()


def test_all_kinds_of_questions_are_known() -> None:
    types = [
        "who",
        "which",
        "how-many",
        "how-much",
        "when",
        "where",
        "yes-no",
        "compare",
        "superlative",
        "path",
        "both",
    ]
    assert set(types) <= set(kept("question"))


def test_no_phrase_stands_twice_in_a_table() -> None:
    seen: set[tuple[str, WordMeaning]] = set()
    twice = []
    for entry in kept_phrases():
        if entry in seen:
            twice.append((entry[0], entry[1].kind, entry[1].value))
        seen.add(entry)
    assert len(seen) > 1500
    assert twice == []


def test_phrases_are_written_in_the_form_in_which_they_are_compared() -> None:
    """Otherwise they would never be found (阪 for 板, two blanks, a blank beside 汉字)."""
    wrong = [p for p, _ in kept_phrases() if compared(p) != read_sentence(p).text]
    assert wrong == []


@pytest.mark.parametrize(
    ("sentence", "phrase", "kind", "value"),
    [
        ("合肥高新区一把手是哪位", "一把手", "role", "leader"),
        ("这个园区的头儿叫啥", "头儿", "role", "leader"),
        ("苏州一年挣多少", "一年挣多少", "measure", "营业收入"),
        ("那边招来了谁", "招来了谁", "relation", "locatedIn"),
        ("里面有哪些厂子", "厂子", "class", "Enterprise"),
        ("去年的产值", "去年", "time", "year-1"),
        ("当初说的话兑现了吗", "兑现了吗", "verdict", "targets"),
        ("力争突破千亿", "力争", "status", "target"),
        ("已经达到多少", "达到", "status", "actual"),
        ("不到五百家的", "不到", "comparison", "<"),
        ("省级的平台", "省级", "level", "provincial"),
        ("请问面积", "请问", "filler", "polite"),
        ("哪里的产业跟它最像", "最像", "comparison", "similar"),
        ("Who runs the zone", "who runs", "relation", "holdsPosition"),
        ("its annual turnover", "turnover", "measure", "营业收入"),
    ],
)
def test_words_have_their_meaning(sentence: str, phrase: str, kind: str, value: str) -> None:
    found = {f.text.casefold(): f for f in lexicon().find(sentence)}
    assert value in found[phrase].values(kind)


def test_wordings_say_which_end_of_a_relation_is_asked_for() -> None:
    asked = {
        phrase: {(m.value, m.asks) for m in lexicon().meanings(phrase) if m.kind == "relation"}
        for phrase in ("谁生产", "生产什么", "生产")
    }
    assert asked == {
        "谁生产": {("produces", "subject")},
        "生产什么": {("produces", "object")},
        "生产": {("produces", "")},
    }


def test_labels_of_the_ontology_are_phrases() -> None:
    term = vocabulary().properties["subIndustryOf"]
    for label in (term.label_zh, term.label_en):
        assert WordMeaning("relation", "subIndustryOf") in lexicon().meanings(label)


def test_the_longest_phrase_wins() -> None:
    assert texts("国家高新区", small("高新区", "国家", "国家高新区")) == ["国家高新区"]


def test_overlapping_phrases_are_all_kept() -> None:
    assert texts("产业链条", small("产业链", "链条", "链")) == ["产业链", "链条"]


def test_nested_phrases_are_found_on_request() -> None:
    words = small("高新区", "国家高新区", "国")
    assert texts("国家高新区", words, nested=True) == ["国家高新区", "国", "高新区"]


def test_a_phrase_may_be_longer_than_the_rest_of_the_sentence() -> None:
    assert texts("产业", small("产业链条", "产业")) == ["产业"]
    assert texts("", small("产业")) == []


def test_places_are_those_of_the_sentence_as_written() -> None:
    sentence = "  ＧＤＰ 是 多少 "
    found = small("gdp", "多少").find(sentence)
    assert [sentence[f.start : f.end] for f in found] == ["ＧＤＰ", "多少"]
    assert [f.text for f in found] == ["ＧＤＰ", "多少"]


@pytest.mark.parametrize("written", ["產業", "产 业", "产　业"])
def test_form_and_blanks_do_not_matter(written: str) -> None:
    assert texts(written, small("产业")) == [written]


def test_latin_phrases_are_whole_words() -> None:
    words = small("park", "r&d")
    assert texts("a spark in the Park", words) == ["Park"]
    assert texts("高新区park里的R&D投入", words) == ["park", "R&D"]
    assert texts("industrial  park", small("industrial park")) == ["industrial  park"]


def test_a_phrase_has_all_its_meanings() -> None:
    one, other = WordMeaning("class", "Target"), WordMeaning("status", "target")
    found = Lexicon([("目标", one), ("目标", other), ("目标", one)]).find("目标")
    assert [f.meanings for f in found] == [(one, other)]
    assert found[0].values("status") == ("target",)
    assert found[0].values("role") == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[a\n", "not TOML"),
        ('a = "b"\n', "must be a table"),
        ('[a]\nfr = "b"\n', "fr of [a] is unknown"),
        ('[a]\nzh = ["b"]\n', "must be one text"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "class.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSource) as caught:
        list(read_phrases(file))
    assert reason in caught.value.en
    assert "class.toml" in caught.value.zh


def test_a_file_is_named_after_its_kind_of_meaning(tmp_path: Path) -> None:
    file = tmp_path / "role.toml"
    file.write_text(
        '[书记]\nnames = "书记、书 记"\nzh = "一把手、 头儿"\nen = "party chief, head"\n'.replace(
            "[书记]", '["书记"]'
        ),
        encoding="utf-8",
    )
    meaning = WordMeaning("role", "书记", names=("书记", "书 记"))
    wanted = [(phrase, meaning) for phrase in ("一把手", "头儿", "party chief", "head")]
    assert list(read_phrases(file)) == wanted


def test_the_page_on_the_lexicon_lists_every_kind() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "lexicon.md").read_text(encoding="utf-8")
    assert len(KINDS) > 10
    assert KINDS - set(re.findall(r"^\| `([a-z-]+)` \|", page, re.M)) == set()
