"""Numbers about the service in the text format of Prometheus (version 0.0.4).

Written by hand: the format is a line for each number, and sums over several front processes need
no more than to add these lines.
"""

from __future__ import annotations

import json
import os
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate
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
        # Numbers get their names only when they are told, which is seldom.
        self._answered: dict[tuple[str, int], int] = {}
        self._durations: dict[str, _Durations] = {}
        self._refused: Counter[int] = Counter()
        self.in_hand = 0

    @property
    def counts(self) -> Counter[str]:
        """What this process counted, by the names of the numbers."""
        counts: Counter[str] = Counter()
        for (route, status), number in self._answered.items():
            counts[sample("gaoxin_requests_total", route=route, status=str(status))] = number
        for route, durations in self._durations.items():
            counts.update(durations.told(route))
        for status, number in self._refused.items():
            counts[sample("gaoxin_refused_total", status=str(status))] = number
        return counts

    def count_request(self, route: str, status: int, seconds: float) -> None:
        """Count an answered request."""
        key = route, status
        self._answered[key] = self._answered.get(key, 0) + 1
        durations = self._durations.get(route)
        if durations is None:
            durations = self._durations[route] = _Durations()
        durations.count(seconds)

    def count_refusal(self, status: int) -> None:
        """Count a request that was refused before the application saw it."""
        self._refused[status] += 1

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


class _Durations:
    """How long the requests of a route took."""

    def __init__(self) -> None:
        self._by_bucket = [0] * (len(BUCKETS) + 1)  # each only in the narrowest that holds it
        self._microseconds = 0  # whole numbers, because those of several processes are added

    def count(self, seconds: float) -> None:
        self._by_bucket[bisect_left(BUCKETS, seconds)] += 1
        self._microseconds += round(seconds * 1e6)

    def told(self, route: str) -> dict[str, int]:
        """The numbers of a histogram, whose buckets count everything up to their bounds."""
        bounds = (*(f"{bound:g}" for bound in BUCKETS), "+Inf")
        told = {
            sample("gaoxin_request_seconds_bucket", route=route, le=bound): number
            for bound, number in zip(bounds, accumulate(self._by_bucket), strict=True)
            if number
        }
        told[sample("gaoxin_request_seconds_count", route=route)] = sum(self._by_bucket)
        told[sample("gaoxin_request_seconds_sum", route=route)] = self._microseconds
        return told


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
