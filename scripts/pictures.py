"""Write the pictures of the READMEs from the real thing: pages, a terminal, Neo4j Browser.

``python -m scripts.pictures`` needs Chromium and its driver, a font for Chinese, loaded data, and
the managed Neo4j, filled.  It writes ``docs/pictures/{show,page,neo4j}.{zh,en}.png`` and
``docs/pictures/hefei-jinan.svg``.
"""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.cells import cell_len

from gaoxin.graph.view.picture_file import QUIET_FLAGS, browser_program

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
ZONE = "天津滨海高新区"
COMPARED = ("合肥高新区", "济南高新区")
QUERY = "comparisons/shared_industries"
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
    gaoxin("view", *COMPARED, "-o", str(PICTURES / "hefei-jinan.svg"), "--lang", "zh")
    drawings = {"show": picture_of_show, "page": picture_of_page, "neo4j": picture_of_neo4j}
    for code in LANGUAGES:
        for name, draw in drawings.items():
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
        # The page tells the command, so the folder stays out of it.
        gaoxin("view", ZONE, "-o", page.name, "--lang", code, folder=folder)
        photograph(page, target, (1080, 680))


def picture_of_neo4j(code: str, target: Path) -> None:
    """Neo4j Browser as the managed server prepares it, with a saved query as a graph."""
    from selenium import webdriver

    from gaoxin.queries.catalogue import catalogue
    from gaoxin.settings import read_settings
    from tests.fixtures.browser_desk import BrowserDesk

    # The server's pages are in the language in which it is started.
    gaoxin("neo4j", "stop")
    gaoxin("neo4j", "start", "--lang", code)
    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        for flag in (*QUIET_FLAGS, "--no-sandbox", f"--user-data-dir={profile}"):
            options.add_argument(flag)
        service = webdriver.ChromeService(shutil.which("chromedriver"))
        driver = webdriver.Chrome(options=options, service=service)
        try:
            driver.set_window_size(1080, 720)
            desk = BrowserDesk(driver, read_settings())
            desk.connect()
            desk.paste(catalogue().get(QUERY).cypher_text.drawn, drawn=True)
            desk.find("[data-testid=frame] [title=Fullscreen]").click()
            desk.rest()
            driver.save_screenshot(str(target))
        finally:
            driver.quit()


def gaoxin(*arguments: str, folder: str | None = None) -> str:
    """What a command prints at 80 columns, run in ``folder``."""
    environment = {**os.environ, "COLUMNS": "80"}
    command = [sys.executable, "-m", "gaoxin", *arguments]
    return subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, check=True
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
