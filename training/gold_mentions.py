"""Mentions as a reader marked them: what a perfect finder of mentions would give a later stage."""

from __future__ import annotations

from gaoxin.extraction.article import occurrences
from gaoxin.extraction.proposals import EntityMention
from training.corpus import LabelledText
from training.scoring import FIGURES


def gold_mentions(labelled: LabelledText) -> tuple[EntityMention, ...]:
    """Every place where a name stands that a reader used as a subject or object, in the order of
    the text.  Where names overlap, the longest is kept; a name has the class that most rows of it
    have.
    """
    classes: dict[str, dict[str, int]] = {}
    for row in labelled.rows:
        ends = ["subject"] if row["predicate"] in FIGURES else ["subject", "object"]
        for side in ends:
            name, kind = row[side], row[f"{side}_type"]
            if name and kind:
                counts = classes.setdefault(name, {})
                counts[kind] = counts.get(kind, 0) + 1
    text = labelled.article.text
    taken = [False] * len(text)
    found = []
    for name in sorted(classes, key=lambda name: (-len(name), name)):
        kind = max(sorted(classes[name]), key=classes[name].__getitem__)
        for span in occurrences(name, text):
            if not any(taken[span.start : span.end]):
                taken[span.start : span.end] = [True] * len(name)
                found.append(EntityMention(span, kind, name, reason="label"))
    return tuple(sorted(found, key=lambda mention: mention.span))
