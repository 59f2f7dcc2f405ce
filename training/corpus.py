"""Labelled texts: the texts of ``GAOXIN_CORPUS`` with the facts of ``labels/`` in words."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gaoxin.errors import BadParameter
from gaoxin.extraction.article import Article
from scripts.labels import FOLDER, QUOTED, part_of, quoted, read_rows, texts_of

Part = Literal["train", "development", "test"]


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text and what its first reader wrote down: rows of the common table in words, and the same
    rows with the spans of ``labels/facts.csv``.
    """

    ident: str
    article: Article
    rows: tuple[dict[str, str], ...]
    spans: tuple[dict[str, str], ...]


def labelled_texts(part: Part | None = None, reader: str = "first") -> list[LabelledText]:
    """The texts of a part (of all parts) that ``reader`` read, in the order of their ids.

    Raises:
        BadParameter: ``GAOXIN_CORPUS`` names no folder with ``news.jsonl``.
    """
    folder = Path(os.environ.get("GAOXIN_CORPUS", ""))
    if not (folder / "news.jsonl").is_file():
        raise BadParameter(
            "GAOXIN_CORPUS 应是含有 news.jsonl 的文件夹。",
            "GAOXIN_CORPUS should be a folder that has news.jsonl.",
        )
    texts = texts_of(folder)
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_rows(FOLDER / "facts.csv"):
        if row["reader"] == reader:
            rows[row["text"]].append(row)
    return [
        LabelledText(
            ident,
            Article(texts[ident], texts[ident]),
            tuple(_in_words(row, texts[ident]) for row in rows[ident]),
            tuple(rows[ident]),
        )
        for ident in sorted(rows)
        if part is None or part_of(ident) == part
    ]


def _in_words(row: dict[str, str], text: str) -> dict[str, str]:
    out = {name: quoted(cell, text) if name in QUOTED else cell for name, cell in row.items()}
    if out["predicate"] == "approvedAs" and "positioning" in out["qualifier"]:
        out["predicate"] = "positioning"  # how the readers wrote it before there was the predicate
    return out
