"""Loading: read inputs as datasets, resolve names, and publish one generation.

Datasets that a call does not load are kept.  They are translated again if a name in them now
resolves to another thing, so that any order of loading gives the same graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from gaoxin.errors import BadParameter, FaultyInput, StoreCorrupt
from gaoxin.graph.store.change import Change
from gaoxin.graph.store.default_graph import UnionChange
from gaoxin.graph.store.manifest import Dataset, Manifest
from gaoxin.graph.store.patch import SortedPatch
from gaoxin.graph.store.store import Store
from gaoxin.language import say
from gaoxin.loaders.checking.gate import Checker, check_sources
from gaoxin.loaders.dataset_keys import earlier_keys
from gaoxin.loaders.inputs import Content, keep, name_of, recall
from gaoxin.loaders.list_sources import known_sources
from gaoxin.loaders.lists.read_list import RECOGNISED, ListOptions
from gaoxin.loaders.problems import did_you_mean, refused
from gaoxin.loaders.rdf.parse import PLAIN, RdfOptions
from gaoxin.loaders.read import name_inputs, read_inputs
from gaoxin.loaders.replaced_datasets import check_replaced
from gaoxin.loaders.resolving.profile import NameKey, Profile
from gaoxin.loaders.resolving.registry import Registry, changed_names
from gaoxin.loaders.row_selection import RowSelection
from gaoxin.loaders.source_line import SourceLine
from gaoxin.loaders.translate import Translation, find_places, translate_content
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings

MAX_PASSES = 10
"""How often a load is tried that leaves out rows with problems; each pass can find new ones."""


@dataclass(slots=True)
class LoadReport:
    """The result of a load.

    ``generation`` is the number of the published generation; ``changed`` tells whether it is new.
    ``datasets`` are rows about what was read.  ``retranslated`` are the datasets whose names now
    resolve differently.  ``review`` are rows about names with several candidates.  ``added`` and
    ``removed`` count asserted quads.
    """

    generation: int | None
    changed: bool
    datasets: list[dict[str, object]]
    retranslated: list[str] = field(default_factory=list)
    review: list[dict[str, object]] = field(default_factory=list)
    added: int = 0
    removed: int = 0
    notes: list[str] = field(default_factory=list)


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
    for left in reversed(range(MAX_PASSES)):
        try:
            contents = read_inputs(
                settings,
                paths,
                known=known,
                dataset=dataset,
                source=source if isinstance(source, SourceLine) else SourceLine(source),
                sources=cache(lambda: known_sources(store.read()) if published else ()),
                lists=lists,
                rdf=rdf,
                rows=rows,
                progress=progress,
            )
            causes = ", ".join(content.dataset for content in contents)
            with store.write(f"load {causes}"[:200]) as change:
                if not replace:
                    check_replaced(store, change, contents)
                report = _publish(
                    store,
                    change,
                    contents,
                    keep_foreign,
                    progress,
                    before_publishing=rows.before_publishing,
                    dry_run=dry_run,
                )
            return _with_damage(report, store)
        except FaultyInput as found:
            if left and rows.leave_out(found.problems):
                lists = lists.without_telling()  # it was told in the first pass
                continue
            found.problems = [*rows.problems, *found.problems]
            found.inputs, found.headers = inputs, rows.headers
            raise
    raise AssertionError  # the last pass returns or raises


def validate_paths(
    settings: Settings, paths: Sequence[Path] | None = None, **options: Any
) -> LoadReport:
    """Check everything as loading does, but publish nothing; raises the same errors as loading."""
    return load_paths(settings, paths, dry_run=True, **options)


def remove_dataset(settings: Settings, key: str, *, progress: Progress = silent) -> LoadReport:
    """Remove a dataset; others whose names it helped to resolve are translated again.

    Raises:
        BadParameter: there is no such dataset.
        InvalidSource: another dataset uses sources that only this one describes.
    """
    store = Store(settings)
    with store.write(f"remove {key}") as change:
        found = change.parent.manifest.find_dataset(key) if change.parent else None
        if found is None:
            known = list(change.datasets)
            zh, en = did_you_mean(key, known)
            raise BadParameter(
                f"没有数据集「{key}」；现有：{'、'.join(known) or '-'}。{zh}",
                f"There is no dataset {key!r}; there are: {', '.join(known) or '-'}.{en}",
                dataset=key,
            )
        report = _publish(store, change, [], False, progress, remove=found)
    return _with_damage(report, store)


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


def _publish(
    store: Store,
    change: Change,
    contents: Sequence[Content],
    keep_foreign: bool,
    progress: Progress,
    *,
    remove: str | None = None,
    before_publishing: Callable[[], None] = lambda: None,
    dry_run: bool = False,
) -> LoadReport:
    given = {content.dataset: content for content in contents}
    old, is_forgotten = _profiles(store, change.datasets, given, remove)
    renamed = earlier_keys(change.datasets)
    moved = [
        recall(now, change.datasets[before].input, store.inputs, whole=True)
        for before, now in renamed.items()
        if now not in given and before != remove
    ]
    gone = {*renamed, *([remove] if remove else [])}
    new = {key: profile for key, profile in old.items() if key not in gone}
    new |= {content.dataset: content.profile for content in (*contents, *moved)}
    problems = check_sources(new, list(given) or list(new))
    if problems:
        raise refused(problems)
    change.is_redescribed = old != new or any(
        content.skipped != change.datasets[content.dataset].skipped
        for content in contents
        if content.dataset in change.datasets
    )
    registry = Registry(new)
    for key in gone:
        change.remove(key)
    apart = {*given, *(content.dataset for content in moved)}
    if is_forgotten:
        again = [key for key in change.datasets if key not in apart]
    else:
        again = _affected(change, old, new, apart)
    everything = [*contents, *moved]
    for key in again:
        content = recall(key, change.datasets[key].input, store.inputs, whole=True)
        content.skipped = change.datasets[key].skipped
        everything.append(content)
    report = LoadReport(change.parent.number if change.parent else None, False, [])
    report.retranslated = again
    if renamed:
        report.notes.append(_renaming_note(renamed))
    translations: dict[str, Translation] = {}
    for done, content in enumerate(everything):
        progress("translate", done, len(everything))
        translation = translate_content(content, registry, change.minter, change.scratch)
        translations[content.dataset] = translation
        name = keep(content, store.inputs)
        entry = _dataset(content, name, translation)
        change.replace(content.dataset, entry, translation.lines)
        report.review += translation.review.values()
        report.notes += content.notes
    progress("translate", len(everything), len(everything))
    # A stored dataset was admitted when it was loaded; only what is being loaded is refused.
    unknown = [item for content in contents for item in translations[content.dataset].refused]
    if unknown:
        raise refused(unknown)
    report.datasets = [_row(content, translations[content.dataset]) for content in contents]
    loaded = [content.dataset for content in contents]

    def places_of(nodes: Container[str]) -> dict[str, str]:
        return {
            node: place
            for content in everything
            for node, place in find_places(content, registry, change.minter, nodes).items()
        }

    checker = Checker(
        translations,
        loaded,
        progress,
        base=change.minter.base,
        keep_foreign=keep_foreign,
        find_places=places_of,
        rdf_files=[file for content in contents for file in content.rdf_files],
    )

    def check(change: Change, patch: SortedPatch, union: UnionChange) -> None:
        checker(change, patch, union)
        before_publishing()

    manifest = change.publish(check, dry_run=dry_run)
    if manifest is None:  # nothing changed, so the function above was not called
        checker.check_terms()
        before_publishing()
    report.notes += checker.notes
    if manifest and not dry_run:
        report.generation, report.changed = manifest.number, True
    if manifest:
        report.added, report.removed = manifest.added, manifest.removed
    return report


def _renaming_note(renamed: Mapping[str, str]) -> str:
    pairs = ", ".join(f"{before} → {now}" for before, now in renamed.items())
    return say(
        f"项目自带的数据集从此版本起改名：{pairs}。",
        f"The project's own datasets have new keys from this version on: {pairs}.",
    )


def _profiles(
    store: Store,
    datasets: Mapping[str, Dataset],
    given: Mapping[str, Content],
    remove: str | None,
) -> tuple[dict[str, Profile], bool]:
    """The profiles of the stored datasets, and whether that of a dataset to be replaced is lost.

    Loading or removing a dataset repairs its damaged kept input.  Then its former profile is
    unknown, so every other dataset must be translated again.

    Raises:
        StoreCorrupt: the kept input of a dataset that stays is damaged.
    """
    out: dict[str, Profile] = {}
    is_lost = False
    for key, dataset in datasets.items():
        try:
            out[key] = recall(key, dataset.input, store.inputs, whole=False).profile
        except StoreCorrupt:
            if key not in given and key != remove:
                raise
            if key in given and name_of(given[key]) == dataset.input:
                out[key] = given[key].profile  # the same content: nothing is lost
            else:
                is_lost = True
    return out, is_lost


def _affected(
    change: Change, old: Mapping[str, Profile], new: Mapping[str, Profile], given: set[str]
) -> list[str]:
    """Datasets that must be translated again although they are not being loaded."""
    before = change.parent.manifest if change.parent else None
    if before and before.versions != change.versions:
        return [key for key in change.datasets if key not in given]
    touched = {key for key in {*old, *new} if old.get(key) != new.get(key)}
    names = changed_names(
        (old[key] for key in touched if key in old), (new[key] for key in touched if key in new)
    )
    leads: dict[NameKey, set[NameKey]] = defaultdict(set)
    for profile in new.values():
        for name, led in profile.leads():
            leads[name].add(led)
    front = list(names)
    while front:  # an alias resolves as its subject does, an alias of the alias too, and so on
        found = leads.get(front.pop(), set()) - names
        names |= found
        front += found
    return [key for key, profile in new.items() if key not in given and profile.is_touched(names)]


def _dataset(content: Content, name: str, translation: Translation) -> Dataset:
    return Dataset(
        kind=content.kind,
        input=name,
        origin=content.origin,
        records=len(content),
        quads=len(translation.lines),
        graphs=dict(sorted(translation.sources.items())),
        skipped=content.skipped,
    )


def _row(content: Content, translation: Translation) -> dict[str, object]:
    return {
        "dataset": content.dataset,
        "kind": content.kind,
        "records": len(content),
        "quads": len(translation.lines),
        "sources": len(translation.sources),
        "review": len(translation.review),
        "skipped": content.skipped or None,
        "origin": content.origin,
    }


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
