"""Articles on their way into the graph: what is sure is loaded, the rest waits for a person."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gaoxin.errors import BadUsage, FaultyInput, InvalidSource
from gaoxin.extraction.decisions.article_summaries import article_summaries
from gaoxin.extraction.decisions.decision_log import decision_path, read_decisions
from gaoxin.extraction.decisions.kept_articles import (
    article_folder,
    keep_article,
    kept_article,
)
from gaoxin.extraction.decisions.load_reviewed import (
    PreparedArticle,
    keep_loaded,
    last_load,
    load_prepared,
    load_reviewed,
    prepare,
)
from gaoxin.extraction.decisions.review import Review
from gaoxin.extraction.extract import Extraction
from gaoxin.extraction.linking import linked
from gaoxin.graph.store.store import Store
from gaoxin.loaders.source_line import SourceLine, check_source_line
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings

_FILE = "file"
"""Where the description of a kept article has the path of its file."""


@dataclass(frozen=True, slots=True)
class LoadedArticle:
    """How the load of one article ended.

    ``facts`` were found and not rejected, of which ``loaded`` are in the graph and ``waiting`` wait
    for a person.  ``generation`` is the one that has them, ``None`` if nothing is loaded.
    """

    file: Path
    key: str
    title: str
    facts: int
    loaded: int
    waiting: int
    generation: int | None
    changed: bool


def load_articles(
    settings: Settings,
    files: Sequence[Path],
    read: Callable[[Path], Extraction],
    line: SourceLine,
    progress: Progress = silent,
) -> tuple[list[LoadedArticle], list[InvalidSource]]:
    """Read, keep and load articles; ``read`` extracts one file, ``line`` describes its source.

    Each article is a dataset; all are published in one generation.  An article that was loaded from
    the same file before takes the place of that one, and what was decided about it holds for it.
    The second list has the refusals of files that cannot be read.

    Raises:
        InvalidSource: the only file cannot be read.
        BadUsage: the line cannot be used, or describes several articles.
    """
    line = check_source_line(line)
    if line.is_given and len(files) > 1:
        raise BadUsage(
            "--source 等选项只能描述一篇文章；请逐篇载入，或不写这些选项。",
            "--source and the options with it describe one article; load the articles one by one, "
            "or leave the options out.",
        )
    generation = Store(settings).read()
    earlier = _by_file(settings.home)
    kept: list[tuple[Path, str]] = []
    replaced: dict[str, str] = {}
    refused: list[InvalidSource] = []
    for number, file in enumerate(files):
        progress("extract", number, len(files))
        try:
            extraction = linked(read(file), generation)
        except InvalidSource as error:
            if len(files) == 1:
                raise
            refused.append(error)
            continue
        before, told = earlier.get(_path_of(file), ("", {}))
        key = extraction.article.key
        source = _source(file, extraction, line, told)
        if before and not source.get("key"):
            source["key"] = f"article-{before[:12]}"  # its dataset is replaced
        keep_article(settings.home, extraction, source)
        if before and before != key:
            _take_decisions(settings.home, before, key)
            replaced[key] = before
        kept.append((file, key))
    changed = _publish(settings, [key for _, key in kept], progress)
    for old in replaced.values():
        shutil.rmtree(article_folder(settings.home, old), ignore_errors=True)
    return [_loaded(settings, *item, changed=changed) for item in kept], refused


def _publish(settings: Settings, keys: Sequence[str], progress: Progress) -> bool:
    """Load what is settled of these articles; whether there is a new generation."""
    published = Store(settings).published()
    known = published.datasets if published else {}
    prepared = [prepare(settings, kept_article(settings.home, key)) for key in keys]
    full = [item for item in prepared if item.taken.facts]
    empty = [item for item in prepared if not item.taken.facts and item.dataset in known]
    changed = False
    if len(full) > 1:
        try:
            report = load_prepared(settings, full, progress)
            for item in full:
                keep_loaded(settings.home, item, report.generation or 0)
            changed, full = report.changed, []
        except FaultyInput:
            pass  # one by one, each without the facts that cannot be loaded
    for item in (*full, *empty):
        changed |= _load(settings, item, progress)
    return changed


def _load(settings: Settings, item: PreparedArticle, progress: Progress) -> bool:
    try:
        return load_reviewed(settings, item.key, progress, may_skip=True).changed
    except FaultyInput:  # none of its facts can be loaded; the reasons are kept
        return False


def _loaded(settings: Settings, file: Path, key: str, *, changed: bool) -> LoadedArticle:
    kept, done = kept_article(settings.home, key), last_load(settings.home, key)
    review = Review(kept.extraction, read_decisions(settings.home, kept.key))
    facts = sum(fact.state != "rejected" for fact in review.facts)
    loaded = done.facts if done else 0
    return LoadedArticle(
        file,
        kept.key,
        kept.title,
        facts,
        loaded,
        max(0, facts - loaded),
        done.generation if done and loaded else None,
        changed,
    )


def _source(
    file: Path, extraction: Extraction, line: SourceLine, told: Mapping[str, str]
) -> dict[str, str]:
    """What is known of the publication: what was given, was given before, or the file tells."""
    article = extraction.article
    own = {"title": article.title or file.stem, "date": article.date}
    source = {**own, **{name: value for name, value in told.items() if value}}
    given = {"title": line.title, "confidence": line.grade}
    given |= {name: getattr(line, name) for name in ("publisher", "date", "url")}
    source |= {name: value for name, value in given.items() if value is not None}
    return source | {_FILE: _path_of(file)}


def _by_file(home: Path) -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """The keys and sources of kept articles by the paths of their files; the newest of several."""
    found: dict[str, tuple[str, Mapping[str, str]]] = {}
    for kept in reversed(article_summaries(home).articles):
        if path := kept.source.get(_FILE, ""):
            found[path] = (kept.key, kept.source)
    return found


def _take_decisions(home: Path, old: str, new: str) -> None:
    """Give an article the decisions about its earlier text, if it has none of its own."""
    before, now = decision_path(home, old), decision_path(home, new)
    if before.exists() and not now.exists():
        shutil.copyfile(before, now)


def _path_of(file: Path) -> str:
    return str(file.resolve())
