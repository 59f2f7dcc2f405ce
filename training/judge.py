"""Judge the extraction on a part of the labelled texts.

    GAOXIN_CORPUS=FOLDER python -m training.judge development [options]

    --fast              without encoder and tagger
    --oracle-mentions   with the mentions that readers marked instead of those that are found: tells
                        what figures and relations lose by themselves
    --by                also how many facts are wanted, found and right, by predicate and by class
    --misses            also every fact that was missed and every one that is wrong; not for the
                        part "test", which is for scores only

Prints means over the texts of precision, recall and strict F1 (:mod:`training.scoring`).  The names
of a zone are compared by the project's own table of zones.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from statistics import fmean

from gaoxin.extraction.article import Article
from gaoxin.extraction.extract import extract
from gaoxin.extraction.fact_rows import common_row
from gaoxin.extraction.figures.find_figures import find_figures
from gaoxin.extraction.proposals import EntityMention, Proposal
from gaoxin.extraction.relations.finding import find_relations, things_of
from gaoxin.extraction.resources import load_resources
from gaoxin.settings import read_settings
from training.corpus import labelled_texts
from training.gold_mentions import gold_mentions
from training.scoring import FIGURES, KINDS, Agreement, Row, agreement, clean_name

Extractor = Callable[[Article, Sequence[EntityMention] | None], Iterable[Proposal]]
"""From an article, and the mentions to use instead of those that are found, to proposals."""


_NOTHING = Agreement(0.0, 0.0, 0.0, 0, 0, (), ())


@dataclass
class Judgement:
    """The agreements of all texts with their ids, and what was counted over all of them."""

    texts: list[tuple[str, dict[str, Agreement]]] = field(default_factory=list)
    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    characters: int = 0

    def add(
        self,
        ident: str,
        wanted: Sequence[Row],
        found: Sequence[Row],
        agreements: dict[str, Agreement],
    ) -> None:
        """Count a text: the facts of its reader, those that were found, and how they agree."""
        self.texts.append((ident, agreements))
        self.wanted.update(_kinds(row for row in wanted if not _is_optional(row)))
        self.found.update(_kinds(found))

    def means(self, kind: str) -> tuple[float, float, float]:
        """Mean precision, recall and F1 of one of :data:`training.scoring.KINDS`, over the texts in
        which the reader found any (a text without figures has no score for figures).
        """
        results = [found[kind] for _, found in self.texts if found[kind].wanted] or [_NOTHING]
        return (
            fmean(r.precision for r in results),
            fmean(r.recall for r in results),
            fmean(r.f1 for r in results),
        )


def judge(part: str, extractor: Extractor, oracle: bool = False) -> Judgement:
    """What ``extractor`` finds in the texts of a part, compared with their first readers."""
    if part not in ("train", "development", "test"):
        raise ValueError(f"no part of the labels: {part}")
    zones, result = zone_names(), Judgement()
    for labelled in labelled_texts(part):  # type: ignore[arg-type]
        given = gold_mentions(labelled) if oracle else None
        start = time.process_time()
        rows = [common_row(proposal) for proposal in extractor(labelled.article, given)]
        result.seconds += time.process_time() - start
        result.characters += len(labelled.article.text)
        agreements = agreement(labelled.rows, rows, zones)
        result.add(labelled.ident, labelled.rows, rows, agreements)
    return result


def zone_names() -> dict[str, str]:
    """The names of each national zone, cleaned, to its full name."""
    table = resources.files("gaoxin.data") / "reference" / "zones.csv"
    names: dict[str, str] = {}
    with table.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            full = row["name_zh_full"]
            for name in (full, row["name_zh_short"], *row["aliases"].split(";")):
                if name:
                    names[clean_name(name)] = clean_name(full)
    return names


def _is_optional(row: Row) -> bool:
    return any(word in (row["qualifier"] or "") for word in ("implied", "context"))


def _kinds(rows: Iterable[Row]) -> Iterable[str]:
    """What is counted of facts: their predicates, and the classes of their things, once a name."""
    things: set[tuple[str, str]] = set()
    for row in rows:
        if row["predicate"] not in FIGURES or row["value"]:
            yield row["predicate"]
        things.add((row["subject"], row["subject_type"]))
        if row["predicate"] not in FIGURES:
            things.add((row["object"], row["object_type"]))
    yield from (f"[{kind}]" for _, kind in things)


def _failed(result: Judgement, which: str) -> Counter[str]:
    """How many facts and things were missed (or are wrong), by predicate and class."""
    counts: Counter[str] = Counter()
    for _, agreements in result.texts:
        for kind in ("entities", "relations", "figures"):
            for row in getattr(agreements[kind], which):
                counts[f"[{row['type']}]" if kind == "entities" else row["predicate"]] += 1
    return counts


def report(result: Judgement, by: bool = False, misses: bool = False) -> Iterable[str]:
    """The lines that are printed."""
    minutes = result.seconds / 60 or 1e-9
    speed = result.characters / 1500 / minutes
    yield f"{len(result.texts)} texts; {speed:.0f} articles of 1,500 characters a minute"
    for kind in KINDS:
        precision, recall, f1 = result.means(kind)
        yield f"{kind:20} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"
    if by:
        missed, wrong = _failed(result, "missed"), _failed(result, "wrong")
        yield f"{'':24} wanted  found missed  wrong"
        for name, count in sorted(result.wanted.items(), key=lambda item: (-item[1], item[0])):
            counts = (count, result.found[name], missed[name], wrong[name])
            yield f"{name:24}" + "".join(f"{number:7}" for number in counts)
    if misses:
        for ident, agreements in result.texts:
            yield f"== {ident}"
            for kind in ("relations", "figures"):
                yield from (f"  missed {_line(row)}" for row in agreements[kind].missed)
                yield from (f"  wrong  {_line(row)}" for row in agreements[kind].wrong)


def _line(row: Mapping[str, str]) -> str:
    ends = f"{row['subject']} {row['predicate']} {row['object']}"
    return f"{ends} {row['value']} {row['unit']}" if row["predicate"] in FIGURES else ends


def stages(fast: bool = False) -> Extractor:
    """The whole extraction; with given mentions the stages that come after them."""
    resources = load_resources(read_settings(), fast=fast)

    def proposals(article: Article, given: Sequence[EntityMention] | None) -> Iterable[Proposal]:
        if given is None:
            return extract(article, resources, fast=fast).proposals
        vectors = resources.encoder.vectors(article.text) if resources.encoder else None
        figures = find_figures(article, given)
        return [*figures, *find_relations(article, given, vectors, set(things_of(figures)))]

    return proposals


def main() -> None:
    """Judge by the arguments of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("part", choices=("train", "development", "test"))
    for name in ("fast", "oracle-mentions", "by", "misses"):
        parser.add_argument(f"--{name}", action="store_true")
    given = parser.parse_args()
    if given.misses and given.part == "test":
        parser.error("the part test is for scores only")
    result = judge(given.part, stages(given.fast), given.oracle_mentions)
    print("\n".join(report(result, given.by, given.misses)))


if __name__ == "__main__":
    main()
