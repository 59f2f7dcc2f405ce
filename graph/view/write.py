"""Write a view to a file: choose what is drawn, build the page, replace the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gaoxin.errors import InvalidSource
from gaoxin.files import write_whole
from gaoxin.graph.facts.reader import Readable
from gaoxin.graph.view.arrangement import Arrangement, Title
from gaoxin.graph.view.page import build_page
from gaoxin.graph.view.subgraph import Subgraph
from gaoxin.graph.view.surroundings import MOST_COMPARED, surroundings
from gaoxin.system_reasons import system_reason


@dataclass(frozen=True, slots=True)
class ViewReport:
    """What a view holds: ``nodes`` and ``edges`` drawn, ``left_out`` things beyond the limit."""

    nodes: int
    edges: int
    left_out: int
    path: Path


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: things and relations, their arrangement, and the title."""

    subgraph: Subgraph
    arrangement: Arrangement
    title: Title


def picture_around(
    generation: Readable,
    start_iris: Sequence[str],
    depth: int | None = None,
    *,
    limit: int = 1000,
    title: Title | None = None,
    relations: Iterable[str] | None = None,
) -> Picture:
    """What surrounds the starts (:func:`surroundings`); the title is by default their names.

    Raises:
        UnresolvedName: the store knows nothing of one of the starts.
        UnknownTerm: there is no such relation.
        BadParameter: a depth or limit that cannot be drawn.
    """
    found, arrangement = surroundings(
        generation, start_iris, depth, relations=relations, limit=limit
    )
    return Picture(found, arrangement, title or _listed(found))


def page_text(
    generation: Readable, picture: Picture, asked: str = "", browser: str | None = None
) -> str:
    """The page of a picture, with the generation's number and time.

    ``asked`` is the request as the user wrote it, by default the title; ``browser`` the address of
    Neo4j Browser, if it is known.
    """
    # A generation has a number and a time; other objects with a store can be drawn too.
    number: Any = getattr(generation, "number", None)
    time = str(getattr(getattr(generation, "manifest", None), "time", ""))
    return build_page(
        picture.subgraph,
        picture.title,
        picture.arrangement,
        generation=number,
        time=time,
        asked=asked,
        browser=browser,
    )


def write_page(
    generation: Readable,
    picture: Picture,
    path: Path,
    *,
    asked: str = "",
    browser: str | None = None,
) -> ViewReport:
    """Write the page of a picture (:func:`page_text`), whole or not at all.

    Raises:
        InvalidSource: the file cannot be written.
    """
    write_file(path, page_text(generation, picture, asked, browser))
    return report_of(picture, path)


def report_of(picture: Picture, path: Path) -> ViewReport:
    """How much a picture holds."""
    found = picture.subgraph
    return ViewReport(len(found.nodes), len(found.edges), found.left_out, path)


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        InvalidSource: it cannot be written.
    """
    try:
        write_whole(path, content)
    except OSError as cause:
        raise InvalidSource(
            f"无法写入 {path}：{system_reason(cause)}。请检查文件夹是否存在、是否可写。",
            f"Cannot write {path}: {cause.strerror}. Check that its folder exists and is writable.",
            path=str(path),
        ) from cause


def _listed(found: Subgraph) -> Title:
    """The names of the starts: all of a comparison, else the first three and how many there are."""
    by_iri = {node.iri: node for node in found.nodes}
    starts = [by_iri[iri] for iri in found.starts]
    shown = starts if len(starts) <= MOST_COMPARED else starts[:3]
    zh = "、".join(node.name for node in shown)
    en = ", ".join(node.en or node.name for node in shown)
    if len(shown) == len(starts):
        return Title(zh, en)
    return Title(f"{zh} 等 {len(starts)} 个", f"{en} and others, {len(starts)} in all")
