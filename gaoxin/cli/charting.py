"""The option ``--chart``: what the commands that draw share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gaoxin.errors import BadUsage
from gaoxin.language import say

if TYPE_CHECKING:
    from gaoxin.graph.store.generation import Generation

ChartOption = Annotated[
    Path | None,
    typer.Option(
        "--chart",
        metavar="FILE",
        help=say(
            "另画一幅图（.svg 或 .png）；用 --indicator 选指标。",
            "Also draw a chart (.svg or .png); --indicator chooses what it shows.",
        ),
    ),
]
IndicatorOption = Annotated[
    str | None,
    typer.Option(
        "--indicator",
        metavar="NAME",
        help=say("图中的指标，如 生产总值。", "The indicator of the chart."),
    ),
]


def indicator_asked(generation: Generation, name: str | None) -> str | None:
    """The indicator of this name."""
    return generation.names.resolve(name, "Indicator").iri if name else None


def draw_chart(spec: dict[str, Any], path: Path) -> None:
    """Draw a chart into a file and say so."""
    from gaoxin.cli.terminal import tell
    from gaoxin.graph.charts.draw import draw

    draw(spec, path)
    tell(say(f"已画成 {path}", f"Drew {path}"))


def check_chart(path: Path | None, indicator: str | None) -> None:
    """Refuse a wrong form before anything is done.

    Raises:
        BadUsage: the file is neither SVG nor PNG, or an indicator is given without a chart.
    """
    if path is not None:
        from gaoxin.graph.charts.draw import chart_form

        chart_form(path)
    elif indicator is not None:
        raise BadUsage(
            "--indicator 选的是图中的指标，要与 --chart 文件.svg 同用。",
            "--indicator chooses what a chart shows; give --chart FILE.svg, too.",
        )
