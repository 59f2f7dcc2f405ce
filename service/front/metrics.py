"""Numbers about the service in the text format of Prometheus (version 0.0.4).

Written by hand: the format is a line for each number, and sums over several front processes need
no more than to add these lines.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from gaoxin.files import PARTIAL

BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""The upper bounds, in seconds, by which durations of requests are counted."""
_FRESH = 10.0
"""For how many seconds the numbers of another process count as those of one that runs."""

FAMILIES = {
    "gaoxin_requests_total": ("counter", "Requests by route and HTTP status."),
    "gaoxin_request_seconds": ("histogram", "How long requests took, by route, in seconds."),
    "gaoxin_refused_total": ("counter", "Requests refused before they were read, by status."),
    "gaoxin_workers_killed_total": ("counter", "Workers that were killed or died, by reason."),
    "gaoxin_requests_in_hand": ("gauge", "Requests that are being answered."),
    "gaoxin_workers": ("gauge", "Worker processes that can answer, by pool."),
    "gaoxin_workers_busy": ("gauge", "Worker processes that are answering, by pool."),
    "gaoxin_requests_waiting": ("gauge", "Requests that wait for a worker, by pool."),
    "gaoxin_generation": ("gauge", "The number of the published generation, 0 for none."),
    "gaoxin_generation_age_seconds": ("gauge", "The age of the published generation."),
}
"""Every family of numbers: its type and what it says."""


def sample(name: str, **labels: str) -> str:
    """The name of one number with its labels, as it is written."""
    told = ",".join(f"{key}={json.dumps(value)}" for key, value in labels.items())
    return f"{name}{{{told}}}" if told else name


class Metrics:
    """The numbers of this process, and of those beside it that write theirs to ``folder``."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self.counts: Counter[str] = Counter()
        self.in_hand = 0

    def count_request(self, route: str, status: int, seconds: float) -> None:
        """Count an answered request."""
        self.counts[sample("gaoxin_requests_total", route=route, status=str(status))] += 1
        for bound in (*BUCKETS, float("inf")):
            if seconds <= bound:
                written = "+Inf" if bound == float("inf") else f"{bound:g}"
                self.counts[sample("gaoxin_request_seconds_bucket", route=route, le=written)] += 1
        self.counts[sample("gaoxin_request_seconds_count", route=route)] += 1
        # Microseconds, because the counts of processes are added as whole numbers.
        self.counts[sample("gaoxin_request_seconds_sum", route=route)] += round(seconds * 1e6)

    def count_refusal(self, status: int) -> None:
        """Count a request that was refused before the application saw it."""
        self.counts[sample("gaoxin_refused_total", status=str(status))] += 1

    def write(self, counts: Mapping[str, int], gauges: Mapping[str, int]) -> None:
        """Write the numbers of this process for the processes beside it."""
        if self._folder is None:
            return
        text = json.dumps({"counts": {**self.counts, **counts}, "gauges": dict(gauges)})
        path = self._folder / f"{os.getpid()}.json"
        partial = path.with_suffix(PARTIAL)
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)

    def text(
        self, counts: Mapping[str, int], gauges: Mapping[str, int], shared: Mapping[str, float]
    ) -> str:
        """Everything as text.

        ``counts`` and ``gauges`` are further numbers of this process, which are added to those of
        other processes; ``shared`` are gauges that all processes have in common.
        """
        counted = Counter({**self.counts, **counts})
        measured = Counter(gauges)
        for told, is_fresh in self._others():
            counted.update(told["counts"])
            if is_fresh:
                measured.update(told["gauges"])
        values: dict[str, float] = {**counted, **measured, **shared}
        lines = []
        for family, (kind, meaning) in FAMILIES.items():
            found = [name for name in values if _family(name) == family]
            if found:
                lines += [f"# HELP {family} {meaning}", f"# TYPE {family} {kind}"]
                lines += [f"{name} {_number(name, values[name])}" for name in found]
        return "\n".join(lines) + "\n"

    def _others(self) -> Iterable[tuple[dict[str, dict[str, int]], bool]]:
        if self._folder is None:
            return
        for path in self._folder.glob("*.json"):
            if path.stem != str(os.getpid()):
                is_fresh = time.time() - path.stat().st_mtime < _FRESH
                yield json.loads(path.read_text(encoding="utf-8")), is_fresh


def _family(name: str) -> str:
    bare = name.partition("{")[0]
    for ending in ("_bucket", "_count", "_sum"):
        if bare.endswith(ending):
            return bare.removesuffix(ending)
    return bare


def _number(name: str, value: float) -> str:
    if "_sum" in name.partition("{")[0]:
        value /= 1e6
    return f"{value:.6f}".rstrip("0").rstrip(".")
