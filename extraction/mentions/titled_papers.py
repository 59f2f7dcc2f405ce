"""Papers by their titles in 《》: documents, and policies if they end as policies do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.mentions.noun_phrases import name_endings
from gaoxin.extraction.proposals import EntityMention

_TITLE = re.compile(r"《([^《》\n]{2,80})》")


def titled_papers(text: str) -> Iterator[EntityMention]:
    """Each title; the span is without the marks."""
    is_policy = _policy().search
    for match in _TITLE.finditer(text):
        kind = "Policy" if is_policy(match[1]) else "Document"
        span = TextSpan(match.start(1), match.end(1))
        yield EntityMention(span, kind, match[1], reason="title", score=0.8)


@cache
def _policy() -> re.Pattern[str]:
    """How the title of a policy ends, perhaps with a remark in brackets (试行)."""
    endings = "|".join(name_endings().titles_of_policies)
    return re.compile(rf"(?:{endings})(?:[（(][^（）()]{{1,12}}[）)])?$")
