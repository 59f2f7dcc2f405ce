"""Made-up sentences in which mentions are marked: ``S[甲公司|Enterprise]位于O[乙高新区|Zone]``."""

from __future__ import annotations

import re

from gaoxin.extraction.article import Article, TextSpan
from gaoxin.extraction.proposals import EntityMention

_MARK = re.compile(r"([SOM])\[([^|\]]+)\|([A-Za-z]+)\]")


def marked(sentence: str) -> tuple[Article, dict[str, EntityMention], list[EntityMention]]:
    """The article of the sentence without marks, the mentions marked S and O, and all mentions."""
    text, place = "", 0
    named: dict[str, EntityMention] = {}
    mentions = []
    for mark in _MARK.finditer(sentence):
        text += sentence[place : mark.start()]
        span = TextSpan(len(text), len(text) + len(mark[2]))
        mention = EntityMention(span, mark[3], mark[2])
        text += mark[2]
        place = mark.end()
        mentions.append(mention)
        named[mark[1]] = mention
    text += sentence[place:]
    return Article(text, text), named, mentions
