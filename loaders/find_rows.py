"""Find the rows (file and line) of the kept inputs that state the sides of an identifier's clash.

The store does not hold places.  Only the datasets of the sources in question are searched, and only
if there are clashes.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from gaoxin.graph.names.keys import match_key
from gaoxin.graph.store.manifest import Manifest
from gaoxin.loaders.record_codec import record_of_line
from gaoxin.loaders.resolving.code_watch import NamedFirm, names_of_firms
from gaoxin.loaders.resolving.evidence import code_in_key

CLASHES = ("code_names", "name_codes", "alias")
_CODE = re.compile(rb"[0-9A-HJ-NPQRTUWXY]{18}")
_SHOWN = 3
_MANY = 5_000
"""Rows of an answer for which places are sought; nobody reads more."""

NamePair = tuple[str, str]


def find_rows(rows: Sequence[Mapping[str, object]], manifest: Manifest, inputs: Path) -> list[str]:
    """The places of each row of an answer of ``gaoxin conflicts``, ``""`` for other conflicts."""
    pairs = [_pair(row) for row in rows[:_MANY]]
    wanted = {pair for pair in pairs if pair}
    if not wanted:
        return [""] * len(rows)
    sources = {key for row in rows for key in str(row["source"]).split("; ")}
    found: dict[NamePair, list[str]] = defaultdict(list)
    for dataset in manifest.datasets.values():
        if sources.isdisjoint(dataset.graphs):
            continue
        for pair, place in _pairs_in(inputs / f"{dataset.input}.gz", wanted):
            if len(found[pair]) < _SHOWN and place not in found[pair]:
                found[pair].append(place)
    places = ["; ".join(found.get(pair, ())) if pair else "" for pair in pairs]
    return places + [""] * (len(rows) - len(places))


def _pair(row: Mapping[str, object]) -> NamePair | None:
    """What a row must hold, in sorted order: a code and a name, or an alias and a name."""
    if row["kind"] not in CLASHES:
        return None
    first, second = (_compared(str(row[column])) for column in ("what", "value"))
    return (first, second) if first < second else (second, first)


def _compared(text: str) -> str:
    return match_key(text, "enterprise")


def _pairs_in(path: Path, wanted: set[NamePair]) -> Iterator[tuple[NamePair, str]]:
    codes = {part.upper().encode() for pair in wanted for part in pair}
    try:
        with gzip.open(path, "rb") as file:
            for line in file:
                if line[:1] != b"[":
                    continue
                if b'"alias"' in line or not codes.isdisjoint(_CODE.findall(line)):
                    for pair, place in _stated(list(names_of_firms(record_of_line(line)))):
                        if pair in wanted:
                            yield pair, place
    except (OSError, EOFError, zlib.error, ValueError):
        return  # gaoxin doctor reports damage; the conflict stands without its rows


def _stated(names: list[NamedFirm]) -> Iterator[tuple[NamePair, str]]:
    for firm, _, _, form, how, place in names:
        others = {_compared(code_in_key(firm))} if how == "preferred" else set()
        if how == "alias":
            others = {_compared(other) for _, _, _, other, sort, _ in names if sort != how}
        for other in others - {""}:
            first, second = sorted((_compared(form), other))
            yield (first, second), place
