"""Pages with many nodes: the time to write one, and until Chromium shows it and it can be used.

Each number of nodes is measured twice: around one thing (``star``), and as communities, with every
thing drawn (``whole``).  Beside them stands pyvis's own page of 1,000 nodes with its default
settings, in the same run: it is ready when its physics has done its first iterations.  It gets
five minutes; if it is not ready then, the row says 300 seconds and ``gave_up``.

Run alone by ``python -m benchmarks.view_pages``; :func:`measure` gives the rows.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from gaoxin.graph.view.arrangement import Title
from gaoxin.graph.view.gatherings import whole_picture
from gaoxin.graph.view.write import Picture, picture_around, write_page
from tests.fixtures.browser import FLAGS
from tests.fixtures.sample import Sample, iri

Row = dict[str, Any]
_LIMIT = 300  # seconds until a page is given up

CLASSES = ("Enterprise", "Industry", "Person", "Policy", "Platform", "Product", "Organization")


def crowd(count: int) -> Sample:
    """``count`` things around one zone, half of them connected through others, with 1.4 links
    each.
    """
    chance = random.Random(count)
    sample = Sample()
    sample.source("article-000", "测试来源", "2024-01-01")
    keys = ["zone/centre"]
    sample.thing(keys[0], "NationalZone", "中心高新技术产业开发区")
    for number in range(1, count):
        cls = CLASSES[number % len(CLASSES)]
        key = f"{cls.lower()}/n{number}"
        sample.thing(key, cls, f"第{number}号{cls}有限公司")
        hub = keys[0] if number <= count // 20 else keys[1 + chance.randrange(count // 20)]
        sample.relation(key, "locatedIn", hub, time="2024", start="2024-01-01")
        keys.append(key)
    for _ in range(2 * count // 5):
        one, other = chance.sample(keys, 2)
        sample.relation(one, "partnerOf", other)
    return sample


def measure(counts: tuple[int, ...] = (1000, 5000, 20_000), beside: int = 1000) -> list[Row]:
    """One row for each count and picture: seconds to write, seconds until ready, milliseconds for a
    redraw, a filter and a PNG of 1920 x 1080; then pyvis's page of ``beside`` nodes.
    """
    program, driver_program = shutil.which("chromium"), shutil.which("chromedriver")
    browser = (program, driver_program) if program and driver_program else None
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            generation = crowd(count).generation()
            pictures = {
                "star": lambda g=generation, n=count: picture_around(
                    g, [iri("zone/centre")], 2, limit=n
                ),
                "whole": lambda g=generation, n=count: Picture(
                    *whole_picture(g, limit=n), Title("crowd", "crowd")
                ),
            }
            for name, choose in pictures.items():
                path = Path(folder) / f"{name}-{count}.html"
                start = time.perf_counter()
                report = write_page(generation, choose(), path)
                row: Row = {
                    "page": name,
                    "nodes": report.nodes,
                    "relations": report.edges,
                    "megabytes": round(path.stat().st_size / 1e6, 2),
                    "write_seconds": round(time.perf_counter() - start, 2),
                }
                if browser:
                    row |= _in_browser(*browser, path, _OURS)
                rows.append(row)
        if browser and beside:
            path = Path(folder) / "pyvis.html"
            row = {"page": "pyvis", **pyvis_page(beside, path)}
            rows.append(row | _in_browser(*browser, path, None))
    return rows


def pyvis_page(count: int, path: Path) -> Row:
    """Write the page that pyvis makes of the crowd with its default settings."""
    from pyvis.network import Network

    found = picture_around(crowd(count).generation(), [iri("zone/centre")], 2, limit=count).subgraph
    network = Network(cdn_resources="in_line")
    network.add_nodes([node.iri for node in found.nodes], label=[n.name for n in found.nodes])
    for edge in found.edges:
        network.add_edge(edge.subject, edge.object)
    text = network.generate_html()
    done = "() => { document.body.dataset.ready = 'yes'; }"
    ready = f"<script>network.once('stabilizationIterationsDone', {done});</script></body>"
    path.write_text(text.replace("</body>", ready), encoding="utf-8")
    return {"nodes": len(found.nodes), "relations": len(found.edges)}


# A redraw, hiding a kind, and a PNG: milliseconds.
_OURS = """
    const times = [];
    const timed = (action) => {
      const start = performance.now();
      action();
      return performance.now() - start;
    };
    for (let i = 0; i < 10; i += 1) times.push(timed(Stage.paint));
    const filtering = timed(() => Model.change((s) => s.classes.add('Person')));
    const png = timed(() => Saving.picture(1920, 1080).toDataURL('image/png'));
    return [times.sort((a, b) => a - b)[5], filtering, png];
"""


def _in_browser(program: str, driver_program: str, path: Path, script: str | None) -> Row:
    from selenium import webdriver
    from selenium.common.exceptions import TimeoutException
    from selenium.webdriver.support.ui import WebDriverWait

    options = webdriver.ChromeOptions()
    options.binary_location = program
    with tempfile.TemporaryDirectory() as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}", "--window-size=1400,900"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver_program))
        try:
            driver.set_script_timeout(_LIMIT)
            driver.set_page_load_timeout(_LIMIT)
            start = time.perf_counter()
            try:
                driver.get(path.as_uri())
                WebDriverWait(driver, _LIMIT, poll_frequency=0.02).until(
                    lambda d: d.execute_script("return document.body.dataset.ready") == "yes"
                )
            except TimeoutException:
                return {"ready_seconds": _LIMIT, "gave_up": True}
            # Wait until the frame is drawn, not only requested.
            driver.execute_async_script(
                "const done = arguments[0];requestAnimationFrame(() => requestAnimationFrame(done))"
            )
            ready = time.perf_counter() - start
            told = driver.execute_script(script) if script else None
        finally:
            driver.quit()
    row: Row = {"ready_seconds": round(ready, 2)}
    if told:
        names = ("redraw_milliseconds", "filter_milliseconds", "png_milliseconds")
        row |= dict(zip(names, map(round, told), strict=True))
    return row


if __name__ == "__main__":
    for line in measure():
        print(line, flush=True)
