"""Write a picture as PNG or SVG: taken from the page by a browser, else drawn by ourselves.

The page itself makes its pictures (``assets/saving.js``).  A headless Chromium opens it with the
request in the address and prints the document, which then holds the picture as text.
"""

from __future__ import annotations

import base64
import html
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from gaoxin.errors import ServiceUnavailable
from gaoxin.graph.view.plain_picture import plain_picture
from gaoxin.graph.view.write import Picture, write_file
from gaoxin.language import say

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
QUIET_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
"""Options of a Chromium without a window that sends nothing by itself."""
_FLAGS = (*QUIET_FLAGS, "--virtual-time-budget=20000", "--dump-dom")
_FOUND = re.compile(r'<pre id="picture"[^>]*>(.*?)</pre>', re.DOTALL)
_SECONDS = 120


def browser_program() -> str | None:
    """The Chromium or a relative of it that is installed; ``None`` if there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def write_picture(picture: Picture, page: str, path: Path) -> str:
    """Write ``path`` (.png or .svg) and return, in words, what drew it.

    ``page`` is the page of the picture.

    Raises:
        ServiceUnavailable: a PNG was asked for, and there is neither a browser nor vl-convert.
        InvalidSource: the file cannot be written.
    """
    form = path.suffix.lower().lstrip(".")
    program = browser_program()
    taken = _taken(program, page, form) if program else None
    if program and taken:
        write_file(path, taken if form == "svg" else base64.b64decode(taken.partition(",")[2]))
        name = Path(program).name
        return say(f"由 {name} 从网页取得", f"taken from the page by {name}")
    text = plain_picture(picture)
    if form == "svg":
        write_file(path, text)
        return say(
            "由程序自己绘制，排法较简单，因为没有可用的 Chromium",
            "drawn by the program itself, in a simpler arrangement, as there is no usable Chromium",
        )
    write_file(path, _rastered(text))
    return say(
        "由程序自己绘制并经 vl-convert 转成 PNG，排法较简单，因为没有可用的 Chromium",
        "drawn by the program itself and converted by vl-convert, in a simpler arrangement, as "
        "there is no usable Chromium",
    )


def _taken(program: str, page: str, form: str) -> str | None:
    """The picture as the page makes it: SVG text, or a data URL of a PNG."""
    with tempfile.TemporaryDirectory(prefix="gaoxin-picture-") as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        # Chromium refuses to run as root with its sandbox.
        loose = ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()
        command = [program, *_FLAGS, *loose, f"--user-data-dir={folder}/profile"]
        try:
            done = subprocess.run(
                [*command, f"{file.as_uri()}#picture={form}"],
                capture_output=True,
                check=False,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
    found = _FOUND.search(done.stdout.decode("utf-8", "replace"))
    return html.unescape(found.group(1)) if found else None


def _rastered(svg: str) -> bytes:
    try:
        import vl_convert
    except ImportError:
        raise ServiceUnavailable(
            "写 PNG 需要 Chromium 或 vl-convert，两者都没有；请安装其一（如 "
            "pip install 'gaoxin[charts]'），或改写成 .svg，不需要它们。",
            "A PNG needs Chromium or vl-convert, and neither is there; install one (for example "
            "pip install 'gaoxin[charts]'), or write .svg, which needs neither.",
        ) from None
    return bytes(vl_convert.svg_to_png(svg))
