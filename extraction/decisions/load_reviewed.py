"""Load what is settled of an article: one publication of its facts and of its names, or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from gaoxin.errors import BadUsage, FaultyInput, GaoxinError
from gaoxin.extraction.decisions.article_table import (
    row_of,
    source_of,
    written,
)
from gaoxin.extraction.decisions.decision_log import read_decisions
from gaoxin.extraction.decisions.kept_articles import KeptArticle, article_folder, kept_article
from gaoxin.extraction.decisions.name_questions import ArticleName, ArticleNames, decisions_about
from gaoxin.extraction.decisions.review import Review, ReviewedFact
from gaoxin.files import write_whole
from gaoxin.graph.store.store import Store
from gaoxin.loaders.load import load_paths, remove_dataset
from gaoxin.loaders.publish import LoadReport
from gaoxin.loaders.reference.sources import COLUMNS as SOURCE_COLUMNS
from gaoxin.loaders.review.settle import decided
from gaoxin.loaders.row_selection import RowSelection
from gaoxin.model import STATEMENT_COLUMNS, Problem
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings

_TABLE = "statements.csv"


@dataclass(frozen=True, slots=True)
class LastLoad:
    """How the last load of an article ended.

    ``decisions`` is how many decisions there were then, ``facts`` how many facts were loaded in
    ``generation``.  If it was refused, ``refused`` has the reasons: pairs of the name of a fact
    (``""`` if it is none's) and the reason in Chinese and English.
    """

    time: str
    decisions: int
    facts: int = 0
    generation: int = 0
    refused: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Loadable:
    """What a load takes: the facts with their names, and those that wait for a name."""

    facts: list[ReviewedFact]
    names: list[ArticleName]
    waiting_names: list[ReviewedFact]


def loadable(review: Review, names: ArticleNames) -> Loadable:
    """The facts of a review that can be loaded."""
    facts, used, waiting = [], [], []
    for fact in review.loaded:
        own = names.of_fact(fact)
        if any(name.standing == "choose" for name in own):
            waiting.append(fact)
        else:
            facts.append(fact)
            used += own
    return Loadable(facts, used, waiting)


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article whose tables were written for a load, with the number of decisions so far."""

    key: str
    folder: Path
    taken: Loadable
    decisions: int

    @property
    def dataset(self) -> str:
        """The key of its dataset."""
        return self.folder.name


def load_reviewed(
    settings: Settings, key: str, progress: Progress = silent, *, may_skip: bool = False
) -> LoadReport:
    """Load the facts of an article that are sure or that a person accepted, as the article's
    dataset, and what was decided about its names, in one generation.

    What was loaded of the article before is replaced.  How it ended is kept (:func:`last_load`).
    With ``may_skip`` facts that cannot be loaded are left out; else nothing is loaded.

    Raises:
        UnresolvedName: no article is kept under the key.
        BadUsage: nothing of it is settled.
        FaultyInput: the facts cannot be loaded; nothing was published.
    """
    kept = kept_article(settings.home, key)
    try:
        prepared = prepare(settings, kept)
    except GaoxinError as error:
        keep_failure(settings.home, kept.key, error.zh, error.en)
        raise
    taken, rows = prepared.taken, RowSelection(may_skip=may_skip)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        if taken.facts:
            report = load_prepared(settings, [prepared], progress, rows)
        else:
            report = _remove(settings, prepared.dataset, progress)
    except GaoxinError as error:
        refused = _told(error, taken)
        _keep(settings.home, prepared.key, LastLoad(now, prepared.decisions, refused=refused))
        raise
    left_out = _reasons(rows.problems, taken)
    keep_loaded(settings.home, prepared, report.generation or 0, left_out)
    return report


def prepare(settings: Settings, kept: KeptArticle) -> PreparedArticle:
    """Write the tables of what can be loaded of an article, beside it."""
    log = read_decisions(settings.home, kept.key)
    review = Review(kept.extraction, log)
    taken = loadable(review, ArticleNames(review, Store(settings).read()))
    source = source_of(kept.key, kept.source, kept.title)
    folder = article_folder(settings.home, kept.key) / source["key"]
    if taken.facts:
        folder.mkdir(parents=True, exist_ok=True)
        names = {(name.type, name.name): name.written for name in taken.names}
        rows = [row_of(fact, review.article, source["key"]) for fact in taken.facts]
        rows = [_with_names(row, names) for row in rows]
        write_whole(folder / _TABLE, written(STATEMENT_COLUMNS, rows))
        if kept.source.get("title") or not kept.source.get("key"):  # else the graph describes it
            write_whole(folder / "sources.csv", written(SOURCE_COLUMNS, [source]))
    return PreparedArticle(kept.key, folder, taken, len(log))


def load_prepared(
    settings: Settings,
    prepared: Sequence[PreparedArticle],
    progress: Progress = silent,
    rows: RowSelection | None = None,
) -> LoadReport:
    """Load articles, each as a dataset, in one generation.

    Raises:
        FaultyInput: facts cannot be loaded; nothing was published.
    """
    folders = [item.folder for item in prepared]
    about_names = decisions_about([name for item in prepared for name in item.taken.names])
    if not about_names:
        return load_paths(settings, folders, replace=True, progress=progress, rows=rows)
    with decided(settings, about_names) as decisions:
        return load_paths(
            settings, [decisions, *folders], replace=True, progress=progress, rows=rows
        )


def keep_loaded(
    home: Path,
    prepared: PreparedArticle,
    generation: int,
    left_out: Sequence[tuple[str, str, str]] = (),
) -> None:
    """Keep how a load ended; ``left_out`` are facts with the reasons why they were not loaded."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    count = len(prepared.taken.facts) - len({ident for ident, *_ in left_out})
    _keep(home, prepared.key, LastLoad(now, prepared.decisions, count, generation, [*left_out]))


def _with_names(row: dict[str, str], names: dict[tuple[str, str], str]) -> dict[str, str]:
    """The row with names that the load understands as the person saw them."""
    for end in ("subject", "object"):
        row[end] = names.get((row[f"{end}_type"], row[end]), row[end])
    return row


def _remove(settings: Settings, dataset: str, progress: Progress) -> LoadReport:
    published = Store(settings).published()
    if published is None or dataset not in published.datasets:
        raise BadUsage(
            "这篇文章还没有可载入的事实；请先接受一些。",
            "There are no facts of this article to load yet; accept some first.",
        )
    return remove_dataset(settings, dataset, progress=progress)


def _told(error: GaoxinError, taken: Loadable) -> list[tuple[str, str, str]]:
    if not isinstance(error, FaultyInput) or not error.problems:
        return [("", error.zh, error.en)]
    return _reasons(error.problems, taken)


def _reasons(problems: Iterable[Problem], taken: Loadable) -> list[tuple[str, str, str]]:
    """For each problem the name of its fact, ``""`` if it is none's, and the reason.

    A problem of the identity table is about a name: its fact is the first that has the name.
    """
    found, facts = [], taken.facts
    for problem in problems:
        row = (problem.line or 0) - 2  # below the header, and lines count from 1
        is_fact = problem.file == _TABLE and 0 <= row < len(facts)
        ident = facts[row].ident if is_fact else _with_name(problem.value, taken)
        found.append((ident, problem.zh, problem.en))
    return found


def _with_name(value: str, taken: Loadable) -> str:
    written = {n.name for n in taken.names if value and value in (n.name, n.written, n.key)}
    having = (f for f in taken.facts if written & {f.fact.subject, f.fact.object})
    return next((fact.ident for fact in having), "")


def keep_failure(home: Path, key: str, zh: str, en: str) -> None:
    """Keep that a load of an article did not end by itself, and why."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _keep(home, key, LastLoad(now, len(read_decisions(home, key)), refused=[("", zh, en)]))


def last_load(home: Path, key: str) -> LastLoad | None:
    """How the last load of the article with this (whole) key ended, if there was one."""
    try:
        told = json.loads((article_folder(home, key) / "loaded.json").read_bytes())
        refused = [(str(a), str(b), str(c)) for a, b, c in told.pop("refused")]
        return LastLoad(**told, refused=refused)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _keep(home: Path, key: str, load: LastLoad) -> None:
    text = json.dumps(asdict(load), ensure_ascii=False)
    write_whole(article_folder(home, key) / "loaded.json", text)
