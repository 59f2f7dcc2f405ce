"""The tables of a load that have problems: which problem stands in which cell of which file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.errors import InvalidSource
from gaoxin.model import Problem

if TYPE_CHECKING:
    from gaoxin.loaders.tables.fault_places import SheetShape
    from gaoxin.loaders.tables.faulty_sheet import FaultySheet
    from gaoxin.settings import Bounds

Inputs = Sequence[tuple[str, Path]]
"""The files or folders of a load, each with the key of its dataset."""


@dataclass(slots=True)
class FaultyTable:
    """A table file with problems, the dataset that it was to become, and its sheets.

    ``begins`` has the row of the header of each sheet that is a table.
    """

    path: Path
    dataset: str
    shapes: list[SheetShape]
    problems: list[Problem]
    begins: dict[str, int]

    def sheets(self, *, numbered: bool = False) -> list[FaultySheet]:
        """The sheets with their faults; ``numbered`` reasons begin with the row."""
        from gaoxin.loaders.tables.faulty_sheet import faulty_sheets

        return faulty_sheets(self.shapes, self.problems, numbered=numbered)

    def separate(
        self, *, numbered: bool = False, only_faulty: bool = False
    ) -> list[tuple[str, FaultySheet]]:
        """Each sheet that is a table, for a format without sheets, with the dataset for it.

        If there are several, each becomes a dataset, so that none replaces another.  Without
        ``only_faulty``, those without faults are among them, so that their rows are not lost.
        """
        faulty = [
            sheet
            for sheet in self.sheets(numbered=numbered)
            if sheet.faults.reasons or (sheet.shape.name in self.begins and not only_faulty)
        ]
        if len(faulty) == 1:
            return [(self.dataset, faulty[0])]
        return [(f"{self.dataset}-{key_part(sheet.shape.name)}", sheet) for sheet in faulty]

    def can_be_marked(self) -> bool:
        """Whether some of the problems stand in rows, and there is room for their reasons."""
        from gaoxin.loaders.tables.faulty_sheet import has_room

        return any(problem.line for problem in self.problems) and has_room(self.sheets())


@dataclass(slots=True)
class FaultyTables:
    """Problems by table.  ``problems`` are all of them, in order, with the cells that were found;
    ``loose`` are those that are in no table that can be marked.
    """

    tables: list[FaultyTable] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    loose: list[Problem] = field(default_factory=list)


def key_part(name: str) -> str:
    """The name of a sheet as a part of the key of a dataset or of the name of a file."""
    return re.sub(r"[^\w.（）()-]+", "-", name).strip("-.")


def find_tables(
    problems: Sequence[Problem],
    inputs: Inputs,
    headers: Mapping[tuple[str, str], int],
    bounds: Bounds,
) -> FaultyTables:
    """Find the tables with problems, and read each of them once.

    ``headers`` are the rows of the headers by file and sheet, where they are known.
    """
    from gaoxin.loaders.tables.fault_places import survey
    from gaoxin.loaders.tables.faulty_sheet import locate

    found = FaultyTables()
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    places = _places(inputs)
    for file, own in by_file.items():
        place = places.get(file)
        lines = {problem.line for problem in own if problem.line}
        shapes: list[SheetShape] = []
        if place and lines:
            try:
                shapes = survey(place[1], bounds, lines)
            except (InvalidSource, OSError):
                shapes = []  # its problems are listed without the table
        if place and shapes:
            begins = {sheet: line for (name, sheet), line in headers.items() if name == file}
            own = locate(shapes, own, begins)
            table = FaultyTable(place[1], place[0], shapes, own, begins)
            if table.can_be_marked():
                found.tables.append(table)
                found.problems += own
                continue
        found.problems += own
        found.loose += own
    return found


def first_table(problems: Sequence[Problem], inputs: Inputs) -> Path | None:
    """The first table that has problems in rows."""
    places = _places(inputs)
    files = (problem.file for problem in problems if problem.line)
    return next((places[file][1] for file in files if file in places), None)


def _places(inputs: Inputs) -> dict[str, tuple[str, Path]]:
    """The dataset and path of each table by the name that problems give it.

    Names that two files share are left out, because their problems cannot be told apart.
    """
    from gaoxin.loaders.tables.opening import TABLE_SUFFIXES
    from gaoxin.loaders.tables.reading import find_inputs

    found: dict[str, tuple[str, Path]] = {}
    double: set[str] = set()
    for dataset, path in inputs:
        try:
            files = find_inputs(path)
        except InvalidSource:
            continue
        for file in files:
            if file.suffix.lower() in TABLE_SUFFIXES:
                double |= {file.name} & found.keys()
                found[file.name] = (dataset, file)
    return {name: place for name, place in found.items() if name not in double}
