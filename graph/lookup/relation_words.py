"""Relations in words: as a sentence, and as the heading of what is related.

The labels of the ontology name a relation from its subject.  Here stand the ways of saying it that
a label does not give: ``A的主导产业是B``, and "places with this industry" from the other end.
"""

from __future__ import annotations

from gaoxin.graph.lookup.thing import label_of
from gaoxin.language import say
from gaoxin.ontology.terms import vocabulary

# For each relation: a sentence in Chinese and English; the heading at its object's page.
_WORDS: dict[str, tuple[str, str, str, str]] = {
    "locatedIn": ("{a}位于{b}", "{a} is located in {b}", "位于此处", "located here"),
    "inDemonstrationZone": (
        "{a}属于{b}",
        "{a} belongs to {b}",
        "属于此示范区",
        "in this demonstration zone",
    ),
    "hasIndustry": ("{a}有产业{b}", "{a} has the industry {b}", "有此产业", "with this industry"),
    "leadingIndustry": (
        "{a}的主导产业有{b}",
        "{a} has the leading industry {b}",
        "以此为主导产业",
        "with this leading industry",
    ),
    "operatesIn": ("{a}从事{b}", "{a} operates in {b}", "从事此产业", "operating in it"),
    "subIndustryOf": ("{a}属于{b}", "{a} is a part of {b}", "下位产业", "parts of it"),
    "produces": ("{a}生产{b}", "{a} produces {b}", "生产者", "made by"),
    "develops": ("{a}研发{b}", "{a} develops {b}", "研发者", "developed by"),
    "invests": ("{a}投资{b}", "{a} invests in {b}", "投资者", "investors"),
    "partnerOf": ("{a}与{b}合作", "{a} is a partner of {b}", "合作", "partners"),
    "holdsPosition": ("{a}任职于{b}", "{a} holds a post at {b}", "在此任职", "holding posts here"),
    "hosts": ("{a}承载{b}", "{a} hosts {b}", "承载方", "hosted by"),
    "participatesIn": ("{a}参与{b}", "{a} takes part in {b}", "参与方", "participants"),
    "awarded": ("{a}获得{b}", "{a} was awarded {b}", "获得者", "held by"),
    "approvedAs": ("{a}获批为{b}", "{a} was approved as {b}", "获批者", "approved as it"),
    "positioning": (
        "{a}的定位是{b}",
        "{a} positions itself as {b}",
        "以此为定位",
        "with this positioning",
    ),
    "approvedBy": ("{a}由{b}批准", "{a} was approved by {b}", "由其批准", "approved by it"),
    "issues": ("{a}发布{b}", "{a} issued {b}", "发布方", "issued by"),
    "appliesTo": ("{a}适用于{b}", "{a} applies to {b}", "适用于此", "applying to it"),
    "hasPolicy": ("{a}实施{b}", "{a} carries out {b}", "实施者", "carried out by"),
    "implements": ("{a}落实{b}", "{a} implements {b}", "落实者", "implemented by"),
    "skos:broader": ("{a}的上位概念是{b}", "{a} is narrower than {b}", "下位概念", "narrower"),
    "skos:narrower": ("{a}的下位概念有{b}", "{a} is broader than {b}", "上位概念", "broader"),
    "skos:exactMatch": ("{a}等同于{b}", "{a} is the same as {b}", "等同概念", "the same as"),
    "skos:closeMatch": ("{a}近似于{b}", "{a} is close to {b}", "近似概念", "close to"),
    "skos:relatedMatch": ("{a}与{b}相关", "{a} is related to {b}", "相关概念", "related to"),
}


def relation_sentence(predicate: str, subject: str, target: str, title: str = "") -> str:
    """The fact as a sentence without a full stop; ``title`` is that of a post.

    >>> relation_sentence("partnerOf", "A", "B") in ("A与B合作", "A is a partner of B")
    True
    """
    if title:
        return say(f"{subject}任{target}{title}", f"{subject} is {title} of {target}")
    words = _WORDS.get(predicate)
    if words is None:
        label = label_of(predicate)
        return say(f"{subject}：{label}{target}", f"{subject}: {label} {target}")
    pattern = say(*words[:2])
    return pattern.replace("{a}", subject).replace("{b}", target)


def relation_heading(predicate: str, *, out: bool) -> str:
    """What to write above the things related in this way, from either end."""
    if out:
        return label_of(predicate)
    if predicate in _WORDS:
        return say(*_WORDS[predicate][2:])
    term = vocabulary().properties.get(predicate)
    if term is not None and term.inverse:
        return label_of(term.inverse)
    label = label_of(predicate)
    return say(f"{label}（从对方看）", f"{label} (from there)")
