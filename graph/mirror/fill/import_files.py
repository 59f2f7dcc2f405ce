"""Writes batches of rows as CSV files for ``neo4j-admin database import``.

Each file holds rows of one shape: the same labels or relationship type, and the same properties
with the same types, because the header of the file names them.  The format can express neither an
empty list nor every character.  Rows that a file cannot hold exactly are the leftovers: they wait
in another file and are written by transactions after the import.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from gaoxin.graph.mirror.mapping.elements import Properties
from gaoxin.graph.mirror.mapping.row_batch import RowBatch, shared_properties
from gaoxin.graph.mirror.mapping.term_names import MIRRORED, URI
from gaoxin.neo4j.neo4j_admin import FORM_OF_FILES

BETWEEN = "\x1f"
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_TYPES: dict[type, str] = {
    str: "string",
    int: "long",
    float: "double",
    bool: "boolean",
    date: "date",
}
_ENDS = '":START_ID",":END_ID"'
_Columns = tuple[tuple[str, str], ...]
_Shape = tuple[str, str, _Columns]
"""The option of the import tool with its labels or type, and the columns."""


class ImportFiles:
    """Writes batches into files below ``folder``, an empty folder that only this run uses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[_Shape, Path] = {}
        self._leftovers = folder / "leftovers"

    def add(self, batch: RowBatch) -> None:
        """Write the rows of ``batch``; of a leftover node its key is written, too."""
        lines: dict[_Shape, list[str]] = {}
        left = RowBatch()
        for labels, rows in batch.nodes.items():
            option = f"--nodes={':'.join([*labels, MIRRORED])}"
            for properties in rows:
                cells = _cells(properties)
                if cells is None:
                    left.nodes[labels].append(properties)
                    properties = {URI: properties[URI]}
                    cells = f'"{properties[URI]}"'  # an IRI holds neither quotes nor line ends
                lines.setdefault((option, "", _columns(properties)), []).append(cells + "\n")
        for shared, pairs in batch.bare.items():
            properties = shared_properties(shared)
            cells = _cells(properties)
            if cells is None:
                left.bare[shared] += pairs
                continue
            shape = (f"--relationships={shared[0]}", _ENDS, _columns(properties))
            found = lines.setdefault(shape, [])
            found += [f'"{start}","{end}",{cells}\n' for start, end in pairs]
        for kind, own in batch.own.items():
            for start, end, properties in own:
                cells = _cells(properties)
                if cells is None:
                    left.own[kind].append((start, end, properties))
                else:
                    shape = (f"--relationships={kind}", _ENDS, _columns(properties))
                    lines.setdefault(shape, []).append(f'"{start}","{end}",{cells}\n')
        for shape, text in lines.items():
            self._append(shape, text)
        if left:
            with self._leftovers.open("ab") as file:
                pickle.dump(left, file)

    def options(self) -> list[str]:
        """The options of the import tool that name all files."""
        return [f"{option}={path}" for (option, _, _), path in self._files.items()]

    def arguments(self) -> str:
        """A file of arguments for the import tool, which is run in the folder of the files."""
        named = (f"{option}={path.name}" for (option, _, _), path in self._files.items())
        return "".join(f'"{option}"\n' for option in (*FORM_OF_FILES, *named))

    def remove(self) -> None:
        """Delete the files; the leftovers stay."""
        for path in self._files.values():
            path.unlink()

    def leftovers(self) -> Iterator[RowBatch]:
        """Elements that the import files cannot represent exactly: nodes, whose keys are in the
        files, and relationships.
        """
        if self._leftovers.exists():
            with self._leftovers.open("rb") as file:
                end = self._leftovers.stat().st_size
                while file.tell() < end:
                    yield pickle.load(file)

    def _append(self, shape: _Shape, lines: list[str]) -> None:
        is_new = shape not in self._files
        path = self._files.setdefault(shape, self.folder / f"{len(self._files)}.csv")
        with path.open("a", encoding="utf-8", newline="") as file:
            if is_new:
                file.write(_header(shape) + "\n")
            file.writelines(lines)


def _header(shape: _Shape) -> str:
    _, ends, columns = shape
    names = [f'"{name}:{kind}"' for name, kind in columns]
    if ends:
        return ",".join([ends, *names])
    return ",".join(names).replace(f'"{URI}:string"', f'"{URI}:ID"')


def _columns(properties: Properties) -> _Columns:
    return tuple(
        (name, f"{_TYPES[type(value[0])]}[]" if type(value) is list else _TYPES[type(value)])
        for name, value in properties.items()
    )


def _cells(properties: Properties) -> str | None:
    """The properties as cells of a line, or ``None`` if a file cannot hold them exactly."""
    cells = []
    for value in properties.values():
        kind = type(value)
        if kind is str:
            text = value
        elif kind is list:
            parts = [_text(part) for part in value]
            # An empty list, or an empty text in a list, would be read as no value.
            if not parts or "" in parts or any(map(_CONTROL.search, parts)):
                return None
            cells.append('"' + BETWEEN.join(parts).replace('"', '""') + '"')
            continue
        else:
            text = _text(value)
        if _CONTROL.search(text):
            return None
        cells.append('"' + text.replace('"', '""') + '"' if '"' in text else f'"{text}"')
    return ",".join(cells)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else repr(value)
