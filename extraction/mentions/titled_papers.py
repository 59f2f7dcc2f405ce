"""Papers by their titles in 《》: documents, and policies if they end as policies do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gaoxin.extraction.article import TextSpan
from gaoxin.extraction.proposals import EntityMention

_TITLE = re.compile(r"《([^《》\n]{2,80})》")
_POLICY = re.compile(
    r"(?:办法|意见|规划|计划|方案|措施|政策|细则|行动|通知|若干规定|纲要|条)(?:[（(][^（）()]{1,12}[）)])?$"
)


def titled_papers(text: str) -> Iterator[EntityMention]:
    """Each title; the span is without the marks."""
    for match in _TITLE.finditer(text):
        kind = "Policy" if _POLICY.search(match[1]) else "Document"
        span = TextSpan(match.start(1), match.end(1))
        yield EntityMention(span, kind, match[1], reason="title", score=0.8)
