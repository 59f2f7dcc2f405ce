"""Labelled news texts: facts that readers wrote down, kept without the texts.

``labels/facts.csv`` has a fact in each row, in the columns of the common table.  What a row quotes
is kept as a span of the text, ``120-126`` (characters from 0, the end excluded); a name that does
not stand in the text is kept as ``=name``.  ``labels/texts.csv`` has the texts by their ids: the
sha256 of the text, its length, and the part (train, development, test) that it belongs to.  The
texts themselves are read from ``news.jsonl`` in the folder that GAOXIN_CORPUS names (one JSON
object with ``id`` and ``text`` in each line).

    python scripts/labels.py pack READER FACTS.csv …    add what readers wrote to labels/
    python scripts/labels.py unpack FOLDER              the facts in words, one file a reader
    python scripts/labels.py check                      texts, spans and values are what they say
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "labels"
COLUMNS = (
    *("text", "reader", "subject", "subject_type", "predicate", "object", "object_type"),
    *("value", "unit", "time", "status", "qualifier", "evidence"),
)
QUOTED = ("subject", "object", "evidence")
_PARTS = (("test", 15), ("development", 30), ("train", 100))
"""The parts with the percentiles at which they end."""


def texts_of(folder: Path) -> dict[str, str]:
    """The texts of a corpus by their ids."""
    with (folder / "news.jsonl").open(encoding="utf-8") as file:
        return {item["id"]: item["text"] for item in map(json.loads, file)}


def part_of(ident: str) -> str:
    """The part that a text belongs to; it depends on its id only, so that it never changes."""
    percentile = int(hashlib.sha256(ident.encode()).hexdigest(), 16) % 100
    return next(part for part, end in _PARTS if percentile < end)


def packed(row: dict[str, str], text: str, reader: str) -> dict[str, str]:
    """A row with its quotations as spans.  Of several occurrences of a name the one nearest to the
    evidence is meant.

    Raises:
        ValueError: the evidence does not stand in the text.
    """
    evidence = row["evidence"].strip()
    start = text.find(evidence)
    if not evidence or start < 0:
        raise ValueError(f"{row['text']}: the evidence does not stand in the text: {evidence}")
    out = {name: (row.get(name) or "").strip() for name in COLUMNS} | {"reader": reader}
    out["evidence"] = f"{start}-{start + len(evidence)}"
    for name in ("subject", "object"):
        if out[name]:
            out[name] = _span(out[name], text, start)
    return out


def _span(name: str, text: str, near: int) -> str:
    places = []
    place = text.find(name)
    while place >= 0:
        places.append(place)
        place = text.find(name, place + 1)
    if not places:
        return f"={name}"
    best = min(places, key=lambda place: abs(place - near))
    return f"{best}-{best + len(name)}"


def unpacked(row: dict[str, str], text: str) -> dict[str, str]:
    """A row with its quotations in words."""
    return {name: quoted(cell, text) if name in QUOTED else cell for name, cell in row.items()}


def quoted(cell: str, text: str) -> str:
    """What a cell quotes; ``""`` if it is no span."""
    if not cell or cell.startswith("="):
        return cell[1:]
    if not re.fullmatch(r"\d+-\d+", cell):
        return ""
    start, _, end = cell.partition("-")
    return text[int(start) : int(end)]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, columns: Iterable[str], rows: Iterable[dict[str, str]]) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(columns), lineterminator="\n", extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)


def faults(
    rows: Iterable[dict[str, str]], known: dict[str, str], texts: dict[str, str]
) -> list[str]:
    """What is wrong in the labels; ``known`` are the sha256 of the texts by their ids."""
    found = []
    for number, row in enumerate(rows, 2):
        text = texts.get(row["text"])
        if text is None or hashlib.sha256(text.encode()).hexdigest() != known.get(row["text"]):
            found.append(f"facts.csv:{number}: text {row['text']} is missing or another one")
            continue
        for name in QUOTED:
            if row[name] and not quoted(row[name], text):
                found.append(f"facts.csv:{number}: {name} {row[name]} is no span of the text")
        try:
            float(row["value"] or 0)
        except ValueError:
            found.append(f"facts.csv:{number}: the value {row['value']} is no number")
    return found


def pack(reader: str, tables: list[Path], texts: dict[str, str]) -> int:
    """Add the rows of a reader; rows of the same reader about the same texts are replaced."""
    new, refused = [], []
    for table in tables:
        for row in read_rows(table):
            try:
                new.append(packed(row, texts[row["text"]], reader))
            except (ValueError, KeyError) as cause:
                refused.append(f"{table.name}: {cause}")
    replaced = {(row["text"], reader) for row in new}
    path = FOLDER / "facts.csv"
    kept = read_rows(path) if path.exists() else []
    rows = [row for row in kept if (row["text"], row["reader"]) not in replaced] + new
    rows.sort(key=lambda row: (row["text"], row["reader"]))  # the order of a reader is kept
    write_rows(path, COLUMNS, rows)
    described = [
        {
            "text": ident,
            "sha256": hashlib.sha256(texts[ident].encode()).hexdigest(),
            "characters": str(len(texts[ident])),
            "part": part_of(ident),
            "readers": ";".join(sorted({row["reader"] for row in rows if row["text"] == ident})),
        }
        for ident in sorted({row["text"] for row in rows})
    ]
    write_rows(FOLDER / "texts.csv", ("text", "sha256", "characters", "part", "readers"), described)
    print(f"{len(new)} facts of {len({r['text'] for r in new})} texts; {len(refused)} refused")
    for line in refused:
        print(f"  {line}", file=sys.stderr)
    return 1 if refused else 0


def main(arguments: list[str]) -> int:
    """Do what the first argument says."""
    folder = os.environ.get("GAOXIN_CORPUS", "")
    if not arguments or arguments[0] not in ("pack", "unpack", "check") or not folder:
        print(__doc__, file=sys.stderr)
        return 2
    texts = texts_of(Path(folder))
    if arguments[0] == "pack":
        return pack(arguments[1], [Path(name) for name in arguments[2:]], texts)
    rows = read_rows(FOLDER / "facts.csv")
    if arguments[0] == "unpack":
        for reader in sorted({row["reader"] for row in rows}):
            chosen = [unpacked(r, texts[r["text"]]) for r in rows if r["reader"] == reader]
            write_rows(Path(arguments[1]) / f"{reader}.csv", COLUMNS, chosen)
        return 0
    known = {row["text"]: row["sha256"] for row in read_rows(FOLDER / "texts.csv")}
    found = faults(rows, known, texts)
    print("\n".join(found) or f"{len(rows)} facts of {len(known)} texts are what they say")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
