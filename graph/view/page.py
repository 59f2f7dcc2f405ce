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
from collections import Counter
from importlib import resources
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from gaoxin.errors import ServiceUnavailable
from gaoxin.graph.view.layout import positions
from gaoxin.graph.view.page_data import page_data
from gaoxin.graph.view.palette import LINES, look
from gaoxin.graph.view.subgraph import Subgraph
from gaoxin.language import language

# The page's own scripts, in the order in which they run.
SCRIPTS = ("texts.js", "model.js", "drawing.js", "panel.js", "search.js", "controls.js")
# Characters that HTML cannot represent; in JSON they are escaped instead.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def build_page(
    subgraph: Subgraph,
    title: str,
    *,
    generation: int | None = None,
    time: str = "",
    asked: str = "",
) -> str:
    """The page as text, to be written in UTF-8.

    ``generation`` and ``time`` (ISO 8601) identify the state of the graph; ``asked`` is the request
    as the user wrote it.  The page opens in the current language and can be switched.

    Raises:
        ServiceUnavailable: the installed pyvis does not contain vis-network.
    """
    title = _CONTROL.sub("", title)
    data = page_data(subgraph, title, generation=generation, time=time, asked=asked)
    data["network"] = _network(subgraph, data)
    folder = resources.files("gaoxin.graph.view") / "assets"
    scripts = [drawing_library()]
    scripts += [(folder / name).read_text(encoding="utf-8") for name in SCRIPTS]
    style = (folder / "page.css").read_text(encoding="utf-8")
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
        title=title,
        policy=policy,
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        data=Markup(_json(data)),
    )
    # A lone surrogate cannot be encoded in UTF-8.
    return text.encode("utf-8", "replace").decode("utf-8")


def drawing_library() -> str:
    """The newest vis-network (MIT or Apache-2.0) in the installed pyvis.

    Raises:
        ServiceUnavailable: there is none.
    """
    folder = resources.files("pyvis") / "lib"
    versions = sorted(
        (entry for entry in folder.iterdir() if entry.name.startswith("vis-")),
        key=lambda entry: [int(part) for part in re.findall(r"\d+", entry.name)],
    )
    for entry in reversed(versions):
        script = entry / "vis-network.min.js"
        if script.is_file():
            text = script.read_text(encoding="utf-8")
            # The source map is not shipped; an end tag inside a script would end the script.
            text = re.sub(r"//# sourceMappingURL=\S*", "", text)
            return re.sub(r"</(script)", r"<\\/\1", text, flags=re.IGNORECASE)
    raise ServiceUnavailable(
        "已安装的 pyvis 不含 vis-network；请重装（pip install --force-reinstall pyvis）。",
        "The installed pyvis lacks vis-network; reinstall it "
        "(pip install --force-reinstall pyvis).",
        package="pyvis",
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _json(data: dict[str, Any]) -> str:
    """JSON that is safe inside a ``<script>`` block, whatever it contains."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _network(subgraph: Subgraph, data: dict[str, Any]) -> dict[str, Any]:
    """The nodes, lines and options of the drawing, as pyvis gives them to vis-network."""
    from pyvis.network import Network

    lines: list[dict[str, Any]] = data["lines"]
    places = positions(len(subgraph.nodes), [(line["a"], line["b"]) for line in lines])
    degree = Counter(end for line in lines for end in (line["a"], line["b"]))
    drawing = Network(directed=True)
    english, many = language() == "en", len(lines) > 1500
    for number, (node, (x, y)) in enumerate(zip(subgraph.nodes, places, strict=True)):
        drawn = look(node.cls)
        start = node.iri in subgraph.starts
        drawing.add_node(
            number,
            label=shortened(node.en if english and node.en else node.name, 30 if english else 16),
            shape=drawn.shape,
            color=drawn.colour,
            size=drawn.size + min(10, degree[number] // 4) + (6 if start else 0),
            x=x,
            y=y,
            borderWidth=3 if start else 1,
        )
    for number, line in enumerate(lines):
        colour, dashes = LINES[line["kind"]]
        drawing.add_edge(
            line["a"], line["b"], id=number, color=colour, dashes=dashes, arrows=line["arrows"]
        )
    drawing.options = {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "edges": {
            "smooth": False,
            "width": 0.6 if many else 1.2,
            "selectionWidth": 1.6,
            "arrows": {kind: {"scaleFactor": 0.45} for kind in ("to", "from")},
        },
        "nodes": {
            # The page draws the labels itself, so that they never overlap.
            "scaling": {"label": {"enabled": False, "drawThreshold": 1_000_000}},
            "font": {"size": 13},
        },
        "interaction": {
            "hover": True,
            "multiselect": False,
            "hideEdgesOnDrag": many,
            "hideEdgesOnZoom": many,
            "keyboard": False,
            "selectConnectedEdges": True,
        },
    }
    nodes, edges, _heading, _height, _width, options = drawing.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def shortened(name: str, most: int) -> str:
    """A name shortened for the drawing; the panel shows it in full."""
    clean = " ".join(name.split())
    return clean if len(clean) <= most else clean[: most - 1] + "…"
