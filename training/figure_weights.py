"""Train the weights of ``extraction/figures/weights.json`` on the part train of the labels.

GAOXIN_CORPUS=FOLDER python -m training.figure_weights
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
from gaoxin.extraction.figures.owners import Scene, candidates, owner_features
from gaoxin.extraction.mentions.find_mentions import find_mentions
from gaoxin.extraction.mentions.known_names import KnownNames, load_gazetteer
from gaoxin.extraction.proposals import EntityMention
from training.alignment import aligned
from training.corpus import LabelledText, labelled_texts
from training.gold_mentions import gold_mentions
from training.log_linear import Example, Group, train_chance, train_choice
from training.scoring import LEAST_LIKENESS, clean_name, is_alike

TARGET = Path(__file__).resolve().parent.parent / "extraction" / "figures" / "weights.json"


PENALTY = 3.0
"""Of the squared weights; chosen by folds of the parts train and development."""


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
            features = [
                list(owner_features(scene, amount, indicator, m, found, last_owner)) for m in found
            ]
            groups.append((features, marks))
            last_owner = found[marks.index(True)].name
    return groups, indicators, examples


def _alike(name: str, other: str) -> bool:
    """Whether two names of an indicator are taken for one, as the score does."""
    return SequenceMatcher(None, clean_name(other), clean_name(name)).ratio() >= LEAST_LIKENESS


def mentions_of(labelled: LabelledText, known: KnownNames) -> list[tuple[EntityMention, ...]]:
    """The mentions with which a text is learned: those that are found, and those of the reader."""
    return [find_mentions(labelled.article, known), gold_mentions(labelled)]


def main() -> None:
    """Write the weights."""
    known = load_gazetteer()
    owners: list[Group] = []
    indicators: list[Group] = []
    examples: list[Example] = []
    for labelled in labelled_texts("train"):
        for mentions in mentions_of(labelled, known):
            more = examples_of(labelled, mentions)
            owners += more[0]
            indicators += more[1]
            examples += more[2]
    table = {
        "owner": train_choice(owners, penalty=PENALTY),
        "indicator": train_choice(indicators, penalty=PENALTY),
        "figure": train_chance(examples, penalty=PENALTY),
    }
    text = json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{len(owners)} figures with owners, {len(examples)} amounts; {TARGET.name} written")


if __name__ == "__main__":
    main()
