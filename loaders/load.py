"""Loading: read inputs as datasets and publish one generation (:mod:`.publish`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from gaoxin.errors import FaultyInput
from gaoxin.garbage import fewer_collections
from gaoxin.graph.store.manifest import OWN_PREFIX, Manifest, current_versions
from gaoxin.graph.store.store import Store
from gaoxin.language import say
from gaoxin.loaders.dataset_named import dataset_named
from gaoxin.loaders.list_sources import known_sources
from gaoxin.loaders.lists.read_list import RECOGNISED, ListOptions
from gaoxin.loaders.publish import LoadReport, publish
from gaoxin.loaders.rdf.parse import PLAIN, RdfOptions
from gaoxin.loaders.read import name_inputs, read_inputs
from gaoxin.loaders.replaced_datasets import check_replaced
from gaoxin.loaders.revising.earlier_list import earlier_list
from gaoxin.loaders.row_selection import RowSelection, in_passes
from gaoxin.loaders.source_line import SourceLine
from gaoxin.loaders.unchanged_inputs import fingerprint, is_unchanged
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings


def load_paths(
    settings: Settings,
    paths: Sequence[Path] | None = None,
    *,
    dataset: str | None = None,
    source: SourceLine | str | None = None,
    lists: ListOptions = RECOGNISED,
    rdf: RdfOptions = PLAIN,
    rows: RowSelection | None = None,
    keep_foreign: bool = False,
    replace: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> LoadReport:
    """Load files or folders; without ``paths``, load the project's own datasets.

    ``source`` is the source of what has none of its own: a key, a title or a whole line about it.
    ``lists`` says how lists are read, ``rdf`` are the options for RDF files.  ``rows`` says whether
    rows with problems may be left out, and has those rows afterwards.  With ``dry_run`` everything
    is checked but nothing is published.  ``replace`` allows replacing a dataset that came from
    another file.

    Raises:
        InvalidSource: the files have problems; all of them are listed.
        NonconformingGraph: the resulting graph violates the SHACL shapes.
        BadUsage: ``dataset`` is not a valid key, ``source`` cannot be used, or a dataset of another
            file would be replaced.
        StoreLocked: another writer is at work.
    """
    store = Store(settings)
    published = store.published()
    known = published.datasets if published else {}
    inputs = name_inputs(paths, dataset, known)
    rows = rows or RowSelection()
    rows.inputs = inputs

    line = source if isinstance(source, SourceLine) else SourceLine(source)
    prints = {
        key: fingerprint(
            path,
            settings,
            {
                **asdict(line),
                "format": rdf.format,
                "relative_to": rdf.relative_to,
                "keep_foreign": keep_foreign,
                "mapping": lists.mapping,
                "headers": lists.headers,
                "personal": lists.personal,
            },
        )
        for key, path in inputs
    }
    if published and is_unchanged(store, published, current_versions(), prints):
        found = [row for row in datasets(published) if row["dataset"] in prints]
        return LoadReport(published.number, False, found)

    @fewer_collections()
    def attempt(number: int, is_trial: bool) -> LoadReport:
        contents = read_inputs(
            settings,
            paths,
            known=known,
            dataset=dataset,
            source=line,
            sources=cache(lambda: known_sources(store.read()) if published else ()),
            earlier=lambda key: earlier_list(store, published, key),
            lists=lists.without_telling() if number else lists,  # it is told in the first pass
            rdf=rdf,
            rows=rows,
            progress=progress,
        )
        for content in contents:
            content.read_as = prints[content.dataset]
        causes = ", ".join(content.dataset for content in contents)
        with store.write(f"load {causes}"[:200]) as change:
            if not replace:
                check_replaced(store, change, contents)
            return publish(
                store,
                change,
                contents,
                keep_foreign,
                progress,
                before_publishing=rows.before_publishing if rows.may_skip else _nothing,
                dry_run=dry_run or is_trial,
            )

    try:
        report = in_passes(attempt, rows)
    except FaultyInput as found:
        found.inputs, found.headers = inputs, rows.headers
        raise
    return _with_damage(report, store)


def _nothing() -> None:
    """Do nothing before publishing."""


def validate_paths(
    settings: Settings, paths: Sequence[Path] | None = None, **options: Any
) -> LoadReport:
    """Check everything as loading does, but publish nothing; raises the same errors as loading."""
    return load_paths(settings, paths, dry_run=True, **options)


def remove_dataset(settings: Settings, named: str, *, progress: Progress = silent) -> LoadReport:
    """Remove a dataset; others whose names it helped to resolve are translated again.

    ``named`` is its key, or the path or name of the file that it came from.

    Raises:
        BadParameter: there is no such dataset.
        InvalidSource: another dataset uses sources that only this one describes.
    """
    store = Store(settings)
    with store.write(f"remove {named}"[:200]) as change:
        found = dataset_named(named, change.parent.manifest if change.parent else None)
        report = publish(store, change, [], False, progress, remove=found)
        report.datasets = [{"dataset": found, "status": "removed", "removed": report.removed}]
        if change.parent:
            report.notes += _how_to_undo(found, change.parent.number)
    return _with_damage(report, store)


def _how_to_undo(removed: str, before: int) -> list[str]:
    notes = [
        say(f"要撤销，请用 gaoxin rollback {before}。", f"To undo this: gaoxin rollback {before}.")
    ]
    if removed.startswith(OWN_PREFIX):
        notes.append(
            say(
                "这是程序自带的基础数据，没有它，许多名称无法识别；gaoxin load 可重新载入。",
                "This is data that the program brings; without it many names are not recognised. "
                "gaoxin load loads it again.",
            )
        )
    return notes


def _with_damage(report: LoadReport, store: Store) -> LoadReport:
    """The report, with a note if damage prevented the pruning of old generations."""
    if store.damage:
        path = store.damage[0].path
        report.notes.append(
            say(
                f"{path} 已损坏，因此没有删除任何旧的一代；请运行 gaoxin doctor --repair。",
                f"{path} is damaged, so no old generation was deleted; run gaoxin doctor --repair.",
            )
        )
    return report


def datasets(manifest: Manifest) -> Iterable[dict[str, object]]:
    """Rows about the datasets of a generation."""
    for key, dataset in manifest.datasets.items():
        yield {
            "dataset": key,
            "kind": dataset.kind,
            "records": dataset.records,
            "quads": dataset.quads,
            "sources": len(dataset.graphs),
            "skipped": dataset.skipped or None,
            "origin": dataset.origin,
        }
