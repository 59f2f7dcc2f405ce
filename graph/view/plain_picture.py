"""A picture as SVG without a browser: the title, and the things in captioned columns.

It has what the page has (captions, counts, glyphs, hollow for planned, sources), but no lines: rows
in blocks say what is related in which way.  The page's own pictures are better (``assets``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin

from gaoxin.graph.appearance.design_tokens import tokens
from gaoxin.graph.appearance.palette import line_kind, look
from gaoxin.graph.facts.finding import Finding
from gaoxin.graph.lookup.thing import class_labels_of, labels_of
from gaoxin.graph.view.subgraph import DrawnThing
from gaoxin.graph.view.write import Picture
from gaoxin.language import counted, language, say
from gaoxin.ontology.terms import vocabulary

WIDTH, HEIGHT = 1920, 1080
_MARGIN, _HEAD, _FOOT = 48, 130, 70
_LIGHT = tokens()
_INK, _SOFT, _PLANNED = _LIGHT["ink"], _LIGHT["soft"], _LIGHT["planned"]
_FONT = (
    "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
)
# Angle of the first corner in degrees, and number of corners; a star is drawn as a diamond.
_CORNERS = {
    "square": (45, 4),
    "diamond": (0, 4),
    "star": (0, 4),
    "triangle": (-90, 3),
    "triangleDown": (90, 3),
    "hexagon": (0, 6),
}


@dataclass(frozen=True, slots=True)
class _Row:
    node: DrawnThing
    planned: bool
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    caption: str
    rows: tuple[_Row, ...]


def plain_picture(picture: Picture) -> str:
    """The picture as an SVG document of 1920 x 1080 pixels, in the language in force."""
    found = picture.subgraph
    blocks = list(_blocks(picture))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{_FONT}">',
        f"<title>{_text(picture.title.told)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _words(_MARGIN, 64, _short(picture.title.told, 52), 38, _INK, bold=True),
        _words(
            _MARGIN,
            100,
            say(
                f"{len(found.nodes)} 个事物，{len(found.edges)} 条关系；空心：仅计划或目标；"
                "?：未经查证",
                f"{counted(len(found.nodes), 'thing')}, {counted(len(found.edges), 'relation')}; "
                "hollow: only planned; ?: unverified",
            ),
            20,
            _SOFT,
        ),
    ]
    size, columns = _fitting(blocks)
    for place, column in enumerate(columns):
        x = _MARGIN + place * (WIDTH - 2 * _MARGIN) / len(columns)
        room = (WIDTH - 2 * _MARGIN) / len(columns) - 12
        lines += _column(column, x, room, size)
    missing = sum(1 + len(block.rows) for block in blocks) - sum(map(len, columns))
    if missing > 0:
        told = say(f"另有 {missing} 行放不下，未列出", f"{missing} more lines do not fit")
        lines.append(_words(_MARGIN, HEIGHT - 52, told, 17, _PLANNED))
    lines.append(_words(_MARGIN, HEIGHT - 26, _sources(picture), 17, _SOFT))
    return "\n".join([*lines, "</svg>"]) + "\n"


def _blocks(picture: Picture) -> Iterable[_Block]:
    found = picture.subgraph
    by_iri = {node.iri: node for node in found.nodes}
    if picture.arrangement.blocks:
        for block in picture.arrangement.blocks:
            caption = say(block.zh, block.en)
            rows = [_Row(by_iri[iri], iri in block.planned) for iri in block.members]
            yield _Block(f"{caption} {len(rows)}", tuple(rows))
        return
    starts = {iri: by_iri[iri] for iri in found.starts}
    told: set[str] = set(starts)
    for iri, start in starts.items():
        sectors: dict[tuple[str, str], dict[str, _Row]] = defaultdict(dict)
        for edge in found.edges:
            if iri not in (edge.subject, edge.object):
                continue
            other = edge.object if edge.subject == iri else edge.subject
            planned = line_kind(edge.status, inferred=edge.inferred) == "planned"
            sector = sectors[
                say(*labels_of(edge.predicate)), say(*class_labels_of(by_iri[other].cls))
            ]
            before = sector.get(other, _Row(by_iri[other], planned=True, unverified=True))
            sector[other] = _Row(
                by_iri[other],
                planned and before.planned,
                _is_unverified(edge) and before.unverified,
            )
        for (relation, kind), members in sorted(sectors.items(), key=lambda item: item[0]):
            told.update(members)
            head = (
                relation
                if kind in relation
                else say(f"{kind}（{relation}）", f"{kind} ({relation})")
            )
            head = head if len(starts) == 1 else f"{_name(start)} · {head}"
            rows = list(members.values())
            rows.sort(key=lambda row: (row.planned, row.node.name))
            yield _Block(f"{head} {len(rows)}", tuple(rows))
    rest: dict[str, list[_Row]] = defaultdict(list)
    for node in found.nodes:
        if node.iri not in told:
            rest[say(*class_labels_of(node.cls))].append(_Row(node, planned=False))
    for kind, others in rest.items():
        yield _Block(f"{kind} {len(others)}", tuple(others))


def _fitting(blocks: list[_Block]) -> tuple[float, list[list[_Block | _Row]]]:
    """The largest size of text, in pixels, at which everything fits, and what each column holds."""
    entries: list[_Block | _Row] = []
    for block in blocks:
        entries += [block, *block.rows]
    for size in (24.0, 20.0, 17.0, 14.0, 12.0):
        per_column = int((HEIGHT - _HEAD - _FOOT) / (size * 1.5))
        columns = int((WIDTH - 2 * _MARGIN) / (size * 12))
        if len(entries) + len(blocks) // 2 <= per_column * columns or size == 12.0:
            break
    used = entries[: per_column * columns]
    parts = [used[at : at + per_column] for at in range(0, len(used), per_column)]
    return size, parts or [[]]


def _column(entries: list[_Block | _Row], x: float, room: float, size: float) -> list[str]:
    lines = []
    y = _HEAD + size
    for entry in entries:
        letters = int(room / size * (1 if language() == "zh" else 1.7))
        if isinstance(entry, _Block):
            lines.append(
                _words(x, y, _short(entry.caption, letters), size * 0.95, _SOFT, bold=True)
            )
        else:
            lines.append(_glyph(entry, x + size * 0.5, y - size * 0.35, size * 0.36))
            name = _short(_name(entry.node), max(4, letters - 2)) + (" ?" * entry.unverified)
            lines.append(_words(x + size * 1.2, y, name, size, _INK))
        y += size * 1.5
    return lines


def _glyph(row: _Row, x: float, y: float, radius: float) -> str:
    drawn = look(row.node.cls)
    style = (
        f'fill="#ffffff" stroke="{drawn.colour}" stroke-width="1.6" stroke-dasharray="2.4 1.8"'
        if row.planned
        else f'fill="{drawn.colour}"'
    )
    if drawn.shape not in _CORNERS:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {style}/>'
    first, count = _CORNERS[drawn.shape]
    angles = [pi * (first + place * 360 / count) / 180 for place in range(count)]
    points = " ".join(
        f"{x + 1.2 * radius * cos(angle):.1f},{y + 1.2 * radius * sin(angle):.1f}"
        for angle in angles
    )
    return f'<polygon points="{points}" {style}/>'


def _is_unverified(edge: Finding) -> bool:
    """Every source of it is of the weakest grade."""
    weakest = vocabulary().schemes["GradeScheme"].values[-1].codes
    return bool(edge.sources) and all(source.grade in weakest for source in edge.sources)


def _sources(picture: Picture) -> str:
    counts: Counter[str] = Counter(
        source.title or source.key for edge in picture.subgraph.edges for source in edge.sources
    )
    titles = [title for title, _count in counts.most_common(3)]
    if not titles:
        return say("高新图谱", "Gaoxin Graph")
    listed = say("、", "; ").join(titles)
    if len(counts) == len(titles):
        return say(
            f"来源：{_short(listed, 70)} · 高新图谱",
            f"Sources: {_short(listed, 120)} · Gaoxin Graph",
        )
    return say(
        f"来源：{_short(listed, 70)} 等 {len(counts)} 个 · 高新图谱",
        f"Sources: {_short(listed, 120)} and others, {len(counts)} in all · Gaoxin Graph",
    )


def _name(node: DrawnThing) -> str:
    return node.en if language() == "en" and node.en else node.name


def _short(text: str, most: int) -> str:
    clean = " ".join(text.split())
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def _text(text: str) -> str:
    """Text that XML can hold."""
    return escape("".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff"))


def _words(x: float, y: float, text: str, size: float, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="650"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" fill="{colour}"{weight}>'
        f"{_text(text)}</text>"
    )
