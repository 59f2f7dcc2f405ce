"""Surveys of the whole graph, which take seconds: made once for a generation, in both languages.

They are derived from the generation and may be deleted at any time.  Without the file the surveys
are made when they are asked for.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from gaoxin.files import PARTIAL
from gaoxin.graph.audit.conflicts import conflicts
from gaoxin.graph.audit.coverage import coverage
from gaoxin.graph.audit.summary import sources
from gaoxin.graph.catalogue.list_file import path_of_lists
from gaoxin.graph.store.generation import Generation
from gaoxin.language import LANGUAGES, choose_language, language
from gaoxin.model import Answer

_SURVEYS: dict[str, Callable[[Generation], Answer]] = {
    "coverage": coverage,
    "sources": sources,
    "conflicts": conflicts,
}
_KEPT = 6
_ENDING = ".json"


def path_of_survey(generation: Generation, name: str, code: str) -> Path:
    """Where the survey ``name`` of a generation lies in the language ``code``."""
    lists = path_of_lists(generation.settings, generation.number, generation.manifest.digest)
    return lists.with_name(f"{lists.stem}-{name}-{code}{_ENDING}")


def write_surveys(generation: Generation) -> None:
    """Write the surveys that are not written yet, and delete those of earlier generations.

    Raises:
        OSError: a file cannot be written.
    """
    written = []
    for name, make in _SURVEYS.items():
        for code in LANGUAGES:
            path = path_of_survey(generation, name, code)
            written.append(path)
            if path.exists():
                continue
            choose_language(code)
            answer = make(generation)
            text = json.dumps(
                {"columns": answer.columns, "rows": answer.rows, "notes": answer.notes},
                ensure_ascii=False,
                default=str,
            )
            unfinished = path.with_name(f"{path.name}.{os.getpid()}{PARTIAL}")
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)
    choose_language(None)
    others = sorted(set(written[0].parent.glob(f"*{_ENDING}")) - set(written))
    for path in others[: -_KEPT * 2]:
        path.unlink(missing_ok=True)


def survey(generation: Generation, name: str) -> Answer:
    """A survey in the language in force, from its file if that is written."""
    path = path_of_survey(generation, name, language())
    return _read(path) if path.exists() else _SURVEYS[name](generation)


@lru_cache(6)
def _read(path: Path) -> Answer:
    found = json.loads(path.read_text(encoding="utf-8"))
    return Answer(found["columns"], found["rows"], notes=found["notes"])
