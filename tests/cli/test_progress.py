"""The line of progress: what it shows when, and that it never wraps."""

from __future__ import annotations

import io
import re

import pytest
from rich.cells import cell_len

from gaoxin.cli.progress import ProgressLine, duration
from gaoxin.language import choose_language
from gaoxin.progress import counted


class Terminal(io.StringIO):
    """A terminal that remembers what was written."""

    def isatty(self) -> bool:
        return True

    def lines(self) -> list[str]:
        """What the line showed, one after the other."""
        return [part for part in re.split(r"\r\x1b\[K", self.getvalue()) if part]


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_the_rate_and_the_time_left() -> None:
    terminal, clock = Terminal(), Clock()
    with ProgressLine(terminal, clock) as progress:
        progress("translate", 0, 500_000)
        clock.now += 4
        progress("translate", 100_000, 500_000)
        clock.now += 16
        progress("translate", 500_000, 500_000)
    assert terminal.lines() == [
        "translating 0/500,000",
        "translating 100,000/500,000, 25,000/s, about 16 s left",
        "translating 500,000/500,000, 25,000/s",
    ]
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_in_chinese(chinese: None) -> None:
    terminal, clock = Terminal(), Clock()
    progress = ProgressLine(terminal, clock)
    progress("read-records", 1, 1_001)
    clock.now += 2
    progress("read-records", 201, 1_001)
    assert terminal.lines()[-1] == "读取记录 201/1,001，每秒 100，还需约 8 秒"


def test_without_a_total_only_the_rate_is_known() -> None:
    terminal, clock = Terminal(), Clock()
    progress = ProgressLine(terminal, clock)
    progress("read-records", 1_000)
    clock.now += 2
    progress("read-records", 41_000)
    assert terminal.lines()[-1] == "reading records 41,000, 20,000/s"


def test_a_stage_that_counts_nothing_says_how_long_it_has_been_running() -> None:
    terminal, clock = Terminal(), Clock()
    progress = ProgressLine(terminal, clock)
    progress.tick()  # nothing has begun
    progress("sort")
    clock.now += 1
    progress.tick()
    clock.now += 11
    progress.tick()
    progress("publish")
    progress.tick()
    assert terminal.lines() == [
        "sorting the changes",
        "sorting the changes, 12 s so far",
        "writing",
    ]


def test_a_stage_that_begins_too_soon_to_be_shown_is_told_later() -> None:
    terminal, clock = Terminal(), Clock()
    progress = ProgressLine(terminal, clock)
    progress("check", 1, 1)
    clock.now += 0.01
    progress("publish")
    clock.now += 5
    progress.tick()
    assert terminal.lines() == ["checking", "writing, 5 s so far"]


def test_each_stage_has_its_own_rate() -> None:
    terminal, clock = Terminal(), Clock()
    progress = ProgressLine(terminal, clock)
    progress("read", 1_000, 4_000)
    clock.now += 10
    progress("translate", 0, 4_000)
    clock.now += 0.5
    progress("translate", 2_000, 4_000)
    assert terminal.lines()[-1] == "translating 2,000/4,000"
    clock.now += 1.5
    progress("translate", 3_000, 4_000)
    assert terminal.lines()[-1] == "translating 3,000/4,000, 1,500/s, about 1 s left"
    clock.now += 5
    progress("translate", 1, 4_000)  # the next file
    assert terminal.lines()[-1] == "translating 1/4,000"


def test_slow_work_has_no_rate_but_a_time_left() -> None:
    terminal, clock = Terminal(), Clock()
    progress = ProgressLine(terminal, clock)
    progress("read", 0, 4)
    clock.now += 30
    progress("read", 1, 4)
    assert terminal.lines()[-1] == "reading 1/4, about 90 s left"


def test_frequent_reports_are_not_all_written() -> None:
    terminal, clock = Terminal(), Clock()
    progress = ProgressLine(terminal, clock)
    for done in range(1_000):
        clock.now += 0.001
        progress("read-records", done, 1_000)
    assert len(terminal.lines()) < 15
    progress("read-records", 1_000, 1_000)
    assert "1,000/1,000" in terminal.lines()[-1]


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_line_never_wraps(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_language(code)
    monkeypatch.setenv("COLUMNS", "30")
    terminal, clock = Terminal(), Clock()
    progress = ProgressLine(terminal, clock)
    for done in (1, 20_000):
        progress("某某文件夹\x1b[31m/企业名单.xlsx", done, 5_000_000)
        clock.now += 9
    assert len(terminal.lines()) == 2
    assert all(cell_len(line) < 30 and line.isprintable() for line in terminal.lines())


def test_nothing_is_written_into_a_file() -> None:
    page = io.StringIO()
    with ProgressLine(page) as progress:
        progress("read", 1, 2)
    assert page.getvalue() == ""


def test_durations() -> None:
    found = [duration(seconds) for seconds in (0.2, 119, 120, 7_199, 7_200, 9_000)]
    assert found == ["1 s", "119 s", "2 min", "120 min", "2 h 0 min", "2 h 30 min"]


def test_items_are_counted() -> None:
    told: list[tuple[str, int, int | None]] = []
    items = list(counted(range(25), lambda *args: told.append(args), "read-records", 25, step=10))
    assert items == list(range(25))
    assert told == [("read-records", 10, 25), ("read-records", 20, 25)]
