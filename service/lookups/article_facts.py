"""The facts of an article as documents have them."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from gaoxin.extraction.decisions.article_table import complaints_of
from gaoxin.extraction.decisions.fact_words import (
    amount,
    class_word,
    relation_word,
    remarks,
    sentence,
    state_word,
)
from gaoxin.extraction.decisions.name_questions import ArticleName, ArticleNames
from gaoxin.extraction.decisions.review import Review, ReviewedFact
from gaoxin.language import say
from gaoxin.service.lookups.links import thing_link

_BARS = ((0.9, 4), (0.7, 3), (0.5, 2))
"""The confidence from which a fact has so many of four bars."""


def told_fact(review: Review, names: ArticleNames, fact: ReviewedFact) -> dict[str, Any]:
    """One fact: its words, its cells, its evidence, its state, and what is to be said of names."""
    told = fact.fact
    own = names.of_fact(fact)
    is_figure = bool(told.object_type == "Indicator")
    return {
        "id": fact.ident,
        "state": fact.state,
        "state_word": state_word(fact.state),
        "text": sentence(told),
        "subject": _end(told.subject, told.subject_type, own[0]),
        "relation": relation_word(told.predicate),
        "object": _end(told.object, told.object_type, own[1] if len(own) > 1 else None),
        "amount": amount(told),
        "is_figure": is_figure,
        "planned": told.predicate == "target" or told.status in ("planned", "target"),
        "remarks": remarks(told),
        "cells": told.cells(),
        "evidence": {
            "text": told.evidence.of(review.article.text),
            "start": told.evidence.start,
            "end": told.evidence.end,
            "paragraph": review.article.paragraph_number(told.evidence.start),
        },
        "confidence": round(fact.confidence, 3),
        "bars": next((bars for least, bars in _BARS if fact.confidence >= least), 1),
        "method": fact.proposed.method if fact.proposed else "person",
        "names": [told_name(name) for name in own if name.standing != "known" or name.number],
        "complaints": [say(zh, en) for _, zh, en in complaints_of(fact, review.article)],
        "decision": fact.number,
        "shared": review.sharing(fact),
    }


def told_name(name: ArticleName) -> dict[str, Any]:
    """A name that is not simply that of a known thing."""
    return {
        "name": name.name,
        "type": name.type,
        "class": class_word(name.type),
        "standing": name.standing,
        "key": name.key,
        "thing": name.thing,
        "decision": name.number,
        "candidates": [
            {
                "key": one.key,
                "name": one.name,
                "type": one.type,
                "class": class_word(one.type),
                "link": thing_link(one.key),
                "score": round(one.score),
                "reason": one.reason,
            }
            for one in name.candidates
        ],
    }


def groups(review: Review, facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Facts by the paragraph that states them, each with the number of its settled facts."""
    every = Counter[int]()
    settled = Counter[int]()
    for fact in review.facts:
        place = review.article.paragraph_number(fact.fact.evidence.start)
        every[place] += 1
        settled[place] += fact.state != "waiting"
    found = []
    for number, members in groupby(facts, lambda fact: fact["evidence"]["paragraph"]):
        found.append(
            {
                "paragraph": number,
                "total": every[number],
                "settled": settled[number],
                "facts": list(members),
            }
        )
    return found


def _end(name: str, type_: str, known: ArticleName | None) -> dict[str, Any]:
    return {
        "name": name,
        "type": type_,
        "class": class_word(type_) if type_ else "",
        "link": thing_link(known.key) if known and known.key else "",
        "thing": known.thing if known and known.thing != name else "",
        "known": bool(known and known.standing == "known"),
        "merged": bool(known and known.key and known.number and known.thing != name),
    }
