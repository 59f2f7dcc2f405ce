"""Names in labelled texts: what a tagger of names learns."""

from __future__ import annotations

from collections import Counter

from gaoxin.extraction.article import TextSpan, occurrences
from gaoxin.extraction.tagging.tags import TYPES
from training.corpus import LabelledText
from training.scoring import FIGURES

Name = tuple[TextSpan, str]
"""Where a name stands, and its class."""


def names_in(text: LabelledText) -> list[Name]:
    """Every occurrence of every name of the labels, in the order of the text.

    Where names overlap, the longest is kept: a tag says one thing.  A name that readers gave two
    classes has the one that they gave more often.
    """
    taken = [False] * len(text.article.text)
    kept: list[Name] = []
    kinds = _kinds(text)
    for name in sorted(kinds, key=lambda name: (-len(name), name)):
        for span in occurrences(name, text.article.text):
            if not any(taken[span.start : span.end]):
                taken[span.start : span.end] = [True] * len(name)
                kept.append((span, kinds[name]))
    return sorted(kept)


def _kinds(text: LabelledText) -> dict[str, str]:
    counts: dict[str, Counter[str]] = {}
    for row in text.rows:
        ends = ["subject"] if row["predicate"] in FIGURES else ["subject", "object"]
        for end in ends:
            if row[end].strip() and "\n" not in row[end] and row[f"{end}_type"] in TYPES:
                counts.setdefault(row[end], Counter())[row[f"{end}_type"]] += 1
    order = {kind: -number for number, kind in enumerate(TYPES)}
    return {
        name: max(kinds, key=lambda kind: (kinds[kind], order[kind]))
        for name, kinds in counts.items()
    }
