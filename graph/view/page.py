"""One self-contained HTML page of a subgraph: pyvis builds the network, our template shows it.

pyvis's own page loads scripts from other hosts, even with ``in_line``, and does not escape
headings.  So only the network's data comes from pyvis, and the page from our template.  Names reach
the page as JSON in a data block with ``<``, ``>`` and ``&`` escaped, and are shown as text only; a
content security policy lets nothing run but the page's own scripts, known by their hashes, and
forbids every request.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib import resources
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from gaoxin.graph.appearance.design_tokens import stylesheet
from gaoxin.graph.view.arrangement import Arrangement, Title
from gaoxin.graph.view.drawn_network import drawn_network
from gaoxin.graph.view.page_data import page_data
from gaoxin.graph.view.subgraph import Subgraph
from gaoxin.language import language, say

# The page's own scripts, in the order in which they run.
SCRIPTS = (
    "texts.js",
    "look.js",
    "model.js",
    "sectors.js",
    "rows.js",
    "scene.js",
    "star.js",
    "compare.js",
    "chain.js",
    "blocks.js",
    "discs.js",
    "painter.js",
    "canvas.js",
    "svg.js",
    "legend.js",
    "charts.js",
    "panel.js",
    "stage.js",
    "search.js",
    "filters.js",
    "saving.js",
    "controls.js",
)
# Characters that HTML cannot represent; in JSON they are escaped instead.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def build_page(
    subgraph: Subgraph,
    title: Title,
    arrangement: Arrangement | None = None,
    *,
    generation: int | None = None,
    time: str = "",
    asked: str = "",
    browser: str | None = None,
) -> str:
    """The page as text, to be written in UTF-8.

    ``generation`` and ``time`` (ISO 8601) identify the state of the graph; ``asked`` is the request
    as the user wrote it, by default the title; ``browser`` the address of Neo4j Browser, without
    which the page has no link to it.  The page opens in the current language and can be switched.
    """
    title = Title(*(_CONTROL.sub("", text) for text in title))
    data = page_data(
        subgraph,
        title,
        arrangement or Arrangement(),
        generation=generation,
        time=time,
        asked=asked,
    )
    data["browser"] = browser
    data["network"] = drawn_network(subgraph.nodes, data["lines"])
    folder = resources.files("gaoxin.graph.view") / "assets"
    scripts = [(folder / name).read_text(encoding="utf-8") for name in SCRIPTS]
    style = stylesheet() + (folder / "page.css").read_text(encoding="utf-8")
    policy = (
        "default-src 'none'; "
        f"script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    template = Environment(autoescape=True).from_string(
        (folder / "page.html").read_text(encoding="utf-8")
    )
    text = template.render(
        language="zh-CN" if language() == "zh" else "en",
        title=title.told,
        brand=say("高新图谱", "Gaoxin Graph"),
        noscript=say(
            "此页需要 JavaScript，但不会联网。",
            "This page needs JavaScript; it makes no requests.",
        ),
        policy=policy,
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        data=Markup(_json(data)),
    )
    # A lone surrogate cannot be encoded in UTF-8.
    return text.encode("utf-8", "replace").decode("utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _json(data: dict[str, Any]) -> str:
    """JSON that is safe inside a ``<script>`` block, whatever it contains."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
