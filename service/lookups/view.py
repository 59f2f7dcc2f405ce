"""``/view`` and ``/things/{kind}/{key}/view``: the interactive picture of ``gaoxin view``."""

from __future__ import annotations

from typing import Any

from gaoxin.errors import BadParameter
from gaoxin.graph.view.asked_picture import asked_picture
from gaoxin.graph.view.write import Picture, page_text
from gaoxin.language import say
from gaoxin.neo4j.browser import browser_page
from gaoxin.service.lookups.links import link_of
from gaoxin.service.lookups.lookup_request import LookupRequest

PAGE = "text/html; charset=utf-8"


def view(asked: LookupRequest) -> dict[str, Any]:
    """What the picture holds: ``things``, the ``facts`` between them, and how many were left out.

    Raises:
        UnresolvedName, AmbiguousName, UnknownTerm, BadParameter: it cannot be drawn.
    """
    picture = _picture(asked)
    found = picture.subgraph
    return {
        "title": picture.title.told,
        "starts": list(found.starts),
        "things": [
            {
                "iri": node.iri,
                "type": node.cls,
                "name": say(node.zh or node.name, node.en or node.name),
                "link": link_of(asked.generation, node.iri),
            }
            for node in found.nodes
        ],
        "facts": [
            {
                "subject": edge.subject,
                "relation": edge.predicate,
                "object": edge.object,
                "status": edge.status,
                "time": edge.time,
                "inferred": edge.inferred,
                "sources": [source.key for source in edge.sources],
            }
            for edge in found.edges
        ],
        "left_out": found.left_out,
        "notes": [say(zh, en) for zh, en in picture.arrangement.notes],
    }


def view_page(asked: LookupRequest) -> bytes:
    """The page, as ``gaoxin view`` writes it to a file."""
    browser = browser_page(asked.settings)
    picture = _picture(asked)
    told = page_text(asked.generation, picture, picture.title.told, browser)
    return told.encode("utf-8", "replace")


def _picture(asked: LookupRequest) -> Picture:
    names = [name for name in asked.texts("name") if name.strip()]
    if asked.values.get("way") and len(names) != 2:
        raise BadParameter(
            "路径图需要两个名称：/view?way=true&name=甲&name=乙。",
            "A picture of ways needs two names: /view?way=true&name=A&name=B.",
            parameter="name",
        )
    if not names and not asked.text("of") and not asked.text("source"):
        raise BadParameter(
            "请说画什么：name（名称，一至四个）、of（类）或 source（来源）；"
            "整个图谱请用 gaoxin view --whole。",
            "Say what to draw: name (one to four), of (a class) or source; for the whole graph use "
            "gaoxin view --whole.",
            parameter="name",
        )
    picture, _ = asked_picture(
        asked.generation,
        names,
        asked.text("of") or None,
        asked.text("by") or None,
        asked.text("source") or None,
        way=bool(asked.values.get("way")),
        depth=asked.number("depth") or None,
    )
    return picture
