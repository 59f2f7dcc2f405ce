"""Pages with many nodes: the time to write one, and until Chromium shows it and it can be used.

Run alone by ``python -m benchmarks.view_pages``; :func:`measure` gives the rows.  pyvis with its
default settings (physics on) needs 56 s for 1,000 nodes and is not measured each time.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from gaoxin.graph.view.write import write_view
from tests.fixtures.browser import FLAGS
from tests.fixtures.sample import Sample, iri

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


def measure(counts: tuple[int, ...] = (300, 1000, 2500, 5000)) -> list[dict[str, Any]]:
    """One row for each count: seconds to write, seconds until ready, milliseconds a redraw."""
    program, driver_program = shutil.which("chromium"), shutil.which("chromedriver")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            generation = crowd(count).generation()
            path = Path(folder) / f"{count}.html"
            start = time.perf_counter()
            report = write_view(generation, [iri("zone/centre")], path, depth=2, limit=count)
            row: dict[str, Any] = {
                "nodes": report.nodes,
                "relations": report.edges,
                "megabytes": round(path.stat().st_size / 1e6, 2),
                "write_seconds": round(time.perf_counter() - start, 2),
            }
            if program and driver_program:
                row |= _in_browser(program, driver_program, path)
            rows.append(row)
    return rows


def _in_browser(program: str, driver_program: str, path: Path) -> dict[str, Any]:
    from selenium import webdriver
    from selenium.webdriver.support.ui import WebDriverWait

    options = webdriver.ChromeOptions()
    options.binary_location = program
    with tempfile.TemporaryDirectory() as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}", "--window-size=1400,900"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver_program))
        try:
            start = time.perf_counter()
            driver.get(path.as_uri())
            WebDriverWait(driver, 300, poll_frequency=0.02).until(
                lambda d: d.execute_script("return document.body.dataset.ready") == "yes"
            )
            # Wait until the frame is drawn, not only requested.
            driver.execute_async_script(
                "const done = arguments[0];requestAnimationFrame(() => requestAnimationFrame(done))"
            )
            ready = time.perf_counter() - start
            redraw, filtering = driver.execute_script(
                "const times = [];"
                "for (let i = 0; i < 10; i += 1) { const t = performance.now();"
                " Stage.paint(); times.push(performance.now() - t); }"
                "const t = performance.now(); Model.change((s) => s.classes.add('Person'));"
                "return [times.sort((a, b) => a - b)[5], performance.now() - t]"
            )
        finally:
            driver.quit()
    return {
        "ready_seconds": round(ready, 2),
        "redraw_milliseconds": round(redraw),
        "filter_milliseconds": round(filtering),
    }


if __name__ == "__main__":
    for line in measure():
        print(line)
