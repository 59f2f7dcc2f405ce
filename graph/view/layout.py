"""Compute node positions in advance, so that the browser need not run a physics simulation.

Measured (2 cores, headless Chromium): pyvis's default physics makes 1,000 nodes ready after 56 s;
with positions given, physics and curved lines off, it is 0.5 s.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from math import cos, hypot, pi, sin, sqrt

Point = tuple[float, float]

# Pixels between neighbours at zoom 1.  ROOM is added in small graphs, for the names of relations.
SPACING = 44.0
ROOM = 120.0
_SEED = 20260721


def positions(count: int, lines: Sequence[tuple[int, int]]) -> list[Point]:
    """Positions of ``count`` nodes joined by ``lines`` (pairs of indexes), in pixels around (0, 0).

    Equal input gives equal positions.
    """
    if count == 0:
        return []
    if count == 1:
        return [(0.0, 0.0)]
    import igraph

    pairs = sorted({(min(line), max(line)) for line in lines if line[0] != line[1]})
    graph = igraph.Graph(n=count, edges=pairs)
    # Start on a spiral: no two nodes coincide, and no random numbers are needed.
    start = [
        (0.5 * sqrt(i + 0.5) * cos(i * 2.399963), 0.5 * sqrt(i + 0.5) * sin(i * 2.399963))
        for i in range(count)
    ]
    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        placed = graph.layout_fruchterman_reingold(
            seed=start, niter=800 if count <= 1500 else 300, grid=count > 600
        )
    finally:
        igraph.set_random_number_generator(random)
    return _spread([(float(x), float(y)) for x, y in placed.coords])


def _spread(points: list[Point]) -> list[Point]:
    """Centre and scale the points, then separate those that are too close."""
    middle = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    centred = [(x - middle[0], y - middle[1]) for x, y in points]
    spacing = SPACING + ROOM * min(1.0, 24 / len(points))
    gaps = sorted(_nearest(centred))
    typical = gaps[len(gaps) // 2] or gaps[-1] or 1.0
    scaled = [(x * spacing / typical, y * spacing / typical) for x, y in centred]
    for _ in range(12):
        scaled = _push(scaled, spacing * 0.8)
    return [(round(x, 1), round(y, 1)) for x, y in scaled]


def _cells(points: list[Point], size: float) -> dict[tuple[int, int], list[int]]:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (x, y) in enumerate(points):
        cells[int(x // size), int(y // size)].append(index)
    return cells


def _nearest(points: list[Point]) -> list[float]:
    """The distance from each point to its nearest neighbour in the adjacent grid cells."""
    width = max(max(abs(x), abs(y)) for x, y in points) or 1.0
    size = 2 * width / sqrt(len(points))
    cells = _cells(points, size)
    found = []
    for x, y in points:
        column, row = int(x // size), int(y // size)
        gaps = [
            hypot(x - points[j][0], y - points[j][1])
            for i in (-1, 0, 1)
            for k in (-1, 0, 1)
            for j in cells.get((column + i, row + k), ())
        ]
        gaps.remove(0.0)  # the point itself
        found.append(min(gaps, default=size))
    return found


def _push(points: list[Point], least: float) -> list[Point]:
    """Move pairs closer than ``least`` pixels apart, each point by half; one round."""
    cells = _cells(points, least)
    moved = [list(point) for point in points]
    for (column, row), members in cells.items():
        around = [
            j for i in (-1, 0, 1) for k in (-1, 0, 1) for j in cells.get((column + i, row + k), ())
        ]
        for one in members:
            for other in around:
                if other <= one:
                    continue
                dx, dy = (points[other][0] - points[one][0], points[other][1] - points[one][1])
                gap = hypot(dx, dy)
                if gap >= least:
                    continue
                if gap == 0.0:
                    angle = 2 * pi * ((one * 7 + other) % 360) / 360
                    dx, dy, gap = cos(angle), sin(angle), 1.0
                    shift = least / 4
                else:
                    shift = (least - gap) / 4
                moved[one][0] -= dx / gap * shift
                moved[one][1] -= dy / gap * shift
                moved[other][0] += dx / gap * shift
                moved[other][1] += dy / gap * shift
    return [(x, y) for x, y in moved]
