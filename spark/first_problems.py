"""The problems of all parts as one reader of the whole file would tell them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from gaoxin.loaders.tables.row_shapes import too_many_problems
from gaoxin.model import Problem
from gaoxin.settings import Bounds


def first_problems(problems: Iterable[Problem], bounds: Bounds) -> list[Problem]:
    """The problems in the order of files and rows, each once, ``bounds.max_problems`` of a file.

    Each part stops at this number by itself, so together they may have many times as many.
    """
    distinct = dict.fromkeys(problems)
    files = {file: number for number, file in enumerate(dict.fromkeys(p.file for p in distinct))}
    ordered = sorted(distinct, key=lambda p: (files[p.file], p.sheet, p.line or 0))
    out: list[Problem] = []
    for file, found in groupby(ordered, key=lambda p: p.file):
        kept: list[Problem] = []
        for problem in found:
            if len(kept) >= bounds.max_problems and problem.line != kept[-1].line:
                kept.append(too_many_problems(bounds, file, problem.line or 0))
                break
            kept.append(problem)
        out += kept
    return out
