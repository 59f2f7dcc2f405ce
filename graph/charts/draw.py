"""Draw a Vega-Lite chart into a file, without a browser, by vl-convert (the extra ``charts``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gaoxin.errors import BadUsage, ServiceUnavailable
from gaoxin.files import write_whole
from gaoxin.graph.appearance.design_tokens import tokens
from gaoxin.language import say

FORMS = ("svg", "png")
FONTS = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Source Han Sans CN, PingFang SC, "
    "Microsoft YaHei, Hiragino Sans GB, WenQuanYi Micro Hei, SimHei, sans-serif"
)
"""Chinese fonts of the usual systems, the first that is installed is used; none is shipped."""
_SOURCES = 3
_SCALE = 2  # pixels of a PNG for each point, sharp on a slide
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">'
    f'<text x="2" y="20" font-size="18" font-family="{FONTS}">%s</text></svg>'
)


def chart_form(path: Path) -> str:
    """``svg`` or ``png``, by the end of the file's name.

    Raises:
        BadUsage: it ends in something else.
    """
    form = path.suffix.lstrip(".").lower()
    if form not in FORMS:
        raise BadUsage(
            f"图的文件名要以 .svg 或 .png 结尾；写的是 {path.name}。",
            f"The name of a chart ends in .svg or .png; {path.name} does not.",
            file=str(path),
        )
    return form


def draw(spec: dict[str, Any], path: Path) -> None:
    """Write the chart ``spec`` (Vega-Lite) to ``path``, replaced as a whole.

    Raises:
        BadUsage: the name does not end in .svg or .png.
        ServiceUnavailable: vl-convert is not installed, or a PNG would lack a Chinese font.
    """
    form = chart_form(path)
    try:
        import vl_convert
    except ImportError as cause:
        raise ServiceUnavailable(
            "画图需要附加组件：pip install 'gaoxin[charts]'。",
            "Charts need an extra: pip install 'gaoxin[charts]'.",
        ) from cause
    if form == "svg":
        text = vl_convert.vegalite_to_svg(spec)
        write_whole(path, text.encode())
        return
    if not has_chinese_font():
        raise ServiceUnavailable(
            "本机没有中文字体，PNG 中的汉字会是空框；请安装一种（如 Debian、Ubuntu 上的 "
            "fonts-noto-cjk），或写成 .svg，由看图的机器提供字体。",
            "This machine has no Chinese font, so characters would be empty boxes in a PNG. "
            "Install one (fonts-noto-cjk on Debian and Ubuntu), or write an .svg, which uses the "
            "fonts of the machine on which it is looked at.",
        )
    write_whole(path, vl_convert.vegalite_to_png(spec, scale=_SCALE))


def has_chinese_font() -> bool:
    """Whether Chinese characters can be drawn: without a font, all look alike."""
    import vl_convert

    first, second = (vl_convert.svg_to_png(_PROBE % character) for character in "中国")
    return first != second


def base_spec(title: str, notes: list[str], width: int) -> dict[str, Any]:
    """What all charts have: title, notes below it, fonts, colours of lines and texts."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "padding": 16,
        "width": width,
        "title": {
            "text": title,
            "subtitle": notes,
            "anchor": "start",
            "frame": "bounds",
            "fontSize": 18,
            "fontWeight": 600,
            "subtitleFontSize": 12,
            "subtitleColor": SOFT,
            "subtitlePadding": 6,
            "offset": 16,
            "color": INK,
        },
        "config": {
            "font": FONTS,
            "axis": {
                "labelColor": INK,
                "titleColor": SOFT,
                "labelFontSize": 13,
                "labelLimit": 260,
                "gridColor": LINE,
                "domainColor": EDGE,
                "tickColor": EDGE,
            },
            "legend": {"labelFontSize": 12, "labelColor": INK, "title": None, "orient": "bottom"},
            "text": {"color": INK, "fontSize": 12},
            "view": {"stroke": None},
        },
    }


def sources_note(titles: list[str]) -> list[str]:
    """The sources, one in a line; more than three are counted."""
    heads = [say("来源：", "Sources: "), *[""] * len(titles)]
    lines = [head + title for head, title in zip(heads, titles[:_SOURCES], strict=False)]
    more = len(titles) - _SOURCES
    if more > 0:
        lines.append(say(f"另有 {more} 个来源", f"{more} more source{'s' * (more > 1)}"))
    return lines


_LIGHT = tokens()
INK, SOFT, LINE, EDGE = _LIGHT["ink"], _LIGHT["soft"], _LIGHT["line"], _LIGHT["edge"]
REACHED, PLANNED_COLOUR = _LIGHT["accent"], _LIGHT["planned"]
