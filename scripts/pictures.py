"""Write the pictures of the READMEs from the real thing: a page, and what ``gaoxin show`` prints.

``python scripts/pictures.py`` needs Chromium, a font for Chinese, and loaded data.  It writes
``docs/pictures/{show,page}.{zh,en}.png``.
"""

from __future__ import annotations

import html
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.cells import cell_len

from gaoxin.graph.view.picture_file import QUIET_FLAGS, browser_program

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
ZONE = "天津滨海高新区"
LANGUAGES = ("zh", "en")
LINES_SHOWN = 26
"""Lines of the output in the picture: a screen."""
MOST_BYTES = 300_000
_TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 18px 22px; background: #16202e; color: #e7ecf3;
  font: 15px/1.5 "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "Noto Sans CJK SC", monospace; }}
div {{ white-space: pre; height: 1.5em; }}
i {{ display: inline-block; width: 2ch; font-style: normal; text-align: center; }}
b {{ color: #8fb2ff; }}
</style>{lines}
"""


def main() -> int:
    """Write all pictures; the exit status is 1 if one is larger than :data:`MOST_BYTES`."""
    PICTURES.mkdir(exist_ok=True)
    status = 0
    for code in LANGUAGES:
        for name, draw in (("show", picture_of_show), ("page", picture_of_page)):
            target = PICTURES / f"{name}.{code}.png"
            draw(code, target)
            size = target.stat().st_size
            print(f"{target.relative_to(ROOT)}: {size:,} bytes")
            status |= int(size > MOST_BYTES)
    return status


def picture_of_show(code: str, target: Path) -> None:
    """What a terminal of 80 columns shows."""
    command = ["show", ZONE, "--lang", code]
    lines = [f"$ gaoxin {' '.join(command[:2])}", *gaoxin(*command).splitlines()[:LINES_SHOWN]]
    body = "".join(f"<div>{_cells(line, is_typed=n == 0)}</div>" for n, line in enumerate(lines))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "show.html"
        page.write_text(_TERMINAL.format(lines=body), encoding="utf-8")
        height = round(len(lines) * 22.5) + 36
        photograph(page, target, (80 * 9 + 60, height))


def picture_of_page(code: str, target: Path) -> None:
    """The interactive page around a zone."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        gaoxin("view", ZONE, "-o", str(page), "--lang", code)
        photograph(page, target, (1080, 680))


def gaoxin(*arguments: str) -> str:
    """What a command prints at 80 columns."""
    environment = {**os.environ, "COLUMNS": "80"}
    command = [sys.executable, "-m", "gaoxin", *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def photograph(page: Path, target: Path, size: tuple[int, int]) -> None:
    """Let Chromium draw a page of this size in pixels."""
    browser = browser_program()
    if browser is None:
        raise SystemExit("No Chromium was found; install one, or put it on the PATH.")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                *QUIET_FLAGS,
                "--no-sandbox",
                "--hide-scrollbars",
                "--virtual-time-budget=20000",
                f"--user-data-dir={profile}",
                f"--window-size={size[0]},{size[1]}",
                f"--screenshot={target}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


def _cells(line: str, *, is_typed: bool) -> str:
    """A line as HTML in which a Chinese character takes two columns."""
    told = "".join(
        f"<i>{html.escape(sign)}</i>" if cell_len(sign) == 2 else html.escape(sign) for sign in line
    )
    return f"<b>{told}</b>" if is_typed else told


if __name__ == "__main__":
    sys.exit(main())
