"""From contents to a published generation: resolve names, translate, check, publish.

Datasets that a call does not load are kept.  They are translated again if a name in them now
resolves to another thing, so that any order of loading gives the same graph.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field

from gaoxin.errors import StoreCorrupt
from gaoxin.graph.audit.new_things import NewThings, announced_things
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.change import Change
from gaoxin.graph.store.default_graph import UnionChange
from gaoxin.graph.store.manifest import Dataset
from gaoxin.graph.store.patch import SortedPatch
from gaoxin.graph.store.store import Store
from gaoxin.language import say
from gaoxin.loaders.changed_lines import ChangedLines, LineChanges
from gaoxin.loaders.checking.gate import Checker, check_sources
from gaoxin.loaders.dataset_keys import earlier_keys
from gaoxin.loaders.inputs import Content, keep, name_of, profile_kept, recall
from gaoxin.loaders.problems import refused
from gaoxin.loaders.resolving.pending_questions import keep_pending
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.resolving.registry import Registry
from gaoxin.loaders.resolving.retranslation import (
    ChangedNames,
    affected_datasets,
    names_to_resolve,
)
from gaoxin.loaders.translate import find_places, translate_content
from gaoxin.loaders.translation import Translation
from gaoxin.progress import Progress


@dataclass(slots=True)
class LoadReport:
    """The result of a load.

    ``generation`` is the number of the published generation; ``changed`` tells whether it is new.
    ``datasets`` are rows about what was read.  ``retranslated`` are the datasets whose names now
    resolve differently.  ``review`` are rows about names with several candidates.  ``added`` and
    ``removed`` count asserted quads.  ``announced`` are the things that a load which was only tried
    would add.
    """

    generation: int | None
    changed: bool
    datasets: list[dict[str, object]]
    retranslated: list[str] = field(default_factory=list)
    review: list[dict[str, object]] = field(default_factory=list)
    added: int = 0
    removed: int = 0
    notes: list[str] = field(default_factory=list)
    announced: list[NewThings] = field(default_factory=list)


def publish(
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
    """Translate the contents, check the change and publish it, unless nothing changed.

    ``remove`` is the key of a dataset to remove.  ``before_publishing`` is called when everything
    was checked.  With ``dry_run`` nothing is published.

    Raises:
        FaultyInput: names, sources or shapes have problems; all of them are listed.
    """
    given = {content.dataset: content for content in contents}
    old, is_forgotten = _profiles(store, change, given, remove)
    renamed = earlier_keys(change.datasets)
    moved = [
        kept(store, now, change.datasets[before])
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
    change.names = {
        key: profile.save
        for key, profile in new.items()
        if profile.is_large and (key in given or not profile.is_stored)
    }
    registry = Registry(new)
    for key in gone:
        change.remove(key)
    apart = {*given, *(content.dataset for content in moved)}
    before = change.parent.manifest if change.parent else None
    names: ChangedNames | None = None
    if is_forgotten or (before and before.versions != change.versions):
        again = [key for key in change.datasets if key not in apart]
    else:
        names = names_to_resolve(old, new)
        again = affected_datasets(names, new, apart)
    stored = (kept(store, key, change.datasets[key], old[key]) for key in again)
    everything = [*contents, *moved, *stored]
    report = LoadReport(change.parent.number if change.parent else None, False, [])
    report.retranslated = again
    if renamed:
        report.notes.append(_renaming_note(renamed))
    translations: dict[str, Translation] = {}
    changed = ChangedLines(
        change.parent, registry, old, names, change.minter, change.scratch, progress
    )
    for done, content in enumerate(everything):
        progress("translate", done, len(everything))
        if lines := changed.of(content):
            translations[content.dataset] = _amend(change, content, lines)
            report.notes += content.notes
            continue
        ahead = change.write_ahead(content.dataset)
        translation = translate_content(
            content, registry, change.minter, change.scratch, written=ahead, progress=progress
        )
        translations[content.dataset] = translation
        name = keep(content, change.inputs)
        entry = _dataset(content, name, translation)
        is_written_ahead = ahead is not None and translation.lines.path is not None
        change.replace(content.dataset, entry, translation.lines, is_written_ahead=is_written_ahead)
        report.review += translation.review.values()
        report.notes += content.notes + translation.notes()
    progress("translate", len(everything), len(everything))
    # A stored dataset was admitted when it was loaded; only what is being loaded is refused.
    unknown = [item for content in contents for item in translations[content.dataset].refused]
    if unknown:
        asked = [q for key in given for q in translations[key].questions.values()]
        keep_pending(store.home, given.keys(), asked)
        raise refused(unknown)
    report.datasets = [
        _row(content, change.datasets[content.dataset], translations[content.dataset])
        for content in contents
    ]
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
        if dry_run and change.parent:
            report.announced = announced_things(union.fresh, change.parent)
        before_publishing()
        progress("publish", 0, None)

    progress("sort", 0, None)
    manifest = change.publish(check, dry_run=dry_run)
    if manifest is None:  # nothing changed, so the function above was not called
        checker.check_terms()
        before_publishing()
    report.notes += checker.notes
    if not dry_run:
        asked = [q for key in given for q in translations[key].left_out.values()]
        keep_pending(store.home, [c.dataset for c in contents if not c.skipped], asked)
    if manifest and not dry_run:
        report.generation, report.changed = manifest.number, True
    if manifest:
        report.added, report.removed = manifest.added, manifest.removed
    return report


def kept(store: Store, key: str, dataset: Dataset, profile: Profile | None = None) -> Content:
    """The kept input of a dataset; see :func:`.inputs.recall`."""
    minter = Minter(store.settings)
    content = recall(key, dataset.input, store.inputs, minter, whole=True, profile=profile)
    content.read_as, content.skipped = dataset.read_as, dataset.skipped
    return content


def _renaming_note(renamed: Mapping[str, str]) -> str:
    pairs = ", ".join(f"{before} → {now}" for before, now in renamed.items())
    return say(
        f"项目自带的数据集从此版本起改名：{pairs}。",
        f"The project's own datasets have new keys from this version on: {pairs}.",
    )


def _profiles(
    store: Store, change: Change, given: Mapping[str, Content], remove: str | None
) -> tuple[dict[str, Profile], bool]:
    """The profiles of the stored datasets, and whether that of a dataset to be replaced is lost.

    Loading or removing a dataset repairs its damaged kept input.  Then its former profile is
    unknown, so every other dataset must be translated again.

    Raises:
        StoreCorrupt: the kept input of a dataset that stays is damaged.
    """
    out: dict[str, Profile] = {}
    is_lost = False
    for key, dataset in change.datasets.items():
        assert change.parent
        changes = given[key].changes if key in given else None
        if changes and changes.input == dataset.input:
            out[key] = changes.before
            continue
        try:
            out[key] = profile_kept(store.inputs, change.parent, key)
        except StoreCorrupt:
            if key not in given and key != remove:
                raise
            if key in given and name_of(given[key]) == dataset.input:
                out[key] = given[key].profile  # the same content: nothing is lost
            else:
                is_lost = True
    return out, is_lost


def _amend(change: Change, content: Content, lines: LineChanges) -> Translation:
    """Give a changed list its new lines."""
    before = change.datasets[content.dataset]
    translation = Translation(sources=before.graphs)
    entry = _dataset(content, keep(content, change.inputs), translation)
    entry.quads = before.quads + len(lines.added) - len(lines.removed)
    change.amend(content.dataset, entry, lines.added, lines.removed)
    return translation


def _dataset(content: Content, name: str, translation: Translation) -> Dataset:
    return Dataset(
        kind=content.kind,
        input=name,
        origin=content.origin,
        records=len(content),
        quads=len(translation.lines),
        graphs=dict(sorted(translation.sources.items())),
        skipped=content.skipped,
        read_as="" if content.skipped else content.read_as,
        ambiguous=len(translation.review) + len(translation.left_out),
    )


def _row(content: Content, dataset: Dataset, translation: Translation) -> dict[str, object]:
    return {
        "dataset": content.dataset,
        "kind": content.kind,
        "records": len(content),
        "quads": dataset.quads,
        "sources": len(dataset.graphs),
        "review": len(translation.review),
        "skipped": content.skipped or None,
        "origin": content.origin,
    }
