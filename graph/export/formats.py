"""Write the graph to files: statements, Turtle, N-Quads, JSON-LD, GraphML, GEXF, Cytoscape.

Exports contain asserted facts only, because inferred ones can be derived again.  A file is written
whole or not at all.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from gaoxin.errors import AmbiguousName, BadParameter, UnresolvedName
from gaoxin.files import replacing
from gaoxin.formulas import is_formula
from gaoxin.graph.export.jsonld import write_jsonld
from gaoxin.graph.export.sorted_rows import sorted_rows
from gaoxin.graph.facts.graph_rows import RowWriter
from gaoxin.graph.store.generation import Generation
from gaoxin.graph.store.lines import line_of, sort_lines
from gaoxin.model import STATEMENT_COLUMNS
from gaoxin.ontology.namespaces import PREFIXES
from gaoxin.system_reasons import system_reason

FORMATS = ("statements", "turtle", "nquads", "jsonld", "graphml", "gexf", "cytoscape")
_RDF = ("turtle", "nquads", "jsonld")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote.

    ``count`` are rows, triples, quads or relations; ``left_out`` counts by class the nodes that a
    graph file cannot hold; ``formulas`` are cells that a spreadsheet would take for a formula.
    """

    count: int
    left_out: dict[str, int] = field(default_factory=dict)
    formulas: int = 0


def export(
    generation: Generation,
    format: str,
    target: Path | BinaryIO,
    *,
    source: str | None = None,
    dataset: str | None = None,
) -> Exported:
    """Write what ``source`` says (all sources by default), in ``dataset`` (all by default).

    Raises:
        BadParameter: the format, source or dataset is unknown.
    """
    graphs = _graphs(generation, source, dataset)
    if format not in FORMATS:
        raise BadParameter(
            f"没有「{format}」这种格式；可用：{'、'.join(FORMATS)}。",
            f"There is no format {format!r}; there are: {', '.join(FORMATS)}.",
            format=format,
        )
    if not isinstance(target, Path):
        return _write(generation, format, target, graphs)
    try:
        with replacing(target) as file:
            return _write(generation, format, file, graphs)
    except OSError as cause:
        raise BadParameter(
            f"无法写入 {target}：{system_reason(cause)}；请换一个位置。",
            f"{target} cannot be written: {cause.strerror}; choose another place.",
            path=str(target),
        ) from cause


def _source_key(generation: Generation, asked: str) -> str:
    """The key of a source that a person gave by key or title; an unknown one as it is.

    Raises:
        AmbiguousName: several sources have this title.
    """
    if asked in generation.manifest.sources:
        return asked
    try:
        return generation.names.resolve(asked, "Source").key.removeprefix("source/")
    except AmbiguousName:
        raise
    except UnresolvedName:
        return asked


def _graphs(
    generation: Generation, source: str | None, dataset: str | None
) -> list[tuple[str, str, bool]]:
    """Named graphs as (IRI, source key, whether plain triples count as rows), sorted."""
    datasets = generation.manifest.datasets
    if dataset is not None:
        dataset = generation.manifest.find_dataset(dataset) or dataset
    if source is not None:
        source = _source_key(generation, source)
    for asked, known, zh, en, listed in (
        (dataset, list(datasets), "数据集", "dataset", "stats"),
        (source, list(generation.manifest.sources), "来源", "source", "sources"),
    ):
        if asked is not None and asked not in known:
            near = get_close_matches(asked, known, n=5, cutoff=0.5) or known[:5]
            raise BadParameter(
                f"没有{zh}「{asked}」；有：{'、'.join(near)}；全部见 gaoxin {listed}。",
                f"There is no {en} {asked!r}; there are: {', '.join(near)}; gaoxin {listed} lists "
                "all.",
                value=asked,
            )
    return sorted(
        (iri, key, entry.kind in ("reference", "list", "rdf"))
        for name, entry in datasets.items()
        if dataset in (None, name)
        for key, iri in entry.graphs.items()
        if source in (None, key)
    )


def _write(
    generation: Generation,
    format: str,
    file: BinaryIO,
    graphs: list[tuple[str, str, bool]],
) -> Exported:
    if format == "statements":
        return _write_rows(generation, file, graphs)
    if format in _RDF:
        return Exported(_write_rdf(generation, format, file, graphs))
    return _write_relations(generation, format, file, graphs)


def _write_rows(
    generation: Generation, file: BinaryIO, graphs: list[tuple[str, str, bool]]
) -> Exported:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text, lineterminator="\n")
    table.writerow(STATEMENT_COLUMNS)
    count = formulas = 0
    for iri, source, plain in graphs:
        with _scratch() as scratch:
            rows = RowWriter(generation, scratch).rows(iri, source, plain=plain)
            for cells in sorted_rows(rows, scratch):
                table.writerow(cells)
                count += 1
                formulas += sum(map(is_formula, cells))
    text.detach()
    return Exported(count, formulas=formulas)


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder for temporary files."""
    with tempfile.TemporaryDirectory(prefix="gaoxin-export-") as name:
        yield Path(name)


def _write_rdf(
    generation: Generation,
    format: str,
    file: BinaryIO,
    graphs: list[tuple[str, str, bool]],
) -> int:
    store = generation.store

    def quads() -> Iterator[ox.Quad]:
        for iri, _, _ in graphs:
            yield from store.quads_for_pattern(None, None, None, ox.NamedNode(iri))

    if format == "nquads":
        with _scratch() as scratch:
            lines = sort_lines(map(line_of, quads()), scratch)
            for chunk in lines.chunks():
                file.writelines(chunk)
        return len(lines)
    if format == "jsonld":
        return write_jsonld(quads(), file)
    prefixes = {**PREFIXES, "": generation.minter.base}
    triples = sorted({quad.triple for quad in quads()}, key=str)
    ox.serialize(triples, file, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    return len(triples)


def _write_relations(
    generation: Generation,
    format: str,
    file: BinaryIO,
    graphs: list[tuple[str, str, bool]],
) -> Exported:
    from gaoxin.graph.export.network import write_network
    from gaoxin.graph.export.relation_graph import RelationGraph

    found = RelationGraph(generation, [(iri, source) for iri, source, _ in graphs])
    write_network(found.network, format, file)
    return Exported(int(found.network.number_of_edges()), left_out=dict(found.left_out))
