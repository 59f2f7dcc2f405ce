"""How well a tagger finds the names that readers wrote down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from gaoxin.extraction.encoding.encoder import Encoder
from gaoxin.extraction.tagging.tagger import Tagger
from training.corpus import LabelledText
from training.names import names_in
from training.scoring import Agreement, entity_agreement


@dataclass(frozen=True, slots=True)
class TaggerScores:
    """Means over texts of the agreement in the set of names with classes, and the F1 of the spans
    of all texts together.  A name that is in no fact counts as wrong, though it may be a name.
    """

    precision: float
    recall: float
    f1: float
    spans: float

    def __str__(self) -> str:
        return (
            f"names F1 {self.f1:.3f} (precision {self.precision:.3f}, recall {self.recall:.3f}), "
            f"spans F1 {self.spans:.3f}"
        )


def scores_of_tagger(
    texts: Sequence[LabelledText], encoder: Encoder, tagger: Tagger
) -> TaggerScores:
    """The scores of a tagger on labelled texts."""
    found_spans = wanted_spans = same = 0
    agreements: list[Agreement] = []
    for text in texts:
        found = tagger.tag(text.article, encoder.vectors(text.article.text))
        agreements.append(entity_agreement(text.rows, [(m.name, m.type) for m in found]))
        spans = {(mention.span, mention.type) for mention in found}
        wanted = set(names_in(text))
        found_spans += len(spans)
        wanted_spans += len(wanted)
        same += len(spans & wanted)
    return TaggerScores(
        fmean(a.precision for a in agreements),
        fmean(a.recall for a in agreements),
        fmean(a.f1 for a in agreements),
        2 * same / max(1, found_spans + wanted_spans),
    )
