"""The facts of an article as a text to be read: each a sentence with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaoxin.cli.reading_page import ReadingPage
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.extraction.extract import Extraction


def facts_page(name: str, extraction: Extraction) -> str:
    """The page of one article; ``name`` is that of its file."""
    from gaoxin.extraction.proposal_words import proposal_sentence, sureness

    article, facts = extraction.article, extraction.proposals
    page = ReadingPage()
    page.heading(article.title or name)
    page.text(_summary(extraction))
    for number, fact in enumerate(facts, 1):
        page.blank()
        page.text(f"{number}. {proposal_sentence(fact)}", hang=len(f"{number}. "))
        words = " ".join(fact.evidence.of(article.text).split())
        place = article.paragraph_number(fact.evidence.start)
        page.text(f"「{words}」", indent=3, hang=2)
        told = [say(f"第 {place} 段", f"para. {place}"), sureness(fact)]
        page.text(say("，", ", ").join(filter(None, told)), indent=3)
    return str(page)


def _summary(extraction: Extraction) -> str:
    article, count = extraction.article, len(extraction.proposals)
    parts = [
        article.date,
        say(f"{len(article.paragraphs):,} 段", _several(len(article.paragraphs), "paragraph")),
        say(f"{len(article.text):,} 字", _several(len(article.text), "character")),
        say(f"读出 {count:,} 条事实", f"{_several(count, 'fact')} found"),
    ]
    return say("，", ", ").join(filter(None, parts)) + say("。", ".")


def _several(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
