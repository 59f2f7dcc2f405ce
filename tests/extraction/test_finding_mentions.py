"""Mentions: names that are known, names by their endings, persons, zones, papers."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.mentions.coreference import with_full_names
from gaoxin.extraction.mentions.find_mentions import find_mentions
from gaoxin.extraction.mentions.known_names import KnownNames, load_gazetteer
from gaoxin.extraction.mentions.noun_phrases import names_by_ending
from gaoxin.extraction.proposals import EntityMention
from gaoxin.settings import Settings


@pytest.fixture(scope="module")
def known() -> KnownNames:
    return load_gazetteer()


def named(text: str, known: KnownNames) -> set[tuple[str, str]]:
    """The names and classes that are found in a text."""
    return {(m.name, m.type) for m in find_mentions(Article(text, text), known)}


def endings() -> list[tuple[str, str]]:
    """The examples of ``suffixes.toml`` with the classes of their parts."""
    folder = resources.files("gaoxin.extraction.mentions")
    table = tomllib.loads((folder / "suffixes.toml").read_text("utf-8"))
    found = [(kind, example) for kind, part in table.items() for example in part["examples"]]
    assert len(found) > 10
    return found


@pytest.mark.parametrize(("kind", "example"), endings())
def test_an_ending_tells_the_class_of_a_name(kind: str, example: str) -> None:
    found = {(m.name, m.type) for m in names_by_ending(f"昨日，{example}在会上说明情况。")}
    assert (example, kind) in found


def test_a_name_begins_after_a_preposition_a_verb_or_a_title(known: KnownNames) -> None:
    text = "记者从远岭智能科技股份有限公司获悉，该校与青禾大学合作，会长单位为星野协会。"
    assert ("远岭智能科技股份有限公司", "Enterprise") in named(text, known)
    assert ("青禾大学", "Organization") in named(text, known)


def test_a_zone_needs_no_known_name(known: KnownNames) -> None:
    assert ("星河高新区", "Zone") in named("近日，星河高新区召开会议。", known)
    assert ("长沙市星河经济技术开发区", "Zone") in named("在长沙市星河经济技术开发区，", known)
    assert not any(kind == "Zone" for _, kind in named("全国169家高新区的产值增长。", known))


def test_a_chain_of_places_is_one_mention(known: KnownNames) -> None:
    text = "来到河北省涿州市调研。"
    (found,) = find_mentions(Article(text, text), known)
    assert (found.span.of(text), found.name, found.type) == ("河北省涿州市", "涿州市", "City")
    assert ("安徽", "Province") in named("活动走进安徽、合肥等地。", known)


def test_persons_follow_their_posts(known: KnownNames) -> None:
    text = "星河高新区党工委书记、管委会主任赵明理出席，副主任钱一凡、孙可陪同。赵明理表示欢迎。"
    found = [m for m in find_mentions(Article(text, text), known) if m.type == "Person"]
    assert [m.name for m in found] == ["赵明理", "钱一凡", "孙可", "赵明理"]


def test_a_title_in_marks_is_a_policy_or_a_document(known: KnownNames) -> None:
    found = named("印发《星河高新区人才引进办法》和《星河统计公报》。", known)
    assert ("星河高新区人才引进办法", "Policy") in found
    assert ("星河统计公报", "Document") in found


def test_a_short_form_carries_the_full_name(known: KnownNames) -> None:
    text = "远岭智能科技股份有限公司落户。目前，远岭智能产值增长。"
    found = [m for m in find_mentions(Article(text, text), known) if m.type == "Enterprise"]
    assert [m.name for m in found] == ["远岭智能科技股份有限公司"] * 2
    assert found[1].span.of(text).startswith("远岭")


def test_a_form_that_the_text_introduces_is_known_from_then_on(known: KnownNames) -> None:
    text = "远岭控股集团（以下简称“岭控”）成立。会后，岭控与青禾大学签约。"
    found = [m.name for m in find_mentions(Article(text, text), known) if m.type == "Enterprise"]
    assert found.count("远岭控股集团") >= 2


def test_words_stand_for_what_was_named_before(known: KnownNames) -> None:
    text = "星河高新区发展迅速，远岭智能科技有限公司在此投产。该公司纳税大户。高新区表示支持。"
    found = find_mentions(Article(text, text), known)
    names = {m.span.of(text): m.name for m in found}
    assert names["该公司"] == "远岭智能科技有限公司"
    assert names["高新区"] == "星河高新区"


def test_a_place_has_its_longest_form(known: KnownNames) -> None:
    text = "潍坊市发布消息。近年来，潍坊加快发展。"
    found = [m.name for m in find_mentions(Article(text, text), known) if m.type == "City"]
    assert found == ["潍坊市", "潍坊市"]


def test_a_zone_gives_way_to_the_body_whose_name_it_begins(known: KnownNames) -> None:
    assert named("星河高新区管委会发布公告。", known) == {("星河高新区管委会", "Organization")}


def test_what_the_tagger_found_goes_before_a_name_by_its_ending(known: KnownNames) -> None:
    text = "预计远岭项目一期建成。"
    span = TextSpan(2, 6)
    tagged = [EntityMention(span, "Project", span.of(text), reason="tagged", score=0.6)]
    found = find_mentions(Article(text, text), known, tagged)
    assert [(m.span, m.type) for m in found] == [(span, "Project")]


def test_a_name_of_the_graph_is_linked(shipped_settings: Settings) -> None:
    known = load_gazetteer(shipped_settings)
    text = "昨日，潍柴动力股份有限公司与合肥高新技术产业开发区签约。"
    found = {m.span.of(text): m for m in find_mentions(Article(text, text), known)}
    zone = found["合肥高新技术产业开发区"]
    assert zone.type == "Zone"
    assert zone.iri.endswith("zone/hefei")


def test_without_a_published_generation_the_shipped_tables_are_used(home: Settings) -> None:
    assert named("合肥市召开会议。", load_gazetteer(home)) == {("合肥市", "City")}


def test_a_bare_noun_stands_for_the_last_thing_of_its_ending() -> None:
    text = "江州新型显示产业基地昨日开园，记者看到基地内车辆往来。"
    names = [("江州新型显示产业基地", "Platform"), ("基地", "Platform")]
    mentions = [
        EntityMention(TextSpan(at, at + len(name)), kind, name)
        for name, kind in names
        for at in (text.rindex(name),)
    ]
    found = with_full_names(text, mentions, KnownNames({}))
    assert {m.name for m in found} == {"江州新型显示产业基地"}
    assert text.rindex("基地") in {m.span.start for m in found}


def test_posts_in_committee_and_administration_are_posts_in_the_zone() -> None:
    text = "江州高新区党工委书记、管委会主任李明远介绍，江州高新区党工委书记赵某到会。"
    found = find_mentions(Article(text, text), KnownNames({}))
    assert [(m.name, m.type) for m in found if "江州" in m.name] == [
        ("江州高新区", "Zone"),
        ("江州高新区党工委", "Organization"),
    ]
