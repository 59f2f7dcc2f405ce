"""Loading: inputs become datasets, names are resolved, one generation is published.

What was not named in a call stays, but is translated anew where the names that it mentions now
lead elsewhere; so any order of loading gives the same graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from gaoxin.errors import BadParameter
from gaoxin.graph.facts.quad_parts import value_of
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.change import Change
from gaoxin.graph.store.manifest import Dataset, Manifest
from gaoxin.graph.store.store import Store
from gaoxin.loaders.checking.gate import Checker, check_sources
from gaoxin.loaders.checking.problems import refused
from gaoxin.loaders.inputs import Content, keep, recall
from gaoxin.loaders.read import read_inputs
from gaoxin.loaders.resolving.profile import Profile
from gaoxin.loaders.resolving.registry import Registry, changed_names
from gaoxin.loaders.translate import Translation, Translator, graph_header
from gaoxin.progress import Progress, silent
from gaoxin.settings import Settings


@dataclass(slots=True)
class LoadReport:
    """What a load did.

    ``generation`` is the number now published; ``changed`` whether it is new; ``datasets`` rows of
    what was read; ``retranslated`` datasets whose names now lead elsewhere; ``review`` rows of
    names with several candidates; ``added`` and ``removed`` count asserted quads.
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
    source: str | None = None,
    rdf_format: str | None = None,
    keep_foreign: bool = False,
    progress: Progress = silent,
) -> LoadReport:
    """Load files or folders, or without ``paths`` everything that the project brings.

    Raises:
        InvalidSource: something in the files cannot be used; every problem is listed.
        NonconformingGraph: SHACL refuses the graph that would come out.
        StoreLocked: another writer is at work.
    """
    contents = read_inputs(
        settings, paths, dataset=dataset, source=source, rdf_format=rdf_format, progress=progress
    )
    causes = ", ".join(content.dataset for content in contents)
    store = Store(settings)
    with store.write(f"load {causes}"[:200]) as change:
        return _publish(store, change, contents, keep_foreign, progress)


def validate_paths(
    settings: Settings,
    paths: Sequence[Path] | None = None,
    *,
    dataset: str | None = None,
    source: str | None = None,
    rdf_format: str | None = None,
    keep_foreign: bool = False,
    progress: Progress = silent,
) -> LoadReport:
    """Do everything that loading does, but publish nothing; raises what loading would raise."""
    contents = read_inputs(
        settings, paths, dataset=dataset, source=source, rdf_format=rdf_format, progress=progress
    )
    store = Store(settings)
    with store.write("validate") as change:
        return _publish(store, change, contents, keep_foreign, progress, dry_run=True)


def remove_dataset(settings: Settings, key: str, *, progress: Progress = silent) -> LoadReport:
    """Take a dataset out; others that its names led to things are translated anew.

    Raises:
        BadParameter: there is no such dataset.
        InvalidSource: another dataset rests on sources that only this one describes.
    """
    store = Store(settings)
    with store.write(f"remove {key}") as change:
        if key not in change.datasets:
            known = "、".join(change.datasets) or "-"
            raise BadParameter(
                f"没有数据集「{key}」；现有：{known}。",
                f"There is no dataset {key!r}; there are: {', '.join(change.datasets) or '-'}.",
                dataset=key,
            )
        return _publish(store, change, [], False, progress, remove=key)


def _publish(
    store: Store,
    change: Change,
    contents: Sequence[Content],
    keep_foreign: bool,
    progress: Progress,
    *,
    remove: str | None = None,
    dry_run: bool = False,
) -> LoadReport:
    old = {
        key: recall(key, dataset.input, store.inputs, whole=False).profile
        for key, dataset in change.datasets.items()
    }
    new = {key: profile for key, profile in old.items() if key != remove}
    new |= {content.dataset: content.profile for content in contents}
    problems = check_sources(new, [content.dataset for content in contents] or list(new))
    if problems:
        raise refused(problems)
    change.is_redescribed = old != new
    registry = Registry(new)
    if remove:
        change.remove(remove)
    again = _affected(change, old, new, {content.dataset for content in contents})
    everything = [*contents]
    for key in again:
        everything.append(recall(key, change.datasets[key].input, store.inputs, whole=True))
    report = LoadReport(change.parent.number if change.parent else None, False, [])
    report.retranslated = again
    translations: dict[str, Translation] = {}
    for done, content in enumerate(everything):
        progress("translate", done, len(everything))
        translation = _translate(content, registry, change.minter)
        translations[content.dataset] = translation
        name = keep(content, store.inputs)
        change.replace(content.dataset, _dataset(content, name, translation), translation.graphs)
        report.review += translation.review.values()
        report.notes += content.notes
    progress("translate", len(everything), len(everything))
    report.datasets = [_row(content, translations[content.dataset]) for content in contents]
    loaded = [content.dataset for content in contents]
    checker = Checker(translations, loaded, progress, keep_foreign=keep_foreign)
    manifest = change.publish(checker, dry_run=dry_run)
    if manifest is None:
        checker.check_terms()  # nothing changed, so the checker was not called
    report.notes += checker.notes
    if manifest and not dry_run:
        report.generation, report.changed = manifest.number, True
    if manifest:
        report.added, report.removed = manifest.added, manifest.removed
    return report


def _affected(
    change: Change, old: Mapping[str, Profile], new: Mapping[str, Profile], given: set[str]
) -> list[str]:
    """Datasets to translate anew though nobody loads them."""
    before = change.parent.manifest if change.parent else None
    if before and before.versions != change.versions:
        return [key for key in change.datasets if key not in given]
    touched = {key for key in {*old, *new} if old.get(key) != new.get(key)}
    names = changed_names(
        (old[key] for key in touched if key in old), (new[key] for key in touched if key in new)
    )
    for _ in range(8):  # an alias leads where its subject leads, and so on
        follow = {
            alias_name
            for profile in new.values()
            for subject, alias_name in profile.leads()
            if subject in names
        }
        if follow <= names:
            break
        names |= follow
    return [key for key, profile in new.items() if key not in given and profile.is_touched(names)]


def _translate(content: Content, registry: Registry, minter: Minter) -> Translation:
    out = Translator(content.dataset, registry, minter).translate(content.records)
    graphs: dict[str, ox.NamedNode] = {}
    for quad in content.quads:
        written = value_of(quad.graph_name)
        if written not in graphs:
            parts = minter.graph_parts(written)
            assert parts is not None
            graphs[written] = graph = minter.graph(content.dataset, parts[1])
            out.sources[parts[1]] = graph.value
            out.graphs.setdefault(graph.value, graph_header(minter, content.dataset, parts[1]))
        graph = graphs[written]
        out.graphs[graph.value].add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
        out.origins.setdefault(value_of(quad.subject), content.origin)
    return out


def _dataset(content: Content, name: str, translation: Translation) -> Dataset:
    return Dataset(
        kind=content.kind,
        input=name,
        origin=content.origin,
        records=len(content),
        quads=sum(map(len, translation.graphs.values())),
        graphs=dict(sorted(translation.sources.items())),
    )


def _row(content: Content, translation: Translation) -> dict[str, object]:
    return {
        "dataset": content.dataset,
        "kind": content.kind,
        "records": len(content),
        "quads": sum(map(len, translation.graphs.values())),
        "sources": len(translation.sources),
        "review": len(translation.review),
        "origin": content.origin,
    }


def datasets(manifest: Manifest) -> Iterable[dict[str, object]]:
    """Rows about the datasets of a generation."""
    for key, dataset in manifest.datasets.items():
        yield {
            "dataset": key, "kind": dataset.kind, "records": dataset.records,
            "quads": dataset.quads, "sources": len(dataset.graphs), "origin": dataset.origin,
        }  # fmt: skip
