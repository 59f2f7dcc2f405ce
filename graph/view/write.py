"""Write a view to a file: read the neighbourhood, build the page, replace the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gaoxin.errors import InvalidSource
from gaoxin.files import write_whole
from gaoxin.graph.facts.reader import Readable
from gaoxin.graph.view.page import build_page
from gaoxin.graph.view.subgraph import neighbourhood
from gaoxin.language import say


@dataclass(frozen=True, slots=True)
class ViewReport:
    """What a view holds: ``nodes`` and ``edges`` drawn, ``left_out`` things beyond the limit."""

    nodes: int
    edges: int
    left_out: int
    path: Path


def write_view(
    generation: Readable,
    start_iris: Sequence[str],
    path: Path,
    *,
    depth: int = 2,
    limit: int = 1000,
    title: str | None = None,
    asked: str | None = None,
    relations: Iterable[str] | None = None,
) -> ViewReport:
    """Write an interactive page of everything within ``depth`` links of the starts.

    The file is written whole or not at all; an existing one is replaced.  ``title`` and ``asked``
    (the request as the user wrote it) are by default the names of the starts.

    Raises:
        UnresolvedName: the store knows nothing of one of the starts.
        UnknownTerm: there is no such relation.
        BadParameter: a depth or limit that cannot be drawn.
        InvalidSource: the file cannot be written.
        ServiceUnavailable: the installed pyvis is incomplete.
    """
    found = neighbourhood(generation, start_iris, depth, relations=relations, limit=limit)
    by_iri = {node.iri: node.name for node in found.nodes}
    names = [by_iri[iri] for iri in found.starts]
    listed = say("、", ", ").join(names)
    if title is None:
        title = listed if len(names) <= 3 else say(f"{listed[:40]}… 等", f"{listed[:40]}…")
    # A generation has a number and a time; other objects with a store can be drawn too.
    number: Any = getattr(generation, "number", None)
    time = str(getattr(getattr(generation, "manifest", None), "time", ""))
    text = build_page(found, title, generation=number, time=time, asked=asked or listed)
    try:
        write_whole(path, text)
    except OSError as cause:
        raise InvalidSource(
            f"无法写入 {path}：{cause.strerror}。请检查文件夹是否存在、是否可写。",
            f"Cannot write {path}: {cause.strerror}. Check that its folder exists and is writable.",
            path=str(path),
        ) from cause
    return ViewReport(len(found.nodes), len(found.edges), found.left_out, path)
