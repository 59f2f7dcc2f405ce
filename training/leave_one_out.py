"""Score the extraction on articles whose facts the project has as tables, without their own names.

    python -m training.leave_one_out FOLDER [--fast]

``FOLDER`` has a text for each table ``data/statements/article-NNN.csv``: ``NNN.txt``.  The names of
firms, bodies, platforms, projects and trades that an article's table has are left out of the names
that are known while the article is read; places and zones stay.  The names of zones favour the
project nevertheless, so these scores are higher than those of unseen articles.

Prints precision, recall and strict F1 of each article and their means, then by predicate and class
how many facts are wanted, found, missed and wrong.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import resources
from itertools import islice
from pathlib import Path

from gaoxin.extraction.extract import extract
from gaoxin.extraction.fact_rows import common_row
from gaoxin.extraction.mentions.known_names import KnownNames
from gaoxin.extraction.reading.read_article import read_article
from gaoxin.extraction.resources import Resources, load_resources
from gaoxin.settings import read_settings
from training.judge import Judgement, report, zone_names
from training.scoring import KINDS, Row, agreement

_LEFT_OUT = frozenset({"Enterprise", "Industry", "Organization", "Platform", "Project"})
"""Classes whose names the project may know from the article itself."""


def table_of(number: str) -> list[dict[str, str]]:
    """The facts of an article, as the project has them; ``[]`` without a table."""
    table = resources.files("gaoxin.data") / "statements" / f"article-{number}.csv"
    if not table.is_file():
        return []
    with table.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def without_names_of(known: KnownNames, rows: Sequence[Row]) -> KnownNames:
    """The known names without those that a table has."""
    own = {
        row[end] for row in rows for end in ("subject", "object") if row[f"{end}_type"] in _LEFT_OUT
    }
    forms = {
        form: left
        for form, things in known.forms.items()
        if (left := tuple(t for t in things if form not in own or t.type not in _LEFT_OUT))
    }
    return KnownNames(forms)


def judge_left_out(folder: Path, known: Resources, fast: bool) -> Judgement:
    """What is found in each text of ``folder`` that has a table, compared with the table."""
    zones, result = zone_names(), Judgement()
    for path in sorted(folder.glob("*.txt")):
        rows = table_of(path.stem)
        if not rows:
            continue
        own = replace(known, names=without_names_of(known.names, rows))
        article = read_article(path)
        found = [common_row(fact) for fact in extract(article, own, fast=fast).proposals]
        result.add(path.stem, rows, found, agreement(rows, found, zones))
    return result


def lines(result: Judgement) -> Iterator[str]:
    """What is printed."""
    for ident, found in result.texts:
        scores = "  ".join(f"{kind} {found[kind].f1:.3f}" for kind in KINDS)
        yield f"{ident}  {scores}"
    yield from islice(report(result, by=True), 1, None)  # without the line of speed


def main() -> None:
    """Judge by the arguments of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fast", action="store_true")
    given = parser.parse_args()
    known = load_resources(read_settings(), fast=given.fast)
    print("\n".join(lines(judge_left_out(given.folder, known, given.fast))))


if __name__ == "__main__":
    main()
