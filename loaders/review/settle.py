"""Decisions about names: rows of an identity table in the home, a dataset of the user's own.

``HOME/decisions/identity.csv`` can be read and edited like any identity table.  A later decision
about a name replaces an earlier one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gaoxin.files import write_whole
from gaoxin.graph.store.store import Store
from gaoxin.language import say
from gaoxin.loaders.load import load_paths
from gaoxin.loaders.publish import LoadReport
from gaoxin.loaders.reference.identity import COLUMNS
from gaoxin.loaders.resolving.admission import Question
from gaoxin.loaders.review.written_key import written_key
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings

DATASET = "decisions"
SOURCE = "decisions"
_SOURCE_COLUMNS = "key,title,publisher,date,page,kind,confidence,corroboration,url,note"

MERGE, APART, NEW = "merge", "apart", "new"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides about the name of a question.

    ``what`` is ``merge`` (it is the thing ``key``), ``apart`` (it is a new thing and none of the
    candidates) or ``new`` (it is a new thing).
    """

    question: Question
    what: str
    key: str = ""

    def rows(self, written: Callable[[str], str]) -> list[tuple[str, ...]]:
        """The rows of the identity table, with a key as ``written`` has it."""
        name, type_ = self.question.name, self.question.type
        why = say("人工核对", "decided in a review")
        if self.what == MERGE:
            class_ = _class_of(self.key, type_)
            return [(name, type_, written(self.key), class_, "same", why, SOURCE)]
        rows: list[tuple[str, ...]] = [(name, type_, "", "", "new", why, SOURCE)]
        if self.what == APART:
            rows += [
                (
                    *(name, type_, written(near.key), _class_of(near.key, type_)),
                    *("different", why, SOURCE),
                )
                for near in self.question.near
            ]
        return rows


def settle(
    settings: Settings, decisions: Sequence[Decision], progress: Progress = silent
) -> LoadReport:
    """Add the decisions to the table and load it; if that fails, the table stays as it was.

    Raises:
        InvalidSource: a decision contradicts an identity table that is loaded.
    """
    with decided(settings, decisions) as folder:
        return load_paths(settings, [folder], dataset=DATASET, replace=True, progress=progress)


@contextmanager
def decided(settings: Settings, decisions: Sequence[Decision]) -> Iterator[Path]:
    """The folder of decisions with these added; if the block fails, it is as it was before."""
    folder = settings.home / DATASET
    table = folder / "identity.csv"
    before = table.read_bytes() if table.exists() else b""
    changed = {(d.question.name, d.question.type) for d in decisions}
    kept = [row for row in _rows_of(before) if (row[0], row[1]) not in changed]
    folder.mkdir(parents=True, exist_ok=True)
    _describe_source(folder / "sources.csv")
    written = partial(written_key, Store(settings).read()) if decisions else str
    write_whole(table, _table([*kept, *(row for d in decisions for row in d.rows(written))]))
    try:
        yield folder
    except BaseException:
        _restore(table, before)
        raise


def _describe_source(path: Path) -> None:
    """Write the table of sources, which keeps the language in which it was written first."""
    if path.exists():
        return
    title = say("人工核对的决定", "decisions of a review")
    write_whole(path, f"{_SOURCE_COLUMNS}\n{SOURCE},{title},,,,,C,,,\n".encode())


def _restore(table: Path, before: bytes) -> None:
    if before:
        write_whole(table, before)
    else:
        table.unlink()


def _rows_of(table: bytes) -> list[tuple[str, ...]]:
    rows = csv.reader(io.StringIO(table.decode("utf-8")))
    return [tuple(row) for row in rows if row and tuple(row) != COLUMNS]


def _table(rows: Iterable[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue().encode()


def _class_of(key: str, type_: str) -> str:
    """The class in which the table names the thing ``key``, which the name ``type_`` may not be."""
    from gaoxin.ontology.terms import vocabulary

    kind = key.partition("/")[0]
    if vocabulary().find_class(type_).kind == kind:
        return type_
    return next(c.name for c in vocabulary().classes.values() if c.kind == kind and c.names_things)
