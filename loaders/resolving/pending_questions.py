"""The names for which a load was refused, kept in the home until they are settled.

``gaoxin review`` asks about them.  A later load of the same dataset replaces or removes them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict
from pathlib import Path

from gaoxin.files import write_whole
from gaoxin.loaders.resolving.admission import Near, Question

_FILE = "questions.json"


def keep_pending(home: Path, datasets: Collection[str], questions: Iterable[Question]) -> None:
    """Keep the questions of ``datasets`` in place of their earlier ones; each once."""
    new = {(asked.dataset, asked.type, asked.name): asked for asked in questions}
    kept = [
        asked
        for asked in read_pending(home)
        if asked.dataset not in datasets and (asked.dataset, asked.type, asked.name) not in new
    ]
    rows = [asdict(asked) for asked in (*kept, *new.values())]
    path = home / _FILE
    if rows:
        text = json.dumps(rows, ensure_ascii=False, indent=1)
        write_whole(path, text.encode("utf-8", "surrogatepass"))
    else:
        path.unlink(missing_ok=True)


def read_pending(home: Path) -> list[Question]:
    """The questions that are kept; none if the file cannot be read, because loads make it anew."""
    try:
        rows = json.loads((home / _FILE).read_bytes())
        return [
            Question(**{**row, "near": tuple(Near(**near) for near in row["near"])}) for row in rows
        ]
    except (OSError, ValueError, TypeError, KeyError):
        return []
