"""The graph of the home together with results of ``gaoxin spark load``, as sorted lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from gaoxin.errors import BadUsage, StoreCorrupt
from gaoxin.graph.names.iris import Minter
from gaoxin.graph.store.dataset_content import content_before
from gaoxin.graph.store.digest import Digest
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.lines import Chunks, Lines, few_files, merged, read_chunks
from gaoxin.graph.store.sorted_graph import GraphCounts, SortedGraph, inferred_lines
from gaoxin.language import say
from gaoxin.settings import Settings
from gaoxin.spark.manifest_file import MANIFEST, PartsManifest, missing_parts, read_manifest
from gaoxin.spark.part_files import added_digests


@dataclass(frozen=True, slots=True)
class SparkResult:
    """A folder that ``gaoxin spark load`` wrote, and the manifest of its parts."""

    folder: Path
    manifest: PartsManifest

    @property
    def files(self) -> list[Path]:
        """The files of its parts."""
        return [self.folder / self.manifest.folder / part.file for part in self.manifest.parts]


def results_in(settings: Settings, folders: Sequence[Path]) -> list[SparkResult]:
    """The results in these folders, or without any, all in ``spark`` of the home.

    Raises:
        BadUsage: there is no result, two are of one dataset, or one has another base IRI.
        StoreCorrupt: a manifest cannot be read, or parts are missing.
    """
    given = list(folders) or sorted(p.parent for p in settings.home.glob(f"spark/*/{MANIFEST}"))
    found = [_result_in(folder, settings) for folder in given]
    if not found:
        raise BadUsage(
            "没有 gaoxin spark load 的结果；请先运行它，或写出结果的文件夹。",
            "There is no result of gaoxin spark load; run it first, or name the folder of its "
            "result.",
        )
    by_key: dict[str, SparkResult] = {}
    for result in found:
        other = by_key.setdefault(result.manifest.dataset, result)
        if other is not result:
            raise BadUsage(
                f"{other.folder} 与 {result.folder} 是同一个数据集「{result.manifest.dataset}」；"
                "请只写一个。",
                f"{other.folder} and {result.folder} are of the same dataset "
                f"{result.manifest.dataset!r}; name one of them.",
            )
    return found


def _result_in(folder: Path, settings: Settings) -> SparkResult:
    manifest = read_manifest(folder)
    if manifest is None:
        raise BadUsage(
            f"{folder} 里没有 gaoxin spark load 的结果（{MANIFEST}）。请写出它的 -o 文件夹。",
            f"{folder} has no result of gaoxin spark load ({MANIFEST}). Name the folder that was "
            "its -o.",
            folder=str(folder),
        )
    if manifest.base != settings.base:
        raise BadUsage(
            f"{folder} 的 IRI 前缀是 {manifest.base}，GAOXIN_BASE 却是 {settings.base}；"
            "请改用同一个前缀，或重新运行 gaoxin spark load。",
            f"The base IRI of {folder} is {manifest.base}, but GAOXIN_BASE is {settings.base}; "
            "use the same one, or run gaoxin spark load again.",
            folder=str(folder),
        )
    if missing := missing_parts(manifest, folder):
        raise _is_damaged(folder, missing[0])
    return SparkResult(folder, manifest)


def _is_damaged(folder: Path, what: str) -> StoreCorrupt:
    return StoreCorrupt(
        f"{folder} 中的结果不完整或已损坏（{what}）；请再运行一次 gaoxin spark load。",
        f"The result in {folder} is incomplete or damaged ({what}); run gaoxin spark load again.",
        path=str(folder),
    )


class WholeGraph:
    """All quads of the published generation and of the results, which replace datasets of the same
    keys.  Files go into ``scratch``.

    ``digest`` and ``quads`` are those of a generation in which the results were loaded.
    """

    def __init__(
        self, generation: Generation, results: Sequence[SparkResult], scratch: Path
    ) -> None:
        self.generation, self.results = generation, results
        self.scratch = scratch
        manifest = generation.manifest
        self.keys = tuple(sorted(result.manifest.dataset for result in results))
        replaced = [content_before(generation, key, scratch) for key in self.keys]
        total = Digest(manifest.digest)
        for lines in replaced:
            total.remove_bytes(line[:-3] for line in lines)
        self.digest = added_digests([str(total), *(r.manifest.digest for r in results)])
        self.quads = manifest.quads - sum(map(len, replaced))
        self.quads += sum(result.manifest.quads for result in results)

    @property
    def minter(self) -> Minter:
        """Makes the IRIs of both."""
        return self.generation.minter

    def notes(self) -> list[str]:
        """What the user should know of the results."""
        number = self.generation.number
        return [
            say(
                f"{result.manifest.dataset} 是按第 {result.manifest.generation} 代识别名称的，"
                f"已发布的是第 {number} 代；要按它识别，请再运行一次 gaoxin spark load。",
                f"The names in {result.manifest.dataset} were recognised by generation "
                f"{result.manifest.generation}, published is {number}; to use that one, run "
                "gaoxin spark load again.",
            )
            for result in self.results
            if result.manifest.generation != number
        ]

    def graph(self) -> SortedGraph:
        """Sort what is in the home, and infer what follows."""
        home = [
            content_before(self.generation, key, self.scratch)
            for key in self.generation.manifest.datasets
            if key not in self.keys
        ]
        files = few_files([path for r in self.results for path in r.files], self.scratch)

        def stated() -> Chunks:
            return merged([*map(Lines.chunks, home), *map(read_chunks, files)])

        sources = {
            iri: source
            for key, dataset in self.generation.manifest.datasets.items()
            if key not in self.keys
            for source, iri in dataset.graphs.items()
        }
        for result in self.results:
            sources |= {iri: source for source, iri in result.manifest.graphs.items()}
        inferred = self.minter.inferred
        drawn = inferred_lines(chain.from_iterable(stated()), inferred, self.scratch)
        return SortedGraph(stated, drawn, inferred, sources)

    def require(self, found: GraphCounts) -> None:
        """Make sure that everything was read.

        Raises:
            StoreCorrupt: it was not, or something was changed.
        """
        if found.quads == self.quads and str(found.digest) == self.digest:
            return
        folders = ", ".join(str(result.folder) for result in self.results)
        raise _is_damaged(Path(folders), f"{found.quads:,} / {self.quads:,}")
