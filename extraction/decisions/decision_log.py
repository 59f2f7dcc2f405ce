"""What a person decided about an article: ``HOME/articles/<key>/decisions.jsonl``.

A line is one decision, and lines are only added.  So nothing that was decided is lost: a decision
is undone by a further line, and a line that a kill or a full disk cut short is passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from gaoxin.extraction.article import Article, TextSpan, occurrences
from gaoxin.extraction.decisions.kept_articles import article_folder
from gaoxin.extraction.decisions.stated_fact import StatedFact, fact_of
from gaoxin.locks import exclusive

What = Literal["accept", "reject", "correct", "add", "merge", "new", "undo"]
_LOCK_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class ArticleDecision:
    """One decision.

    ``accept``, ``reject`` and ``correct`` are about the proposed fact with ``cells``, stated by the
    words ``evidence`` at ``place``; ``corrected`` are the cells after a correction, and ``renames``
    the names that it corrects in all facts: ``name`` of class ``type`` reads as ``new_name`` of
    class ``new_type``.  ``add`` is a fact that was missed: its ``corrected`` cells and its
    evidence.  ``merge`` says that ``name`` of class ``type`` is the thing ``key``, ``new`` that it
    is a new thing.  ``undo`` takes back the decision with the number ``undone``.  ``time`` is UTC,
    ISO 8601; ``by`` is who decided.
    """

    what: What
    cells: Mapping[str, str] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)
    renames: Sequence[Mapping[str, str]] = ()
    evidence: str = ""
    place: int = 0
    name: str = ""
    type: str = ""
    key: str = ""
    undone: int = 0
    time: str = ""
    by: str = ""

    def about(self, article: Article) -> TextSpan | None:
        """Where its evidence stands now: of several occurrences the one nearest to its place."""
        places = occurrences(self.evidence, article.text)
        return min(places, key=lambda span: abs(span.start - self.place), default=None)


def about_fact(
    what: What, fact: StatedFact, article: Article, corrected: Mapping[str, str] | None = None
) -> ArticleDecision:
    """A decision about a proposed fact."""
    return ArticleDecision(
        what,
        cells=fact.cells(),
        corrected=dict(corrected or {}),
        evidence=fact.evidence.of(article.text),
        place=fact.evidence.start,
    )


def added_fact(cells: Mapping[str, str], evidence: TextSpan, article: Article) -> ArticleDecision:
    """The decision that a fact was missed."""
    corrected = fact_of(cells, evidence).cells()
    words = evidence.of(article.text)
    return ArticleDecision("add", corrected=corrected, evidence=words, place=evidence.start)


def decision_path(home: Path, key: str) -> Path:
    """The file of an article's decisions."""
    return article_folder(home, key) / "decisions.jsonl"


def record(
    home: Path, key: str, decisions: Sequence[ArticleDecision], by: str = ""
) -> list[ArticleDecision]:
    """Add decisions about the article with this (whole) key; return all, numbered from 1.

    Raises:
        ServiceUnavailable: another process holds the file for too long.
        OSError: the disk is full or cannot be written to; what was there stays.
    """
    path = decision_path(home, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    lines = b"".join(_line(decision, now, by) for decision in decisions)
    with exclusive(path.with_suffix(".lock"), _LOCK_SECONDS):
        with path.open("ab") as file:
            if _is_cut(path):  # the next line must not be joined to a half one
                file.write(b"\n")
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
        return read_decisions(home, key)


def read_decisions(home: Path, key: str) -> list[ArticleDecision]:
    """All decisions about an article in their order; the number of one is its place, from 1.

    A line that cannot be read counts as an undo of nothing, so that numbers stay.
    """
    try:
        lines = decision_path(home, key).read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    return [_decision(line) for line in lines if line]


def effective(decisions: Sequence[ArticleDecision]) -> Iterable[tuple[int, ArticleDecision]]:
    """The decisions that hold, with their numbers: none that was undone, and no undo."""
    undone = {decision.undone for decision in decisions if decision.what == "undo"}
    for number, decision in enumerate(decisions, 1):
        if decision.what != "undo" and number not in undone:
            yield number, decision


def _is_cut(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        if not file.tell():
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def _line(decision: ArticleDecision, now: str, by: str) -> bytes:
    told = asdict(decision) | {"time": decision.time or now, "by": decision.by or by}
    kept = {name: value for name, value in told.items() if value not in ("", 0, {}, ())}
    return json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


_NOTHING = ArticleDecision("undo")


def _decision(line: bytes) -> ArticleDecision:
    try:
        told = json.loads(line)
        found = ArticleDecision(**told)
        renamed = [cell for rename in found.renames for cell in rename.items()]
        cells = [*found.cells.items(), *found.corrected.items(), *renamed]
        texts = (found.evidence, found.name, found.type, found.key, found.time, found.by)
        if found.what not in get_args(What) or not (
            all(isinstance(part, str) for part in (*texts, *(p for cell in cells for p in cell)))
            and isinstance(found.place, int)
            and isinstance(found.undone, int)
        ):
            return _NOTHING
        return found
    except (ValueError, TypeError, AttributeError):
        return _NOTHING
