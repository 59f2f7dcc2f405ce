"""How well facts agree with those of a reader: precision, recall and F1 of one text.

Strict agreement.  Names are compared without spaces, quotation marks, brackets and a trailing 产业
or 行业; a name may also be a shortening of the other (at least three characters, all of them in the
longer one, in order).  Classes and predicates must be equal, but for ``leadingIndustry``, which is
a kind of ``hasIndustry``.  Rows whose qualifier says ``implied`` or ``context`` are right to find
and cost nothing to miss.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from gaoxin.extraction.proposals import FIGURE_PREDICATES

FIGURES = FIGURE_PREDICATES
KINDS = ("entities", "relations", "figures", "figures_any_subject")
_SAME = {"leadingIndustry": "hasIndustry"}
_SCALES = (("万亿", 1e12), ("亿", 1e8), ("万", 1e4), ("千", 1e3))
LEAST_LIKENESS = 0.4
"""Of the names of two indicators, by difflib's ratio."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, recall and F1 (0 to 1) of what was found against what a reader wrote down."""

    precision: float
    recall: float
    f1: float
    wanted: int
    found: int
    missed: tuple[Row, ...]
    wrong: tuple[Row, ...]


def agreement(
    wanted: Iterable[Row], found: Iterable[Row], zones: Mapping[str, str] | None = None
) -> dict[str, Agreement]:
    """The agreement of two tables about one text, by each of :data:`KINDS`.

    ``zones``: the names of a zone, cleaned by :func:`clean_name`, each to the one that is compared.
    """
    names = zones or {}
    left, right = _rows(wanted, names), _rows(found, names)
    figures = _figures(left), _figures(right)
    return {
        "entities": _agreement(_entities(left), _entities(right), _same_entity),
        "relations": _agreement(_relations(left), _relations(right), _same_relation),
        "figures": _agreement(*figures, _same_figure),
        "figures_any_subject": _agreement(*figures, _same_amount),
    }


def entity_agreement(wanted: Iterable[Row], found: Iterable[tuple[str, str]]) -> Agreement:
    """The agreement of the entities of a table with names and their classes."""
    names = sorted({(clean_name(name), kind) for name, kind in found})
    rows = [{"name": name, "type": kind} for name, kind in names]
    return _agreement(_entities(_rows(wanted, {})), rows, _same_entity)


def clean_name(name: str) -> str:
    """A name as it is compared."""
    text = re.sub(r"[\s\"'“”‘’「」《》()（）·、,，。\-—]", "", unicodedata.normalize("NFKC", name))
    return re.sub(r"(产业集群|产业链|产业|行业)$", "", text) or text


def _rows(rows: Iterable[Row], zones: Mapping[str, str]) -> list[dict[str, Any]]:
    out = []
    for row in rows:
        subject, thing = clean_name(row["subject"]), clean_name(row["object"])
        optional = any(word in (row.get("qualifier") or "") for word in ("implied", "context"))
        out.append(
            {
                **row,
                "subject": zones.get(subject, subject),
                "object": zones.get(thing, thing),
                "predicate": _SAME.get(row["predicate"], row["predicate"]),
                "optional": optional,
            }
        )
    return out


def _relations(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["predicate"] not in FIGURES]


def _figures(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["predicate"] in FIGURES and row["value"]]


def _entities(rows: Iterable[Row]) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        ends = [("subject", "subject_type")]
        if row["predicate"] not in FIGURES:
            ends.append(("object", "object_type"))
        for name, kind in ends:
            key = (row[name], row[kind])
            entity = found.setdefault(key, {"name": key[0], "type": key[1], "optional": True})
            entity["optional"] = entity["optional"] and row["optional"]
    return list(found.values())


def is_alike(one: str, other: str) -> bool:
    """Whether two cleaned names are taken for one: equal, or one a shortening of the other."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return False
    letters = iter(long)
    in_order = all(letter in letters for letter in short)
    return in_order and (short in long or len(short) >= len(long) / 2)


def amount_of(row: Row) -> tuple[float, str] | None:
    """The value of a figure without 万 and 亿, and its unit; ``None`` if it has no value."""
    try:
        value = float(str(row["value"]).replace(",", ""))
    except ValueError:
        return None
    unit = (row.get("unit") or "").strip()
    for word, scale in _SCALES:
        if unit.startswith(word) and not unit.startswith(("千瓦", "千米")):
            return value * scale, unit[len(word) :]
    return value, unit


def _same_entity(one: Row, other: Row, exact: bool) -> bool:
    if one["type"] != other["type"]:
        return False
    return one["name"] == other["name"] if exact else is_alike(one["name"], other["name"])


def _same_relation(one: Row, other: Row, exact: bool) -> bool:
    if one["predicate"] != other["predicate"]:
        return False
    same = (lambda a, b: bool(a == b)) if exact else is_alike
    return same(one["subject"], other["subject"]) and same(one["object"], other["object"])


def _same_amount(one: Row, other: Row, exact: bool) -> bool:
    if (one["predicate"] == "rank") != (other["predicate"] == "rank"):
        return False
    a, b = amount_of(one), amount_of(other)
    if a is None or b is None or a[1] != b[1] or abs(a[0] - b[0]) > 1e-6 * max(1.0, abs(a[0])):
        return False
    if exact:
        return bool(one["subject"] == other["subject"] and one["object"] == other["object"])
    likeness = SequenceMatcher(None, one["object"], other["object"]).ratio()
    return likeness >= LEAST_LIKENESS


def _same_figure(one: Row, other: Row, exact: bool) -> bool:
    return _same_amount(one, other, exact) and is_alike(one["subject"], other["subject"])


def _agreement(
    wanted: Sequence[Row], found: Sequence[Row], same: Callable[[Row, Row, bool], bool]
) -> Agreement:
    left, hits = list(found), [False] * len(wanted)
    for exact in (True, False):
        for number, row in enumerate(wanted):
            if hits[number]:
                continue
            for index, other in enumerate(left):
                if same(row, other, exact):
                    hits[number] = True
                    del left[index]
                    break
    required = sum(1 for row in wanted if not row["optional"])
    met = sum(1 for row, hit in zip(wanted, hits, strict=True) if hit and not row["optional"])
    precision = sum(hits) / len(found) if found else 0.0
    recall = met / required if required else 1.0
    both = precision + recall
    missed = tuple(r for r, hit in zip(wanted, hits, strict=True) if not hit and not r["optional"])
    f1 = 2 * precision * recall / both if both else 0.0
    return Agreement(precision, recall, f1, required, len(found), missed, tuple(left))
