"""Train the weights of ``extraction/figures/weights.json`` on the part train of the labels.

GAOXIN_CORPUS=FOLDER python -m training.figure_weights

The dependency group ``train`` is needed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from gaoxin.extraction.figures.amounts import amounts
from gaoxin.extraction.figures.indicator_choice import (
    indicator_candidates,
    indicator_features,
)
from gaoxin.extraction.figures.likelihood import figure_features, is_possible
from gaoxin.extraction.figures.owner_clauses import OwnerClauses
from gaoxin.extraction.figures.owners import candidates, owner_features
from gaoxin.extraction.figures.scene import Scene
from gaoxin.extraction.mentions.known_names import load_gazetteer
from gaoxin.extraction.proposals import EntityMention
from gaoxin.settings import read_settings
from training.alignment import aligned
from training.corpus import LabelledText, labelled_texts
from training.gold_mentions import gold_mentions
from training.log_linear import Example, Group, train_chance, train_choice
from training.relation_mentions import unseen_mentions
from training.scoring import LEAST_LIKENESS, clean_name, is_alike

TARGET = Path(__file__).resolve().parent.parent / "extraction" / "figures" / "weights.json"


PENALTY = 6.0
"""Of the squared weights; chosen by folds of the parts train and development, as the numbers of
examples below which a feature is left out.
"""
LEAST_OWNER, LEAST_INDICATOR, LEAST_FIGURE = 15, 10, 6


def examples_of(
    labelled: LabelledText, mentions: Sequence[EntityMention]
) -> tuple[list[Group], list[Group], list[Example]]:
    """The examples of a text: owners and indicators among candidates, amounts that are figures or
    not.
    """
    scene = Scene(labelled.article, mentions)
    text = labelled.article.text
    groups: list[Group] = []
    indicators: list[Group] = []
    examples: list[Example] = []
    last, way, last_owner, sentence = "", "", "", None
    for amount, rows in aligned(labelled, list(amounts(text))):
        if not is_possible(scene, amount):
            continue
        if scene.sentence(amount.span.start) != sentence:
            sentence, last, way = scene.sentence(amount.span.start), "", ""
        named = [scene.without_names(i) for i in indicator_candidates(text, amount, last)]
        marks = [any(_alike(i.name, row["object"]) for row in rows) for i in named]
        number = marks.index(True) if any(marks) else 0
        if any(marks) and len(named) > 1:
            features = [
                list(indicator_features(text, amount, i, n, way)) for n, i in enumerate(named)
            ]
            indicators.append((features, marks))
        indicator = named[number]
        last, way = indicator.name, indicator.way
        examples.append((list(figure_features(scene, amount, indicator)), bool(rows)))
        if not rows:
            continue
        owners = {clean_name(row["subject"]) for row in rows}
        found = candidates(scene, amount)
        marks = [any(is_alike(o, clean_name(m.name)) for o in owners) for m in found]
        if any(marks):
            clauses = OwnerClauses(scene, amount, indicator, found)
            features = [list(owner_features(clauses, m, last_owner)) for m in found]
            groups.append((features, marks))
            last_owner = found[marks.index(True)].name
    return groups, indicators, examples


def _alike(name: str, other: str) -> bool:
    """Whether two names of an indicator are taken for one, as the score does."""
    return SequenceMatcher(None, clean_name(other), clean_name(name)).ratio() >= LEAST_LIKENESS


def main() -> None:
    """Write the weights.

    Owners and indicators are learned with the mentions of the readers and with those that are found
    in texts that the tagger has not seen; with these alone many owners would have no name.
    """
    texts = labelled_texts("train")
    found = unseen_mentions(texts, load_gazetteer(read_settings()))
    marked = [examples_of(text, gold_mentions(text)) for text in texts]
    unseen = [examples_of(text, names) for text, names in zip(texts, found, strict=True)]
    owners = [group for one in (*marked, *unseen) for group in one[0]]
    indicators = [group for one in (*marked, *unseen) for group in one[1]]
    examples = [example for one in marked for example in one[2]]
    table = {
        "owner": train_choice(owners, LEAST_OWNER, PENALTY),
        "indicator": train_choice(indicators, LEAST_INDICATOR, PENALTY),
        "figure": train_chance(examples, LEAST_FIGURE, PENALTY),
    }
    text = json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{len(owners)} figures with owners, {len(examples)} amounts; {TARGET.name} written")


if __name__ == "__main__":
    main()
