"""Train the weights of ``extraction/figures/weights.json`` on the part train of the labels.

GAOXIN_CORPUS=FOLDER python -m training.figure_weights
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from gaoxin.extraction.figures.amounts import amounts
from gaoxin.extraction.figures.indicators import indicator_of
from gaoxin.extraction.figures.likelihood import figure_features, is_possible
from gaoxin.extraction.figures.owners import Scene, candidates, owner_features
from gaoxin.extraction.mentions.find_mentions import find_mentions
from gaoxin.extraction.mentions.known_names import KnownNames, load_gazetteer
from gaoxin.extraction.proposals import EntityMention
from training.alignment import aligned
from training.corpus import LabelledText, labelled_texts
from training.gold_mentions import gold_mentions
from training.log_linear import Example, Group, train_chance, train_choice
from training.scoring import clean_name, is_alike

TARGET = Path(__file__).resolve().parent.parent / "extraction" / "figures" / "weights.json"


def examples_of(
    labelled: LabelledText, mentions: Sequence[EntityMention]
) -> tuple[list[Group], list[Example]]:
    """The examples of a text: owners among candidates, and amounts that are figures or not."""
    scene = Scene(labelled.article, mentions)
    text = labelled.article.text
    groups: list[Group] = []
    examples: list[Example] = []
    last, last_owner, sentence = "", "", None
    for amount, rows in aligned(labelled, list(amounts(text))):
        if not is_possible(scene, amount):
            continue
        if scene.sentence(amount.span.start) != sentence:
            sentence, last = scene.sentence(amount.span.start), ""
        indicator = scene.without_names(indicator_of(text, amount, last))
        last = indicator.name
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
    return groups, examples


def mentions_of(labelled: LabelledText, known: KnownNames) -> list[tuple[EntityMention, ...]]:
    """The mentions with which a text is learned: those that are found, and those of the reader."""
    return [find_mentions(labelled.article, known), gold_mentions(labelled)]


def main() -> None:
    """Write the weights."""
    known = load_gazetteer()
    groups: list[Group] = []
    examples: list[Example] = []
    for labelled in labelled_texts("train"):
        for mentions in mentions_of(labelled, known):
            more, others = examples_of(labelled, mentions)
            groups += more
            examples += others
    table = {"owner": train_choice(groups), "figure": train_chance(examples)}
    text = json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(f"{len(groups)} figures with owners, {len(examples)} amounts; {TARGET.name} written")


if __name__ == "__main__":
    main()
